package check

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/diag"
)

// guideRow is one code of docs/vi/thong-bao.md.
type guideRow struct {
	section             string
	code                diag.Code
	level, example, fix string
}

// readGuide reads the tables of the guide that have a code in their first column.
func readGuide(t *testing.T) []guideRow {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "vi", "thong-bao.md"))
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("^\\| `([a-z0-9-]+)` \\| ([^|]+) \\| (.+) \\| (.+) \\|$")
	var rows []guideRow
	section := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if title, ok := strings.CutPrefix(line, "## "); ok {
			section = title
		}
		if m := row.FindStringSubmatch(line); m != nil {
			rows = append(rows, guideRow{section, diag.Code(m[1]), m[2], m[3], m[4]})
		}
	}
	return rows
}

// TestGuideHasEveryCode holds the guide against the catalogue: every code once, with its level, an example
// and a cure.
func TestGuideHasEveryCode(t *testing.T) {
	levels := map[diag.Severity]string{diag.Error: "lỗi", diag.Warning: "cảnh báo", diag.Notice: "lưu ý"}
	var listed []diag.Code
	for _, r := range readGuide(t) {
		listed = append(listed, r.code)
		m, known := diag.Lookup(r.code)
		switch {
		case !known:
			t.Errorf("%s: the program has no such code", r.code)
		case levels[m.Severity] != r.level:
			t.Errorf("%s is of level %q and not %q", r.code, levels[m.Severity], r.level)
		}
	}
	slices.Sort(listed)
	for i, code := range listed {
		if i > 0 && listed[i-1] == code {
			t.Errorf("%s is explained twice", code)
		}
	}
	for _, code := range diag.Codes() {
		if _, ok := slices.BinarySearch(listed, code); !ok {
			t.Errorf("%s is not in docs/vi/thong-bao.md: add a row with an example and its cure", code)
		}
	}
}

// TestGuideExamples reads the examples of front matter and of bodies: each is answered with its code alone,
// its cure is not.
func TestGuideExamples(t *testing.T) {
	read := 0
	for _, r := range readGuide(t) {
		if r.section != "Phần đầu bài" && r.section != "Lời bài" {
			continue
		}
		if text, ok := codeSpan(r.example); ok {
			read++
			codes := slices.DeleteFunc(codesOf(r, text), func(c diag.Code) bool {
				// of examples of other things
				return c != r.code && slices.Contains([]diag.Code{"date-missing", "source-missing", "kind-unsupported"}, c)
			})
			if !slices.Equal(slices.Compact(codes), []diag.Code{r.code}) {
				t.Errorf("%s: the example is answered with %v\n%s", r.code, codes, r.example)
			}
		}
		if text, ok := codeSpan(r.fix); ok {
			if codes := codesOf(r, text); slices.Contains(codes, r.code) {
				t.Errorf("%s: the cure is no better: %s", r.code, r.fix)
			}
		}
	}
	if read < 50 {
		t.Errorf("only %d examples are read", read)
	}
}

// codeSpan is the text of a cell that is code and nothing else.
func codeSpan(cell string) (string, bool) {
	inner := strings.TrimPrefix(strings.TrimSuffix(cell, "`"), "`")
	if len(inner) != len(cell)-2 || strings.Contains(inner, "`") {
		return "", false
	}
	return strings.NewReplacer("⏎", "\n", `\|`, "|").Replace(inner), true
}

// codesOf reads an example as the article that it is part of.
func codesOf(r guideRow, text string) []diag.Code {
	switch {
	case r.section == "Lời bài":
		text = "---\ntitle: Bài\n---\n" + text + "\n"
	case !strings.Contains(text, "\n\n") && !strings.Contains(text, "---"): // the lines between the fences
		if !strings.Contains(text, "title:") {
			text = "title: Bài\n" + text
		}
		text = "---\n" + text + "\n---\n\nLời bài.\n"
	}
	var codes []diag.Code
	for _, d := range content.Parse("content/tin/bai.md", []byte(text), content.Options{Thorough: true}).Diagnostics {
		codes = append(codes, d.Code)
	}
	return codes
}
