package main

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestPagesReachable follows links from index.html as a reader of a USB stick does: every page but 404.html,
// which links from the base URL's path, and the stubs at old addresses must come up.
func TestPagesReachable(t *testing.T) {
	pages := sitePages(t, ownSite(t))
	seen, queue := map[string]bool{"index.html": true}, []string{"index.html"}
	for len(queue) > 0 {
		p := pages[queue[0]]
		queue = queue[1:]
		for _, r := range p.refs {
			to, _, err := resolve(p.path, r.value)
			if r.element != "a" || err != nil || pages[to] == nil || seen[to] {
				continue
			}
			seen[to] = true
			queue = append(queue, to)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		if kind := pages[name].kind; !seen[name] && kind != "404" && kind != "alias" {
			t.Errorf("%s: no link leads here from index.html", name)
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d pages were reached: the crawl is broken", len(seen))
	}
}

// TestReferences looks at everything that a page names: inside the site it is a relative address of a file
// that exists, with an anchor that exists; outside, only what people follow on purpose and what machines read
// as an identifier.
func TestReferences(t *testing.T) {
	dir := ownSite(t)
	pages := sitePages(t, dir)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		p := pages[name]
		for _, r := range p.refs {
			u, err := url.Parse(r.value)
			if err != nil {
				t.Errorf("%s: <%s %s=%q>: %v", name, r.element, r.attribute, r.value, err)
				continue
			}
			if u.IsAbs() || u.Host != "" {
				checkOutside(t, p, r, u)
				continue
			}
			checkInside(t, dir, pages, p, r)
		}
	}
}

func checkOutside(t *testing.T, p *htmlPage, r reference, u *url.URL) {
	switch {
	case r.element == "link" && r.rel == "canonical" && strings.HasPrefix(r.value, siteBase):
	case r.element != "a":
		t.Errorf("%s: <%s %s=%q>: a resource of another origin", p.path, r.element, r.attribute, r.value)
	case strings.HasPrefix(r.value, siteBase):
		t.Errorf("%s: the link %q names the base URL: links inside the site are relative", p.path, r.value)
	case u.Scheme == "mailto" || u.Scheme == "tel":
	// "//host" is shown as external (docs/threats.md T03)
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "":
		t.Errorf("%s: the link %q has the scheme %q", p.path, r.value, u.Scheme)
	case !strings.Contains(r.rel, "noopener") || !strings.Contains(r.rel, "nofollow"):
		t.Errorf("%s: the link %q leads out and lacks rel=\"noopener nofollow\"", p.path, r.value)
	}
}

func checkInside(t *testing.T, dir string, pages map[string]*htmlPage, p *htmlPage, r reference) {
	if strings.HasPrefix(r.value, "/") != (p.kind == "404" && !strings.HasPrefix(r.value, "#")) {
		t.Errorf("%s: <%s %s=%q>: only 404.html links from the top", p.path, r.element, r.attribute, r.value)
		return
	}
	to, anchor, err := resolve(p.path, r.value)
	if err != nil {
		t.Errorf("%s: %q: %v", p.path, r.value, err)
		return
	}
	if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(to))); err != nil || !info.Mode().IsRegular() {
		t.Errorf("%s: <%s %s=%q> leads to no file", p.path, r.element, r.attribute, r.value)
		return
	}
	if target := pages[to]; anchor != "" && (target == nil || target.ids[anchor] == 0) {
		t.Errorf("%s: %q: no such place in %s", p.path, r.value, to)
	}
}

// TestPagePolicy looks for what the policy of docs/threats.md would block, or what would weaken it: script,
// style and handlers in the page. It also looks for ids that stand twice, for headings and for JSON-LD that
// is no JSON.
func TestPagePolicy(t *testing.T) {
	for _, p := range sitePages(t, ownSite(t)) {
		for id, n := range p.ids {
			if n > 1 {
				t.Errorf("%s: the id %q stands %d times", p.path, id, n)
			}
		}
		titles, headings := 0, 0
		for n := range p.root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			checkPolicy(t, p, n)
			switch {
			case n.Data == "title" && n.Namespace == "":
				titles++
			case n.Data == "h1":
				headings++
			case n.Data == "html" && attribute(n, "lang") != "vi":
				t.Errorf("%s: <html> has no lang=\"vi\"", p.path)
			case n.Data == "img" && !hasAttribute(n, "alt"):
				t.Errorf("%s: a picture without alt: %s", p.path, attribute(n, "src"))
			}
		}
		if titles != 1 || headings != 1 && p.kind != "alias" {
			t.Errorf("%s: %d titles and %d <h1>", p.path, titles, headings)
		}
	}
}

