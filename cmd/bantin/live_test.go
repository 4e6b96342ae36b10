package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The rows W of the fault table (docs/faults.md) that concern the two commands which follow a site, `bantin
// build --watch` and `bantin serve`: whatever editors, tools and people do to its files, readers get what a
// clean build makes. Those of the output folder get it some time, those of the preview in the first answer to
// whoever asks after a save.

// liveTime bounds what must happen some time; it is generous because machines are busy. How long it took is
// logged.
const liveTime = 2 * time.Minute

// live is a command that follows a site.
type live struct {
	way
	t    *testing.T
	site string
	now  string // --now; "" for the real time
	said *printed
}

// bothWays plays a row with either command, side by side: each has a site and a process, or a goroutine, of
// its own.
func bothWays(t *testing.T, row func(l *live)) {
	play(t, func(l *live) {
		l.t.Parallel()
		row(l)
	})
}

// inTurn plays a row that touches what the commands share, first with the one and then with the other.
func inTurn(t *testing.T, row func(l *live)) { play(t, row) }

func play(t *testing.T, row func(l *live)) {
	t.Run("build", func(t *testing.T) { row(newLive(t, newsroom(t), &builds{filepath.Join(t.TempDir(), "public")})) })
	t.Run("serve", func(t *testing.T) {
		s := &serves{}
		s.client.Timeout, s.client.Transport = liveTime, &http.Transport{}
		t.Cleanup(s.client.CloseIdleConnections)
		row(newLive(t, newsroom(t), s))
	})
}

// newLive is a command that will follow a site.
func newLive(t *testing.T, site string, w way) *live {
	return &live{way: w, t: t, site: site, now: "2026-11-01", said: &printed{}}
}

// args are the arguments of the program.
func (l *live) args(more []string) []string {
	return append(append(l.command(), siteArgs(l.site, l.now)...), more...)
}

// siteArgs are the flags of every command for the site of these tests.
func siteArgs(site, now string) []string {
	args := []string{"--site", site, "--lang", "en"}
	if now != "" {
		args = append(args, "--now", now)
	}
	return args
}

// start runs the command in this process until the test ends.
func (l *live) start(flags ...string) {
	l.t.Helper()
	ctx, stop := context.WithCancel(l.t.Context())
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, l.args(flags), l.said, l.said) }()
	l.t.Cleanup(func() {
		stop()
		if status := <-ended; status != exitDone {
			l.t.Errorf("exit status %d", status)
		}
		l.tell()
	})
	l.ready()
}

// startProcess runs the command in a process of its own that a shell starts: script ends in `exec "$@"`. It
// ends with the test.
func (l *live) startProcess(script string, as *syscall.Credential, flags ...string) *os.Process {
	l.t.Helper()
	cmd := exec.Command("sh", append([]string{"-ec", script, "sh", program(l.t)}, l.args(flags)...)...)
	cmd.Stdout, cmd.Stderr = l.said, l.said
	cmd.SysProcAttr = asUser(as)
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		hung := time.AfterFunc(liveTime, func() { cmd.Process.Kill() })
		if err := cmd.Wait(); err != nil {
			l.t.Errorf("the command's end: %v", err)
		}
		hung.Stop()
		l.tell()
	})
	l.ready()
	return cmd.Process
}

// asUser has a process run as a user; nil for whoever runs the tests.
func asUser(who *syscall.Credential) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: who}
}

