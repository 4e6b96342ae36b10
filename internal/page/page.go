// Package page makes the HTML pages of the site: for each page a typed view, its fingerprint, and a function
// that renders it.
//
// [List] takes the joined site and lists all pages; [Pages.Artifacts] binds them to texts and files. Nothing
// is gathered or rendered by either. When a page is looked at, its view is made; the fingerprint is a
// digest of the page's kind, the layouts that the kind uses, the program, and the view with everything in it.
// What a page shows is a field of its view and nothing else, so a page whose fingerprint stands has the same
// bytes as before.
//
// There is one file per page kind: home.go, article.go (articles and static pages), list.go (sections, terms,
// the archive by time), terms.go, sitemap.go, search.go, notfound.go, alias.go. frame.go fills what all kinds
// share, metadata.go the head of the document. The views themselves, which are the contract with the people
// who write layouts, stand together in views.go.
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

// Pages are the HTML pages of a site with its layouts: where each lies and which layout makes it. They know
// no text and no bytes of a file, so they are listed once for a site, however often its texts are edited.
type Pages struct{ maker }

// Sources give what pages show beside the site: the texts of entries, and what is known of files for
// download.
type Sources struct {
	Text func(*content.Entry) *content.Text
	// Body returns the rendered body of an entry, from memory or read again; it fails when the file is no
	// longer the one that the text was made from.
	Body func(*content.Entry) (markdown.Body, error)
	File func(path string) (size int64, digest fingerprint.Digest) // by source path
}

// List lists all HTML pages of a site. program is the digest of the executable: another program may write
// other bytes from the same view.
func List(s *site.Site, layouts *layout.Set, program fingerprint.Digest) *Pages {
	m := maker{layouts: layouts, program: program, site: s, chrome: newChrome(s), zone: s.Zone.String()}
	m.add("home", "index.html", func(m *maker) view { return m.home() })
	m.addArticles()
	m.addLists()
	m.addTerms()
	m.add("map", "so-do.html", func(m *maker) view { return m.siteMap() })
	m.add("search", "tim-kiem.html", func(m *maker) view { return m.search() })
	m.add("404", "404.html", func(m *maker) view { return m.notFound() })
	m.addAliases()
	return &Pages{m}
}

// Addresses are those of all pages.
func (p *Pages) Addresses() []string {
	list := make([]string, len(p.pages))
	for i := range p.pages {
		list[i] = p.pages[i].url
	}
	return list
}

// Layouts gives the name of every page's layout by address.
func (p *Pages) Layouts() map[string]string {
	names := make(map[string]string, len(p.pages))
	for _, page := range p.pages {
		names[page.url] = page.layout
	}
	return names
}

// Artifacts are the pages as they are with the texts and files of now.
func (p *Pages) Artifacts(from Sources) []output.Artifact {
	m := p.with(from)
	list := make([]output.Artifact, len(m.pages))
	for i := range m.pages {
		page := &m.pages[i]
		list[i] = output.Artifact{Path: page.url, Class: output.ClassPage, Make: func() output.Made { return m.make(page) }}
	}
	return list
}

func (p *Pages) with(from Sources) *maker {
	m := p.maker
	m.Sources = from
	return &m
}

// maker makes the pages of one site.
type maker struct {
	Sources // none while pages are listed
	layouts *layout.Set
	program fingerprint.Digest
	site    *site.Site
	chrome  *Chrome
	zone    string // of dates: an entry's digest does not know it
	pages   []pending
}

// view is a page's typed data. Two things are filled in when the page is rendered: the texts that bodies
// gives, and what derive makes from the other fields.
type view interface {
	bodies() []*Body
	derive(*maker)
}

// pending is a page before anything is gathered for it. The maker that makes its view is given then: it has
// the sources.
type pending struct {
	layout, url string
	view        func(*maker) view
}

func (m *maker) add(layout, url string, v func(*maker) view) {
	m.pages = append(m.pages, pending{layout, url, v})
}

// make gathers what a page is made from.
func (m *maker) make(p *pending) output.Made {
	v := p.view(m)
	return output.Made{
		Fingerprint: fingerprint.Of("page", p.layout, m.program, m.zone, m.layouts.Digest(p.layout), v),
		Render:      func(w io.Writer) ([]diag.Diagnostic, error) { return nil, m.render(w, p.layout, v) },
	}
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
	return m.layouts.Execute(ctx, w, layout, v)
}

// textBuffers are where texts are put together. Used again, they save the collector 6 KB an article.
var textBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// pageTime is how long one page may take: a layout that loops costs an error and not the build.
const pageTime = 10 * time.Second
