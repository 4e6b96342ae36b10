package main

import (
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"bantin/internal/lab/engine"
)

// answer is what the search page shows.
type answer struct {
	Count, Guess, Warning string // "" when hidden
	Announced             string
	Hits                  []string // addresses under the output folder
	Titles                []string
	Dates                 []string
	Help, More            bool
	Address               string // the query of the address
}

const readAnswer = `(() => {
	const shown = (selector) => { const e = document.querySelector(selector); return e.checkVisibility() ? e.textContent : ""; };
	const all = (selector, get) => Array.from(document.querySelectorAll(".search-hits " + selector), get);
	const root = document.querySelector(".search-form").action.replace("tim-kiem.html", "");
	return {
		Count: shown(".search-count"), Guess: shown(".search-guess"), Warning: shown(".search-warning"),
		Announced: document.querySelector(".search-voice").textContent,
		Hits: all("a", (a) => a.href.replace(root, "")), Titles: all("a", (a) => a.textContent),
		Dates: all(".card-date", (e) => e.dateTime || ""),
		Help: Boolean(shown(".search-help")), More: Boolean(shown(".search-more")), Address: location.search,
	};
})()`

// settled waits until the page has announced what it shows, and returns that.
func settled(b *tab) answer {
	b.t.Helper()
	for range 300 {
		if a := eval[answer](b, readAnswer); a.Announced != "" && strings.HasPrefix(a.Announced, a.Count) && a.Count+a.Warning != "" {
			return a
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("the page never comes to rest: %+v", eval[answer](b, readAnswer))
	return answer{}
}

// until waits for a condition of the page.
func until(b *tab, condition string) {
	b.t.Helper()
	for range 300 {
		if eval[bool](b, "Boolean("+condition+")") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("it never happens: %s", condition)
}

// find opens the search page of a site (at the address of its output folder, which ends in a slash) with the
// fields of a query.
func find(b *tab, site string, fields ...string) answer {
	b.t.Helper()
	query := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		query.Set(fields[i], fields[i+1])
	}
	b.open(site + "tim-kiem.html?" + query.Encode())
	return settled(b)
}

// folder is the address of an output folder on the disk.
func folder(dir string) string { return fileURL(dir) + "/" }

// TestSearchPageFile asks the same over http and from a folder: same hits in the same order, nothing blocked,
// nothing fetched elsewhere; and NFD and capitals find what NFC does.
func TestSearchPageFile(t *testing.T) {
	dir := ownSite(t)
	site := host(t, dir).URL + "/"
	b, disk := newTab(t), newTab(t)
	for _, query := range []string{"phố ràng", "pho rang", `"quốc lộ 279"`, "bảo yên -lào", "nghĩa đ", "tuyên vận", "UBND", "khong co tu nay"} {
		hosted, local := find(b, site, "q", query), find(disk, folder(dir), "q", query)
		if diff := cmp.Diff(hosted, local); diff != "" {
			t.Errorf("%s: over http and from a folder:\n%s", query, diff)
		}
		if query != "khong co tu nay" && len(local.Hits) == 0 {
			t.Errorf("%s: no hits: %+v", query, local)
		}
		for _, spelt := range []string{norm.NFD.String(query), strings.ToUpper(query)} {
			if got := find(b, site, "q", spelt); !slices.Equal(got.Hits, hosted.Hits) {
				t.Errorf("%+q finds %v, not %v", spelt, got.Hits, hosted.Hits)
			}
		}
	}
	b.clean("over http", site)
	disk.clean("from a folder", folder(dir))
}

// TestSearchPageExcerpts waits for the excerpts of what is in sight: they hold the words, marked.
func TestSearchPageExcerpts(t *testing.T) {
	site := folder(ownSite(t))
	b := newTab(t)
	b.emulate(1280, "light")
	find(b, site, "q", "pho rang")
	until(b, `document.querySelector(".search-hits .card-lead")?.textContent.startsWith("… ")`)
	for _, mark := range eval[[]string](b, `Array.from(document.querySelectorAll(".search-hits li:first-child mark"), (m) => m.textContent)`) {
		if mark != "Phố" && mark != "Ràng" {
			t.Errorf("%q is marked", mark)
		}
	}
	b.clean("excerpts", site)
}

// TestSearchPageHeader asks by the box above an article, from a folder too: a plain form that needs no
// script.
func TestSearchPageHeader(t *testing.T) {
	dir := ownSite(t)
	for _, site := range []string{host(t, dir).URL + "/", folder(dir)} {
		b := newTab(t)
		b.open(site + "tin-tuc/kinh-te/2026/cay-que-tren-doi.html")
		b.do(chromedp.SendKeys(chromedp.CSS(".site-search input"), "cây quế"), chromedp.SendKeys(chromedp.CSS(".site-search input"), kb.Enter),
			chromedp.WaitVisible(chromedp.CSS(".search-hits a")))
		if got := settled(b); len(got.Hits) == 0 || got.Hits[0] != "tin-tuc/kinh-te/2026/cay-que-tren-doi.html" {
			t.Errorf("%s: %+v", site, got)
		}
		if eval[bool](b, `document.querySelector(".site-search").checkVisibility()`) {
			t.Error("the search page has two boxes")
		}
		b.clean(site, site)
	}
}

// watchVoice notes what is announced; focusOf tells where the focus is.
const (
	watchVoice = `window.said = []; new MutationObserver(() => said.push(document.querySelector(".search-voice").textContent))
		.observe(document.querySelector(".search-voice"), { childList: true, characterData: true, subtree: true }); true`
	focusOf = `document.activeElement.name || document.activeElement.textContent`
)

// TestSearchPageTyping types as a reader does: hits come while typing, the number is announced once typing
// rests, focus stays; then the arrow keys, Enter, and back.
func TestSearchPageTyping(t *testing.T) {
	dir := ownSite(t)
	server := host(t, dir)
	b := newTab(t)
	b.emulate(1280, "light")
	b.open(server.URL + "/tim-kiem.html")
	if a := eval[answer](b, readAnswer); !a.Help || a.Count != "" || a.More {
		t.Errorf("nothing is asked: %+v", a)
	}
	eval[bool](b, watchVoice)
	input := chromedp.CSS(".search-form [name=q]")
	b.do(chromedp.SendKeys(input, "tuyen van"))
	a := settled(b)
	if len(a.Hits) < 2 || a.Help || a.Address != "?q=tuyen+van" || !strings.HasSuffix(eval[string](b, `document.title`), "huyện Bảo Yên") {
		t.Errorf("typed: %+v", a)
	}
	if said := eval[[]string](b, `said`); len(said) != 1 || !strings.Contains(said[0], "“tuyen van”") {
		t.Errorf("announced: %q", said)
	}
	press := func(key, focus string) {
		t.Helper()
		b.do(chromedp.KeyEvent(key))
		if got := eval[string](b, focusOf); got != focus {
			t.Errorf("the focus is on %q, not on %q", got, focus)
		}
	}
	if got := eval[string](b, focusOf); got != "q" {
		t.Errorf("the focus jumped to %q", got)
	}
	press(kb.ArrowDown, a.Titles[0])
	press(kb.ArrowDown, a.Titles[1])
	press(kb.ArrowUp, a.Titles[0])
	press(kb.ArrowUp, "q")
	press(kb.ArrowUp, "q")
	press(kb.ArrowDown, a.Titles[0])
	b.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(`body:not(.kind-search) main h1`)))
	if where := eval[string](b, `location.pathname`); where != "/"+a.Hits[0] {
		t.Errorf("Enter leads to %s, not %s", where, a.Hits[0])
	}
	eval[bool](b, `setTimeout(() => history.back()), true`)
	until(b, `document.querySelector(".search-hits a")`)
	if back := settled(b); !slices.Equal(back.Hits, a.Hits) || eval[string](b, `document.querySelector(".search-form").elements.q.value`) != "tuyen van" {
		t.Errorf("back: %+v", back)
	}
	b.clean("typing", server.URL+"/")
}

