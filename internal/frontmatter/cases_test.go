package frontmatter

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

var update = flag.Bool("update", false, "write what the cases in testdata give now; read the difference before you commit it")

// testVocabulary is that of a small schema.
var testVocabulary = Vocabulary{
	Known:     func(key string) bool { return fieldNames[viet.FoldedKey(key)] },
	Canonical: func(key string) bool { return fieldNames[strings.ToLower(key)] },
	Title:     func(key string) bool { return viet.FoldedKey(key) == "title" || viet.FoldedKey(key) == "tieu de" },
	Common:    func(key string) bool { return viet.FoldedKey(key) == "thoi gian" },
	Holds: func(key, value string) bool {
		name := viet.FoldedKey(strings.Trim(key, `"'`))
		return name == "draft" || name == "nhap" && strings.TrimSpace(value) == "có"
	},
}

// fieldNames are its names; those with a blank are aliases.
var fieldNames = map[string]bool{"title": true, "date": true, "draft": true, "tags": true, "author": true, "summary": true, "params": true,
	"tieu de": true, "ngay dang": true, "nhap": true}

// TestCases runs the numbered cases of testdata/*.txt. A case is a headline "== ID title", a file, a line "-- want" and what is read:
// where the body begins, every member with the places of its key and its value, every remark with its place.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("cases: %v, %v", files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runCases(t, file) })
	}
}

func runCases(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, cases, _ := strings.Cut(string(data), "\n== ")
	out := head
	for _, text := range strings.Split(cases, "\n== ") {
		name, rest, _ := strings.Cut(text, "\n")
		input, want, found := strings.Cut(rest, "-- want\n")
		if !found && !*update {
			t.Errorf("%s: no expectation", name)
		}
		got := describe(visible.Replace(input))
		if strings.TrimSpace(got) != strings.TrimSpace(want) && !*update {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", name, got, want)
		}
		out += "\n== " + name + "\n" + input + "-- want\n" + got
	}
	if *update {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// visible stands for characters that cannot be seen in a file of cases.
var visible = strings.NewReplacer("⟨NBSP⟩", "\u00a0", "⟨TAB⟩", "\t", "⟨ZWSP⟩", "\u200b")

func describe(text string) string {
	file := diag.File{Path: "content/a.md", Text: text}
	block, found := Read(file, testVocabulary)
	var b strings.Builder
	switch {
	case block.Broken:
		b.WriteString("broken\n")
	case block.Body == 0:
		b.WriteString("no front matter\n")
	default:
		fmt.Fprintf(&b, "body %s\n", place(file, block.Body))
	}
	describeMembers(&b, file, "", block.Members)
	for _, d := range diag.Sort(found) {
		fmt.Fprintf(&b, "%s %d:%d %s", []string{"notice", "warning", "error"}[d.Severity], d.Pos.Line, d.Pos.Col, d.Code)
		for _, arg := range d.Args {
			fmt.Fprintf(&b, " %q", arg)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// describeMembers writes `key@2:1 = "text"@2:8`, and for a collection its members below, indented.
func describeMembers(b *strings.Builder, file diag.File, indent string, members []Member) {
	for i := range members {
		m := &members[i]
		fmt.Fprintf(b, "%s%s@%s = %s", indent, m.Key, place(file, m.KeyOffset), []string{"", "block ", "list ", "table "}[m.Kind])
		if m.Quoted {
			b.WriteString("quoted ")
		}
		if !m.IsCollection() || m.Text != "" {
			fmt.Fprintf(b, "%q", m.Text)
		}
		fmt.Fprintf(b, "@%s\n", place(file, m.Offset))
		describeMembers(b, file, indent+"  ", m.Members)
	}
}

func place(file diag.File, offset int) string {
	pos := file.Locate(offset)
	return fmt.Sprintf("%d:%d", pos.Line, pos.Col)
}
