package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bantin/internal/diag"
)

// parsed reads an article of the given front matter and body, and gives the codes of its diagnostics.
func parsed(matter, body string) (*Entry, []string) {
	result := Parse("content/tin-tuc/a.md", []byte("---\n"+matter+"\n---\n"+body), testOptions())
	codes := []string{}
	for _, d := range result.Diagnostics {
		codes = append(codes, string(d.Code))
	}
	return result.Entry, codes
}

func TestFound_B8_NoBody(t *testing.T) {
	for _, matter := range []string{
		"attachments: [ke-hoach.pdf]", "type: page\nattachments: ke-hoach.pdf", "type: document\nattachments:\n  - file: a.pdf", "images: [cau.jpg]",
		"original_file: bai.doc", "type: notice\nimages: a.jpg", "type: album\nphotos:\n  - file: a.jpg",
	} {
		if e, codes := parsed("title: A\n"+matter, ""); e == nil || slices.Contains(codes, "body-empty") {
			t.Errorf("%s: %v %v", matter, e, codes)
		}
	}
	for _, matter := range []string{"date: 2018", "type: page", "type: document", "attachments: null", "images: []"} {
		e, codes := parsed("title: A\n"+matter, "\n")
		if e == nil || !slices.Contains(codes, "body-empty") || e.Description != "A" {
			t.Errorf("%s: %v %v, want a page with a warning", matter, e, codes)
		}
	}
	if e, codes := parsed("title: A", "![Cầu](cau.jpg)\n"); e == nil || len(codes) > 0 {
		t.Errorf("a picture alone: %v", codes)
	}
}

func TestFound_B9_Dates(t *testing.T) {
	for _, field := range []string{"date", "lastmod", "captured_at", "start_date", "deadline", "view_count_at"} {
		e, codes := parsed("title: A\n"+field+": 2022-03-08 lúc 8 giờ", "Lời.")
		if e == nil || !slices.Equal(codes, []string{"date-clock"}) {
			t.Errorf("%s: %v", field, codes)
		}
	}
	e, codes := parsed("title: A\ndate: 2022/3/8 8:00", "Lời.")
	if e == nil || len(codes) > 0 || e.Date.Machine() != "2022-03-08T08:00+07:00" {
		t.Errorf("%v %v", e, codes)
	}
}

func TestFound_C4_Null(t *testing.T) {
	for _, nothing := range []string{"null", "~", "Null", "NULL", "", "[]", "{}", "[null]", `""`, "null # chưa rõ", "[ ~, null ]"} {
		e, codes := parsed("title: A\nauthor: "+nothing+"\nsummary: "+nothing+"\ntags: "+nothing+"\ndate: "+nothing+"\nimages: "+nothing+
			"\nweight: "+nothing+"\nattachments: "+nothing+"\nslug: "+nothing+"\nla: "+nothing, "Lời.")
		if e == nil || len(codes) > 0 || e.Authors != nil || e.Summary != "" || e.Tags != nil || e.Slug != "" || e.Images != nil || e.Extra != nil {
			t.Errorf("%q: %+v %v", nothing, e, codes)
		}
	}
	if e, _ := parsed(`title: "null"`+"\ntags: [\"null\", null, nullarbor]", "Lời."); e.Title != "null" || !slices.Equal(e.Tags, []string{"null", "nullarbor"}) {
		t.Errorf("in quotes it is a word: %q %q", e.Title, e.Tags)
	}
	json := Parse("content/a.md", []byte(`{"title": "A", "author": null, "tags": [null, "b"]}`+"\nLời."), testOptions())
	if e := json.Entry; e == nil || e.Authors != nil || !slices.Equal(e.Tags, []string{"b"}) {
		t.Errorf("JSON: %+v", e)
	}
}

func TestFound_C10_EarlyYears(t *testing.T) {
	for _, date := range []string{"0218-03-20", "20/3/1018", "1799", "khoảng 1200"} {
		for _, field := range []string{"date", "lastmod", "captured_at", "end_date"} {
			if e, codes := parsed("title: A\n"+field+": "+date, "Lời."); e == nil || !slices.Equal(codes, []string{"date-early"}) {
				t.Errorf("%s: %s: %v", field, date, codes)
			}
		}
	}
	if _, codes := parsed("title: A\ncorrections:\n  - date: 0218\n    text: B", "Lời."); !slices.Equal(codes, []string{"date-early"}) {
		t.Errorf("a correction: %v", codes)
	}
	if _, codes := parsed("title: A\ndate: 1800", "Lời."); len(codes) > 0 {
		t.Errorf("1800: %v", codes)
	}
}

