package page_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin"
	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/pipeline"
)

var update = flag.Bool("update", false, "write the goldens anew; read what git diff then shows")

// TestFound_E1_Golden builds testdata/site, which uses every field and every setting, and compares a finished
// page of every kind and what lies beside the pages with the files of testdata/golden/site. These are the
// only tests that say what a reader sees: a person reads each difference before it is committed. The site is
// small because a list of seven entries is cut into periods (page_size: 2).
func TestFound_E1_Golden(t *testing.T) {
	made := makeSite(t, "testdata/site", pipeline.Options{})
	compareGoldens(t, "testdata/golden/site", made, []string{
		"index.html",
		"tin-tuc/2018/bai-co-du-moi-thu.html", // every field
		// its picture comes from the fields, its headings make a contents box
		"tin-tuc/2018/bai-thang-ba-8.html",
		"tin-tuc/2018/thang-nam.html",      // a date that is a guess, no contents box
		"tin-tuc/khong-ro-ngay-thang.html", // next to nothing
		"tin-tuc/van-hoa/le-hoi.html",      // a bundle in a nested section
		"gioi-thieu.html",                  // a static page at the top
		"huong-dan/soan-bai.html",          // and one in a section
		"cac-loai/loai-document.html",      // a kind that has no page of its own yet

		"tin-tuc/index.html", "tin-tuc/nam-2018.html", "tin-tuc/nam-2018-03.html", "tin-tuc/nam-2018-03-1.html", "tin-tuc/khong-ro-ngay.html",
		"tin-tuc/van-hoa/index.html", "huong-dan/index.html",
		"the/nong-thon-moi/index.html", "the/nong-thon-moi/nam-2018.html", "the/hiem/index.html",
		"tac-gia/nguyen-van-an/index.html", "don-vi/phong-van-hoa-huyen-mau/index.html", "chuyen-de/loat-bai-thu-nhat/index.html",
		"the/index.html", "tac-gia/index.html", "don-vi/index.html", "chuyen-de/index.html",
		"luu-tru/index.html", "luu-tru/2018/index.html", "luu-tru/2018/03/index.html", "luu-tru/khong-ro-ngay/index.html",
		"so-do.html", "tim-kiem.html", "404.html", "cu/bai-12/index.html",

		"rss.xml", "feed.json", "tin-tuc/rss.xml", "the/hiem/rss.xml",
		"sitemap.xml", "sitemap/2018.xml", "sitemap/khong-ro-ngay.xml", "sitemap/danh-muc.xml", "robots.txt", "_redirects", "_headers",
		"data/articles/2018.json", "data/articles/2020.json", "data/articles/khong-ro-ngay.json",
	})
	compareGolden(t, "testdata/golden/site/files", strings.Join(made.paths, "\n")+"\n")
	compareGolden(t, "testdata/golden/site/remarks", remarks(made.remarks))
	for kind := range page.Layouts() {
		if kind != "" && !made.kinds[kind] {
			t.Errorf("no golden shows a page of the kind %s", kind)
		}
	}
}

// A preview shows what is not published yet, and says so on the page and beside the title in every list.
func TestFound_E1_GoldenOfAPreview(t *testing.T) {
	made := makeSite(t, "testdata/site", pipeline.Options{Drafts: true, Future: true})
	compareGoldens(t, "testdata/golden/preview", made, []string{
		"tin-tuc/2018/nhap.html", "tin-tuc/2018/hen-dang.html", "luu-tru/2018/03/index.html",
	})
}

// Without a base URL there are no feeds, and nothing names an address on the web.
func TestFound_E1_GoldenWithoutAnAddress(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/site")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "content", "_index.md")
	settings, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, regexp.MustCompile(`(?m)^base_url: .*\n`).ReplaceAll(settings, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	compareGoldens(t, "testdata/golden/no-address", makeSite(t, dir, pipeline.Options{}), []string{
		"tin-tuc/2018/bai-thang-ba-8.html", "tin-tuc/van-hoa/index.html", "so-do.html", "404.html", "_redirects", "robots.txt",
	})
}

// TestFound_E8_Golden shows how pages use the prose and the settings of the product's own site.
func TestFound_E8_Golden(t *testing.T) {
	compareGoldens(t, "testdata/golden/own", makeSite(t, "../..", pipeline.Options{}), []string{
		"index.html", "ve-kho-luu-tru/index.html", "ve-kho-luu-tru/gioi-thieu.html",
		"tin-tuc/xay-dung-dang/2018/mot-so-giai-phap-trien-khai-thuc-hien-nghi-quyet-tai-dang-bo-huyen-bao-yen.html",
	})
}

// goldenTime is the clock of the goldens.
var goldenTime = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

// madeSite is a site as it would be published.
type madeSite struct {
	paths   []string          // of all files but those of the search and of the program, sorted
	files   map[string][]byte // what is text among them
	kinds   map[string]bool   // of the pages that were compared
	remarks []diag.Diagnostic
}

func makeSite(t *testing.T, dir string, o pipeline.Options) *madeSite {
	t.Helper()
	o.Site, o.Out, o.Carried, o.Now, o.NoSearch, o.NoCache = dir, filepath.Join(t.TempDir(), "public"), bantin.Carried, goldenTime, true, true
	o.Clock = func() time.Time { return goldenTime }
	b, err := pipeline.New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	list, err := b.List(context.Background())
	if err != nil || list.Faulty {
		t.Fatal(err, list)
	}
	made := &madeSite{files: map[string][]byte{}, kinds: map[string]bool{}, remarks: list.Diagnostics}
	for _, a := range list.Artifacts {
		if strings.HasPrefix(a.Path, "assets/") {
			continue
		}
		made.paths = append(made.paths, a.Path)
		if a.Class == output.ClassAsset {
			continue
		}
		var file bytes.Buffer
		if _, err := a.Render(&file); err != nil {
			t.Fatalf("%s: %v", a.Path, err)
		}
		made.files[a.Path] = file.Bytes()
	}
	slices.Sort(made.paths)
	return made
}

// diagnostics writes diagnostics as "place code".
func remarks(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%s %s\n", d.Pos, d.Code)
	}
	return b.String()
}

// pageKind finds the kind of a page in its body element.
var pageKind = regexp.MustCompile(`<body class="kind-([^"]+)"`)

// compareGoldens holds files of a site against their goldens in dir. A golden that no file of the list needs
// any more is reported.
func compareGoldens(t *testing.T, dir string, made *madeSite, paths []string) {
	t.Helper()
	for _, p := range paths {
		file, ok := made.files[p]
		if !ok {
			t.Errorf("the site has no %s", p)
			continue
		}
		if strings.HasSuffix(p, ".html") {
			kind := "alias"
			if m := pageKind.FindSubmatch(file); m != nil {
				kind = string(m[1])
			}
			made.kinds[kind] = true
		}
		compareGolden(t, dir+"/"+p, readable(t, p, file))
	}
	wanted := append(slices.Clone(paths), "files", "remarks")
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if p := strings.TrimSuffix(filepath.ToSlash(rel), goldenEnding); !slices.Contains(wanted, p) {
			t.Errorf("%s is a golden of nothing: remove it", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// goldenEnding keeps tools that look for pages away from the goldens.
const goldenEnding = ".golden"

// compareGolden holds a text against a golden, or writes it with -update.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.FromSlash(name + goldenEnding)
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Errorf("%v (make update writes it)", err)
		return
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got); if this is right: make update\n%s", name, diff)
	}
}
