package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	stormFiles     = flag.Int("storm.files", 300, "files that differ between the branches of W20; 2,000 in `make soak`")
	stormCheckouts = flag.Int("storm.checkouts", 2, "checkouts of W20 for each of the two commands; 20 in `make soak`")
)

// TestW20_GitStorm: a checkout removes and writes hundreds of files.
func TestW20_GitStorm(t *testing.T) {
	tool(t, "git", "git")
	bothWays(t, func(l *live) {
		git := func(args string) {
			l.sh(`git -c user.name=a -c user.email=a@example.org -c init.defaultBranch=main ` + args)
		}
		for i := range *stormFiles {
			l.write(fmt.Sprintf("content/kho/%d/bai-%d.md", i%7, i), fmt.Sprintf("---\ntitle: Kho %d\ndate: 2017\n---\nNhánh chính.\n", i))
		}
		l.write(".gitignore", ".bantin/\n")
		git(`init -q`)
		git(`add .`)
		git(`commit -qm chính`)
		git(`checkout -qb khac`)
		l.sh(`find content/kho -name '*.md' | xargs sed -i 's/Nhánh chính/Nhánh khác/; s/^date: .*/date: 2016/'; rm content/kho/0/*.md`)
		git(`commit -qam khác`)
		l.start()
		for i := range *stormCheckouts {
			before, start := l.rebuilds(l.said.String()), time.Now()
			git(`checkout -q ` + []string{"main", "khac"}[i%2])
			took := time.Since(start)
			l.equal(fmt.Sprint("checkout ", i+1))
			// A checkout of a moment is three; one that takes longer is not waited for without end.
			if n := l.rebuilds(l.said.String()) - before; n > 3+int(took/longestWait) {
				l.t.Errorf("%d rebuilds for one checkout of %v", n, took)
			}
		}
		l.silent("error:", "panic")
	})
}

// TestW21_Overflow: nobody reads the kernel's queue of events until it is full.
func TestW21_Overflow(t *testing.T) {
	text, err := os.ReadFile(queueLength)
	if err != nil {
		t.Fatal(err)
	}
	length, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	bothWays(t, func(l *live) {
		l.overflow(l.startProcess(`exec "$@"`, nil), length)
	})
}

// TestW21_ShortQueue: the same with a queue of 16 events. Only root may ask for one.
func TestW21_ShortQueue(t *testing.T) {
	old, err := os.ReadFile(queueLength)
	if err != nil {
		t.Fatal(err)
	}
	inTurn(t, func(l *live) {
		if err := os.WriteFile(queueLength, []byte("16"), 0); err != nil {
			fmt.Fprintf(os.Stderr, "W21: the queue stays as long as TestW21_Overflow has it, because %v\n", err)
			return
		}
		restore := func() { os.WriteFile(queueLength, old, 0) }
		l.t.Cleanup(restore)
		process := l.startProcess(`exec "$@"`, nil)
		restore() // the limit is that of the moment when the queue was made
		l.overflow(process, 16)
	})
}

// longestWait is how long events may follow each other before the watcher calls for a build all the same.
const longestWait = 250 * time.Millisecond

// queueLength is where the kernel has how many events a new queue holds.
const queueLength = "/proc/sys/fs/inotify/max_queued_events"

// overflow stops the process while files are made and more happens than its queue of events holds.
func (l *live) overflow(process *os.Process, length int) {
	l.t.Helper()
	process.Signal(syscall.SIGSTOP)
	for i := range 200 {
		l.write(fmt.Sprintf("static/anh/tep-%d.txt", i), "Tệp.\n")
	}
	// litter is an event like any other; this is two
	from, to := l.path("static/anh/1.tmp"), l.path("static/anh/2.tmp")
	l.write("static/anh/1.tmp", "")
	for range length {
		if err := os.Rename(from, to); err != nil {
			l.t.Fatal(err)
		}
		from, to = to, from
	}
	process.Signal(syscall.SIGCONT)
	l.equal("after the overflow")
	l.says("watch-lost")
	l.edit(0, "Vẫn thấy thay đổi.")
	l.equal("an edit after it")
	l.once("[watch-lost]")
}

// inNamespace is a script that sets a limit for one process: namespaces of users have limits of their own, so
// that nothing else on the machine notices.
func inNamespace(limit string) string {
	return `exec unshare --user --map-root-user sh -ec 'echo ` + limit + `; exec "$@"' sh "$@"`
}

// TestW22_WatchLimit: the kernel gives few watches.
func TestW22_WatchLimit(t *testing.T) {
	tool(t, "unshare", "util-linux")
	bothWays(t, func(l *live) { l.polls(inNamespace(`5 >/proc/sys/user/max_inotify_watches`)) })
}

// TestW23_Exhausted: no watcher at all, or hardly any descriptors.
func TestW23_Exhausted(t *testing.T) {
	tool(t, "unshare", "util-linux")
	t.Run("instances", func(t *testing.T) {
		bothWays(t, func(l *live) { l.polls(inNamespace(`0 >/proc/sys/user/max_inotify_instances`)) })
	})
	t.Run("descriptors", func(t *testing.T) {
		bothWays(t, func(l *live) {
			l.startProcess(`ulimit -n 32; exec "$@"`, nil)
			l.edit(0, "Với ít bộ mô tả tệp.")
			l.equal("32 descriptors")
		})
	})
}

