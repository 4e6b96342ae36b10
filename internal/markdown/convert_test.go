package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"bantin/internal/diag"
)

// convert reads a body as the whole of a file.
func convert(text string, opts Options) Document {
	return Convert(diag.File{Path: "content/bai.md", Text: text}, 0, opts)
}

// usual are the options of a site that sets none.
var usual = Options{NestedPlusLists: true}

// exampleReferences fill the slots of a document as a site might: paths as they are written, .md made .html,
// sound with a player, names with "thiếu" or "nháp" in them missing, other sites external.
func exampleReferences(doc Document) References {
	refs := References{LeadInBody: true}
	for _, l := range doc.Links {
		target := LinkTarget{Href: strings.ReplaceAll(l.Dest, ".md", ".html")}
		target.External = strings.Contains(l.Dest, ":") || strings.HasPrefix(l.Dest, "//")
		target.Audio = strings.HasSuffix(l.Dest, ".mp3")
		if absent(l.Dest) {
			target = LinkTarget{}
		}
		refs.Links = append(refs.Links, target)
	}
	for _, p := range doc.Pictures {
		source := PictureSource{Src: p.Dest, Width: 640, Height: 480}
		switch {
		case absent(p.Dest):
			source = PictureSource{}
		case strings.Contains(p.Dest, "//"):
			source = PictureSource{External: p.Dest}
		}
		refs.Pictures = append(refs.Pictures, source)
	}
	return refs
}

func absent(dest string) bool {
	return strings.Contains(dest, "thiếu") || strings.Contains(dest, "nháp")
}

// render is the HTML of a document with example references.
func render(doc Document) string {
	var out bytes.Buffer
	doc.Body.Render(&out, exampleReferences(doc))
	return out.String()
}

// codes are the codes of the diagnostics with their lines, in order: "bold-literal:3".
func codes(doc Document) string {
	var list []string
	for _, d := range doc.Diagnostics {
		list = append(list, string(d.Code)+":"+strconv.Itoa(d.Pos.Line))
	}
	return strings.Join(list, " ")
}

func checkEqual(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got: %s\nwant: %s", what, got, want)
	}
}

// TestPositions: links, pictures and diagnostics count lines of the file and characters of the line.
func TestPositions(t *testing.T) {
	const front = "---\ntitle: Tên bài\n---\n"
	for _, tc := range []struct{ name, body, want string }{
		{"link", "Xem [bài](a.md) nhé", "a.md 4:5"},
		{"link after letters of several bytes", "Đường đến [bài](a.md)", "a.md 4:11"},
		{"link on the second line of a paragraph", "một\nhai [ba](b.md)", "b.md 5:5"},
		{"link in a quotation", "> > [ba](b.md)", "b.md 4:5"},
		{"link in an indented item", "- a\n\n  - [b](c.md)", "c.md 6:5"},
		{"link in a table", "|a|b|\n|-|-|\n|1|[x](y.md)|", "y.md 6:4"},
		{"reference, where it is used", "[x]: y.md\n\nXem [x]", "y.md 6:5"},
		{"bare address", "Xem http://a.vn nhé", "http://a.vn 4:5"},
		{"bare address at the start", "http://a.vn", "http://a.vn 4:1"},
		{"address in angle brackets", "Ừ <http://a.vn>", "http://a.vn 4:3"},
		{"bare address in parentheses", "(http://a.vn)", "http://a.vn 4:2"},
		{"link of HTML", "<p>\n<a href=\"y.md\">x</a></p>", "y.md 5:1"},
		{"link of HTML in a line", "Ừ, <a href=\"y.md\">x</a>", "y.md 4:4"},
		{"second link of one line", "[a](b.md) [c](d.md)", "b.md 4:1 d.md 4:11"},
		{"note behind later text", "a[^1]\n\n[^1]: [x](y.md)\n\n[z](t.md)", "t.md 8:1 y.md 6:7"},
		{"picture", "Ảnh ![x](y.jpg)", "y.jpg 4:5"},
		{"figure", "\n![x](y.jpg \"z\")", "y.jpg 5:1"},
		{"picture of HTML", "<p>đ <img src=y.jpg>", "y.jpg 4:6"},
		{"bold-literal", "một\nhai **ba **bốn", "bold-literal 5:5"},
		{"heading-blank", "a\n\n ##b", "heading-blank 6:2"},
		{"heading-level", "a\n\n# b", "heading-level 6:1"},
		{"shortcode", "Ừ {{< a >}}", "shortcode 4:3"},
		{"paragraph-indented", "a\n\n    b", "paragraph-indented 6:1"},
		{"link-scheme", "Ừ [a](data:b)", "link-scheme 4:3"},
		{"html-removed", "<div>\n<font>a</font></div>", "html-removed 4:1 html-removed 5:1"},
		{"html-office", "a <o:p></o:p>", "html-office 4:3"},
		{"html-unclosed", "a\n\nb <style> c", "html-unclosed 6:3"},
		{"behind comments", "a <!-- b\nc --> [d](e.md) <!-- f --> [g](h.md)", "e.md 5:7 h.md 5:28"},
		{"comment-unclosed", "a\n\n<!-- b", "comment-unclosed 6:1"},
		{"nesting-too-deep", "a\n" + strings.Repeat(">", 65), "nesting-too-deep 5:1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc := Convert(diag.File{Path: "content/a.md", Text: front + tc.body + "\n"}, len(front), usual)
			var got []string
			add := func(what string, line, col int) { got = append(got, what+" "+strconv.Itoa(line)+":"+strconv.Itoa(col)) }
			for i, l := range doc.Links {
				add(l.Dest, doc.At.Links[i].Line, doc.At.Links[i].Col)
			}
			for i, p := range doc.Pictures {
				add(p.Dest, doc.At.Pictures[i].Line, doc.At.Pictures[i].Col)
			}
			for _, d := range doc.Diagnostics {
				if d.Code == "picture-no-text" {
					continue
				}
				add(string(d.Code), d.Pos.Line, d.Pos.Col)
				if lines := strings.Split(front+tc.body, "\n"); d.Source != lines[d.Pos.Line-1] {
					t.Errorf("%s shows the line %q", d.Code, d.Source)
				}
			}
			checkEqual(t, "places", strings.Join(got, " "), tc.want)
		})
	}
}

