package output

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// archive is a list of 13,500 artifacts of about 9.7 KB in 700 folders, as a full build of 10,000 articles
// makes.
func archive(generation int) []Artifact {
	body := strings.Repeat("Nghị quyết của Hội đồng nhân dân huyện. ", 200)
	var list []Artifact
	for i := range 13_500 {
		path := fmt.Sprintf("tin-tuc/%d/bai-%d.html", 2000+i%20, i)
		if i%20 == 0 {
			path = fmt.Sprintf("the/nhan-%d/index.html", i)
		}
		text := fmt.Sprintf("%d %d %s", i, generation, body)
		list = append(list, Artifact{Path: path, Class: ClassPage, Make: Ready(fingerprint.Of(path, fmt.Sprint(generation)),
			func(w io.Writer) ([]diag.Diagnostic, error) {
				_, err := io.WriteString(w, text)
				return nil, err
			})})
	}
	return list
}

func benchOptions(b *testing.B) Options {
	dir := b.TempDir()
	return Options{Dir: filepath.Join(dir, "public"), StateDir: filepath.Join(dir, ".bantin")}
}

func benchApply(b *testing.B, list []Artifact, opts Options) {
	if report, err := Apply(context.Background(), list, opts); err != nil || !report.Published {
		b.Fatal(err)
	}
}

// BenchmarkUnchanged decides 13,500 artifacts of which none differs.
func BenchmarkUnchanged(b *testing.B) {
	opts, list := benchOptions(b), archive(0)
	benchApply(b, list, opts)
	for b.Loop() {
		benchApply(b, list, opts)
	}
}

// BenchmarkOneChanged rewrites one page.
func BenchmarkOneChanged(b *testing.B) {
	opts, list := benchOptions(b), archive(0)
	benchApply(b, list, opts)
	for i := 0; b.Loop(); i++ {
		list[7] = artifact(list[7].Path, fmt.Sprint(i))
		benchApply(b, list, opts)
	}
}

// BenchmarkFirst writes everything into a folder that does not exist.
func BenchmarkFirst(b *testing.B) {
	opts, list := benchOptions(b), archive(0)
	for i := 0; b.Loop(); i++ {
		// deleting slows ext4 down for minutes
		opts.Dir = filepath.Join(filepath.Dir(opts.Dir), fmt.Sprint("public", i))
		benchApply(b, list, opts)
	}
}

// BenchmarkFirstUnsynced is BenchmarkFirst without waiting for the disk; BenchmarkRaw is what it is compared
// with.
func BenchmarkFirstUnsynced(b *testing.B) {
	opts, list := benchOptions(b), archive(0)
	opts.wrap = func(d disk.Disk) disk.Disk { return unsynced{d} }
	for i := 0; b.Loop(); i++ {
		opts.Dir = filepath.Join(filepath.Dir(opts.Dir), fmt.Sprint("public", i))
		benchApply(b, list, opts)
	}
}

// BenchmarkRaw writes the same bytes with os.WriteFile from one goroutine.
func BenchmarkRaw(b *testing.B) {
	opts, list := benchOptions(b), archive(0)
	for i := 0; b.Loop(); i++ {
		dir := filepath.Join(filepath.Dir(opts.Dir), fmt.Sprint("raw", i))
		made := map[string]bool{}
		for _, a := range list {
			full := filepath.Join(dir, a.Path)
			if parent := filepath.Dir(full); !made[parent] {
				made[parent] = true
				os.MkdirAll(parent, 0o755)
			}
			var text strings.Builder
			a.Render(&text)
			if err := os.WriteFile(full, []byte(text.String()), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkAllChanged replaces every file.
func BenchmarkAllChanged(b *testing.B) {
	opts := benchOptions(b)
	lists := [2][]Artifact{archive(0), archive(1)}
	benchApply(b, lists[1], opts)
	for i := 0; b.Loop(); i++ {
		benchApply(b, lists[i%2], opts)
	}
}
