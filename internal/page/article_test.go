package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/layout"
	"bantin/internal/site"
)

func TestFound_E1_Outline(t *testing.T) {
	headings := func(marks ...string) string {
		body := "Lời dẫn.\n"
		for i, m := range marks {
			body += fmt.Sprintf("\n%s Mục %d\n\nLời.\n", m, i+1)
		}
		return body
	}
	for _, c := range []struct{ name, front, body, want string }{
		{"two headings: none", "", headings("##", "##"), ""},
		{"three headings", "", headings("##", "##", "##"), "1 Mục 1 #h-muc-1|1 Mục 2 #h-muc-2|1 Mục 3 #h-muc-3"},
		{"deeper ones count too", "", headings("##", "###", "####"), "1 Mục 1 #h-muc-1|2 Mục 2 #h-muc-2|3 Mục 3 #h-muc-3"},
		{"levels count from the highest", "", headings("###", "####", "###"), "1 Mục 1 #h-muc-1|2 Mục 2 #h-muc-2|1 Mục 3 #h-muc-3"},
		{"the first may be the deeper", "", headings("###", "##", "##"), "2 Mục 1 #h-muc-1|1 Mục 2 #h-muc-2|1 Mục 3 #h-muc-3"},
		{"asked for, with one heading", "\ntoc: true", headings("##"), "1 Mục 1 #h-muc-1"},
		{"asked for, without headings", "\ntoc: true", "Lời.", ""},
		{"refused", "\ntoc: không", headings("##", "##", "##"), ""},
		{"numbered paragraphs are entries", "", "Lời dẫn.\n\nThứ nhất, giữ rừng.\n\nThứ hai, mở đường.\n\nThứ ba, dạy nghề.", "1 Thứ nhất, giữ rừng. #h-thu-nhat|1 Thứ hai, mở đường. #h-thu-hai|1 Thứ ba, dạy nghề. #h-thu-ba"},
	} {
		var got []string
		for _, o := range articleOf(t, "title: A"+c.front+"\n---\n"+c.body, nil).Outline {
			got = append(got, fmt.Sprintf("%d %s %s", o.Level, o.Title, o.Href))
		}
		if text := strings.Join(got, "|"); text != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, text, c.want)
		}
	}
}

// The line below the title: date, what it was taken from, when the text was changed, how often the old page
// was read.
func TestFound_E1_Dates(t *testing.T) {
	for _, c := range []struct{ front, date, updated, views string }{
		{"date: 2018-03-20", "Thứ Ba, ngày 20 tháng 3 năm 2018|2018-03-20|", "|", ""},
		{"date: 2018-03-20 08:30", "Thứ Ba, ngày 20 tháng 3 năm 2018|2018-03-20T08:30+07:00|", "|", ""},
		{"date: 2018-03", "Tháng 3 năm 2018|2018-03|", "|", ""},
		{"date: khoảng năm 2018\ndate_basis: caption", "Khoảng năm 2018|2018|suy đoán từ chú thích ảnh", "|", ""},
		{"date: 2018\ndate_basis: text", "Năm 2018|2018|suy đoán từ nội dung bài", "|", ""},
		{"date: 2018\ndate_basis: filename", "Năm 2018|2018|suy đoán từ tên tệp", "|", ""},
		{"date: 2018\ndate_basis: capture", "Năm 2018|2018|theo ngày lưu trữ", "|", ""},
		{"date: 2018\ndate_basis: stated", "Năm 2018|2018|", "|", ""},
		{"", "Không rõ ngày||", "|", ""},
		{"lastmod: 2019-01-02", "Không rõ ngày||", "Thứ Tư, ngày 02 tháng 01 năm 2019|2019-01-02", ""},
		{"type: page\ndate: 2018-03-20\ndate_basis: text", "||", "|", ""},
		{"type: page\ndate: 2018\nlastmod: 2019-01", "||", "Tháng 01 năm 2019|2019-01", ""},
		{"view_count: 0", "Không rõ ngày||", "|", "Lượt xem: 0 (theo trang cũ)"},
		{"view_count: 3369", "Không rõ ngày||", "|", "Lượt xem: 3.369 (theo trang cũ)"},
		{"view_count: 1\ncaptured_at: 2025-06-01", "Không rõ ngày||", "|", "Lượt xem: 1 (khi lưu trữ, 01/06/2025)"},
		{"view_count: 1\ncaptured_at: 2025-06-01\nview_count_at: 2025-05", "Không rõ ngày||", "|", "Lượt xem: 1 (khi lưu trữ, 05/2025)"},
	} {
		v := articleOf(t, "title: A\n"+c.front, nil)
		date, updated := v.DateText+"|"+v.DateMachine+"|"+v.DateNote, v.Updated+"|"+v.UpdatedISO
		if date != c.date || updated != c.updated || v.Views != c.views {
			t.Errorf("%q\n got %q %q %q\nwant %q %q %q", c.front, date, updated, v.Views, c.date, c.updated, c.views)
		}
	}
}