// TestAddresses: what Link.Dest and Picture.Dest hold.
func TestAddresses(t *testing.T) {
	for _, tc := range []struct{ written, dest string }{
		{`[x](../2018/b%C3%A0i.md#K%E1%BA%BFt)`, "../2018/bài.md#Kết"},
		{`[x](<ảnh lễ hội.md>)`, "ảnh lễ hội.md"},
		{"[x](ho\u0323\u0302i.md)", "hội.md"},
		{`[x](a&amp;b.md)`, "a&b.md"},
		{`[x](100%.md)`, "100%.md"},
		{`[x](a%00b.md)`, "a%00b.md"},
		{`[x](a%FFb.md)`, "a%FFb.md"},
		{`[x](thư\mục\bài.md)`, "thư/mục/bài.md"},
		{`[x](#Kết-quả)`, "#Kết-quả"},
		{`[x](https://a.vn/b%2Fc%20d?e=%26)`, "https://a.vn/b%2Fc%20d?e=%26"},
		{`[x](HTTPS://A.vn)`, "HTTPS://A.vn"},
		{`[x](//a.vn/b)`, "//a.vn/b"},
		{`[x](/\a.vn)`, "//a.vn"},
		{`[x](mailto:a@b.vn)`, "mailto:a@b.vn"},
		{`a@b.vn`, "mailto:a@b.vn"},
		{`www.a.vn`, "http://www.a.vn"},
		{`[x](<Nghị quyết: số 5.md>)`, "Nghị quyết: số 5.md"},
	} {
		doc := convert(tc.written, usual)
		if len(doc.Links) != 1 {
			t.Errorf("%s: %d links", tc.written, len(doc.Links))
			continue
		}
		checkEqual(t, tc.written, doc.Links[0].Dest, tc.dest)
	}
}

// TestDocument: what a document knows beside its HTML.
func TestDocument(t *testing.T) {
	doc := convert("# Nghị quyết *vào* cuộc sống\n\n"+
		"![Hội trường](a.jpg \"Hội trường huyện\")\n\n"+
		"Bài, ảnh: N.V.A\n\n"+
		"Đoạn\u00a0\u00a0mở đầu có [đường nối](b.md) và `mã`;\ndòng hai. tr&ocirc;\u0300ng\n\n"+
		"## Kết quả\n\n- một\n  - hai\n\n|Cột|\n|-|\n|ô 1|\n\n"+
		"Thứ nhất, làm.\n\nThứ hai, làm nữa[^1].\n\n```\nmã  ở\nđây\n```\n\n<p>Chữ <b>HTML</b></p>\n\n[^1]: Lời chú.\n",
		Options{Title: "Tên khác"})

	checkEqual(t, "H1", doc.H1, "Nghị quyết vào cuộc sống")
	checkEqual(t, "words of the link", doc.Links[0].Text, "đường nối")
	checkEqual(t, "anchors", strings.Join(doc.Anchors, " "),
		"h-nghi-quyet-vao-cuoc-song h-ket-qua h-thu-nhat h-thu-hai h-chu-thich")

	var outline, blocks []string
	for _, h := range doc.Outline {
		outline = append(outline, strconv.Itoa(h.Level)+" "+h.ID+" "+h.Text)
	}
	checkEqual(t, "outline", strings.Join(outline, "\n"), "2 h-nghi-quyet-vao-cuoc-song Nghị quyết vào cuộc sống\n"+
		"3 h-ket-qua Kết quả\n4 h-thu-nhat Thứ nhất, làm.\n4 h-thu-hai Thứ hai, làm nữa.")
	for _, b := range doc.Blocks {
		blocks = append(blocks, strings.TrimPrefix(b.Anchor, "h-")+": "+b.Text)
		if b.Heading != (b.Text == "Kết quả" || b.Text == doc.H1) {
			t.Errorf("block %q: Heading is %v", b.Text, b.Heading)
		}
	}
	checkEqual(t, "blocks", strings.Join(blocks, "\n"), `nghi-quyet-vao-cuoc-song: Nghị quyết vào cuộc sống
nghi-quyet-vao-cuoc-song: Hội trường huyện
nghi-quyet-vao-cuoc-song: Bài, ảnh: N.V.A
nghi-quyet-vao-cuoc-song: Đoạn mở đầu có đường nối và mã; dòng hai. trồng
ket-qua: Kết quả
ket-qua: một
ket-qua: hai
ket-qua: Cột
ket-qua: ô 1
thu-nhat: Thứ nhất, làm.
thu-hai: Thứ hai, làm nữa.
thu-hai: mã ở đây
thu-hai: Chữ HTML
chu-thich: Lời chú.`)
	if want := 5 + 3 + 5 + 11 + 2 + 1 + 1 + 1 + 2 + 3 + 4 + 3 + 2 + 2; doc.Words != want {
		t.Errorf("words: %d, want %d", doc.Words, want)
	}
}