// choose sets a field of the form as a reader does.
func choose(b *tab, field, value string) answer {
	b.t.Helper()
	eval[bool](b, `document.querySelector(".search-voice").textContent = "", true`)
	if field == "exact" {
		b.do(chromedp.Click(chromedp.CSS("[name=exact]")))
	} else {
		eval[bool](b, `(() => { const f = document.querySelector(".search-form").elements["`+field+`"]; f.value = "`+value+`";
			return f.dispatchEvent(new Event("input", { bubbles: true })); })()`)
	}
	return settled(b)
}

// offered are the choices of a field, with their counts.
func offered(b *tab, field string) []string {
	b.t.Helper()
	options := `Array.from(document.querySelector(".search-form").elements["` + field + `"].options, (o) => o.text).slice(1)`
	until(b, options+`[0]?.endsWith(")")`)
	return eval[[]string](b, options)
}

// TestSearchPageFields narrows and sorts; the address holds every choice, and opens as the same list again.
func TestSearchPageFields(t *testing.T) {
	dir := ownSite(t)
	site := host(t, dir).URL + "/"
	b := newTab(t)
	b.emulate(1280, "light")
	all := find(b, site, "q", "bao yen")
	b.do(chromedp.Click(chromedp.CSS(".search-filters summary")))
	sections, years := offered(b, "section"), offered(b, "year")
	if len(sections) < 2 || len(years) < 2 {
		t.Fatalf("choices: %v %v", sections, years)
	}
	inSection := choose(b, "section", "Đất và người")
	if !strings.Contains(inSection.Count, "Đất và người") || len(inSection.Hits) == 0 ||
		slices.ContainsFunc(inSection.Hits, func(h string) bool { return !strings.HasPrefix(h, "dat-va-nguoi/") }) {
		t.Errorf("section: %+v", inSection)
	}
	if again := offered(b, "section"); !slices.Equal(again, sections) {
		t.Errorf("the other sections are not offered any more: %v", again)
	}
	both := choose(b, "year", "2026")
	if len(both.Hits) == 0 || slices.ContainsFunc(both.Dates, func(d string) bool { return !strings.HasPrefix(d, "2026") }) {
		t.Errorf("section and year: %+v", both)
	}
	byDate := choose(b, "sort", "date")
	// "2026-08" beside "2026-08-31"
	newestFirst := func(a, b string) int { n := min(len(a), len(b)); return strings.Compare(b[:n], a[:n]) }
	if !slices.IsSortedFunc(byDate.Dates, newestFirst) || slices.Equal(byDate.Dates, both.Dates) {
		t.Errorf("by date: %v after %v", byDate.Dates, both.Dates)
	}
	exact := choose(b, "exact", "")
	if !strings.HasPrefix(exact.Count, "Không có bài nào") || !exact.Help {
		t.Errorf("“bao yen” with its own accents: %+v", exact)
	}
	want := url.Values{"q": {"bao yen"}, "section": {"Đất và người"}, "year": {"2026"}, "sort": {"date"}, "exact": {"1"}}
	if got, err := url.ParseQuery(strings.TrimPrefix(exact.Address, "?")); err != nil || !cmp.Equal(got, want) {
		t.Errorf("the address: %v", got)
	}
	b.open(site + "tim-kiem.html" + byDate.Address)
	if again := settled(b); !cmp.Equal(again, byDate) {
		t.Errorf("the address opens as another list:\n%s", cmp.Diff(byDate, again))
	}
	if !all.More || !strings.Contains(all.Count, " bài chứa “bao yen”.") {
		t.Fatalf("%+v", all)
	}
	find(b, site, "q", "bao yen")
	b.do(chromedp.Click(chromedp.CSS(".search-more button")))
	until(b, `!document.querySelector(".search-voice").textContent.includes(" 10 ")`)
	if more := settled(b); !slices.Equal(more.Hits[:10], all.Hits) {
		t.Errorf("“Xem thêm” changes the list: %v", more.Hits)
	}
	b.clean("fields", site)
}

