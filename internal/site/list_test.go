package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
)

// many is n entries, one a day from the first of January of a year on, oldest first.
func many(t *testing.T, year, n int) []*content.Entry {
	var entries []*content.Entry
	for i := range n {
		month, day := 1+i/28, 1+i%28
		entries = append(entries, entry(t, fmt.Sprintf("t/%d-%03d.md", year, i), fmt.Sprintf("%d-%02d-%02d", year, month, day)))
	}
	return entries
}

// outlineOf writes a list as "address count" lines.
func outlineOf(l *List) []string {
	var lines []string
	for _, p := range l.Pages {
		lines = append(lines, fmt.Sprintf("%s %d", p.URL, len(p.Items)))
	}
	return lines
}

func TestListIsOnePageUpToThreeTimesThePageSize(t *testing.T) {
	s := join(t, many(t, 2018, 60), nil)
	if got := outlineOf(s.Sections[0].List); !slices.Equal(got, []string{"t/index.html 60"}) {
		t.Errorf("60 items: %q", got)
	}
	s = join(t, many(t, 2018, 61), nil)
	want := []string{"t/index.html 20", "t/nam-2018.html 0", "t/nam-2018-03.html 5", "t/nam-2018-02.html 28", "t/nam-2018-01.html 28"}
	if got := outlineOf(s.Sections[0].List); !slices.Equal(got, want) {
		t.Errorf("61 items\n got %q\nwant %q", got, want)
	}
}

func TestListSplitsByTime(t *testing.T) {
	entries := slices.Concat(many(t, 2018, 40), many(t, 2019, 70))
	for i := range 130 { // an over-full month
		entries = append(entries, entry(t, fmt.Sprintf("t/thang-%03d.md", i), "2020-05-10"))
	}
	for i := range 2 {
		entries = append(entries, entry(t, fmt.Sprintf("t/khong-thang-%d.md", i), "2019"), entry(t, fmt.Sprintf("t/khong-ngay-%d.md", i), ""))
	}
	s := join(t, entries, nil)
	want := []string{
		"t/index.html 20",
		"t/nam-2020.html 0", "t/nam-2020-05.html 10", "t/nam-2020-05-2.html 60", "t/nam-2020-05-1.html 60",
		"t/nam-2019.html 2", "t/nam-2019-03.html 14", "t/nam-2019-02.html 28", "t/nam-2019-01.html 28",
		"t/nam-2018.html 40",
		"t/khong-ro-ngay.html 2",
	}
	l := s.Sections[0].List
	if got := outlineOf(l); !slices.Equal(got, want) {
		t.Fatalf("pages\n got %q\nwant %q", got, want)
	}
	seen := map[string]int{}
	for _, p := range l.Pages[1:] {
		for _, it := range p.Items {
			seen[it.URL]++
		}
	}
	if len(seen) != len(entries) {
		t.Errorf("the periods hold %d of %d entries", len(seen), len(entries))
	}
	archive := strings.Join(outlineOf(s.Archive), "\n")
	for _, page := range []string{
		"luu-tru/index.html 0", "luu-tru/2018/index.html 40", "luu-tru/2018/01/index.html 28", "luu-tru/2019/index.html 2",
		"luu-tru/2020/05/index.html 10", "luu-tru/2020/05/1.html 60", "luu-tru/khong-ro-ngay/index.html 2",
	} {
		if !strings.Contains(archive, page) {
			t.Errorf("the archive has no page %q:\n%s", page, archive)
		}
	}
}

// One more item, of today or with an old date, leaves all but a few pages of a list as they were.
func TestOneMoreItemChangesFewPages(t *testing.T) {
	var entries []*content.Entry
	for year := 2010; year < 2025; year++ {
		entries = append(entries, many(t, year, 100)...)
	}
	before := pagesOf(join(t, entries, nil).Sections[0].List)
	for _, date := range []string{"2025-06-30", "2012-02-10"} {
		after := pagesOf(join(t, append(slices.Clone(entries), entry(t, "t/moi.md", date)), nil).Sections[0].List)
		changed := 0
		for url, items := range after {
			if before[url] != items {
				changed++
			}
		}
		if changed > 4 {
			t.Errorf("an item of %s changes %d pages of one list", date, changed)
		}
	}
}

func pagesOf(l *List) map[string]string {
	pages := map[string]string{}
	for _, p := range l.Pages {
		shown := strings.Join(urls(p.Items), " ")
		for _, period := range slices.Concat(p.Years, p.Months, p.Parts) {
			shown += " " + period.URL
		}
		pages[p.URL] = shown
	}
	return pages
}
