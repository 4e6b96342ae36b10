package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bantin/internal/content"
)

// TestC16_StuckEntry: an entry whose reading does not end costs its own page. The others are built, and the
// next build tries again.
func TestC16_StuckEntry(t *testing.T) {
	r := newRemembering(t)
	r.put("content/tin-tuc/ket.md", "---\ntitle: Kẹt\n---\nBài kẹt.\n")
	release := make(chan struct{})
	defer close(release)
	build := func(stuck bool, more ...func(path string)) *Report {
		t.Helper()
		b, err := New(r.Options)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		b.parser = func(path string, raw []byte, o content.Options) content.Result {
			if stuck && strings.HasSuffix(path, "/ket.md") {
				<-release
			}
			for _, do := range more {
				do(path)
			}
			return content.Parse(path, raw, o)
		}
		report, err := b.Build(context.Background())
		if err != nil || !report.Published {
			t.Fatalf("%v %+v", err, report)
		}
		return report
	}
	report := build(true)
	if said := strings.Join(diagnostics(report.Diagnostics), "\n"); !strings.Contains(said, "content/tin-tuc/ket.md: error:") || !strings.Contains(said, "[entry-stuck]") {
		t.Errorf("said:\n%s", said)
	}
	for name, want := range map[string]bool{"tin-tuc/ket.html": false, "tin-tuc/cau.html": true} {
		if _, err := os.Stat(filepath.Join(r.Out, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	report = build(false, func(path string) {
		if strings.HasSuffix(path, "/ket.md") {
			panic("gãy")
		}
	})
	if said := strings.Join(diagnostics(report.Diagnostics), "\n"); !strings.Contains(said, "content/tin-tuc/ket.md: error:") || !strings.Contains(said, "gãy") {
		t.Errorf("after a panic:\n%s", said)
	}
	r.put("content/tin-tuc/ket.md", "---\ntitle: Kẹt\n---\nBài đã sửa.\n")
	report = build(false)
	r.did("again", report, 1, -1)
	if _, err := os.Stat(filepath.Join(r.Out, "tin-tuc/ket.html")); err != nil {
		t.Error(err)
	}
}
