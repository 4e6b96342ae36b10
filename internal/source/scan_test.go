package source

import (
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
)

// site writes files (path → text) into a new folder and opens it. Every file is an hour old.
func site(t testing.TB, files map[string]string) (dir string, root *Root) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		put(t, dir, name, text, time.Hour)
	}
	root, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

// put writes one file and makes it as old as said.
func put(t testing.TB, dir, name, text string, age time.Duration) {
	t.Helper()
	full := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-age)
	if err := os.Chtimes(full, then, then); err != nil {
		t.Fatal(err)
	}
}

// scanned scans at a moment when every ctime of the test is old.
func scanned(t testing.TB, root *Root, prev *Tree) (*Tree, []diag.Diagnostic) {
	t.Helper()
	tree, diags, err := root.Scan(prev, Look{Now: time.Now().Add(10 * time.Second), Dirty: Dirty{All: true}})
	if err != nil {
		t.Fatal(err)
	}
	return tree, diags
}

func paths(tree *Tree) []string {
	var list []string
	for _, f := range tree.Files {
		list = append(list, f.Path)
	}
	return list
}

// diagnostics writes diagnostics as "code path: arguments".
func diagnostics(diags []diag.Diagnostic) []string {
	var list []string
	for _, d := range diags {
		list = append(list, string(d.Code)+" "+d.Pos.Path+": "+strings.Join(d.Args, " | "))
	}
	return list
}

func expect(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

func TestScanListsTheThreeFoldersAlone(t *testing.T) {
	_, root := site(t, map[string]string{
		"content/_index.md": "trang", "content/tin-tuc/a.md": "a", "layouts/base.html": "b", "static/anh/x.jpg": "c",
		"README.md": "d", "public/index.html": "e", "contents/x.md": "f",
	})
	tree, diags := scanned(t, root, nil)
	expect(t, "paths", paths(tree), []string{"content/_index.md", "content/tin-tuc/a.md", "layouts/base.html", "static/anh/x.jpg"})
	expect(t, "diagnostics", diagnostics(diags), nil)
	for _, f := range tree.Files {
		b, err := root.Read(f)
		if err != nil || fingerprint.Bytes(b) != f.Digest || f.Size != int64(len(b)) {
			t.Errorf("%s: read %q, %v; digest %s, size %d", f.Path, b, err, f.Digest, f.Size)
		}
	}
}

func TestB30_MissingFolders(t *testing.T) {
	dir, root := site(t, nil)
	tree, diags := scanned(t, root, nil)
	if len(tree.Files) != 0 || len(diags) != 0 {
		t.Errorf("an empty site gives %v, %v", tree.Files, diags)
	}
	if _, err := Open(filepath.Join(dir, "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing site gives %v", err)
	}
	put(t, dir, "static", "a file", time.Hour)
	_, diags = scanned(t, root, nil)
	expect(t, "diagnostics", diagnostics(diags), []string{"source-not-folder static: static"})
}

func TestW06_W03_W04_Litter(t *testing.T) {
	names := []string{
		"4913", "a.md~", ".a.md.swp", "a.md.swp", "a.swx", "#a.md#", ".DS_Store", "._a.md", "Thumbs.db", "desktop.ini", "~$a.md",
		".~lock.a.md#", "a.md.bck", "a.kate-swp", "a.tmp", ".goutputstream-X1", "a.md___jb_tmp___", "a.md___jb_old___", ".sb-1f-x",
		".env", ".git/config", "x.swp/inside.md",
	}
	files := map[string]string{"content/a.md": "a"}
	for _, name := range names {
		files["content/"+name] = "litter"
		files["static/"+name] = "litter"
	}
	dir, root := site(t, files)
	if err := os.Symlink("u@h.1:2", filepath.Join(dir, "content/.#a.md")); err != nil {
		t.Fatal(err)
	}
	tree, diags := scanned(t, root, nil)
	expect(t, "paths", paths(tree), []string{"content/a.md"})
	expect(t, "diagnostics", diagnostics(diags), nil)
	for _, name := range []string{"a.md", "a#.md", "#a.md", "a~b.md", "4913.md", "a.swp.md", "jb_tmp___", "$~a", "tmp", "swp"} {
		if Ignored(name) {
			t.Errorf("%q is ignored", name)
		}
	}
}

func TestUnchangedFilesAreNotRead(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "one", "content/b.md": "two"})
	before, _ := scanned(t, root, nil)
	// Whoever keeps a digest can be caught by giving it a wrong one.
	for i := range before.Files {
		before.Files[i].Digest = fingerprint.Digest{7}
	}
	put(t, dir, "content/b.md", "TWO", time.Hour)
	after, _ := scanned(t, root, before)
	if a, _ := after.Lookup("content/a.md"); a.Digest != (fingerprint.Digest{7}) {
		t.Error("an unchanged file was read")
	}
	if b, _ := after.Lookup("content/b.md"); b.Digest != fingerprint.Bytes([]byte("TWO")) {
		t.Error("a changed file kept its digest")
	}
}

