package main

import (
	"cmp"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// htmlPage is an HTML file of the output as the tests see it.
type htmlPage struct {
	path string // under the output folder
	kind string // "article", "home" …; "alias" for the stub at an old address
	root *html.Node
	ids  map[string]int // how often each id stands
	refs []reference
}

// reference is an attribute that names something else.
type reference struct {
	element, attribute, value string
	rel                       string // of a link or a
	prose                     bool   // in the text of an article: its author's link
}

// addressAttributes are the attributes whose value is an address.
var addressAttributes = []string{"href", "src", "poster", "action", "formaction", "data", "cite", "background", "longdesc", "manifest", "ping", "xlink:href"}

// parsePage reads one page.
func parsePage(t *testing.T, dir, name string) *htmlPage {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := &htmlPage{path: name, root: root, ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	return p
}

func (p *htmlPage) element(n *html.Node) {
	if n.Data == "body" {
		if _, kind, ok := strings.Cut(attribute(n, "class"), "kind-"); ok {
			p.kind = kind
		}
	}
	if n.Data == "meta" && strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
		p.kind = "alias"
		if _, to, ok := strings.Cut(attribute(n, "content"), "url="); ok {
			p.refs = append(p.refs, reference{element: "meta", attribute: "content", value: to})
		}
	}
	if id := attribute(n, "id"); id != "" {
		p.ids[id]++
	}
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		base := reference{element: n.Data, attribute: key, rel: attribute(n, "rel"), prose: inProse(n)}
		switch {
		case slices.Contains(addressAttributes, key):
			base.value = a.Val
			p.refs = append(p.refs, base)
		case key == "srcset":
			for _, candidate := range strings.Split(a.Val, ",") {
				base.value, _, _ = strings.Cut(strings.TrimSpace(candidate), " ")
				p.refs = append(p.refs, base)
			}
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func inProse(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attribute(n, "class")), "prose") {
			return true
		}
	}
	return false
}

// text is the text of a node and all below it.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// sitePages reads all pages of an output folder, by path.
func sitePages(t *testing.T, dir string) map[string]*htmlPage {
	t.Helper()
	pages := map[string]*htmlPage{}
	for _, name := range siteFiles(t, dir) {
		if strings.HasSuffix(name, ".html") {
			pages[name] = parsePage(t, dir, name)
		}
	}
	return pages
}

// siteFiles are the paths of all files of a folder.
func siteFiles(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// onePerKind picks the page of every kind that has most in it.
func onePerKind(pages map[string]*htmlPage) []*htmlPage {
	most := map[string]*htmlPage{}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		p := pages[name]
		if best := most[p.kind]; best == nil || len(p.refs) > len(best.refs) {
			most[p.kind] = p
		}
	}
	return slices.SortedFunc(maps.Values(most), func(a, b *htmlPage) int { return cmp.Compare(a.kind, b.kind) })
}

// resolve is what a relative address on a page leads to: a path under the output folder, and an anchor.
func resolve(from, address string) (path, anchor string, err error) {
	base := &url.URL{Scheme: "file", Path: "/" + from}
	u, err := base.Parse(address)
	if err != nil {
		return "", "", err
	}
	return strings.TrimPrefix(u.Path, "/"), u.Fragment, nil
}
