package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// glance scans some folders patiently, at a moment after the last change of content/a.md.
func glance(t *testing.T, root *Root, prev *Tree, now time.Time, dirty Dirty) *Tree {
	t.Helper()
	tree, _, err := root.Scan(prev, Look{Now: now, Dirty: dirty, Patient: true})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// text is what a tree says of a file: its bytes, or "-" when the tree has no such file, or "?" when the file
// has other bytes by now.
func text(t *testing.T, root *Root, tree *Tree, path string) string {
	t.Helper()
	f, ok := tree.Lookup(path)
	if !ok {
		return "-"
	}
	b, err := root.Read(f)
	if errors.Is(err, ErrChanged) {
		return "?"
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// changedAt is the ctime of a file or folder.
func changedAt(t *testing.T, name string) time.Time {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	changed, _ := statTimes(info)
	return time.Unix(0, changed)
}

// TestW07_W08_HalfWritten: what a patient scan says of a file at some time after it was written.
func TestW07_W08_HalfWritten(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		age                 time.Duration
		want                string
		again               bool
	}{
		{"just written", "cũ", "mới", 10 * time.Millisecond, "?", true},
		{"at rest", "cũ", "mới", 50 * time.Millisecond, "mới", false},
		{"new, just written", "", "mới", 10 * time.Millisecond, "-", true},
		{"new, at rest", "", "mới", 50 * time.Millisecond, "mới", false},
		{"emptied a moment ago", "cũ", "", 300 * time.Millisecond, "?", true},
		{"empty for long", "cũ", "", 500 * time.Millisecond, "", false},
		{"the clock of the disk is ahead", "cũ", "mới", -time.Hour, "?", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, root := site(t, map[string]string{"content/b.md": "b"})
			if c.before != "" {
				put(t, dir, "content/a.md", c.before, time.Hour)
			}
			tree, _ := scanned(t, root, nil)
			put(t, dir, "content/a.md", c.after, 0)
			now := changedAt(t, filepath.Join(dir, "content/a.md")).Add(c.age)
			tree = glance(t, root, tree, now, Dirty{Folders: []string{"content"}})
			if got := text(t, root, tree, "content/a.md"); got != c.want || tree.Again.IsZero() == c.again {
				t.Errorf("%q, again at %v; want %q, again %t", got, tree.Again, c.want, c.again)
			}
			if !c.again {
				return
			}
			// Nothing need happen: the tree itself says when to look again, and what has looked the same for
			// long enough is believed.
			if tree.Again.Sub(now) > 400*time.Millisecond || !tree.Again.After(now) {
				t.Errorf("again after %v", tree.Again.Sub(now))
			}
			tree = glance(t, root, tree, now.Add(450*time.Millisecond), Dirty{})
			if got := text(t, root, tree, "content/a.md"); got != c.after || !tree.Again.IsZero() {
				t.Errorf("later: %q, again at %v", got, tree.Again)
			}
		})
	}
}

// TestSteadyWriting: a file that changes all the time is read after two seconds all the same.
func TestSteadyWriting(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "cũ"})
	tree, _ := scanned(t, root, nil)
	start := time.Now()
	for step := range 22 {
		put(t, dir, "content/a.md", "x", 0)
		now := start.Add(time.Duration(step) * 100 * time.Millisecond)
		stamp := now.Add(-10 * time.Millisecond)
		if err := os.Chtimes(filepath.Join(dir, "content/a.md"), stamp, stamp); err != nil {
			t.Fatal(err)
		}
		tree = glance(t, root, tree, now, Dirty{Folders: []string{"content"}})
		want := "?"
		if step >= 20 {
			want = "x"
		}
		if got := text(t, root, tree, "content/a.md"); got != want {
			t.Errorf("after %d ms: %q, want %q", 100*step, got, want)
		}
	}
}

// TestVanished: a file that is gone for a moment, as in a checkout, stays; one that was moved or is gone for
// longer does not.
func TestVanished(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "a", "content/b.md": "b"})
	tree, _ := scanned(t, root, nil)
	a, b := filepath.Join(dir, "content/a.md"), filepath.Join(dir, "content/b.md")
	if err := errors.Join(os.Remove(a), os.Rename(b, filepath.Join(dir, "content/B.md"))); err != nil {
		t.Fatal(err)
	}
	gone := changedAt(t, filepath.Join(dir, "content"))
	tree = glance(t, root, tree, gone.Add(10*time.Millisecond), Dirty{Folders: []string{"content"}})
	expect(t, "a moment later", paths(tree), []string{"content/a.md"})
	tree = glance(t, root, tree, gone.Add(60*time.Millisecond), Dirty{})
	expect(t, "later", paths(tree), []string{"content/B.md"})
}