// A time of day is one in the zone of the site, in everything that is made from it.
func TestFound_E1_Zone(t *testing.T) {
	tokyo := func(in *site.Input) { in.Zone = time.FixedZone("+09", 9*3600) }
	at := "2018-03-20 08:30"
	m := files{"content/t/a.md": "title: A\ndate: " + at + "\nlastmod: " + at + "\ncaptured_at: " + at + "\nstart_date: " + at + "\nend_date: " + at + "\ndeadline: " + at + "\ncorrections: [{date: " + at + ", text: X}]"}.maker(t, tokyo)
	v := m.article(m.site.Items[0])
	v.derive(m)
	text := fmt.Sprint(v.DateMachine, v.UpdatedISO, v.Provenance, v.Event, v.Corrections, v.Metadata, v.Linked, v.item.Card.DateMachine)
	if good, all := strings.Count(text, "T08:30+09:00"), strings.Count(text, "T08:30"); good != all || good != 13 {
		t.Errorf("%d of %d times are those of the zone: %s", good, all, text)
	}
}

// The lead above the text is the summary that a person wrote; the first paragraph stays where it is.
func TestFound_E1_Summary(t *testing.T) {
	for _, c := range []struct {
		front, summary string
		leadInBody     bool
	}{
		{"title: A\nsummary: Viết tay.", "Viết tay.", false},
		{"title: A", "", true},
		{"title: A\n---\n## Mục\n\nLời.", "", false},
	} {
		v := articleOf(t, c.front, nil)
		if v.Summary != c.summary || v.Body.References.LeadInBody != c.leadInBody || v.Heading != "A" || v.Body.entry == nil {
			t.Errorf("%q: summary %q, lead in the body %v", c.front, v.Summary, v.Body.References.LeadInBody)
		}
	}
}

func TestFound_E1_Places(t *testing.T) {
	settings := files{"content/_index.md": "title: Kho\nunit_map: {Xã Cũ: Xã Mới, Thị trấn Phố Hóa: Xã Hai}"}
	v := articleOf(t, "title: A\nplaces: [Xã Cũ, xã cũ, Thị trấn Phố Hoá, Suối, Xã Cũ Hai]\npeople: [Lò Thị Hoa, Xã Cũ]", settings)
	want(t, "places: the unit of today behind the name of then", v.Places,
		"Xã Cũ (nay: Xã Mới)", "xã cũ (nay: Xã Mới)", "Thị trấn Phố Hoá (nay: Xã Hai)", "Suối", "Xã Cũ Hai")
	want(t, "people", v.People, "Lò Thị Hoa", "Xã Cũ")
	want(t, "no places", articleOf(t, "title: A", settings).Places)
}

