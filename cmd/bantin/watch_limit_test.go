package main

import (
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
	stormCheckouts = flag.Int("storm.checkouts", 4, "checkouts of W20; 20 in `make soak`")
)

// TestW20_GitStorm: a checkout removes and writes hundreds of files.
func TestW20_GitStorm(t *testing.T) {
	tool(t, "git", "git")
	site := newsroom(t)
	for i := range *stormFiles {
		writeFile(t, site, fmt.Sprintf("content/kho/%d/bai-%d.md", i%7, i), fmt.Sprintf("---\ntitle: Kho %d\ndate: 2017\n---\nNhánh chính.\n", i))
	}
	git := func(l *live, args string) {
		l.sh(`git -c user.name=a -c user.email=a@example.org -c init.defaultBranch=main ` + args)
	}
	prepare := &live{t: t, site: site}
	writeFile(t, site, ".gitignore", ".bantin/\npublic/\n")
	git(prepare, `init -q`)
	git(prepare, `add .`)
	git(prepare, `commit -qm chính`)
	git(prepare, `checkout -qb khac`)
	prepare.sh(`find content/kho -name '*.md' | xargs sed -i 's/Nhánh chính/Nhánh khác/; s/^date: .*/date: 2016/'; rm content/kho/0/*.md`)
	git(prepare, `commit -qam khác`)

	l := goLive(t, site)
	for i := range *stormCheckouts {
		before := strings.Count(l.said.String(), " Rebuilt in ")
		git(l, `checkout -q `+[]string{"main", "khac"}[i%2])
		l.equal(fmt.Sprint("checkout ", i+1))
		if n := strings.Count(l.said.String(), " Rebuilt in ") - before; n > 3 {
			t.Errorf("%d rebuilds for one checkout", n)
		}
	}
	l.silent("error:", "panic")
}

// shortQueue makes the kernel's queue of events hold 16 until restore is called. Where that is not allowed it returns how many events
// fill the queue as it is.
func shortQueue(t *testing.T) (restore func(), length int) {
	t.Helper()
	const file = "/proc/sys/fs/inotify/max_queued_events"
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("16"), 0); err != nil {
		length, _ = strconv.Atoi(strings.TrimSpace(string(old)))
		fmt.Fprintf(os.Stderr, "W21: the queue stays at %d events, because %v\n", length, err)
		return func() {}, length
	}
	restore = func() { os.WriteFile(file, old, 0) }
	t.Cleanup(restore)
	return restore, 16
}

// TestW21_Overflow: the kernel's queue of events is too short.
func TestW21_Overflow(t *testing.T) {
	restore, length := shortQueue(t)
	l, process := goLiveProcess(t, newsroom(t), `exec "$@"`, nil)
	l.ready()
	restore()                       // the limit is that of the moment when the queue was made
	process.Signal(syscall.SIGSTOP) // nobody reads the queue
	for i := range 5000 {
		l.write(fmt.Sprintf("static/anh/tep-%d.txt", i), "Tệp.\n")
	}
	for i := range max(0, length-5000) {
		l.write(fmt.Sprintf("static/anh/rac-%d.tmp", i), "") // an event like any other
	}
	process.Signal(syscall.SIGCONT)
	l.says("watch-lost")
	l.equal("after the overflow")
	if n := strings.Count(l.said.String(), "[watch-lost]"); n != 1 {
		t.Errorf("%d notices", n)
	}
	l.edit(0, "Vẫn thấy thay đổi.")
	l.equal("an edit after it")
}

// inNamespace is a script that sets a limit for one process: namespaces of users have limits of their own, so that nothing else on the machine
// notices.
func inNamespace(limit string) string {
	return `exec unshare --user --map-root-user sh -ec 'echo ` + limit + `; exec "$@"' sh "$@"`
}

// TestW22_WatchLimit: the kernel gives few watches.
func TestW22_WatchLimit(t *testing.T) {
	tool(t, "unshare", "util-linux")
	l, _ := goLiveProcess(t, newsroom(t), inNamespace(`5 >/proc/sys/user/max_inotify_watches`), nil)
	l.polls()
}

// polls makes sure that the command polls, says so in one line that names the limit, and sees changes all the same.
func (l *live) polls() {
	l.t.Helper()
	l.ready()
	l.says("fs.inotify.max_user_watches")
	l.edit(0, "Thấy khi quét.")
	l.write("content/moi/bai.md", "---\ntitle: Mới\n---\nMới.\n")
	l.equal("polling")
	if n := strings.Count(l.said.String(), "[watch-limit]"); n != 1 {
		l.t.Errorf("%d notices:\n%s", n, l.said)
	}
}