// TestDirty: only what is dirty is looked at; the rest is taken over, folders below included.
func TestDirty(t *testing.T) {
	dir, root := site(t, map[string]string{"content/x/a.md": "a", "content/x/y/b.md": "b", "content/z/c.md": "c"})
	var entered []string
	look := func(prev *Tree, dirty Dirty) *Tree {
		entered = nil
		tree, _, err := root.Scan(prev, Look{Now: time.Now().Add(time.Hour), Dirty: dirty, Enter: func(folder string) { entered = append(entered, folder) }})
		if err != nil {
			t.Fatal(err)
		}
		return tree
	}
	first := look(nil, Dirty{})
	if len(entered) != 4 || entered[0] != "content" {
		t.Errorf("entered %v", entered)
	}
	for _, name := range []string{"content/x/a.md", "content/x/y/b.md", "content/z/c.md"} {
		put(t, dir, name, "khác", time.Hour)
	}
	for _, c := range []struct {
		dirty   Dirty
		changed int
		entered []string
	}{
		{Dirty{}, 0, nil},
		{Dirty{Folders: []string{"content/x"}}, 1, []string{"content/x"}},
		{Dirty{Trees: []string{"content/x"}}, 2, []string{"content/x", "content/x/y"}},
		{Dirty{Folders: []string{"content"}}, 0, []string{"content"}},
		{Dirty{All: true}, 3, []string{"content", "content/z", "content/x", "content/x/y"}},
	} {
		tree := look(first, c.dirty)
		changed := 0
		for i := range tree.Files {
			if tree.Files[i].Digest != first.Files[i].Digest {
				changed++
			}
		}
		if changed != c.changed || len(entered) != len(c.entered) || tree.Same(first) != (changed == 0) {
			t.Errorf("%+v: %d changed, entered %v, same %t", c.dirty, changed, entered, tree.Same(first))
		}
	}
	// A folder that is moved takes everything below with it, and its new place is entered.
	if err := os.Rename(filepath.Join(dir, "content/x"), filepath.Join(dir, "content/w")); err != nil {
		t.Fatal(err)
	}
	tree := look(first, Dirty{Folders: []string{"content"}, Trees: []string{"content/x"}})
	expect(t, "moved", paths(tree), []string{"content/w/a.md", "content/w/y/b.md", "content/z/c.md"})
	expect(t, "entered", entered, []string{"content", "content/w", "content/w/y"})
}

// TestFound_D2_States: a file may be anything at any moment: between two scans, and between its listing and
// its reading. Every pair of states is played at every pair of these moments, with waits that are shorter and
// longer than a file needs to settle; the last scan finds what is there.
func TestFound_D2_States(t *testing.T) {
	states := map[string]func(name string) error{
		"gone":     func(string) error { return nil },
		"file":     func(name string) error { return os.WriteFile(name, []byte("mới"), 0o644) },
		"empty":    func(name string) error { return os.WriteFile(name, nil, 0o644) },
		"folder":   func(name string) error { return os.Mkdir(name, 0o755) },
		"link":     func(name string) error { return os.Symlink("b.md", name) },
		"nowhere":  func(name string) error { return os.Symlink("khong-co", name) },
		"pipe":     func(name string) error { return syscall.Mkfifo(name, 0o644) },
		"unlisted": func(name string) error { return os.Mkdir(name, 0o000) },
	}
	want := map[string]string{"file": "mới", "empty": "", "link": "b"}
	for was := range states {
		for listed, list := range states {
			for read, become := range states {
				for _, wait := range []time.Duration{5 * time.Millisecond, 3 * time.Second} {
					name := fmt.Sprintf("%s, listed as %s, read as %s, then %v", was, listed, read, wait)
					dir, root := site(t, map[string]string{"content/b.md": "b"})
					file := filepath.Join(dir, "content/a.md")
					be := func(state func(string) error) time.Time {
						if err := errors.Join(os.RemoveAll(file), state(file)); err != nil {
							t.Fatal(err)
						}
						return changedAt(t, filepath.Join(dir, "content"))
					}
					be(states[was])
					tree, _ := scanned(t, root, nil)
					now := be(list)
					is, seen := listed, false
					root.root.strike = func(op, what string) error {
						// to read its files, or what became a folder
						if op == "open folder" && seen && is == listed {
							be(become)
							is = read
						}
						seen = seen || op == "list"
						return nil
					}
					tree, _, err := root.Scan(tree, Look{Now: now.Add(settleTime + wait), Dirty: Dirty{All: true}, Patient: true})
					if err != nil {
						t.Errorf("%s: %v", name, err)
					}
					root.root.strike = nil
					now = changedAt(t, filepath.Join(dir, "content"))
					for range 3 { // a look a little later, and two when all is at rest
						now = now.Add(wait)
						tree, _, err = root.Scan(tree, Look{Now: now, Dirty: Dirty{All: true}, Patient: true})
						if err != nil {
							t.Errorf("%s: %v", name, err)
						}
						wait = time.Minute
					}
					text := text(t, root, tree, "content/a.md")
					if expected, there := want[is]; text != expected && (there || text != "-") {
						t.Errorf("%s: %q", name, text)
					}
				}
			}
		}
	}
}