func TestFound_E1_Provenance(t *testing.T) {
	for _, c := range []struct {
		front string
		want  []string
	}{
		{"", nil},
		{"captured_at: 2025-06-01", []string{"Lưu trữ: Chủ nhật, ngày 01 tháng 6 năm 2025 2025-06-01"}},
		{"source_url: https://cu.example/1", []string{"Địa chỉ gốc (lịch sử): https://cu.example/1 https://cu.example/1"}},
		{"source_url: HTTP://cu.example/1", []string{"Địa chỉ gốc (lịch sử): HTTP://cu.example/1 HTTP://cu.example/1"}},
		{"source_url: javascript:alert(1)", []string{"Địa chỉ gốc (lịch sử): javascript:alert(1)"}},
		{"original_file: goc.txt", []string{"Bản gốc đã lưu: goc.txt ../t/goc.txt"}},
		{"original_file: mat.txt", []string{"Bản gốc đã lưu: mat.txt"}},
		{"original_sha256: abc\nrights: © Huyện", []string{"SHA-256 của bản gốc: abc", "Bản quyền: © Huyện"}},
		{
			"rights: R\noriginal_file: goc.txt\ncaptured_at: 2025\nsource_url: http://a.example",
			[]string{"Địa chỉ gốc (lịch sử): http://a.example http://a.example", "Lưu trữ: Năm 2025 2025", "Bản gốc đã lưu: goc.txt ../t/goc.txt", "Bản quyền: R"},
		},
	} {
		v := articleOf(t, "title: A\n"+c.front, files{"content/t/goc.txt": "gốc"})
		want(t, c.front, factLines(v.Provenance), c.want...)
	}
	v := articleOf(t, "title: A\nsource_name: Báo\narchive_note: Ghi\nredacted: Che\ncorrections: [{date: 2018-04-02, text: Một}, Hai]\nphoto_credit: Lê Ảnh", nil)
	if got := strings.Join([]string{v.SourceName, v.ArchiveNote, v.Redacted, v.PhotoCredit}, "|"); got != "Báo|Ghi|Che|Lê Ảnh" {
		t.Errorf("notes: %s", got)
	}
	want(t, "corrections", factLines(v.Corrections), "02/04/2018: Một 2018-04-02", "Không rõ ngày: Hai")
}

func TestFound_E1_Event(t *testing.T) {
	for _, c := range []struct {
		front string
		want  []string
	}{
		{"", nil},
		{"start_date: 2018-03-19\nend_date: 2018-03", []string{"Bắt đầu: Thứ Hai, ngày 19 tháng 3 năm 2018 2018-03-19", "Kết thúc: Tháng 3 năm 2018 2018-03"}},
		{"place: Hội trường\nhost: Ông A\nparticipants: Mọi người\ncontact: Văn phòng", []string{"Địa điểm: Hội trường", "Chủ trì: Ông A", "Thành phần: Mọi người", "Liên hệ: Văn phòng"}},
		{"deadline: 2026-11-30", []string{"Hạn: Thứ Hai, ngày 30 tháng 11 năm 2026 2026-11-30"}},
		{"deadline: 2026-11-29", []string{"Hạn: Chủ nhật, ngày 29 tháng 11 năm 2026 (đã hết hạn) 2026-11-29"}},
		{"deadline: 2026-11", []string{"Hạn: Tháng 11 năm 2026 2026-11"}},
		{"deadline: 2026-10", []string{"Hạn: Tháng 10 năm 2026 (đã hết hạn) 2026-10"}},
		{"deadline: 2026", []string{"Hạn: Năm 2026 2026"}},
		{"deadline: 2025", []string{"Hạn: Năm 2025 (đã hết hạn) 2025"}},
		{"deadline: 2026-11-30 11:59", []string{"Hạn: Thứ Hai, ngày 30 tháng 11 năm 2026 (đã hết hạn) 2026-11-30T11:59+07:00"}},
		{"deadline: 2026-11-30 12:01", []string{"Hạn: Thứ Hai, ngày 30 tháng 11 năm 2026 2026-11-30T12:01+07:00"}},
	} {
		want(t, c.front, factLines(articleOf(t, "title: A\n"+c.front, nil).Event), c.want...)
	}
}

