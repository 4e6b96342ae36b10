package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"bantin"
	"bantin/internal/demo"
	"bantin/internal/output"
	"bantin/internal/source"
)

// benchArticles is the size of the archive of the benchmarks: large enough that lists are split and tags are shared.
const benchArticles = 2000

func benchSite(b *testing.B) Options { return demoSite(b, benchArticles) }

// demoSite writes a demonstration archive and returns what builds it into a folder of its own.
func demoSite(b testing.TB, articles int) Options {
	b.Helper()
	site := filepath.Join(b.TempDir(), "site")
	if err := demo.Write(context.Background(), site, bantin.Carried, demo.Options{Articles: articles, Seed: 1}, nil); err != nil {
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

// BenchmarkBodyEditAgain is a build in a new process when the body of one article was edited, without the search index.
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

// BenchmarkList is making the list again in a running process: everything is remembered.
func BenchmarkList(b *testing.B) {
	builder, err := New(benchSite(b))
	if err != nil {
		b.Fatal(err)
	}
	defer builder.Close()
	for b.Loop() {
		if _, err := builder.List(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBodyEdit is what a running process does itself when the body of one article was saved: looking at its folder, reading it, making
// the list.
func BenchmarkBodyEdit(b *testing.B) {
	o := benchSite(b)
	builder, err := New(o)
	if err != nil {
		b.Fatal(err)
	}
	defer builder.Close()
	if _, err := builder.List(context.Background()); err != nil {
		b.Fatal(err)
	}
	entries := builder.tree.Under("content")
	f := entries[len(entries)/2]
	for i := len(entries) / 2; !isMarkdown(f.Path) || path.Base(f.Path) == "_index.md"; i++ {
		f = entries[i]
	}
	name := filepath.Join(o.Site, f.Raw)
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		if err := os.WriteFile(name, fmt.Appendf(text, "\nLần %d.\n", i), 0o644); err != nil {
			b.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
		b.StartTimer()
		builder.Look(source.Dirty{Folders: []string{path.Dir(f.Raw)}})
		if l, err := builder.List(context.Background()); err != nil || l.Parsed != 1 {
			b.Fatal(err, l)
		}
	}
}

// BenchmarkRender is making every page of the archive on one processor, from bodies that are read and converted again: nothing waits.
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
