package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/pipeline"
	"bantin/internal/serve"
	"bantin/internal/watch"
)

// TestPreviewUnmade takes the disk away from a preview and gives it back: a tab that shows a page keeps it,
// one that asks is told what is the matter in the editor's language, and shows the page by itself when there
// is one again.
func TestPreviewUnmade(t *testing.T) {
	site := filepath.Join(t.TempDir(), "site")
	if err := copySite(site); err != nil {
		t.Fatal(err)
	}
	var broken atomic.Bool
	p := &running{t: t, site: site, url: previewOf(t, site, func(string) {
		if broken.Load() {
			panic("mất ổ đĩa")
		}
	})}
	asks, keeps := newTab(t), (*tab)(nil)
	keeps = asks.another()
	keeps.open(p.url + shownArticle)
	keeps.ready()
	keeps.mark()
	broken.Store(true)
	// something to look at, which changes no page
	if err := os.Mkdir(filepath.Join(site, "content/moi"), 0o755); err != nil {
		t.Fatal(err)
	}
	asks.open(p.url + shownArticle)
	asks.await(`document.documentElement.lang === "vi" && document.title === "Trang này chưa dựng được" &&
		document.body.innerText.includes("panic: mất ổ đĩa") && document.body.innerText.includes("Trang sẽ tự hiện")`)
	audit(t, p.url+shownArticle)
	broken.Store(false)
	asks.await(`Boolean(document.querySelector("body.kind-article h1")) && !document.querySelector(".bantin-box")`)
	if !keeps.marked() {
		t.Error("a tab that shows a page is loaded again")
	}
}

// previewOf is the address of a preview in Vietnamese that calls enter with each folder that it looks at.
func previewOf(t *testing.T, site string, enter func(folder string)) (url string) {
	t.Helper()
	ctx := t.Context()
	o, err := (&siteFlags{site: site}).options(&console{out: io.Discard, err: io.Discard, lang: diag.VI})
	if err != nil {
		t.Fatal(err)
	}
	w, err := watch.Start(ctx, watch.Options{Site: site})
	if err != nil {
		t.Fatal(err)
	}
	o.StateDir, o.Enter = "", func(folder string) {
		enter(folder)
		w.Enter(folder)
	}
	b, err := pipeline.New(o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := serve.Listen("127.0.0.1", 0, false)
	if err != nil {
		t.Fatal(err)
	}
	s := serve.NewSite(b, w, time.Now, time.Now)
	served := make(chan error, 2)
	go func() {
		served <- serve.Run(ctx, l, serve.NewHandler(ctx, s, nil, diag.VI, func([]diag.Diagnostic) {}))
	}()
	go func() {
		w.Loop(ctx, time.Now, func(ctx context.Context) time.Time {
			made, _ := s.Build(ctx)
			return made.Again
		})
		served <- b.Close()
	}()
	t.Cleanup(func() { // the context has ended
		for range 2 {
			if err := <-served; err != nil {
				t.Error(err)
			}
		}
	})
	return webAddress(l)
}