// Where an article belongs: section, people, subjects, series.
func TestFound_E1_Belonging(t *testing.T) {
	besides := files{
		"content/t/_index.md": "title: Mục T dài\nlinktitle: Mục T", "content/u/_index.md": "title: Mục U", "content/u/x.md": "title: X",
		"content/t/truoc.md": "title: Phần trước dài\nlinktitle: Phần trước\ndate: 2018-01-01\nseries: [Loạt]", "content/t/sau.md": "title: Phần sau\ndate: 2018-03-01\nseries: loạt\ntags: thẻ một",
	}
	v := articleOf(t, "title: A\ndate: 2018-02-01\nauthor: [Lê An, Lò Bình]\norganization: Phòng\ntags: [Thẻ một, Thẻ hai]\nseries: [Loạt, Riêng]", besides)
	if v.Section != (Link{"Mục T", "../t/index.html"}) {
		t.Errorf("section %v", v.Section)
	}
	want(t, "authors", linkLines(v.Authors), "Lê An ../tac-gia/le-an/index.html", "Lò Bình ../tac-gia/lo-binh/index.html")
	want(t, "tags", linkLines(v.Tags), "thẻ một ../the/the-mot/index.html", "Thẻ hai ../the/the-hai/index.html")
	if got := linkLine(v.Organization); got != "Phòng ../don-vi/phong/index.html" {
		t.Errorf("organisation %s", got)
	}
	var series []string
	for _, s := range v.Series {
		series = append(series, fmt.Sprintf("%s %s < %s > %s", s.Title, s.Href, linkLine(s.Previous), linkLine(s.Next)))
	}
	want(t, "series", series, "Loạt ../chuyen-de/loat/index.html < Phần trước ../t/truoc.html > Phần sau ../t/sau.html", "Riêng ../chuyen-de/rieng/index.html <  > ")

	v = articleOf(t, "title: A\ncategories: Mục U", besides)
	if v.Section != (Link{"Mục U", "../u/index.html"}) || v.Organization != nil || v.Authors != nil || v.Tags != nil || v.Series != nil {
		t.Errorf("another section, and nothing else: %v %v %v %v %v", v.Section, v.Organization, v.Authors, v.Tags, v.Series)
	}
	if top := (files{"content/a.md": "title: A"}).views(t)["a.html"].(*ArticleView); top.Section != (Link{}) {
		t.Errorf("at the top of the site: %v", top.Section)
	}
}

// Neighbours are the articles of the main section before and after in time; static pages have and are none.
func TestFound_E1_Neighbours(t *testing.T) {
	views := files{
		"content/t/1.md": "title: 1\ndate: 2018-01-01", "content/t/2.md": "title: 2\ndate: 2018-01-02", "content/t/3.md": "title: 3\ndate: 2018-01-03",
		"content/u/x.md": "title: X\ndate: 2018-01-02", "content/t/trang.md": "title: Trang\ntype: page\ndate: 2018-01-02", "content/t/khong.md": "title: Không ngày",
		"content/u/y.md": "title: Y\ndate: 2018-01-04\ncategories: [t, u]",
	}.views(t)
	for url, wanted := range map[string]string{
		"t/khong.html": " ../t/1.html", "t/1.html": "../t/khong.html ../t/2.html", "t/2.html": "../t/1.html ../t/3.html", "t/3.html": "../t/2.html ../u/y.html",
		"u/y.html": "../t/3.html ", "u/x.html": " ", "t/trang.html": " ",
	} {
		v := views[url].(*ArticleView)
		if got := itemLine(v.Older) + " " + itemLine(v.Newer); got != wanted {
			t.Errorf("%s: %q, not %q", url, got, wanted)
		}
	}
}

