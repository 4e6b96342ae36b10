package site

import (
	"bantin/internal/fingerprint"
	"bantin/internal/viet"
)

// Card is what other pages show of an entry. Cards are shared: a card that did not change is the same value in the next build.
type Card struct {
	URL     string // path under the output folder: tin-tuc/2018/bai.html
	Title   string // the full title
	Label   string // the title for lists and menus (linktitle, else title)
	Date    viet.Date
	Summary string
	Section string // title of the main section, "" at the top
	Kind    string
	Image   *Image // nil without one
	Mark    Mark

	digest fingerprint.Digest
}

// FingerprintDigest makes a list page digest twenty digests and not twenty cards.
func (c *Card) FingerprintDigest() fingerprint.Digest { return c.digest }

// Mark says why an entry is seen only by its editors.
type Mark string

// The marks of entries that only --drafts and --future let in.
const (
	Published Mark = ""
	IsDraft   Mark = "draft"
	IsFuture  Mark = "future"
)

// Image is a picture that lies in the output.
type Image struct {
	URL           string // path under the output folder
	Alt           string
	Width, Height int // 0 when unknown
}
