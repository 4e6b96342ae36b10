package pipeline

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin"
	"bantin/internal/viet"
)

// token stands in everything that a kept entry says and holds. It is one word that no other file has, in no
// case.
const token = "qzxgiulaiqzx"

// A keeping is a way of keeping an entry back: fields of its own, or where it lies, or what the files around
// it say.
type keeping struct {
	head    string                   // lines among its fields
	text    func(text string) string // what becomes of the whole file
	place   func(p string) string    // where it lies, under content/
	around  map[string]string        // further files
	secret  bool                     // its files are kept back whoever names them
	partial bool                     // its place decides: not for bundles
}

var keepings = map[string]keeping{
	"draft":              {head: "draft: true"},
	"nháp":               {head: "nháp: có"},
	"draft unclear":      {head: "draft: chưa chắc"},
	"draft misspelt":     {head: "darft: true"},
	"draft misplaced":    {head: "khác:\n  draft: true"},
	"published":          {head: "published: false"},
	"status":             {head: "Status: hidden"},
	"status of a desk":   {head: "trạng thái: chờ duyệt"},
	"build":              {head: "build: {render: never, list: never}"},
	"_build":             {head: "_build:\n  list: false"},
	"headless":           {head: "headless: true"},
	"permalink":          {head: "permalink: false"},
	"eleventy":           {head: "eleventyExcludeFromCollections: true"},
	"scheduled":          {head: "date: 2030-01-01"},
	"publishdate":        {head: "publishDate: 2030-01-01"},
	"published later":    {head: "published: 2030-01-01"},
	"secret":             {head: "độ mật: Mật", secret: true},
	"secrecy":            {head: "Secrecy: top secret", secret: true},
	"secret and broken":  {head: "do_mat: Tối mật\nlastmod: 31/02/2018", secret: true},
	"broken":             {head: "lastmod: 31/02/2018"},
	"broken: twice":      {head: "weight: 1\nweight: 2"},
	"file on a computer": {head: `original_file: C:\Users\An\x.pdf`},
	"no fence":           {text: func(s string) string { return strings.Replace(strings.TrimPrefix(s, "---\n"), "---\n", "\n", 1) }},
	"unclosed fence":     {text: func(s string) string { return "---\n" + strings.Replace(s[4:], "---\n", "\n", 1) }},
	"stray block":        {text: func(s string) string { return s + "\n\n---\ndraft: true\n---\n" }, head: "draft: false"},
	"stray words":        {text: func(s string) string { return s + "\n\n---\nstatus: draft\n---\n" }},
	"torn UTF-16": {text: func(s string) string {
		return "\xFE\x00" + strings.ReplaceAll(strings.ReplaceAll(s, " ", "\x00 \x00"), "/", "\x00/")
	}},
	"NUL and bytes":      {text: func(s string) string { return "\x00\xFF\xFE\xFD" + s }},
	"comment unclosed":   {text: func(s string) string { return s + "\n\n<!-- " + token + "\n" }},
	"draft section":      {around: map[string]string{"content/muc/_index.md": "---\ntitle: " + token + "\ndraft: true\n---\n" + token + "\n"}},
	"section later":      {around: map[string]string{"content/muc/_index.md": "---\ntitle: " + token + "\npublishdate: 2030-01-01\n---\n"}},
	"secret section":     {around: map[string]string{"content/muc/_index.md": "---\ntitle: " + token + "\nđộ mật: Mật\n---\n"}},
	"unclear section":    {around: map[string]string{"content/muc/_index.md": "---\ntitle: " + token + "\ndraft: ?!\n---\n"}},
	"section hands down": {around: map[string]string{"content/muc/_index.md": "---\ntitle: " + token + "\ncascade:\n  draft: true\n---\n"}},
	"section above": {place: func(p string) string { return strings.Replace(p, "muc/", "muc/trong/", 1) }, around: map[string]string{
		"content/muc/_index.md": "---\ntitle: " + token + "\ndraft: true\n---\n", "content/muc/trong/_index.md": "---\ntitle: " + token + "\n---\n"}},
	"_drafts":    {place: func(p string) string { return "muc/_drafts/" + strings.TrimPrefix(p, "muc/") }},
	"Bản nháp":   {place: func(p string) string { return "Bản nháp/" + p }},
	"nháp (NFD)": {place: func(p string) string { return "muc/" + nfd("nháp") + "/" + strings.TrimPrefix(p, "muc/") }},
	"copy": {place: func(p string) string { return strings.TrimSuffix(p, ".md") + " (1).md" },
		around: map[string]string{"content/muc/" + token + ".md": ""}, partial: true},
	"sync conflict": {place: func(p string) string {
		return strings.TrimSuffix(p, ".md") + ".sync-conflict-20240102-101010-ABCDEFG.md"
	},
		around: map[string]string{"content/muc/" + token + ".md": ""}, partial: true},
}

