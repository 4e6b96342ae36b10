package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bantin"
	"bantin/internal/source"
)

// Settings or a layout that cannot be read publish nothing: the defaults must not take their place. A link
// out of the site stands for whatever makes a file unreadable, because tests may run as root, who may read
// everything.
func TestUnreadableSettingsAndLayoutsPublishNothing(t *testing.T) {
	for _, broken := range []string{"content/_index.md", "layouts/article.html"} {
		t.Run(broken, func(t *testing.T) {
			site := t.TempDir()
			for name, text := range map[string]string{
				"content/_index.md":  "---\ntitle: Bảo Yên\n---\nChào.\n",
				"content/tin/bai.md": "---\ntitle: Bài\ndate: 2018\n---\nLời.\n",
			} {
				path := filepath.Join(site, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(site, broken)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			os.Remove(path)
			if err := os.Symlink("/etc/passwd", path); err != nil { // leads out of the site: refused
				t.Fatal(err)
			}
			b, err := New(Options{Site: site, Carried: bantin.Carried, Workers: 1, Now: time.Unix(1.8e9, 0), Clock: time.Now})
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			list, err := b.List(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !list.Faulty || len(list.Artifacts) != 0 {
				t.Errorf("faulty %v, %d artifacts; %v", list.Faulty, len(list.Artifacts), list.Diagnostics)
			}
		})
	}
}

// TestFound_D2_Panic: a panic anywhere in a build costs that build: it is an error with a place, and the next
// build publishes what was saved.
func TestFound_D2_Panic(t *testing.T) {
	site, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	write := func(text string) {
		t.Helper()
		name := filepath.Join(site, "content/tin/bai.md")
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte("---\ntitle: Bài\n---\n"+text+"\n"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("Lời.")
	sick := ""
	fail := func(where string) {
		if where == sick {
			panic("hỏng ở " + where)
		}
	}
	b, err := New(Options{
		Site: site, Out: out, Carried: bantin.Carried, Workers: 2, Now: time.Unix(1.8e9, 0), Clock: time.Now,
		Enter:    func(string) { fail("scan") },
		Progress: func(step Step, _, _ int) { fail(string(step)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for i, where := range []string{"", "scan", string(StepRead), string(StepSearch), string(StepOutput)} {
		text := fmt.Sprintf("Lời thứ %d.", i)
		write(text)
		if sick = where; where != "" {
			_, err := b.Build(t.Context())
			var internal *InternalError
			if !errors.As(err, &internal) || internal.Diagnostic.Code != "internal" || !strings.Contains(err.Error(), "hỏng ở "+where) ||
				!strings.Contains(err.Error(), "pipeline/fault_test.go:") {
				t.Errorf("%s: %v", where, err)
			}
		}
		sick = ""
		b.Look(source.Dirty{}) // as a watcher does; whatever was taken before the panic is not lost
		_, err := b.Build(t.Context())
		for errors.Is(err, source.ErrChanged) { // a watcher looks again soon, when the file is at rest
			time.Sleep(10 * time.Millisecond)
			b.Look(source.Dirty{})
			_, err = b.Build(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		if page, err := os.ReadFile(filepath.Join(out, "tin/bai.html")); err != nil || !strings.Contains(string(page), text) {
			t.Errorf("after a panic in %q: %v", where, err)
		}
	}
}
