package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin"
	"bantin/internal/fingerprint"
	"bantin/internal/lab/demo/archive"
	"bantin/internal/pipeline"
)

// archive writes a synthetic archive of n articles.
func archiveSite(t testing.TB, n int) string {
	t.Helper()
	site := filepath.Join(t.TempDir(), "kho")
	if err := archive.Write(t.Context(), site, bantin.Carried, archive.Options{Articles: n, Seed: 5}, nil); err != nil {
		t.Fatal(err)
	}
	return site
}

// someArticle is the path of the n-th article of an archive in the order of paths, counted in percent.
func someArticle(t testing.TB, site string, percent int) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Join(site, "content"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") && d.Name() != "_index.md" {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatal(err, len(names))
	}
	return names[len(names)*percent/100]
}

// rewrite edits a file.
func rewrite(t testing.TB, name string, change func(string) string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := change(string(data))
	if text == string(data) {
		t.Fatalf("%s: the edit changes nothing", name)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func appendBody(text string) string { return text + "\nThêm một câu ở cuối bài.\n" }

// newArticle writes an article with tags, an author and a picture like its neighbours, under a date.
func newArticle(t testing.TB, site, date string) string {
	t.Helper()
	model := someArticle(t, site, 50)
	data, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(data), "\n") {
		key, _, _ := strings.Cut(line, ":")
		switch key {
		case "title":
			line = "title: Bài mới thêm vào kho"
		case "date":
			line = "date: " + date
		case "slug", "aliases", "publishdate", "draft", "lastmod", "url_cu", "captured_at":
			continue
		}
		lines = append(lines, line)
	}
	name := filepath.Join(filepath.Dir(model), "bai-moi-them.md")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// changed counts the artifacts of the list whose fingerprint is new since the last call, and those that are
// gone; the search index apart.
func changed(t testing.TB, b *pipeline.Builder, known map[string]fingerprint.Digest) []string {
	t.Helper()
	list, err := b.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if list.Faulty {
		t.Fatalf("the archive does not build: %v", list.Diagnostics)
	}
	var paths []string
	now := map[string]bool{}
	for _, a := range list.Artifacts {
		now[a.Path] = true
		if print := a.Fingerprint(); known[a.Path] != print {
			known[a.Path] = print
			paths = append(paths, a.Path)
		}
	}
	for p := range known {
		if !now[p] {
			delete(known, p)
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	return paths
}

// TestLocality counts how many files an edit reaches in archives of three sizes: an archive that grows must
// not make edits dearer. (Ten thousand articles take long to write; `make bench` counts there.)
func TestLocality(t *testing.T) {
	for _, n := range []int{1000, 3000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) { checkLocality(t, n) })
	}
}

func checkLocality(t testing.TB, n int) {
	site := archiveSite(t, n)
	b, err := pipeline.New(pipeline.Options{
		Site: site, BaseURL: siteBase, Now: time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC), Carried: bantin.Carried, Workers: 2, Clock: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	known := map[string]fingerprint.Digest{}
	if first := changed(t, b, known); len(first) < n {
		t.Fatalf("%d artifacts of %d articles", len(first), n)
	}
	reach := func(what string, most int) {
		t.Helper()
		paths := changed(t, b, known)
		t.Logf("%d articles, %s: %d files", n, what, len(paths))
		if len(paths) > most {
			t.Errorf("%d articles: %s reaches %d files, more than %d:\n%s", n, what, len(paths), most, strings.Join(paths, "\n"))
		}
	}
	reach("nothing", 0)
	for _, percent := range []int{3, 50, 97} {
		rewrite(t, someArticle(t, site, percent), appendBody)
		reach(fmt.Sprintf("a sentence at the end of the article at %d %%", percent), 4)
	}
	for _, date := range []string{"2026-10-31", "2016-05-17", "2016-05"} {
		name := newArticle(t, site, date)
		reach("a new article of "+date, 40)
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		reach("its deletion", 40)
	}
}

// buildReport is what these tests read of --json.
type buildReport struct {
	Published                   bool
	Artifacts, Rendered, Parsed int
	Written, Removed, Restored  []string
}

// buildJSON builds a site through the command.
func buildJSON(t *testing.T, site, out string, flags ...string) buildReport {
	t.Helper()
	stdout, _ := command(t, 0, append([]string{"build", "--json", "--site", site, "--out", out, "--base-url", siteBase, "--now", "2026-11-01"}, flags...)...)
	var r buildReport
	if err := json.Unmarshal([]byte(stdout), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRebuildEqualsClean changes what reaches many pages of an archive, and after each change compares the
// output with that of a clean build. most is the share of files, in percent, that may be rendered for it.
func TestRebuildEqualsClean(t *testing.T) {
	site := archiveSite(t, 400)
	out, top := filepath.Join(site, "public"), t.TempDir()
	buildJSON(t, site, out)
	var plain []string // the tree of the site as it is, without flags
	for i, c := range []struct {
		name  string
		edit  func()
		flags []string
		most  int
	}{
		{"nothing", func() {}, nil, 0},
		{"the layout of 404.html", func() {
			rewrite(t, filepath.Join(site, "layouts/404.html"), func(s string) string { return strings.Replace(s, "Trang chủ", "Về trang chủ", 1) })
		}, nil, 1},
		{"the layout of sections", func() {
			rewrite(t, filepath.Join(site, "layouts/section.html"), func(s string) string { return strings.Replace(s, "{{template", "<p>Chuyên mục</p>{{template", 1) })
		}, nil, 20},
		{"a setting that only lists show", func() {
			rewrite(t, filepath.Join(site, "content/_index.md"), func(s string) string { return strings.Replace(s, "page_size: 20", "page_size: 10", 1) })
		}, nil, 50},
		{"a setting that every page shows", func() {
			rewrite(t, filepath.Join(site, "content/_index.md"), func(s string) string { return strings.Replace(s, "province: ", "province: Khu ", 1) })
		}, nil, 100},
		{"the style sheet", func() {
			rewrite(t, filepath.Join(site, "static/assets/site.css"), func(s string) string { return s + "/* */\n" })
		}, nil, 1},
		{"another base URL", func() {}, []string{"--base-url", "https://luutru.example/bao-yen/"}, 100},
		{"and back", func() {}, nil, 100},
		{"a clock before most of the archive", func() {}, []string{"--now", "2016-01-01"}, 100},
		{"and back", func() {}, nil, 100},
		{"drafts", func() {}, []string{"--drafts"}, 100},
		{"and back", func() {}, nil, 100},
	} {
		c.edit()
		got := buildJSON(t, site, out, c.flags...)
		if share := 100 * got.Rendered / got.Artifacts; share > c.most || c.most < 2 && got.Rendered > c.most {
			t.Errorf("%s: %d of %d files were rendered", c.name, got.Rendered, got.Artifacts)
		}
		want := plain
		if c.name != "and back" {
			clean := filepath.Join(top, fmt.Sprint(i))
			buildJSON(t, site, clean, c.flags...)
			want = treeRows(t, clean)
		}
		if c.flags == nil {
			plain = want
		}
		if diff := cmp.Diff(want, treeRows(t, out)); diff != "" {
			t.Fatalf("%s: the output differs from a clean build (-clean +again):\n%s", c.name, diff)
		}
		if again := buildJSON(t, site, out, c.flags...); again.Rendered != 0 || len(again.Written) != 0 {
			t.Errorf("%s: built once more, %d files are rendered and %q written", c.name, again.Rendered, again.Written)
		}
	}
}

// BenchmarkLocality counts at ten thousand articles.
func BenchmarkLocality(b *testing.B) {
	for b.Loop() {
		checkLocality(b, 10_000)
	}
}