// TestW23_Exhausted: no watcher at all, or hardly any descriptors.
func TestW23_Exhausted(t *testing.T) {
	tool(t, "unshare", "util-linux")
	t.Run("instances", func(t *testing.T) {
		l, _ := goLiveProcess(t, newsroom(t), inNamespace(`0 >/proc/sys/user/max_inotify_instances`), nil)
		l.polls()
	})
	t.Run("descriptors", func(t *testing.T) {
		l, _ := goLiveProcess(t, newsroom(t), `ulimit -n 32; exec "$@"`, nil)
		l.ready()
		l.edit(0, "Với ít bộ mô tả tệp.")
		l.equal("32 descriptors")
	})
}

// TestW24_Poll: --poll sees everything without events. (That file systems without events are polled unasked is tested in package watch.)
func TestW24_Poll(t *testing.T) {
	l := goLive(t, newsroom(t), "--poll")
	l.edit(0, "Thấy khi quét.")
	l.sh(`mv content/tin-tuc content/tin-khac; rm content/doi-song/bai-1.md; mkdir -p content/a/b && echo 'Chào.' >content/a/b/c.md`)
	l.equal("polling")
}

// TestW32_EditsDuringBuilds: edits that come faster than builds end.
func TestW32_EditsDuringBuilds(t *testing.T) {
	l := goLive(t, newsroom(t))
	for i, end := 0, time.Now().Add(3*time.Second); time.Now().Before(end); i++ {
		l.write(articlePath(i%12), articleText(i%12)+fmt.Sprintf("Lần %d.\n", i))
		time.Sleep(30 * time.Millisecond)
	}
	l.equal("after the last edit")
	l.silent("error:")
}

// nobody is a user without rights. Root may read everything, so what cannot be read is tried as somebody else.
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

// TestW37_Unreadable: a file and a folder without rights appear; the rest goes on, and so do they after chmod.
func TestW37_Unreadable(t *testing.T) {
	site := newsroom(t)
	l, _ := goLiveProcess(t, site, `exec "$@"`, nobody(t, site))
	l.ready()
	l.sh(`mkdir content/kin && echo 'Kín.' >content/kin/bai.md && chmod 000 content/kin
		printf -- '---\ntitle: Kín\n---\nKín.\n' >content/tin-tuc/kin.md && chmod 000 content/tin-tuc/kin.md`)
	l.says("content/tin-tuc/kin.md: error:")
	l.says("content/kin: error:")
	l.edit(0, "Bài khác vẫn sống.")
	l.sh(`chmod 644 content/tin-tuc/kin.md; chmod 755 content/kin; chmod 644 content/kin/bai.md`)
	l.shows("tin-tuc/kin.html", "Kín.")
	l.shows("kin/bai.html", "Kín.")
}

// TestW41_Signals: told to end in the middle of a rebuild, the command ends soon and leaves nothing behind.
func TestW41_Signals(t *testing.T) {
	site := newsroom(t)
	for i := range 8 {
		l, process := goLiveProcess(t, site, `exec "$@"`, nil)
		l.ready()
		before := treeRows(t, l.out)
		for k := range 12 {
			l.write(articlePath(k), articleText(k)+fmt.Sprintf("Lần %d.\n", i))
		}
		time.Sleep(time.Duration(30+15*i) * time.Millisecond)
		start := time.Now()
		process.Signal([]os.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2])
		l.until("the end", func() error {
			if err := process.Signal(syscall.Signal(0)); err == nil && !zombie(process.Pid) {
				return fmt.Errorf("it runs")
			}
			return nil
		})
		t.Logf("ended after %v", time.Since(start).Round(time.Millisecond))
		left, err := filepath.Glob(filepath.Join(filepath.Dir(l.out), ".bantin-staging*", "*"))
		if err != nil || len(left) > 0 {
			t.Errorf("left behind: %v (%v)", left, err)
		}
		known := map[string]bool{}
		for _, row := range append(before, cleanRows(t, site)...) {
			known[row] = true
		}
		for _, row := range treeRows(t, l.out) {
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
	site := newsroom(t)
	at := time.Now().Truncate(time.Second).Add(5 * time.Second) // the field has no fractions
	writeFile(t, site, "content/tin-tuc/hen.md", "---\ntitle: Hẹn giờ\npublishdate: "+at.Format("2006-01-02 15:04:05 -07:00")+"\n---\nĐến giờ rồi.\n")
	l, _ := goLiveProcess(t, site, `exec "$1" build --site "$4" --out "$6" --lang en --watch`, nil)
	l.ready()
	if _, err := os.Stat(filepath.Join(l.out, "tin-tuc/hen.html")); err == nil && time.Now().Before(at) {
		t.Error("it is there before its time")
	}
	l.shows("tin-tuc/hen.html", "Đến giờ rồi.")
	if time.Now().Before(at) {
		t.Error("it came before its time")
	}
}
