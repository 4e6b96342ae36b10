package markdown

import "testing"

// TestFound_C1_BareAddresses: what belongs to an address that stands in the text; ‹ › are its link.
func TestFound_C1_BareAddresses(t *testing.T) {
	for _, tc := range []struct{ markdown, address string }{
		{"Xem https://vi.wikipedia.org/wiki/Lào_Cai nhé", "https://vi.wikipedia.org/wiki/Lào_Cai"},
		{"https://báo.vn/bài-viết?từ=đền#mục", "https://báo.vn/bài-viết?từ=đền#mục"},
		{"https://ru.wikipedia.org/wiki/Лаокай", "https://ru.wikipedia.org/wiki/Лаокай"},
		{"https://zh.wikipedia.org/wiki/老街市。", "https://zh.wikipedia.org/wiki/老街市"},
		{"www.lào-cai.vn/Bảo_Hà_(xã), và", "http://www.lào-cai.vn/Bảo_Hà_(xã)"},
		{"(https://a.vn/Lễ_hội)", "https://a.vn/Lễ_hội"},
		{"“ https://a.vn/lễ”", "https://a.vn/lễ"},
		{"https://a.vn/lễ…", "https://a.vn/lễ"}, {"https://a.vn/lễ – hội", "https://a.vn/lễ"},
		{"https://a.vn:8080/x?a=1&b=2.", "https://a.vn:8080/x?a=1&b=2"},
		{"https://a.vn/x&amp;", "https://a.vn/x"},
		{"thư a@b.vn.", "mailto:a@b.vn"},
		{"https://a.vn/a#mục-1;", "https://a.vn/a#mục-1"}, {"https://a.vn/a?b=1&c=2; và", "https://a.vn/a?b=1&c=2"},
		{"https://a.vn/a;b);", "https://a.vn/a;b"}, {"*https://a.vn/a*", "https://a.vn/a"},
		{"https://a.vn/x*y*z", ""}, {"https://a.vn/x|y", ""}, {`https://a.vn/x\y`, ""},
		// no link rather than a wrong one
		{"https://a.vn/lễ–hội", ""}, {"https://a.vn/lễ\u200bhội", ""}, {"https://a.vn/👍x", ""}, {"https://a.v1", ""}, {"http://a", ""},
		{"https://.vn/a", ""}, {"thư a@b.vnđ", ""}, {"http:a.vn", ""},
	} {
		doc, got := convert(tc.markdown, usual), ""
		if len(doc.Links) > 0 {
			got = doc.Links[0].Dest
		}
		checkEqual(t, tc.markdown, got, tc.address)
	}
}

// TestFound_C12_Addresses: an address of http needs a host; a query stays as it is written.
func TestFound_C12_Addresses(t *testing.T) {
	for _, tc := range []struct{ written, dest, diagnostics string }{
		{"[x](https:host)", "", "link-scheme:1"}, {"[x](http:/host/a)", "", "link-scheme:1"}, {"[x](https://)", "", "link-scheme:1"},
		{"![x](https:host/a.png)", "", "picture-scheme:1"}, {`<a href="HTTPS:host">x</a>`, "", "link-scheme:1"},
		{"[x](https://host)", "https://host", ""}, {"[x](//host)", "//host", ""},
		{"[x](bao-cao.pdf#page=3)", "bao-cao.pdf#page=3", ""},
		{"[x](/tim-kiem.html?q=a%26b%20c#k%E1%BA%BFt)", "/tim-kiem.html?q=a%26b%20c#kết", ""},
		{"[x](b%C3%A0i.md?x=1)", "bài.md?x=1", ""},
	} {
		doc, got := convert(tc.written, usual), ""
		if len(doc.Links) > 0 {
			got = doc.Links[0].Dest
		}
		checkEqual(t, tc.written, got+" "+codes(doc), tc.dest+" "+tc.diagnostics)
	}
}

// TestFound_C6_Captions: a caption runs from the first quote to the last.
func TestFound_C6_Captions(t *testing.T) {
	for _, tc := range []struct{ target, dest, caption, diagnostics string }{
		{`anh.png "Lễ "khánh thành" cầu"`, "anh.png", `Lễ "khánh thành" cầu`, ""},
		{`anh.png "Lễ" và "hội"`, "anh.png", `Lễ" và "hội`, ""},
		{`anh.png ""Cầu" mới"`, "anh.png", `"Cầu" mới`, ""},
		{`anh.png "Cầu "mới""`, "anh.png", `Cầu "mới"`, ""},
		{`ảnh cầu.png "Lễ "khánh thành" (lần 2)"`, "ảnh cầu.png", `Lễ "khánh thành" (lần 2)`, ""},
		{`anh.png "Hình a) cầu "mới" và b) cầu cũ"`, "anh.png", `Hình a) cầu "mới" và b) cầu cũ`, ""},
		{`anh.png “Lễ "khánh thành" cầu”`, "anh.png", `Lễ "khánh thành" cầu`, ""},
		{`anh.png “Lễ khánh thành"`, "anh.png", "Lễ khánh thành", ""},
		{`anh.png =300x200`, "anh.png", "", "picture-size:1"},
		{`anh.png =300x200 "Cầu"`, "anh.png", "Cầu", "picture-size:1"},
		{`anh.png "Cầu" =300x`, "anh.png", "Cầu", "picture-size:1"},
		{`anh.png Chú thích`, "anh.png Chú thích", "", ""},
		{`ảnh (1).png`, "ảnh (1).png", "", ""},
	} {
		doc := convert("Ảnh ![Cầu]("+tc.target+") và ![x](y.png \"z\") (“k”)", usual)
		checkEqual(t, tc.target, doc.Pictures[0].Dest+"|"+doc.Pictures[0].Caption+"|"+codes(doc), tc.dest+"|"+tc.caption+"|"+tc.diagnostics)
		checkEqual(t, tc.target, doc.Pictures[1].Dest+doc.Pictures[1].Caption, "y.pngz")
	}
}

// TestFound_E3_AlternativeText: every word between a picture's brackets describes it.
func TestFound_E3_AlternativeText(t *testing.T) {
	for markdown, want := range map[string]string{
		"![Xem <http://a.vn> đây](b.jpg)":           "Xem http://a.vn đây",
		"![Thư <a@b.vn>](b.jpg)":                    "Thư a@b.vn",
		"![**Cầu** `mã` ~~cũ~~ [mới](c.md)](b.jpg)": "Cầu mã cũ mới",
		"![Một\nhai](b.jpg)":                        "Một hai",
	} {
		checkEqual(t, markdown, convert(markdown, usual).Pictures[0].Alt, want)
	}
}
