package diag

import (
	"fmt"
	"strings"
	"testing"
)

// many are diagnostics of one code in one file.
func many(code Code, path string, n int, args ...string) []Diagnostic {
	var ds []Diagnostic
	for i := range n {
		ds = append(ds, New(code, Pos{path, i + 1, 1}, args...))
	}
	return ds
}

func printed(t *testing.T, print func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFound_D5_TwentyOfACodeInAFile(t *testing.T) {
	broken := many("link-broken", "content/a.md", 8000, "x", "")
	ds := Sort(append(append(append(broken, many("image-missing", "content/a.md", 21, "x", "")...), many("link-broken", "content/b.md", 20, "x", "")...),
		many("date-order", "content/c.md", 25)...))
	kept := Limit(ds)
	counts := map[string]int{}
	for _, d := range kept {
		counts[d.Pos.Path+" "+string(d.Code)]++
	}
	if fmt.Sprint(counts) != "map[content/a.md image-missing:20 content/a.md link-broken:20 content/a.md remarks-more:2 content/b.md link-broken:20 "+
		"content/c.md date-order:20 content/c.md remarks-more:1]" {
		t.Error(counts)
	}
	for _, lang := range []Lang{VI, EN} {
		for _, format := range Formats()[:3] {
			text := printed(t, func(b *strings.Builder) error { return Printer{Lang: lang, Format: format}.Print(b, kept) })
			want := map[Lang]string{VI: "và 7.980 chỗ nữa như vậy trong tệp này [link-broken]", EN: "and 7,980 more [link-broken] in this file"}[lang]
			if !strings.Contains(text, want) || strings.Count(text, "\n") > 4*len(kept) {
				t.Errorf("%s %s: no %q in\n%s", lang, format, want, text)
			}
		}
	}
	if last := kept[len(kept)-1]; last.Severity != Error || last.Args[0] != "5" {
		t.Errorf("what stands for errors is one: %+v", last)
	}
	errors, warnings, _ := Count(ds)
	if errors != 25 || warnings != 8041 {
		t.Errorf("%d errors, %d warnings", errors, warnings)
	}
}

// Of thousands of diagnostics a summary shows the first errors, one line a code, and each unknown field once.
func TestFound_C15_Summary(t *testing.T) {
	var ds []Diagnostic
	for i := range 3000 {
		path := fmt.Sprintf("content/tin/%04d.md", i)
		ds = append(ds, New("link-broken", Pos{path, 9, 1}, "x.md", ""), New("key-unlisted", Pos{path, 3, 1}, "authors"),
			New("key-unlisted", Pos{path, 4, 1}, fmt.Sprintf("cột %d", i%50)), New("prose-blanks", Pos{path, 7, 2}))
		if i%100 == 0 {
			ds = append(ds, New("date-unreadable", Pos{path, 2, 7}, "date", "mùa xuân"))
		}
	}
	text := printed(t, func(b *strings.Builder) error { return Printer{Lang: VI}.PrintSummary(b, Sort(ds)) })
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) > 80 {
		t.Errorf("%d lines", len(lines))
	}
	if !strings.HasPrefix(lines[0], "content/tin/0000.md:2:7: lỗi: ") || strings.Count(text, ": lỗi: ") != 20 {
		t.Errorf("twenty errors come first:\n%s", text)
	}
	for _, want := range []string{
		"… và 10 lỗi [date-unreadable] nữa\n",
		"cảnh báo: 3.000 × [link-broken]: content/tin/0000.md:9:1, content/tin/0001.md:9:1, content/tin/0002.md:9:1, …: Đường nối",
		"cảnh báo: 3.000 × [key-unlisted]: content/tin/0000.md:3:1, content/tin/0001.md:3:1, content/tin/0002.md:3:1, …: Không có trường “authors”",
		"cảnh báo: 60 × [key-unlisted]: content/tin/0000.md:4:1, content/tin/0050.md:4:1, content/tin/0100.md:4:1, …: Không có trường “cột 0”",
		"… và 41 trường lạ nữa, 2.460 chỗ [key-unlisted]\n",
		"lưu ý: 3.000 × [prose-blanks]: ",
	} {
		if strings.Count(text, want) != 1 {
			t.Errorf("not once %q in\n%s", want, text)
		}
	}
	english := printed(t, func(b *strings.Builder) error { return Printer{Lang: EN}.PrintSummary(b, ds) })
	if !strings.Contains(english, "warning: 3,000 × [link-broken]: ") || !strings.Contains(english, " hint: ") {
		t.Error(english)
	}
}
