package pipeline

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/markdown"
)

// Bodies come back from memory and from the file, once each; without a file those beyond the buffer are
// rendered again.
func TestBodyStore(t *testing.T) {
	dir := t.TempDir()
	s := newBodyStore(dir)
	s.most = 64 << 10
	const n, size = 30, 16 << 10 // seven times the buffer
	texts := make([]*content.Text, n)
	for i := range texts {
		result := content.Parse("content/a.md", fmt.Appendf(nil, "---\ntitle: A\n---\n%d %s", i, strings.Repeat("chữ ", size/5)), content.Options{Zone: time.UTC})
		texts[i] = result.Text
		s.put(result.Text, result.Body)
	}
	if s.file == nil {
		t.Error("there is no file")
	}
	var wg sync.WaitGroup
	for i, e := range texts {
		wg.Go(func() {
			body, ok := s.take(e)
			var html bytes.Buffer
			body.Render(&html, markdown.References{})
			if want := fmt.Sprintf("<p>%d chữ", i); !ok || !strings.HasPrefix(html.String(), want) || html.Len() < size/2 {
				t.Errorf("body %d: %v, %.20q", i, ok, html.String())
			}
			if _, again := s.take(e); again {
				t.Errorf("body %d is there twice", i)
			}
		})
	}
	wg.Wait()
	s.close()
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}

	for _, dir := range []string{"", dir + "/nowhere"} {
		s := newBodyStore(dir)
		s.most = 64 << 10
		found := 0
		for _, e := range texts {
			s.put(e, content.Parse("content/a.md", []byte("---\ntitle: A\n---\n"+strings.Repeat("chữ ", size/5)), content.Options{Zone: time.UTC}).Body)
		}
		for _, e := range texts {
			if _, ok := s.take(e); ok {
				found++
			}
		}
		if found == 0 || found > 10 {
			t.Errorf("in %q: %d bodies of %d are kept without a file", dir, found, n)
		}
		s.close()
	}
}