// polls makes sure that the command polls, says so in one line that names the limit, and sees changes all the
// same.
func (l *live) polls(script string) {
	l.t.Helper()
	l.startProcess(script, nil)
	l.edit(0, "Thấy khi quét.")
	l.write("content/moi/bai.md", "---\ntitle: Mới\n---\nMới.\n")
	l.equal("polling")
	l.says("fs.inotify.max_user_watches")
	l.once("[watch-limit]")
}

// TestW24_Poll: --poll sees everything without events. (That file systems without events are polled unasked
// is tested in package watch.)
func TestW24_Poll(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start("--poll")
		l.edit(0, "Thấy khi quét.")
		l.sh(`mv content/tin-tuc content/tin-khac; rm content/doi-song/bai-1.md; mkdir -p content/a/b && echo 'Chào.' >content/a/b/c.md`)
		l.equal("polling")
	})
}

// TestW32_EditsDuringBuilds: edits that come faster than builds end.
func TestW32_EditsDuringBuilds(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for i, end := 0, time.Now().Add(3*time.Second); time.Now().Before(end); i++ {
			l.replace(articlePath(i%12), articleText(i%12)+fmt.Sprintf("Lần %d.\n", i))
			time.Sleep(30 * time.Millisecond)
		}
		l.equal("after the last edit")
		l.silent("error:")
	})
}

// nobody is a user without rights. Root may read everything, so what cannot be read is tried as a person
// else.
func nobody(t *testing.T, site string) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	const id = 65534
	for _, dir := range []string{filepath.Dir(site), filepath.Dir(filepath.Dir(site))} {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("chown", "-R", fmt.Sprint(id), site).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return &syscall.Credential{Uid: id, Gid: id}
}

// TestW37_Unreadable: a file without rights appears, and the rest goes on; a folder without rights, and the
// site stays as it is. All is well after chmod.
func TestW37_Unreadable(t *testing.T) {
	bothWays(t, func(l *live) {
		if b, ok := l.way.(*builds); ok {
			b.out = l.path("public") // that user may not write elsewhere
		}
		l.startProcess(`exec "$@"`, nobody(l.t, l.site))
		l.sh(`printf -- '---\ntitle: Kín\n---\nKín.\n' >content/tin-tuc/kin.md && chmod 000 content/tin-tuc/kin.md`)
		l.edit(0, "Bài khác vẫn sống.")
		l.absent("tin-tuc/kin.html")
		l.says("content/tin-tuc/kin.md: error:")
		l.sh(`mkdir content/kin && echo 'Kín.' >content/kin/bai.md && chmod 000 content/kin`)
		l.says("content/kin: error:")
		l.shows(articlePage(0), "Bài khác vẫn sống.")
		l.sh(`chmod 644 content/tin-tuc/kin.md; chmod 755 content/kin; chmod 644 content/kin/bai.md`)
		l.shows("tin-tuc/kin.html", "Kín.")
		l.shows("kin/bai.html", "Kín.")
		l.equal("after chmod")
	})
}

// TestW41_Signals: told to end in the middle of a rebuild, the command ends soon and leaves nothing behind.
// (For the preview: TestServeW41_Interrupt.)
func TestW41_Signals(t *testing.T) {
	site := newsroom(t)
	for i := range 8 {
		out := filepath.Join(t.TempDir(), "public")
		l := newLive(t, site, &builds{out})
		process := l.startProcess(`exec "$@"`, nil)
		before := treeRows(t, out)
		for k := range 12 {
			l.write(articlePath(k), articleText(k)+fmt.Sprintf("Lần %d.\n", i))
		}
		time.Sleep(time.Duration(30+15*i) * time.Millisecond)
		start := time.Now()
		process.Signal([]os.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2])
		l.until("the end", func() error {
			if err := process.Signal(syscall.Signal(0)); err == nil && !zombie(process.Pid) {
				return errors.New("it runs")
			}
			return nil
		})
		t.Logf("ended after %v", time.Since(start).Round(time.Millisecond))
		left, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".bantin-staging*", "*"))
		if err != nil || len(left) > 0 {
			t.Errorf("left behind: %v (%v)", left, err)
		}
		known := map[string]bool{}
		for _, row := range append(before, treeRows(t, cleanBuild(t, site, l.now))...) {
			known[row] = true
		}
		for _, row := range treeRows(t, out) {
			if !known[row] && !strings.HasPrefix(row, "manifest/") {
				t.Errorf("%s is of neither generation", row)
			}
		}
	}
}

// zombie reports that a process has ended and waits to be asked about.
func zombie(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(stat), ") Z ")
}

// TestScheduled: an entry appears when its time comes, without an edit.
func TestScheduled(t *testing.T) {
	bothWays(t, func(l *live) {
		at := time.Now().Truncate(time.Second).Add(5 * time.Second) // the field has no fractions
		l.now = ""
		l.write("content/tin-tuc/hen.md", "---\ntitle: Hẹn giờ\npublishdate: "+at.Format("2006-01-02 15:04:05 -07:00")+"\n---\nĐến giờ rồi.\n")
		l.start()
		if _, err := l.read("tin-tuc/hen.html"); err == nil && time.Now().Before(at) {
			l.t.Error("it is there before its time")
		}
		l.until("its time", func() error {
			_, err := l.read("tin-tuc/hen.html")
			return err
		})
		if time.Now().Before(at) {
			l.t.Error("it came before its time")
		}
		l.equal("after its time")
	})
}