// Related are first those that the editor named, in that order, then near ones with a common tag; four at
// most.
func TestFound_E1_Related(t *testing.T) {
	besides := files{
		"content/t/gan.md": "title: Gần\ndate: 2018-02-02\ntags: [x]", "content/t/xa.md": "title: Xa\ndate: 2010-01-01\ntags: [x]",
		"content/t/trang.md": "title: Trang\ntype: page\ntags: [x]", "content/u/khac.md": "title: Khác\ndate: 2011-01-01\naliases: /cu/khac",
		"content/u/nhap.md": "title: Nháp\ndraft: true", "content/u/1.md": "title: 1", "content/u/2.md": "title: 2", "content/u/3.md": "title: 3", "content/u/4.md": "title: 4",
	}
	for _, c := range []struct {
		name, front string
		want        []string
	}{
		{"nothing", "", nil},
		{"a common tag", "tags: [x]", []string{"../t/gan.html", "../t/xa.html"}},
		{"named", "related: [../u/khac.md]", []string{"../u/khac.html"}},
		{"named before near", "tags: [x]\nrelated: [../u/khac.md, xa.md]", []string{"../u/khac.html", "../t/xa.html", "../t/gan.html"}},
		{"named by address, old address, without ending", "related: [/t/gan.html, /cu/khac, ../u/1]", []string{"../t/gan.html", "../u/khac.html", "../u/1.html"}},
		{"a static page may be named", "related: [trang.md]", []string{"../t/trang.html"}},
		{"not what is not there or not published, nor itself", "related: [mat.md, ../u/nhap.md, a.md]", nil},
		{"five that are named are all there", "related: [../u/1.md, ../u/2.md, ../u/3.md, ../u/4.md, ../u/khac.md]\ntags: [x]", []string{"../u/1.html", "../u/2.html", "../u/3.html", "../u/4.html", "../u/khac.html"}},
		{"a static page has those that it names", "type: page\ntags: [x]\nrelated: [gan.md]", []string{"../t/gan.html"}},
	} {
		want(t, c.name, itemLines(articleOf(t, "title: A\ndate: 2018-02-01\n"+c.front, besides).Related), c.want...)
	}
}

func TestFound_E1_Attachments(t *testing.T) {
	v := articleOf(t, "title: A\nattachments: [{file: bao cao.pdf, title: Báo cáo năm}, mat.docx, /tep/so.csv]\ndocuments: [15-NQ/HU, b.md, mat.md, b.md#khong-co]",
		files{"content/t/bao cao.pdf": strings.Repeat("x", 2000), "static/tep/so.csv": "a", "content/t/b.md": "title: Văn bản B"})
	var got []string
	for _, a := range v.Attachments {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%d", a.Title, a.Href, a.Name, a.Type, a.Size, len(a.SHA256)))
	}
	want(t, "attachments", got, "Báo cáo năm|../t/bao-cao.pdf|bao cao.pdf|PDF|2 kB|64", "mat.docx||mat.docx|Word (DOCX)||0", "so.csv|../tep/so.csv|so.csv|Bảng dữ liệu (CSV)|1 byte|64")
	want(t, "documents", linkLines(v.Documents), "15-NQ/HU", "Văn bản B ../t/b.html", "mat.md", "b.md#khong-co")
}

// The picture above the text is the one that the fields name, unless the text shows it.
func TestFound_E1_Pictures(t *testing.T) {
	besides := files{"static/a.png": "a", "content/t/b.png": "b"}
	for _, c := range []struct{ name, front, figure, cover string }{
		{"none", "title: A", "", ""},
		{"of the fields", "title: A\nimages: /a.png", "../a.png  30 20", "a.png "},
		{"of the text", "title: A\n---\n![Hình B](b.png)", "", "t/b.png Hình B"},
		{"of the text, described by its caption", "title: A\n---\n![](b.png \"Chú thích B\")", "", "t/b.png Chú thích B"},
		{"of both, another one", "title: A\nimages: /a.png\n---\n![Hình B](b.png)", "../a.png  30 20", "a.png "},
		{"of both, the same", "title: A\nimages: b.png\n---\n![Hình B](b.png)", "", "t/b.png "},
		{"the first that is there", "title: A\nimages: [mat.png, /a.png]", "../a.png  30 20", "a.png "},
		{"one that is not there", "title: A\nimages: mat.png", "", ""},
	} {
		v := articleOf(t, c.front, besides)
		figure, cover := "", ""
		if v.Image != nil {
			figure = fmt.Sprintf("%s %s %d %d", v.Image.Src, v.Image.Alt, v.Image.Width, v.Image.Height)
		}
		if v.Cover != nil {
			cover = v.Cover.URL + " " + v.Cover.Alt
		}
		if figure != c.figure || cover != c.cover {
			t.Errorf("%s: figure %q, cover %q; not %q, %q", c.name, figure, cover, c.figure, c.cover)
		}
	}
}

