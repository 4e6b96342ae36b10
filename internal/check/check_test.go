package check

import (
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/site"
)

// files are a site by path; Markdown is read as entries.
type files map[string]string

// input joins the files to a site, as a build does.
func (f files) input(t *testing.T) Input {
	t.Helper()
	texts := map[string]*content.Text{}
	in := Input{
		Out: "public", Source: func(p string) string { return f[p] }, Text: func(p string) *content.Text { return texts[p] },
		Digest: func(p string) fingerprint.Digest { return fingerprint.Bytes([]byte(f[p])) },
	}
	in.From = site.Input{Now: time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Settings: content.DefaultSettings()}
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text := f[name]
		if path.Ext(name) != ".md" {
			in.From.Files = append(in.From.Files, site.File{Path: name})
			continue
		}
		r := content.Parse(name, []byte(text), content.Options{Zone: time.UTC, Thorough: true})
		if r.Entry == nil {
			t.Fatalf("%s cannot be read: %v", name, said(r.Diagnostics))
		}
		in.From.Entries, texts[name] = append(in.From.Entries, r.Entry), r.Text
		if name == content.SettingsPath {
			in.From.Settings, _ = content.ParseSettings(name, []byte(text))
		}
	}
	in.Site, _ = site.Join(in.From)
	return in
}

// said lists what was found as "place code args".
func said(ds []diag.Diagnostic) []string {
	lines := []string{}
	for _, d := range diag.Sort(ds) {
		lines = append(lines, strings.TrimSpace(d.Pos.String()+" "+string(d.Code)+" "+strings.Join(d.Args, "|")))
	}
	return lines
}

func wantReport(t *testing.T, in Input, want ...string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, said(Run(in).Diagnostics)); diff != "" {
		t.Error(diff)
	}
}

// entry is an article with a front matter line or two.
func entry(lines ...string) string {
	return "---\ntitle: Bài\n" + strings.Join(lines, "\n") + "\n---\nLời bài."
}

func TestTags(t *testing.T) {
	f := files{
		"content/tin/a.md": entry("tags: [hòa giải, xây dựng đảng, nông thôn mới]"),
		"content/tin/b.md": entry("tags: [Hòa giải, xây dựng đảng, nông thôn mới]"),
		"content/tin/c.md": entry("tags: [hoà giải, xây dựng đảng]"),
		"content/tin/d.md": entry("tags: [hòa giải, xây dụng đang]"), // one letter, and tones
		"content/tin/e.md": entry("tags: [nông thôn mói, nghị quyết 15]"),
		"content/tin/g.md": entry("tags: [nghị quyết 16, nghị quyết 16]"),
		"content/tin/h.md": entry("tags: [nghị quyết 16, nông thôn mới]"),
		"content/tin/i.md": entry("tags: [nghị quyết 16]"),
	}
	wantReport(t, f.input(t),
		"content/tin/b.md:3:8 tag-spelling Hòa giải|hòa giải|1",
		"content/tin/c.md:3:8 tag-spelling hoà giải|hòa giải|1",
		"content/tin/d.md:3:18 tag-near xây dụng đang|xây dựng đảng|3",
		"content/tin/e.md:3:8 tag-near nông thôn mói|nông thôn mới|3",
	)
}

func TestFiles(t *testing.T) {
	f := files{
		"content/_index.md":         "---\ntitle: Kho\nbadge: {file: /anh/huy-hieu.svg, alt: Huy hiệu}\n---\n![Đầu](/anh/dau.png)",
		"content/tin/a.md":          entry("images: [/anh/bia.png]", "attachments: [/tep/a.pdf]") + "\n\n![x](anh%20a.png)\n\n[y](b.pdf)",
		"content/tin/nhap.md":       entry("draft: true") + "![x](nhap.png)",
		"content/tin/nghe.md":       entry("type: broadcast", "audio: /tep/a.mp3"),
		"content/tin/bo/index.md":   entry("slug: bo"),
		"content/tin/anh a.png":     "",
		"content/tin/b.pdf":         "",
		"content/tin/nhap.png":      "",
		"content/tin/thua.png":      "",
		"content/tin/bo/thua 2.png": "", // published with its bundle, and named by nobody
		"static/anh/bia.png":        "",
		"static/anh/dau.png":        "",
		"static/anh/huy-hieu.svg":   "",
		"static/anh/nen.png":        "",
		"static/anh/thua.png":       "",
		"static/tep/a.pdf":          "",
		"static/tep/a.mp3":          "",
		"static/favicon.ico":        "",
		"static/assets/x.js":        "",
	}
	in := f.input(t)
	in.Chrome = `<img src="{{.Root}}anh/nen.png">`
	in.Litter = []string{"content/~$bai.docx", "static/.env", "static/.vscode/"}
	in.Foreign = []string{"CNAME"}
	wantReport(t, in,
		"content/tin/bo/thua 2.png file-unused",
		"content/tin/thua.png file-unused",
		"content/~$bai.docx file-litter",
		"public/CNAME output-file-foreign",
		"static/.env file-secret",
		"static/.vscode/ file-litter",
		"static/anh/thua.png file-unused",
	)
}

