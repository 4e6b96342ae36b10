package main

import (
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// bantinProcess is a build of a site in a process of its own, under limits that a shell sets before.
func bantinProcess(site, out, limits string, env ...string) *exec.Cmd {
	cmd := exec.Command("sh", "-c", limits+` exec bantin "$@"`, "sh", "build", "--site", site, "--out", out, "--now", "2026-11-01", "--quiet")
	cmd.Env = append(os.Environ(), env...)
	return cmd
}

// generations builds an archive before and after edits that reach many pages, each into a folder of its own,
// and returns the site in its later state, a copy of the earlier output, and the rows of both.
func generations(t *testing.T) (site, earlier string, before, after []string) {
	t.Helper()
	site, top := archiveSite(t, 150), t.TempDir()
	earlier, later := filepath.Join(top, "earlier"), filepath.Join(top, "later")
	command(t, 0, "build", "--site", site, "--out", earlier, "--now", "2026-11-01")
	for _, percent := range []int{5, 30, 60, 90} {
		rewrite(t, someArticle(t, site, percent), appendBody)
	}
	newArticle(t, site, "2016-05-17")
	if err := os.Remove(someArticle(t, site, 40)); err != nil {
		t.Fatal(err)
	}
	rewrite(t, filepath.Join(site, "content/_index.md"), func(s string) string { return strings.Replace(s, "province: ", "province: Khu ", 1) })
	command(t, 0, "build", "--site", site, "--out", later, "--now", "2026-11-01")
	return site, earlier, treeRows(t, earlier), treeRows(t, later)
}

// kills is how many builds TestB01_B14_Kill kills.
var kills = flag.Int("kills", 20, "builds to kill; 200 before a release")

// TestB01_B14_Kill kills a build at random moments: every file is then as it was before or as it will be, and
// the next build makes what a clean build makes and leaves nothing of its own behind.
func TestB01_B14_Kill(t *testing.T) {
	site, earlier, before, after := generations(t)
	known := map[string]bool{}
	for _, row := range append(before, after...) {
		known[row] = true
	}
	if slices.Equal(before, after) {
		t.Fatal("the edits changed no file")
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	killed := 0
	for i := range *kills {
		top := t.TempDir()
		out := filepath.Join(top, "public")
		if err := os.CopyFS(out, os.DirFS(earlier)); err != nil {
			t.Fatal(err)
		}
		cmd := bantinProcess(site, out, "")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if i > 0 { // the first dies before it can have ended
			time.Sleep(time.Duration(random.IntN(40)*(i%12+1)) * time.Millisecond)
		}
		cmd.Process.Kill()
		switch err := cmd.Wait(); {
		case wasKilled(err):
			killed++
		case err != nil:
			t.Fatalf("the build ended by itself: %v", err)
		default:
			if diff := cmp.Diff(after, treeRows(t, out)); diff != "" {
				t.Errorf("the build ended before the kill (-clean +it):\n%s", diff)
			}
		}
		for _, row := range treeRows(t, out) {
			if !known[row] && !strings.Contains(row, " d") && !strings.HasPrefix(row, ".bantin") {
				t.Errorf("after the kill: %s is of neither generation", row)
			}
		}
		if message, err := bantinProcess(site, out, "").CombinedOutput(); err != nil {
			t.Fatalf("the next build: %v\n%s", err, message)
		}
		if diff := cmp.Diff(after, treeRows(t, out)); diff != "" {
			t.Fatalf("the next build (-clean +it):\n%s", diff)
		}
		if left, _ := os.ReadDir(top); len(left) > 1 && slices.ContainsFunc(left, func(e os.DirEntry) bool { return strings.Contains(e.Name(), "staging") }) {
			t.Errorf("something is left beside the output folder: %v", left)
		}
	}
	if killed == 0 {
		t.Error("nothing was killed")
	}
	t.Logf("%d builds of %d were killed", killed, *kills)
}

// wasKilled reports whether a process ended by our signal, and not by itself.
func wasKilled(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// TestB13_BuildsAtOnce starts builds of one site at once: they take turns or give up with exit status 3, and
// the output is right.
func TestB13_BuildsAtOnce(t *testing.T) {
	site, out, _, after := generations(t)
	var builds sync.WaitGroup
	for range 5 {
		builds.Go(func() {
			message, err := bantinProcess(site, out, "").CombinedOutput()
			if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != exitEnvironment) {
				t.Errorf("%v\n%s", err, message)
			}
		})
	}
	builds.Wait()
	if diff := cmp.Diff(after, treeRows(t, out)); diff != "" {
		t.Errorf("(-clean +it):\n%s", diff)
	}
}

// TestB27_B28_Limits builds with few descriptors and little memory.
func TestB27_B28_Limits(t *testing.T) {
	site, _, _, after := generations(t)
	for _, c := range []struct{ name, limits, env string }{
		{"32 descriptors", "ulimit -n 32;", "GOMAXPROCS=8"},
		{"64 MiB", "", "GOMEMLIMIT=64MiB"},
	} {
		out := filepath.Join(t.TempDir(), "public")
		if message, err := bantinProcess(site, out, c.limits, c.env).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", c.name, err, message)
		} else if diff := cmp.Diff(after, treeRows(t, out)); diff != "" {
			t.Errorf("%s (-clean +it):\n%s", c.name, diff)
		}
	}
}
