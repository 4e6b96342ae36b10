package memory

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bantin/internal/fingerprint"
)

// thing has a field of every sort.
type thing struct {
	Text    string
	Yes     bool
	Small   int8
	Large   int64
	Count   uint32
	Sum     fingerprint.Digest
	List    []part
	Names   map[string]string
	Other   *part
	Nested  part
	When    time.Time
	Letters [3]byte
}

type part struct {
	Name  string
	Parts []part
}

func parts(depth int) *rapid.Generator[part] {
	return rapid.Custom(func(t *rapid.T) part {
		p := part{Name: rapid.String().Draw(t, "name")}
		if depth > 0 && rapid.Bool().Draw(t, "has parts") {
			p.Parts = rapid.SliceOfN(parts(depth-1), 0, 3).Draw(t, "parts")
		}
		return p
	})
}

var things = rapid.Custom(func(t *rapid.T) thing {
	v := thing{
		Text: rapid.String().Draw(t, "text"), Yes: rapid.Bool().Draw(t, "yes"), Small: rapid.Int8().Draw(t, "small"),
		Large: rapid.Int64().Draw(t, "large"), Count: rapid.Uint32().Draw(t, "count"), Nested: parts(2).Draw(t, "nested"),
	}
	copy(v.Sum[:], rapid.SliceOfN(rapid.Byte(), 0, 32).Draw(t, "sum"))
	copy(v.Letters[:], rapid.SliceOfN(rapid.Byte(), 0, 3).Draw(t, "letters"))
	if rapid.Bool().Draw(t, "full") {
		other := parts(0).Draw(t, "other")
		v.Other, v.List = &other, rapid.SliceOf(parts(1)).Draw(t, "list")
		v.Names = rapid.MapOf(rapid.String(), rapid.String()).Draw(t, "names")
		v.When = time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "when"), 5).UTC()
	}
	return v
})

// TestRoundTrip: what is loaded is what was saved, nil apart from empty; whatever is done to a file, it is
// taken for damaged, or gives the same values.
func TestRoundTrip(t *testing.T) {
	program := fingerprint.Of("program")
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(things, 0, 600).Draw(t, "list")
		var rest bytes.Buffer
		sum, _ := encode(&rest, list)
		data := append(head(program, sum), rest.Bytes()...)
		got, err := decode[thing](program, data)
		if err != nil || len(got) != len(list) || len(list) > 0 && !reflect.DeepEqual(got, list) {
			t.Fatalf("%v\n%#v\n%#v", err, got, list)
		}
		if _, err := decode[thing](fingerprint.Of("another"), data); !errors.Is(err, ErrForeign) {
			t.Errorf("of another program: %v", err)
		}
		at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
		if _, err := decode[thing](program, data[:at]); err == nil {
			t.Errorf("cut off at %d: taken", at)
		}
		data[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		if _, err := decode[thing](program, data); err == nil {
			t.Errorf("changed at %d: taken", at)
		}
	})
}

// FuzzDecode: bytes that no sum protects are refused or decoded, never a panic, and never more memory than
// their length explains.
func FuzzDecode(f *testing.F) {
	f.Add(Encode(thing{Text: "a", List: []part{{Name: "b"}}, Names: map[string]string{"c": "d"}}))
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Decode[thing](data)
		if err != nil {
			return
		}
		if again, err := Decode[thing](Encode(v)); err != nil || !reflect.DeepEqual(again, v) {
			t.Errorf("%v\n%#v\n%#v", err, again, v)
		}
	})
}