// TestLead: which paragraph is the lead, and where the mark stands on the page.
func TestLead(t *testing.T) {
	for _, tc := range []struct{ name, body, lead string }{
		{"first paragraph", "Một.\n\nHai.", "Một."},
		{"behind a figure", "![a](b.jpg \"c\")\n\nMột.", "Một."},
		{"behind a picture", "![a](b.jpg)\n\nMột.", "Một."},
		{"behind a byline", "Tin, ảnh: H.M\n\nMột.", "Một."},
		{"behind the title", "# Tên bài\n\nMột.", "Một."},
		{"behind a comment", "<!-- a -->\n\nMột.", "Một."},
		{"heading first", "## Mục\n\nMột.", ""},
		{"list first", "- a\n\nMột.", ""},
		{"HTML first", "<p>a\n\nMột.", ""},
		{"quotation first", "> a\n\nMột.", ""},
		{"nothing", "", ""},
	} {
		doc := convert(tc.body, Options{Title: "Tên bài"})
		checkEqual(t, tc.name, doc.Lead, tc.lead)
		marked := ""
		if tc.lead != "" {
			marked = `<p class="lead">` + tc.lead + "</p>"
		}
		if html := render(doc); !strings.Contains(html, marked) || strings.Count(html, "lead") != min(1, len(marked)) {
			t.Errorf("%s: %s", tc.name, html)
		}
		var plain bytes.Buffer
		doc.Body.Render(&plain, References{})
		if strings.Contains(plain.String(), "lead") {
			t.Errorf("%s: a lead that nobody asked for", tc.name)
		}
	}
}

// TestTitle: without a title in the front matter a heading at the very start is the title (E26), and the page
// shows it once.
func TestTitle(t *testing.T) {
	for _, tc := range []struct{ body, title, h1, html string }{
		{"# Tên\n\nMột", "", "Tên", "<p>Một</p>\n"},
		{"Một\n\n# Tên", "", "Tên", "<p>Một</p>\n<h2 id=\"h-ten\">Tên</h2>\n"},
		{"# Hoà giải", "Hòa Giải", "Hoà giải", ""},
		{"Một", "", "", "<p>Một</p>\n"},
	} {
		doc := convert(tc.body, Options{Title: tc.title})
		var html bytes.Buffer
		doc.Body.Render(&html, References{})
		checkEqual(t, tc.body, doc.H1+"|"+html.String(), tc.h1+"|"+tc.html)
	}
}

// TestPlusLists: the setting of E30.
func TestPlusLists(t *testing.T) {
	if html := render(convert("- a\n+ b\n- c", Options{})); strings.Count(html, "<ul>") != 3 {
		t.Errorf("without the setting + begins a list of its own:\n%s", html)
	}
}

// TestUnresolved: references that are absent leave words and placeholders, and no dead link.
func TestUnresolved(t *testing.T) {
	doc := convert("[chữ](a.md) ![ảnh](b.jpg)", usual)
	var out bytes.Buffer
	doc.Body.Render(&out, References{})
	checkEqual(t, "HTML", out.String(), "<p>chữ <span class=\"picture-missing\">Ảnh này chưa có trong kho lưu trữ: ảnh</span></p>\n")
	out.Reset()
	Body{}.Render(&out, References{})
	checkEqual(t, "zero body", out.String(), "")
}

// TestConcurrent: conversions share a parser and nothing else.
func TestConcurrent(t *testing.T) {
	text := "# a\n\n**b** [c](d.md) ![e](f.jpg \"g\")\n\n- h\n+ i\n\n|j|\n|-|\n|k|\n\nl[^1]\n\n[^1]: m\n"
	want := render(convert(text, usual))
	done := make(chan string)
	for range 8 {
		go func() { done <- render(convert(text, usual)) }()
	}
	for range 8 {
		checkEqual(t, "HTML", <-done, want)
	}
}
