package pipeline

import (
	"math/rand/v2"
	"testing"

	"bantin/internal/site"
)

// TestStanding: a save of what no other page shows joins nothing, and one of a layout neither; anything that
// other pages show does join the site again. (That all of it gives what a clean build makes is the oracle's
// to say.)
func TestStanding(t *testing.T) {
	p := &play{dir: t.TempDir(), world: plainWorld(rand.New(rand.NewPCG(9, 9))), published: map[string]file{}, out: "public"}
	defer p.close()
	p.output(t)
	a, b := p.world.articles[2], p.world.articles[5]
	a.body = append(a.body, "Đoạn đầu.", "Đoạn sau.", "[Hỏng](khong-co)")
	link := len(a.body) - 1
	p.world.static["static/assets/site.css"] = "p { color: red }"
	p.output(t)
	text := func(s string) { a.body[link-1] = s }
	layout := func(s string) { p.world.layouts["layouts/partials/tools.html"] = s }
	style := func(s string) { p.world.static["static/assets/site.css"] = s }
	for _, c := range []struct {
		name   string
		edit   func()
		stands bool
	}{
		{"running text", func() { text("Đoạn sau, đã sửa.") }, true},
		{"running text of an entry about which there is something to say", func() { text("Thêm\ndòng\n\nnữa.") }, true},
		{"a word before a link on its line", func() { a.body[link] = "Xem " + a.body[link] }, true},
		{"running text of two, one of which is a lead", func() { text("Sửa nữa."); b.body[0] += " Thêm." }, false},
		{"running text again", func() { text("Lại sửa.") }, true},
		{"the style", func() { style("p { color: darkred }") }, true},
		{"running text after the style", func() { text("Sửa lần nữa.") }, true},
		{"a new layout", func() { layout("<p>1</p>") }, true},
		{"the layout", func() { layout("<p>2</p>") }, true},
		{"layout, style and running text", func() { layout("<p>3</p>"); style("p { color: blue }"); text("Sửa cùng mẫu.") }, true},
		{"a layout with a fault", func() { layout("{{if true}}") }, true},
		{"the layout mended", func() { layout("<p>3</p>") }, true},
		{"a layout that names a file", func() { layout(`<img src="/anh/a.svg" alt="">`) }, false},
		{"a picture of another size", func() { p.world.static["static/anh/a.svg"] = svg(5, 3) }, false},
		{"title", func() { a.title = "Tít khác" }, false},
		{"a heading", func() { a.body = append(a.body, "## Mục mới") }, false},
		{"a link", func() { a.body = append(a.body, "[Bài](/"+b.path+")") }, false},
	} {
		before := lastSite(p.builder)
		c.edit()
		p.output(t)
		if stands := lastSite(p.builder) == before; stands != c.stands {
			t.Errorf("%s: the site stands: %t", c.name, stands)
		}
	}
}

// lastSite is the site that the builder holds.
func lastSite(b *Builder) *joined {
	return b.joined.Get(site.Input{}, func(site.Input, *joined) bool { return true }, nil)
}
