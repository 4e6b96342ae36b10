package page

import (
	"html/template"

	"bantin/internal/fingerprint"
	"bantin/internal/site"
)

// Frame is the part of every view that base.html shows: the head of the document and what stands around the
// main text.
type Frame struct {
	Kind string // page kind = name of the layout: "home", "article", "tag" …
	// way up to the output folder: "", "../", "../../"; every link of the page begins with it
	Root        string
	Path        string // own path under the output folder
	Title       string // of the page alone; "" on the home page
	Description string
	Canonical   string // absolute address; "" without a base URL
	Feeds       []Feed
	Metadata    []Meta        `fingerprint:"-"` // Dublin Core and Open Graph, in order
	Linked      template.HTML `fingerprint:"-"` // the JSON-LD element, whole; "" when the page has none
	Breadcrumb  []Link        // from the home page to the page before this one
	Mark        site.Mark     // draft or future: shown on the page itself
	Header      Header
	Footer      Footer
}

// Chrome is the chrome of the site from its settings, the same on every page (see NewChrome).
type Chrome struct {
	SiteTitle   string
	Description string
	Province    string
	Menu        []MenuItem
	Banner      string // of the closed archive, "" for none
	Successors  []MenuItem
	Statistics  []Statistic // of the old portal, frozen
	Badge       *Badge      // nil for none
	EditorURL   MenuItem    // URL "" for none
	HasTags     bool        // the index pages that exist, for the footer's map of the archive
	HasAuthors  bool
	HasOrgs     bool
	HasSeries   bool
	HasArchive  bool
	HasFeeds    bool

	digest fingerprint.Digest `fingerprint:"-"`
}

// FingerprintDigest makes a page digest one digest and not the whole menu.
func (c *Chrome) FingerprintDigest() fingerprint.Digest { return c.digest }

// Header is the data of partials/header.html. It depends on the page only through Root and Current, so that
// it is made a few dozen times a build and not once a page.
type Header struct {
	Root    string
	Current string // URL of the menu item that the page belongs to, "" for none
	Chrome  *Chrome
}

// Footer is the data of partials/footer.html.
type Footer struct {
	Root   string
	Chrome *Chrome
}

// MenuItem is a link of the chrome. A layout sets Root before the URL of one that is not external.
type MenuItem struct {
	Title    string
	URL      string // path under the output folder, or an absolute address
	External bool
}

// Statistic is a labelled figure, formatted.
type Statistic struct{ Label, Value string }

// Badge is a historical image in the footer.
type Badge struct {
	URL           string // path under the output folder
	Alt, Note     string
	Width, Height int
}

// Feed is an alternate form of the page.
type Feed struct{ Title, Href, Type string }

// Meta is a <meta> element: Name is its name, or its property for Open Graph ("og:title").
type Meta struct {
	Name, Content string
	Property      bool
}

// Link is a link within the site; Href is relative to the page.
type Link struct{ Title, Href string }

// Item is a card as seen from a page: the data of partials/card.html.
type Item struct {
	Root string
	Card *site.Card
}

// Href is the address of the item relative to the page.
func (i Item) Href() string { return i.Root + i.Card.URL }

// ImageSrc is the address of the card's picture relative to the page.
func (i Item) ImageSrc() string { return i.Root + i.Card.Image.URL }

// HomeView is the front page.
type HomeView struct {
	Frame
	Heading  string // title of the site
	Intro    Body   // text of content/_index.md
	Lead     *Item  // newest item with a picture; nil on an empty site
	Latest   []Item // the four newest beside the lead
	Sections []HomeSection
	Archive  []Statistic // articles, pages, years, pictures …, of this archive
	Years    []Link      // newest first
}

// HomeSection is one section on the front page.
type HomeSection struct {
	Title string
	Href  string
	Lead  *Item // newest
	Items []Item
}

