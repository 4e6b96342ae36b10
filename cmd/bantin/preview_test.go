package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// running is a preview that runs in this process.
type running struct {
	t    *testing.T
	site string
	url  string // ends in a slash

	stop   context.CancelFunc
	ended  chan struct{}
	status int
	out    *printed
}

// printed is what a command prints while it runs.
type printed struct {
	mu   sync.Mutex
	text strings.Builder
}

func (c *printed) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.Write(p)
}

func (c *printed) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String()
}

// startPreview runs `bantin serve` for a site and waits until it says its address.
func startPreview(t *testing.T, site string, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p := &running{t: t, site: site, stop: stop, ended: make(chan struct{}), out: &printed{}}
	args = append([]string{"serve", "--site", site, "--addr", "127.0.0.1:0", "--lang", "en"}, args...)
	go func() {
		defer close(p.ended)
		p.status = run(ctx, args, p.out, p.out)
	}()
	t.Cleanup(func() { p.end() })
	p.url = p.waitFor("Preview at ")
	return p
}

// waitFor waits until a line begins so, and returns the next word of it.
func (p *running) waitFor(begin string) string {
	p.t.Helper()
	for limit := time.Now().Add(time.Minute); time.Now().Before(limit); time.Sleep(10 * time.Millisecond) {
		for line := range strings.Lines(p.out.String()) {
			if rest, ok := strings.CutPrefix(line, begin); ok && strings.HasSuffix(line, "\n") {
				return strings.Fields(rest)[0]
			}
		}
		select {
		case <-p.ended:
			p.t.Fatalf("exit status %d:\n%s", p.status, p.out)
		default:
		}
	}
	p.t.Fatalf("no %q:\n%s", begin, p.out)
	return ""
}

// end stops the preview and returns its exit status.
func (p *running) end() int {
	p.stop()
	<-p.ended
	return p.status
}

// get is the body of a page.
func (p *running) get(path string) (body string, status int) {
	p.t.Helper()
	response, err := http.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data), response.StatusCode
}

// edit replaces a text of a file of the site.
func (p *running) edit(name, old, new string) {
	p.t.Helper()
	rewrite(p.t, filepath.Join(p.site, name), func(s string) string { return strings.Replace(s, old, new, 1) })
}

// The articles that the tests of the preview open.
const (
	shownArticle = "tin-tuc/kinh-te/2026/cay-que-tren-doi.html"
	shownSource  = "content/tin-tuc/kinh-te/2026/cay-que-tren-doi"
	otherArticle = "huong-dan/bien-tap.html"
)

// previewed is a copy of the project's own site, of which a preview runs.
func previewed(t *testing.T, args ...string) *running {
	t.Helper()
	site := filepath.Join(t.TempDir(), "site")
	if err := copySite(site); err != nil {
		t.Fatal(err)
	}
	return startPreview(t, site, args...)
}

// source is the path of the source of shownArticle: a file or a folder.
func (p *running) source() string {
	if _, err := os.Stat(filepath.Join(p.site, shownSource+".md")); err == nil {
		return shownSource + ".md"
	}
	return shownSource + "/index.md"
}

// await waits until an expression is true in the page.
func (b *tab) await(expression string) {
	b.t.Helper()
	for limit := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		// While the page is being loaded again there may be nothing to ask.
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
		if err == nil && ok {
			return
		}
		if time.Now().After(limit) {
			b.t.Fatalf("%s does not become true (%v)\n%s", expression, err, eval[string](b, "document.body.outerHTML.slice(-3000)"))
		}
	}
}

// mark makes a mark in the page that is gone when the page is loaded again; marked looks for it.
func (b *tab) mark()        { b.do(chromedp.Evaluate[chromedp.Void](`window.marked = true; undefined`)) }
func (b *tab) marked() bool { return eval[bool](b, `window.marked === true`) }

