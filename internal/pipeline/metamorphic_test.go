package pipeline

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/viet"
)

// plainWorld is a site in which every article has a day of its own and none names another: order and links do
// not depend on paths.
func plainWorld(r *rand.Rand) *world {
	w := newWorld(r)
	for i, a := range w.articles {
		a.date, a.publish, a.draft, a.slug = time.Date(2010, 1, 1+17*i, 0, 0, 0, 0, time.UTC).Format("2006-01-02"), "", false, ""
		a.body = []string{fmt.Sprintf("Đoạn %d.", i)}
		if strings.HasSuffix(a.path, "/index.md") {
			a.path = strings.TrimSuffix(a.path, "/index.md") + ".md"
		}
	}
	maps.DeleteFunc(w.static, func(p, _ string) bool { return strings.HasPrefix(p, "content/") })
	return w
}

// output renders every file of a world.
func (p *play) output(t *testing.T) map[string]file {
	t.Helper()
	var err error
	if p.saved, err = p.world.save(p.site(), p.saved, rand.New(rand.NewPCG(1, 1))); err != nil {
		t.Fatal(err)
	}
	if fault := p.checkMemory(); fault != "" {
		t.Fatal(fault)
	}
	if len(p.published) < 50 {
		t.Fatalf("only %d files", len(p.published))
	}
	return p.published
}

// sameBytes compares two outputs, names and bytes.
func sameBytes(t *testing.T, got, want map[string]file) {
	t.Helper()
	if diff := differ(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))); diff != "" {
		t.Fatalf("other files: %s", diff)
	}
	for name := range want {
		if g, w := string(got[name].data), string(want[name].data); g != w {
			t.Errorf("%s differs:%s", name, differ(strings.Split(g, "\n"), strings.Split(w, "\n")))
		}
	}
}

// TestRename: source files may have any name when slug keeps the address. Only the data files, which name
// sources, know of it.
func TestRename(t *testing.T) {
	p := &play{dir: t.TempDir(), world: plainWorld(rand.New(rand.NewPCG(7, 7))), out: "public"}
	defer p.close()
	before := maps.Clone(p.output(t))
	for i, a := range p.world.articles {
		a.slug = viet.Slug(strings.TrimSuffix(path.Base(a.path), ".md"))
		a.path = fmt.Sprintf("%s/tên khác %d.md", path.Dir(a.path), len(p.world.articles)-i)
	}
	after := maps.Clone(p.output(t))
	for _, files := range []map[string]file{before, after} {
		maps.DeleteFunc(files, func(name string, _ file) bool { return strings.HasPrefix(name, "data/") })
	}
	sameBytes(t, after, before)
}

// TestUndo: an edit that is taken back leaves no trace.
func TestUndo(t *testing.T) {
	p := &play{dir: t.TempDir(), world: plainWorld(rand.New(rand.NewPCG(8, 8))), out: "public"}
	defer p.close()
	w := p.world
	w.settings.size = "1"
	before := maps.Clone(p.output(t))
	a := w.articles[3]
	for i, edit := range []struct{ do, undo func() }{
		{func() { a.tags = append(slices.Clone(a.tags), "thẻ mới") }, func() { a.tags = a.tags[:len(a.tags)-1] }},
		{func() { a.draft = true }, func() { a.draft = false }},
		{func() { a.fault = "draft: chưa chắc" }, func() { a.fault = "" }},
		{func() { w.settings.size = "5" }, func() { w.settings.size = "1" }},
		{func() { w.baseURL = worldBases[2] }, func() { w.baseURL = "" }},
		{func() { w.now = instant("2011-01-01T00:00:00Z") }, func() { w.now = instant("2025-07-15T00:00:00Z") }},
	} {
		edit.do()
		if between := p.output(t); maps.EqualFunc(between, before, func(a, b file) bool { return a.fingerprint == b.fingerprint }) {
			t.Errorf("edit %d changes nothing", i)
		}
		edit.undo()
		sameBytes(t, p.output(t), before)
	}
}
