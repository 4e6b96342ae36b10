//go:build linux

package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"bantin/internal/output/disk"
)

// swapDesk is a desk that swaps, or none where the file system cannot.
func swapDesk(t *testing.T) *desk {
	d := newDesk(t)
	a, b := filepath.Join(d.site, "a"), filepath.Join(d.site, "b")
	if err := errors.Join(os.Mkdir(a, 0o755), os.Mkdir(b, 0o755)); err != nil {
		t.Fatal(err)
	}
	if err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE); err != nil {
		t.Fatalf("this file system cannot exchange folders: %v", err)
	}
	os.Remove(a)
	os.Remove(b)
	d.opts.Swap = true
	return d
}

// foreignFiles are put into an output folder by others; the folder of the last is ours, too.
var foreignFiles = files{".git/HEAD": "ref", "CNAME": "baoyen.example", "tep/rieng/a.doc": "riêng", "tin-tuc/ghi-chu.txt": "của ai đó", ".well-known/x": "x"}

func (d *desk) putForeign() {
	for path, text := range foreignFiles {
		d.put(path, text)
	}
}

// withForeign adds the files of others to what a tree should hold.
func withForeign(want files) files {
	return want.with().and(foreignFiles.wants())
}

func (f files) and(more files) files {
	for path, text := range more {
		f[path] = text
	}
	return f
}

// TestSwap: the folder is another one afterwards, and holds what any build would leave, with everybody else's
// files.
func TestSwap(t *testing.T) {
	d := swapDesk(t)
	first := d.apply(smallSite)
	if len(sitePaths(first.Written)) != len(smallSite) {
		t.Errorf("first: %+v", first)
	}
	d.putForeign()
	before, err := os.Stat(d.opts.Dir)
	if err != nil {
		t.Fatal(err)
	}
	next := smallSite.with("index.html", "mới", "tin-tuc/2018/a.html", "", "moi/x/y.html", "y", "assets/site.css", "", "search/0.js", "")
	report := d.apply(next)
	sameTree(t, "swapped", tree(t, d.opts.Dir, false), withForeign(next.wants()))
	wantList(t, "written", sitePaths(report.Written), "index.html", "moi/x/y.html")
	wantList(t, "removed", report.Removed, "assets/site.css", "search/0.js", "tin-tuc/2018/a.html")
	if after, err := os.Stat(d.opts.Dir); err != nil || os.SameFile(before, after) {
		t.Error("the folder was not exchanged")
	}
	if report := d.apply(next); report.Rendered != 0 || len(report.Written)+len(report.Removed) != 0 {
		t.Errorf("again: %+v", report)
	}
	d.opts.Swap = false
	if report := d.apply(next); report.Rendered != 0 {
		t.Errorf("without a swap: %+v", report)
	}
}

