package page

import (
	"encoding/json"
	"html/template"
	"strings"

	"bantin/internal/site"
)

// describe fills the metadata that every page with a place of its own has: Open Graph, and the trail as
// JSON-LD.
func (m *maker) describe(f *Frame, ogType string, image *site.Image) {
	f.Metadata = append(f.Metadata,
		property("og:type", ogType), property("og:locale", "vi_VN"), property("og:site_name", m.site.Settings.Title),
		property("og:title", firstOf(f.Title, m.site.Settings.Title)), property("og:description", f.Description), property("og:url", f.Canonical))
	if image != nil {
		f.Metadata = append(f.Metadata, property("og:image", m.site.Absolute(image.URL)), property("og:image:alt", image.Alt))
	}
	f.Metadata = present(f.Metadata)
}

// derive fills what a page with a frame says of itself to programs. It follows from the other fields of the
// view and the settings, so it is made only for a page that is rendered, and it is no part of the
// fingerprint.
func (f *Frame) derive(m *maker) {
	m.describe(f, "website", nil)
	f.Linked = jsonLD(m.breadcrumbList(f))
}

// derive adds Dublin Core and the article's own data (names of properties as schema.org and Dublin Core have
// them). All of it comes from the entry, whose digest is in the view, and from other fields of the view.
func (v *ArticleView) derive(m *maker) {
	it := v.item
	e, p := it.Entry, it.Entry.Provenance
	creator := firstOf(strings.Join(e.Authors, ", "), e.Organization)
	v.Metadata = []Meta{
		named("DC.title", e.Title), named("DC.creator", creator), named("DC.date", m.machine(e.Date)),
		named("DC.description", e.Description), named("DC.publisher", e.Organization), named("DC.identifier", v.Canonical),
		named("DC.language", "vi"), named("DC.source", firstOf(p.SourceURL, p.SourceName)), named("DC.contributor", e.PhotoCredit),
		named("DC.subject", strings.Join(it.Labels, "; ")), named("DC.coverage", strings.Join(e.Places, "; ")),
		named("DC.type", "Text"), named("DC.rights", p.Rights), named("DCTERMS.modified", m.machine(e.LastMod)),
	}
	ogType := "website"
	if it.IsArticle() {
		ogType = "article"
		v.Metadata = append(v.Metadata, property("article:published_time", m.machine(e.Date)), property("article:section", v.Section.Title))
		for _, t := range v.Tags {
			v.Metadata = append(v.Metadata, property("article:tag", t.Title))
		}
	}
	m.describe(&v.Frame, ogType, v.Cover)
	v.Linked = jsonLD(m.newsArticle(v, it), m.breadcrumbList(&v.Frame))
}

func named(name, content string) Meta    { return Meta{Name: name, Content: content} }
func property(name, content string) Meta { return Meta{Name: name, Content: content, Property: true} }

// present drops what has nothing to say.
func present(all []Meta) []Meta {
	kept := all[:0]
	for _, m := range all {
		if m.Content != "" {
			kept = append(kept, m)
		}
	}
	return kept
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// thing is a node of schema.org data. Empty members are left out.
type thing struct {
	Type          string      `json:"@type"`
	Name          string      `json:"name,omitempty"`
	Headline      string      `json:"headline,omitempty"`
	Description   string      `json:"description,omitempty"`
	URL           string      `json:"url,omitempty"`
	Identifier    string      `json:"identifier,omitempty"`
	InLanguage    string      `json:"inLanguage,omitempty"`
	Published     string      `json:"datePublished,omitempty"`
	Modified      string      `json:"dateModified,omitempty"`
	Image         string      `json:"image,omitempty"`
	Author        []thing     `json:"author,omitempty"`
	Publisher     *thing      `json:"publisher,omitempty"`
	Contributor   *thing      `json:"contributor,omitempty"`
	IsBasedOn     string      `json:"isBasedOn,omitempty"`
	Keywords      []string    `json:"keywords,omitempty"`
	Coverage      []string    `json:"spatialCoverage,omitempty"`
	Section       string      `json:"articleSection,omitempty"`
	Rights        string      `json:"copyrightNotice,omitempty"`
	WordCount     int         `json:"wordCount,omitempty"`
	IsPartOf      *thing      `json:"isPartOf,omitempty"`
	ItemListItems []listThing `json:"itemListElement,omitempty"`
}

// listThing is one step of a breadcrumb.
type listThing struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item,omitempty"`
}

// newsArticle is an entry as schema.org data; dates keep their precision.
func (m *maker) newsArticle(v *ArticleView, it *site.Item) thing {
	e, p := it.Entry, it.Entry.Provenance
	t := thing{
		Type: "WebPage", Headline: e.Title, Description: e.Description, URL: v.Canonical, Identifier: it.URL, InLanguage: "vi",
		Modified: m.machine(e.LastMod), IsBasedOn: firstOf(webAddress(p.SourceURL), p.SourceName), Keywords: it.Labels, Coverage: e.Places,
		Rights: p.Rights, WordCount: m.Text(e).Words,
		IsPartOf: &thing{Type: "WebSite", Name: m.site.Settings.Title, URL: m.site.Absolute("index.html")},
	}
	if it.IsArticle() {
		t.Type, t.Published, t.Section = "NewsArticle", m.machine(e.Date), v.Section.Title
	}
	for _, name := range e.Authors {
		t.Author = append(t.Author, thing{Type: "Person", Name: name})
	}
	if e.Organization != "" {
		t.Publisher = &thing{Type: "Organization", Name: e.Organization}
		if t.Author == nil {
			t.Author = []thing{*t.Publisher}
		}
	}
	if e.PhotoCredit != "" {
		t.Contributor = &thing{Type: "Person", Name: e.PhotoCredit}
	}
	if v.Cover != nil {
		t.Image = m.site.Absolute(v.Cover.URL)
	}
	return t
}

// breadcrumbList is the way from the home page to a page.
func (m *maker) breadcrumbList(f *Frame) thing {
	t := thing{Type: "BreadcrumbList"}
	for i, l := range append(f.Breadcrumb[:len(f.Breadcrumb):len(f.Breadcrumb)], Link{f.Title, f.Root + f.Path}) {
		address := m.site.Absolute(strings.TrimPrefix(l.Href, f.Root))
		t.ItemListItems = append(t.ItemListItems, listThing{"ListItem", i + 1, l.Title, address})
	}
	return t
}

// jsonLD is the whole script element. encoding/json writes <, >, & and U+2028 as escapes, so that no text can
// end the element (docs/threats.md T07, T09).
func jsonLD(nodes ...thing) template.HTML {
	data, err := json.Marshal(struct {
		Context string  `json:"@context"`
		Graph   []thing `json:"@graph"`
	}{"https://schema.org", nodes})
	if err != nil {
		panic("internal error: JSON-LD: " + err.Error())
	}
	return template.HTML(`<script type="application/ld+json">` + string(data) + `</script>`)
}