// keptPlaces are where an entry may lie under content/, each with what lies around it.
var keptPlaces = map[string]struct {
	path   string
	around map[string]string
}{
	"file":             {path: "muc/" + token + ".md"},
	"bundle":           {path: "muc/" + token + "/index.md"},
	"bundle in bundle": {path: "muc/ngoai/" + token + "/index.md", around: map[string]string{"content/muc/ngoai/index.md": plainArticle("Ngoài")}},
	"beside index.md":  {path: "muc/ngoai/" + token + ".md", around: map[string]string{"content/muc/ngoai/index.md": plainArticle("Ngoài")}},
	"below index.md":   {path: "muc/ngoai/2018/" + token + ".md", around: map[string]string{"content/muc/ngoai/index.md": plainArticle("Ngoài")}},
}

func plainArticle(title string) string {
	return "---\ntitle: " + title + "\ndate: 2018-01-01\n---\nLời.\n"
}

// keptSite is a site with one entry that is kept back, full of the token, and the entry's path; linked, a
// published article leads to it, and to its files if they are secret.
func keptSite(k keeping, place string, linked bool) (files map[string]string, entry string) {
	at := keptPlaces[place]
	entry = at.path
	if k.place != nil {
		entry = k.place(entry)
	}
	entry = "content/" + entry
	dir := path.Dir(entry)
	picture := "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\" viewBox=\"0 0 4 3\"><title>" + token + "</title></svg>\n"
	files = map[string]string{
		"content/_index.md":             "---\ntitle: Bảo Yên\nbase_url: https://baoyen.example/\n---\nChào.\n",
		"content/tin/thuong.md":         plainArticle("Thường"),
		"static/tep/khong-ai.txt":       "Không ai nhắc.\n",
		"static/anh/t" + token + ".svg": picture, "static/tep/t" + token + ".txt": token + "\n", "static/tep/c" + token + ".txt": token + "\n",
		dir + "/a" + token + ".svg": picture, dir + "/b" + token + ".txt": token + "\n", dir + "/c" + token + ".svg": picture,
	}
	if strings.HasSuffix(entry, "/index.md") {
		files[dir+"/rieng-"+token+".txt"] = token + "\n"
	}
	maps.Copy(files, at.around)
	for p, text := range k.around {
		if text == "" { // the original of a copy says nothing that it should not
			text = plainArticle("Gốc") + "Bản gốc.\n"
		}
		files[p] = text
	}
	head := "title: T " + token + "\n"
	if !strings.Contains(k.head, "date: 2030") {
		head += "date: 2018-01-02\n"
	}
	head += "tags: [" + token + "]\nauthor: " + token + "\norganization: " + token + "\nseries: " + token + "\nsummary: " + token + "\nslug: s-" + token +
		"\naliases: [/cu/" + token + "]\nmenus: main\nimages: [a" + token + ".svg]\nattachments: [b" + token + ".txt, /tep/t" + token + ".txt]\n"
	if k.head != "" {
		head += k.head + "\n"
	}
	text := "---\n" + head + "---\n" + "Lời " + token + ".\n\n![" + token + "](a" + token + ".svg \"" + token + "\")\n\n![x](/anh/t" + token + ".svg)\n\n" +
		"<!-- " + token + " c" + token + ".svg /tep/c" + token + ".txt -->\n\n## Mục " + token + "\n\nHết.\n"
	if k.text != nil {
		text = k.text(text)
	}
	files[entry] = text
	if linked {
		body := "Xem [bài](/" + strings.TrimPrefix(entry, "content/") + ").\n"
		if strings.Contains(entry, " ") {
			body = "Xem [bài](</" + strings.TrimPrefix(entry, "content/") + ">).\n"
		}
		if k.secret {
			body += "\n[tệp](/tep/t" + token + ".txt) ![hình](/anh/t" + token + ".svg) [kia](/" + strings.TrimPrefix(dir, "content/") + "/b" + token + ".txt)\n"
		}
		head := "---\ntitle: Dẫn\ndate: 2018-01-03\n"
		if k.secret {
			head += "attachments: [/tep/c" + token + ".txt]\nimages: [/anh/t" + token + ".svg]\n"
		}
		files["content/tin/dan.md"] = head + "---\n" + body
	}
	return files, entry
}

