package page

import (
	"fmt"
	"strings"
	"testing"
)

// listLines says what a page of a list shows.
func listLines(v *ListView) []string {
	var lines []string
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+": "+value)
		}
	}
	add("label", v.Label)
	add("heading", v.Heading)
	add("period", v.Period)
	add("summary", v.Summary)
	add("count", v.Count)
	add("children", strings.Join(linkLines(v.Children), ", "))
	for _, g := range v.Groups {
		add(strings.TrimSpace("items "+g.ID+" "+g.Heading), strings.Join(itemLines(g.Items), " "))
	}
	add("years", strings.Join(linkLines(v.Years), ", "))
	add("months", strings.Join(linkLines(v.Months), ", "))
	add("older", linkLine(v.Older))
	add("newer", linkLine(v.Newer))
	add("up", linkLine(v.Up))
	return lines
}

// A list longer than three times the page size is cut by time; each page of it says where it stands.
func TestFound_E1_Lists(t *testing.T) {
	f := files{
		"content/_index.md":   "title: Kho\npage_size: 1",
		"content/t/_index.md": "title: Mục T\nsummary: Tóm tắt.\ndescription: Mô tả", "content/t/nhanh/_index.md": "title: Mục con dài\nlinktitle: Con",
		"content/t/nhanh/sau.md": "title: Sâu\ndate: 2019-01-01", "content/t/khong.md": "title: Không", "content/t/nam.md": "title: Năm\ndate: 2018",
		"content/t/h1.md": "title: H1\ndate: 2018-02-01", "content/t/b1.md": "title: B1\ndate: 2018-03-01", "content/t/b2.md": "title: B2\ndate: 2018-03-02",
		"content/t/b3.md": "title: B3\ndate: 2018-03-03", "content/t/b4.md": "title: B4\ndate: 2018-03-04\nweight: 1", "content/t/cu.md": "title: Cũ\ndate: 2017-12-31",
		"content/t/cu2.md": "title: Cũ\ndate: 2017-11-30", "content/t/cu3.md": "title: Cũ\ndate: 2017-11-29",
	}
	views := f.views(t)
	for url, lines := range map[string][]string{
		"t/index.html": {
			"heading: Mục T", "summary: Tóm tắt.", "count: 11 tin, bài", "children: Mục con dài ../t/nhanh/index.html", "items: ../t/b4.html",
			"years: 2019 ../t/nam-2019.html, 2018 ../t/nam-2018.html, 2017 ../t/nam-2017.html, Không rõ ngày ../t/khong-ro-ngay.html",
		},
		"t/nam-2019.html": {"heading: Mục T", "period: Năm 2019", "items thang-01 Tháng 1: ../t/nhanh/sau.html", "older: Năm 2018 ../t/nam-2018.html", "up: Mục T ../t/index.html"},
		"t/nam-2018.html": {
			"heading: Mục T", "period: Năm 2018", "items khong-ro-thang Không rõ tháng: ../t/nam.html", "months: Tháng 3 ../t/nam-2018-03.html, Tháng 2 ../t/nam-2018-02.html",
			"older: Năm 2017 ../t/nam-2017.html", "newer: Năm 2019 ../t/nam-2019.html", "up: Mục T ../t/index.html",
		},
		"t/nam-2018-03.html": {
			"heading: Mục T", "period: Tháng 3 năm 2018", "items: ../t/b4.html", "months: Phần 1 ../t/nam-2018-03-1.html", "older: Tháng 02 năm 2018 ../t/nam-2018-02.html",
			"up: Năm 2018 ../t/nam-2018.html",
		},
		"t/nam-2018-03-1.html": {"heading: Mục T", "period: Tháng 3 năm 2018, phần 1", "items: ../t/b3.html ../t/b2.html ../t/b1.html", "up: Tháng 3 năm 2018 ../t/nam-2018-03.html"},
		"t/nam-2017.html": {
			"heading: Mục T", "period: Năm 2017", "items thang-12 Tháng 12: ../t/cu.html", "items thang-11 Tháng 11: ../t/cu2.html ../t/cu3.html",
			"older: Không rõ ngày ../t/khong-ro-ngay.html", "newer: Năm 2018 ../t/nam-2018.html", "up: Mục T ../t/index.html",
		},
		"t/khong-ro-ngay.html": {"heading: Mục T", "period: Không rõ ngày", "items: ../t/khong.html", "newer: Năm 2017 ../t/nam-2017.html", "up: Mục T ../t/index.html"},
		"t/nhanh/index.html":   {"heading: Mục con dài", "count: 1 tin, bài", "items: ../../t/nhanh/sau.html"},
		"luu-tru/index.html": {
			"heading: Lưu trữ theo năm", "count: 11 tin, bài",
			"years: 2019 ../luu-tru/2019/index.html, 2018 ../luu-tru/2018/index.html, 2017 ../luu-tru/2017/index.html, Không rõ ngày ../luu-tru/khong-ro-ngay/index.html",
		},
		"luu-tru/2017/index.html": {
			"heading: Năm 2017", "period: Năm 2017", "items thang-12 Tháng 12: ../../t/cu.html", "items thang-11 Tháng 11: ../../t/cu2.html ../../t/cu3.html",
			"months: Tháng 12 ../../luu-tru/2017/12/index.html, Tháng 11 ../../luu-tru/2017/11/index.html",
			"older: Không rõ ngày ../../luu-tru/khong-ro-ngay/index.html", "newer: Năm 2018 ../../luu-tru/2018/index.html", "up: Lưu trữ theo năm ../../luu-tru/index.html",
		},
		"luu-tru/2018/03/1.html": {
			"heading: Tháng 3 năm 2018, phần 1", "period: Tháng 3 năm 2018, phần 1", "items: ../../../t/b3.html ../../../t/b2.html ../../../t/b1.html", "up: Tháng 3 năm 2018 ../../../luu-tru/2018/03/index.html",
		},
	} {
		v, ok := views[url].(*ListView)
		if !ok {
			t.Errorf("there is no %s", url)
			continue
		}
		want(t, url, listLines(v), lines...)
	}
	if v := views["t/index.html"].(*ListView); v.Description != "Tóm tắt." || v.Intro.entry == nil {
		t.Errorf("the first page of a section: description %q, intro %v", v.Description, v.Intro.entry)
	}
	if v := views["t/nam-2018.html"].(*ListView); v.Description != "" || v.Intro.entry != nil {
		t.Errorf("a period repeats the introduction: %q", v.Description)
	}
}