func TestFound_D18_Descriptions(t *testing.T) {
	for body, want := range map[string]string{
		"![Cầu](cau.jpg \"Cầu mới, 2018\")":          "Cầu mới, 2018",
		"![Cầu Bảo Hà](cau.jpg)":                     "Cầu Bảo Hà",
		"![](cau.jpg)":                               "Tên bài",
		"- Một là\n- Hai là":                         "Một là",
		"1. Họp\n2. Nghỉ":                            "Họp",
		"| A | B |\n|---|---|\n| 1 | 2 |":            "Tên bài",
		"## Bảng\n\n| A | B |\n|---|---|\n| 1 | 2 |": "Tên bài",
		"## Mục\n\nĐoạn.":                            "Đoạn.",
		"> Lời trích":                                "Lời trích",
		"## Mục":                                     "Tên bài",
	} {
		if e, _ := parsed("title: Tên bài", body); e == nil || e.Description != want || e.Lead != "" {
			t.Errorf("%q: %+v, want %q", body, e, want)
		}
	}
}

func TestFound_B9_Bylines(t *testing.T) {
	for matter, want := range map[string]string{
		"author: {name: N.V.A}":                                      "N.V.A",
		"author: {name: N.V.A, email: a@b.vn}":                       "N.V.A",
		"author: [ {name: Minh Anh, email: a@b.vn}, Thu Hà ]":        "Minh Anh|Thu Hà",
		"author:\n  name: N.V.A\n  twitter: \"@nva\"":                "N.V.A",
		"author:\n  - name: Minh Anh\n    url: /a\n  - name: Thu Hà": "Minh Anh|Thu Hà",
		"author:\n  - name: Minh Anh":                                "Minh Anh",
		"author:\n  - Bài: Minh Anh\n  - Ảnh: Thu Hà":                "Minh Anh",
		"author:\n  nva:\n    name: Minh Anh":                        "Minh Anh",
		"author:\n  Minh Anh: phóng viên\n  Thu Hà: cộng tác viên":   "Minh Anh: phóng viên|Thu Hà: cộng tác viên",
		"author: {name: [Minh Anh, Thu Hà]}":                         "Minh Anh|Thu Hà",
		"author:\n- name:\n  - Minh Anh\n- Thu Hà":                   "Minh Anh|Thu Hà",
		"author: {họ tên: Minh Anh, đơn vị: UBND xã}":                "Minh Anh",
		"author: {first_name: Anh, last_name: Minh}":                 "Anh Minh",
		"author: 2018":                    "2018",
		"author: 3.5":                     "3.5",
		"author: true":                    "true",
		"author: null":                    "",
		"author: [null, A]":               "A",
		"author: [[A, B], C]":             "A|B|C",
		"author: {Video} Lễ hội":          "{Video} Lễ hội",
		"author: {Video}":                 "{Video}",
		"author: [A, B":                   "[A|B",
		"author: |\n  Minh Anh\n  Thu Hà": "Minh Anh|Thu Hà",
	} {
		e, codes := parsed("title: A\n"+matter, "Lời.")
		if e == nil || strings.Join(e.Authors, "|") != want {
			t.Errorf("%s: %+v %v", matter, e, codes)
		}
	}
	e, codes := parsed("title: A\norganization: {name: UBND xã}\nphoto_credit: [Minh Anh, Thu Hà]", "Lời.")
	if e == nil || e.Organization != "UBND xã" || e.PhotoCredit != "Minh Anh, Thu Hà" {
		t.Errorf("%+v %v", e, codes)
	}
}

