package content

import (
	"slices"
	"testing"
)

// parsed reads an article of the given front matter and body, and gives the codes of its remarks.
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
