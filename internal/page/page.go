// Package page makes the HTML pages of the site: for each page a typed view, its fingerprint, and a function that renders it.
//
// [Artifacts] takes the joined site and returns the list of all pages. Nothing is gathered or rendered by it. When somebody looks at a
// page, its view is made; the fingerprint is a digest of the page's kind, the layouts that the kind uses, the program, and the view with
// everything in it. What a page shows is a field of its view and nothing else, so a page whose fingerprint stands has the same bytes
// as before.
//
// There is one file per page kind: home.go, article.go (articles and static pages), list.go (sections, terms, the archive by time),
// terms.go, sitemap.go, search.go, notfound.go, alias.go. frame.go fills what all kinds share, metadata.go the head of the document. The views
// themselves, which are the contract with the people who write layouts, stand together in views.go.
package page

import (
	"bytes"
	"context"
	"html/template"
	"io"
	"sync"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/layout"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
)

// Renderer is what pages are rendered with.
type Renderer struct {
	Layouts *layout.Set
	Program fingerprint.Digest // of the executable: another program may write other bytes from the same view
	// Body returns the rendered body of an entry, from memory or read again; it fails when the file is no longer the one that the
	// entry was made from.
	Body func(*content.Entry) (markdown.Body, error)
}

// Artifacts lists all HTML pages of the site.
func Artifacts(s *site.Site, r Renderer) []output.Artifact { return newMaker(s, r).artifacts() }

// LayoutNames gives the layout of every page of the site by address.
func LayoutNames(s *site.Site, layouts *layout.Set) map[string]string {
	names := map[string]string{}
	for _, p := range newMaker(s, Renderer{Layouts: layouts}).pages {
		names[p.url] = p.layout
	}
	return names
}

// newMaker collects the pages of a site.
func newMaker(s *site.Site, r Renderer) *maker {
	m := emptyMaker(s, r)
	m.pages = append(m.pages, m.homePage())
	m.addArticles()
	m.addLists()
	m.addTerms()
	m.add("map", "so-do.html", func() view { return m.siteMap() })
	m.add("search", "tim-kiem.html", func() view { return m.search() })
	m.add("404", "404.html", func() view { return m.notFound() })
	m.addAliases()
	return m
}

// Article makes the page of one entry, as Artifacts does. The item may be another reading of one of the site's items: items are the same when
// their addresses are.
func Article(s *site.Site, r Renderer, it *site.Item) output.Artifact {
	m := emptyMaker(s, r)
	return m.artifact(m.articlePage(it))
}

// Home makes the front page, as Artifacts does.
func Home(s *site.Site, r Renderer) output.Artifact {
	m := emptyMaker(s, r)
	return m.artifact(m.homePage())
}

func emptyMaker(s *site.Site, r Renderer) *maker {
	return &maker{site: s, Renderer: r, chrome: newChrome(s), zone: s.Zone.String()}
}

// maker collects the pages of one site.
type maker struct {
	Renderer
	site   *site.Site
	chrome *Chrome
	zone   string // of dates: an entry's digest does not know it
	pages  []pending
}

// view is a page's typed data. Two things are filled in when the page is rendered: the texts that bodies gives, and what derive makes from
// the other fields.
type view interface {
	bodies() []*Body
	derive(*maker)
}

// pending is a page before its fingerprint is known.
type pending struct {
	layout, url string
	view        func() view
}

func (m *maker) add(layout, url string, v func() view) {
	m.pages = append(m.pages, pending{layout, url, v})
}

func (m *maker) artifacts() []output.Artifact {
	list := make([]output.Artifact, len(m.pages))
	for i, p := range m.pages {
		list[i] = m.artifact(p)
	}
	return list
}

func (m *maker) artifact(p pending) output.Artifact {
	return output.Artifact{Path: p.url, Class: output.ClassPage, Make: func() output.Made {
		v := p.view()
		return output.Made{
			Fingerprint: fingerprint.Of("page", p.layout, m.Program, m.zone, m.Layouts.Digest(p.layout), v),
			Render:      func(w io.Writer) ([]diag.Diagnostic, error) { return nil, m.render(w, p.layout, v) },
		}
	}}
}

// render makes the bytes of a page: what follows from its view, the texts in it, the layout.
func (m *maker) render(w io.Writer, layout string, v view) error {
	v.derive(m)
	for _, b := range v.bodies() {
		if b.entry == nil {
			continue
		}
		text, err := m.Body(b.entry)
		if err != nil {
			return err
		}
		html := textBuffers.Get().(*bytes.Buffer)
		html.Reset()
		text.Render(html, b.References)
		b.HTML = template.HTML(html.String()) // the one place where rendered Markdown becomes trusted HTML
		textBuffers.Put(html)
	}
	ctx, cancel := context.WithTimeout(context.Background(), pageTime)
	defer cancel()
	return m.Layouts.Execute(ctx, w, layout, v)
}

// textBuffers are where texts are put together. Used again, they save the collector 6 KB an article.
var textBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// pageTime is how long one page may take: a layout that loops costs an error and not the build.
const pageTime = 10 * time.Second
