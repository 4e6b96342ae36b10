package site

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/diag"
)

// codesOf are the codes of diagnostics with their words, in order.
func codesOf(found []diag.Diagnostic) string {
	var codes []string
	for _, d := range found {
		codes = append(codes, string(d.Code)+" "+strings.Join(d.Args, "|"))
	}
	return strings.Join(codes, ", ")
}

// TestFound_C2_Titled: [[x]] leads to the one entry of that title or file name, and stays as typed where none
// or two are called so.
func TestFound_C2_Titled(t *testing.T) {
	for _, c := range []struct{ body, url, codes string }{
		{"[[Bài hai]]", "t/hai.html", ""},
		{"[[bài HAI]]", "t/hai.html", ""},
		{"[[hai]]", "t/hai.html", ""},
		{"[[hai.md]]", "t/hai.html", ""},
		{"[[goi]]", "t/goi.html", ""},
		{"[[Gói ảnh]]", "t/goi.html", ""},
		{"[[ba]]", "t/ba.html", ""}, // title and file name are one
		{"[[index]]", "", "marks-left [["},
		{"[[Trùng tên]]", "", "marks-left [["},
		{"[[trung]]", "", "marks-left [["}, // the file of one, the title of another
		{"[[nhap]]", "", "marks-left [["},
		{"[[Bai hai]]", "", "marks-left [["},
		{"[[tin tức]]", "", "marks-left [["}, // a section is no entry
	} {
		s, found := parsed(t, map[string]string{
			"content/t/a.md":         "---\ntitle: A\ndate: 2020\n---\nXem " + c.body + ".\n",
			"content/t/hai.md":       "---\ntitle: Bài hai\ndate: 2019\n---\nLời.\n",
			"content/t/ba.md":        "---\ntitle: Ba\ndate: 2018\n---\nLời.\n",
			"content/t/goi/index.md": "---\ntitle: Gói ảnh\ndate: 2017\n---\nLời.\n",
			"content/t/trung.md":     "---\ntitle: Trùng tên\ndate: 2016\n---\nLời.\n",
			"content/t/khac.md":      "---\ntitle: Trùng tên\ndate: 2015\n---\nLời.\n",
			"content/t/nua.md":       "---\ntitle: Trung\ndate: 2014\n---\nLời.\n",
			"content/t/nhap.md":      "---\ntitle: Nháp\ndate: 2013\ndraft: true\n---\nLời.\n",
			"content/t/_index.md":    "---\ntitle: Tin tức\n---\n",
		})
		link := itemAt(t, s, "t/a.html").Links[0]
		if link.URL != c.url || link.Typed != (c.url == "") || codesOf(found) != c.codes {
			t.Errorf("%s: %+v, %s", c.body, link, codesOf(found))
		}
	}
}

// TestFound_C2_IfThere: a link or picture with a slip is one where it leads somewhere, and stays as typed
// elsewhere.
func TestFound_C2_IfThere(t *testing.T) {
	for _, c := range []struct{ body, url, codes string }{
		{"[x] (hai.md)", "t/hai.html", ""},
		{"[x](hai.md", "t/hai.html", ""},
		{"[x](hai.md#h-muc tiếp", "t/hai.html#h-muc", ""},
		{"[x](tep.pdf", "t/tep.pdf", ""},
		{"[x] (/t/hai.html)", "t/hai.html", ""},
		{"[x] (https://a.example/)", "https://a.example/", ""},
		{"[x] (khong.md)", "", "marks-left ]("},
		{"[x](khong.md", "", "marks-left ]("},
		{"[x] (nhap.md)", "-", "link-unpublished nhap.md"},
		{"![x] (b.png)", "t/b.png", ""},
		{"![x] (khong.png)", "", "marks-left ]("},
	} {
		s, found := parsed(t, map[string]string{
			"content/t/a.md":    "---\ntitle: A\ndate: 2020\n---\nXem " + c.body + "\n",
			"content/t/hai.md":  "---\ntitle: Bài hai\ndate: 2019\n---\n## Mục\n\nLời.\n",
			"content/t/nhap.md": "---\ntitle: Nháp\ndraft: true\n---\nLời.\n",
			"content/t/tep.pdf": "x", "content/t/b.png": "x",
		})
		var url string
		var typed bool
		switch it := itemAt(t, s, "t/a.html"); {
		case len(it.Links) == 1:
			url, typed = it.Links[0].URL, it.Links[0].Typed
		case len(it.Pictures) == 1:
			url, typed = it.Pictures[0].URL, it.Pictures[0].Typed
		default:
			t.Errorf("%s is neither a link nor a picture", c.body)
		}
		if url != strings.Trim(c.url, "-") || typed != (c.url == "") || codesOf(found) != c.codes {
			t.Errorf("%s: %q, typed %v, %s", c.body, url, typed, codesOf(found))
		}
	}
}

