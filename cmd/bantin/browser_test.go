package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// brokenPictures are the pictures of a page that show nothing once all of them are fetched.
const brokenPictures = `(async () => {
	const images = Array.from(document.images);
	for (const image of images) image.loading = "eager";
	await Promise.all(images.map((image) => image.decode().catch(() => {})));
	return images.filter((image) => !image.naturalWidth).map((image) => image.src);
})()`

// styled tells whether the style sheet of the site is in force: without it the text is set in the browser's
// own face, to the margins.
const styled = `document.styleSheets.length === 1 && document.styleSheets[0].href.endsWith("/assets/site.css") &&
	getComputedStyle(document.querySelector(".skip")).position === "absolute"`

func checkLook(b *tab, where string) {
	b.t.Helper()
	for _, src := range eval[[]string](b, brokenPictures) {
		b.t.Errorf("%s: the picture %s does not show", where, src)
	}
	if !eval[bool](b, styled) {
		b.t.Errorf("%s: the style sheet is not applied", where)
	}
}

// TestBrowserFile opens index.html as a double-click on a USB stick does and follows the first headline.
func TestBrowserFile(t *testing.T) {
	dir := ownSite(t)
	b := newTab(t)
	b.open(fileURL(filepath.Join(dir, "index.html")))
	checkLook(b, "index.html")
	b.do(chromedp.Click(chromedp.CSS(`.home-lead h2 a`)), chromedp.WaitVisible(chromedp.CSS(`body.kind-article main h1`)))
	where := eval[string](b, `location.pathname`)
	if !strings.HasPrefix(where, dir) {
		t.Errorf("the headline leads to %s", where)
	}
	checkLook(b, where)
	if words := eval[int](b, `document.querySelector("main").innerText.split(/\s+/).length`); words < 100 {
		t.Errorf("%s: %d words", where, words)
	}
	// What cannot work here is not offered: file:// forbids reading the style sheet.
	checkTools(b, where, map[string]bool{"print": true, "size": true, "save": false})
	b.clean(where, "file://"+dir)
}

// checkTools compares which tools can be seen.
func checkTools(b *tab, where string, want map[string]bool) {
	b.t.Helper()
	for name, shown := range want {
		if got := eval[bool](b, `Boolean(document.querySelector('[data-tool="`+name+`"]')?.checkVisibility())`); got != shown {
			b.t.Errorf("%s: the tool %s is shown: %t", where, name, got)
		}
	}
}

// TestBrowserKinds opens one page of every kind as the host serves it: nothing is blocked, fetched from
// elsewhere or broken, nothing juts out sideways on a telephone or a desk screen, and axe finds no barrier by
// light or dark.
func TestBrowserKinds(t *testing.T) {
	dir := ownSite(t)
	server := host(t, dir)
	axe := string(readSite(t, checkers(t), "node_modules/axe-core/axe.min.js"))
	b, audit := newTab(t), newTab(t)
	if _, err := chromedp.Call(audit.ctx, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	for _, p := range onePerKind(sitePages(t, dir)) {
		if p.kind == "alias" {
			continue // leads away at once; TestBrowserAlias
		}
		b.emulate(1440, "light")
		b.open(server.URL + "/" + p.path)
		checkLook(b, p.path)
		for _, width := range []int64{360, 768, 1440} {
			b.emulate(width, "light")
			for _, element := range eval[[]string](b, jutting) {
				t.Errorf("%s: at %d pixels %s juts out sideways", p.path, width, element)
			}
		}
		b.clean(p.path, server.URL+"/")
		for _, scheme := range []string{"light", "dark"} {
			audit.emulate(1280, scheme)
			audit.open(server.URL + "/" + p.path)
			eval[bool](audit, axe+"; true")
			for _, finding := range eval[[]string](audit, runAxe) {
				t.Errorf("%s, %s: %s", p.path, scheme, finding)
			}
		}
	}
}

// jutting are the elements that make the page wider than the window.
const jutting = `(() => {
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= width) return [];
	return Array.from(document.body.querySelectorAll("*"))
		.filter((e) => e.getBoundingClientRect().right > width + 1)
		.map((e) => e.tagName + "." + e.className).slice(0, 5);
})()`

// runAxe lists what axe finds against WCAG 2 levels A and AA and good practice.
const runAxe = `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.flatMap((v) =>
	v.nodes.map((n) => v.id + ": " + v.help + ": " + n.html.slice(0, 200) + " " + n.failureSummary)))`

// TestBrowserAlias opens a stub at an old address, from a host and from a folder.
func TestBrowserAlias(t *testing.T) {
	dir := ownSite(t)
	server := host(t, dir)
	b := newTab(t)
	stubs := 0
	for name, p := range sitePages(t, dir) {
		if p.kind != "alias" {
			continue
		}
		stubs++
		for _, at := range []string{server.URL + "/" + name, fileURL(filepath.Join(dir, name))} {
			b.open(at)
			b.do(chromedp.WaitVisible(chromedp.CSS(`body.kind-article main h1`)))
		}
	}
	if stubs == 0 {
		t.Error("the site has no stub")
	}
}

// TestBrowserWithoutScript reads an article with JavaScript off: it is whole, and no tool is shown that
// cannot work.
func TestBrowserWithoutScript(t *testing.T) {
	dir := ownSite(t)
	server := host(t, dir)
	b := newTab(t)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open(server.URL + "/index.html")
	b.do(chromedp.Click(chromedp.CSS(`.home-lead h2 a`)), chromedp.WaitVisible(chromedp.CSS(`body.kind-article main h1`)))
	b.do(chromedp.WaitVisible(chromedp.CSS(`.prose p`)), chromedp.WaitNotVisible(chromedp.CSS(`.tools`)))
	body, err := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS("main")))
	if err != nil || len(strings.Fields(body)) < 100 {
		t.Errorf("%d words, %v", len(strings.Fields(body)), err)
	}
	b.clean("without JavaScript", server.URL+"/")
}

