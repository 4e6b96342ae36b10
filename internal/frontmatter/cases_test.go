package frontmatter

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/casetest"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

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

// TestCases runs the numbered cases of testdata/*.txt. A case is a headline "== ID title", a file, a line "--
// want" and what is read: where the body begins, every member with the places of its key and its value, every
// diagnostic with its place.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(_ *testing.T, c casetest.Case) string { return describe(c.Input) })
}

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
