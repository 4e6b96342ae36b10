package markdown

import (
	"bytes"
	"testing"

	"bantin/internal/markdown/lex"
)

// TestFound_C2_NearlyLinks: links that are nearly right lead somewhere when there is something, else they
// stand as typed. ✓ is the former HTML, ✗ the latter.
func TestFound_C2_NearlyLinks(t *testing.T) {
	for _, tc := range []struct{ markdown, there, missing, diagnostics string }{
		{"![Cầu] (anh.png)", `<img src="anh.png" alt="Cầu" loading="lazy" decoding="async">`, "![Cầu] (anh.png)", ""},
		{"![Cầu]   (anh.png)", `<img src="anh.png" alt="Cầu" loading="lazy" decoding="async">`, "![Cầu]   (anh.png)", ""},
		{"![Cầu]\n(anh.png)", "![Cầu]\n(anh.png)", "![Cầu]\n(anh.png)", "marks-left:1"},
		{"Bài [1]\n(trang 5)", "Bài [1]\n(trang 5)", "Bài [1]\n(trang 5)", ""},
		{"[bài b] (b.md) nhé", `<a href="b.md">bài b</a> nhé`, "[bài b] (b.md) nhé", ""},
		{"[bài b](b.md nhé", `<a href="b.md">bài b</a> nhé`, "[bài b](b.md nhé", ""},
		{"[bài b](b.md.", `<a href="b.md">bài b</a>.`, "[bài b](b.md.", ""},
		{"[báo] (https://a.vn/b)", `<a href="https://a.vn/b">báo</a>`, "báo", ""},
		{"[báo](https://a.vn/b", `<a href="https://a.vn/b">báo</a>`, "báo", ""},
		{"[[Bài *b*]]", `<a href="Bài *b*">Bài *b*</a>`, "[[Bài *b*]]", ""},
		{"[[a]], [[b]]", `<a href="a">a</a>, <a href="b">b</a>`, "[[a]], [[b]]", ""},
		// as typed in any case
		{"[1] (trang 5)", "[1] (trang 5)", "[1] (trang 5)", ""},
		{"[Ảnh] (minh họa)", "[Ảnh] (minh họa)", "[Ảnh] (minh họa)", ""},
		{"[a] (javascript:b.md)", "[a] (javascript&#58;b.md)", "[a] (javascript&#58;b.md)", ""},
		{"[[a|b]] và ![[c]]", "[[a|b]] và ![[c]]", "[[a|b]] và ![[c]]", "marks-left:1"},
		{"[1] (b.md)\n\n[1]: c.md", `<a href="c.md">1</a> (b.md)`, "1 (b.md)", ""},
		{"`[bài] (b.md)`", "<code>[bài] (b.md)</code>", "<code>[bài] (b.md)</code>", ""},
	} {
		doc := convert(tc.markdown, usual)
		var there, missing bytes.Buffer
		refs, none := References{}, References{}
		for _, l := range doc.Links {
			refs.Links = append(refs.Links, LinkTarget{Href: l.Dest})
			none.Links = append(none.Links, LinkTarget{Typed: l.Form != LinkPlain})
		}
		for _, p := range doc.Pictures {
			refs.Pictures = append(refs.Pictures, PictureSource{Src: p.Dest})
			none.Pictures = append(none.Pictures, PictureSource{Typed: p.IfThere})
		}
		data, err := ReadBody(doc.Body.Append(nil))
		if err != nil {
			t.Fatal(err)
		}
		data.Render(&there, refs)
		data.Render(&missing, none)
		want := bytes.NewBufferString(tc.there).String()
		checkEqual(t, tc.markdown+" ✓", lex.Unescape(there.String()), "<p>"+want+"</p>\n")
		checkEqual(t, tc.markdown+" ✗", missing.String(), "<p>"+tc.missing+"</p>\n")
		checkEqual(t, tc.markdown, codes(doc), tc.diagnostics)
	}
}

// TestFound_C2_MarksLeft: pairs of marks that are left in the text are reported, once for a line, with their
// place.
func TestFound_C2_MarksLeft(t *testing.T) {
	for markdown, want := range map[string]string{
		"Xem [1](xem trang 5)":            "marks-left:1",
		"a\n\n[[a|b]] [c](d e)":           "marks-left:3",
		"|---|---|":                       "marks-left:1",
		"Hội nghị &amp;quot;Sơ kết":       "marks-left:1",
		"(*), (**), ****":                 "",
		"`[1](a b)` `[[a]]` `&amp;quot;`": "",
		"$[[a_1]]$":                       "",
		"a](b) và ]( và [[ và A &amp; B":  "",
		"mảng a[1] [2]":                   "",
	} {
		checkEqual(t, markdown, codes(convert(markdown, usual)), want)
	}
}

// TestFound_C7_Bullets: bullets of Word's fonts make a list.
func TestFound_C7_Bullets(t *testing.T) {
	for _, tc := range []struct{ name, markdown, html, diagnostics string }{
		{"a list", "\uf0b7\tMột\n\uf0b7\tHai", "<ul>\n<li>Một</li>\n<li>Hai</li>\n</ul>\n", "word-bullets:1"},
		{"words before and lines in items", "Gồm:\n\uf0a7 Một\nvà nửa\n   \uf0d8 *Hai*",
			"<p class=\"lead\">Gồm:</p>\n<ul>\n<li>Một\nvà nửa</li>\n<li><em>Hai</em></li>\n</ul>\n", "word-bullets:2"},
		{"blank lines between", "\uf076 Một\n\n\uf02dHai\n\nBa", "<ul>\n<li>Một</li>\n<li>Hai</li>\n</ul>\n<p>Ba</p>\n", "word-bullets:1"},
		{"in a quotation", "> \uf0fc Một", "<blockquote>\n<ul>\n<li>Một</li>\n</ul>\n</blockquote>\n", "word-bullets:1"},
		{"no bullets", "•\tMột\n•\tHai\n\n\uf0b7", "<p class=\"lead\">• Một<br>\n• Hai</p>\n<p>\uf0b7</p>\n", ""},
	} {
		doc := convert(tc.markdown, usual)
		checkEqual(t, tc.name, render(doc), tc.html)
		checkEqual(t, tc.name, codes(doc), tc.diagnostics)
	}
}