func TestFound_C5_Entities(t *testing.T) {
	for written, want := range map[string]string{
		"Hội nghị &quot;Sơ kết&quot;":         `Hội nghị "Sơ kết"`,
		"Hội nghị &amp;quot;Sơ kết&amp;quot;": `Hội nghị "Sơ kết"`,
		"L&ecirc; L&#7907;i":                  "Lê Lợi",
		"A&nbsp;B &amp; C":                    "A B & C",
		"A &#x201C;B&#x201D;":                 "A “B”",
		"A&shy;B&#8203;C&#0;&#7;":             "ABC",
		"5 &lt; 6 &gt; 4":                     "5 < 6 > 4",
	} {
		for _, field := range []string{"title", "summary", "description", "linktitle", "archive_note", "source_name"} {
			matter := field + ": " + written
			if field != "title" {
				matter = "title: T\n" + matter
			}
			e, codes := parsed(matter, "Lời.")
			got := map[string]string{"title": e.Title, "summary": e.Summary, "description": e.Description, "linktitle": e.LinkTitle,
				"archive_note": e.Provenance.ArchiveNote, "source_name": e.Provenance.SourceName}[field]
			if got != want || !slices.Contains(codes, "entity-in-text") {
				t.Errorf("%s: %q %v", matter, got, codes)
			}
		}
	}
	e, codes := parsed("title: T\ntags: B&agrave;o &amp; b&aacute;o, hai; ba\nseries: [M&ocirc;t, hai]\nattachments:\n  - file: a.pdf\n    title: K&ecirc;", "Lời.")
	if !slices.Equal(e.Tags, []string{"Bào & báo", "hai", "ba"}) || e.Series[0] != "Môt" || e.Attachments[0].Title != "Kê" || !slices.Contains(codes, "entity-in-text") {
		t.Errorf("%q %q %v %v", e.Tags, e.Series, e.Attachments, codes)
	}
	for _, plain := range []string{"R&D", "Hãng AT&T; FPT", "a & b; c", "x &không;", "Phòng R&D; M&A", "https://a.vn/?x=1&copy=2"} {
		if e, codes := parsed("title: "+plain, "Lời."); e.Title != plain || len(codes) > 0 {
			t.Errorf("%q became %q %v", plain, e.Title, codes)
		}
	}
}

func TestFound_D9_Unseen(t *testing.T) {
	marks := "\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200c\u200d"
	for _, c := range marks {
		m := string(c)
		e, codes := parsed("title: Tài"+m+" liệu\ntags: [nông"+m+" thôn]\nauthor: N."+m+"V.A\nsummary: A"+m+"b\nplace: X"+m+"ã\nphu: a"+m+"b", "Lời.")
		if e.Title != "Tài liệu" || e.Tags[0] != "nông thôn" || e.Authors[0] != "N.V.A" || e.Summary != "Ab" || e.Event.Place != "Xã" || e.Extra[0].Value != "ab" {
			t.Errorf("%U: %+v", c, e)
		}
		if !slices.Contains(codes, "hidden-characters") {
			t.Errorf("%U: %v", c, codes)
		}
	}
	for _, quoted := range []string{`"Tài liệu \u202egpj.exe"`, `"Tài liệu \u200Bgpj.exe"`, "Tài liệu &#8238;gpj.exe"} {
		e, codes := parsed("title: "+quoted, "Lời.")
		if e.Title != "Tài liệu gpj.exe" || !slices.Contains(codes, "hidden-characters") {
			t.Errorf("%s: %q %v", quoted, e.Title, codes)
		}
	}
	e, _ := parsed("date: 2018", "# Tên\u202e bài\n\nLời\u200b dẫn.")
	if e.Title != "Tên bài" || e.Lead != "Lời dẫn." || e.Description != "Lời dẫn." {
		t.Errorf("from the body: %+v", e)
	}
	for _, kept := range []string{"👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "👩🏽\u200d⚕\ufe0f", "می\u200cخواهم", "क्\u200dष", "ക്\u200dഷ"} {
		if e, codes := parsed("title: "+kept, "Lời."); e.Title != kept || len(codes) > 0 {
			t.Errorf("%+q: %+q %v", kept, e.Title, codes)
		}
	}
}

func TestFound_D9_MixedScripts(t *testing.T) {
	for _, mixed := range []string{"Bảo Nhаi", "Сầu mới", "Нà Nội", "nông thοn", "bαn", "Αn Giang", "Mоск", "tаg"} {
		for _, matter := range []string{"title: " + mixed, "title: T\ntags: [" + mixed + "]"} {
			if _, codes := parsed(matter, "Lời."); !slices.Contains(codes, "letter-lookalike") {
				t.Errorf("%s: %v", matter, codes)
			}
		}
	}
	if _, codes := parsed(`title: "B\u0430n"`, "Lời."); !slices.Contains(codes, "letter-lookalike") {
		t.Errorf("an escape: %v", codes)
	}
	for _, right := range []string{
		"5kΩ", "10µm", "10μm", "COVID-β", "TNF-α", "IFNγ", "αx + βy", "Москва", "Ελλάδα", "МиГ-21", "ΔABC", "2πr", "Пушкин và Gogol", "Δt",
	} {
		if _, codes := parsed("title: "+right, "Lời."); len(codes) > 0 {
			t.Errorf("%s: %v", right, codes)
		}
	}
}

