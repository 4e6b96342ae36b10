package source

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestFound_E4_Again: a file that is being written is looked at again when it will have been at rest for long
// enough, and not before.
func TestFound_E4_Again(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		again               time.Duration // after the change
	}{
		{"written", "cũ", "mới", settleTime}, {"new", "", "mới", settleTime}, {"emptied", "cũ", "", emptyTime},
	} {
		dir, root := site(t, map[string]string{"content/b.md": "b"})
		if c.before != "" {
			put(t, dir, "content/a.md", c.before, time.Hour)
		}
		tree, _ := scanned(t, root, nil)
		put(t, dir, "content/a.md", c.after, 0)
		changed := changedAt(t, filepath.Join(dir, "content/a.md"))
		tree = glance(t, root, tree, changed.Add(10*time.Millisecond), Dirty{Folders: []string{"content"}})
		// The change that counts may be a little later than the one that put made.
		if got := tree.Again.Sub(changed); got < c.again || got > c.again+settleTime*5 {
			t.Errorf("%s: again %v after the change, not %v", c.name, got, c.again)
		}
	}
}

// TestFound_E4_Young: a time to the second may be that of a disk which knows no smaller one.
func TestFound_E4_Young(t *testing.T) {
	second := int64(time.Second)
	for _, c := range []struct {
		name    string
		modTime int64
		age     time.Duration
		young   bool
	}{
		{"fine, just changed", 100*second + 1, 50 * time.Millisecond, true}, {"fine, a moment ago", 100*second + 1, 150 * time.Millisecond, false},
		{"coarse, two seconds ago", 100 * second, 2 * time.Second, true}, {"coarse, four seconds ago", 100 * second, 4 * time.Second, false},
	} {
		r := &reader{now: c.modTime + int64(c.age)}
		if got := r.young(File{ModTime: c.modTime}); got != c.young {
			t.Errorf("%s: %v", c.name, got)
		}
		if got := r.young(File{ModTime: c.modTime - 60*second, Changed: c.modTime}); got != c.young {
			t.Errorf("%s, by the time of its change: %v", c.name, got)
		}
	}
}

// TestFound_E4_Litter: what a scan passes over is named, a folder once; what is read and what version control
// keeps is not.
func TestFound_E4_Litter(t *testing.T) {
	dir, root := site(t, map[string]string{
		"content/a.md": "a", "content/~$a.docx": "x", "content/.git/config": "x", "content/.gitignore": "x", "content/.obsidian/a.json": "x", "content/.obsidian/b.json": "x",
		"static/anh/.DS_Store": "x", "static/anh/a.png": "x", "layouts/base.html~": "x", "khac/.env": "x",
	})
	if err := os.Mkdir(filepath.Join(dir, "content", "trong"), 0o755); err != nil {
		t.Fatal(err)
	}
	expect(t, "litter", root.Litter(), []string{"content/.obsidian/", "content/~$a.docx", "layouts/base.html~", "static/anh/.DS_Store"})
}
