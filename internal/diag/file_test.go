package diag

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A diagnostic carries the part of its line around its column, wherever the cut falls, and the caret stands
// under the same character as before.
func TestFound_D5_LineIsCutAroundTheColumn(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"short":         {"Xem [", "này](b.md)"},
		"at the front":  {"", strings.Repeat("chữ ", 1000)},
		"in the middle": {strings.Repeat("chữ ", 1000), strings.Repeat("chữ ", 1000)},
		"at the end":    {strings.Repeat("chữ ", 1000), ""},
		"wide":          {strings.Repeat("漢字", 900), strings.Repeat("漢字", 900)},
		"tabs":          {strings.Repeat("\t", 900), strings.Repeat("\t", 900)},
		"families":      {strings.Repeat("👨‍👩‍👧‍👦", 300), strings.Repeat("👨‍👩‍👧‍👦", 300)},
		"marks":         {strings.Repeat("a\u0301\u0323\u0302", 500), strings.Repeat("a\u0301\u0323", 500)},
		"50 MB":         {strings.Repeat("x", 25<<20), strings.Repeat("x", 25<<20)},
	} {
		t.Run(name, func(t *testing.T) {
			f := File{Path: "content/a.md", Text: "---\n" + c.before + "@" + c.after + "\nsau\n"}.Indexed()
			at := f.At(4+len(c.before), "link-broken", "x", "")
			if len(at.Source) > 3*quoted*utf8.UTFMax {
				t.Errorf("a remark carries %d bytes", len(at.Source))
			}
			later := New("link-broken", at.Pos, "x", "")
			f.Quote(&later)
			alone := New("link-broken", at.Pos, "x", "")
			alone.Quote(c.before + "@" + c.after)
			for _, d := range []Diagnostic{at, later, alone} {
				if d.Source != at.Source || d.Skip != at.Skip {
					t.Fatalf("%d %q\n%d %q", d.Skip, d.Source, at.Skip, at.Source)
				}
				for _, width := range []int{0, 80, 30} {
					if p := d.Parts(VI, width); p.Line != 2 || p.At != "@" {
						t.Errorf("width %d: the caret is under %q\n%s|%s|%s", width, p.At, p.Before, p.At, p.After)
					}
				}
			}
		})
	}
}

// What one more diagnostic costs does not depend on how many there were, be they on one line or on many, in
// order or not.
func TestFound_D5_PlacesAreLinear(t *testing.T) {
	for name, unit := range map[string]string{"one line": "[x](đường-nối.md) ", "many lines": "[x](đường-nối.md)\n"} {
		cost := func(n int) float64 {
			f := File{Path: "content/a.md", Text: strings.Repeat(unit, n)}.Indexed()
			ds := make([]Diagnostic, 0, n)
			return testing.AllocsPerRun(1, func() {
				ds = ds[:0]
				for i := range n {
					ds = append(ds, f.At(i*len(unit), "link-broken", "x", ""))
				}
			})
		}
		if small, large := cost(500), cost(2000); large > 5*small {
			t.Errorf("%s: four times as many remarks cost %v allocations in place of %v", name, large, small)
		}
		bytes := 0
		f := File{Path: "content/a.md", Text: strings.Repeat(unit, 8000)}.Indexed()
		for i := range 8000 {
			bytes += len(f.At(i*len(unit), "link-broken", "x", "").Source)
		}
		if most := 8000 * 3 * quoted * 2; bytes > most {
			t.Errorf("%s: 8,000 remarks carry %d bytes", name, bytes)
		}
	}
}

// A message repeats no more of an editor's text than a person reads.
func TestFound_D5_ArgumentsAreCut(t *testing.T) {
	long := strings.Repeat("dài ", 1<<18)
	message, hint := New("title-from-line", Pos{"content/a.md", 4, 1}, long).Text(VI)
	if len(message)+len(hint) > 4*longestArg*utf8.UTFMax || !strings.Contains(message, "…") {
		t.Errorf("a message of %d bytes, a hint of %d", len(message), len(hint))
	}
}