// program is a copy of the command that every user may run.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "bantin-program-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	name := filepath.Join(dir, "bantin")
	if out, err := exec.Command("sh", "-c", `cp "$0" "$1" && chmod 755 "$2" "$1"`, self, name, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// tell shows what the command said if the test failed.
func (l *live) tell() {
	if l.t.Failed() {
		l.t.Logf("the command said:\n%s", l.said)
	}
}

// ready waits for the first build. In real time the site might change by itself before it is compared.
func (l *live) ready() {
	l.t.Helper()
	l.until("the first build", func() error {
		if !l.begun(l.said.String()) {
			return errors.New("it is not there")
		}
		return nil
	})
	if l.now != "" {
		l.equal("the first build")
	}
}

// until waits until something is so.
func (l *live) until(what string, holds func() error) {
	l.t.Helper()
	for end := time.Now().Add(liveTime); ; time.Sleep(10 * time.Millisecond) {
		err := holds()
		switch {
		case err == nil:
			return
		case time.Now().After(end):
			l.t.Fatalf("%s: %v", what, err)
		}
	}
}

// seen makes sure that what was saved is what readers find: at once in the preview, some time in the output
// folder.
func (l *live) seen(what string, holds func() error) {
	l.t.Helper()
	if !l.prompt() {
		l.until(what, holds)
	} else if err := holds(); err != nil {
		l.t.Fatalf("%s, asked for at once: %v", what, err)
	}
}

// equal makes sure that readers find what a clean build in a fresh folder makes.
func (l *live) equal(what string) {
	l.t.Helper()
	start := time.Now()
	l.ask()
	asked := time.Now()
	clean := cleanBuild(l.t, l.site, l.now)
	defer os.RemoveAll(filepath.Dir(clean))
	waited := time.Now()
	l.seen(what, func() error { return l.differs(clean) })
	l.t.Logf("%s: equal after %v", what, (asked.Sub(start) + time.Since(waited)).Round(10*time.Millisecond))
}

// cleanBuild is the output folder of a build of a copy of the site.
func cleanBuild(t *testing.T, site, now string) string {
	t.Helper()
	top := t.TempDir()
	fresh, clean := filepath.Join(top, "site"), filepath.Join(top, "public")
	// The command that watches may be writing .bantin, and its output where that lies in the site.
	copied := `mkdir "$1" && find "$0" -mindepth 1 -maxdepth 1 ! -name '.*' ! -name public -exec cp -a -t "$1" {} +`
	if out, err := exec.Command("sh", "-c", copied, site, fresh).CombinedOutput(); err != nil {
		t.Fatalf("copying the site: %v\n%s", err, out)
	}
	var out bytes.Buffer
	if status := run(t.Context(), append([]string{"build", "--quiet", "--out", clean}, siteArgs(fresh, now)...), &out, &out); status > exitContent {
		t.Fatalf("the clean build: exit status %d\n%s", status, &out)
	}
	return clean
}

// shows makes sure that a page has a text.
func (l *live) shows(page, text string) {
	l.t.Helper()
	l.seen(page+" shows "+text, func() error {
		data, err := l.read(page)
		if err == nil && !bytes.Contains(data, []byte(text)) {
			err = errors.New("it does not")
		}
		return err
	})
}

// absent makes sure that nothing is published under these addresses.
func (l *live) absent(addresses ...string) {
	l.t.Helper()
	for _, address := range addresses {
		if _, err := l.read(address); !errors.Is(err, errAbsent) {
			l.t.Errorf("%s is there (%v)", address, err)
		}
	}
}

// says waits until the command says something.
func (l *live) says(text string) {
	l.t.Helper()
	l.until("the command says "+text, func() error {
		if !strings.Contains(l.said.String(), text) {
			return errors.New("it does not")
		}
		return nil
	})
}

// silent makes sure that the command has said none of these words.
func (l *live) silent(words ...string) {
	l.t.Helper()
	for _, word := range words {
		if strings.Contains(l.said.String(), word) {
			l.t.Errorf("%q is not to be said", word)
		}
	}
}

// once makes sure that the command has said something one time.
func (l *live) once(text string) {
	l.t.Helper()
	if n := strings.Count(l.said.String(), text); n != 1 {
		l.t.Errorf("%q is said %d times", text, n)
	}
}

// rebuilt waits until so many builds changed something, beside the first; there must not be more.
func (l *live) rebuilt(times int) {
	l.t.Helper()
	l.until(fmt.Sprint(times, " rebuilds"), func() error {
		switch n := l.rebuilds(l.said.String()); {
		case n > times:
			l.t.Fatalf("%d rebuilds and not %d", n, times)
		case n < times:
			return fmt.Errorf("%d", n)
		}
		return nil
	})
}

// write saves a file in place, as echo does.
func (l *live) write(name, text string) {
	l.t.Helper()
	writeFile(l.t, l.site, name, text)
}

// replace saves a file by putting another one in its place: there is no moment at which a busy machine could
// leave it empty.
func (l *live) replace(name, text string) {
	l.t.Helper()
	l.write(".new", text)
	if err := os.Rename(l.path(".new"), l.path(name)); err != nil {
		l.t.Fatal(err)
	}
}

// edit appends a sentence to an article and makes sure that its page shows it: whatever was done before it
// has been noticed then.
func (l *live) edit(i int, sentence string) {
	l.t.Helper()
	text, err := os.ReadFile(l.path(articlePath(i)))
	if err != nil {
		l.t.Fatal(err)
	}
	l.replace(articlePath(i), string(text)+"\n"+sentence+"\n")
	l.shows(articlePage(i), sentence)
}

// sh runs a shell command in the site's folder.
func (l *live) sh(script string, args ...string) {
	l.t.Helper()
	cmd := exec.Command("sh", append([]string{"-ec", script, "sh"}, args...)...)
	cmd.Dir = l.site
	if out, err := cmd.CombinedOutput(); err != nil {
		l.t.Fatalf("%s: %v\n%s", script, err, out)
	}
}

// path is a file of the site.
func (l *live) path(name string) string { return filepath.Join(l.site, name) }