// TestSameSizeAndTime: neither size nor mtime gives the change away; the ctime does (touch -r, rsync -t).
func TestSameSizeAndTime(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "one"})
	before, _ := scanned(t, root, nil)
	time.Sleep(20 * time.Millisecond)
	full := filepath.Join(dir, "content/a.md")
	then := time.Unix(0, before.Files[0].ModTime)
	if err := errors.Join(os.WriteFile(full, []byte("two"), 0o644), os.Chtimes(full, then, then)); err != nil {
		t.Fatal(err)
	}
	after, _ := scanned(t, root, before)
	if after.Files[0].Digest != fingerprint.Bytes([]byte("two")) {
		t.Error("the change was not seen")
	}
}

func TestRacyFiles(t *testing.T) {
	_, root := site(t, map[string]string{"content/a.md": "one"})
	stat, _ := scanned(t, root, nil)
	mtime, ctime := time.Unix(0, stat.Files[0].ModTime), time.Unix(0, stat.Files[0].Changed)
	forged := &Tree{Files: slices.Clone(stat.Files)}
	forged.Files[0].Digest = fingerprint.Digest{7}

	for _, c := range []struct {
		name   string
		now    time.Time
		read   bool // although the stat is the same
		smudge bool // Changed becomes 0
	}{
		{"long after", ctime.Add(time.Hour), false, false},
		// the ctime lies in the future then
		{"within 3 s of the mtime", mtime.Add(2 * time.Second), true, true},
		{"a clock that is behind", mtime.Add(-time.Hour), true, true},
	} {
		tree, _, err := root.Scan(forged, Look{Now: c.now, Dirty: Dirty{All: true}})
		if err != nil {
			t.Fatal(err)
		}
		f := tree.Files[0]
		if read := f.Digest != (fingerprint.Digest{7}); read != c.read || (f.Changed == 0) != c.smudge {
			t.Errorf("%s: read %v, Changed %d", c.name, read, f.Changed)
		}
	}
	// What was young when it was read is read again by the next scan, however late.
	young, _, _ := root.Scan(nil, Look{Now: ctime, Dirty: Dirty{All: true}})
	young.Files[0].Digest = fingerprint.Digest{7}
	late, _, _ := root.Scan(young, Look{Now: ctime.Add(time.Hour), Dirty: Dirty{All: true}})
	if late.Files[0].Digest == (fingerprint.Digest{7}) || late.Files[0].Changed == 0 {
		t.Errorf("a file that was young is not read again: %+v", late.Files[0])
	}
}

