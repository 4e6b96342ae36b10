package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestB07_W25_DangerousTargets: each target is refused as wrong usage, and nothing is touched.
func TestB07_W25_DangerousTargets(t *testing.T) {
	d := newDesk(t)
	home := filepath.Dir(d.site)
	d.opts.Protected = append(d.opts.Protected, home)
	d.opts.Adopt = true // does not help
	t.Chdir(d.site)
	links := map[string]string{"to-root": "/", "to-site": ".", "to-content": "content", "to-home": "..", "to-inside": "content/x"}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(d.site, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Mkdir("content/x", 0o755), os.Mkdir(".bantin", 0o755), os.WriteFile("content/a.md", []byte("a"), 0o644)); err != nil {
		t.Fatal(err)
	}
	before := tree(t, home, true)
	for _, dir := range []string{
		"", "/", "//", ".", "..", "../..", d.site, home, "content", "content/", "layouts", "static", "./content/../content",
		"content/x", "content/missing/deep", "static/public", ".bantin", ".bantin/out", "public/..", "missing/../content",
		"to-root", "to-site", "to-content", "to-home", "to-inside", "to-content/x", "to-content/new", "to-home/site",
	} {
		opts := d.opts
		opts.Dir = dir
		for name, err := range map[string]error{"Check": Check(opts), "Apply": second(Apply(context.Background(), smallSite.artifacts(), opts))} {
			var target *TargetError
			if !errors.As(err, &target) {
				t.Errorf("%s(%q) gives %v", name, dir, err)
			}
		}
	}
	sameTree(t, "untouched", tree(t, home, true), before)
}

func second[T any](_ T, err error) error { return err }

// TestB07_MissingInputs: an input folder that does not exist yet is protected by its name.
func TestB07_MissingInputs(t *testing.T) {
	d := newDesk(t)
	d.opts.Dir = filepath.Join(d.site, "static")
	if err := os.Remove(d.opts.Dir); err != nil {
		t.Fatal(err)
	}
	var target *TargetError
	if err := Check(d.opts); !errors.As(err, &target) {
		t.Errorf("a missing input folder: %v", err)
	}
}

func TestGoodTargets(t *testing.T) {
	d := newDesk(t)
	home := filepath.Dir(d.site)
	d.opts.Protected = append(d.opts.Protected, home)
	t.Chdir(d.site)
	if err := errors.Join(os.Mkdir("real", 0o755), os.Symlink("real", "link")); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"public", "./public", "contents", "content-out", "a/b/c", "link", "link/deeper", filepath.Join(home, "elsewhere")} {
		opts := d.opts
		opts.Dir = dir
		if err := Check(opts); err != nil {
			t.Errorf("Check(%q): %v", dir, err)
		}
	}
	if _, err := os.Stat("a"); !errors.Is(err, os.ErrNotExist) {
		t.Error("Check made a folder")
	}
	d.opts.Dir = "a/b/c"
	d.apply(smallSite)
	d.opts.Dir = "link/deeper"
	d.apply(smallSite)
	sameTree(t, "through a link", tree(t, "real/deeper", false), smallSite.wants())
}

func TestTargetThatIsNoFolder(t *testing.T) {
	d := newDesk(t)
	if err := errors.Join(os.WriteFile(d.opts.Dir, []byte("x"), 0o644), os.Symlink("nowhere", filepath.Join(d.site, "link"))); err != nil {
		t.Fatal(err)
	}
	d.fails(smallSite, "output-not-folder")
	d.opts.Dir = filepath.Join(d.site, "link")
	d.fails(smallSite, "output-io")
	if _, err := os.Lstat(filepath.Join(d.site, "nowhere")); err == nil {
		t.Error("written through a link to nowhere")
	}
}

func TestT16_Paths(t *testing.T) {
	good := []string{"a.html", "_headers", "_redirects", "CNAME", "anh/Anh_1.JPG", "a.b.c", "1", "-", "con-nguoi.html", "x/com10.html", strings.Repeat("a", 240)}
	bad := []string{
		"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "./a", ".git/config", "a/.env", "a\\b", "a\x00b", "a\nb", "a b", "%2e%2e/a",
		"c:x", "a.", "a./b", "đ.html", "a\u0301", "con", "NUL.html", "x/com1.txt", "aux/b", strings.Repeat("a", 241), "~x", "*", "a?b",
	}
	for _, p := range good {
		if err := checkPath(p); err != nil {
			t.Error(err)
		}
	}
	d := newDesk(t)
	for _, p := range bad {
		if checkPath(p) == nil {
			t.Errorf("%q is taken", p)
		}
		if _, err := Apply(context.Background(), []Artifact{artifact(p, "x")}, d.opts); err == nil || !strings.Contains(err.Error(), "internal error") {
			t.Errorf("%q: %v", p, err)
		}
	}
	for _, paths := range [][]string{
		{"a.html", "a.html"}, {"a.html", "A.html"}, {"Anh/x.jpg", "anh/X.jpg"}, {"a", "a/b"}, {"a-b", "a", "a/b/c"}, {"A", "a/b"},
		{"manifest/x.txt"}, {"manifest"}, {"Manifest/0.txt"},
	} {
		var list []Artifact
		for _, p := range paths {
			list = append(list, artifact(p, "x"))
		}
		if _, err := Apply(context.Background(), list, d.opts); err == nil || !strings.Contains(err.Error(), "internal error") {
			t.Errorf("%q: %v", paths, err)
		}
	}
	if _, err := os.Stat(d.opts.Dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was written")
	}
}

// FuzzPath: a path that is taken stays inside and survives on any system.
func FuzzPath(f *testing.F) {
	for _, seed := range []string{"a/b.html", "../x", "a/../../b", "_headers", "nul", "a/.b", "a\\..\\b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, p string) {
		if checkPath(p) != nil {
			return
		}
		if !filepath.IsLocal(p) || filepath.ToSlash(filepath.Clean(p)) != p || strings.Contains(p, "/.") || p[0] == '.' {
			t.Errorf("%q is taken", p)
		}
	})
}
