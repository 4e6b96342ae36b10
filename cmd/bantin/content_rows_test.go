package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// contentRow is one input of rows C of the fault table: an article at content/c/NAME.md, what is said of it,
// and what of its page must or must not be there.
type contentRow struct {
	id, name, text string
	said           []string // codes
	page           []string // parts of the page; nil when it must not be published
	absent         []string // what must not be in any file of the output
}

const plain = "---\ntitle: Bài lành\n---\n"

// contentRows are built as one site: what is wrong with one article may cost that article and nothing else.
func contentRows(t *testing.T) []contentRow {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("---\ntitle: Chữ Việt\n---\nNội dung.\n")
	if err != nil {
		t.Fatal(err)
	}
	windows1258, err := charmap.Windows1258.NewEncoder().String(
		"---\ntitle: Hop\n---\nUy\u0309 ban nhân dân huyê\u0323n Ba\u0309o Yên ho\u0323p vơ\u0301i ca\u0301c xa\u0303 va\u0300 thi\u0323 trâ\u0301n.\n")
	if err != nil {
		t.Fatal(err)
	}
	noise := make([]byte, 5<<20)
	for i, r := 0, rand.New(rand.NewPCG(1, 1)); i < len(noise); i++ {
		noise[i] = byte(r.Uint32())
	}
	deep := "a: " + strings.Repeat("[", 40) + strings.Repeat("]", 40)
	return []contentRow{
		{"C01", "bom", "\ufeff---\ntitle: BOM\ndraft: true\n---\nBản nháp BOM.\n", []string{"byte-order-mark"}, nil, []string{"Bản nháp BOM"}},
		{"C02", "ho", "---\ntitle: Hở\nBài bí mật chưa đóng.\n", []string{"fence-unclosed"}, nil, []string{"Bài bí mật chưa đóng"}},
		{"C03", "khoi", "---\nsummary: |\n  trước\n  ---\n  sau\ntitle: Khối chữ\n---\nNội dung.\n", nil, []string{">Khối chữ</h1>"}, nil},
		{"C05", "na-uy", "---\ntitle: no\ntags: [no, 1, 2024-01-02]\n---\nNội dung.\n", nil, []string{">no</h1>", ">2024-01-02<"}, nil},
		{"C06", "hai-lan", "---\ntitle: Một\ntitle: Hai\n---\nNội dung.\n", []string{"key-duplicate"}, nil, nil},
		{"C06", "khoa-la", "---\ntitle: Khóa lạ\ntitel: Hai\n---\nNội dung.\n", []string{"key-unknown"}, []string{">Khóa lạ</h1>"}, nil},
		{"C07", "hai-cham", "---\ntitle: Hội nghị: kết quả\n---\nNội dung.\n", []string{"colon-in-value"}, []string{">Hội nghị: kết quả</h1>"}, nil},
		{"C08", "ngay", "---\ntitle: Ngày\ndate: 31/02/2024\n---\nNội dung.\n", []string{"date-impossible"}, nil, nil},
		{"C10", "nhap", "---\ntitle: Nháp\ndraft: chưa chắc\n---\nBài chưa chắc đăng.\n", []string{"draft-unclear"}, nil, []string{"Bài chưa chắc đăng"}},
		{"C11", "neo", "---\na: &a [x]\nb: [*a, *a]\ntitle: Neo\n---\nNội dung.\n", []string{"key-unlisted"}, []string{">Neo</h1>"}, nil},
		{"C11", "sau", "---\n" + deep + "\ntitle: Sâu\n---\nNội dung.\n", []string{"matter-deep"}, nil, nil},
		{"C11", "lon", "---\ntitle: " + strings.Repeat("a", 10<<20) + "\n---\nNội dung.\n", []string{"file-too-large"}, nil, nil},
		{"C12", "utf16", utf16, []string{"encoding-utf16"}, []string{">Chữ Việt</h1>"}, nil},
		{"C12", "windows-1258", windows1258, []string{"encoding-unknown"}, nil, nil},
		{"C13", "nhieu", string(noise), []string{"file-too-large"}, nil, nil},
		{"C13", "anh", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + strings.Repeat("\x00\x9c\xff", 2000), []string{"file-binary"}, nil, nil},
		{"C15", norm.NFD.String("tiếng-việt"), norm.NFD.String("---\ntitle: Tiếng Việt\n---\nNội dung.\n"), []string{"source-name-nfd"}, []string{">Tiếng Việt</h1>"}, nil},
		{"C16", "ngoac", plain + strings.Repeat("[x](", 16_000), []string{"marks-left"}, []string{">Bài lành</h1>"}, nil},
		{"C16", "tham-chieu", plain + strings.Repeat("[1] ", 16_000) + "\n\n[1]: /" + strings.Repeat("a", 16_000) + "\n", []string{"html-too-large"}, nil, nil},
		{"C16", "bang", plain + strings.Repeat("|a", 16_000) + "\n" + strings.Repeat("|-", 16_000) + "\n" + strings.Repeat("|a\n", 16_000), []string{"html-too-large"}, nil, nil},
		{"C16", "long", plain + strings.Repeat("> ", 16_000) + "a", []string{"nesting-too-deep"}, nil, nil},
		{"C18", "html", plain + "Chữ.\n\n<script>alert(1)</script>\n\n<div onclick=\"x()\">khối</div>\n\n<!-- chú thích bí mật -->\n", []string{"html-removed"}, []string{"khối"}, []string{"alert(1)", "x()", "chú thích bí mật"}},
		{"C19", "muc", plain + "## Điều khoản\n\n## Điều khoản\n\n## 😀\n\n## __proto__\n", nil, []string{`id="h-dieu-khoan"`, `id="h-dieu-khoan-2"`, `id="h-proto"`}, nil},
		{"C20", "lien-ket", plain + "[mất](mat.md), [nháp](bom.md), [neo](muc.md#khong-co), ![ảnh](mat.png)\n", []string{"link-broken", "link-unpublished", "anchor-missing", "image-missing"}, []string{"mất, nháp"}, nil},
		{"C21", "anh-bom", plain + "![bom](/anh/bom.gif) ![cụt](/anh/cut.jpg) ![mã](/anh/ma.svg)\n", nil, []string{"Bài lành"}, []string{"alert(2)"}},
		{"C25", "bi-danh", "---\ntitle: Bí danh\naliases: [/c/bi-danh.html, /c/muc.html, 'https://a.example/', //evil.example/, '..%2fx']\n---\nNội dung.\n", []string{"alias-taken", "alias-invalid"}, []string{">Bí danh</h1>"}, nil},
	}
}