func TestOrphans(t *testing.T) {
	f := files{
		"content/_index.md":       "---\ntitle: Kho\nmenu:\n  - {title: A, url: /trong-menu.html}\n---\n[x](tu-trang-dau.md)",
		"content/mo-coi.md":       entry() + "[chính mình](mo-coi.md)",
		"content/co-the.md":       entry("tags: thẻ"),
		"content/co-loat.md":      entry("series: loạt"),
		"content/trong-menu.md":   entry(),
		"content/tu-ghi.md":       entry("menus: main"),
		"content/tu-trang-dau.md": entry(),
		"content/tu-bai.md":       entry(),
		"content/tin/a.md":        entry() + "[x](../tu-bai.md)",
	}
	wantReport(t, f.input(t), "content/mo-coi.md:1:1 entry-orphan")
}

func TestOriginals(t *testing.T) {
	digest := fingerprint.Bytes([]byte("gốc")).String()
	f := files{
		"content/tin/a.md":  entry("original_file: a.txt", "original_sha256: "+strings.ToUpper(digest)),
		"content/tin/b.md":  entry("original_file: a.txt", "original_sha256: "+strings.Repeat("0", 64)),
		"content/tin/c.md":  entry("original_file: a.txt"),
		"content/tin/a.txt": "gốc",
	}
	wantReport(t, f.input(t), "content/tin/b.md:3:16 original-changed a.txt|"+digest)
}

func TestFinishedPages(t *testing.T) {
	in := files{"content/tin/a.md": entry()}.input(t)
	in.Made = []string{"index.html", "tin/index.html", "tin/a.html", "anh/a.png", "assets/site.css", "404.html"}
	in.Finished = NewFinished()
	in.Finished.Look("tin/a.html", []byte(`<link href="../assets/site.css"> <a href="index.html">x</a> <a href="../index.html#h-x">x</a> <a href="#co">x</a>
		<i id="co"></i> <img src="../anh/a.png?v=1"> <a href="https://x.vn/y">x</a> <a href="mailto:a@b">x</a> <a href="//x.vn/z">x</a>
		<a href="/khong-ai-biet">x</a> <a href="../khong-co.html">x</a> <a href="#khong">x</a> <a href="">x</a> <a href="#">x</a>`))
	in.Finished.Look("index.html", []byte(`<a href="khong-co.html">x</a> <script src="assets/khong.js"></script> <a href="#khong">x</a> <a href="tin/index.html">x</a>`))
	wantReport(t, in,
		"public/index.html page-anchor-missing #khong|2",
		"public/index.html page-link-broken assets/khong.js",
		"public/index.html page-link-broken khong-co.html",
	)
}

func TestCoverage(t *testing.T) {
	f := files{
		"content/tin/a.md": entry("date: 2018-03-20", "author: N.V.A"),
		"content/tin/b.md": entry("date: 2018-03", "date_basis: caption", "source_name: Báo Lào Cai"),
		"content/tin/c.md": entry("date: 2018", "date_circa: có") + " Theo 15-NQ/HU, 15-NQ/HU và 06/CT-TTg.",
		"content/tin/d.md": entry("date: 2020-12-31", "date_basis: stated") + " Theo 15–NQ/HU và 07/KH-UBND.",
		"content/tin/e.md": entry("documents: [15-NQ/HU, Nghị quyết nào đó]"),
		"content/tin/g.md": entry("type: page"),
		"content/tin/n.md": entry("draft: true") + " Theo 99-NQ/HU.",
		"content/vb/k.md":  entry("type: document", "số hiệu: 7/KH-UBND", "author: x", "date: 2020-12"),
	}
	want := Coverage{
		Articles: 6, Undated: 1, Inferred: 1, Circa: 1, Unsigned: 3,
		Years: []Year{{Year: 2020, Months: [12]int{11: 2}}, {Year: 2018, Months: [12]int{2: 2}, Unknown: 1}},
		NotHeld: []CitedNumber{
			{Number: "15-NQ/HU", Count: 3, Path: "content/tin/c.md", Line: 6},
			{Number: "06/CT-TTg", Count: 1, Path: "content/tin/c.md", Line: 6},
		},
	}
	if diff := cmp.Diff(want, Run(f.input(t)).Coverage); diff != "" {
		t.Error(diff)
	}
}