func itemAt(t *testing.T, s *Site, url string) *Item {
	t.Helper()
	i := slices.IndexFunc(s.Items, func(it *Item) bool { return it.URL == url })
	if i < 0 {
		t.Fatalf("no %s among %q", url, urls(s.Items))
	}
	return s.Items[i]
}

// TestFound_E1_Cover: the picture of a card is the first of the field that is one, else the first of the
// text. The words for the picture of the field are those of the first alone.
func TestFound_E1_Cover(t *testing.T) {
	for _, c := range []struct{ front, url, alt, codes string }{
		{"images: [mot.png, hai.png]", "t/mot.png", "", ""},
		{"images: [tep.pdf, hai.png]", "t/hai.png", "", "image-type tep.pdf"},
		{"images: [tep.pdf]", "t/than.png", "Thân", "image-type tep.pdf"},
		{"images: [khong.png, hai.png]", "t/hai.png", "", "image-missing khong.png|"},
		{"images: [khong.png]", "t/than.png", "Thân", "image-missing khong.png|"},
		{"cover: {image: mot.png, alt: Cầu một}", "t/mot.png", "Cầu một", ""},
		{"cover: {image: khong.png, alt: Cầu một}", "t/than.png", "Thân", "image-missing khong.png|"},
		{"images: [\"https://a.example/x.png\", mot.png]", "t/mot.png", "", "picture-external https://a.example/x.png"},
		{"toc: false", "t/than.png", "Thân", ""},
	} {
		s, found := parsed(t, map[string]string{
			"content/t/a.md":    "---\ntitle: A\ndate: 2020\n" + c.front + "\n---\n![Thân](than.png \"Chú thích\")\n",
			"content/t/mot.png": "x", "content/t/hai.png": "x", "content/t/than.png": "x", "content/t/tep.pdf": "x",
		})
		cover := itemAt(t, s, "t/a.html").Cover
		if cover == nil || cover.URL != c.url || cover.Alt != c.alt || cover.Width != 3 || cover.Height != 2 || codesOf(found) != c.codes {
			t.Errorf("%s: %+v, %s", c.front, cover, codesOf(found))
		}
	}
	e := entry(t, "t/a.md", "2018", func(e *content.Entry) { e.ImageAlt = "Cầu một" })
	if first, second := coverAlt(e, 0), coverAlt(e, 1); first != "Cầu một" || second != "" {
		t.Errorf("%q for the first picture, %q for the second", first, second)
	}
}

// TestFound_E1_SlugOfThird: a word that spells the address of another with its hash has one that never
// changes.
func TestFound_E1_SlugOfThird(t *testing.T) {
	words := []string{"Hòa giải", "Hóa giải", "hoa giai b663ea"}
	s := join(t, []*content.Entry{entry(t, "t/a.md", "2018", tags(words...))}, []string{"tag-slug-taken t/a.md"})
	if got := labelsOf(s.Tags.Terms); got != "Hòa giải the/hoa-giai-b663ea-96c478|Hóa giải the/hoa-giai-5f8a69|hoa giai b663ea the/hoa-giai-b663ea" {
		t.Errorf("tags: %s", got)
	}
}

// TestFound_B13_ExactNames: the section of exactly this name goes before those whose names have other marks,
// whichever comes first.
func TestFound_B13_ExactNames(t *testing.T) {
	for _, names := range [][]string{{"D", "Đ", "Ban", "Bản", "Hòa Bình", "Hóa Bình"}, {"Hóa Bình", "Hòa Bình", "Bản", "Ban", "Đ", "D"}} {
		for category, want := range map[string]string{
			"Đ": "Đ", "đ": "Đ", "D": "D", "d": "D", "Bản": "Bản", "BAN": "Ban", "Hoà Bình": "Hòa Bình", "Hóa bình": "Hóa Bình", "dat": "Đường", "Đất": "Mục", "m2": names[1], "bán": names[2],
		} {
			entries := []*content.Entry{
				entry(t, "x.md", "2018", categories(category)), entry(t, "dat/_index.md", "", title("Đường")),
				entry(t, "muc/_index.md", "", title("Mục"), func(e *content.Entry) { e.LinkTitle = "Đất" }),
			}
			for i, name := range names {
				entries = append(entries, entry(t, "m"+strconv.Itoa(i+1)+"/_index.md", "", title(name), func(e *content.Entry) { e.Weight = i + 1 }))
			}
			if got := join(t, entries, nil).Items[0].Section.Title; got != want {
				t.Errorf("%s is in %s, not in %s, of %q", category, got, want, names)
			}
		}
	}
}
