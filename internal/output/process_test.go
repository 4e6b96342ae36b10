package output

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary be a builder of its own: see helper.
func TestMain(m *testing.M) {
	task := os.Getenv("OUTPUT_TEST_TASK")
	if task == "" {
		os.Exit(m.Run())
	}
	site := os.Getenv("OUTPUT_TEST_SITE")
	opts := Options{Dir: filepath.Join(site, "public"), StateDir: filepath.Join(site, ".bantin"), Protected: []string{site}}
	if err := runTask(task, opts); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runTask(task string, opts Options) error {
	switch task {
	case "umask":
		mask, err := strconv.ParseInt(os.Args[1], 8, 32)
		if err != nil {
			return err
		}
		syscall.Umask(int(mask))
		_, err = Apply(context.Background(), smallSite.artifacts(), opts)
		return err
	case "build": // one generation
		n, err := strconv.Atoi(os.Args[1])
		if err != nil {
			return err
		}
		_, err = Apply(context.Background(), generation(n).artifacts(), opts)
		return err
	}
	return fmt.Errorf("no task %q", task)
}

// generation is a site of 400 files, of which most differ between any two generations.
func generation(n int) files {
	site := files{"index.html": fmt.Sprint("trang chủ ", n)}
	for i := range 400 {
		if i%7 == n%7 {
			continue // comes and goes
		}
		text := fmt.Sprintf("bài %d, bản %d", i, n)
		if i%5 == 0 {
			text = "không đổi"
		}
		site[fmt.Sprintf("tin-tuc/%d/bai-%d.html", 2000+i%20, i)] = text
	}
	return site
}

// TestB01_Killed kills a builder at random moments. Every file of the output is then of the generation before
// or of the new one, and the next build makes what a build in a fresh folder makes.
func TestB01_Killed(t *testing.T) {
	d := newDeskIn(t, t.TempDir())
	opts := d.opts
	previous := generation(0)
	d.apply(previous)
	whole := timeOf(func() { d.apply(generation(0).with("index.html", "x")) })
	d.apply(previous)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	killed := 0
	for n := 1; n <= 10; n++ {
		next := generation(n)
		cmd := helper(d, "build", strconv.Itoa(n))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if n > 1 { // the first dies before it can have ended
			time.Sleep(time.Duration(random.Int64N(int64(whole)*2 + int64(60*time.Millisecond))))
		}
		cmd.Process.Kill()
		if err := cmd.Wait(); wasKilled(err) {
			killed++
		} else if err != nil {
			t.Fatalf("build %d ended by itself: %v", n, err)
		} else {
			sameTree(t, fmt.Sprint("build ", n, " ended before the kill"), tree(t, opts.Dir, false), next.wants())
		}
		if n == 6 {
			os.RemoveAll(opts.StateDir) // with the journal surviving
		}
		oldOrNew(t, fmt.Sprint("killed in build ", n), tree(t, opts.Dir, false), previous.wants(), next.wants())
		d.apply(next)
		sameTree(t, fmt.Sprint("after build ", n), tree(t, opts.Dir, false), next.wants())
		previous = next
	}
	if killed == 0 {
		t.Error("nothing was killed")
	}
	t.Logf("%d builds of 10 were killed", killed)
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

// TestFound_E7_KillsAreSeen: what TestB01_Killed counts is a kill, and neither a failure nor an end.
func TestFound_E7_KillsAreSeen(t *testing.T) {
	for script, want := range map[string]bool{"exit 0": false, "exit 1": false, "exit 137": false, "kill -9 $$": true, "kill -15 $$": false} {
		if got := wasKilled(exec.Command("sh", "-c", script).Run()); got != want {
			t.Errorf("%s: %v", script, got)
		}
	}
	if wasKilled(exec.Command("no-such-program").Run()) {
		t.Error("a program that did not start was killed")
	}
}

func timeOf(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// oldOrNew expects that every file is as it was or as it shall be; one that only one of them has may be
// missing. Folders may stand empty.
func oldOrNew(t testing.TB, what string, got, before, after files) {
	t.Helper()
	for path, text := range got {
		_, was := before[path]
		_, shall := after[path]
		if was && before[path] == text || shall && after[path] == text {
			continue
		}
		t.Errorf("%s: %s is %.40q", what, path, text)
	}
	for path := range before {
		if _, shall := after[path]; shall && path[len(path)-1] != '/' {
			if _, there := got[path]; !there {
				t.Errorf("%s: %s is missing", what, path)
			}
		}
	}
}
