package page

import (
	"html/template"

	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
)

// Body is the text of an entry on its page. Its fingerprint is the entry's digest and the resolved references; the HTML itself is
// made only when the page is rendered.
type Body struct {
	Entry      string             // source path, "" when there is no text
	Digest     fingerprint.Digest // of the entry
	References markdown.References
	HTML       template.HTML `fingerprint:"-"`
}
