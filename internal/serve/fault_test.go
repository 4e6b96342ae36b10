package serve

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/pipeline"
)

// One broken entry of several: its page shows the error, the others are fresh and tell of it, and mending it
// is all that is needed.
func TestW27_BrokenEntry(t *testing.T) {
	broken := "---\ntitle: Bài hỏng\ndate: 2018-13-45\n---\nLời.\n"
	files := map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời a"), "content/tin-tuc/b.md": article("Bài b", "Lời b")}
	overlay := []string{"bantin-box", "content/tin-tuc/b.md:3:7", "<mark>2</mark>018-13-45", "bantin-hint"}

	d := newDesk(t, files)
	before := d.shows("/tin-tuc/b.html", 200, "Lời b", "!bantin-box")
	d.write("content/tin-tuc/b.md", broken)
	d.write("content/tin-tuc/a.md", article("Bài a", "Lời mới"))
	d.shows("/tin-tuc/a.html", 200, append(overlay, "Lời mới", "Errors to mend: 1")...)
	d.shows("/", 200, append(overlay, "!Bài b")...)
	d.shows("/tin-tuc/b.html", 500, "This page cannot be made", "content/tin-tuc/b.md:3:7", "<mark>2</mark>018-13-45", "!bantin-box")
	if page := data(d.look("/tin-tuc/b.html", data(before.body, "page")), "page"); page == "" || page == data(before.body, "page") {
		t.Errorf("a tab on the page would not load it again: %q", page)
	}
	d.write("content/tin-tuc/b.md", files["content/tin-tuc/b.md"])
	for _, p := range []string{"/", "/tin-tuc/a.html", "/tin-tuc/b.html"} {
		d.shows(p, 200, "!bantin-box")
	}

	// The same when the error is there at start (W28), where the address is only known from the path, and
	// with a slug, which is remembered.
	files["content/tin-tuc/b.md"] = broken
	d = newDesk(t, files)
	d.shows("/tin-tuc/b.html", 500, "content/tin-tuc/b.md:3:7")
	d.shows("/tin-tuc/a.html", 200, overlay...)
	d.write("content/tin-tuc/b.md", "---\ntitle: Bài b\nslug: ten-khac\ndate: 2018\n---\nLời b.\n")
	d.shows("/tin-tuc/ten-khac.html", 200, "Lời b")
	d.write("content/tin-tuc/b.md", "---\ntitle: Bài b\nslug: ten-khac\ndate: hôm kia\n---\nLời b.\n")
	d.shows("/tin-tuc/ten-khac.html", 500, "content/tin-tuc/b.md")
}

// A fault that comes while another one is shown is shown too, on every page; mending one leaves the other.
func TestFound_E4_SecondFault(t *testing.T) {
	good := article("Bài b", "Lời b")
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời a"), "content/tin-tuc/b.md": good, "content/tin-tuc/c.md": good})
	first, second := "---\ntitle: B\ndate: 2018-13-45\n---\nLời.\n", "---\ntitle: C\n---\n<!-- Lời.\n"
	d.shows("/tin-tuc/a.html", 200, "!bantin-box")
	d.write("content/tin-tuc/b.md", first)
	before := d.shows("/tin-tuc/a.html", 200, "content/tin-tuc/b.md:3:7", "Errors to mend: 1", "!content/tin-tuc/c.md:")
	d.write("content/tin-tuc/c.md", second)
	d.shows("/tin-tuc/a.html", 200, "content/tin-tuc/b.md:3:7", "content/tin-tuc/c.md:4:1", "Errors to mend: 2")
	if page := data(d.look("/tin-tuc/a.html", data(before.body, "page")), "page"); page == "" || page == data(before.body, "page") {
		t.Errorf("a tab that shows the first fault would not load the page again: %q", page)
	}
	// another fault of the same file, in the same place
	d.write("content/tin-tuc/b.md", "---\ntitle: B\ndate: 2018-14-45\n---\nLời.\n")
	d.shows("/tin-tuc/a.html", 200, "<mark>2</mark>018-14-45", "content/tin-tuc/c.md:4:1", "!018-13-45")
	d.write("content/tin-tuc/b.md", good)
	d.shows("/tin-tuc/a.html", 200, "content/tin-tuc/c.md:4:1", "Errors to mend: 1", "!content/tin-tuc/b.md:")
}

// A broken layout or setting leaves the last good site, and says where.
func TestW26_BrokenLayout(t *testing.T) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời a")})
	d.shows("/tin-tuc/a.html", 200, "Lời a")
	for name, fault := range map[string]string{
		"layouts/article.html": `{{define "main"}}` + "\n<p>{{.Nope}}</p>{{end}}", "layouts/partials/card.html": "<p>\n{{ .Nope", "content/_index.md": "---\ntitle: Cổng\nbase_url: xin chào\n---\n",
	} {
		d.write(name, fault)
		d.shows("/tin-tuc/a.html", 200, "Lời a", "bantin-box", name+":", "last good state")
		d.shows("/", 200, "bantin-box")
		if name == "content/_index.md" {
			d.write(name, settings)
		} else {
			d.remove(name)
		}
		d.shows("/tin-tuc/a.html", 200, "Lời a", "!bantin-box")
	}
}

