package build

import (
	"math/rand/v2"
	"testing"
)

// TestPatched: a save that changes the running text alone does not join the site again, and reaches one page; anything that other pages show
// does join it again. (That both give what a clean build makes is the oracle's to say.)
func TestPatched(t *testing.T) {
	p := &play{dir: t.TempDir(), world: plainWorld(rand.New(rand.NewPCG(9, 9))), published: map[string]file{}, out: "public"}
	defer p.close()
	p.output(t)
	a, b := p.world.articles[2], p.world.articles[5]
	a.body = append(a.body, "Đoạn đầu.", "Đoạn sau.")
	p.world.static["static/assets/site.css"] = "p { color: red }"
	p.output(t)
	for _, c := range []struct {
		name    string
		edit    func()
		patched bool
	}{
		{"running text", func() { a.body[len(a.body)-1] = "Đoạn sau, đã sửa." }, true},
		{"running text of two", func() { a.body[len(a.body)-1] = "Sửa nữa."; b.body[0] += " Thêm." }, false}, // the lead of b
		{"running text again", func() { a.body[len(a.body)-1] = "Lại sửa." }, true},
		{"the style", func() { p.world.static["static/assets/site.css"] = "p { color: darkred }" }, true},
		{"running text after the style", func() { a.body[len(a.body)-1] = "Sửa lần nữa." }, true},
		{"a new layout", func() { p.world.layouts["layouts/partials/tools.html"] = "<p>1</p>" }, false},
		{"running text before the layout", func() { a.body[len(a.body)-1] = "Sửa trước mẫu." }, true},
		{"the layout", func() { p.world.layouts["layouts/partials/tools.html"] = "<p>2</p>" }, true},
		{"layout, style and running text", func() {
			p.world.layouts["layouts/partials/tools.html"] = "<p>3</p>"
			p.world.static["static/assets/site.css"] = "p { color: blue }"
			a.body[len(a.body)-1] = "Sửa cùng mẫu."
		}, true},
		{"running text after the layout", func() { a.body[len(a.body)-1] = "Sửa sau mẫu." }, true},
		{"a layout with a fault", func() { p.world.layouts["layouts/partials/tools.html"] = "{{if true}}" }, false},
		{"the layout mended", func() { p.world.layouts["layouts/partials/tools.html"] = "<p>3</p>" }, false},
		{"a picture", func() { p.world.static["static/anh/a.svg"] = svg(5, 3) }, false},
		{"title", func() { a.title = "Tít khác" }, false},
		{"a heading", func() { a.body = append(a.body, "## Mục mới") }, false},
		{"a link", func() { a.body = append(a.body, "[Bài](/"+b.path+")") }, false},
	} {
		joined := p.builder.made.joined
		c.edit()
		p.output(t)
		if patched := p.builder.made.joined == joined; patched != c.patched {
			t.Errorf("%s: patched %t", c.name, patched)
		}
	}
}
