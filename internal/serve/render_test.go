package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
)

func TestLoads(t *testing.T) {
	for page, want := range map[string]string{
		`<script src="../assets/site.js" defer></script><img src="../../anh/a.svg?x#y">`:                                      "assets/site.js anh/a.svg",
		`<img src="anh/h.svg"><img src='anh/h.svg'><audio src="loa.mp3"></audio><video poster="a.jpg"></video>`:               "t/anh/h.svg t/loa.mp3 t/a.jpg",
		`<img src="https://example.org/a.png"><img src="//example.org/a.png"><img src="data:image/png;base64,x"><img src="">`: "",
		`<p>src="a.png"</p><!-- <img src="b.png"> --><a href="c.html">`:                                                       "",
	} {
		if got := strings.Join(loads("t/bai.html", []byte(page)), " "); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}

// artifactOf is an artifact of a size that counts how often it is rendered.
func artifactOf(name string, size int, count *atomic.Int64) output.Artifact {
	return output.Artifact{Path: name, Make: output.Ready(fingerprint.Of(name), func(w io.Writer) ([]diag.Diagnostic, error) {
		count.Add(1)
		_, err := w.Write(make([]byte, size))
		return nil, err
	})}
}

// The memory holds what was asked for last, within its bounds; who asks at once waits for one rendering.
func TestMemory(t *testing.T) {
	m := newMemory(10_000)
	var count atomic.Int64
	ask := func(i int) {
		name := fmt.Sprintf("%d.html", i)
		if r, err := m.render(t.Context(), name, artifactOf(name, 1000, &count).Make()); err != nil || len(r.body) != 1000 {
			t.Errorf("%d: %v", i, err)
		}
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { ask(0) })
	}
	all.Wait()
	if n := count.Load(); n != 1 {
		t.Errorf("rendered %d times", n)
	}
	for i := range 100 {
		ask(i)
		ask(0)
	}
	if n := count.Load(); n != 100 {
		t.Errorf("rendered %d times: the one that is asked for again and again is not kept", n)
	}
	if m.size > m.most || m.recent.Len() != len(m.byKey) {
		t.Errorf("%d bytes of %d, %d and %d items", m.size, m.most, m.recent.Len(), len(m.byKey))
	}
	if _, err := m.render(t.Context(), "lon.pdf", artifactOf("lon.pdf", mostBytes+1, &count).Make()); !errors.Is(err, errLarge) {
		t.Errorf("a large one: %v", err)
	}
}

// A panic costs the page and names the place; who goes away does not take the rendering from those who wait.
func TestRenderFails(t *testing.T) {
	told := func(failures []diag.Diagnostic) bool {
		return len(failures) == 1 && failures[0].Code == "page-panic" && failures[0].Args[0] == "hỏng" &&
			strings.HasPrefix(failures[0].Args[1], "serve/render_test.go:")
	}
	r, err := newMemory(1000).render(t.Context(), "a.html", output.Made{Render: func(io.Writer) ([]diag.Diagnostic, error) { panic("hỏng") }})
	if err != nil || !told(r.failures) {
		t.Errorf("rendering: %v %+v", err, r)
	}
	if _, failures := gather(output.Artifact{Path: "a.html", Make: func() output.Made { panic("hỏng") }}); !told(failures) {
		t.Errorf("gathering: %+v", failures)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newMemory(1000).render(gone, "b.html", artifactOf("b.html", 1, new(atomic.Int64)).Make()); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