func TestFound_E1_Citation(t *testing.T) {
	for _, c := range []struct{ settings, front, want string }{
		{"", "date: 2018-03-20\nauthor: [Lê An, Lò Bình]\norganization: Phòng", "Lê An, Lò Bình, “A”, Kho, 20/03/2018, t/a.html"},
		{"", "organization: Phòng", "Phòng, “A”, Kho, t/a.html"},
		{"base_url: https://kho.example/", "date: khoảng 2018", "“A”, Kho, khoảng 2018, https://kho.example/t/a.html"},
	} {
		if got := articleOf(t, "title: A\n"+c.front, files{"content/_index.md": "title: Kho\n" + c.settings}).Citation; got != c.want {
			t.Errorf("%q: %s, not %s", c.front, got, c.want)
		}
	}
}

// An entry that only its editors see bears a mark, on its page and on its card.
func TestFound_E1_Marks(t *testing.T) {
	f := files{"content/t/a.md": "title: A\ndraft: true", "content/t/b.md": "title: B\npublishdate: 2031-01-01", "content/t/c.md": "title: C"}
	if views := f.views(t); views["t/a.html"] != nil || views["t/b.html"] != nil {
		t.Error("a draft or a scheduled entry has a page")
	}
	for _, v := range f.previewed(t) {
		if v, ok := v.(*ArticleView); ok {
			wanted := map[string]string{"A": "draft", "B": "future", "C": ""}[v.Heading]
			if string(v.Mark) != wanted || string(v.item.Card.Mark) != wanted {
				t.Errorf("%s bears the mark %q", v.Heading, v.Mark)
			}
		}
	}
}