// TestSearchPageGuess misspells a word.
func TestSearchPageGuess(t *testing.T) {
	site := folder(ownSite(t))
	b := newTab(t)
	a := find(b, site, "q", "truyen thnh")
	if !strings.HasPrefix(a.Guess, "Có phải bạn tìm: ") || len(a.Hits) == 0 || !strings.Contains(a.Announced, a.Guess) {
		t.Fatalf("%+v", a)
	}
	b.do(chromedp.Click(chromedp.CSS(".search-guess a")), chromedp.WaitVisible(chromedp.CSS(".search-hits a")))
	if right := settled(b); right.Guess != "" || len(right.Hits) == 0 {
		t.Errorf("%+v", right)
	}
	b.clean("guess", site)
}

// hostileWords are markup wherever words are shown.
const hostileWords = `<img src=x onerror=alert(1)> </script><b>đậm</b> "><svg onload=alert(1)>`

// TestSearchPageHostile gives markup as title, tag, section and query: it is shown as words and does nothing.
func TestSearchPageHostile(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, map[string]string{
		"content/muc/_index.md": "---\ntitle: '" + hostileWords + "'\n---\n",
		"content/muc/bai.md":    "---\ntitle: '" + hostileWords + "'\ndate: 2020-01-01\ntags: ['" + hostileWords + "']\n---\nLời văn có " + "`" + hostileWords + "`.\n",
		"content/muc/hai.md":    "---\ntitle: Bài hiền lành\ndate: 2020-01-02\n---\nLời văn.\n",
	})
	command(t, 0, "build", "--site", dir, "--base-url", siteBase)
	public := filepath.Join(dir, "public")
	for _, site := range []string{host(t, public).URL + "/", folder(public)} {
		b := newTab(t)
		for _, fields := range [][]string{
			{"q", "onerror alert"}, {"q", hostileWords}, {"q", "lời văn", "section", hostileWords}, {"q", "lời văn", "tag", hostileWords},
			{"q", "lời văn", "year", hostileWords}, {"q", hostileWords, "kind", hostileWords, "sort", hostileWords, "exact", hostileWords},
			{"q", "constructor", "__proto__", "x"},
		} {
			a := find(b, site, fields...)
			if len(fields) == 2 && (len(a.Titles) == 0 || a.Titles[0] != hostileWords) {
				t.Errorf("%q: %+v", fields, a)
			}
			if made := eval[int](b, `document.querySelectorAll("main :is(img, svg, b, script)").length`); made != 0 {
				t.Errorf("%q: markup became %d elements", fields, made)
			}
		}
		b.clean("hostile words", site) // an onerror would be a breach of the policy
	}
}