func TestW36_Links(t *testing.T) {
	dir, root := site(t, map[string]string{
		"content/a.md": "a", "content/tin/b.md": "b", "static/anh/c.jpg": "c", "static/anh/sub/d.jpg": "d",
		"README.md": "readme", ".env": "secret", "public/index.html": "out", "content/.an/x.md": "hidden",
	})
	outside := filepath.Join(filepath.Dir(dir), "outside.md")
	if err := os.WriteFile(outside, []byte("private"), 0o644); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{ // name → target
		"content/file.md":       "a.md",
		"content/readme.md":     "../README.md",
		"content/chain.md":      "file.md",
		"content/anh":           "../static/anh",
		"content/dangling.md":   "nowhere/at/all.md",
		"content/through.md":    "a.md/b",
		"content/long.md":       strings.Repeat("x", 300),
		"content/loop":          ".",
		"content/tin/up":        "../../content",
		"content/self.md":       "self.md",
		"content/ping":          "pong",
		"content/pong":          "ping",
		"content/escape.md":     "../../outside.md",
		"content/escape-gone":   "../../../../../../../nowhere",
		"content/absolute.md":   filepath.Join(dir, "content/a.md"),
		"content/passwd.md":     "/etc/passwd",
		"content/env.txt":       "../.env",
		"content/an.md":         ".an/x.md",
		"content/out":           "../public",
		"content/site":          "..",
		"static/anh/sub/nested": "../../../content/tin",
		"layouts":               "static/anh/sub",
	}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	tree, diags := scanned(t, root, nil)
	expect(t, "paths", paths(tree), []string{
		"content/a.md", "content/anh/c.jpg", "content/anh/sub/d.jpg", "content/chain.md", "content/file.md", "content/readme.md",
		"content/tin/b.md", "layouts/d.jpg", "layouts/nested/b.md", "static/anh/c.jpg", "static/anh/sub/d.jpg", "static/anh/sub/nested/b.md",
	})
	expect(t, "diagnostics", diagnostics(diags), []string{
		"source-link-outside content/absolute.md: " + filepath.Join(dir, "content/a.md"),
		"source-link-hidden content/an.md: .an/x.md",
		"source-link-nested content/anh/sub/nested: content/tin",
		"source-link-dangling content/dangling.md: nowhere/at/all.md",
		"source-link-hidden content/env.txt: ../.env",
		"source-link-outside content/escape-gone: ../../../../../../../nowhere",
		"source-link-outside content/escape.md: ../../outside.md",
		"source-link-dangling content/long.md: " + strings.Repeat("x", 300),
		"source-link-loop content/loop: content",
		"source-link-folder content/out: public",
		"source-link-outside content/passwd.md: /etc/passwd",
		"source-link-loop content/ping: pong",
		"source-link-loop content/pong: ping",
		"source-link-loop content/self.md: self.md",
		"source-link-loop content/site: .",
		"source-link-dangling content/through.md: a.md/b",
		"source-link-loop content/tin/up: content",
		"source-link-loop layouts/nested/up: content", // the same link, seen by the other two ways to it
		"source-link-loop static/anh/sub/nested/up: content",
	})
	for _, f := range tree.Files {
		if _, err := root.Read(f); err != nil {
			t.Error(err)
		}
	}
}

// TestW36_LinksAreEntered: where a link leads is watched before anybody looks there, also when nothing is
// there yet.
func TestW36_LinksAreEntered(t *testing.T) {
	dir, root := site(t, map[string]string{"content/tin/a.md": "a", "tu-lieu/sau/b.md": "b"})
	for name, to := range map[string]string{"b.md": "../tu-lieu/sau/b.md", "mai-sau.md": "../chua-co.md"} {
		if err := os.Symlink(to, filepath.Join(dir, "content", name)); err != nil {
			t.Fatal(err)
		}
	}
	entered := map[string]bool{}
	if _, _, err := root.Scan(nil, Look{Now: time.Now(), Enter: func(folder string) { entered[folder] = true }}); err != nil {
		t.Fatal(err)
	}
	expect(t, "entered", slices.Sorted(maps.Keys(entered)), []string{".", "content", "content/tin", "tu-lieu", "tu-lieu/sau"})
}

// TestT17_EscapingInputFolder: an input folder may be a link, yet not out of the site.
func TestT17_EscapingInputFolder(t *testing.T) {
	dir, root := site(t, map[string]string{"bai/a.md": "a", "bai/sub/b.md": "b"})
	err := errors.Join(os.Symlink("bai", filepath.Join(dir, "content")), os.Symlink(t.TempDir(), filepath.Join(dir, "static")),
		os.Symlink("../../bai", filepath.Join(dir, "bai/sub/loop")))
	if err != nil {
		t.Fatal(err)
	}
	tree, diags := scanned(t, root, nil)
	expect(t, "paths", paths(tree), []string{"content/a.md", "content/sub/b.md"})
	if len(diags) != 2 || diags[0].Code != "source-link-loop" || diags[1].Code != "source-link-outside" {
		t.Errorf("diagnostics %q", diagnostics(diags))
	}
}

func TestW38_SpecialFiles(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "a"})
	err := errors.Join(syscall.Mkfifo(filepath.Join(dir, "content/x.md"), 0o644), os.Symlink("x.md", filepath.Join(dir, "content/y.md")))
	if err != nil {
		t.Fatal(err)
	}
	tree, diags := scanned(t, root, nil)
	expect(t, "paths", paths(tree), []string{"content/a.md"})
	expect(t, "diagnostics", diagnostics(diags), []string{"source-special content/x.md: content/x.md", "source-special content/y.md: content/y.md"})
	// A FIFO that takes the place of a scanned file blocks neither Read nor Open.
	f := tree.Files[0]
	if err := errors.Join(os.Remove(filepath.Join(dir, "content/a.md")), syscall.Mkfifo(filepath.Join(dir, "content/a.md"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := root.Read(f); !errors.Is(err, ErrChanged) {
		t.Errorf("Read: %v", err)
	}
	if _, err := root.Open(f); !errors.Is(err, ErrChanged) {
		t.Errorf("Open: %v", err)
	}
}

// unprivileged makes the test an ordinary user, for whom modes count, and lets that user reach dir.
func unprivileged(t *testing.T, dir string) {
	t.Helper()
	if err := errors.Join(os.Chmod(dir, 0o755), os.Chmod(filepath.Dir(dir), 0o755)); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() != 0 {
		return
	}
	if err := syscall.Seteuid(65534); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Seteuid(0) })
}