// outputOf builds a site and gives every file of the output by its path, the search's and the manifest's too.
func outputOf(t *testing.T, files map[string]string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	site, out := filepath.Join(dir, "site"), filepath.Join(dir, "public")
	for name, text := range files {
		name = filepath.Join(site, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := New(Options{Site: site, Out: out, StateDir: filepath.Join(dir, "state"), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Carried: bantin.Carried, Clock: time.Now, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	r, err := b.Build(t.Context())
	if err != nil || !r.Published {
		t.Fatalf("not built: %v %v", err, r)
	}
	got := map[string][]byte{}
	err = filepath.WalkDir(out, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(out, name)
		got[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// leaks are the files of an output whose name or bytes hold the token, in any case and without its marks.
func leaks(output map[string][]byte, token string) (found []string) {
	for name, data := range output {
		if strings.Contains(viet.FoldedKey(name), token) || bytes.Contains(bytes.ToLower(data), []byte(token)) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return found
}

// without leaves out of a site the entry, what bears the token in its name, and the sections whose pages hold
// it, with all that lies in them.
func without(files map[string]string, entry string) map[string]string {
	rest := maps.Clone(files)
	delete(rest, entry)
	for name, text := range files {
		waiting := strings.HasSuffix(name, "_index.md") && strings.Contains(text, token)
		for p := range files {
			if waiting && strings.HasPrefix(p, path.Dir(name)+"/") {
				delete(rest, p)
			}
		}
		if strings.Contains(name, token) && !strings.HasSuffix(text, "Bản gốc.\n") {
			delete(rest, name)
		}
	}
	return rest
}

// TestFound_A1_A2_A3_A4_A6_D10_D17_NothingLeaks walks the finished output for a token that stands in
// everything a kept entry says and holds, for every way of keeping back and every place. The output is
// moreover, byte for byte, that of the site without the entries: packed words of the search, counts and lists
// hold no trace either. All ways stand in one site, each with a section and a token of its own.
func TestFound_A1_A2_A3_A4_A6_D10_D17_NothingLeaks(t *testing.T) {
	for _, place := range slices.Sorted(maps.Keys(keptPlaces)) {
		for _, linked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/linked=%t", place, linked), func(t *testing.T) {
				t.Parallel()
				all, rest := map[string]string{}, map[string]string{}
				var ways []string
				for _, way := range slices.Sorted(maps.Keys(keepings)) {
					k := keepings[way]
					if k.partial && place != "file" {
						continue
					}
					files, entry := keptSite(k, place, linked)
					number := strings.NewReplacer(token, fmt.Sprintf("%s%02d", token, len(ways)), "muc/", fmt.Sprintf("muc%02d/", len(ways)),
						"dan.md", fmt.Sprintf("dan%02d.md", len(ways)))
					for name, text := range files {
						all[number.Replace(name)] = number.Replace(text)
					}
					for name, text := range without(files, entry) {
						// files that are not there are named; those of secret papers are not
						if k.secret && strings.HasSuffix(name, "dan.md") {
							continue
						}
						rest[number.Replace(name)] = number.Replace(text)
					}
					ways = append(ways, way)
				}
				got := outputOf(t, all)
				for i, way := range ways {
					own := fmt.Sprintf("%s%02d", token, i)
					if found := leaks(got, own); len(found) > 0 && !keepings[way].partial {
						t.Errorf("%s: the token is in %q", way, found)
					}
				}
				if got["tep/khong-ai.txt"] == nil {
					t.Error("a file of static/ that nobody names is not published")
				}
				if linked {
					for i, way := range ways {
						delete(all, fmt.Sprintf("content/tin/dan%02d.md", i))
						if !keepings[way].secret {
							all[fmt.Sprintf("content/tin/dan%02d.md", i)] = rest[fmt.Sprintf("content/tin/dan%02d.md", i)]
						}
					}
					got = outputOf(t, all)
				}
				want := outputOf(t, rest)
				for _, name := range slices.Sorted(maps.Keys(got)) {
					if !bytes.Equal(got[name], want[name]) {
						t.Errorf("%s is another without the entries", name)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%d files, and %d without the entries", len(got), len(want))
				}
			})
		}
	}
}

// TestFound_A1_TheTokenIsSeen says that the walk above finds what is published: without a way of keeping it
// back the token is in pages, names, pictures, files, data, feeds, redirects and the manifest.
func TestFound_A1_TheTokenIsSeen(t *testing.T) {
	for place := range keptPlaces {
		files, _ := keptSite(keeping{}, place, true)
		found := leaks(outputOf(t, files), token)
		for _, part := range []string{".html", ".svg", ".txt", "_redirects", "rss.xml", "feed.json", "data/articles/", "manifest/", "the/", "tac-gia/", "don-vi/", "chuyen-de/", "sitemap"} {
			if !slices.ContainsFunc(found, func(name string) bool { return strings.Contains(name, part) }) {
				t.Errorf("%s: nothing of %s among %q", place, part, found)
			}
		}
	}
}
