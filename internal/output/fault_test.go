package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bantin/internal/output/disk"
)

// change is one step from a generation to the next, on which every operation of the disk is made to fail
// once.
type change struct {
	name          string
	before, after files // before nil: there is no output folder
}

func changes() []change {
	tiny := files{"index.html": "trang chủ", "tin-tuc/2018/a.html": "a", "assets/site.css": "body{}"}
	many := files{"index.html": "x"}
	for i := range manyFiles {
		many[fmt.Sprintf("m/%d.html", i)] = "many"
	}
	return []change{
		{"first build", nil, tiny},
		{"into an empty folder", files{}, tiny},
		{"edit, add, remove", tiny, tiny.with("index.html", "khác", "tin-tuc/2018/a.html", "", "moi/x/y.html", "mới")},
		{"folders and files change places", files{"a": "file", "b/c/d.html": "deep", "b/e.html": "e"}, files{"a/x/y.html": "deep", "b": "file"}},
		{"everything goes", tiny, files{"x.html": "x"}},
		{"many files", files{"index.html": "x"}, many},
		{"nothing", tiny, tiny},
	}
}

// stride is how far apart the operations are that are made to fail: all but where many are alike.
func (c change) stride() int {
	if len(c.after) > manyFiles {
		return 13
	}
	return 1
}

// start puts the first generation of a change on a new desk.
func (c change) start(t *testing.T) *desk {
	d := newDesk(t)
	switch {
	case c.before == nil:
	case len(c.before) == 0:
		if err := os.Mkdir(d.opts.Dir, 0o755); err != nil {
			t.Fatal(err)
		}
	default:
		d.apply(c.before)
	}
	return d
}

// present reads the output folder if there is one.
func (d *desk) present() files {
	if _, err := os.Stat(d.opts.Dir); err != nil {
		return files{}
	}
	return tree(d.t, d.opts.Dir, false)
}

// TestB02_DeathAtEveryOperation: whatever operation is the last of a builder, each file is of the old or the
// new generation, the next build is as good as one in a fresh folder, and nothing is left over. So also when
// the state folder is lost with the builder, and when the next build dies in turn.
func TestB02_DeathAtEveryOperation(t *testing.T) {
	for _, c := range changes() {
		t.Run(c.name, func(t *testing.T) {
			fresh := newDesk(t)
			fresh.apply(c.after)
			want := tree(t, fresh.opts.Dir, true)
			total := 0
			for n := 1; ; n += c.stride() {
				d := c.start(t)
				f := &fate{at: n, die: true}
				report, err := Apply(context.Background(), c.after.artifacts(), d.with(f))
				if !f.dead {
					if err != nil || !report.Published {
						t.Fatalf("without a fault: %v", err)
					}
					break
				}
				total = n
				what := fmt.Sprintf("dead at %d", n)
				oldOrNew(t, what, emptyFoldersAside(d.present()), c.before.wants(), c.after.wants())
				switch n % 3 {
				case 1:
					os.RemoveAll(d.opts.StateDir)
				case 2:
					Apply(context.Background(), c.after.artifacts(), d.with(&fate{at: n/2 + 1, die: true}))
					oldOrNew(t, what+" and again", emptyFoldersAside(d.present()), c.before.wants(), c.after.wants())
				}
				d.apply(c.after)
				sameTree(t, what+", then built", tree(t, d.opts.Dir, true), want)
				if t.Failed() {
					return
				}
			}
			if total < 8 {
				t.Errorf("only %d operations", total)
			}
		})
	}
}

// emptyFoldersAside drops folders: a builder that dies may leave empty ones, which the next build fills or
// removes.
func emptyFoldersAside(f files) files {
	for path := range f {
		if strings.HasSuffix(path, "/") {
			delete(f, path)
		}
	}
	return f
}

// TestB03_B04_FailureAtEveryOperation: an operation fails with a full disk or a broken one. The build says so
// and never claims success with half a site; files are old or new; the next build repairs everything.
func TestB03_B04_FailureAtEveryOperation(t *testing.T) {
	for _, c := range changes() {
		t.Run(c.name, func(t *testing.T) {
			fresh := newDesk(t)
			fresh.apply(c.after)
			want := tree(t, fresh.opts.Dir, true)
			for n := 1; ; n += c.stride() {
				fault := errFull
				if n%2 == 0 {
					fault = errBroken
				}
				d := c.start(t)
				f := &fate{at: n, err: fault}
				report, err := Apply(context.Background(), c.after.artifacts(), d.with(f))
				if f.ops < n {
					break
				}
				what := fmt.Sprintf("failed at %d", n)
				got := d.present()
				oldOrNew(t, what, emptyFoldersAside(got), c.before.wants(), c.after.wants())
				var known *Error
				switch {
				case err == nil && report.Published:
					sameTree(t, what+" without an error", got, emptyFoldersAside(c.after.wants()))
				case !errors.As(err, &known) || report.Published:
					t.Errorf("%s: published %v, error %T %v", what, report.Published, err, err)
				case known.Diagnostic.Code != "output-full" && known.Diagnostic.Code != "output-io":
					t.Errorf("%s: %v", what, err)
				}
				d.apply(c.after)
				sameTree(t, what+", then built", tree(t, d.opts.Dir, true), want)
				if t.Failed() {
					return
				}
			}
		})
	}
}

