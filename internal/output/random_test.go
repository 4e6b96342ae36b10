package output

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestIncrementalEqualsClean: after any history of edits, damage and deaths the folder is what a build in a
// fresh folder makes, manifest and modes included.
func TestIncrementalEqualsClean(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 1))
			d := newDesk(t)
			site := randomSite(rng)
			d.apply(site)
			for step := range 12 {
				edit(rng, site)
				what := disturb(rng, d, site)
				if rng.IntN(3) == 0 {
					what += ", a death"
					Apply(context.Background(), site.artifacts(), d.with(&fate{at: 1 + rng.IntN(60), die: true}))
				}
				d.apply(site)
				clean := newDesk(t)
				clean.apply(site)
				sameTree(t, fmt.Sprintf("step %d, %s", step, what), tree(t, d.opts.Dir, true), tree(t, clean.opts.Dir, true))
				if report := d.apply(site); report.Rendered != 0 || len(report.Written)+len(report.Removed)+len(report.Foreign) != 0 {
					t.Errorf("step %d, %s: built again: %+v", step, what, report)
				}
				if t.Failed() {
					return
				}
			}
		})
	}
}

// names are few, so that files come and go and become folders.
var names = []string{"a", "b", "a/x.html", "a/y/z.html", "b/x.html", "c.html", "d/e/f.html", "d/e/g.css", "h.js", "rss.xml"}

func randomSite(rng *rand.Rand) files {
	site := files{"index.html": "trang chủ"}
	for range 6 {
		edit(rng, site)
	}
	return site
}

// edit changes, adds or removes a file. A file that would be a folder of another pushes it out.
func edit(rng *rand.Rand, site files) {
	name := names[rng.IntN(len(names))]
	if rng.IntN(3) == 0 {
		delete(site, name)
		return
	}
	for other := range site {
		if strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
			delete(site, other)
		}
	}
	site[name] = fmt.Sprint("bản ", rng.IntN(5))
}

// disturb does something to the folder that a build has to get over without losing anything.
func disturb(rng *rand.Rand, d *desk, site files) string {
	paths := slices.Sorted(maps.Keys(site))
	victim := d.out(paths[rng.IntN(len(paths))])
	switch rng.IntN(8) {
	case 0:
		os.RemoveAll(d.opts.StateDir)
		return "state gone"
	case 1:
		os.RemoveAll(d.opts.Dir)
		return "output gone"
	case 2:
		os.Remove(victim)
		return "a file gone"
	case 3:
		now := syscall.NsecToTimespec(1e18)
		syscall.UtimesNano(victim, []syscall.Timespec{now, now})
		return "a file touched"
	case 4:
		os.Chmod(victim, 0o600)
		return "a mode changed"
	case 5:
		os.Remove(filepath.Join(d.opts.Dir, indexPath))
		return "index gone"
	case 6:
		if _, err := os.Stat(victim); err == nil { // else it would be foreign
			os.WriteFile(victim, []byte("bản X"), 0o644)
			return "a file edited by hand"
		}
	}
	return "nothing"
}

// TestB28_FewDescriptors: many folders need no more descriptors than one.
func TestB28_FewDescriptors(t *testing.T) {
	site := files{}
	for i := range 80 {
		site[fmt.Sprintf("x/%d/y/index.html", i)] = "x"
	}
	d := newDesk(t)
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		t.Fatal(err)
	}
	few := syscall.Rlimit{Cur: uint64(len(open) + 22), Max: old.Max}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old) })
	for i := range 3 {
		_, err := Apply(context.Background(), site.with("x/1/y/index.html", fmt.Sprint(i)).artifacts(), d.opts)
		if err != nil {
			t.Error(err)
		}
		os.RemoveAll(d.opts.StateDir)
	}
}
