package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/site"
)

// The tests below go from a site to its views, without layouts: what every kind of page is given to show. How
// it looks then is in the goldens.

// files are a site: source path → lines of front matter, then the text of the body behind "---"; or anything
// for what is no Markdown.
type files map[string]string

// with is the site with other files besides.
func (f files) with(more files) files {
	all := files{}
	for _, part := range []files{f, more} {
		for name, text := range part {
			all[name] = text
		}
	}
	return all
}

// The clock and the zone of the tables.
var (
	tableZone = time.FixedZone("+07", 7*3600)
	tableNow  = time.Date(2026, 11, 30, 12, 0, 0, 0, tableZone)
)

// views makes the views of all pages by address. An entry that cannot be read fails the test; other
// diagnostics are not looked at.
func (f files) views(t *testing.T, edits ...func(*site.Input)) map[string]view {
	t.Helper()
	all := map[string]view{}
	m := f.maker(t, edits...)
	for _, p := range m.pages {
		all[p.url] = p.view(m)
	}
	return all
}

// previewed is the same with what only editors see.
func (f files) previewed(t *testing.T) map[string]view {
	t.Helper()
	return f.views(t, func(in *site.Input) { in.Drafts, in.Future = true, true })
}

func (f files) maker(t *testing.T, edits ...func(*site.Input)) *maker {
	t.Helper()
	in := site.Input{Settings: content.DefaultSettings(), Now: tableNow, Zone: tableZone}
	for _, edit := range edits {
		edit(&in)
	}
	texts := map[*content.Entry]*content.Text{}
	for name, text := range f {
		if !strings.HasSuffix(name, ".md") {
			file := site.File{Path: name}
			if asset.IsPicture(name) {
				file = site.File{Path: name, Type: "image/png", Width: 30, Height: 20}
			}
			in.Files = append(in.Files, file)
			continue
		}
		front, body, ok := strings.Cut(text, "\n---\n")
		if !ok {
			body = "Lời."
		}
		raw := []byte("---\n" + front + "\n---\n" + body + "\n")
		r := content.Parse(name, raw, content.Options{Zone: in.Zone})
		if r.Entry == nil {
			t.Fatalf("%s cannot be read: %v", name, r.Diagnostics)
		}
		in.Entries, texts[r.Entry] = append(in.Entries, r.Entry), r.Text
		if name == content.SettingsPath {
			in.Settings, _ = content.ParseSettings(name, raw)
		}
	}
	s, _ := site.Join(in)
	return List(s, nil, fingerprint.Digest{}).with(Sources{
		Text: func(e *content.Entry) *content.Text { return texts[e] },
		File: func(path string) (int64, fingerprint.Digest) {
			return int64(len(f[path])), fingerprint.Bytes([]byte(f[path]))
		},
	})
}

// articleOf is the view of content/t/a.md, of a site with that article and files besides.
func articleOf(t *testing.T, front string, besides files) *ArticleView {
	t.Helper()
	all := besides.with(files{"content/t/a.md": front}).views(t)
	v, ok := all["t/a.html"].(*ArticleView)
	if !ok {
		t.Fatalf("there is no t/a.html")
	}
	return v
}

// frameOf is what all views but the stubs have.
func frameOf(v view) *Frame {
	switch v := v.(type) {
	case *HomeView:
		return &v.Frame
	case *ArticleView:
		return &v.Frame
	case *ListView:
		return &v.Frame
	case *TermsView:
		return &v.Frame
	case *MapView:
		return &v.Frame
	case *SearchView:
		return &v.Frame
	case *NotFoundView:
		return &v.Frame
	}
	return nil
}

// want compares lines that say what a view holds.
func want(t *testing.T, what string, got []string, lines ...string) {
	t.Helper()
	if got == nil {
		got = []string{}
	}
	if lines == nil {
		lines = []string{}
	}
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", what, diff)
	}
}

func linkLines(links []Link) []string {
	var lines []string
	for _, l := range links {
		lines = append(lines, strings.TrimSpace(l.Title+" "+l.Href))
	}
	return lines
}

func linkLine(l *Link) string {
	if l == nil {
		return ""
	}
	return l.Title + " " + l.Href
}

func factLines(facts []Fact) []string {
	var lines []string
	for _, f := range facts {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s: %s %s%s", f.Label, f.Value, f.Href, f.ISO)))
	}
	return lines
}

func itemLine(i *Item) string {
	if i == nil {
		return ""
	}
	return i.Href()
}

