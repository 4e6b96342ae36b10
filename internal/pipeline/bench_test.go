package pipeline

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"bantin"
	"bantin/internal/content"
	"bantin/internal/lab/demo/archive"
	"bantin/internal/output"
	"bantin/internal/source"
)

// benchArticles is the size of the archive of the benchmarks: large enough that lists are split and tags are
// shared.
const benchArticles = 2000

func benchSite(b *testing.B) Options { return demoSite(b, benchArticles) }

// demoSite writes a demonstration archive and returns what builds it into a folder of its own.
func demoSite(b testing.TB, articles int) Options {
	b.Helper()
	site := filepath.Join(b.TempDir(), "site")
	if err := archive.Write(context.Background(), site, bantin.Carried, archive.Options{Articles: articles, Seed: 1}, nil); err != nil {
		b.Fatal(err)
	}
	return Options{Site: site, Carried: bantin.Carried, Workers: runtime.GOMAXPROCS(0), Clock: time.Now, TempDir: b.TempDir(),
		Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

func run(b *testing.B, o Options) {
	b.Helper()
	builder, err := New(o)
	if err != nil {
		b.Fatal(err)
	}
	defer builder.Close()
	r, err := builder.Build(context.Background())
	if err != nil || !r.Published {
		b.Fatal(err, r)
	}
}

// BenchmarkFullBuild is a build from nothing into a fresh folder.
func BenchmarkFullBuild(b *testing.B) {
	o := benchSite(b)
	out := b.TempDir()
	for i := 0; b.Loop(); i++ {
		o.Out, o.StateDir = filepath.Join(out, "public", string(rune('a'+i))), filepath.Join(out, "state", string(rune('a'+i)))
		run(b, o)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/benchArticles, "µs/article")
}

// BenchmarkUnchanged is a build in a new process when nothing changed.
func BenchmarkUnchanged(b *testing.B) {
	o := benchSite(b)
	o.Out, o.StateDir = filepath.Join(b.TempDir(), "public"), b.TempDir()
	run(b, o)
	for b.Loop() {
		run(b, o)
	}
}

// BenchmarkBodyEditAgain is a build in a new process when the body of one article was edited, without the
// search index.
func BenchmarkBodyEditAgain(b *testing.B) {
	o := benchSite(b)
	o.Out, o.StateDir, o.NoSearch = filepath.Join(b.TempDir(), "public"), b.TempDir(), true
	run(b, o)
	name := filepath.Join(o.Site, "content/ben-le.md")
	for i := 0; b.Loop(); i++ {
		if err := os.WriteFile(name, fmt.Appendf(nil, "---\ntitle: Bên lề\n---\nLời dẫn.\n\nLần %d.\n", i), 0o644); err != nil {
			b.Fatal(err)
		}
		run(b, o)
	}
}

var editArticles = flag.Int("bench.articles", benchArticles, "articles of the archive of BenchmarkEdit")

// BenchmarkEdit is what a running process does itself when something was saved: looking at its folder,
// reading it, making the list.
func BenchmarkEdit(b *testing.B) {
	o := demoSite(b, *editArticles)
	builder, err := New(o)
	if err != nil {
		b.Fatal(err)
	}
	defer builder.Close()
	layout := "layouts/partials/tools.html"
	if err := os.MkdirAll(filepath.Join(o.Site, path.Dir(layout)), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(o.Site, layout), []byte("<p>0</p>\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	if _, err := builder.List(context.Background()); err != nil {
		b.Fatal(err)
	}
	entries := builder.tree.Under("content")
	i := len(entries) / 2
	for !content.IsMarkdown(entries[i].Path) || path.Base(entries[i].Path) == "_index.md" {
		i++
	}
	article := entries[i].Raw
	raw, err := os.ReadFile(filepath.Join(o.Site, article))
	if err != nil {
		b.Fatal(err)
	}
	text := string(raw)
	n := 0
	for _, edit := range []struct{ name, file, to string }{ // %d is another number each time
		{"body", article, text + "\nLần %d.\n"},
		{"title", article, strings.Replace(text, "title: ", "title: Lần %d, ", 1)},
		{"layout", layout, "<p>%d</p>\n"},
	} {
		b.Run(edit.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				n++
				if err := os.WriteFile(filepath.Join(o.Site, edit.file), []byte(strings.Replace(edit.to, "%d", strconv.Itoa(n), 1)), 0o644); err != nil {
					b.Fatal(err)
				}
				time.Sleep(50 * time.Millisecond) // else it is taken for one that is being written
				before := builder.generation
				b.StartTimer()
				builder.Look(source.Dirty{Folders: []string{path.Dir(edit.file)}})
				if l, err := builder.List(context.Background()); err != nil || l.Generation == before {
					b.Fatal(err, l.Generation)
				}
			}
		})
	}
}

// BenchmarkRender is making every page of the archive on one processor, from bodies that are read and
// converted again: nothing waits.
func BenchmarkRender(b *testing.B) {
	builder, err := New(benchSite(b))
	if err != nil {
		b.Fatal(err)
	}
	defer builder.Close()
	l, err := builder.List(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	builder.bodies.clear()
	pages := 0
	for b.Loop() {
		pages = 0
		for _, a := range l.Artifacts {
			if a.Class != output.ClassPage {
				continue
			}
			pages++
			if _, err := a.Render(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(pages), "µs/page")
}
