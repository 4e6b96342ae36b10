package pipeline

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"bantin/internal/output"
	"bantin/internal/page"
)

// The pages that the layouts of the program make directly have the bytes that html/template writes.
func TestPagesAgreeWithHTMLTemplate(t *testing.T) {
	b, err := New(demoSite(t, 150))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	l := listOf(t, b)
	direct := l.Artifacts
	for kind := range page.Layouts() {
		if kind != "" && !l.pages.layouts.IsDirect(kind) {
			t.Errorf("layout %s is left to html/template", kind)
		}
	}
	reference := slices.Concat(b.files(l.Site, l.from), page.List(l.Site, l.pages.layouts.Reference(), b.Program).Artifacts(l.from.ofPages()))
	for i, a := range direct[:len(reference)] {
		if a.Class != output.ClassPage {
			continue
		}
		var got, want bytes.Buffer
		_, err := a.Render(&got)
		_, err2 := reference[i].Render(&want)
		if err != nil || err2 != nil || got.String() != want.String() || got.Len() == 0 {
			t.Errorf("%s: html/template writes other bytes (%v, %v)", a.Path, err, err2)
		}
	}
}

func listOf(t *testing.T, b *Builder) *List {
	t.Helper()
	l, err := b.List(context.Background())
	if err != nil || l.Faulty {
		t.Fatal(err, l)
	}
	return l
}