func TestFound_D12_SignsInFront(t *testing.T) {
	for _, value := range []string{
		"{Video} Lễ hội", "{Video, ảnh} Lễ hội", "{một, hai}", "[Ảnh] Lễ hội", "{Video}", "@x", "`x`", "%x", "&x", "&x y", "*x", "*x y", "!x", "!!str y", "|x", ">x y", "]x", "}x", "{x",
	} {
		for _, field := range []string{"title", "author", "summary", "tags", "series", "categories", "organization", "place", "source_name", "photo_credit", "attachments", "documents", "slug", "corrections"} {
			matter := field + ": " + value
			if field != "title" {
				matter = "title: T\n" + matter
			}
			e, codes := parsed(matter, "Lời.")
			if e == nil || !slices.Equal(codes, []string{"sign-in-front"}) {
				t.Errorf("%s: %v", matter, codes)
				continue
			}
			first := func(list []string) string { return append(list, "")[0] }
			refs := append(append(append(e.Categories, e.Documents...), attached(e)...), Ref{})
			got := map[string]string{"title": e.Title, "author": first(e.Authors), "summary": e.Summary, "tags": first(e.Tags), "series": first(e.Series),
				"organization": e.Organization, "source_name": e.Provenance.SourceName, "photo_credit": e.PhotoCredit, "slug": e.Slug}
			if want, ok := got[field]; ok && want != value {
				t.Errorf("%s: read as %q", matter, want)
			} else if !ok && field != "place" && field != "corrections" && refs[0].Value != value {
				t.Errorf("%s: read as %q", matter, refs[0].Value)
			}
		}
	}
	if e, codes := parsed("title: T\ntags: [một, hai", "Lời."); e == nil || !slices.Equal(e.Tags, []string{"một", "hai"}) || !slices.Equal(codes, []string{"list-unclosed"}) {
		t.Errorf("a list without its end: %v", codes)
	}
	if e, codes := parsed("title: T\nauthor: \"{Video} Lễ hội\"\ntags: [\"@x\", '*y']", "Lời."); e == nil || len(codes) > 0 {
		t.Errorf("in quotes: %v", codes)
	}
	for _, draft := range []string{"draft: *x", "draft: {x} y", "draft: &a true", "draft: !!bool true", "a: &d\n  draft: true\n<<: *d"} {
		if e, codes := parsed("title: T\n"+draft, "Lời."); e != nil && !e.Draft {
			t.Errorf("%s: published, %v", draft, codes)
		}
	}
}

func attached(e *Entry) []Ref {
	var refs []Ref
	for _, a := range e.Attachments {
		refs = append(refs, a.File)
	}
	return refs
}

// TestFound_D8_TooMany: a list of which every member makes pages has an end, however it is written; others
// have none.
func TestFound_D8_TooMany(t *testing.T) {
	items := func(n int, sep, form string) string {
		var parts []string
		for i := range n {
			parts = append(parts, fmt.Sprintf(form, i))
		}
		return strings.Join(parts, sep)
	}
	for name, c := range map[string]struct {
		matter string
		code   bool
	}{
		"D8 100 tags":           {"tags: [" + items(100, ", ", "thẻ %d") + "]", false},
		"D8 101 tags":           {"tags: [" + items(101, ", ", "thẻ %d") + "]", true},
		"D8 4000 tags":          {"Thẻ:\n" + items(4000, "\n", "  - thẻ %d"), true},
		"D8 tags in one text":   {"tags: " + items(200, "; ", "thẻ %d"), true},
		"D8 categories":         {"chuyên mục: " + items(101, ", ", "mục %d"), true},
		"D8 authors":            {"author: " + items(101, ", ", "Nguyễn Văn A%d"), true},
		"D8 authors in a table": {"author:\n" + items(101, "\n", "  - name: Nguyễn Văn A%d"), true},
		"D8 series":             {"series: [" + items(101, ", ", "loạt %d") + "]", true},
		"D8 aliases":            {"aliases:\n" + items(101, "\n", "  - /cu/%d"), true},
		"D8 aliases of params":  {"params:\n  aliases:\n" + items(101, "\n", "    - /cu/%d"), true},
		"D8 keywords":           {"keywords: [" + items(500, ", ", "từ %d") + "]", false},
		"D8 people":             {"people: [" + items(500, ", ", "Nguyễn Văn A%d") + "]", false},
	} {
		e, codes := parsed("title: A\n"+c.matter, "Lời.")
		if slices.Contains(codes, "list-too-long") != c.code || (e == nil) != c.code {
			t.Errorf("%s: %v", name, codes)
		}
	}
	many := "---\ntitle: A\ndate: 2018\ntags: [" + items(101, ", ", "thẻ %d") + "]\n---\nLời."
	for _, d := range Parse("content/tin/a.md", []byte(many), testOptions()).Diagnostics {
		if message, _ := d.Text(diag.EN); d.Pos.Line != 4 || !strings.Contains(message, "“tags” has 101 items") {
			t.Errorf("%+v: %s", d.Pos, message)
		}
	}
	if e, codes := parsed("title: A\ntags: ["+items(101, ", ", "thẻ")+"]", "Lời."); e != nil {
		t.Errorf("one word 101 times: %v", codes) // the list is read as typed
	}
	if result := Parse("content/tin/_index.md", []byte(many), testOptions()); result.Entry == nil {
		t.Errorf("a section's tags make no pages: %v", result.Diagnostics)
	}
}