// Errors at start do not keep the preview from starting.
func TestW28_ErrorAtStart(t *testing.T) {
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời a"), "layouts/base.html": "<!DOCTYPE html>\n{{ .Nope"})
	d.shows("/", 500, "This page cannot be made", "layouts/base.html:2")
	d.shows("/tin-tuc/a.html", 500, "layouts/base.html:2")
	d.remove("layouts/base.html")
	d.shows("/", 200, "Bài a")
	d.shows("/tin-tuc/a.html", 200, "Lời a", "!bantin-box")
}

// A page that fails while it is rendered costs that page only.
func TestC23_PageFails(t *testing.T) {
	for name, fault := range map[string]string{
		"index": "{{index .Tags 7}}", "loop": "{{range 2000000000}}x{{end}}",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, map[string]string{
				"content/tin-tuc/a.md": article("Bài a", "Lời a"), "layouts/article.html": `{{define "main"}}` + "\n" + fault + "{{end}}",
			})
			d.shows("/tin-tuc/a.html", 500, "layouts/article.html:2")
			d.shows("/", 200, "Bài a")
			d.shows("/tin-tuc/a.html", 500, "layouts/article.html:2")
			d.mu.Lock()
			said := d.failing
			d.mu.Unlock()
			if len(said) == 0 || said[0].Pos.Path != "layouts/article.html" || said[0].Severity != diag.Error {
				t.Errorf("the terminal was told %v", said)
			}
			d.remove("layouts/article.html")
			d.shows("/tin-tuc/a.html", 200, "Lời a")
		})
	}
}

// When the site cannot be made, which is no fault of the site, a request is told so in words, and a tab that
// shows a page keeps it; when it can be made again the page is there.
func TestUnmade(t *testing.T) {
	var broken atomic.Bool
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": article("Bài a", "Lời a")}, func(o *pipeline.Options) {
		enter := o.Enter
		o.Enter = func(folder string) { // the scan calls it
			if broken.Load() {
				panic("the disk is gone")
			}
			enter(folder)
		}
	})
	page := data(d.shows("/tin-tuc/a.html", 200, "Lời a").body, "page")
	d.unmade.Store(true)
	broken.Store(true)
	d.write("content/tin-tuc/a.md", article("Bài khác", "Lời mới"))
	unmade := d.shows("/tin-tuc/a.html", 503, "This page cannot be made", "bantin has a fault of its own", "panic: the disk is gone (serve/fault_test.go:", "bantin-hint", "!Lời a",
		`<script src="/.bantin/preview.js" defer>`, "The page appears by itself.")
	if key := data(unmade.body, "page"); !strings.HasPrefix(key, unmadePage) || unmade.header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("page %q, %v", key, unmade.header)
	}
	if answer := d.look("/tin-tuc/a.html", page); answer != "Service Unavailable\n" {
		t.Errorf("a tab is told %s", answer)
	}
	broken.Store(false)
	for end := time.Now().Add(time.Minute); d.get("/tin-tuc/a.html").status == 503; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it stays away")
		}
	}
	d.shows("/tin-tuc/a.html", 200, "Lời mới")
}

// What an editor types is text in the overlay, whatever it looks like.
func TestT05_OverlayIsEscaped(t *testing.T) {
	evil := `<img src=x onerror=alert(1)>"'</pre><script>alert(1)</script>`
	d := newDesk(t, map[string]string{"content/tin-tuc/a.md": "---\ntitle: A\ndate: " + evil + "\n---\nLời.\n"})
	for _, p := range []string{"/", "/tin-tuc/a.html"} {
		body := d.get(p).body
		if !strings.Contains(body, "content/tin-tuc/a.md:3:7") || strings.Contains(body, "<img src=x") || strings.Contains(body, "<script>alert") {
			t.Errorf("%s:\n%s", p, body)
		}
	}
}

// What a tab is told: nothing new, another page, that its page has gone, and that only the style is another
// one.
func TestLook(t *testing.T) {
	d := newDesk(t, map[string]string{
		"content/tin-tuc/a.md": article("Bài a", "Lời a\n\n![Hình](/anh/h.svg)"), "content/tin-tuc/b.md": article("Bài b", "Lời b\n\nĐoạn hai"),
		"static/anh/h.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>1</title></svg>`, "static/assets/site.css": "p { color: red }",
	})
	body := d.get("/tin-tuc/a.html").body
	page, style := data(body, "page"), data(body, "style")
	same := func(what string, pageSame, styleSame bool) {
		t.Helper()
		answer := d.look("/tin-tuc/a.html", page)
		if (data(answer, "page") == page) != pageSame || (data(answer, "style") == style) != styleSame || data(answer, "page") == "" {
			t.Errorf("%s: page %q, style %q", what, data(answer, "page"), data(answer, "style"))
		}
		page, style = data(answer, "page"), data(answer, "style")
	}
	same("nothing", true, true)
	d.write("content/tin-tuc/b.md", article("Bài b", "Lời b\n\nĐoạn khác"))
	same("the text of another article", true, true)
	d.write("content/tin-tuc/b.md", article("Tên khác", "Lời khác"))
	same("the title of its neighbour", false, true)
	d.write("static/anh/h.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>2</title></svg>`)
	same("a picture of the same size", false, true)
	d.write("static/assets/site.css", "p { color: blue }")
	same("the style", true, false)
	d.write("static/assets/site.js", "console.log(1)")
	same("a script", false, true)

	d.remove("content/tin-tuc/a.md")
	if answer := d.look("/tin-tuc/a.html", page); data(answer, "page") != "" || !strings.Contains(answer, "no longer part of the site") {
		t.Errorf("gone: %s", answer)
	}
	missing := d.shows("/tin-tuc/a.html", 404, "!no longer part").body
	if answer := d.look("/tin-tuc/a.html", data(missing, "page")); data(answer, "page") != data(missing, "page") || strings.Contains(answer, "no longer") {
		t.Errorf("a tab that shows that there is nothing: %s", answer)
	}
	d.write("content/tin-tuc/a.md", article("Bài a", "Lời a"))
	if answer := d.look("/tin-tuc/a.html", data(missing, "page")); data(answer, "page") == data(missing, "page") {
		t.Error("a tab that shows that there is nothing is not told that there is")
	}
}
