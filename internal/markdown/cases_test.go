package markdown

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the cases give into testdata/cases; review the difference")

// testCase is a pair of Markdown and HTML in testdata/cases. A file holds several:
//
//	=== E28.1 a paragraph indented like in Word
//	the Markdown
//	--- html
//	the HTML, rendered with exampleReferences
//	--- diagnostics
//	codes with lines
//
// Names begin with an id where the case is one of a kind of input that editors are known to type. An escape such as \u00a0 stands for an invisible character.
type testCase struct{ name, markdown, html, diagnostics string }

func readCases(t testing.TB, path string) []testCase {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	for _, part := range strings.Split("\n"+string(text), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		markdown, rest, ok := strings.Cut(rest, "\n--- html")
		if !ok {
			t.Fatalf("%s: case %q has no line \"--- html\"", path, name)
		}
		html, diagnostics, _ := strings.Cut(rest, "\n--- diagnostics")
		cases = append(cases, testCase{name, markdown, strings.TrimSpace(html), strings.TrimSpace(diagnostics)})
	}
	return cases
}

// invisible are the escapes of the case files.
var invisible = strings.NewReplacer(`\u00a0`, "\u00a0", `\u0300`, "\u0300", `\u0301`, "\u0301", `\u0338`, "\u0338", `\t`, "\t")

func TestCases(t *testing.T) {
	paths, _ := filepath.Glob("testdata/cases/*.txt")
	if len(paths) == 0 {
		t.Fatal("no cases")
	}
	for _, path := range paths {
		var updated strings.Builder
		for _, tc := range readCases(t, path) {
			opts := usual
			opts.Title = "Tên bài"
			doc := convert(invisible.Replace(tc.markdown)+"\n", opts)
			got, found := strings.TrimSpace(render(doc)), codes(doc)
			got = strings.NewReplacer("\u00a0", `\u00a0`, "\u0338", `\u0338`).Replace(got)
			updated.WriteString("=== " + tc.name + "\n" + tc.markdown + "\n--- html\n" + got + "\n")
			if found != "" {
				updated.WriteString("--- diagnostics\n" + found + "\n")
			}
			if *update {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txt")+"/"+tc.name, func(t *testing.T) {
				checkEqual(t, "HTML", got, tc.html)
				checkEqual(t, "diagnostics", found, tc.diagnostics)
			})
		}
		if *update {
			if err := os.WriteFile(path, []byte(updated.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