// ArticleView is an article (tin, bài) or a static page (trang tĩnh): one entry with its text.
type ArticleView struct {
	Frame
	Heading string
	// Section is the main section, Href "" at the top of the site.
	Section Link

	DateText    string // "Thứ Ba, ngày 20 tháng 3 năm 2018", "Không rõ ngày"; "" where a page shows none
	DateMachine string // for <time datetime>, "" when there is no date
	DateNote    string // "suy đoán từ chú thích ảnh", "" for none
	Updated     string // "Cập nhật: …" date text, "" for none
	UpdatedISO  string
	Views       string // "Lượt xem: 3.369 (khi lưu trữ, 20/03/2018)", "" for none

	Summary string // lead above the text; "" when the first paragraph of the body is the lead
	Image   *Figure
	Body    Body
	Outline []OutlineItem // empty when no contents box is to be shown

	Authors      []Link
	Organization *Link
	PhotoCredit  string

	Event       []Fact // event box, labelled
	Attachments []AttachmentLink
	Tags        []Link
	Series      []SeriesLinks
	Documents   []Link // related documents; Href "" for those that are named only
	People      []string
	Places      []string
	Provenance  []Fact
	SourceName  string // "Nguồn: …"
	ArchiveNote string
	Corrections []Fact // label = date
	Redacted    string

	Older, Newer *Item
	Related      []Item
	Citation     string // how to cite, one line

	// of the entry; with Cover it stands for what the metadata say beyond the fields above
	Entry fingerprint.Digest
	Cover *site.Image // of cards and social media

	item *site.Item `fingerprint:"-"`
}

// Figure is a picture above the text.
type Figure struct {
	Src, Alt      string
	Width, Height int
}

// OutlineItem is one line of the contents box. Level counts from 1.
type OutlineItem struct {
	Title, Href string
	Level       int
}

// Fact is a labelled value. Href makes the value a link; ISO is its machine form when it is a date.
type Fact struct{ Label, Value, Href, ISO string }

// AttachmentLink is a file offered for download.
type AttachmentLink struct{ Title, Href, Name, Type, Size, SHA256 string }

// SeriesLinks place an entry within a series (chuyên đề).
type SeriesLinks struct {
	Title, Href    string
	Previous, Next *Link // older and newer part
}

// ListView is a list of entries, whole or cut by time: of a section, tag, author, organisation, series, or of
// the archive by year and month.
type ListView struct {
	Frame
	Label    string // kind of list in words: "Chủ đề", "Tác giả"; "" for sections
	Heading  string
	Intro    Body   // text of a section's _index.md, only on its first page
	Summary  string // of a section, only on its first page
	Count    string // "1.234 tin, bài", only on the first page
	Children []Link // nested sections, only on the first page
	Period   string // "Năm 2018", "Tháng 3 năm 2018", "Không rõ ngày"; "" on the first page
	Groups   []Group
	Years    []Link // of a long list, newest first
	Months   []Link // of a year that is too long for one page
	Up       *Link  // from a period to the list, from a month to its year
	Older    *Link  // neighbours in time
	Newer    *Link
	Feed     *Link // its RSS feed
}

// Group is a run of items under one heading, "" for none.
type Group struct {
	ID      string
	Heading string
	Items   []Item
}

// TermsView is an index of all tags, authors, organisations or series.
type TermsView struct {
	Frame
	Heading string
	Count   string
	Groups  []TermGroup
}

// TermGroup is one letter of the index.
type TermGroup struct {
	Letter string
	ID     string
	Terms  []Term
}

// Term is one entry of an index of terms.
type Term struct {
	Title, Href string
	Count       string
}

// MapView is the page that maps the whole site for people.
type MapView struct {
	Frame
	Sections []MapSection
	Pages    []Link // static pages outside of sections
	Years    []Link
	Indexes  []Link // tags, authors, organisations, series, feeds
}

// MapSection is a section on the map. Nested sections follow the one that holds them, one level deeper.
type MapSection struct {
	Title, Href string
	Level       int    // 1 for a section of the front page; 6 and deeper are 6
	Pages       []Link // its static pages
}

// SearchView is the search page. The results are made by its script from the index beside it.
type SearchView struct {
	Frame
	Heading string
}

// NotFoundView is 404.html. It is served at any depth, so its Root is the path of the base URL.
type NotFoundView struct {
	Frame
}

// AliasView is a stub at an old address. It has no frame: it only points on.
type AliasView struct {
	Title     string
	Href      string // relative
	Canonical string // absolute, "" without a base URL
}
