package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bantin"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memo"
	"bantin/internal/source"
)

// pathElements are what names, slugs and old addresses of the test below are put together from: names of
// ours, names that clash when they are folded or made slugs, names that some system cannot keep.
var pathElements = []string{
	"a", "A", "a.html", "A.HTML", "a.htm", "a.txt", "a.TXT", "a.pdf", "index", "index.html", "INDEX.HTML", "bai-0", "bai-0.html", "tin-tuc", "Tin-Tuc", "tin tức", "tin-tuc.html",
	"nam-2018", "nam-2018.html", "nam-2018-03.html", "khong-ro-ngay.html", "rss.xml", "RSS.xml", "feed.json", "the", "THE", "the.html", "hoa-giai", "hòa giải", "hóa giải", "hoa-giai-1",
	"assets", "Assets", "style.css", "Style.css", "search.js", "search", "data", "articles", "2018.json", "manifest", "Manifest", "0.txt", "index.txt", "sitemap", "sitemap.xml", "luu-tru",
	"tac-gia", "404.html", "so-do.html", "tim-kiem.html", "robots.txt", "_headers", "_redirects", "con", "CON.txt", "aux.html", "nul", "com1", "lpt9.pdf", "a.", "báo cáo.", "a.ảnh", "-", "_", "!!!",
	"..", ".", "%2e%2e", "%41", "a%20b", "a b", "a\\b", "K", "ſ", "con.", "~", "a+b", "a;b", "a:b", "anh.png", "anh.png.txt", "ảnh.png",
	strings.Repeat("x", 79), strings.Repeat("dai-", 25), strings.Repeat("y", 200), strings.Repeat("z", 240) + ".txt", strings.Repeat("đ", 120),
}

// TestFound_D3_AnythingTyped: whatever sources are called and whatever old addresses and slugs they name,
// what has a place is published, what has none is said, and no path reaches package output that it would
// refuse.
func TestFound_D3_AnythingTyped(t *testing.T) {
	element := rapid.SampledFrom(pathElements)
	// The places where things meet come often: below, at and above pages of the site, and three names for
	// files and folders alike.
	meeting := rapid.SampledFrom([]string{"", "", "tin-tuc/", "Tin-Tuc/", "tin-tuc/bai-0.html/", "index.html/", "assets/", "assets/site.css/", "the/", "a.txt/", "a.txt/a.html/"})
	few := rapid.SampledFrom([]string{"a", "a.txt", "a.html", "A.txt"})
	path := rapid.Custom(func(t *rapid.T) string {
		end := rapid.OneOf(few, element).Draw(t, "end")
		return meeting.Draw(t, "place") + strings.Join(append(rapid.SliceOfN(rapid.OneOf(few, element), 0, 2).Draw(t, "elements"), end), "/")
	})
	now := instant("2026-01-01T00:00:00Z")
	var layouts memo.Last[[]source.File, *siteLayouts] // of the program: they are read once
	rapid.Check(t, func(rt *rapid.T) {
		site := t.TempDir()
		defer os.RemoveAll(site)
		put := func(name, text string) {
			name = filepath.Join(site, name)
			if os.MkdirAll(filepath.Dir(name), 0o755) == nil { // else the path cannot be typed either
				_ = os.WriteFile(name, []byte(text), 0o644)
			}
		}
		put("content/_index.md", "---\ntitle: Trang\nbase_url: https://a.example/\n---\n")
		put("content/tin-tuc/bai-0.md", "---\ntitle: Bài 0\ndate: 2018-03-05\ntags: [hòa giải]\n---\nLời.\n")
		quoted := func(s string) string { return "'" + s + "'" }
		for i := range rapid.IntRange(1, 6).Draw(rt, "entries") {
			name := path.Draw(rt, "entry")
			if rapid.Bool().Draw(rt, "bundle") {
				put("content/"+name+"/anh.png", "\x89PNG\r\n\x1a\n")
				name += "/index"
			}
			text := fmt.Sprintf("---\ntitle: Bài %d\ndate: 2018\n", i)
			text += "tags: [" + quoted(element.Draw(rt, "tag")) + "]\nauthor: " + quoted(element.Draw(rt, "author")) + "\n"
			if rapid.Bool().Draw(rt, "slugged") {
				text += "slug: " + quoted(path.Draw(rt, "slug")) + "\n"
			}
			text += "aliases:\n"
			for range rapid.IntRange(0, 3).Draw(rt, "aliases") {
				text += "  - " + quoted("/"+path.Draw(rt, "alias")) + "\n"
			}
			if file := path.Draw(rt, "attachment"); rapid.Bool().Draw(rt, "attaches") {
				put(filepath.Join("content", filepath.Dir(name), file), "x")
				text += "attachments: [" + quoted(file) + "]\n"
			}
			put("content/"+name+".md", text+"---\nLời.\n")
		}
		for range rapid.IntRange(0, 2).Draw(rt, "sections") {
			put("content/"+path.Draw(rt, "section")+"/_index.md", "---\ntitle: Mục\nslug: "+quoted(element.Draw(rt, "section slug"))+"\n---\n")
		}
		for range rapid.IntRange(0, 4).Draw(rt, "static") {
			put("static/"+path.Draw(rt, "static file"), "x")
		}
		b, err := New(Options{
			Site: site, Out: filepath.Join(site, "public"), Carried: bantin.Carried, Workers: 2, Now: now, Program: fingerprint.Of("program"),
			NoSearch: true, Clock: func() time.Time { return time.Now().Add(time.Hour) },
		})
		if err != nil {
			rt.Fatal(err)
		}
		defer b.Close()
		b.layouts = layouts
		report, err := b.Build(context.Background())
		if err != nil || !report.Published {
			rt.Fatalf("%v, published: %v", err, report.Published)
		}
		layouts = b.layouts
		for _, d := range report.Diagnostics {
			if d.Severity == diag.Error && d.Pos.Path == "" {
				rt.Errorf("an error without a place: %s", d.Code)
			}
		}
		if _, err := os.Stat(filepath.Join(site, "public/index.html")); err != nil {
			rt.Error(err)
		}
	})
}