func itemLines(list []Item) []string {
	var lines []string
	for _, i := range list {
		lines = append(lines, i.Href())
	}
	return lines
}

// everyKind is a site with a page of every kind. A list of four is cut.
var everyKind = files{
	"content/_index.md":             "title: Kho\nbase_url: https://kho.example/x\npage_size: 1\nmenu: {Tin tức: /tin/index.html, Con: /tin/nhanh/index.html, Chủ đề: /the/index.html, Trang: /trang.html, Năm: /luu-tru/index.html}",
	"content/trang.md":              "title: Trang\ntype: page",
	"content/le.md":                 "title: Bài lẻ\ndate: 2016-01-02",
	"content/tin/_index.md":         "title: Tin tức của huyện\nlinktitle: Tin tức\nweight: 1",
	"content/tin/nhanh/_index.md":   "title: Chuyên mục con\nlinktitle: Con",
	"content/tin/nhanh/2018/sau.md": "title: Bài sâu\ndate: 2018-05-01\ntags: [một]\nauthor: Lê An\norganization: Phòng\nseries: Loạt\naliases: /cu",
	"content/tin/2018/b1.md":        "title: B1\ndate: 2018-03-01\ntags: [một]",
	"content/tin/2018/b2.md":        "title: B2\ndate: 2018-03-02\ntags: [một]",
	"content/tin/2018/b3.md":        "title: B3\ndate: 2018-03-03\ntags: [một]",
	"content/tin/2018/b4.md":        "title: B4\ndate: 2018-03-04\ntags: [một, hai]",
	"content/tin/khong-ngay.md":     "title: Không ngày\n",
	"content/khac/trang-con.md":     "title: Trang con\ntype: page",
}

func TestFound_E1_KindsOfPages(t *testing.T) {
	var got []string
	m := everyKind.maker(t)
	for _, p := range m.pages {
		kind := ""
		if f := frameOf(p.view(m)); f != nil {
			kind = " " + f.Kind
			if f.Path != p.url || f.Root != strings.Repeat("../", strings.Count(p.url, "/")) && p.layout != "404" {
				t.Errorf("%s says that it is %s, with the root %s", p.url, f.Path, f.Root)
			}
		}
		got = append(got, p.url+" "+p.layout+kind)
	}
	slices.Sort(got)
	want(t, "pages: address, layout, kind", got,
		"404.html 404 404",
		"chuyen-de/index.html all-series all-series",
		"chuyen-de/loat/index.html series series",
		"cu/index.html alias",
		"don-vi/index.html organizations organizations",
		"don-vi/phong/index.html organization organization",
		"index.html home home",
		"khac/index.html section section",
		"khac/trang-con.html page page",
		"le.html article article",
		"luu-tru/2016/01/index.html month month",
		"luu-tru/2016/index.html year year",
		"luu-tru/2018/03/1.html month month",
		"luu-tru/2018/03/index.html month month",
		"luu-tru/2018/05/index.html month month",
		"luu-tru/2018/index.html year year",
		"luu-tru/index.html archive archive",
		"luu-tru/khong-ro-ngay/index.html undated undated",
		"so-do.html map map",
		"tac-gia/index.html authors authors",
		"tac-gia/le-an/index.html author author",
		"the/hai/index.html tag tag",
		"the/index.html tags tags",
		"the/mot/index.html tag tag",
		"the/mot/nam-2018-03-1.html tag tag",
		"the/mot/nam-2018-03.html tag tag",
		"the/mot/nam-2018-05.html tag tag",
		"the/mot/nam-2018.html tag tag",
		"tim-kiem.html search search",
		"tin/2018/b1.html article article",
		"tin/2018/b2.html article article",
		"tin/2018/b3.html article article",
		"tin/2018/b4.html article article",
		"tin/index.html section section",
		"tin/khong-ngay.html article article",
		"tin/khong-ro-ngay.html section section",
		"tin/nam-2018-03-1.html section section",
		"tin/nam-2018-03.html section section",
		"tin/nam-2018-05.html section section",
		"tin/nam-2018.html section section",
		"tin/nhanh/2018/sau.html article article",
		"tin/nhanh/index.html section section",
		"trang.html page page",
	)
}

