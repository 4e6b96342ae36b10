package site

import (
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
)

func categories(names ...string) func(*content.Entry) {
	return func(e *content.Entry) {
		for i, n := range names {
			e.Categories = append(e.Categories, content.Ref{Value: n, Line: i + 1, Col: 1})
		}
	}
}

func labelsOf(terms []*Term) string {
	var list []string
	for _, t := range terms {
		list = append(list, t.Label+" "+t.Path)
	}
	return strings.Join(list, "|")
}

func TestFound_B13_Categories(t *testing.T) {
	index := func(path, name string) *content.Entry { return entry(t, path+"/_index.md", "", title(name)) }
	for _, c := range []struct{ category, section, code string }{
		{"kinh-te", "Kinh tế – xã hội", ""},
		{"Kinh tế – xã hội", "Kinh tế – xã hội", ""},
		{"tin-tuc/kinh-te", "Kinh tế – xã hội", ""},
		{"Tin tức/Kinh tế – xã hội", "Kinh tế – xã hội", ""},
		{"TIN TUC", "Tin tức", ""},
		{"kinhte", "Tin tức", "category-unknown"},
		{"kinh_te", "Tin tức", "category-unknown"},
		{"kinh-tee", "Tin tức", "category-unknown"},
		{"Kinh tế xã hội", "Tin tức", "category-unknown"},
		{"Tin tứk", "Tin tức", "category-unknown"},
		{"Phượt", "Tin tức", "category-tag"},
		{"Thể thao", "Tin tức", "category-tag"},
	} {
		s := join(t, []*content.Entry{index("tin-tuc", "Tin tức"), index("tin-tuc/kinh-te", "Kinh tế – xã hội"),
			entry(t, "tin-tuc/a.md", "2018", categories(c.category)), entry(t, "tin-tuc/b.md", "2018", categories(c.category))}, codesFor(c.code))
		it := s.Items[0]
		if it.Section.Title != c.section || (len(it.Tags) > 0) != (c.code == "category-tag") {
			t.Errorf("%s: section %s, tags %s", c.category, it.Section.Title, labelsOf(it.Tags))
		}
	}
}

// codesFor are the diagnostics on the two entries of a category: one that became a tag is named once.
func codesFor(code string) []string {
	switch code {
	case "":
		return nil
	case "category-tag":
		return []string{"category-tag tin-tuc/a.md"}
	}
	return []string{code + " tin-tuc/a.md", code + " tin-tuc/b.md"}
}

func TestFound_C17_OneLabel(t *testing.T) {
	s := join(t, []*content.Entry{
		entry(t, "t/a.md", "2018", tags("How-to")), entry(t, "t/b.md", "2018", tags("how to", "Bảo Hà,")), entry(t, "t/c.md", "2018", tags("how to.", "bảo hà")),
		entry(t, "t/d.md", "2018", tags("hoà giải", "Hòa-giải;")),
	}, []string{"label-variant t/a.md", "label-variant t/b.md", "label-variant t/c.md", "label-variant t/d.md"})
	if got := labelsOf(s.Tags.Terms); len(s.Tags.Terms) != 3 || !strings.Contains(got, "how") || strings.ContainsAny(got, ",;.") {
		t.Errorf("tags: %s", got)
	}
	s = join(t, []*content.Entry{
		entry(t, "t/a.md", "2018", func(e *content.Entry) {
			e.Authors, e.Organization, e.Series = []string{"N.V.A."}, "UBND xã", []string{"Nông-thôn mới"}
		}),
		entry(t, "t/b.md", "2018", func(e *content.Entry) {
			e.Authors, e.Organization, e.Series = []string{"n.v.a"}, "UBND xã,", []string{"nông thôn mới"}
		}),
	}, []string{"label-variant t/a.md", "label-variant t/a.md", "label-variant t/b.md"})
	if len(s.Authors.Terms) != 1 || len(s.Organizations.Terms) != 1 || len(s.Series.Terms) != 1 {
		t.Errorf("%s; %s; %s", labelsOf(s.Authors.Terms), labelsOf(s.Organizations.Terms), labelsOf(s.Series.Terms))
	}
}

func TestFound_C17_DifferentWords(t *testing.T) {
	entries := []*content.Entry{entry(t, "t/a.md", "2018", tags("bạn")), entry(t, "t/b.md", "2018", tags("bàn")), entry(t, "t/c.md", "2018", tags("ban"))}
	s := join(t, entries, []string{"tag-slug-taken t/c.md"})
	first := labelsOf(s.Tags.Terms)
	if len(s.Tags.Terms) != 3 || s.Tags.Terms[0].Path == s.Tags.Terms[1].Path || strings.Contains(first+"|", "the/ban|") {
		t.Errorf("tags: %s", first)
	}
	slices.Reverse(entries)
	if again := labelsOf(join(t, entries, []string{"tag-slug-taken t/c.md"}).Tags.Terms); again != first {
		t.Errorf("the order of entries changes addresses: %s and %s", first, again)
	}
	s = join(t, []*content.Entry{
		entry(t, "t/a.md", "2018", func(e *content.Entry) { e.Authors = []string{"Hòa"} }), entry(t, "t/b.md", "2018", func(e *content.Entry) { e.Authors = []string{"Hoa"} }),
	}, []string{"name-slug-taken t/b.md"})
	if len(s.Authors.Terms) != 2 {
		t.Errorf("authors: %s", labelsOf(s.Authors.Terms))
	}
}

func TestFound_B10_Precedence(t *testing.T) {
	old := func(list ...string) func(*content.Entry) {
		return func(e *content.Entry) {
			for i, a := range list {
				e.OldURLs = append(e.OldURLs, content.Ref{Value: a, Line: i + 1, Col: 1})
			}
		}
	}
	s := join(t, []*content.Entry{entry(t, "t/a.md", "2018", old("/cu", "/t/a.html", "/t/a", "/t/a/")), entry(t, "t/b.md", "2018", aliases("/cu"))},
		[]string{"old-address-unused t/a.md"})
	if len(s.Redirects) != 2 || s.Redirects[0].To != "t/b.html" || s.Redirects[1].From != "/t/a" {
		t.Errorf("%+v", s.Redirects)
	}
}
