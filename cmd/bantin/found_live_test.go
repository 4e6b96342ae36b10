package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestFound_D6_SavedAgainAndAgain: nine articles are saved again and again, as editors save, while plain
// builds run, with memory and without, also of a layout that makes every page anew: none of them ever leaves
// the site, and what cannot be built right is not published.
func TestFound_D6_SavedAgainAndAgain(t *testing.T) {
	saves := map[string]func(name, text string) error{
		"in place": func(name, text string) error { return os.WriteFile(name, []byte(text), 0o644) },
		"by renaming": func(name, text string) error {
			return errors.Join(os.WriteFile(name+"~", []byte(text), 0o644), os.Rename(name+"~", name))
		},
		"removed first": func(name, text string) error {
			return errors.Join(os.Remove(name), os.WriteFile(name, []byte(text), 0o644))
		},
		"in two steps": func(name, text string) error {
			err := os.WriteFile(name, []byte(text[:10]), 0o644)
			time.Sleep(3 * time.Millisecond)
			return errors.Join(err, os.WriteFile(name, []byte(text), 0o644))
		},
	}
	for way, save := range saves {
		for _, more := range [][]string{nil, {"--no-cache"}} {
			t.Run(fmt.Sprint(way, more), func(t *testing.T) {
				t.Parallel()
				site, out := newsroom(t), filepath.Join(t.TempDir(), "public")
				build := func(more ...string) (int, string) {
					var said bytes.Buffer
					args := append([]string{"build", "--out", out}, siteArgs(site, "2026-11-01")...)
					return run(t.Context(), append(args, more...), &said, &said), said.String()
				}
				if status, said := build(); status != exitDone {
					t.Fatalf("exit status %d\n%s", status, said)
				}
				stop, savers := make(chan struct{}), sync.WaitGroup{}
				for i := range 9 {
					savers.Go(func() {
						for n := 0; ; n++ {
							select {
							case <-stop:
								return
							case <-time.After(time.Duration(5+7*i) * time.Millisecond):
							}
							if err := save(filepath.Join(site, articlePath(i)), articleText(i)+fmt.Sprintf("Lần %d.\n", n)); err != nil {
								t.Error(err)
							}
						}
					})
				}
				for n := range 6 {
					if n == 3 {
						writeFile(t, site, "layouts/article.html", `{{define "main"}}<hr data-own>{{template "entry" .}}{{end}}`)
					}
					status, said := build(more...)
					if status != exitDone && status != exitEnvironment || strings.Contains(said, "body-empty") {
						t.Errorf("build %d: exit status %d\n%s", n, status, said)
					}
					for i := range 9 {
						if _, err := os.Stat(filepath.Join(out, articlePage(i))); err != nil {
							t.Errorf("build %d: %v\n%s", n, err, said)
						}
					}
				}
				close(stop)
				savers.Wait()
				if status, said := build(); status != exitDone {
					t.Errorf("at last: exit status %d\n%s", status, said)
				}
				if err := (&builds{out}).differs(cleanBuild(t, site, "2026-11-01")); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// TestFound_D4_Closed: while a folder of any kind cannot be read, a build publishes and removes nothing,
// names it and says what to do; a running command keeps the site of before, and follows again when the rights
// are back.
func TestFound_D4_Closed(t *testing.T) {
	for _, name := range []string{
		"content", "content/tin-tuc", "content/bo", "content/tin-tuc/rong", "layouts", "static", "static/tep", "content/_index.md", "layouts/article.html",
	} {
		t.Run(name, func(t *testing.T) {
			bothWays(t, func(l *live) {
				l.write("content/bo/index.md", "---\ntitle: Một tập\n---\nLời.\n")
				l.write("static/tep/a.txt", "Tệp")
				l.write("content/tin-tuc/rong/.giu", "")
				l.write("layouts/article.html", `{{define "main"}}<hr data-own>{{template "entry" .}}{{end}}`)
				if b, ok := l.way.(*builds); ok {
					b.out = l.path("public") // that user may not write elsewhere
				}
				user := nobody(l.t, l.site)
				l.startProcess(`exec "$@"`, user)
				before := cleanBuild(l.t, l.site, l.now)
				rights, err := os.Stat(l.path(name))
				if err != nil {
					l.t.Fatal(err)
				}
				for _, closed := range []os.FileMode{0o000, 0o444} {
					if closed == 0o444 && !rights.IsDir() {
						continue // readable
					}
					if err := os.Chmod(l.path(name), closed); err != nil {
						l.t.Fatal(err)
					}
					l.says(name + ": error: “" + name + "” cannot be read")
					l.says("chmod -R u+rX '" + name + "'")
					if b, ok := l.way.(*builds); ok {
						if err := b.differs(before); err != nil {
							l.t.Errorf("%o, watched: %v", closed, err)
						}
						cmd := exec.Command(program(l.t), append([]string{"build", "--out", b.out}, siteArgs(l.site, l.now)...)...)
						cmd.SysProcAttr = asUser(user)
						if said, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != exitContent || !bytes.Contains(said, []byte("Nothing was written")) {
							l.t.Errorf("%o, built: %v\n%s", closed, err, said)
						}
						if err := b.differs(before); err != nil {
							l.t.Errorf("%o, built: %v", closed, err)
						}
					} else {
						l.shows(articlePage(0), "data-own")
						l.shows("tep/a.txt", "Tệp")
					}
					if err := os.Chmod(l.path(name), rights.Mode()); err != nil {
						l.t.Fatal(err)
					}
					l.edit(0, fmt.Sprintf("Đã có quyền đọc lại sau %o.", closed))
					l.equal("opened again")
					before = cleanBuild(l.t, l.site, l.now)
				}
			})
		})
	}
}
