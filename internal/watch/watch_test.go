package watch

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// site makes a site of these folders and watches it, all folders entered.
func site(t *testing.T, o Options, folders ...string) *Watcher {
	t.Helper()
	if o.Site == "" {
		o.Site = t.TempDir()
	}
	for _, folder := range append(folders, "content") {
		if err := os.MkdirAll(filepath.Join(o.Site, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	enter(t, w, "content")
	w.Sync() // what is in the queue by now
	w.Take()
	return w
}

// enter does what a scan does.
func enter(t *testing.T, w *Watcher, folder string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(w.Site, folder), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			rel, _ := filepath.Rel(w.Site, name)
			w.Enter(filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSync: what was done before the call is counted, without waiting for quiet.
func TestSync(t *testing.T) {
	w := site(t, Options{}, "content/tin")
	for range 100 {
		if err := os.WriteFile(filepath.Join(w.Site, "content/tin/a.md"), []byte("a"), 0o644); err != nil {
			t.Fatal(err)
		}
		if !w.Sync() {
			t.Fatal("an event was not counted")
		}
		if d := w.Take(); d.All || len(d.Folders) != 1 || d.Folders[0] != "content/tin" {
			t.Fatalf("dirty: %+v", d)
		}
		if w.Sync() {
			t.Fatalf("dirty without an event: %+v", w.Take())
		}
	}
}
