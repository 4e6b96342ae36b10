package page

import (
	"html/template"

	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// Body is the text of an entry on its page. Its fingerprint is the text's digest and the resolved references;
// the HTML itself is made only when the page is rendered.
type Body struct {
	Digest     fingerprint.Digest // of the text; zero when there is none
	References markdown.References
	HTML       template.HTML `fingerprint:"-"`

	entry *content.Entry `fingerprint:"-"`
}

// body is the text of an entry as it stands on a page whose way up is root.
func (m *maker) body(e *content.Entry, refs site.References, root string) Body {
	if e == nil || !e.HasBody {
		return Body{}
	}
	b := Body{Digest: m.Text(e).Digest, entry: e}
	// the text of a list's page is an introduction, no story with a lead
	b.References.LeadInBody = e.LeadInBody && !e.IsIndex()
	for _, t := range refs.Links {
		b.References.Links = append(b.References.Links, markdown.LinkTarget{Href: href(root, t), External: t.External, Audio: t.Audio, Typed: t.Typed})
	}
	for _, p := range refs.Pictures {
		source := markdown.PictureSource{Width: p.Width, Height: p.Height, External: p.External, Typed: p.Typed}
		if p.URL != "" {
			source.Src = root + p.URL
		}
		b.References.Pictures = append(b.References.Pictures, source)
	}
	return b
}

// href is the address of a target as seen from a page.
func href(root string, t site.Target) string {
	if t.URL == "" || t.External || t.URL[0] == '#' {
		return t.URL
	}
	return root + t.URL
}
