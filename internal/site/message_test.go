package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/diag"
)

// parsed joins a site from its files: Markdown with its front matter, anything else as it is. Diagnostics of
// one file alone are not looked at.
func parsed(t *testing.T, files map[string]string) (*Site, []diag.Diagnostic) {
	t.Helper()
	in := Input{Settings: content.DefaultSettings(), Now: now, Zone: zone}
	texts := map[string]*content.Text{}
	for name, text := range files {
		if !strings.HasSuffix(name, ".md") {
			f := File{Path: name}
			if asset.IsPicture(name) {
				f = File{Path: name, Type: "image/png", Width: 3, Height: 2}
			}
			in.Files = append(in.Files, f)
			continue
		}
		r := content.Parse(name, []byte(text), content.Options{Zone: zone})
		if r.Entry == nil {
			in.Broken = append(in.Broken, r.Unfit)
			continue
		}
		in.Entries, texts[name] = append(in.Entries, r.Entry), r.Text
		if name == content.SettingsPath {
			in.Settings, _ = content.ParseSettings(name, []byte(text))
		}
	}
	s, remarks := Join(in)
	return s, Placed(remarks, func(path string) *content.Text { return texts[path] })
}

// TestFound_E1_Messages says where every diagnostic of this package points, and which words it holds: those
// are what an editor reads.
func TestFound_E1_Messages(t *testing.T) {
	article := func(front, body string) string { return "---\ntitle: Bài\n" + front + "\n---\n" + body + "\n" }
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"two entries with one address", map[string]string{"content/t/hòa.md": article("date: 2018-03-20", "x"), "content/t/hóa.md": article("", "x")}, []string{
			"content/t/hòa.md:1:1 address-taken content/t/hòa.md|content/t/hóa.md|t/hoa.html|hoa-2018-03-20 also content/t/hóa.md:1:1",
			"content/t/hóa.md:1:1 address-taken content/t/hóa.md|content/t/hòa.md|t/hoa.html|hoa-3ce2ecca also content/t/hòa.md:1:1",
		}},
		{"an entry where a static file lies", map[string]string{"content/a.md": article("date: 2018-03-20 08:30", "x"), "static/A.html": "x"}, []string{
			"content/a.md:1:1 address-taken content/a.md|static/A.html|a.html|a-2018-03-20",
		}},
		{"an address of ours", map[string]string{"content/t/nam-2018.md": article("date: 2018", "x")}, []string{"content/t/nam-2018.md:1:1 address-reserved t/nam-2018.html|nam-2018-2018"}},
		{"an address that is too long", map[string]string{"content/t/" + strings.Repeat("rat-dai/", 29) + "bai.md": article("", "x")}, []string{
			"content/t/" + strings.Repeat("rat-dai/", 29) + "bai.md:1:1 address-long t/" + strings.Repeat("rat-dai/", 29) + "bai.html",
		}},
		{"static files with names of ours", map[string]string{
			"static/index.html": "x", "static/404.html": "x", "static/so-do.html": "x", "static/tim-kiem.html": "x", "static/rss.xml": "x", "static/feed.json": "x",
			"static/sitemap.xml": "x", "static/robots.txt": "x", "static/_headers": "x", "static/_redirects": "x", "static/cua-toi.txt": "x",
		}, []string{
			"static/404.html:1:1 static-reserved 404.html", "static/_headers:1:1 static-reserved _headers", "static/_redirects:1:1 static-reserved _redirects",
			"static/feed.json:1:1 static-reserved feed.json", "static/index.html:1:1 static-reserved index.html", "static/robots.txt:1:1 static-reserved robots.txt",
			"static/rss.xml:1:1 static-reserved rss.xml", "static/sitemap.xml:1:1 static-reserved sitemap.xml", "static/so-do.html:1:1 static-reserved so-do.html",
			"static/tim-kiem.html:1:1 static-reserved tim-kiem.html",
		}},
		{"folders of ours", map[string]string{
			"static/tac-gia/x": "x", "static/don-vi/x": "x", "static/chuyen-de/x": "x", "static/luu-tru/x": "x", "static/search/x": "x", "static/data/x": "x",
			"static/manifest/x": "x", "static/sitemap/x": "x", "static/assets/x": "x",
		}, []string{
			"static/chuyen-de/x:1:1 static-reserved chuyen-de/x", "static/data/x:1:1 static-reserved data/x", "static/don-vi/x:1:1 static-reserved don-vi/x",
			"static/luu-tru/x:1:1 static-reserved luu-tru/x", "static/manifest/x:1:1 static-reserved manifest/x", "static/search/x:1:1 static-reserved search/x",
			"static/sitemap/x:1:1 static-reserved sitemap/x", "static/tac-gia/x:1:1 static-reserved tac-gia/x",
		}},
		{"a static file at an address of ours", map[string]string{"static/the/x.txt": "x"}, []string{"static/the/x.txt:1:1 static-reserved the/x.txt"}},
		{"a file beside an article where another one lies", map[string]string{"content/t/a.md": article("", "![Một](b.png) ![Hai](B.png)"), "content/t/b.png": "x", "content/t/B.png": "y"}, []string{
			"content/t/B.png:1:1 file-address-taken content/t/B.png|content/t/b.png|t/b.png",
		}},
		{"a section of ours", map[string]string{"content/luu-tru/_index.md": article("", "")}, []string{"content/luu-tru/_index.md:1:1 section-reserved luu-tru"}},
		{"two folders, one section", map[string]string{"content/Tin/a.md": article("", "x"), "content/tin/b.md": article("", "x")}, []string{"content/tin:1:1 section-taken tin|Tin|tin"}},
		{"a category that is none", map[string]string{"content/t/a.md": article("categories: [Tin tứk]", "x"), "content/tin/_index.md": "---\ntitle: Tin tức\n---\n"}, []string{
			"content/t/a.md:3:14 category-unknown Tin tứk|Tin tức",
		}},
		{"tags of one slug", map[string]string{"content/t/a.md": article("tags: [hòa giải]", "x"), "content/t/b.md": article("tags: [hóa giải]", "x")}, []string{
			"content/t/a.md:1:1 tag-slug-taken “hòa giải”, “hóa giải”|hoa-giai|hóa giải|content/t/a.md, content/t/b.md also content/t/b.md:1:1",
		}},
		{"old addresses", map[string]string{"content/t/a.md": article("aliases: [/t/b.html, /the/x, //x, /cu]", "x"), "content/t/b.md": article("aliases: [/cu]", "x")}, []string{
			"content/t/a.md:3:11 alias-taken /t/b.html|content/t/b.md", "content/t/a.md:3:22 alias-reserved /the/x|", "content/t/a.md:3:30 alias-invalid //x|",
			"content/t/b.md:3:11 alias-taken /cu|content/t/a.md",
		}},
		{"old addresses that no file can have", map[string]string{"content/t/a.md": article("aliases: [/"+strings.Repeat("x/", 130)+"]", "x")}, []string{
			"content/t/a.md:3:11 address-long /" + strings.Repeat("x/", 130) + "|",
		}},
		{"a file whose address is too long", map[string]string{"content/" + strings.Repeat("rat-dai/", 28) + "a.md": article("slug: a", "![Ảnh](bo-suu-tap-anh.png)"), "content/" + strings.Repeat("rat-dai/", 28) + "bo-suu-tap-anh.png": "x"}, []string{
			"content/" + strings.Repeat("rat-dai/", 28) + "bo-suu-tap-anh.png:1:1 address-long " + strings.Repeat("rat-dai/", 28) + "bo-suu-tap-anh.png",
		}},
		{"fields of other programs, once each", map[string]string{"content/t/b.md": article("comments: true", "x"), "content/t/a.md": article("comments: true", "x"), "content/t/c.md": article("comments: true", "x")}, []string{
			"content/t/a.md:1:1 field-unread comments|3",
		}},
		{"feeds without a base URL", map[string]string{"content/t/a.md": article("", "[a](/rss.xml) [b](/feed.json) [c](/sitemap.xml)")}, []string{
			"content/t/a.md:5:1 link-broken /rss.xml|", "content/t/a.md:5:15 link-broken /feed.json|", "content/t/a.md:5:31 link-broken /sitemap.xml|",
		}},
		{"links", map[string]string{
			"content/t/a.md": article("", "[a](bb.md) [b](/t/bb.md) [c](nhap.md) [d](B.md) [e](b.md#h-mut) [f](#h-mot) [g](hong.md)\n\n## Một hai"), "content/t/b.md": article("", "## Mục"),
			"content/t/nhap.md": article("draft: true", "x"), "content/t/hong.md": "---\ntitle: A\ndate: 31/02/2018\n---\nx",
		}, []string{
			"content/t/a.md:5:1 link-broken bb.md|b.md", "content/t/a.md:5:12 link-broken /t/bb.md|b.md", "content/t/a.md:5:26 link-unpublished nhap.md",
			"content/t/a.md:5:39 name-case B.md|b.md", "content/t/a.md:5:49 anchor-missing #h-mut|content/t/b.md|#h-muc", "content/t/a.md:5:65 anchor-missing #h-mot|content/t/a.md|",
			"content/t/a.md:5:77 link-unpublished hong.md",
		}},
		{"pictures and files", map[string]string{
			"content/t/a.md":     article("images: [https://a.example/x.png, /anh/cauu.png]\nattachments: [so.csv]\noriginal_file: goc.txt", "![Cầu](anh.pn) ![Cầu](/anh/Cau.png)"),
			"static/anh/cau.png": "x", "content/t/anh.png": "x", "content/t/so1.csv": "x",
		}, []string{
			"content/t/a.md:3:10 picture-external https://a.example/x.png", "content/t/a.md:3:35 image-missing /anh/cauu.png|cau.png", "content/t/a.md:4:15 attachment-missing so.csv|so1.csv",
			"content/t/a.md:5:16 attachment-missing goc.txt|", "content/t/a.md:7:1 image-missing anh.pn|anh.png", "content/t/a.md:7:16 name-case /anh/Cau.png|cau.png",
		}},
		{"settings", map[string]string{"content/_index.md": "---\ntitle: Kho\nmenu: {Một: /mot.html, Hai: javascript:x}\neditor_url: /khong\nbadge: {file: /hh.png}\n---\n"}, []string{
			"content/_index.md:3:13 link-broken /mot.html|", "content/_index.md:3:29 settings-link javascript:x", "content/_index.md:4:13 link-broken /khong|", "content/_index.md:5:15 image-missing /hh.png|",
		}},
	} {
		_, found := parsed(t, c.files)
		var got []string
		for _, d := range found {
			line := d.Pos.String() + " " + string(d.Code) + " " + strings.Join(d.Args, "|")
			for _, also := range d.Also {
				line += " also " + also.String()
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

// A file that cannot have its address is not shown, least of all another one in its place.
func TestFound_E1_FileAddressTaken(t *testing.T) {
	s, _ := parsed(t, map[string]string{"content/t/a.md": "---\ntitle: A\n---\n![Một](b.png) ![Hai](B.png)", "content/t/b.png": "x", "content/t/B.png": "y"})
	if p := s.Items[0].Pictures; p[0].URL != "t/b.png" || p[1].URL != "" {
		t.Errorf("pictures %+v", p)
	}
}

// A picture of a bundle lies below the address of its entry, wherever that is; a name with a blank is a name
// before it is anything else.
func TestFound_E1_FilesBesideEntries(t *testing.T) {
	for _, c := range []struct{ entry, file, dest, want string }{
		{"content/t/bai/index.md", "content/t/bai/b.png", "b.png", "t/khac/b.png"},
		{"content/t/bai/index.md", "content/t/bai/sâu/b.png", "sâu/b.png", "t/khac/sau/b.png"},
		{"content/t/a.md", "content/t/b.png", "b.png", "t/b.png"},
		{"content/t/2018/a.md", "content/t/Ảnh đẹp/b.png", "../Ảnh đẹp/b.png", "t/anh-dep/b.png"},
		{"content/t/a.md", "content/t/b.png c.png", "<b.png c.png>", "t/b-png-c.png"},
	} {
		s, found := parsed(t, map[string]string{c.entry: "---\ntitle: A\nslug: khac\n---\n![Ảnh](" + c.dest + ")", c.file: "x", "content/t/x.png": "x", "content/t/b.png": "y"})
		if got := s.Items[0].Pictures[0].URL; got != c.want {
			t.Errorf("%s in %s is shown as %q, not %q (%v)", c.file, c.entry, got, c.want, found)
		}
	}
}

// Ways to name an entry in a link: without its ending where its slug is another, by its title, by an address
// that it had elsewhere.
func TestFound_E1_LinksToEntries(t *testing.T) {
	for _, dest := range []string{"b", "b.md", "/t/b", "/cu/b", "https://cu.example/bai?id=7"} {
		s, found := parsed(t, map[string]string{
			"content/t/a.md": "---\ntitle: A\ndate: 2018\n---\n[x](" + dest + ")", "content/t/b.md": "---\ntitle: Bài B\ndate: 2017\nslug: khac\naliases: [/cu/b, \"https://cu.example/bai?id=7\"]\n---\nLời.",
		})
		if got := s.Articles[0].Links[0].URL; got != "t/khac.html" {
			t.Errorf("%s leads to %q (%v)", dest, got, found)
		}
	}
}

// Sections of one weight are sorted by title; an entry that names a section and one below it is listed once
// in each.
func TestFound_E1_SectionOrder(t *testing.T) {
	s, _ := parsed(t, map[string]string{
		"content/m1/_index.md": "---\ntitle: Đất\n---\n", "content/m2/_index.md": "---\ntitle: Dân\n---\n", "content/m3/_index.md": "---\ntitle: Ăn\n---\n", "content/m4/_index.md": "---\ntitle: An ninh\n---\n",
		"content/m1/nhanh/_index.md": "---\ntitle: Con\n---\n", "content/m4/x.md": "---\ntitle: X\ncategories: [Đất, Con]\ntags: [\"—\", sau]\n---\nLời.",
	})
	var got []string
	for _, section := range s.Sections {
		got = append(got, section.Title+" "+strings.Join(urls(section.Items), " "))
	}
	if diff := cmp.Diff([]string{"An ninh ", "Ăn ", "Dân ", "Đất m4/x.html", "Con m4/x.html"}, got); diff != "" {
		t.Error(diff)
	}
	if len(s.Tags.Terms) != 1 || s.Tags.Terms[0].Label != "sau" {
		t.Errorf("tags %+v", s.Tags.Terms)
	}
}