// What a list is called, what it counts, and that a short one is one page.
func TestFound_E1_ShortLists(t *testing.T) {
	views := files{
		"content/t/a.md": "title: A\ndate: 2018\ntags: [Thẻ]\nauthor: Lê An\norganization: Phòng\nseries: Loạt", "content/t/b.md": "title: B\ntype: page\ntags: [Thẻ]",
		"content/trang/x.md": "title: X\ntype: page\ntags: [Thẻ của trang]", "content/rong/_index.md": "title: Rỗng\n---\nLời đầu là lời giới thiệu.",
	}.views(t)
	for url, lines := range map[string][]string{
		"t/index.html":                 {"heading: t", "count: 2 tin, bài", "items: ../t/a.html ../t/b.html"},
		"trang/index.html":             {"heading: trang", "count: 1 trang", "items: ../trang/x.html"},
		"rong/index.html":              {"heading: Rỗng", "count: 0 trang"},
		"the/the/index.html":           {"label: Chủ đề", "heading: Thẻ", "count: 2 tin, bài", "items: ../../t/a.html ../../t/b.html"},
		"the/the-cua-trang/index.html": {"label: Chủ đề", "heading: Thẻ của trang", "count: 1 trang", "items: ../../trang/x.html"},
		"tac-gia/le-an/index.html":     {"label: Tác giả", "heading: Lê An", "count: 1 tin, bài", "items: ../../t/a.html"},
		"don-vi/phong/index.html":      {"label: Đơn vị", "heading: Phòng", "count: 1 tin, bài", "items: ../../t/a.html"},
		"chuyen-de/loat/index.html":    {"label: Chuyên đề", "heading: Loạt", "count: 1 tin, bài", "items: ../../t/a.html"},
	} {
		v, ok := views[url].(*ListView)
		if !ok {
			t.Errorf("there is no %s", url)
			continue
		}
		want(t, url, listLines(v), lines...)
	}
	if v := views["rong/index.html"].(*ListView); v.Summary != "" || v.Description != "" || v.Intro.References.LeadInBody {
		t.Errorf("the introduction of a section is no story with a lead: %q", v.Summary)
	}
}