// What a page says of itself to programs. The order is the one in which the elements stand.
func TestFound_E1_Metadata(t *testing.T) {
	lines := func(list []Meta) []string {
		var all []string
		for _, m := range list {
			line := m.Name + "=" + m.Content
			if m.Property {
				line = "property " + line
			}
			all = append(all, line)
		}
		return all
	}
	besides := files{"content/_index.md": "title: Kho\ndescription: Mô tả kho\nbase_url: https://kho.example/", "static/a.png": "a", "content/t/_index.md": "title: Mục T"}
	m := besides.with(files{
		"content/t/a.md":     "title: A\ndate: 2018-03\nlastmod: 2019\ndescription: Mô tả\nauthor: [Lê An]\norganization: Phòng\nphoto_credit: Lò Ảnh\ntags: [Một, Hai]\nplaces: [Xã]\nimages: /a.png\nsource_name: Báo\nsource_url: https://cu.example/\nrights: R",
		"content/t/b.md":     "title: B\norganization: Phòng\nsource_name: Báo\nsource_url: ftp://cu.example/",
		"content/t/trang.md": "title: Trang\ntype: page\ndate: 2018",
	}).maker(t)
	derived := map[string]*Frame{}
	for _, p := range m.pages {
		v := p.view(m)
		v.derive(m)
		if f := frameOf(v); f != nil {
			derived[p.url] = f
		}
	}
	og := func(kind, title, description, url string) []string {
		all := []string{"property og:type=" + kind, "property og:locale=vi_VN", "property og:site_name=Kho", "property og:title=" + title}
		if description != "" {
			all = append(all, "property og:description="+description)
		}
		return append(all, "property og:url=https://kho.example/"+url)
	}
	want(t, "an article", lines(derived["t/a.html"].Metadata), slices.Concat([]string{
		"DC.title=A", "DC.creator=Lê An", "DC.date=2018-03", "DC.description=Mô tả", "DC.publisher=Phòng", "DC.identifier=https://kho.example/t/a.html",
		"DC.language=vi", "DC.source=https://cu.example/", "DC.contributor=Lò Ảnh", "DC.subject=Một; Hai", "DC.coverage=Xã", "DC.type=Text", "DC.rights=R",
		"DCTERMS.modified=2019", "property article:published_time=2018-03", "property article:section=Mục T", "property article:tag=Một", "property article:tag=Hai",
	}, og("article", "A", "Mô tả", "t/a.html"), []string{"property og:image=https://kho.example/a.png"})...)
	want(t, "an article of an organisation", lines(derived["t/b.html"].Metadata), slices.Concat([]string{
		"DC.title=B", "DC.creator=Phòng", "DC.description=Lời.", "DC.publisher=Phòng", "DC.identifier=https://kho.example/t/b.html", "DC.language=vi",
		"DC.source=ftp://cu.example/", "DC.type=Text", "property article:section=Mục T",
	}, og("article", "B", "Lời.", "t/b.html"))...)
	want(t, "a static page", lines(derived["t/trang.html"].Metadata), slices.Concat([]string{
		"DC.title=Trang", "DC.date=2018", "DC.description=Lời.", "DC.identifier=https://kho.example/t/trang.html", "DC.language=vi", "DC.type=Text",
	}, og("website", "Trang", "Lời.", "t/trang.html"))...)
	want(t, "a section", lines(derived["t/index.html"].Metadata), og("website", "Mục T", "", "t/")...)
	want(t, "the front page", lines(derived["index.html"].Metadata), og("website", "Kho", "Mô tả kho", "")...)
	want(t, "the search", lines(derived["tim-kiem.html"].Metadata), og("website", "Tìm kiếm", "Tìm trong mọi bài của Kho", "tim-kiem.html")...)
	if f := derived["404.html"]; f.Metadata != nil || f.Linked != "" {
		t.Error("the page of what is not found speaks of itself")
	}

	for url, parts := range map[string][]string{
		"t/a.html": {
			`"@type":"NewsArticle","headline":"A","description":"Mô tả","url":"https://kho.example/t/a.html","identifier":"t/a.html","inLanguage":"vi","datePublished":"2018-03","dateModified":"2019","image":"https://kho.example/a.png"`,
			`"author":[{"@type":"Person","name":"Lê An"}],"publisher":{"@type":"Organization","name":"Phòng"},"contributor":{"@type":"Person","name":"Lò Ảnh"},"isBasedOn":"https://cu.example/","keywords":["Một","Hai"],"spatialCoverage":["Xã"],"articleSection":"Mục T","copyrightNotice":"R","wordCount":1`,
			`"isPartOf":{"@type":"WebSite","name":"Kho","url":"https://kho.example/"}`,
			`"itemListElement":[{"@type":"ListItem","position":1,"name":"Trang chủ","item":"https://kho.example/"},{"@type":"ListItem","position":2,"name":"Mục T","item":"https://kho.example/t/"},{"@type":"ListItem","position":3,"name":"A","item":"https://kho.example/t/a.html"}]`,
		},
		"t/b.html":     {`"author":[{"@type":"Organization","name":"Phòng"}],"publisher":{"@type":"Organization","name":"Phòng"},"isBasedOn":"Báo"`},
		"t/trang.html": {`"@type":"WebPage","headline":"Trang"`},
		"index.html":   {`{"@type":"WebSite","name":"Kho","description":"Mô tả kho","url":"https://kho.example/","inLanguage":"vi"}`},
		"t/index.html": {`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Trang chủ","item":"https://kho.example/"},{"@type":"ListItem","position":2,"name":"Mục T","item":"https://kho.example/t/"}]}`},
	} {
		for _, part := range parts {
			if !strings.Contains(string(derived[url].Linked), part) {
				t.Errorf("the data of %s lack\n%s\nin\n%s", url, part, derived[url].Linked)
			}
		}
	}
	if text := string(derived["t/trang.html"].Linked); strings.Contains(text, "datePublished") || strings.Contains(text, "articleSection") {
		t.Errorf("a static page is news: %s", text)
	}
}