// TestFound_A2_A4_Attack: other words that keep an entry back, with one message each.
func TestFound_A2_A4_Attack(t *testing.T) {
	for field, code := range map[string]diag.Code{
		"nội bộ: có": "draft-near", "lưu hành nội bộ: x": "draft-near", "không đăng: có": "draft-near", "đăng: không": "draft-near", "hide: true": "draft-near",
		"_hidden: yes": "draft-near", "_discoverable: no": "draft-near", "wip: true": "draft-near", "internal_only: true": "draft-near",
		"protected: true": "draft-near", "trạng thái: bản thảo": "draft-near", "hidden: true": "draft-near", "private: yes": "draft-near",
		"mật: có": "secrecy-marked", "confidential: true": "secrecy-marked", "tài liệu mật: x": "secrecy-marked",
		"build: never": "draft-foreign", "_build: false": "draft-foreign", "visibility: members": "draft-foreign",
		"đăng: có": "key-unlisted", "wip: no": "key-unlisted",
	} {
		result := Parse("content/tin/a.md", []byte("---\ntitle: A\ndate: 2018\n"+field+"\n---\nLời."), testOptions())
		if held := result.Entry == nil || result.Entry.Draft; held != (code != "key-unlisted") {
			t.Errorf("%s: held %v", field, held)
		}
		if list := result.Diagnostics; len(list) != 1 || list[0].Code != code && code != "key-unlisted" || list[0].Pos.Line != 4 {
			t.Errorf("%s: %v", field, list)
		}
	}
	for _, field := range []string{"published_at: 2031-01-01", "published_date: 2031-01-01", "embargo: 2031-01-01"} {
		if e, codes := parsed("title: A\n"+field, "Lời."); e == nil || e.PublishDate.Year != 2031 {
			t.Errorf("%s: %v", field, codes)
		}
	}
}

// TestFound_D8_TooLong: what every list shows of an entry has an end.
func TestFound_D8_TooLong(t *testing.T) {
	long := func(n int) string { return strings.Repeat("ữ ", n/2) + strings.Repeat("x", n%2) + "." }
	for name, c := range map[string]struct {
		matter, body string
		line         int // of the message, 0 without one
	}{
		"D8 title":            {"date: 2018\ntitle: " + long(998), "Lời.", 0},
		"D8 long title":       {"date: 2018\ntitle: " + long(1000), "Lời.", 3},
		"D8 title of a list":  {"title: A\nlinktitle: " + long(1000), "Lời.", 3},
		"D8 summary":          {"title: A\nTóm tắt: " + long(4998), "Lời.", 0},
		"D8 long summary":     {"title: A\nTóm tắt: " + long(5000), "Lời.", 3},
		"D8 title of a line":  {"date: 2018", long(40_000) + "\n\nLời.", 4},
		"D8 title of heading": {"date: 2018", "# " + long(40_000) + "\n\nLời.", 4},
		"D8 first paragraph":  {"title: A", long(40_000), 0},
	} {
		result, line := Parse("content/tin/a.md", []byte("---\n"+c.matter+"\n---\n"+c.body), testOptions()), 0
		for _, d := range result.Diagnostics {
			if d.Code == "value-too-long" {
				line = d.Pos.Line
			}
		}
		if line != c.line || (result.Entry == nil) != (c.line > 0) {
			t.Errorf("%s: line %d, want %d; %v", name, line, c.line, result.Entry != nil)
		}
	}
}

