package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// files is a folder in memory: path → text. A path that ends in "/" is an empty folder.
type files map[string]string

// artifacts makes a list of artifacts with these bytes; the fingerprint is that of path and bytes.
func (f files) artifacts() []Artifact {
	var list []Artifact
	for _, path := range slices.Sorted(maps.Keys(f)) {
		list = append(list, artifact(path, f[path]))
	}
	return list
}

func artifact(path, text string) Artifact {
	class := ClassPage
	switch {
	case strings.HasSuffix(path, ".css"):
		class = ClassAsset
	case strings.HasSuffix(path, ".js"):
		class = ClassData
	case strings.HasSuffix(path, ".xml"):
		class = ClassFeed
	}
	return Artifact{Path: path, Class: class, Make: Ready(fingerprint.Of(path, text), func(w io.Writer) ([]diag.Diagnostic, error) {
		_, err := io.WriteString(w, text)
		return nil, err
	})}
}

// tree reads a folder with its modes: path → "mode text". The manifest is left out unless asked for.
func tree(t testing.TB, dir string, manifest bool) files {
	t.Helper()
	got := files{}
	err := filepath.WalkDir(dir, func(full string, e fs.DirEntry, err error) error {
		if err != nil || full == dir {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, full)
		if !manifest && strings.HasPrefix(rel+"/", manifestDir+"/") {
			return nil
		}
		text := ""
		if info.Mode().IsRegular() {
			b, err := os.ReadFile(full)
			if err != nil {
				return err
			}
			text = string(b)
		} else {
			rel += "/"
		}
		got[rel] = fmt.Sprintf("%o %s", info.Mode().Perm(), text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wants turns texts into what tree gives for them, folders included.
func (f files) wants() files {
	w := files{}
	for path, text := range f {
		w[path] = "644 " + text
		for dir := filepath.Dir(path); dir != "."; dir = filepath.Dir(dir) {
			w[dir+"/"] = "755 "
		}
	}
	return w
}

func sameTree(t testing.TB, what string, got, want files) {
	t.Helper()
	for path := range want {
		if got[path] != want[path] {
			t.Errorf("%s: %s is %.60q, want %.60q", what, path, got[path], want[path])
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s: %s should not be there", what, path)
		}
	}
}

// desk is a site's folder with room for an output folder.
type desk struct {
	t    testing.TB
	site string
	opts Options
}

func newDesk(t testing.TB) *desk { return newDeskIn(t, ramDir(t)) }

// ramDir is a new folder in memory where there is one: ext4 takes a millisecond to make a folder after many
// were deleted, and the tests of faults make and delete thousands.
func ramDir(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "bantin-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func newDeskIn(t testing.TB, dir string) *desk {
	site := filepath.Join(dir, "site")
	for _, dir := range []string{"content", "layouts", "static"} {
		if err := os.MkdirAll(filepath.Join(site, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return &desk{t: t, site: site, opts: Options{
		wrap: func(d disk.Disk) disk.Disk { return unsynced{d} },
		Dir:  filepath.Join(site, "public"), StateDir: filepath.Join(site, ".bantin"), Protected: []string{site},
		Inputs: []string{filepath.Join(site, "content"), filepath.Join(site, "layouts"), filepath.Join(site, "static")},
	}}
}

// out is a path in the output folder.
func (d *desk) out(path string) string { return filepath.Join(d.opts.Dir, path) }

// apply publishes and expects success.
func (d *desk) apply(f files) Report {
	d.t.Helper()
	report, err := Apply(context.Background(), f.artifacts(), d.opts)
	if err != nil || !report.Published {
		d.t.Fatalf("apply: published %v, %v", report.Published, err)
	}
	d.clean()
	return report
}

// fails publishes and expects a refusal with a code.
func (d *desk) fails(f files, code diag.Code) *Error {
	d.t.Helper()
	report, err := Apply(context.Background(), f.artifacts(), d.opts)
	var refusal *Error
	if !errors.As(err, &refusal) || refusal.Diagnostic.Code != code || report.Published {
		d.t.Fatalf("apply: published %v, error %v, want %s", report.Published, err, code)
	}
	return refusal
}

// clean expects that nothing of ours lies about.
func (d *desk) clean() {
	d.t.Helper()
	err := filepath.WalkDir(filepath.Dir(d.site), func(full string, e fs.DirEntry, err error) error {
		if err == nil && (strings.Contains(e.Name(), stagingName) || strings.HasSuffix(e.Name(), ".tmp")) {
			d.t.Errorf("%s is left over", full)
		}
		return err
	})
	if err != nil {
		d.t.Error(err)
	}
}

// put writes a file into the output folder.
func (d *desk) put(path, text string) {
	d.t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(d.out(path)), 0o755), os.WriteFile(d.out(path), []byte(text), 0o644))
	if err != nil {
		d.t.Fatal(err)
	}
}

func wantList(t testing.TB, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// sitePaths drops the manifest's files from a list.
func sitePaths(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(p string) bool { return strings.HasPrefix(p, manifestDir+"/") })
}

func codes(ds []diag.Diagnostic) []string {
	var list []string
	for _, d := range ds {
		list = append(list, string(d.Code))
	}
	return list
}