// TestB03_DiskFull: the error names the path and the bytes that all new files need; the earlier site is
// intact.
func TestB03_DiskFull(t *testing.T) {
	d := newDesk(t)
	d.apply(smallSite)
	before := tree(t, d.opts.Dir, true)
	next := smallSite.with("index.html", strings.Repeat("x", 1000), "tin-tuc/2018/a.html", strings.Repeat("y", 500))
	opts := d.with(&fate{})
	opts.wrap = func(d disk.Disk) disk.Disk { return smallDisk{unsynced{d}} }
	_, err := Apply(context.Background(), next.artifacts(), opts)
	var full *Error
	if !errors.As(err, &full) || full.Diagnostic.Code != "output-full" || full.Diagnostic.Args[0] != "index.html" {
		t.Fatalf("error %v", err)
	}
	need := 1000 + 500 + len(Manifest(rowsOf(next))[0].Data) + len(Manifest(rowsOf(next))[1].Data)
	if full.Diagnostic.Args[1] != fmt.Sprint(need) {
		t.Errorf("needs %s bytes, want %d", full.Diagnostic.Args[1], need)
	}
	sameTree(t, "intact", tree(t, d.opts.Dir, true), before)
	d.clean()
}

func rowsOf(f files) []Row {
	var rows []Row
	for path := range f {
		rows = append(rows, Row{Path: path})
	}
	return rows
}

// smallDisk takes files of up to 100 bytes.
type smallDisk struct{ disk.Disk }

func (d smallDisk) Create(path string) (disk.File, error) {
	f, err := d.Disk.Create(path)
	return smallFile{f}, err
}

type smallFile struct{ disk.File }

func (f smallFile) Write(p []byte) (int, error) {
	if len(p) > 100 {
		return 0, errFull
	}
	return f.File.Write(p)
}

// TestB05_NotWritable: the folder itself, or one in it, may not be written to. Nothing changes.
func TestB05_NotWritable(t *testing.T) {
	for _, locked := range []string{".", "tin-tuc/2018"} {
		t.Run(locked, func(t *testing.T) {
			d := newDesk(t)
			d.apply(smallSite)
			for _, dir := range []string{d.site, filepath.Dir(d.site)} {
				if err := os.Chmod(dir, 0o777); err != nil { // also for the user below
					t.Fatal(err)
				}
			}
			before := tree(t, d.opts.Dir, true)
			if err := os.Chmod(d.out(locked), 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(d.out(locked), 0o755) })
			before[locked+"/"] = "555 "
			delete(before, "./")
			t.Run("build", func(t *testing.T) {
				d.t = t
				unprivileged(t)
				d.fails(smallSite.with("index.html", "new", "tin-tuc/2018/a.html", "new"), "output-unwritable")
			})
			sameTree(t, "untouched", tree(t, d.opts.Dir, true), before)
			d.clean()
		})
	}
}

// TestStagingInside: the parent of the output folder cannot be written to.
func TestStagingInside(t *testing.T) {
	d := newDesk(t)
	if err := errors.Join(os.Mkdir(d.opts.Dir, 0o777), os.Chmod(d.opts.Dir, 0o777), os.Mkdir(d.opts.StateDir, 0o777), os.Chmod(d.opts.StateDir, 0o777)); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{d.site, filepath.Dir(d.site)} {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("build", func(t *testing.T) {
		d.t = t
		unprivileged(t)
		d.apply(smallSite)
		next := smallSite.with("index.html", "new", "rss.xml", "")
		for n := 1; n < 40; n += 2 {
			Apply(context.Background(), next.artifacts(), d.with(&fate{at: n, die: true}))
			d.apply(next)
			sameTree(t, "built", tree(t, d.opts.Dir, false), next.wants())
			d.apply(smallSite)
		}
	})
}

// TestOtherRightsFinish: a builder that worked inside the folder died; the next may work beside it, and
// finishes all the same.
func TestOtherRightsFinish(t *testing.T) {
	next := smallSite.with("index.html", "new", "rss.xml", "")
	for n := 1; n < 40; n += 2 {
		d := newDesk(t)
		d.apply(smallSite)
		opts := d.with(&fate{at: n, die: true})
		wrap := opts.wrap
		opts.wrap = func(d disk.Disk) disk.Disk { return noParent{wrap(d)} }
		Apply(context.Background(), next.artifacts(), opts)
		d.apply(next)
		sameTree(t, fmt.Sprint("dead at ", n), tree(t, d.opts.Dir, false), next.wants())
	}
}

// noParent is a disk whose parent folder is another mount.
type noParent struct{ disk.Disk }

func (noParent) SameMount(a, b string) bool { return false }