func TestFound_B10_B13_OtherFields(t *testing.T) {
	e, codes := parsed("title: T\nauthor: A\nauthors: [A, {name: B}]\ntags: [x]\ntag: [X, y]\ncategories: [c]\ncategory: d\nupdated: 2020\nexcerpt: Tóm tắt.\n"+
		"image: a.jpg\ncover: {image: b.jpg, alt: Cầu}\nthumbnail: c.jpg\nurl: /u/\npermalink: https://cu.vn/p.html\nredirect_from: [/r1, /r2]\naliases: /a", "Lời.")
	if e == nil || len(codes) > 0 {
		t.Fatalf("%v", codes)
	}
	if strings.Join(e.Authors, "|") != "A|B" || strings.Join(e.Tags, "|") != "x|y" || len(e.Categories) != 2 || e.LastMod.Year != 2020 || e.Summary != "Tóm tắt." {
		t.Errorf("%+v", e)
	}
	if got := values(e.OldURLs); got != "/u/|https://cu.vn/p.html|/r1|/r2" || values(e.Aliases) != "/a" || values(e.Images) != "a.jpg" {
		t.Errorf("%s; %s; %s", got, values(e.Aliases), values(e.Images))
	}
	for matter, want := range map[string]string{
		"images: [x.jpg]\nimage: a.jpg":                        "x.jpg",
		"images: []\nimage: a.jpg":                             "a.jpg",
		"image: null\ncover: {image: b.jpg, alt: Cầu}":         "b.jpg Cầu",
		"cover:\n  image: b.jpg\n  alt: Cầu\n  relative: true": "b.jpg Cầu",
		"cover: {image: \"\"}\nthumbnail: c.jpg":               "c.jpg",
		"cover: false\nfeatured_image: d.jpg":                  "d.jpg",
		"featuredImage: d.jpg\nthumbnail: c.jpg":               "c.jpg",
		"image:\n  path: /anh/e.jpg\n  alt: Suối":              "/anh/e.jpg Suối",
		"images:\n  - src: f.jpg\n    alt: Đèo\n  - g.jpg":     "f.jpg|g.jpg Đèo",
		"banner: h.jpg\ncover: b.jpg":                          "b.jpg",
		"cover: true":                                          "",
	} {
		e, codes := parsed("title: T\n"+matter, "Lời.")
		if e == nil || strings.TrimSpace(values(e.Images)+" "+e.ImageAlt) != want {
			t.Errorf("%s: %+v %v", matter, e, codes)
		}
	}
	if e, _ := parsed("title: T\npermalink: false\nurl: true", "Lời."); e != nil && len(e.OldURLs) > 0 {
		t.Errorf("a switch is no address: %v", e.OldURLs)
	}
	if e, codes := parsed("title: T\noutputs: [html]\nresources:\n  - src: a.jpg\nmarkup: goldmark", "Lời."); e == nil || len(codes) > 0 {
		t.Errorf("fields that are not read: %v", codes)
	}
}

func TestFound_B10_Slugs(t *testing.T) {
	for written, want := range map[string]string{
		"/2017/01/bai.html": "bai", "2017/01/bai": "bai", "/2017/01/bai/": "bai", "bai.html": "bai", "bai.php": "bai", "/a/bai/index.html": "bai",
		"https://cu.vn/a/bai.html": "bai", "/xem/bai.aspx?id=1": "bai", "/a/b.html#muc": "b", "/index.html": "index",
	} {
		if e, codes := parsed("title: T\nslug: "+written, "Lời."); e == nil || e.Slug != want || values(e.OldURLs) != written {
			t.Errorf("%s: %q %v %v", written, e.Slug, e.OldURLs, codes)
		}
	}
	for _, plain := range []string{"bai", "bai-1.2", "Bài một", "v1.0"} {
		if e, _ := parsed("title: T\nslug: "+plain, "Lời."); e.Slug != plain || e.OldURLs != nil {
			t.Errorf("%s: %q %v", plain, e.Slug, e.OldURLs)
		}
	}
}

func values(refs []Ref) string {
	var list []string
	for _, r := range refs {
		list = append(list, r.Value)
	}
	return strings.Join(list, "|")
}

