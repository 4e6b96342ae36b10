package output

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
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

// TestB01_Killed kills a builder at random moments. Every file of the output is then of the generation before or of the new one, and
// the next build makes what a build in a fresh folder makes.
func TestB01_Killed(t *testing.T) {
	d := newDeskIn(t, t.TempDir())
	opts := d.opts
	previous := generation(0)
	d.apply(previous)
	whole := timeOf(func() { d.apply(generation(0).with("index.html", "x")) })
	d.apply(previous)
	for n := 1; n <= 10; n++ {
		next := generation(n)
		cmd := helper(d, "build", strconv.Itoa(n))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(whole)*2 + int64(60*time.Millisecond))))
		cmd.Process.Kill()
		cmd.Wait()
		if n == 6 {
			os.RemoveAll(opts.StateDir) // with the journal surviving
		}
		oldOrNew(t, fmt.Sprint("killed in build ", n), tree(t, opts.Dir, false), previous.wants(), next.wants())
		d.apply(next)
		sameTree(t, fmt.Sprint("after build ", n), tree(t, opts.Dir, false), next.wants())
		previous = next
	}
}

func timeOf(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// oldOrNew expects that every file is as it was or as it shall be; one that only one of them has may be missing. Folders may stand empty.
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