// TestFound_E4_RemarkLasts: what a scan says of a folder is said by the scans after it that take the folder
// over, and no longer when it is mended.
func TestFound_E4_RemarkLasts(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "a", "content/tin/b.md.txt": "b", "content/tin/c.md": "c"})
	tree, first := scanned(t, root, nil)
	want := []string{"source-name-txt content/tin/b.md.txt: b.md.txt | b.md"}
	expect(t, "first", diagnostics(first), want)
	for _, dirty := range []Dirty{{}, {Folders: []string{"content"}}, {Folders: []string{"content/tin"}}, {All: true}} {
		for range 2 {
			again, found, err := root.Scan(tree, Look{Now: time.Now().Add(time.Hour), Dirty: dirty, Patient: true})
			if err != nil {
				t.Fatal(err)
			}
			expect(t, fmt.Sprintf("%+v", dirty), diagnostics(found), want)
			tree = again
		}
	}
	if err := os.Remove(filepath.Join(dir, "content/tin/b.md.txt")); err != nil {
		t.Fatal(err)
	}
	_, found, err := root.Scan(tree, Look{Now: time.Now().Add(time.Hour), Dirty: Dirty{Folders: []string{"content/tin"}}, Patient: true})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "mended", diagnostics(found), []string{})
}

// TestFound_E4_LaggingClock: the clock of the disk is behind ours, or ahead: a file that goes on being
// written is left alone as far as that can be seen, one that looks the same for long enough is read, and the
// tree says when to look again, always in the future.
func TestFound_E4_LaggingClock(t *testing.T) {
	for _, lag := range []time.Duration{-time.Hour, -30 * time.Millisecond, 30 * time.Millisecond, time.Hour} {
		dir, root := site(t, map[string]string{"content/a.md": "cũ"})
		tree, _ := scanned(t, root, nil)
		put(t, dir, "content/a.md", "mới", 0)
		disk := changedAt(t, filepath.Join(dir, "content/a.md"))
		start := disk.Add(-lag) // our clock, when the disk says that it is disk's time
		for at := time.Duration(0); at <= 200*time.Millisecond; at += 10 * time.Millisecond {
			now := start.Add(at)
			tree = glance(t, root, tree, now, Dirty{Folders: []string{"content"}})
			got := text(t, root, tree, "content/a.md")
			if settled := max(lag, 0) == 0 && at+max(-lag, 0) > settleTime; settled && got != "mới" {
				t.Errorf("lag %v, after %v: %q", lag, at, got)
			}
			if !tree.Again.IsZero() && !tree.Again.After(now) {
				t.Errorf("lag %v, after %v: again %v ago", lag, at, now.Sub(tree.Again))
			}
		}
		if got := text(t, root, tree, "content/a.md"); got != "mới" || !tree.Again.IsZero() {
			t.Errorf("lag %v: %q, again at %v", lag, got, tree.Again)
		}
	}
}