// writeSite writes the files of a site.
func writeSite(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSearchNumber: the document that bears a number comes before articles that cite it, however often they
// do.
func TestSearchNumber(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, map[string]string{
		"content/_index.md": "---\ntitle: Trang\nbase_url: https://baoyen.example\n---\n",
		"content/tin/van-ban.md": "---\ntitle: Về phát triển cây quế\ndate: 2016-05-01\nso_hieu: 15-NQ/HU\n---\n" +
			"Ban Chấp hành ban hành nghị quyết về cây quế; cây quế là cây của huyện, trồng quế thì giữ được đất, giữ được nước.\n",
		"content/tin/bai.md": "---\ntitle: Bàn về nghị quyết 15-NQ/HU\ndate: 2016-06-01\n---\n" +
			"Nghị quyết 15-NQ/HU: 15-NQ/HU và 15-NQ/HU, rồi 15-NQ/HU. Nghị quyết 15-NQ/HU.\n",
	})
	if status := run(t.Context(), []string{"build", "--site", dir, "--quiet"}, io.Discard, os.Stderr); status != 0 {
		t.Fatalf("exit status %d", status)
	}
	asked := engine.Open(t, filepath.Join(dir, "public"))
	for _, text := range []string{"15 nq hu", "15-NQ/HU"} {
		answer := asked.Ask(engine.Query{Text: text})
		if got := answer.URLs(); !slices.Equal(got, []string{"tin/van-ban.html", "tin/bai.html"}) {
			t.Errorf("%q finds %q %s", text, got, answer.Error)
		}
	}
}