// The way to a page, and the item of the menu that it belongs to.
func TestFound_E1_Breadcrumbs(t *testing.T) {
	views := everyKind.views(t)
	for _, c := range []struct{ url, title, way, current string }{
		{"index.html", "", "", ""},
		{"trang.html", "Trang", "Trang chủ index.html", "trang.html"},
		{"le.html", "Bài lẻ", "Trang chủ index.html", ""},
		{"khac/trang-con.html", "Trang con", "Trang chủ ../index.html › khac ../khac/index.html", ""},
		{"tin/2018/b1.html", "B1", "Trang chủ ../../index.html › Tin tức ../../tin/index.html", "tin/index.html"},
		{"tin/nhanh/2018/sau.html", "Bài sâu", "Trang chủ ../../../index.html › Tin tức ../../../tin/index.html › Con ../../../tin/nhanh/index.html", "tin/nhanh/index.html"},
		{"tin/index.html", "Tin tức của huyện", "Trang chủ ../index.html", "tin/index.html"},
		{"tin/nhanh/index.html", "Chuyên mục con", "Trang chủ ../../index.html › Tin tức ../../tin/index.html", "tin/nhanh/index.html"},
		{"tin/nam-2018.html", "Tin tức của huyện – Năm 2018", "Trang chủ ../index.html › Tin tức ../tin/index.html", "tin/index.html"},
		{"tin/nam-2018-03.html", "Tin tức của huyện – Tháng 3 năm 2018", "Trang chủ ../index.html › Tin tức ../tin/index.html › Năm 2018 ../tin/nam-2018.html", "tin/index.html"},
		{"tin/nam-2018-03-1.html", "Tin tức của huyện – Tháng 3 năm 2018, phần 1", "Trang chủ ../index.html › Tin tức ../tin/index.html › Tháng 3 năm 2018 ../tin/nam-2018-03.html", "tin/index.html"},
		{"tin/khong-ro-ngay.html", "Tin tức của huyện – Không rõ ngày", "Trang chủ ../index.html › Tin tức ../tin/index.html", "tin/index.html"},
		{"the/index.html", "Chủ đề", "Trang chủ ../index.html", "the/index.html"},
		{"the/mot/index.html", "một", "Trang chủ ../../index.html › Chủ đề ../../the/index.html", "the/index.html"},
		{"the/mot/nam-2018.html", "một – Năm 2018", "Trang chủ ../../index.html › Chủ đề ../../the/index.html › một ../../the/mot/index.html", "the/index.html"},
		{"tac-gia/le-an/index.html", "Lê An", "Trang chủ ../../index.html › Tác giả ../../tac-gia/index.html", ""},
		{"don-vi/phong/index.html", "Phòng", "Trang chủ ../../index.html › Đơn vị ../../don-vi/index.html", ""},
		{"chuyen-de/loat/index.html", "Loạt", "Trang chủ ../../index.html › Chuyên đề ../../chuyen-de/index.html", ""},
		{"luu-tru/index.html", "Lưu trữ theo năm", "Trang chủ ../index.html", "luu-tru/index.html"},
		{"luu-tru/2018/index.html", "Năm 2018", "Trang chủ ../../index.html › Lưu trữ theo năm ../../luu-tru/index.html", "luu-tru/index.html"},
		{"luu-tru/2018/03/index.html", "Tháng 3 năm 2018", "Trang chủ ../../../index.html › Lưu trữ theo năm ../../../luu-tru/index.html › Năm 2018 ../../../luu-tru/2018/index.html", "luu-tru/index.html"},
		{"luu-tru/khong-ro-ngay/index.html", "Không rõ ngày", "Trang chủ ../../index.html › Lưu trữ theo năm ../../luu-tru/index.html", "luu-tru/index.html"},
		{"so-do.html", "Sơ đồ trang", "Trang chủ index.html", ""},
		{"tim-kiem.html", "Tìm kiếm", "Trang chủ index.html", ""},
		{"404.html", "Không tìm thấy trang", "", ""},
	} {
		f := frameOf(views[c.url])
		if f == nil {
			t.Errorf("there is no %s", c.url)
			continue
		}
		if way := strings.Join(linkLines(f.Breadcrumb), " › "); way != c.way || f.Title != c.title {
			t.Errorf("%s\n got %q at the end of %q\nwant %q at the end of %q", c.url, f.Title, way, c.title, c.way)
		}
		if f.Header.Current != c.current {
			t.Errorf("%s belongs to %q in the menu, not to %q", c.url, f.Header.Current, c.current)
		}
		if c.url != "404.html" && (f.Header.Root != f.Root || f.Footer.Root != f.Root) || f.Header.Chrome == nil || f.Footer.Chrome != f.Header.Chrome {
			t.Errorf("%s: header and footer are of another page", c.url)
		}
	}
}

