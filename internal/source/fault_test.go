package source

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"bantin/internal/fingerprint"
)

// digestsOf are the files of a tree with what they hold.
func digestsOf(tree *Tree) map[string]fingerprint.Digest {
	all := map[string]fingerprint.Digest{}
	for _, f := range tree.Files {
		all[f.Path] = f.Digest
	}
	return all
}

// TestFound_E5_FailureAtEveryOperation lets every single operation of a scan fail, the first scan and a later
// one. Either the scan says so in a way by which nothing is published, or it names the file that may not be
// read, or its tree is whole; it never lacks a file in silence. The scan after that is whole.
func TestFound_E5_FailureAtEveryOperation(t *testing.T) {
	dir, root := site(t, map[string]string{
		"content/_index.md": "i", "content/a.md": "a", "content/tin/_index.md": "t", "content/tin/b.md": "b", "static/anh/c.png": "c", "layouts/base.html": "l",
	})
	for link, dest := range map[string]string{"content/lien.md": "tin/b.md", "content/anh": "../static/anh"} {
		if err := os.Symlink(dest, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	whole, diags := scanned(t, root, nil)
	want := digestsOf(whole)
	if len(want) != 8 || len(diags) != 0 {
		t.Fatalf("%v, %v", paths(whole), diags)
	}
	for _, fault := range []error{syscall.EIO, syscall.EACCES, syscall.ESTALE, syscall.ENOTCONN} {
		for _, prev := range []*Tree{nil, whole} {
			for n, reached := 1, true; reached; n++ {
				var mu sync.Mutex
				calls, failed := 0, ""
				root.root.strike = func(op, name string) error {
					mu.Lock()
					defer mu.Unlock()
					if calls++; calls != n {
						return nil
					}
					failed = op + " " + name
					return fault
				}
				tree, diags, err := root.Scan(prev, Look{Now: time.Now().Add(10 * time.Second), Dirty: Dirty{All: true}})
				root.root.strike = nil
				if reached = failed != ""; !reached && n < 30 {
					t.Errorf("only %d operations", n)
				}
				if err == nil && !Closed(diags) && !maps.Equal(digestsOf(tree), withoutUnread(want, diagnostics(diags))) {
					t.Errorf("%v at %d, %s: %v, %q", fault, n, failed, paths(tree), diagnostics(diags))
				}
				if err != nil {
					if tree = prev; !errors.Is(err, fault) {
						t.Errorf("%v at %d, %s: %v", fault, n, failed, err)
					}
				}
				if again, diags := scanned(t, root, tree); !maps.Equal(digestsOf(again), want) || len(diags) > 0 {
					t.Errorf("after %v at %d, %s: %v, %q", fault, n, failed, paths(again), diagnostics(diags))
				}
			}
		}
	}
}

// withoutUnread are the files but those that a diagnostic says could not be read.
func withoutUnread(files map[string]fingerprint.Digest, diagnostics []string) map[string]fingerprint.Digest {
	rest := maps.Clone(files)
	for _, r := range diagnostics {
		for path := range files {
			if r == "source-unreadable "+path+": "+path {
				delete(rest, path)
			}
		}
	}
	return rest
}

// TestFound_E5_HalfAFolder: of a folder whose listing fails half way nothing is taken for the whole, also not
// later.
func TestFound_E5_HalfAFolder(t *testing.T) {
	_, root := site(t, map[string]string{"content/a.md": "a", "content/tin/b.md": "b", "content/tin/c.md": "c"})
	whole, _ := scanned(t, root, nil)
	for _, prev := range []*Tree{nil, whole} {
		root.root.strike = func(op, name string) error {
			if op == "list" && filepath.Base(name) == "tin" {
				return syscall.EIO
			}
			return nil
		}
		tree, diags := scanned(t, root, prev)
		expect(t, "diagnostics", diagnostics(diags), []string{"source-closed content/tin: content/tin | input/output error"})
		expect(t, "paths", paths(tree), []string{"content/a.md"})
		root.root.strike = nil
		// nothing is known to have happened
		tree, _, err := root.Scan(tree, Look{Now: time.Now().Add(time.Minute)})
		if err != nil {
			t.Fatal(err)
		}
		expect(t, "paths", paths(tree), paths(whole))
	}
}

// TestFound_E6_ShortWay: after an edit of one folder the list is spliced, and not made anew from all
// listings. What the tree before says of other files, here a size that no file has, is still there.
func TestFound_E6_ShortWay(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "a", "content/b.md": "b", "content/tin/c.md": "c"})
	const mark = 12_345
	for name, edit := range map[string]func(){
		"an edit":    func() { put(t, dir, "content/tin/c.md", "cc", 30*time.Minute) },
		"a new file": func() { put(t, dir, "content/tin/d.md", "d", 30*time.Minute) },
		"one less": func() {
			if err := os.Remove(filepath.Join(dir, "content/tin/d.md")); err != nil {
				t.Fatal(err)
			}
		},
		"nothing": func() {},
	} {
		before, _ := scanned(t, root, nil)
		before.Files[0].Size = mark
		if name == "one less" {
			put(t, dir, "content/tin/d.md", "d", 30*time.Minute)
			before, _ = scanned(t, root, nil)
			before.Files[0].Size = mark
		}
		edit()
		after := glance(t, root, before, time.Now().Add(time.Minute), Dirty{Folders: []string{"content/tin"}})
		if after.Files[0].Size != mark {
			t.Errorf("%s: the list was made anew", name)
		}
	}
}