// TestSearchPageDamaged breaks files of the index: the page names the file and never passes a short list off
// as whole.
func TestSearchPageDamaged(t *testing.T) {
	whole := ownSite(t)
	b := newTab(t)
	b.emulate(1280, "light")
	remove := func(data []byte) []byte { return nil }
	for _, c := range []struct {
		name, files string // the files that are broken
		broken      func([]byte) []byte
		hits        bool // certain hits remain
	}{
		{"no root", "search/root.js", remove, false},
		{"cut root", "search/root.js", func(d []byte) []byte { return d[:len(d)/2] }, false},
		{"no lists", "search/t/*.js", remove, false},
		{"cut lists", "search/t/*.js", func(d []byte) []byte { return d[:len(d)-9] }, false},
		{"a letter of the lists", "search/t/*.js", func(d []byte) []byte { d[len(d)/2] ^= 1; return d }, false},
		{"no pairs", "search/b/*.js", remove, true},
		{"no cards", "search/d/*.js", remove, false},
		{"no cards of the oldest", "search/d/d-0.js", remove, true},
		{"no texts", "search/k/*.js", remove, true},
		{"no script", "assets/search.js", remove, false},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(c.files)))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v", c.files, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err == nil {
				err = os.Remove(name)
			}
			if data = c.broken(data); err == nil && data != nil {
				err = os.WriteFile(name, data, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		b.open(folder(dir) + "tim-kiem.html?q=ph%E1%BB%91+r%C3%A0ng")
		until(b, `document.querySelector(".search-warning").checkVisibility()`)
		a := eval[answer](b, readAnswer)
		folderOf, _, _ := strings.Cut(c.files, "*")
		if !strings.HasPrefix(a.Warning, "Chỉ mục thiếu tệp "+folderOf) || !strings.Contains(a.Warning, ".js") {
			t.Errorf("%s: %+v", c.name, a)
		}
		if c.hits != (len(a.Hits) > 0) || c.hits != strings.Contains(a.Warning, "chưa đầy đủ") || !c.hits && !a.Help {
			t.Errorf("%s: %+v", c.name, a)
		}
	}
}

// TestSearchPageWithoutScript reads the page with JavaScript off: it says so and points on.
func TestSearchPageWithoutScript(t *testing.T) {
	site := host(t, ownSite(t)).URL + "/"
	b := newTab(t)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open(site + "tim-kiem.html?q=x")
	b.do(chromedp.WaitVisible(chromedp.CSS("noscript p")), chromedp.WaitNotVisible(chromedp.CSS(".search-form")))
	for _, href := range []string{"the/index.html", "luu-tru/index.html", "so-do.html"} {
		b.do(chromedp.WaitVisible(chromedp.CSS(`.search-help a[href="` + href + `"]`)))
	}
	b.clean("without JavaScript", site)
}

// TestSearchPageBarriers looks at a list of hits with all fields open as TestBrowserKinds does at every page,
// and at its print.
func TestSearchPageBarriers(t *testing.T) {
	site := host(t, ownSite(t)).URL + "/"
	axe := string(readSite(t, checkers(t), "node_modules/axe-core/axe.min.js"))
	b, audit := newTab(t), newTab(t)
	if _, err := chromedp.Call(audit.ctx, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{320, 768, 1440} {
		b.emulate(width, "light")
		find(b, site, "q", "bao yen", "year", "2026")
		offered(b, "section")
		// and with the box of the header, which this page hides
		for _, size := range []string{"text-1", "text-4"} {
			eval[bool](b, `document.documentElement.className = "`+size+`", document.querySelector(".site-search").style.display = "flex", true`)
			for _, element := range eval[[]string](b, jutting) {
				t.Errorf("at %d pixels, %s: %s juts out sideways", width, size, element)
			}
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		audit.emulate(1280, scheme)
		find(audit, site, "q", "bao yen", "year", "2026")
		eval[bool](audit, axe+"; true")
		for _, finding := range eval[[]string](audit, runAxe) {
			t.Errorf("%s: %s", scheme, finding)
		}
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.WaitNotVisible(chromedp.CSS(".search-form")), chromedp.WaitVisible(chromedp.CSS(".search-count")), chromedp.WaitVisible(chromedp.CSS(".search-hits a")))
	b.clean("hits", site)
}
