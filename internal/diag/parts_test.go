package diag

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The caret stands under the character that the column names, as a terminal shows the line.
func TestCaret(t *testing.T) {
	x, z := strings.Repeat("x", 60), strings.Repeat("z", 60)
	for _, c := range []struct {
		source string
		col    int
		width  int
		line   string // with the caret's place in brackets
		caret  int
	}{
		{"Hội nghị: kết quả", 9, 0, "Hội nghị[:] kết quả", 8},
		{"Ho\u0323\u0302i nghị", 6, 0, "Ho\u0323\u0302i[ ]nghị", 3}, // combining marks take no column
		// and a fault in them is one of their letter
		{"Ho\u0323\u0302i nghị", 4, 0, "H[o\u0323\u0302]i nghị", 1},
		{"日本 x", 4, 0, "日本 [x]", 5},       // wide characters take two
		{"👩‍👩‍👧 x", 7, 0, "👩‍👩‍👧 [x]", 3}, // however many runes make one
		{"\tx", 2, 0, "    [x]", 4},
		{"\t\tx", 2, 0, "    [    ]x", 4},
		{"ab", 3, 0, "ab[]", 2},
		{"ab", 99, 0, "ab[]", 2},
		{"a\x1b[31mb", 7, 0, "a·[31m[b]", 6},
		{"a\u200bb\u202ec", 2, 0, "a[·]b·c", 1}, // what cannot be seen is shown
		{"hoa\u00adc", 4, 0, "hoa[·]c", 3},
		{x + "Y" + z, 61, 40, "…" + x[:14] + "[Y]" + z[:13] + "…", 15},
		{strings.Repeat("日", 40), 20, 40, "…" + strings.Repeat("日", 7) + "[日]" + strings.Repeat("日", 6) + "…", 15},
	} {
		before, at, after := excerpt(c.source, c.col, c.width)
		if line := before + "[" + at + "]" + after; line != c.line || columns(before) != c.caret {
			t.Errorf("%q col %d: %q caret %d, want %q caret %d", c.source, c.col, line, columns(before), c.line, c.caret)
		}
	}
}

// Whatever an editor typed, a line fits the terminal, is one line, and the fault is in it.
func TestCaretFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := strings.ReplaceAll(rapid.String().Draw(t, "line"), "\n", " ")
		col := rapid.IntRange(1, utf8.RuneCountInString(source)+2).Draw(t, "col")
		width := rapid.IntRange(1, 200).Draw(t, "width")
		before, at, after := excerpt(source, col, width)
		line := before + at + after
		if most := max(width-gutter, minRoom) + 2; columns(line) > most+4 {
			t.Fatalf("%d columns, room for %d: %q", columns(line), most, line)
		}
		if strings.ContainsAny(line, "\n\r\x1b\t") {
			t.Fatalf("%q steers the terminal", line)
		}
	})
}

func TestParts(t *testing.T) {
	d := New("image-missing", Pos{"content/a.md", 4, 3}, "le\x1bhoi.jpg", "")
	d.Source, d.Also = "ab![]", []Pos{{Path: "content/b.md"}}
	want := Parts{
		Place: "content/a.md:4:3", Severity: "warning", Code: "image-missing", Message: "Image “le·hoi.jpg” not found.",
		Hint: "Put the picture beside the article or into static/ and write its name. On the page a placeholder with the caption stands here.",
		Also: []string{"content/b.md"}, Line: 4, Before: "ab", At: "!", After: "[]",
	}
	if diff := cmp.Diff(want, d.Parts(EN, 0)); diff != "" {
		t.Error(diff)
	}
	whole := New("settings-missing", Pos{Path: "content/_index.md"}).Parts(VI, 80)
	if whole.Line != 0 || whole.Before+whole.At+whole.After != "" {
		t.Errorf("a file as a whole has no line: %+v", whole)
	}
}