func TestFound_C13_BaseURL(t *testing.T) {
	for written, want := range map[string]string{
		"https://baoyen.vn":                      "https://baoyen.vn/",
		"https://baoyen.vn///":                   "https://baoyen.vn/",
		"  https://baoyen.vn/ ":                  "https://baoyen.vn/",
		"baoyen.vn":                              "https://baoyen.vn/",
		"//baoyen.vn/tin":                        "https://baoyen.vn/tin/",
		"baoyen.vn:8080/tin":                     "https://baoyen.vn:8080/tin/",
		"HTTPS://BaoYen.VN/":                     "https://baoyen.vn/",
		"https://baoyen.vn:443/":                 "https://baoyen.vn/",
		"http://baoyen.vn:80":                    "http://baoyen.vn/",
		"http://baoyen.vn:443":                   "http://baoyen.vn:443/",
		"https://baoyen.vn/index.html":           "https://baoyen.vn/",
		"https://baoyen.vn/tin/INDEX.HTML?x=1#a": "https://baoyen.vn/tin/",
		"https://baoyen.vn/?utm=1":               "https://baoyen.vn/",
		"https://baoyen.vn#top":                  "https://baoyen.vn/",
		"https://baoyen.vn/bản tin":              "https://baoyen.vn/b%E1%BA%A3n%20tin/",
		"https://baoyen.vn/b%E1%BA%A3n%20tin/":   "https://baoyen.vn/b%E1%BA%A3n%20tin/",
		"https://baoyen.vn/ba\u0309n":            "https://baoyen.vn/b%E1%BA%A3n/",
		"https://baoyen.vn/a/../b//c":            "https://baoyen.vn/b/c/",
		"https://bảoyên.vn":                      "https://xn--boyn-ipa5676b.vn/",
		"https://BẢOYÊN.VN/":                     "https://xn--boyn-ipa5676b.vn/",
		"https://xn--boyn-ipa5676b.vn/":          "https://xn--boyn-ipa5676b.vn/",
		"http://localhost:1313":                  "http://localhost:1313/",
		"http://127.0.0.1/":                      "http://127.0.0.1/",
		"http://[::1]:80/":                       "http://[::1]/",
		"https://baoyen.vn./":                    "https://baoyen.vn/",
	} {
		if got, ok := NormalBase(written); !ok || got != want {
			t.Errorf("%q: %q %v, want %q", written, got, ok, want)
		} else if again, _ := NormalBase(got); again != got {
			t.Errorf("%q and %q", got, again)
		}
	}
	for _, wrong := range []string{
		"https://bao yen.vn/", "ftp://baoyen.vn/", "javascript:alert(1)", "mailto:a@b.vn", "https://", "https:///tin", "trang", "https://a@baoyen.vn/", "/tin/",
		`https:\\baoyen.vn\`, "https://baoyen..vn/", "https://baoyen.vn:cong/", "https://bao%20yen.vn/", "https://-a-.vn/", "https:baoyen.vn", "C:\\trang",
	} {
		if got, ok := NormalBase(wrong); ok {
			t.Errorf("%q became %q", wrong, got)
		}
	}
	s, found := ParseSettings(SettingsPath, []byte("---\ntitle: A\nbase_url: HTTPS://BẢOYÊN.VN/index.html\n---\n"))
	if s.BaseURL != "https://xn--boyn-ipa5676b.vn/" || len(found) != 1 || found[0].Code != "base-url-form" || found[0].Pos.Line != 3 {
		t.Errorf("%q %v", s.BaseURL, found)
	}
	if s, found := ParseSettings(SettingsPath, []byte("---\ntitle: A\nbase_url: https://bao yen.vn\n---\n")); s.BaseURL != "" || len(found) != 1 || found[0].Code != "base-url-invalid" || found[0].Pos.Line != 3 {
		t.Errorf("%q %v", s.BaseURL, found)
	}
}

// Text in an old encoding keeps a file back only if it is most of it; a file or a site may say that it is
// right.
func TestFound_B7_Levels(t *testing.T) {
	const (
		sound = "Đảng bộ huyện Bảo Yên tổ chức học tập, quán triệt nghị quyết của Trung ương.\n\n"
		tcvn3 = "§¶ng bé huyÖn B¶o Yªn tæ chøc häc tËp, qu¸n triÖt nghÞ quyÕt cña §¶ng.\n\n"
		vni   = "Ñaûng boä huyeän Baûo Yeân toå chöùc hoïc taäp, quaùn trieät nghò quyeát.\n\n"
		utf8  = "Äáº£ng bá»™ huyá»‡n Báº£o YÃªn tá»• chá»©c há»c táº\u00adp\n\n"
	)
	for _, c := range []struct {
		matter, body, site, want string // level and code, " held" when the file is not published
	}{
		{"", tcvn3, "", "lỗi held"},
		{"", vni, "", "lỗi held"},
		{"", utf8, "", "lỗi held"},
		{"", sound + tcvn3 + sound, "", "cảnh báo"},
		{"", sound + vni + sound, "", "cảnh báo"},
		{"", strings.Repeat(sound, 4) + utf8, "", "cảnh báo"},
		{"", sound + "> El niño español comió mañana en la montaña con su compañía, señor.\n\n" + sound, "", ""},
		{"subtitle: baño río ©", "baño río ©\n", "", ""},
		{"checks: {legacy-encoding: off}", tcvn3, "", ""},
		{"Kiểm tra:\n  legacy-encoding: tắt", tcvn3, "", ""},
		{"checks: {legacy-encoding: warning}", tcvn3, "", "cảnh báo"},
		{"checks: {legacy-encoding: off}", sound + tcvn3 + sound, "", ""},
		{"checks: {legacy-encoding: error}", sound + tcvn3 + sound, "", "lỗi"},
		{"", tcvn3, "off", ""},
		{"", tcvn3, "warning", "cảnh báo"},
		{"checks: {legacy-encoding: error}", tcvn3, "off", "lỗi held"},
	} {
		opts := testOptions()
		opts.LegacyLevel = c.site
		result := Parse("content/tin-tuc/a.md", []byte("---\ntitle: A\n"+c.matter+"\n---\n"+c.body), opts)
		got := ""
		for _, d := range diag.Adjust(result.Diagnostics, diag.Levels{Site: map[string]string{"legacy-encoding": c.site}}) {
			if d.Code == "legacy-encoding" {
				got = map[diag.Severity]string{diag.Error: "lỗi", diag.Warning: "cảnh báo"}[d.Severity]
			}
		}
		if result.Entry == nil {
			got += " held"
		}
		if got != c.want {
			t.Errorf("%q %q, site %q: %q, want %q; %v", c.matter, c.body[:20], c.site, got, c.want, result.Diagnostics)
		}
	}
	for _, word := range []string{"legacy-encodin: off", "draft-unclear: off", "title-long: maybe"} {
		if _, codes := parsed("title: A\nchecks: {"+word+"}", "Lời."); len(codes) != 1 {
			t.Errorf("%s: %v, want one message", word, codes)
		}
	}
}

// Who writes about programs writes no field; a stray block of fields stays an error.
func TestFound_C16_Draft(t *testing.T) {
	for body, want := range map[string]bool{
		"Lời.\n\ndraft = true\n":                          false,
		"Đặt\ndraft = true\ntrong tệp cấu hình.\n":        false,
		"Lời.\n\n    draft = true\n":                      false,
		"```toml\ndraft = true\n```\n":                    false,
		"Dùng `draft = true` hoặc `draft: true`.\n":       false,
		"Lời.\n\n---\ntitle: B\ndraft: true\n---\nLời.\n": true,
		"Lời.\n\n+++\ntitle = \"B\"\ndraft = true\n+++\n": true,
	} {
		if e, codes := parsed("title: A", body); (e == nil) != want || slices.Contains(codes, "draft-stray") != want {
			t.Errorf("%q: %v, want an error: %v", body, codes, want)
		}
	}
}

// TestFound_B13_Words: a picture as a table has a description, a caption and a title, as other programs write
// them.
func TestFound_B13_Words(t *testing.T) {
	for matter, want := range map[string]string{
		"cover: {image: a.png, alt: Mô tả, caption: Chú thích}": "Mô tả. Chú thích",
		"image: {src: a.png, title: Cầu, alt: Cầu}":             "Cầu",
		"thumbnail:\n  url: a.png\n  caption: Cầu":              "Cầu",
		"images:\n- src: a.png\n  title: A\n  alt: B":           "A. B",
	} {
		e, codes := parsed("title: A\n"+matter, "Lời.")
		if e == nil || len(e.Images) != 1 || e.Images[0].Value != "a.png" || e.ImageAlt != want {
			t.Errorf("%s: %+v %v", matter, e, codes)
		}
	}
}
