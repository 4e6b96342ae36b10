package markdown

import (
	"bantin/internal/diag"
	"bantin/internal/markdown/syntax"
)

// Options are what a conversion depends on beside the text.
type Options struct {
	// NestedPlusLists makes `+` items nest under the `-` or `*` item before them (E30, the usual form of
	// official texts).
	NestedPlusLists bool
	// Title is the entry's title. A first heading of level 1 that repeats it is dropped; other level 1
	// headings become level 2. Without a title a level 1 heading at the very start of the body is the title,
	// and dropped as well.
	Title string
}

// Document is what one body of Markdown says, before anything outside of it is known: no link is resolved, no
// picture measured.
type Document struct {
	Body     Body
	Links    []Link    // slot n of the body's links is Links[n]
	Pictures []Picture // slot n of the body's pictures is Pictures[n]
	At       Places    // where they stand
	Outline  []Heading // headings and outline entries, in order
	Anchors  []string  // every id that a link may name: headings, outline entries; in order
	// plain text of the first paragraph; "" when anything but pictures, a byline and the title stands before
	// it
	Lead string
	// plain text of the first level 1 heading, "" without one: a title when the front matter has none (E26)
	H1     string
	Blocks []Block // plain text, block by block, for the search index
	Words  int     // syllables of the plain text

	Diagnostics []diag.Diagnostic
}

// Link is a link of the text to another file of the site or to somewhere else.
type Link struct {
	// NFC; a path of this site decoded ("../2018/bài.md#h-ket-qua"), any other address as written
	// ("https://x.vn/a%20b")
	Dest string
	Text string // plain text
	Form LinkForm
}

// LinkForm says how certain a link is: one of LinkPlain, LinkIfThere, LinkTitle.
type LinkForm = syntax.LinkForm

// The forms of a link.
const (
	LinkPlain   = syntax.LinkPlain
	LinkIfThere = syntax.LinkIfThere
	LinkTitle   = syntax.LinkTitle
)

// Picture is an image of the text.
type Picture struct {
	Dest    string // as Link.Dest
	Alt     string // plain text; "" when none was written
	Caption string // plain text of the title; the picture is a figure when it stands alone with one
	Figure  bool
	IfThere bool // ![words] (address): a picture if there is such a file
}

// Places are where links and pictures stand in the file. They stand apart, because a word above a link moves
// its place and nothing else of it.
type Places struct {
	Links    []Place // of link n
	Pictures []Place // of picture n
}

// Place is a place of a file. Both count from 1; Col counts characters.
type Place struct{ Line, Col int }

// Heading is an entry of the outline: a heading, or a paragraph that opens "Thứ nhất, …", "I." and the like:
// the numbering of official texts.
type Heading struct {
	ID   string // "h-ket-qua"
	Text string // plain text; of a paragraph its opening words only
	// 2 to 6 for headings; outline entries of paragraphs stand one below the heading that they follow
	Level int
}

// Block is a stretch of running text that no phrase crosses.
type Block struct {
	Anchor  string // id of the heading that it belongs to, "" before the first
	Heading bool   // the block is a heading
	Text    string // display text in NFC, white space folded
}

// LinkTarget is what a link of the body leads to, resolved by whoever knows the site.
type LinkTarget struct {
	Href     string // "" when there is nothing to lead to: the link's words stay as plain text
	Typed    bool   // nothing to lead to, and its marks are shown as typed
	External bool   // leaves the site: marked, rel="noopener nofollow"
	Audio    bool   // a native player is set beside the link
}

// PictureSource is where a picture of the body lies, resolved by whoever knows the site.
type PictureSource struct {
	Src           string // "" when missing or on another site: a placeholder with the caption is shown
	Width, Height int    // pixels; 0 when unknown
	External      string // address of a picture on another site, never loaded, given as a link
	Typed         bool   // no such file, and its marks are shown as typed
}

// References fill the slots of a body.
type References struct {
	Links    []LinkTarget
	Pictures []PictureSource
	// LeadInBody marks the first paragraph as the article's lead.
	LeadInBody bool
}