// An index of terms: letters in Vietnamese order, people by their given names.
func TestFound_E1_Terms(t *testing.T) {
	views := files{
		"content/t/a.md": "title: A\ntags: [đất, an ninh, ăn uống, âm nhạc, Ẩm thực, đình, 1945, ở, ưu tiên, ô tô, êm]\nauthor: [Nguyễn Văn Ân, Lê Bình, Trần An]",
		"content/t/b.md": "title: B\ntags: [đất]\nauthor: Lê Bình\norganization: Phòng\nseries: Loạt",
	}.views(t)
	for url, c := range map[string]struct {
		heading, count string
		groups         []string
	}{
		"the/index.html": {"Chủ đề", "11 chủ đề", []string{
			"# chu-khac: 1945 ../the/1945/index.html (1)", "A chu-a: an ninh ../the/an-ninh/index.html (1)", "Ă chu-aw: ăn uống ../the/an-uong/index.html (1)",
			"Â chu-aa: âm nhạc ../the/am-nhac/index.html (1), Ẩm thực ../the/am-thuc/index.html (1)", "Đ chu-dd: đất ../the/dat/index.html (2), đình ../the/dinh/index.html (1)",
			"Ê chu-ee: êm ../the/em/index.html (1)", "Ô chu-oo: ô tô ../the/o-to/index.html (1)", "Ơ chu-ow: ở ../the/o/index.html (1)", "Ư chu-uw: ưu tiên ../the/uu-tien/index.html (1)",
		}},
		"tac-gia/index.html":   {"Tác giả", "3 tác giả", []string{"A chu-a: Trần An ../tac-gia/tran-an/index.html (1)", "Â chu-aa: Nguyễn Văn Ân ../tac-gia/nguyen-van-an/index.html (1)", "B chu-b: Lê Bình ../tac-gia/le-binh/index.html (2)"}},
		"don-vi/index.html":    {"Đơn vị", "1 đơn vị", []string{"P chu-p: Phòng ../don-vi/phong/index.html (1)"}},
		"chuyen-de/index.html": {"Chuyên đề", "1 chuyên đề", []string{"L chu-l: Loạt ../chuyen-de/loat/index.html (1)"}},
	} {
		v, ok := views[url].(*TermsView)
		if !ok {
			t.Errorf("there is no %s", url)
			continue
		}
		var got []string
		for _, g := range v.Groups {
			var terms []string
			for _, term := range g.Terms {
				terms = append(terms, fmt.Sprintf("%s %s (%s)", term.Title, term.Href, term.Count))
			}
			got = append(got, g.Letter+" "+g.ID+": "+strings.Join(terms, ", "))
		}
		want(t, url, got, c.groups...)
		if v.Heading != c.heading || v.Count != c.count {
			t.Errorf("%s is called %q and counts %q", url, v.Heading, v.Count)
		}
	}
}