// TestBrowserTools presses the buttons of an article.
func TestBrowserTools(t *testing.T) {
	dir := ownSite(t)
	server := host(t, dir)
	b := newTab(t)
	const article = "tin-tuc/kinh-te/2026/cay-que-tren-doi.html" // has pictures
	b.emulate(1280, "light")
	b.open(server.URL + "/" + article)
	checkTools(b, article, map[string]bool{"print": true, "size": true, "save": true, "cite": true})

	b.do(chromedp.Evaluate[chromedp.Void](`window.print = () => { window.printed = true }; undefined`), chromedp.Click(chromedp.CSS(`[data-tool="print"]`)))
	if !eval[bool](b, `window.printed === true`) {
		t.Error("the button does not print")
	}

	size := `parseFloat(getComputedStyle(document.querySelector(".prose p")).fontSize)`
	before := eval[float64](b, size)
	b.do(chromedp.Click(chromedp.CSS(`[data-size="3"]`)))
	if after := eval[float64](b, size); after <= before {
		t.Errorf("larger text is %v pixels after %v", after, before)
	}
	b.open(server.URL + "/index.html")
	b.open(server.URL + "/" + article)
	if again := eval[float64](b, size); again <= before {
		t.Errorf("the size of text is forgotten on the next page: %v pixels", again)
	}
	if n := eval[int](b, `document.querySelectorAll('[data-size][aria-pressed="true"]').length`); n != 1 {
		t.Errorf("%d sizes are pressed", n)
	}

	b.do(chromedp.Click(chromedp.CSS(`[data-tool="cite"]`)), chromedp.WaitVisible(chromedp.CSS(`.tools-status:not(:empty)`)))
	b.clean(article, server.URL+"/")
	saved := save(b)
	b.clean(article, server.URL+"/")
	checkSaved(b, saved)
}

// save presses "Lưu bài" and returns the file that comes.
func save(b *tab) string {
	b.t.Helper()
	dir := b.t.TempDir()
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	}); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Click(chromedp.CSS(`[data-tool="save"]`)))
	for range 100 {
		time.Sleep(100 * time.Millisecond)
		if names, _ := filepath.Glob(filepath.Join(dir, "*.html")); len(names) == 1 {
			return names[0]
		}
	}
	b.t.Fatal("no file is saved")
	return ""
}

// checkSaved opens a saved article: one file, whole without the site, and nothing runs in it.
func checkSaved(b *tab, name string) {
	b.t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		b.t.Fatal(err)
	}
	if strings.Contains(string(data), "<script") || filepath.Base(name) != "cay-que-tren-doi.html" {
		b.t.Errorf("%s holds a script", name)
	}
	b.open(fileURL(name))
	if n := eval[int](b, `document.images.length`); n == 0 {
		b.t.Error("the saved article has no picture")
	}
	for _, src := range eval[[]string](b, brokenPictures) {
		b.t.Errorf("saved: the picture %.80s does not show", src)
	}
	facts := eval[string](b, `JSON.stringify([document.title, document.querySelector("h1").innerText, document.styleSheets.length])`)
	var list []any
	if err := json.Unmarshal([]byte(facts), &list); err != nil || list[0] == "" || list[1] == "" || list[2] != 1.0 {
		b.t.Errorf("saved: %s", facts)
	}
	b.clean("saved", "file://")
}