// ready waits until the preview's script listens in some tab of the browser.
func (b *tab) ready() {
	b.t.Helper()
	b.await(`Boolean(document.getElementById("bantin-preview"))`)
	if held := eval[bool](b, `(async () => {
		for (let i = 0; i < 500; i++) {
			if ((await navigator.locks.query()).held.some((l) => l.name === "bantin-preview")) return true;
			await new Promise((r) => setTimeout(r, 20));
		}
		return false;
	})()`); !held {
		b.t.Fatal("no tab listens")
	}
}

// TestPreviewW30 saves a text, then the style: the tab of the article alone loads again, at the place where
// it was; the style is exchanged without that.
func TestPreviewW30_ScrollAndStyle(t *testing.T) {
	p := previewed(t)
	a := newTab(t)
	b := a.another()
	a.emulate(1280, "light")
	a.open(p.url + shownArticle)
	b.open(p.url + otherArticle)
	a.ready()
	for _, src := range eval[[]string](a, brokenPictures) {
		t.Errorf("the picture %s does not show", src)
	}
	a.do(chromedp.Evaluate[chromedp.Void](`scrollTo({top: 1500, behavior: "instant"}); undefined`))
	before := eval[float64](a, `scrollY`)
	if before < 500 {
		t.Fatalf("the article is too short: %v", before)
	}
	for i := range 3 {
		a.mark()
		b.mark()
		word := fmt.Sprintf("Câu thêm lần %d.", i)
		rewrite(t, filepath.Join(p.site, p.source()), func(s string) string { return s + "\n" + word + "\n" })
		a.await(`document.body.innerText.includes("` + word + `") && document.readyState === "complete"`)
		if a.marked() {
			t.Error("the text is new and the page was not loaded again")
		}
		a.await(fmt.Sprintf(`Math.abs(scrollY - %v) <= 5`, before))
		if after := eval[float64](a, `scrollY`); math.Abs(after-before) > 5 {
			t.Errorf("at %v after %v", after, before)
		}
		if !b.marked() {
			t.Error("the tab of another article was loaded again")
		}
	}
	a.mark()
	ground := `getComputedStyle(document.body).backgroundColor`
	rewrite(t, filepath.Join(p.site, "static/assets/site.css"), func(s string) string { return s + "\nbody { background: rgb(1, 2, 3); }\n" })
	for _, tab := range []*tab{a, b} {
		tab.await(ground + ` === "rgb(1, 2, 3)"`)
		tab.await(`document.querySelectorAll('link[rel=stylesheet][href*="site.css"]').length === 1`)
		if !tab.marked() {
			t.Error("a change of style loads the page again")
		}
	}
	a.clean(shownArticle, p.url)
	b.clean(otherArticle, p.url)
}

// TestPreviewErrors breaks an article and mends it, in front of the tab of that article and of another.
func TestPreviewErrors(t *testing.T) {
	p := previewed(t)
	broken, other := newTab(t), (*tab)(nil)
	other = broken.another()
	broken.open(p.url + shownArticle)
	other.open(p.url + otherArticle)
	broken.ready()
	other.mark()
	name := filepath.Join(p.site, p.source())
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rewrite(t, name, func(s string) string { return strings.Replace(s, "\ndate: ", "\ndate: hôm ", 1) })
	broken.await(`document.title === "This page cannot be made" && document.body.innerText.includes("` + p.source() + `:")`)
	other.await(`document.querySelector("#bantin-preview .bantin-box")?.innerText.includes("` + p.source() + `:")`)
	caret := `(() => { // the caret stands under the marked letter
		const mark = document.querySelector("pre mark").getBoundingClientRect();
		const range = document.createRange();
		const caret = document.querySelector("pre [aria-hidden]").lastChild;
		range.selectNodeContents(caret);
		return Math.abs(range.getBoundingClientRect().left - mark.left);
	})()`
	for _, tab := range []*tab{broken, other} {
		if off := eval[float64](tab, caret); off > 2 {
			t.Errorf("the caret is %v pixels beside the fault", off)
		}
	}
	audit(t, p.url+shownArticle, p.url+otherArticle)
	if err := os.WriteFile(name, good, 0o644); err != nil {
		t.Fatal(err)
	}
	broken.await(`Boolean(document.querySelector("body.kind-article h1")) && !document.querySelector(".bantin-box")`)
	other.await(`!document.querySelector(".bantin-box")`)
	if !other.marked() {
		t.Error("an error elsewhere loads a page again")
	}
	other.clean(otherArticle, p.url)
}

