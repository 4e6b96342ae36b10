package explain

import (
	"maps"
	"path"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/content"
	"bantin/internal/site"
)

// small is a site of every sort of thing that can be explained.
func small(t *testing.T) Input {
	files := map[string]string{
		"content/_index.md":      "---\ntitle: Kho\n---\n[tin](tin/a.md)",
		"content/tin/_index.md":  "---\ntitle: Tin\n---\nLời dẫn.",
		"content/tin/a.md":       "---\ntitle: A\ndate: 2018-03-20\naliases: [/cu/a, '/xem?id=1']\n---\n[b](b.md#h-x), [ngoài](https://x.vn/), ![x](anh.png)\n\n## X",
		"content/tin/b.md":       "---\ntitle: B\ndate: 2018-03-21\ntags: [thẻ]\nattachments: [tep.pdf]\n---\n[a](a.md)\n\n## X",
		"content/tin/nhap.md":    "---\ntitle: N\ndraft: true\n---\nNháp.",
		"content/tin/hen.md":     "---\ntitle: H\ndate: 2999-01-01\n---\nHẹn.",
		"content/tin/anh.png":    "",
		"content/tin/tep.pdf":    "",
		"content/tin/khong.pdf":  "",
		"static/anh/dau.svg":     "",
		"content/tin/trang.html": "",
	}
	in := Input{Out: "public", Files: func(layout string) []string {
		return map[string][]string{"article": {"layouts/article.html", "layouts/base.html"}, "section": {"layouts/base.html", "layouts/section.html"}}[layout]
	}}
	in.From = site.Input{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Settings: content.DefaultSettings(), Broken: []content.Unfit{{Path: "content/tin/hong.md"}}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".md" {
			in.From.Files = append(in.From.Files, site.File{Path: name})
			continue
		}
		e := content.Parse(name, []byte(files[name]), content.Options{Zone: time.UTC}).Entry
		if e == nil {
			t.Fatal(name)
		}
		in.From.Entries = append(in.From.Entries, e)
	}
	in.Site, _ = site.Join(in.From)
	in.Made = []string{"index.html", "tin/index.html", "tin/a.html", "tin/b.html", "the/the/index.html", "so-do.html"}
	in.Layouts = map[string]string{"index.html": "home", "tin/index.html": "section", "tin/a.html": "article", "tin/b.html": "article", "so-do.html": "map"}
	return in
}

func TestFind(t *testing.T) {
	in := small(t)
	article := []string{"layouts/article.html", "layouts/base.html"}
	a := Subject{
		Source: "content/tin/a.md", State: Published, Address: "tin/a.html", Layout: "article", Layouts: article,
		Links: []string{"tin/b.html#h-x"}, Pictures: []string{"tin/anh.png"}, NamedBy: []string{"content/_index.md", "content/tin/b.md"},
		Redirects: []string{"/cu/a", "/xem?id=1"},
	}
	section := Subject{
		Source: "content/tin/_index.md", State: Published, Address: "tin/index.html", Layout: "section",
		Layouts: []string{"layouts/base.html", "layouts/section.html"}, Lists: []string{"tin/b.html", "tin/a.html"},
	}
	for name, want := range map[string]Subject{
		"content/tin/a.md": a, "./content/tin/a.md": a, "tin/a.html": a, "/tin/a": a, "public/tin/a.html": a, "cu/a": a, "/cu/a/index.html": {},
		"content/tin/_index.md": section, "tin/": section, "tin/index.html": section, "public/tin": section,
		"content/tin/nhap.md":   {Source: "content/tin/nhap.md", State: Draft},
		"content/tin/hen.md":    {Source: "content/tin/hen.md", State: Scheduled},
		"content/tin/hong.md":   {Source: "content/tin/hong.md", State: Broken},
		"content/tin/tep.pdf":   {Source: "content/tin/tep.pdf", State: Published, Address: "tin/tep.pdf", NamedBy: []string{"content/tin/b.md"}},
		"content/tin/khong.pdf": {Source: "content/tin/khong.pdf", State: Unused},
		"static/anh/dau.svg":    {Source: "static/anh/dau.svg", State: Published, Address: "anh/dau.svg"},
		"the/the/":              {State: Generated, Address: "the/the/index.html", Lists: []string{"tin/b.html"}},
		"so-do":                 {State: Generated, Address: "so-do.html", Layout: "map"},
		"layouts/article.html":  {Source: "layouts/article.html", State: Published, Pages: []string{"tin/a.html", "tin/b.html"}},
		"layouts/base.html":     {Source: "layouts/base.html", State: Published, Pages: []string{"tin/a.html", "tin/b.html", "tin/index.html"}},
		"layouts/khong.html":    {}, "content/khong.md": {}, "khong/co": {}, "../../etc/passwd": {},
	} {
		got, ok := Find(in, name)
		if ok != (want.State != "") {
			t.Errorf("%s: found %t", name, ok)
		}
		if diff := cmp.Diff(want, got); ok && diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, c := range [][2]string{
		{"https://baoyen.example/kho/tin/a.html#h-x", "/tin/a.html"},
		{"https://baoyen.example/kho/tin/", "/tin/index.html"},
		{"https://baoyen.example/kho/", "/index.html"},
		{"https://khac.vn/tin/b%C3%A0i.html?x=1", "/tin/bài.html"},
		{"content/tin/a.md", "content/tin/a.md"},
		{"tin/a.html", "tin/a.html"},
	} {
		if got := Relative(c[0], "https://baoyen.example/kho/"); got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
	}
}
