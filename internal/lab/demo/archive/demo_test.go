package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// carried stands for the program's own files.
var carried = fstest.MapFS{
	"layouts/article.html":    {Data: []byte("<h1>{{.Title}}</h1>\n")},
	"static/assets/site.css":  {Data: []byte("body{}\n")},
	"internal/demo/secret.go": {Data: []byte("package demo\n")},
}

// written is an archive as it lies on disk.
type written struct {
	files    map[string]string // by path below the archive's folder
	articles []string          // their paths, sorted
}

func write(t testing.TB, articles int, seed uint64) written {
	t.Helper()
	dir := t.TempDir()
	if err := Write(t.Context(), dir, carried, Options{Articles: articles, Seed: seed}, nil); err != nil {
		t.Fatal(err)
	}
	return read(t, dir)
}

// generate returns the articles of an archive without writing them.
func generate(t testing.TB, articles int, seed uint64) written {
	t.Helper()
	g, err := newGenerator(Options{Articles: articles, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	w := written{files: map[string]string{}}
	for i := range articles {
		name, text, _ := g.article(i, nil)
		w.articles = append(w.articles, "content/"+name)
		w.files["content/"+name] = string(text)
	}
	return w
}

func read(t testing.TB, dir string) written {
	t.Helper()
	w := written{files: map[string]string{}}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		w.files[rel] = string(data)
		// Pages lie in content/ itself, articles below it.
		if strings.HasSuffix(rel, ".md") && !strings.HasSuffix(rel, "/_index.md") && strings.Count(rel, "/") > 1 {
			w.articles = append(w.articles, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(w.articles)
	return w
}

// digest is one hash of all files whose path starts with prefix.
func (w written) digest(prefix string) string {
	var paths []string
	for p := range w.files {
		if strings.HasPrefix(p, prefix) {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	h := sha256.New()
	for _, p := range paths {
		fmt.Fprintf(h, "%s\x00%d\x00%s", p, len(w.files[p]), w.files[p])
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func TestSameBytes(t *testing.T) {
	processors := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(processors)
	one := write(t, 150, 7)
	runtime.GOMAXPROCS(2)
	two := write(t, 150, 7)
	if one.digest("") != two.digest("") {
		t.Error("1 and 2 processors wrote different archives")
	}
	// Of the texts alone: the pictures depend on the encoders of the Go release. A new value is right after a
	// change of the lexicon, the grammar or the generator, and only then.
	if got, want := one.digest("content/"), "3d141b901eaf5ec7"; got != want {
		t.Errorf("digest of the texts %s, want %s", got, want)
	}
	if other := write(t, 150, 8); other.digest("content/kinh-te/") == one.digest("content/kinh-te/") {
		t.Error("seeds 7 and 8 wrote the same articles")
	}
}

func TestCarriedFiles(t *testing.T) {
	w := write(t, 1, 1)
	for name, want := range map[string]string{"layouts/article.html": "<h1>{{.Title}}</h1>\n", "static/assets/site.css": "body{}\n"} {
		if w.files[name] != want {
			t.Errorf("%s holds %q, want %q", name, w.files[name], want)
		}
	}
	if _, ok := w.files["internal/demo/secret.go"]; ok {
		t.Error("a file outside of layouts/ and static/ was copied")
	}
	if err := Write(t.Context(), t.TempDir(), fstest.MapFS{}, Options{Articles: 1}, nil); err != nil {
		t.Errorf("without carried files: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "bai.md"), []byte("của tôi"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(t.Context(), full, carried, Options{Articles: 1}, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder that is not empty: error %v, want fs.ErrExist", err)
	}
	if w := read(t, full); len(w.files) != 1 || w.files["bai.md"] != "của tôi" {
		t.Errorf("a folder that is not empty was changed: %d files", len(w.files))
	}
	if err := Write(t.Context(), filepath.Join(full, "bai.md"), carried, Options{Articles: 1}, nil); err == nil {
		t.Error("a file in place of the folder: no error")
	}
	missing := filepath.Join(t.TempDir(), "a", "b")
	if err := Write(t.Context(), missing, carried, Options{Articles: -1}, nil); err == nil {
		t.Error("-1 articles: no error")
	}
	if err := Write(t.Context(), missing, carried, Options{Articles: 1}, nil); err != nil {
		t.Errorf("a folder that is missing: %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	last := 0
	err := Write(ctx, t.TempDir(), carried, Options{Articles: 50_000}, func(done int) {
		last = done
		cancel()
	})
	if !errors.Is(err, context.Canceled) || last > 5_000 {
		t.Errorf("cancelled at the first report: error %v after %d articles", err, last)
	}
}

func TestProgress(t *testing.T) {
	var reports []int
	err := Write(t.Context(), t.TempDir(), carried, Options{Articles: 300}, func(done int) { reports = append(reports, done) })
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != 5 || !slices.IsSorted(reports) || reports[4] != 300 {
		t.Errorf("reports %v, want five, rising to 300", reports)
	}
}

func BenchmarkWrite(b *testing.B) {
	const articles = 1000
	for b.Loop() {
		if err := Write(b.Context(), filepath.Join(b.TempDir(), "kho"), carried, Options{Articles: articles, Seed: 1}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*articles/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkArticle(b *testing.B) {
	g, err := newGenerator(Options{Articles: 100_000, Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	var buf []byte
	for i := 0; b.Loop(); i++ {
		_, buf, _ = g.article(i%g.articles, buf)
	}
}