// audit looks at pages of the preview on a telephone and at a desk, by light and dark: nothing juts out, and
// axe finds no barrier.
func audit(t *testing.T, addresses ...string) {
	t.Helper()
	axe := string(readSite(t, checkers(t), "node_modules/axe-core/axe.min.js"))
	b := newTab(t)
	if _, err := chromedp.Call(b.ctx, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	for _, address := range addresses {
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				b.emulate(width, scheme)
				b.open(address)
				for _, element := range eval[[]string](b, jutting) {
					t.Errorf("%s: at %d pixels %s juts out sideways", address, width, element)
				}
				eval[bool](b, axe+"; true")
				for _, finding := range eval[[]string](b, runAxe) {
					t.Errorf("%s, %s: %s", address, scheme, finding)
				}
			}
		}
	}
}

// TestPreviewGone deletes the article that a tab shows, and brings it back.
func TestPreviewGone(t *testing.T) {
	p := previewed(t)
	b := newTab(t)
	b.open(p.url + shownArticle)
	b.ready()
	b.mark()
	name := filepath.Join(p.site, p.source())
	if err := os.Rename(name, filepath.Join(p.site, "away.md")); err != nil {
		t.Fatal(err)
	}
	b.await(`document.querySelector("#bantin-preview .bantin-gone")?.innerText.includes("no longer part of the site")`)
	if !b.marked() {
		t.Error("the page that is gone was loaded again")
	}
	if err := os.Rename(filepath.Join(p.site, "away.md"), name); err != nil {
		t.Fatal(err)
	}
	b.await(`!document.querySelector(".bantin-gone")`)
	b.clean(shownArticle, p.url)
}

// TestPreviewTenTabs opens ten tabs of one browser, which has six connections to a server: all of them load
// and follow.
func TestPreviewTenTabs(t *testing.T) {
	p := previewed(t)
	tabs := []*tab{newTab(t)}
	for len(tabs) < 10 {
		tabs = append(tabs, tabs[0].another())
	}
	for i, b := range tabs {
		b.open(p.url + []string{shownArticle, otherArticle}[i%2])
	}
	tabs[0].ready()
	for round := range 2 {
		for _, b := range tabs {
			b.mark()
		}
		word := fmt.Sprintf("Vòng %d", round)
		rewrite(t, filepath.Join(p.site, p.source()), func(s string) string { return s + "\n" + word + "\n" })
		for i, b := range tabs {
			if i%2 == 0 {
				b.await(`document.body.innerText.includes("` + word + `")`)
			} else if !b.marked() {
				t.Errorf("tab %d was loaded again", i)
			}
		}
		// The tab that listens goes, and another listens.
		if err := chromedp.Do(tabs[0].ctx, chromedp.Navigate("about:blank")); err != nil {
			t.Fatal(err)
		}
		tabs = tabs[2:]
		tabs[0].ready()
	}
	for _, b := range tabs {
		b.clean("one of ten", p.url)
	}
}

// TestPreviewWithoutScript shows errors with JavaScript off.
func TestPreviewWithoutScript(t *testing.T) {
	p := previewed(t)
	p.edit(p.source(), "\ndate: ", "\ndate: hôm ")
	b := newTab(t)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open(p.url)
	b.do(chromedp.WaitVisible(chromedp.CSS(`.bantin-box pre mark`)))
	b.clean("without JavaScript", p.url)
}