// Feeds and addresses on the web are there with a base URL only; lists of sections and tags have a feed of
// their own.
func TestFound_E1_FeedsAndCanonical(t *testing.T) {
	views := everyKind.views(t)
	for _, c := range []struct{ url, canonical, own string }{
		{"index.html", "https://kho.example/x/", ""},
		{"tin/2018/b1.html", "https://kho.example/x/tin/2018/b1.html", ""},
		{"tin/index.html", "https://kho.example/x/tin/", "RSS: Tin tức của huyện ../tin/rss.xml"},
		{"tin/nam-2018.html", "https://kho.example/x/tin/nam-2018.html", "RSS: Tin tức của huyện ../tin/rss.xml"},
		{"the/mot/index.html", "https://kho.example/x/the/mot/", "RSS: một ../../the/mot/rss.xml"},
		{"tac-gia/le-an/index.html", "https://kho.example/x/tac-gia/le-an/", ""},
		{"luu-tru/2018/index.html", "https://kho.example/x/luu-tru/2018/", ""},
		{"404.html", "", ""},
	} {
		f, feeds := frameOf(views[c.url]), []string{}
		for _, feed := range f.Feeds {
			feeds = append(feeds, feed.Title+" "+feed.Href+" "+feed.Type)
		}
		root := f.Root
		if c.url == "404.html" {
			root = "/x/"
		}
		wanted := []string{"Kho " + root + "rss.xml application/rss+xml", "Kho " + root + "feed.json application/feed+json"}
		if list, ok := views[c.url].(*ListView); ok {
			if own := linkLine(list.Feed); own != c.own {
				t.Errorf("%s shows the feed %q, not %q", c.url, own, c.own)
			}
			if title, href, ok := strings.Cut(strings.TrimPrefix(c.own, "RSS: "), " ../"); ok {
				wanted = append(wanted, title+" ../"+href+" application/rss+xml")
			}
		}
		want(t, "feeds of "+c.url, feeds, wanted...)
		if f.Canonical != c.canonical {
			t.Errorf("%s: canonical %q, not %q", c.url, f.Canonical, c.canonical)
		}
	}
	for url, v := range everyKind.with(files{"content/_index.md": "title: Kho"}).views(t) {
		if f := frameOf(v); f != nil && (f.Canonical != "" || len(f.Feeds) > 0 || f.Footer.Chrome.HasFeeds) {
			t.Errorf("without a base URL %s has feeds %v and the address %q", url, f.Feeds, f.Canonical)
		}
		if list, ok := v.(*ListView); ok && list.Feed != nil {
			t.Errorf("without a base URL %s shows a feed", url)
		}
	}
}

// What the footer offers is there: an index without a page is no link.
func TestFound_E1_Footer(t *testing.T) {
	for _, c := range []struct {
		settings, front, has string
	}{
		{"", "title: A\ntype: page", ""},
		{"", "title: A", "archive"},
		{"", "title: A\ntype: page\ntags: [x]", "tags"},
		{"", "title: A\ntype: page\nauthor: Lê An", "authors"},
		{"", "title: A\ntype: page\norganization: Phòng", "organizations"},
		{"", "title: A\ntype: page\nseries: Loạt", "series"},
		{"base_url: https://kho.example/", "title: A\ntype: page", "feeds"},
	} {
		views := files{"content/_index.md": "title: Kho\n" + c.settings, "content/t/a.md": c.front}.views(t)
		chrome, has := frameOf(views["t/a.html"]).Footer.Chrome, []string{}
		for _, flag := range []struct {
			name string
			set  bool
			page string
		}{
			{"tags", chrome.HasTags, "the/index.html"}, {"authors", chrome.HasAuthors, "tac-gia/index.html"},
			{"organizations", chrome.HasOrgs, "don-vi/index.html"}, {"series", chrome.HasSeries, "chuyen-de/index.html"},
			{"archive", chrome.HasArchive, "luu-tru/index.html"}, {"feeds", chrome.HasFeeds, ""},
		} {
			if flag.set {
				has = append(has, flag.name)
			}
			if _, made := views[flag.page]; flag.page != "" && made != flag.set {
				t.Errorf("%q %q: the footer says %v of %s, and the page is there: %v", c.settings, c.front, flag.set, flag.page, made)
			}
		}
		if got := strings.Join(has, " "); got != c.has {
			t.Errorf("%q %q: the footer has %q, not %q", c.settings, c.front, got, c.has)
		}
	}
}