// TestSwapLeavesModes: the folders have the modes and owners that a person gave them, also one that holds
// nothing of ours any more.
func TestSwapLeavesModes(t *testing.T) {
	d := swapDesk(t)
	d.apply(smallSite.with("cu/a.html", "a"))
	d.put("cu/ghi-chu.txt", "của ai đó")
	folders, group := []string{".", "tin-tuc", "cu"}, os.Getgid()
	if os.Geteuid() == 0 {
		group = 12345 // who is not root can give a folder to a group of his own only
	}
	for _, name := range folders {
		if err := os.Chown(d.out(name), -1, group); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(d.out(name), 0o750|os.ModeSetgid); err != nil {
			t.Fatal(err)
		}
	}
	d.apply(smallSite.with("index.html", "mới"))
	for _, name := range folders {
		info, err := os.Stat(d.out(name))
		if err != nil || info.Mode().Perm() != 0o750 || info.Mode()&os.ModeSetgid == 0 || int(info.Sys().(*syscall.Stat_t).Gid) != group {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
}

// TestSwapIsWhole: whoever looks while builds swap sees one generation.
func TestSwapIsWhole(t *testing.T) {
	d := swapDesk(t)
	pages := func(n int) files {
		site := files{}
		for i := range 20 {
			site[fmt.Sprintf("p/%d.html", i)] = fmt.Sprint(n)
		}
		return site
	}
	d.apply(pages(0))
	stop, looked := make(chan bool), make(chan string)
	go func() {
		for n, mixed := 0, ""; ; n++ {
			select {
			case <-stop:
				looked <- mixed
				return
			default:
			}
			dir, err := os.Open(d.out("p")) // one folder, whatever its name is by now
			if err != nil {
				mixed = err.Error()
				continue
			}
			seen := map[string]bool{}
			for i := range 20 {
				if fd, err := unix.Openat(int(dir.Fd()), fmt.Sprintf("%d.html", i), unix.O_RDONLY, 0); err == nil {
					var b [8]byte
					got, _ := unix.Read(fd, b[:])
					unix.Close(fd)
					seen[string(b[:max(got, 0)])] = true
				}
			}
			dir.Close()
			if len(seen) > 1 {
				mixed = fmt.Sprint(seen)
			}
		}
	}()
	for n := 1; n <= 20; n++ {
		d.apply(pages(n))
		time.Sleep(time.Millisecond)
	}
	close(stop)
	if mixed := <-looked; mixed != "" {
		t.Errorf("seen: %s", mixed)
	}
}

// TestB02_DeathInSwap: whatever operation is the last, the folder is the old generation or the new one as a
// whole, nobody's file is lost, and the next build makes what it should.
func TestB02_DeathInSwap(t *testing.T) {
	before, after := smallSite, smallSite.with("index.html", "mới", "tin-tuc/2018/a.html", "", "search/0.js", "", "moi/x.html", "y")
	for n := 1; ; n++ {
		d := swapDesk(t)
		d.apply(before)
		d.putForeign()
		f := &fate{at: n, die: true}
		if _, err := Apply(context.Background(), after.artifacts(), d.with(f)); !f.dead {
			if err != nil || n < 20 {
				t.Fatalf("%d operations: %v", n, err)
			}
			return
		}
		what := fmt.Sprintf("dead at %d", n)
		got := ours(tree(t, d.opts.Dir, false))
		if !slices.ContainsFunc([]files{before, after}, func(f files) bool { return same(got, ours(f.wants())) }) {
			t.Errorf("%s: neither generation: %v", what, got)
		}
		if n%3 == 1 {
			os.RemoveAll(d.opts.StateDir)
		}
		d.opts.Swap = n%2 == 0
		d.apply(after)
		sameTree(t, what+", then built", tree(t, d.opts.Dir, false), withForeign(after.wants()))
		if t.Failed() {
			return
		}
	}
}

// ours leaves out folders and the files of others.
func ours(f files) files {
	kept := files{}
	for path, text := range f {
		if _, foreign := foreignFiles[path]; !foreign && !strings.HasSuffix(path, "/") {
			kept[path] = text
		}
	}
	return kept
}

func same(a, b files) bool {
	for path := range b {
		if a[path] != b[path] {
			return false
		}
	}
	return len(a) == len(b)
}

// TestSwapImpossible: where the folder cannot be exchanged the build says so and changes nothing.
func TestSwapImpossible(t *testing.T) {
	d := swapDesk(t)
	d.apply(smallSite)
	before := tree(t, d.opts.Dir, true)
	for name, wrap := range map[string]func(disk.Disk) disk.Disk{
		"another mount":       func(d disk.Disk) disk.Disk { return noParent{unsynced{d}} },
		"not for this system": func(d disk.Disk) disk.Disk { return noExchange{unsynced{d}} },
	} {
		d.opts.wrap = wrap
		if refused := d.fails(smallSite.with("index.html", "mới"), "output-swap-impossible"); refused == nil {
			t.Error(name)
		}
		sameTree(t, name, tree(t, d.opts.Dir, true), before)
		d.clean()
	}
}

type noExchange struct{ disk.Disk }

func (noExchange) Exchange(a, b string) error { return errors.ErrUnsupported }
