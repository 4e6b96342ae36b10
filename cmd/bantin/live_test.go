package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The rows W of the fault table (docs/faults.md) that concern `bantin build --watch`: whatever editors, tools and people do to the files of a
// site that is watched, its output becomes what a clean build makes. What a reader of the preview server sees is tested there.

// liveTime bounds what must happen some time; it is generous because machines are busy. How long it took is logged.
const liveTime = 40 * time.Second

// live is `bantin build --watch` on a site.
type live struct {
	t         *testing.T
	site, out string
	said      *speech
}

// speech is what a command says while it runs.
type speech struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *speech) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *speech) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// newsroom writes a small site: three sections of articles with tags and dates, all of which are an hour old.
func newsroom(t *testing.T) string {
	t.Helper()
	site := filepath.Join(t.TempDir(), "site")
	writeFile(t, site, "content/_index.md", "---\ntitle: Bảo Yên\nbase_url: https://baoyen.example/\n---\nKính chào.\n")
	writeFile(t, site, "static/anh/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>`)
	for i := range 12 {
		writeFile(t, site, articlePath(i), articleText(i))
	}
	return site
}

func articlePath(i int) string {
	return fmt.Sprintf("content/%s/bai-%d.md", []string{"tin-tuc", "doi-song", "van-hoa"}[i%3], i)
}

func articleText(i int) string {
	return fmt.Sprintf("---\ntitle: Bài số %d\ndate: 2018-%02d-10\ntags: [thẻ %d, chung]\n---\nLời của bài %[1]d. [Bài khác](/%[4]s)\n",
		i, i+1, i%4, strings.TrimPrefix(articlePath((i+5)%12), "content/"))
}

// articlePage is the page of an article.
func articlePage(i int) string {
	return strings.TrimSuffix(strings.TrimPrefix(articlePath(i), "content/"), ".md") + ".html"
}

// buildFlags are those of a build of the site of these tests.
func buildFlags(site, out string) []string {
	return []string{"build", "--site", site, "--out", out, "--now", "2026-11-01", "--lang", "en"}
}

// goLive watches a site in this process until the test ends.
func goLive(t *testing.T, site string, flags ...string) *live {
	t.Helper()
	l := &live{t: t, site: site, out: filepath.Join(t.TempDir(), "public"), said: &speech{}}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append(append(buildFlags(site, l.out), "--watch"), flags...), l.said, l.said)
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != exitDone {
			t.Errorf("exit status %d", status)
		}
		if t.Failed() {
			t.Logf("the command said:\n%s", l.said)
		}
	})
	l.ready()
	return l
}

// goLiveProcess watches a site in a process of its own that a shell starts: script ends in `exec "$@"`. It ends with the test.
func goLiveProcess(t *testing.T, site, script string, as *syscall.Credential, flags ...string) (*live, *os.Process) {
	t.Helper()
	l := &live{t: t, site: site, out: filepath.Join(t.TempDir(), "public"), said: &speech{}}
	if as != nil {
		l.out = filepath.Join(site, "public")
	}
	args := append([]string{"-ec", script, "sh", program(t)}, append(append(buildFlags(site, l.out), "--watch"), flags...)...)
	cmd := exec.Command("sh", args...)
	cmd.Stdout, cmd.Stderr = l.said, l.said
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
		if t.Failed() {
			t.Logf("the command said:\n%s", l.said)
		}
	})
	return l, cmd.Process
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

// ready waits for the first build.
func (l *live) ready() {
	l.t.Helper()
	l.until("the first build", func() error {
		if !strings.Contains(l.said.String(), "Watching for changes") {
			return fmt.Errorf("the command said:\n%s", l.said)
		}
		return nil
	})
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
			l.t.Fatalf("%s: %v\nthe command said:\n%s", what, err, l.said)
		}
	}
}

// equal waits until the output is what a clean build in a fresh folder makes: names, modes, bytes.
func (l *live) equal(what string) {
	l.t.Helper()
	want := cleanRows(l.t, l.site)
	start := time.Now()
	l.until(what, func() error {
		got, err := readRows(l.out)
		if diff := cmp.Diff(want, got); diff != "" {
			return errors.New("(-clean +watched):\n" + diff)
		}
		return err
	})
	l.t.Logf("%s: equal after %v", what, time.Since(start).Round(10*time.Millisecond))
}

// cleanRows are the rows of what a clean build makes of a copy of the site.
func cleanRows(t *testing.T, site string) []string {
	t.Helper()
	top := t.TempDir()
	fresh, clean := filepath.Join(top, "site"), filepath.Join(top, "public")
	// The command that watches may be writing its .bantin.
	copied := `mkdir "$1" && find "$0" -mindepth 1 -maxdepth 1 ! -name .bantin ! -name .git -exec cp -a -t "$1" {} +`
	if out, err := exec.Command("sh", "-c", copied, site, fresh).CombinedOutput(); err != nil {
		t.Fatalf("copying the site: %v\n%s", err, out)
	}
	var out bytes.Buffer
	if status := run(t.Context(), append(buildFlags(fresh, clean), "--quiet"), &out, &out); status > exitContent {
		t.Fatalf("the clean build: exit status %d\n%s", status, &out)
	}
	return treeRows(t, clean)
}

// shows waits until a page of the output has a text.
func (l *live) shows(page, text string) {
	l.t.Helper()
	l.until(page+" shows "+text, func() error {
		data, err := os.ReadFile(filepath.Join(l.out, page))
		if err == nil && !bytes.Contains(data, []byte(text)) {
			err = errors.New("it does not")
		}
		return err
	})
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
		if said := l.said.String(); strings.Contains(said, word) {
			l.t.Errorf("%q is not to be said:\n%s", word, said)
		}
	}
}

// rebuilt waits until so many builds wrote or removed something, beside the first; there must not be more.
func (l *live) rebuilt(times int) {
	l.t.Helper()
	l.until(fmt.Sprint(times, " rebuilds"), func() error {
		switch n := strings.Count(l.said.String(), " Rebuilt in "); {
		case n > times:
			l.t.Fatalf("%d rebuilds and not %d\n%s", n, times, l.said)
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

// edit appends a sentence to an article and waits until its page shows it: whatever was done before it has been noticed then.
func (l *live) edit(i int, sentence string) {
	l.t.Helper()
	rewrite(l.t, filepath.Join(l.site, articlePath(i)), func(s string) string { return s + "\n" + sentence + "\n" })
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