func TestW37_Unreadable(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "a", "content/kin.md": "secret", "content/dong/b.md": "b"})
	secret, closed := filepath.Join(dir, "content/kin.md"), filepath.Join(dir, "content/dong")
	if err := errors.Join(os.Chmod(secret, 0), os.Chmod(closed, 0)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(closed, 0o755) })
	t.Run("denied", func(t *testing.T) {
		unprivileged(t, dir)
		tree, diags := scanned(t, root, nil)
		expect(t, "paths", paths(tree), []string{"content/a.md"})
		expect(t, "diagnostics", diagnostics(diags), []string{"source-closed content/dong: content/dong | ", "source-unreadable content/kin.md: content/kin.md"})
	})
	if err := errors.Join(os.Chmod(secret, 0o644), os.Chmod(closed, 0o755)); err != nil {
		t.Fatal(err)
	}
	tree, diags := scanned(t, root, nil)
	expect(t, "paths after chmod", paths(tree), []string{"content/a.md", "content/dong/b.md", "content/kin.md"})
	expect(t, "diagnostics after chmod", diagnostics(diags), nil)
}

func TestB26_OddNames(t *testing.T) {
	good := []string{"a b.md", "100%.md", "#1.md", "what?.md", `quote".md`, "-rf.md", "🌾.md", "\u202eabc.md", "a\\b.md", "mưa lũ.md"}
	files := map[string]string{"content/x/line\nbreak.md": "", "content/x/\x1b[31m.md": "", "content/bad\xff/a.md": "", "content/x/\u2028.md": ""}
	for _, name := range good {
		files["content/"+name] = name
	}
	_, root := site(t, files)
	tree, diags := scanned(t, root, nil)
	slices.Sort(good)
	for i := range good {
		good[i] = "content/" + good[i]
	}
	expect(t, "paths", paths(tree), good)
	expect(t, "diagnostics", diagnostics(diags), []string{
		"source-name-utf8 content/bad\ufffd: bad\\xff",
		"source-name-control content/x/line\ufffdbreak.md: line\\nbreak.md",
		"source-name-control content/x/\ufffd.md: \\u2028.md",
		"source-name-control content/x/\ufffd[31m.md: \\x1b[31m.md",
	})
}

func TestC15_NFD(t *testing.T) {
	const nfc, nfd = "ph\u1ed1", "pho\u0302\u0301"
	_, root := site(t, map[string]string{"content/" + nfd + "/x.md": "x", "content/" + nfc + ".md": "1", "content/" + nfd + ".md": "2", "content/z.md": "z"})
	tree, diags := scanned(t, root, nil)
	expect(t, "paths", paths(tree), []string{"content/" + nfc + "/x.md", "content/z.md"})
	if f, _ := tree.Lookup("content/" + nfc + "/x.md"); f.Raw != "content/"+nfd+"/x.md" {
		t.Errorf("raw name %q", f.Raw)
	}
	expect(t, "diagnostics", diagnostics(diags), []string{
		"source-name-nfd content/" + nfc + ": " + nfc,
		"source-name-nfd content/" + nfc + ".md: " + nfc + ".md",
		"source-name-twins content/" + nfc + `.md: content/pho\u0302\u0301.md | content/` + nfc + ".md",
	})
}

func TestReadChanged(t *testing.T) {
	for name, change := range map[string]func(full string) error{
		"other bytes": func(full string) error { return os.WriteFile(full, []byte("ONE"), 0o644) },
		"longer":      func(full string) error { return os.WriteFile(full, []byte("one two"), 0o644) },
		"shorter":     func(full string) error { return os.WriteFile(full, []byte("on"), 0o644) },
		"gone":        os.Remove,
		"a folder":    func(full string) error { return errors.Join(os.Remove(full), os.Mkdir(full, 0o755)) },
	} {
		dir, root := site(t, map[string]string{"content/a.md": "one"})
		tree, _ := scanned(t, root, nil)
		f := tree.Files[0]
		stream, err := root.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(stream); string(b) != "one" || err != nil {
			t.Errorf("stream: %q, %v", b, err)
		}
		stream.Close()
		if err := change(filepath.Join(dir, "content/a.md")); err != nil {
			t.Fatal(err)
		}
		if _, err := root.Read(f); !errors.Is(err, ErrChanged) {
			t.Errorf("%s: Read gives %v", name, err)
		}
		if stream, err = root.Open(f); err == nil {
			_, err = io.ReadAll(stream)
			stream.Close()
		}
		if !errors.Is(err, ErrChanged) {
			t.Errorf("%s: the stream gives %v", name, err)
		}
	}
}

