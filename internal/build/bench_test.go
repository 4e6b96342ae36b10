package build

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"bantin"
	"bantin/internal/demo"
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