// The chrome from the settings: title and address of every item, where it leads outside, and what is left
// out.
func TestFound_E1_Furniture(t *testing.T) {
	sections := files{
		"content/a/_index.md": "title: Mục A dài\nlinktitle: A\nweight: 2", "content/b/_index.md": "title: Mục B\nweight: 1",
		"content/a/con/_index.md": "title: Mục con", "content/a/con/bai.md": "title: Bài", "content/b/bai.md": "title: Bài khác",
	}
	menuLines := func(list []MenuItem) []string {
		var lines []string
		for _, m := range list {
			line := m.Title + " " + m.URL
			if m.External {
				line += " external"
			}
			lines = append(lines, line)
		}
		return lines
	}
	for _, c := range []struct {
		name, settings string
		besides        files
		menu           []string
	}{
		{"no menu: the sections at the top", "", nil, []string{"Mục B b/index.html", "A a/index.html"}},
		{"a menu of the settings, and nothing else", "menu: {Một: /a/index.html, Ngoài: https://ngoai.example/}", nil, []string{"Một a/index.html", "Ngoài https://ngoai.example/ external"}},
		{"addresses that may lead outside", "menu: {a: http://a.example/, b: HTTPS://b.example/, c: mailto:c@d.example, d: tel:0214, e: ftp://e.example/}", nil, []string{
			"a http://a.example/ external", "b HTTPS://b.example/ external", "c mailto:c@d.example external", "d tel:0214 external",
		}},
		{"an item that leads nowhere is left out", "menu: {Một: /a/index.html, Hỏng: /khong-co.html}", nil, []string{"Một a/index.html"}},
		{"entries and sections that name a menu, by weight and title", "", files{
			"content/x.md": "title: Trang dài\nlinktitle: Trang\ntype: page\nmenus: main\nweight: 5", "content/y.md": "title: Sau cùng\ntype: page\nmenus: [main]",
			"content/c/_index.md": "title: Mục C\nmenus: {main: {weight: 1}}\nweight: 1",
		}, []string{"Mục C c/index.html", "Trang x.html", "Sau cùng y.html"}},
		{"behind those of the settings", "menu: {Một: /a/index.html}", files{"content/y.md": "title: Thêm\ntype: page\nmenus: [main]"}, []string{"Một a/index.html", "Thêm y.html"}},
	} {
		f := sections.with(c.besides).with(files{"content/_index.md": "title: Kho\n" + c.settings})
		want(t, c.name, menuLines(newChrome(f.maker(t).site).Menu), c.menu...)
	}

	f := sections.with(files{"static/anh/hh.png": "x", "content/_index.md": "title: Kho\ndescription: Mô tả\nprovince: Tỉnh\narchive_banner: Đã dừng\neditor_url: /b/bai.html\n" +
		"successors: [{title: Xã Một, url: https://mot.example/}, {title: Xã Hai}, {title: Xã Ba, url: /a/index.html}]\nold_statistics: {Hôm nay: 12, Tất cả: 1234567}\nbadge: {file: /anh/hh.png, alt: Hình, note: Vẽ lại}"})
	chrome := newChrome(f.maker(t).site)
	want(t, "successors", menuLines(chrome.Successors), "Xã Một https://mot.example/ external", "Xã Hai ", "Xã Ba a/index.html")
	got := fmt.Sprintf("%s|%s|%s|%s|%v|%v|%v", chrome.SiteTitle, chrome.Description, chrome.Province, chrome.Banner, chrome.EditorURL, chrome.Statistics, *chrome.Badge)
	if wanted := "Kho|Mô tả|Tỉnh|Đã dừng|{Dành cho ban biên tập b/bai.html false}|[{Hôm nay 12} {Tất cả 1.234.567}]|{anh/hh.png Hình Vẽ lại 30 20}"; got != wanted {
		t.Errorf("chrome\n got %s\nwant %s", got, wanted)
	}
	bare := newChrome(sections.with(files{"content/_index.md": "title: Kho"}).maker(t).site)
	if bare.Banner != "" || bare.EditorURL.URL != "" || bare.Badge != nil || bare.Statistics != nil || bare.Successors != nil {
		t.Errorf("settings that say nothing give %+v", bare)
	}
}
