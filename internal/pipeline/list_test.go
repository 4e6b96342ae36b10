package pipeline

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"bantin"
	"bantin/internal/output"
	"bantin/internal/source"
)

// TestListStandsAlone renders the pages of one list while the next ones are made: every page is of its own
// list, or says that its file is no longer the one of that list.
func TestListStandsAlone(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	article := func(title, body string) string {
		return "---\ntitle: " + title + "\ndate: 2018-03-20\n---\n" + body + "\n"
	}
	write("_index.md", "---\ntitle: Cổng thông tin\n---\n")
	for _, name := range []string{"a", "b", "c", "d"} {
		write("tin-tuc/"+name+".md", article("Bài "+name, "Lời đầu của "+name+"."))
	}
	b, err := New(Options{Site: dir, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Carried: bantin.Carried, Clock: time.Now, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	list := func() map[string]output.Artifact {
		l, err := b.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		byPath := map[string]output.Artifact{}
		for _, a := range l.Artifacts {
			byPath[a.Path] = a
		}
		return byPath
	}

	first := list()
	write("tin-tuc/a.md", article("Bài a", "Lời mới của a."))
	if err := os.Remove(filepath.Join(dir, "content/tin-tuc/b.md")); err != nil {
		t.Fatal(err)
	}
	var renders sync.WaitGroup
	for range 2 {
		renders.Go(func() {
			for range 20 {
				for _, name := range []string{"c", "d"} {
					var page bytes.Buffer
					if _, err := first["tin-tuc/"+name+".html"].Render(&page); err != nil || !strings.Contains(page.String(), "Lời đầu của "+name) {
						t.Errorf("%s of the first list: %v\n%s", name, err, &page)
					}
				}
			}
		})
	}
	var second map[string]output.Artifact
	for i := range 10 {
		write("tin-tuc/e.md", article("Bài e", strings.Repeat("Thêm. ", i+1)))
		second = list()
	}
	renders.Wait()

	for _, name := range []string{"a", "b"} {
		if _, err := first["tin-tuc/"+name+".html"].Render(new(bytes.Buffer)); !errors.Is(err, source.ErrChanged) {
			t.Errorf("%s of the first list: %v", name, err)
		}
	}
	var page bytes.Buffer
	if _, err := second["tin-tuc/a.html"].Render(&page); err != nil || !strings.Contains(page.String(), "Lời mới của a") {
		t.Errorf("a of the second list: %v\n%s", err, &page)
	}
	if _, there := second["tin-tuc/b.html"]; there {
		t.Error("b is in the second list")
	}
}