func TestB15_Files(t *testing.T) {
	dir := Folder(filepath.Join(t.TempDir(), "a [new] *folder"))
	program := fingerprint.Of("program")
	if _, err := Load[string](dir, "words", program); !errors.Is(err, ErrMissing) {
		t.Errorf("nothing there: %v", err)
	}
	if err := Save(dir, "words", program, []string{"một", "hai"}); err != nil {
		t.Fatal(err)
	}
	if got, err := Load[string](dir, "words", program); err != nil || strings.Join(got, " ") != "một hai" {
		t.Errorf("%q, %v", got, err)
	}
	name := filepath.Join(string(dir), "words"+Suffix)
	for _, next := range []func() error{
		func() error { return Save(dir, "words", program, []string{"ba"}) },
		func() error { _, err := Load[string](dir, "other", program); return err },
	} {
		if err := os.WriteFile(name+".tmp", []byte("of a process that was killed"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := next(); err != nil && !errors.Is(err, ErrMissing) {
			t.Fatal(err)
		}
		if _, err := os.Stat(name + ".tmp"); err == nil {
			t.Error("a temporary file is left")
		}
	}
	for _, text := range []string{"", "x", magic, "bantin memory 2\n" + strings.Repeat("x", 100)} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load[string](dir, "words", program); !errors.Is(err, ErrDamaged) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

// A second process that saves at the same time lets the first one finish.
func TestB13_Lock(t *testing.T) {
	dir := Folder(t.TempDir())
	held, err := dir.Lock(lockName, false)
	if err != nil {
		t.Fatal(err)
	}
	program := fingerprint.Of("program")
	if err := Save(dir, "words", program, []string{"một"}); err != nil {
		t.Error(err)
	}
	if _, err := Load[string](dir, "words", program); !errors.Is(err, ErrMissing) {
		t.Errorf("saved in spite of the lock: %v", err)
	}
	held.Close()
	if err := Save(dir, "words", program, []string{"một"}); err != nil {
		t.Error(err)
	}
	if _, err := Load[string](dir, "words", program); err != nil {
		t.Error(err)
	}
}

// TestRefused: what cannot be remembered is found by the first test that tries.
func TestRefused(t *testing.T) {
	for name, try := range map[string]func(){
		"function":     func() { Encode(func() {}) },
		"interface":    func() { Encode[any](1) },
		"hidden field": func() { Encode(struct{ hidden int }{1}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if r, _ := recover().(string); !strings.Contains(r, "internal error") {
					t.Errorf("got %q", r)
				}
			}()
			try()
		})
	}
}

// TestFound_D7_D16_Folder: what may stand where .bantin/ should be, and what a build is told about it before
// it makes anything.
func TestFound_D7_D16_Folder(t *testing.T) {
	top := t.TempDir()
	at := func(name string) string { return filepath.Join(top, name) }
	if err := errors.Join(os.WriteFile(at("file"), nil, 0o644), os.Symlink("nowhere", at("dangling")), os.Mkdir(at("folder"), 0o755),
		os.Symlink("folder", at("link")), os.Symlink("loop", at("loop"))); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{
		"folder": nil, "new": nil, "new/deeper": nil, "link/new": nil,
		"file": ErrNotFolder, "link": ErrNotFolder, "dangling": ErrNotFolder, "loop": ErrNotFolder,
	} {
		if err := Folder(at(name)).Usable(); !errors.Is(err, want) {
			t.Errorf("D7 %s: %v", name, err)
		}
	}
	for _, name := range []string{"file/below", "dangling/below", "loop/below", "/dev/null/below"} {
		if filepath.IsLocal(name) {
			name = at(name)
		}
		if err := Folder(name).Usable(); err == nil {
			t.Errorf("D7 %s: usable", name)
		}
		if err := Folder(name).Write("x", nil); err == nil {
			t.Errorf("D7 %s: written", name)
		}
	}
	if _, err := os.Lstat(at("new")); err == nil {
		t.Error("asking made the folder")
	}
	program := fingerprint.Of("program")
	for _, name := range []string{"link", "file", "dangling"} {
		if err := Save(Folder(at(name)), "words", program, []string{"một"}); !errors.Is(err, ErrNotFolder) {
			t.Errorf("D16 %s: saved, %v", name, err)
		}
	}
}

// TestFound_D16_Names: a file of memory that is none, or leads elsewhere, is not read; saving puts one in its
// place and touches nothing else.
func TestFound_D16_Names(t *testing.T) {
	program := fingerprint.Of("program")
	outside := filepath.Join(t.TempDir(), "outside")
	for what, put := range map[string]func(name string) error{
		"D16 a FIFO":           func(name string) error { return syscall.Mkfifo(name, 0o644) },
		"D16 a link":           func(name string) error { return os.Symlink(outside, name) },
		"D16 a link inside":    func(name string) error { return os.Symlink("other.memory", name) },
		"D16 a device":         func(name string) error { return os.Symlink("/dev/zero", name) },
		"D16 a folder":         func(name string) error { return os.Mkdir(name, 0o755) },
		"D16 a link to itself": func(name string) error { return os.Symlink(".", name) },
	} {
		t.Run(what, func(t *testing.T) {
			dir := Folder(t.TempDir())
			for _, file := range []string{outside, filepath.Join(string(dir), "other.memory")} {
				if err := os.WriteFile(file, []byte("kept"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := put(filepath.Join(string(dir), "words"+Suffix+temporarySuffix)); err != nil {
				t.Fatal(err)
			}
			if err := put(filepath.Join(string(dir), "words"+Suffix)); err != nil {
				t.Fatal(err)
			}
			if _, err := Load[string](dir, "words", program); !errors.Is(err, ErrNotRegular) {
				t.Errorf("loaded: %v", err)
			}
			err := Save(dir, "words", program, []string{"một"})
			if got, loaded := Load[string](dir, "words", program); (err == nil) != (loaded == nil) || err == nil && got[0] != "một" {
				t.Errorf("saved: %v, loaded: %v", err, loaded)
			}
			if err := put(filepath.Join(string(dir), lockName+"2")); err != nil {
				t.Fatal(err)
			}
			if _, err := dir.Lock(lockName+"2", true); !errors.Is(err, ErrNotRegular) {
				t.Errorf("locked: %v", err)
			}
			for _, file := range []string{outside, filepath.Join(string(dir), "other.memory")} {
				if data, err := os.ReadFile(file); err != nil || string(data) != "kept" {
					t.Errorf("%s: %q, %v", file, data, err)
				}
			}
		})
	}
}