// The layout is that of the kind, unless the entry names one that is there.
func TestFound_E1_Layout(t *testing.T) {
	var sources []layout.Source
	for _, name := range []string{"base", "article", "page", "rieng"} {
		sources = append(sources, layout.Source{Path: "layouts/" + name + ".html", Text: `{{define "main"}}{{end}}`})
	}
	views := map[string]any{"article": &ArticleView{}, "page": &ArticleView{}, "": &ArticleView{}}
	set, faults := layout.Load(sources, nil, views, nil)
	if set == nil {
		t.Fatal(faults)
	}
	m := files{"content/t/a.md": "title: A", "content/t/b.md": "title: B", "content/t/c.md": "title: C\ntype: page"}.maker(t)
	m.layouts = set
	for _, it := range m.site.Items {
		it.Entry.Layout = map[string]string{"A": "rieng", "B": "khong-co"}[it.Entry.Title]
		wanted := map[string]string{"A": "rieng", "B": "article", "C": "page"}[it.Entry.Title]
		if got := m.articleLayout(it); got != wanted {
			t.Errorf("%s has the layout %s, not %s", it.Entry.Title, got, wanted)
		}
		if v := m.article(it); v.Kind != map[bool]string{true: "article", false: "page"}[it.IsArticle()] {
			t.Errorf("%s is of the kind %s", it.Entry.Title, v.Kind)
		}
	}
}

// Links and pictures of a text lead from the page where it stands.
func TestFound_E1_References(t *testing.T) {
	body := "[b](b.md) [b2](b.md#h-muc) [trong](#muc) [ngoài](https://a.example/) [nháp](nhap.md) [loa](loa.mp3)\n\n![Ảnh](p.png) ![Mất](mat.png) ![Ngoài](https://a.example/x.png)\n\n## Mục\n"
	besides := files{
		"content/t/b.md": "title: B\n---\n## Mục", "content/t/nhap.md": "title: N\ndraft: true", "content/t/loa.mp3": "x", "content/t/p.png": "x",
		"content/t/_index.md": "title: T\n---\n" + body,
	}
	m := besides.with(files{"content/t/a.md": "title: A\n---\n" + body}).maker(t)
	views := map[string]view{}
	for _, p := range m.pages {
		views[p.url] = p.view(m)
	}
	for url, lead := range map[string]bool{"t/a.html": true, "t/index.html": false} {
		b := views[url].bodies()[0]
		var got []string
		for _, l := range b.References.Links {
			got = append(got, fmt.Sprintf("%s %v", l.Href, l.External))
		}
		for _, p := range b.References.Pictures {
			got = append(got, fmt.Sprintf("%s|%d|%d|%s", p.Src, p.Width, p.Height, p.External))
		}
		want(t, url, got, "../t/b.html false", "../t/b.html#h-muc false", "#h-muc false", "https://a.example/ true", " false", "../t/loa.mp3 false",
			"../t/p.png|30|20|", "|0|0|", "|0|0|https://a.example/x.png")
		if b.References.LeadInBody != lead {
			t.Errorf("%s: the first paragraph is a lead: %v", url, b.References.LeadInBody)
		}
	}
	if b := m.body(&content.Entry{}, m.site.Root.Refs, ""); b.entry != nil {
		t.Error("an entry without a text has one")
	}
}
