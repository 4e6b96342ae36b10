package pack_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/pack"
)

var salt = fingerprint.Of("program")

func key(n int) fingerprint.Digest { return fingerprint.Of("key", n) }

func blob(n int) []byte { return bytes.Repeat([]byte{byte(n)}, n%700) }

func all(fingerprint.Digest) bool { return true }

// openAt opens the pack whose files begin with a path.
func openAt(name string, salt fingerprint.Digest) (*pack.Pack, error) {
	return pack.Open(memory.Folder(filepath.Dir(name)), filepath.Base(name), salt)
}

func open(t *testing.T, name string) *pack.Pack {
	t.Helper()
	p, dropped := openAt(name, salt)
	if dropped != nil {
		t.Fatalf("dropped: %v", dropped)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func put(t *testing.T, p *pack.Pack, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		p.Put(key(n), blob(n))
	}
}

func save(t *testing.T, p *pack.Pack, live func(fingerprint.Digest) bool) {
	t.Helper()
	if err := p.Save(live); err != nil {
		t.Fatal(err)
	}
}

// holds asserts that a pack has the blobs from…to, and none beyond.
func holds(t *testing.T, p *pack.Pack, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		got, ok, err := p.Get(key(n))
		if err != nil || !ok || !bytes.Equal(got, blob(n)) {
			t.Fatalf("blob %d: %d bytes, %v, %v", n, len(got), ok, err)
		}
	}
	if _, ok, err := p.Get(key(to)); ok || err != nil || p.Has(key(to)) {
		t.Fatalf("blob %d is there; %v", to, err)
	}
}

func TestRemembered(t *testing.T) {
	name := filepath.Join(t.TempDir(), "made", "words")
	p := open(t, name)
	holds(t, p, 0, 0)
	if _, err := os.Stat(filepath.Dir(name)); err == nil {
		t.Error("a pack that nothing was put into made its folder")
	}
	put(t, p, 0, 1000)
	holds(t, p, 0, 1000)
	save(t, p, all)
	holds(t, p, 0, 1000)
	put(t, p, 1000, 1100)
	holds(t, p, 0, 1100)
	holds(t, open(t, name), 0, 1000)
	save(t, p, all)
	holds(t, open(t, name), 0, 1100)
	if files, _ := filepath.Glob(name + "*"); len(files) != 3 {
		t.Errorf("files: %q", files)
	}
}

// A blob that is put again takes the place of the first.
func TestPutAgain(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	p := open(t, name)
	put(t, p, 0, 3)
	save(t, p, all)
	p.Put(key(1), []byte("new"))
	save(t, p, all)
	for _, p := range []*pack.Pack{p, open(t, name)} {
		if got, _, _ := p.Get(key(1)); string(got) != "new" {
			t.Errorf("%q", got)
		}
	}
}

// Dead blobs go when they are many.
func TestDeadBlobsGo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	p := open(t, name)
	large := make([]byte, 1<<20)
	for n := range 40 {
		p.Put(key(n), large)
	}
	save(t, p, all)
	put(t, p, 100, 101)
	save(t, p, func(k fingerprint.Digest) bool { return k == key(3) || k == key(100) })
	info, err := os.Stat(name + ".pack")
	if err != nil || info.Size() > 2<<20 {
		t.Fatalf("%d bytes are left, %v", info.Size(), err)
	}
	for _, p := range []*pack.Pack{p, open(t, name)} {
		if !p.Has(key(3)) || !p.Has(key(100)) || p.Has(key(4)) {
			t.Error("the wrong blobs were dropped")
		}
	}
}