// TestContentRows builds the rows C of the fault table as one site (C22 and C23 concern layouts:
// build_layout_faults.txt).
func TestContentRows(t *testing.T) {
	site := t.TempDir()
	writeFile(t, site, "content/_index.md", "---\ntitle: Bảo Yên\nbase_url: "+siteBase+"\n---\n")
	writeFile(t, site, "content/lanh.md", plain+"Không bệnh.\n")
	writeFile(t, site, "static/anh/bom.gif", "GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02;")
	writeFile(t, site, "static/anh/cut.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
	writeFile(t, site, "static/anh/ma.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><script>alert(2)</script></svg>`)
	rows := contentRows(t)
	for _, r := range rows {
		writeFile(t, site, "content/c/"+r.name+".md", r.text)
	}
	stdout, _ := command(t, 1, "build", "--site", site, "--json", "--lang", "en")
	var report struct {
		Published   bool
		Diagnostics []struct {
			Code, Path, Hint string
			Line             int
		}
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || !report.Published {
		t.Fatalf("published %v, %v", report.Published, err)
	}
	var pictures []string
	for _, d := range report.Diagnostics {
		if strings.HasPrefix(d.Path, "static/") {
			pictures = append(pictures, d.Path+" "+d.Code)
		}
	}
	if want := []string{"static/anh/bom.gif picture-bomb", "static/anh/cut.jpg picture-broken", "static/anh/ma.svg svg-active"}; !slices.Equal(pictures, want) {
		t.Errorf("pictures: %q, want %q", pictures, want) // C21
	}
	all := outputText(t, filepath.Join(site, "public"))
	if !bytes.Contains(all, []byte("Không bệnh")) {
		t.Error("the sound article is missing")
	}
	for _, r := range rows {
		t.Run(r.id+" "+r.name, func(t *testing.T) {
			var said []string
			for _, d := range report.Diagnostics {
				if d.Path == norm.NFC.String("content/c/"+r.name+".md") && !slices.Contains(said, d.Code) {
					said = append(said, d.Code)
				}
			}
			if !slices.Equal(said, r.said) {
				t.Errorf("said %q, want %q", said, r.said)
			}
			slug := map[bool]string{true: "tieng-viet", false: r.name}[r.id == "C15"]
			page, err := os.ReadFile(filepath.Join(site, "public/c", slug+".html"))
			if (err == nil) != (r.page != nil) {
				t.Errorf("published: %v", err == nil)
			}
			for _, part := range r.page {
				if !bytes.Contains(page, []byte(part)) {
					t.Errorf("the page has no %q", part)
				}
			}
			for _, secret := range r.absent {
				if bytes.Contains(all, []byte(secret)) {
					t.Errorf("%q is published", secret)
				}
			}
		})
	}
}

// outputText is everything that a build published, in one piece.
func outputText(t *testing.T, dir string) []byte {
	var all []byte
	for _, name := range siteFiles(t, dir) {
		all = append(all, readSite(t, dir, name)...)
	}
	return all
}