// The front page: the newest with a picture leads, then the newest, then every section that has something to
// show.
func TestFound_E1_Home(t *testing.T) {
	homeOf := func(f files) *HomeView { return f.views(t)["index.html"].(*HomeView) }
	sections := func(v *HomeView) []string {
		var lines []string
		for _, s := range v.Sections {
			lines = append(lines, fmt.Sprintf("%s %s: %s | %s", s.Title, s.Href, itemLine(s.Lead), strings.Join(itemLines(s.Items), " ")))
		}
		return lines
	}
	ten := files{"content/_index.md": "title: Kho\ndescription: Mô tả\n---\nLời chào.", "content/t/_index.md": "title: Mục T dài\nlinktitle: T", "static/a.png": "ảnh"}
	for day := 1; day <= 10; day++ {
		ten[fmt.Sprintf("content/t/%02d.md", day)] = fmt.Sprintf("title: %d\ndate: 2018-03-%02d", day, day)
	}
	for _, c := range []struct {
		name                   string
		besides                files
		lead, latest, sections string
	}{
		{"no picture: the newest leads", nil, "t/10.html", "t/09.html t/08.html t/07.html t/06.html", "Mục T dài t/index.html: t/09.html | t/08.html t/07.html t/06.html"},
		{"the newest with a picture", files{"content/t/05.md": "title: 5\ndate: 2018-03-05\nimages: /a.png", "content/t/06.md": "title: 6\ndate: 2018-03-06\nimages: /a.png"},
			"t/06.html", "t/10.html t/09.html t/08.html t/07.html", "Mục T dài t/index.html: t/10.html | t/09.html t/08.html t/07.html"},
		{"the eighth may lead", files{"content/t/03.md": "title: 3\ndate: 2018-03-03\nimages: /a.png"}, "t/03.html", "t/10.html t/09.html t/08.html t/07.html", "Mục T dài t/index.html: t/10.html | t/09.html t/08.html t/07.html"},
		{"the ninth is too old", files{"content/t/02.md": "title: 2\ndate: 2018-03-02\nimages: /a.png"}, "t/10.html", "t/09.html t/08.html t/07.html t/06.html", "Mục T dài t/index.html: t/09.html | t/08.html t/07.html t/06.html"},
		{"a section of the lead alone is left out, pages count", files{"content/u/x.md": "title: X\ndate: 2019-01-01\nimages: /a.png", "content/v/y.md": "title: Y\ntype: page", "content/w/_index.md": "title: Rỗng"},
			"u/x.html", "t/10.html t/09.html t/08.html t/07.html", "Mục T dài t/index.html: t/10.html | t/09.html t/08.html t/07.html\nv v/index.html: v/y.html | "},
	} {
		v := homeOf(ten.with(c.besides))
		if lead, latest := itemLine(v.Lead), strings.Join(itemLines(v.Latest), " "); lead != c.lead || latest != c.latest {
			t.Errorf("%s: %q leads %q; not %q, %q", c.name, lead, latest, c.lead, c.latest)
		}
		want(t, c.name, sections(v), strings.Split(c.sections, "\n")...)
	}

	v := homeOf(ten.with(files{
		"content/t/nam.md": "title: Năm\ndate: 2016\ntags: [a, b]\nimages: /a.png", "content/t/khong.md": "title: Không", "content/trang.md": "title: Trang\ntype: page\nattachments: /so.csv",
		"static/so.csv": strings.Repeat("x", 1500),
	}))
	want(t, "figures", factsOf(v.Archive), "Tin, bài 12", "Trang tĩnh 1", "Ảnh 1", "Chủ đề 2", "Năm có tin 2", "Ảnh và tệp 2 kB")
	want(t, "years", linkLines(v.Years), "2018 luu-tru/2018/index.html", "2016 luu-tru/2016/index.html", "Không rõ ngày luu-tru/khong-ro-ngay/index.html")
	if v.Heading != "Kho" || v.Description != "Mô tả" || v.Intro.entry == nil || v.Title != "" || v.Intro.References.LeadInBody {
		t.Errorf("heading %q, description %q, title %q", v.Heading, v.Description, v.Title)
	}

	empty := homeOf(files{})
	if empty.Lead != nil || empty.Latest != nil || empty.Sections != nil || empty.Archive != nil || empty.Years != nil || empty.Intro.entry != nil {
		t.Errorf("an empty site shows %+v", empty)
	}
}

func factsOf(list []Statistic) []string {
	var lines []string
	for _, s := range list {
		lines = append(lines, s.Label+" "+s.Value)
	}
	return lines
}