func TestTree(t *testing.T) {
	tree := &Tree{Files: []File{{Path: "content/a-b.md"}, {Path: "content/a.md"}, {Path: "content/a/x.md"}, {Path: "content/ab.md"}, {Path: "static/a.css"}}}
	for prefix, want := range map[string]int{"content": 4, "content/": 4, "content/a": 1, "content/a/": 1, "": 5, "stat": 0, "static/a.css": 0, "zzz": 0} {
		if got := tree.Under(prefix); len(got) != want {
			t.Errorf("Under(%q) gives %v", prefix, got)
		}
	}
	if _, ok := tree.Lookup("content/a"); ok {
		t.Error("Lookup finds a folder")
	}
	if f, ok := tree.Lookup("static/a.css"); !ok || f.Path != "static/a.css" {
		t.Error("Lookup misses a file")
	}
	var none *Tree
	if _, ok := none.Lookup("x"); ok || none.Under("") != nil {
		t.Error("a nil tree is not empty")
	}
}

// TestB28_FewDescriptors: a tree of 150 levels and many files needs no more descriptors than a flat one.
func TestB28_FewDescriptors(t *testing.T) {
	files := map[string]string{}
	deep := "content"
	for range 150 {
		deep += "/d"
		files[deep+"/a.md"] = "a"
		files[deep+"/b.md"] = "b"
	}
	_, root := site(t, files)
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		t.Fatal(err)
	}
	few := syscall.Rlimit{Cur: uint64(len(open) + 3*maxReaders + 4), Max: old.Max}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few); err != nil {
		t.Fatal(err)
	}
	tree, _, err := root.Scan(nil, Look{Now: time.Now(), Dirty: Dirty{All: true}})
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		t.Fatal(err)
	}
	if err != nil || len(tree.Files) != len(files) {
		t.Errorf("scan with few descriptors: %v", err)
	}
	runtime.KeepAlive(root)
}

// FuzzNames: whatever a name is, a scan returns, and what it keeps can be read.
func FuzzNames(f *testing.F) {
	for _, seed := range []string{"a.md", "a b", "\xff", "\n", "e\u0302\u0301.md", "~$x", "..", "-", "a\\b", "%2e%2e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || name == "." || name == ".." || len(name) > 200 || strings.ContainsAny(name, "/\x00") {
			return
		}
		_, root := site(t, map[string]string{"content/" + name: name})
		tree, diags := scanned(t, root, nil)
		if Ignored(name) != (len(tree.Files) == 0 && len(diags) == 0) {
			t.Fatalf("%q: %v, %v", name, tree.Files, diags)
		}
		for _, f := range tree.Files {
			if b, err := root.Read(f); err != nil || string(b) != name {
				t.Fatalf("%q: %q, %v", name, b, err)
			}
		}
	})
}

// TestFound_E6_SameFiles: a scan that finds nothing new keeps the version of the list; one edit keeps all
// other files in their places.
func TestFound_E6_SameFiles(t *testing.T) {
	dir, root := site(t, map[string]string{"content/a.md": "a", "content/b.md": "b", "content/tin/c.md": "c"})
	first, _ := scanned(t, root, nil)
	second, _ := scanned(t, root, first)
	if first.version != second.version {
		t.Error("the list was made anew though nothing changed")
	}
	put(t, dir, "content/tin/c.md", "cc", 30*time.Minute)
	third, _ := scanned(t, root, second)
	if third.version == second.version || !slices.Equal(third.Files[:2], second.Files[:2]) || third.Files[2] == second.Files[2] {
		t.Errorf("after an edit: %v", third.Files)
	}
	stale, fresh := []*found{{File: second.Files[2]}}, []*found{{File: third.Files[2]}}
	if files, ok := splice(second.Files, stale, fresh); !ok || !slices.Equal(files, third.Files) {
		t.Errorf("spliced %v: %v", ok, files)
	}
}
