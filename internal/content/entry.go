package content

import (
	"slices"

	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// Entry is the front of one Markdown file, read alone: all of it that anything beside its own page may show
// or depend on. What only its own page shows is its [Text]. Nothing in it depends on another file, and it is
// never modified once made: a file whose front is as it was hands out the same Entry again, and whoever
// compares entries compares pointers.
type Entry struct {
	Path string // source path: content/tin-tuc/2018/bai.md
	Kind string // name of a row of Kinds: "article", "page"

	Title       string
	LinkTitle   string // "" when lists show the title
	Date        viet.Date
	DateBasis   string // "", "stated", "caption", "text", "filename", "capture"
	LastMod     viet.Date
	PublishDate viet.Date
	Draft       bool

	Tags       []string
	Keywords   []string
	Categories []Ref
	Series     []string

	Summary string // as written in the front matter, "" when it is to be the lead of the body
	// summary for lists and feeds: Summary, else the first paragraph; one line, "./." dropped
	Lead       string
	LeadInBody bool // Lead is the first paragraph of the body and is set as lead where it stands
	// for the description of the page: written, else made (lead.go), cut at a word near 160 characters
	Description string

	Slug    string // "" when the file name gives the address
	Aliases []Ref
	OldURLs []Ref // where the page was by fields of other programs; what cannot be an alias does no harm
	Weight  int   // order within a section before date; 0 when none
	Layout  string
	Menus   []string
	TOC     Toggle

	Authors      []string
	Organization string
	PhotoCredit  string
	People       []string
	Places       []string

	Images      []Ref  // first = card and social image
	ImageAlt    string // words for the first, "" when none were written
	Documents   []Ref
	Related     []Ref
	Attachments []Attachment

	ViewCount   int64 // -1 when the page had none
	ViewCountAt viet.Date

	Provenance Provenance
	Event      *Event // nil without one

	// CascadeKind is what an _index.md makes of the entries below it, "" for nothing.
	CascadeKind string

	// Mentions is what the file mentions, shown or not: what it keeps back while it is not published.
	Mentions []string

	// Checks raise or silence what is said about this file: diagnostic code → "error", "warning", "off".
	Checks map[string]string

	// Extra holds the fields that the schema does not know, with their values as text, in the file's order.
	Extra []Extra

	// Of the body; see markdown.Document.
	Links    []markdown.Link
	Pictures []markdown.Picture
	Outline  []markdown.Heading
	Anchors  []string
	HasBody  bool
}

// Text is the other part of a file: what only its own page shows, and where in the file things stand. It
// changes with every word.
type Text struct {
	// of the file's bytes, the kind and the Markdown options: the body is a function of it
	Digest fingerprint.Digest
	Words  int             // syllables of the body
	At     markdown.Places // of Entry.Links and Entry.Pictures

	// Only when read thoroughly:
	Cited   []Ref  // numbers of documents in the running text
	Wording string // digest of the words of the body, "" for fewer than eight
}

// Ref is a text of the front matter that names something else, with its place for messages.
type Ref struct {
	Value     string
	Line, Col int
}

// Attachment is a file offered for download.
type Attachment struct {
	File  Ref
	Title string // "" when the file name serves
}

// Extra is a front matter field outside of the schema.
type Extra struct{ Key, Value string }

// Number is the document number (số, ký hiệu) that the front matter states, "" for none. The kinds that have
// one have no pages of their own yet, so it lies among the extra fields.
func (e *Entry) Number() string { return e.extra("number", "so_hieu", "so_ky_hieu", "so") }

// Abstract is what a document says that it is about (trích yếu), "" for none; an extra field for the same
// reason.
func (e *Entry) Abstract() string { return e.extra("abstract", "trich_yeu") }

// extra is the first field outside of the schema that has one of these names.
func (e *Entry) extra(names ...string) string {
	for _, extra := range e.Extra {
		if slices.Contains(names, normalKey(extra.Key)) {
			return extra.Value
		}
	}
	return ""
}

// Toggle is a yes, a no or nothing said.
type Toggle uint8

// The states of a Toggle.
const (
	Unset Toggle = iota
	On
	Off
)

// Provenance says where an entry comes from.
type Provenance struct {
	SourceName     string
	SourceURL      string
	CapturedAt     viet.Date
	OriginalFile   Ref
	OriginalSHA256 string
	Rights         string
	ArchiveNote    string
	Corrections    []Correction
	Redacted       string
}

// Correction (đính chính) is a published correction; the text itself is not changed.
type Correction struct {
	Date viet.Date
	Text string
}

// Event holds the fields of a meeting or a course (hội nghị, đợt học tập).
type Event struct {
	Start, End   viet.Date
	Place        string
	Host         string
	Participants string
	Deadline     viet.Date
	Contact      string
}

// Deadline is that of the entry's event, no date without one.
func (e *Entry) Deadline() viet.Date {
	if e.Event == nil {
		return viet.Date{}
	}
	return e.Event.Deadline
}

// Signed reports whether the entry says where it comes from: an author, an organisation, a source.
func (e *Entry) Signed() bool {
	p := e.Provenance
	return len(e.Authors) > 0 || e.Organization != "" || p.SourceName != "" || p.SourceURL != "" || p.OriginalFile.Value != ""
}

// IsIndex reports whether the entry is the _index.md of a section.
func (e *Entry) IsIndex() bool { return isIndexPath(e.Path) }