func checkPolicy(t *testing.T, p *htmlPage, n *html.Node) {
	if n.Data == "style" || n.Data == "base" || n.Data == "iframe" || n.Data == "object" || n.Data == "embed" {
		t.Errorf("%s: <%s>", p.path, n.Data)
	}
	if n.Data == "script" && attribute(n, "src") == "" {
		if attribute(n, "type") != "application/ld+json" {
			t.Errorf("%s: a <script> without src", p.path)
		} else if !json.Valid([]byte(text(n))) {
			t.Errorf("%s: JSON-LD is no JSON: %s", p.path, text(n))
		}
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("%s: <%s %s=%q>", p.path, n.Data, a.Key, a.Val)
		}
		if strings.Contains(strings.ToLower(a.Val), "script:") || strings.Contains(a.Val, "ZgotmplZ") {
			t.Errorf("%s: <%s %s=%q>", p.path, n.Data, a.Key, a.Val)
		}
	}
}

func hasAttribute(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// absoluteAddress finds addresses with a scheme or a host in text that is no HTML.
var absoluteAddress = regexp.MustCompile(`(?i)\b(?:https?:)?//[a-z0-9][^\s"'<>)]*`)

// TestStylesAndScripts looks at what style sheets and scripts name: relative files that exist, nothing of
// another origin.
func TestStylesAndScripts(t *testing.T) {
	dir := ownSite(t)
	address := regexp.MustCompile(`url\(\s*['"]?([^'")]+)`)
	for _, name := range siteFiles(t, dir) {
		ext := path.Ext(name)
		// shards are data in a script's clothes
		if ext != ".css" && ext != ".js" || strings.HasPrefix(name, "search/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		code := regexp.MustCompile(`(?s)/\*.*?\*/|(?m)^\s*//.*$`).ReplaceAllString(string(data), "")
		if found := absoluteAddress.FindString(code); found != "" {
			t.Errorf("%s names %s", name, found)
		}
		if regexp.MustCompile(`@import|\beval\(|new Function|innerHTML`).MatchString(code) {
			t.Errorf("%s: @import, eval, Function or innerHTML", name)
		}
		for _, m := range address.FindAllStringSubmatch(code, -1) {
			to, _, err := resolve(name, m[1])
			if _, statErr := os.Stat(filepath.Join(dir, to)); !strings.HasPrefix(m[1], "data:image/svg+xml") && (err != nil || statErr != nil) {
				t.Errorf("%s: url(%s) leads to no file", name, m[1])
			}
		}
	}
}

// TestSubfolder copies the site below a folder of another host, where nothing but its place changes, and
// crawls it over HTTP.
func TestSubfolder(t *testing.T) {
	dir := ownSite(t)
	top := t.TempDir()
	if err := os.CopyFS(filepath.Join(top, "kho", "bao yên"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(top)))
	defer server.Close()
	start := server.URL + "/kho/bao%20y%C3%AAn/index.html"
	seen, queue := map[string]bool{start: true}, []string{start}
	found := 0
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, next := range fetchLinks(t, at) {
			if !seen[next] && strings.HasPrefix(next, server.URL) {
				seen[next] = true
				queue = append(queue, next)
			}
		}
		if strings.HasSuffix(at, ".html") {
			found++
		}
	}
	want := 0
	for _, p := range sitePages(t, dir) {
		if p.kind != "404" && p.kind != "alias" {
			want++
		}
	}
	if found != want {
		t.Errorf("%d pages over HTTP, %d on disk", found, want)
	}
}

// fetchLinks gets an address, which must be there, and returns what the page names.
func fetchLinks(t *testing.T, address string) []string {
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("%s: %s", address, response.Status)
		return nil
	}
	if !strings.HasSuffix(address, ".html") {
		_, err := io.Copy(io.Discard, response.Body)
		if err != nil {
			t.Errorf("%s: %v", address, err)
		}
		return nil
	}
	root, err := html.Parse(response.Body)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	p := &htmlPage{root: root, ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	var links []string
	for _, r := range p.refs {
		u, err := response.Request.URL.Parse(r.value)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		u.Fragment = ""
		if strings.HasSuffix(u.Path, "/") {
			u.Path += "index.html"
		}
		links = append(links, u.String())
	}
	return links
}