// The map: sections with their static pages, what lies outside of them, the indexes that there are.
func TestFound_E1_Map(t *testing.T) {
	v := everyKind.with(files{"content/tin/nhanh/trang.md": "title: Trang nhánh dài\nlinktitle: Trang nhánh\ntype: page"}).views(t)["so-do.html"].(*MapView)
	var sections []string
	for _, s := range v.Sections {
		sections = append(sections, fmt.Sprintf("%d %s %s: %s", s.Level, s.Title, s.Href, strings.Join(linkLines(s.Pages), ", ")))
	}
	want(t, "sections", sections, "1 Tin tức của huyện tin/index.html: ", "2 Chuyên mục con tin/nhanh/index.html: Trang nhánh tin/nhanh/trang.html", "1 khac khac/index.html: Trang con khac/trang-con.html")
	want(t, "pages", linkLines(v.Pages), "Bài lẻ le.html", "Trang trang.html")
	want(t, "indexes", linkLines(v.Indexes), "Lưu trữ theo năm luu-tru/index.html", "Chủ đề the/index.html", "Tác giả tac-gia/index.html", "Đơn vị don-vi/index.html",
		"Chuyên đề chuyen-de/index.html", "RSS rss.xml", "JSON Feed feed.json")
	want(t, "years", linkLines(v.Years), "2018 luu-tru/2018/index.html", "2016 luu-tru/2016/index.html", "Không rõ ngày luu-tru/khong-ro-ngay/index.html")

	v = files{"content/a/b/c/d/e/f/g/_index.md": "title: G", "content/a/b/c/d/e/f/_index.md": "title: F", "content/a/b/c/d/e/_index.md": "title: E", "content/a/b/c/d/_index.md": "title: D",
		"content/a/b/c/_index.md": "title: C", "content/a/b/_index.md": "title: B", "content/a/_index.md": "title: A"}.views(t)["so-do.html"].(*MapView)
	levels := ""
	for _, s := range v.Sections {
		levels += fmt.Sprint(s.Title, s.Level, " ")
	}
	if levels != "A1 B2 C3 D4 E5 F6 G6 " {
		t.Errorf("levels %s", levels)
	}
	one := files{"content/a.md": "title: A"}.views(t)["so-do.html"].(*MapView)
	want(t, "indexes of one article", linkLines(one.Indexes), "Lưu trữ theo năm luu-tru/index.html")
	if v.Indexes != nil || v.Years != nil || v.Pages != nil {
		t.Errorf("an archive without entries has indexes %v, years %v, pages %v", v.Indexes, v.Years, v.Pages)
	}
}

// 404.html is served at any depth: its links begin at the path of the base URL.
func TestFound_E1_NotFound(t *testing.T) {
	for base, root := range map[string]string{"": "/", "base_url: https://kho.example": "/", "base_url: https://kho.example/": "/", "base_url: https://kho.example/a/b": "/a/b/"} {
		v := files{"content/_index.md": "title: Kho\n" + base}.views(t)["404.html"].(*NotFoundView)
		if v.Root != root || v.Header.Root != root || v.Footer.Root != root || v.Canonical != "" || v.Breadcrumb != nil {
			t.Errorf("%q: roots %q %q %q, canonical %q, breadcrumb %v", base, v.Root, v.Header.Root, v.Footer.Root, v.Canonical, v.Breadcrumb)
		}
	}
}

// A stub stands at every old address that a file can have, and leads to the entry.
func TestFound_E1_Aliases(t *testing.T) {
	views := files{"content/_index.md": "title: Kho\nbase_url: https://kho.example/", "content/t/a.md": "title: Bài A\naliases: [/cu/x, /y.html, /z.aspx, \"/w?id=1\"]"}.views(t)
	var got []string
	for _, url := range []string{"cu/x/index.html", "y.html", "z.aspx", "z.aspx/index.html", "w/index.html"} {
		if v, ok := views[url].(*AliasView); ok {
			got = append(got, url+" "+v.Title+" "+v.Href+" "+v.Canonical)
		}
	}
	want(t, "stubs", got, "cu/x/index.html Bài A ../../t/a.html https://kho.example/t/a.html", "y.html Bài A t/a.html https://kho.example/t/a.html")
	if v := (files{"content/t/a.md": "title: A\naliases: /cu"}).views(t)["cu/index.html"].(*AliasView); v.Canonical != "" || v.Href != "../t/a.html" {
		t.Errorf("without a base URL: %+v", v)
	}
}

func TestFound_E1_Search(t *testing.T) {
	v := files{"content/_index.md": "title: Kho"}.views(t)["tim-kiem.html"].(*SearchView)
	if v.Heading != "Tìm kiếm" || v.Description != "Tìm trong mọi bài của Kho" {
		t.Errorf("%q, %q", v.Heading, v.Description)
	}
}