// Whatever happens to the files, a pack gives the blobs that were put or none.
func TestDamage(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	p := open(t, name)
	put(t, p, 0, 50)
	save(t, p, all)
	for _, file := range []string{name + ".pack", name + ".index"} {
		sound, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(sound); at += 1 + len(sound)/400 {
			flipped := bytes.Clone(sound)
			flipped[at] ^= 0x10
			for damage, data := range map[string][]byte{"flipped": flipped, "cut": sound[:at], "empty": nil} {
				if err := os.WriteFile(file, data, 0o644); err != nil {
					t.Fatal(err)
				}
				p, dropped := openAt(name, salt)
				for n := range 50 {
					got, ok, err := p.Get(key(n))
					switch {
					case err != nil && !errors.Is(err, pack.ErrDamaged):
						t.Fatalf("%s %s at %d: %v", file, damage, at, err)
					case ok && !bytes.Equal(got, blob(n)):
						t.Fatalf("%s %s at %d: blob %d is wrong", file, damage, at, n)
					case ok && dropped != nil:
						t.Fatalf("%s %s at %d: dropped (%v) and not", file, damage, at, dropped)
					}
				}
				p.Close()
			}
		}
		if err := os.WriteFile(file, sound, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, open(t, name), 0, 50)
}

// A pack that was dropped is written anew.
func TestAnotherProgram(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	p := open(t, name)
	put(t, p, 0, 5)
	save(t, p, all)
	other, dropped := openAt(name, fingerprint.Of("another program"))
	if !errors.Is(dropped, pack.ErrForeign) || other.Has(key(1)) {
		t.Errorf("another program's blobs are given out (%v)", dropped)
	}
	put(t, other, 7, 9)
	save(t, other, all)
	other.Close()
	if _, dropped := openAt(name, salt); dropped == nil {
		t.Error("the files are still those of the first program")
	}
}

// What a process appended before it died is not listed, and the next one writes over it.
func TestDeathWhileSaving(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	p := open(t, name)
	put(t, p, 0, 5)
	save(t, p, all)
	file, err := os.OpenFile(name+".pack", os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(file, "half a blob")
	file.Close()
	p = open(t, name)
	put(t, p, 5, 9)
	save(t, p, all)
	holds(t, open(t, name), 0, 9)
}

// Of two processes that had the same files, the first to save wins; both go on with what they know.
func TestTwoProcesses(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	p := open(t, name)
	put(t, p, 0, 5)
	save(t, p, all)
	a, b := open(t, name), open(t, name)
	put(t, a, 5, 10)
	put(t, b, 5, 20)
	save(t, a, all)
	save(t, b, all)
	holds(t, a, 0, 10)
	holds(t, b, 0, 20)
	holds(t, open(t, name), 0, 10)
}

func TestManyGoroutines(t *testing.T) {
	p := pack.Temporary()
	defer p.Close()
	var group sync.WaitGroup
	for part := range 8 {
		group.Go(func() {
			for n := part * 100; n < part*100+100; n++ {
				p.Put(key(n), blob(n))
				if got, ok, err := p.Get(key(n)); !ok || err != nil || !bytes.Equal(got, blob(n)) {
					t.Errorf("blob %d: %v %v", n, ok, err)
				}
			}
		})
	}
	group.Wait()
	holds(t, p, 0, 800)
}

// TestFound_D7_NoFile: where no file can be made, and where the disk is full, the blobs wait in memory; Save
// says so, and nothing is lost.
func TestFound_D7_NoFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", file)
	for name, folder := range map[string]memory.Folder{"a file": memory.Folder(file), "below a file": memory.Folder(file + "/.bantin"), "none": ""} {
		t.Run(name, func(t *testing.T) {
			p, dropped := pack.Open(folder, "words", salt)
			t.Cleanup(func() { p.Close() })
			if (dropped == nil) != (folder == "" || name == "below a file") && name == "a file" {
				t.Errorf("dropped: %v", dropped)
			}
			put(t, p, 0, 900)
			holds(t, p, 0, 900)
			if err := p.Save(all); (err == nil) != (folder == "") {
				t.Errorf("saved: %v", err)
			}
			holds(t, p, 0, 900)
		})
	}
}
