//go:build unix

package disk

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"bantin/internal/memory"
)

// real opens a disk whose output folder "public" exists.
func real(t *testing.T) (Disk, string) {
	t.Helper()
	base := t.TempDir()
	if err := os.Mkdir(filepath.Join(base, "public"), 0o755); err != nil {
		t.Fatal(err)
	}
	d, there, err := Open(base, "public")
	if err != nil || !there {
		t.Fatal(there, err)
	}
	t.Cleanup(func() { d.Close() })
	return d, base
}

// lay puts a file, a link that leads outside, a FIFO and a folder into a folder, each under its name.
func lay(t *testing.T, dir string) {
	t.Helper()
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, "file"), []byte("earlier"), 0o600),
		os.WriteFile(filepath.Join(dir, "..", "beside"), []byte("theirs"), 0o600),
		os.Symlink("../beside", filepath.Join(dir, "link")),
		syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o644),
		os.Mkdir(filepath.Join(dir, "folder"), 0o755))
	if err != nil {
		t.Fatal(err)
	}
}

// TestCreate: a new file takes the place of whatever bears its name but a folder with something in it;
// nothing is written through a link, and nobody is waited for.
func TestCreate(t *testing.T) {
	d, base := real(t)
	lay(t, filepath.Join(base, "public"))
	for _, name := range []string{"new", "file", "link", "fifo", "folder"} {
		f, err := d.Create("public/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("bytes")); err != nil {
			t.Fatal(err)
		}
		stamp, err := f.Finish()
		if err != nil || stamp.Size != 5 || stamp.Mode != FileMode || stamp.Ctime == 0 {
			t.Errorf("%s: %+v, %v", name, stamp, err)
		}
		if text, err := ReadFile(d, "public/"+name); err != nil || string(text) != "bytes" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if text, _ := os.ReadFile(filepath.Join(base, "beside")); string(text) != "theirs" {
		t.Errorf("written through a link: %q", text)
	}
	if err := os.MkdirAll(filepath.Join(base, "public", "full", "of"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Create("public/full"); err == nil {
		t.Error("a folder with something in it is gone")
	}
}

// TestList: each name is what it is, and only a regular file is opened.
func TestList(t *testing.T) {
	d, base := real(t)
	lay(t, filepath.Join(base, "public"))
	entries, err := d.List("public")
	if err != nil || len(entries) != 4 {
		t.Fatal(entries, err)
	}
	want := map[string]Kind{"file": IsFile, "link": IsOther, "fifo": IsOther, "folder": IsFolder}
	for _, e := range entries {
		if e.Kind != want[e.Name] {
			t.Errorf("%s is %d", e.Name, e.Kind)
		}
		f, err := d.Open("public/" + e.Name)
		switch {
		case err == nil && e.Kind == IsFile:
			f.Close()
		case err == nil || !errors.Is(err, memory.ErrNotRegular):
			t.Errorf("%s: %v", e.Name, err)
		}
	}
}

// TestMove: the stamp is that of the file under its new name, and a link inside the output that leads beside
// it is not followed.
func TestMove(t *testing.T) {
	d, base := real(t)
	if err := errors.Join(os.Mkdir(filepath.Join(base, "theirs"), 0o755), os.Symlink("../theirs", filepath.Join(base, "public", "out"))); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := WriteFile(d, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	write("a", "first")
	write("public/b", "earlier")
	stamp, err := d.Move("a", "public/b")
	entries, listed := d.List("public")
	for _, e := range entries {
		if e.Name == "b" && e.Stamp != stamp {
			t.Errorf("%+v, listed %+v", stamp, e.Stamp)
		}
	}
	if text, read := ReadFile(d, "public/b"); string(text) != "first" || errors.Join(err, listed, read) != nil {
		t.Errorf("%q, %v", text, errors.Join(err, listed, read))
	}
	write("a", "second")
	if _, err := d.Move("a", "public/out/b"); err == nil {
		t.Error("moved through a link")
	}
	if err := d.Link("a", "public/out/b"); err == nil {
		t.Error("linked through a link")
	}
	if left, err := os.ReadDir(filepath.Join(base, "theirs")); err != nil || len(left) != 0 {
		t.Error(left, err)
	}
}

// TestLock: one holder at a time; a lock file whose holder removed it is made again.
func TestLock(t *testing.T) {
	d, base := real(t)
	held, err := d.Lock("lock")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Lock("lock"); !errors.Is(err, memory.ErrBusy) {
		t.Errorf("twice: %v", err)
	}
	if err := os.Remove(filepath.Join(base, "lock")); err != nil {
		t.Fatal(err)
	}
	other, err := d.Lock("lock")
	if err != nil {
		t.Fatalf("another file: %v", err)
	}
	other.Close()
	held.Close()
	if err := errors.Join(os.Remove(filepath.Join(base, "lock")), syscall.Mkfifo(filepath.Join(base, "lock"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Lock("lock"); !errors.Is(err, memory.ErrNotRegular) {
		t.Errorf("a FIFO: %v", err)
	}
}
