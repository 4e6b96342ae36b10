package output

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"syscall"
	"testing"

	"bantin/internal/output/disk"
)

// folding is a disk that ignores case, as exFAT, macOS and Windows do: a name means the file that is there
// under another spelling, and a file that is moved over it keeps that spelling. It has no hard links.
type folding struct{ disk.Disk }

// real is a path as it is spelt on the disk, as far as it is there.
func (d folding) real(p string) string {
	at := "."
	for name := range strings.SplitSeq(path.Clean(p), "/") {
		entries, _ := d.Disk.List(at)
		for _, e := range entries {
			if strings.EqualFold(e.Name, name) {
				name = e.Name
				break
			}
		}
		at = path.Join(at, name)
	}
	return at
}

func (d folding) List(dir string) ([]disk.Entry, error) { return d.Disk.List(d.real(dir)) }
func (d folding) Open(p string) (io.ReadCloser, error)  { return d.Disk.Open(d.real(p)) }
func (d folding) Create(p string) (disk.File, error)    { return d.Disk.Create(d.real(p)) }
func (d folding) Mkdir(p string) error                  { return d.Disk.Mkdir(d.real(p)) }
func (d folding) Like(a, b string) error                { return d.Disk.Like(d.real(a), d.real(b)) }
func (d folding) Move(from, to string) (disk.Stamp, error) {
	return d.Disk.Move(d.real(from), d.real(to))
}
func (d folding) Link(string, string) error { return syscall.EPERM }
func (d folding) Remove(p string) error     { return d.Disk.Remove(d.real(p)) }
func (d folding) RemoveAll(p string) error  { return d.Disk.RemoveAll(d.real(p)) }
func (d folding) Sync(p string) error       { return d.Disk.Sync(d.real(p)) }
func (d folding) Writable(p string) error   { return d.Disk.Writable(d.real(p)) }

// TestFound_B16_Spellings: on a disk that ignores case, a file whose name changes in its capitals alone is
// there under the new name after the build, also when the builder dies at any operation.
func TestFound_B16_Spellings(t *testing.T) {
	for name, c := range map[string]struct{ before, after files }{
		"B16 a file":              {files{"BaoCao.pdf": "x", "a.html": "1"}, files{"baocao.pdf": "x", "a.html": "1"}},
		"B16 a file and its text": {files{"BaoCao.pdf": "x", "a.html": "1"}, files{"BAOCAO.pdf": "y", "a.html": "2"}},
		"B16 a folder":            {files{"Tep/a.txt": "x", "Tep/b.txt": "y"}, files{"tep/a.txt": "x", "tep/b.txt": "z"}},
		"B16 folders and files":   {files{"Tep/Sau/A.txt": "x", "a.html": "1"}, files{"tep/sau/a.txt": "x", "a.html": "1"}},
		"B16 two change names":    {files{"A.txt": "1", "b.txt": "2"}, files{"a.txt": "2", "B.txt": "1"}},
	} {
		t.Run(name, func(t *testing.T) {
			fold := func(d *desk) *desk {
				d.opts.wrap = func(inner disk.Disk) disk.Disk { return folding{unsynced{inner}} }
				return d
			}
			d := fold(newDesk(t))
			d.apply(c.before)
			d.apply(c.after)
			sameTree(t, "renamed", tree(t, d.opts.Dir, false), c.after.wants())
			d.apply(c.after)
			sameTree(t, "again", tree(t, d.opts.Dir, false), c.after.wants())
			for n := 1; ; n++ {
				d := fold(newDesk(t))
				d.apply(c.before)
				f := &fate{at: n, die: true}
				opts := d.opts
				opts.wrap = func(inner disk.Disk) disk.Disk { return faults{folding{unsynced{inner}}, f} }
				Apply(context.Background(), c.after.artifacts(), opts)
				if !f.dead {
					break
				}
				if n%2 == 0 {
					os.RemoveAll(d.opts.StateDir)
				}
				d.apply(c.after)
				sameTree(t, fmt.Sprint("dead at ", n), tree(t, d.opts.Dir, false), c.after.wants())
				if t.Failed() {
					return
				}
			}
		})
	}
}

// TestFound_B16_Swap: where there are no hard links the reason is the file system, and not a person's rights.
func TestFound_B16_Swap(t *testing.T) {
	d := newDesk(t)
	d.opts.wrap = func(inner disk.Disk) disk.Disk { return folding{unsynced{inner}} }
	d.apply(smallSite)
	d.opts.Swap = true
	before := tree(t, d.opts.Dir, true)
	d.fails(smallSite.with("index.html", "new"), "output-swap-impossible")
	sameTree(t, "untouched", tree(t, d.opts.Dir, true), before)
}
