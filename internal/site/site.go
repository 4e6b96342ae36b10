// Package site joins entries to a site: who lies where, who is listed where, what every link and picture
// leads to.
//
// It takes values ([Input]: settings, entries, the files beside them) and returns a value ([Site]); it reads
// no file, renders nothing and prints nothing. Joining happens in steps, each a file of this package:
//
//	copies.go    which entries are copies that sync services made
//	publish.go   which entries are published now, and when that changes next
//	section.go   the tree of sections from folders and their _index.md
//	address.go   every address of the site, and who claims one twice
//	keep.go      which files entries keep back that are not published
//	file.go      the files that entries name
//	term.go      tags, authors, organisations, series
//	order.go     the one total order; neighbours
//	related.go   related entries from few, near candidates
//	reference.go links, pictures, attachments → what they lead to
//	alias.go     old addresses
//	chrome.go menu, successors, badge: what stands around every page
//	list.go      a list of entries cut into pages by time
//
// An address is a function of the source path (content/tin-tuc/2018/Bài 1.md → tin-tuc/2018/bai-1.html); slug
// replaces the last element. Everything that takes an address is entered in one table, compared without
// regard to case, because copies of the site live on USB sticks. Two entries with one address are both left
// out and named.
package site

import (
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/viet"
)

// Input is everything that a site is made from. The texts of entries and the bytes of files are none of it,
// nor is where in a file something stands: most saves leave the input as it was, and with it the site
// ([Input.Same]).
type Input struct {
	Settings content.Settings
	Entries  []*content.Entry // readable ones, _index.md among them, in any order
	Broken   []content.Unfit  // what is known of the entries that could not be read
	Files    []File           // files under content/ that are no Markdown, and those under static/
	Refused  []string         // paths of the files that may not be published, which is reported already
	Absent   []string         // paths of files of which only a cloud's placeholder is there
	Named    []Mentions       // what layouts, style and scripts mention
	Carried  []string         // addresses of the program's own style and scripts
	Drafts   bool             // publish drafts, marked
	Future   bool             // publish entries whose time has not come, marked
	Now      time.Time
	Zone     *time.Location
}

// File is a file beside the entries, and what of it pages depend on that name it.
type File struct {
	Path          string
	Type          string // MIME; see asset.Info
	Width, Height int    // of a picture, 0 when unknown
}

// Mentions are the mentions of one file; see mention.Find.
type Mentions struct {
	Path  string
	Texts []string
}

// Levels are those of the settings and of the entries.
func (in *Input) Levels() diag.Levels {
	levels := diag.Levels{Site: in.Settings.Checks, Files: map[string]map[string]string{}}
	for _, e := range in.Entries {
		if len(e.Checks) > 0 {
			levels.Files[e.Path] = e.Checks
		}
	}
	return levels
}

// Site is the joined site. It is plain data, made anew by every build and never modified.
type Site struct {
	Settings content.Settings
	Zone     *time.Location
	Now      time.Time

	Home     *content.Entry // content/_index.md; nil without one
	Root     *Section       // the top of the tree; its Items are those outside of every section
	Sections []*Section     // all but the root, parents before children, in menu order
	Items    []*Item        // every published entry, in the total order (oldest first)
	Articles []*Item        // those that are dated news and no static page, newest first
	Archive  *List          // of Articles, by year and month

	Tags, Authors, Organizations, Series *Taxonomy

	Chrome Chrome

	Files     []PublishedFile
	Redirects []Redirect
	Scheduled []Scheduled // entries whose time has not come, soonest first
	Broken    []Broken    // entries that an error keeps out

	Held map[string]Why // what keeps back the entries that can be read and are not shown, by source path

	// Next is the first instant after Now at which the site would differ (a publish date, a deadline); zero
	// for never.
	Next time.Time
}

// Taxonomies are all ways of grouping entries, in a fixed order.
func (s *Site) Taxonomies() []*Taxonomy {
	return []*Taxonomy{s.Tags, s.Authors, s.Organizations, s.Series}
}

// Item is a published entry in its place.
type Item struct {
	Entry *content.Entry
	URL   string
	Card  *Card

	Section  *Section   // main section: the first category, else the folder; the root at the top
	Sections []*Section // every section that it names, the main one first

	Labels                []string // of its tags: those that it names, and categories that are no sections
	Tags, Authors, Series []*Term
	Organization          *Term

	Older, Newer *Item // neighbours within the main section
	Related      []*Item

	References
	Cover       *Image
	Attachments []Attachment
	Original    *Attachment
	Documents   []Target

	DeadlinePassed bool
}

// IsArticle reports whether the item is dated news and not a static page: only these are in the archive by
// year, on the front page and in feeds.
func (it *Item) IsArticle() bool { return it.Entry.Kind != "page" }

// Section is a folder with its _index.md, or a top folder without one.
type Section struct {
	Path     string // slug path: "tin-tuc/chinh-tri"; "" for the root
	Title    string
	Label    string         // shorter title for menus and breadcrumbs
	Index    *content.Entry // nil without _index.md
	Refs     References     // of the text of Index
	Parent   *Section
	Children []*Section // by weight, then title
	Items    []*Item    // newest first after those with a weight; nested sections' items included

	List *List // nil for the root

	folder string // source folder under content/, "" for the root
}

// URL is the address of the section's first page.
func (s *Section) URL() string {
	if s.Path == "" {
		return "index.html"
	}
	return s.Path + "/index.html"
}

// References are the resolved links and pictures of one body, slot by slot.
type References struct {
	Links    []Target
	Pictures []Picture
}

// Target is what a link leads to.
type Target struct {
	// path under the output folder, "#anchor" within the page, or an absolute address; "" for nothing
	URL      string
	External bool
	Audio    bool
	Text     string // what was written, for references shown as text
	Typed    bool   // of a link that leads nowhere: it is shown as typed
}

// Picture is where a picture of a body lies.
type Picture struct {
	URL           string // path under the output folder; "" when missing or external
	Width, Height int
	External      string // address on another site
	Typed         bool   // no such file: it is shown as typed
}

// Attachment is a file offered for download.
type Attachment struct {
	Title string
	Name  string // file name as its author wrote it
	URL   string // "" when the file is missing
	Path  string // source path, "" when the file is missing
}

// PublishedFile is a file that is copied byte for byte.
type PublishedFile struct{ Path, URL string }

// Redirect is an old address of an entry.
type Redirect struct {
	From  string         // decoded path from the top, with a leading "/"
	Query string         // "id=17"; "" without one
	To    string         // path of the page under the output folder
	Entry *content.Entry // that names it
	Stub  string         // path of the stub page under the output folder; "" when the address cannot have one
}

// Scheduled is an entry that is published later.
type Scheduled struct {
	Path  string
	Title string
	At    time.Time
}

// Broken is an entry that an error keeps out, and the address where it would lie, as far as that can be told:
// the preview shows the error there.
type Broken struct{ Path, URL string }

// Card is what other pages show of an entry. Cards are shared by all pages that show the entry.
type Card struct {
	URL     string // path under the output folder: tin-tuc/2018/bai.html
	Title   string // the full title
	Label   string // the title for lists and menus (linktitle, else title)
	Date    viet.Date
	Summary string

	// DateText and DateMachine are Date.Short() and Date.MachineIn(Site.Zone): every list shows them, and
	// layouts call methods slowly.
	DateText, DateMachine string

	Section string // label of the main section, "" at the top
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

// Join makes the site. The diagnostics are those that need more than one file to be seen, in any order;
// entries that are in the way of each other are left out of the site.
func Join(in Input) (*Site, []Diagnostic) {
	j := &joiner{in: in, site: &Site{Settings: in.Settings, Zone: in.Zone, Now: in.Now}}
	j.indexNames()
	j.findCopies()
	entries := j.publish()
	j.plantSections(entries)
	j.place(entries)
	j.keepBack()
	j.sortItems()
	j.assignSections()
	j.fillSections()
	j.classify()
	j.describeTerms()
	j.fillTerms()
	j.makeLists()
	j.redirect()
	j.resolve()
	j.furnish()
	j.neighbours()
	j.relate()
	j.publishFiles()
	j.nameUnread()
	j.strangeBundles()
	return j.site, j.diagnostics
}

// joiner holds what the steps of one Join share. Nothing of it outlives the call but the site.
type joiner struct {
	in          Input
	site        *Site
	diagnostics []Diagnostic

	marks  map[*content.Entry]Mark // of the entries that only their editors see
	hidden map[string]bool         // source paths of entries that are not published
	copies map[string]string       // source path of a copy → of its original
	kept   keptFiles

	sections       map[string]*Section // by source folder under content/
	sectionIndexes map[string]*Section // by source path of their _index.md
	termIndexes    []*content.Entry
	termPages      map[string]*Term // by source path of their _index.md
	byPath         map[string]*Item // by source path
	bundles        map[string]*Item // by source folder under content/
	addresses      addressTable
	listed         map[string]bool     // addresses of the sections, whose lists have pages in their folders
	oldAddresses   map[string]Redirect // by addressKey, of other hosts after the host

	entryPaths map[string]string         // folded source path of every entry, published or not → exact
	names      map[string][]string       // source folder → names of its entries, for did-you-mean
	spellings  map[string]*viet.Spelling // of entries and files, by source folder
	files      fileIndex
	// published entries by title and file name, folded; made when first asked for
	titles map[string][]*Item
	used   map[string]string // source path of a file that is named by what is published → address
	// source folder → path of its index.md or else its _index.md, published or not
	indexes map[string]string
}

func (j *joiner) report(d diag.Diagnostic) {
	j.diagnostics = append(j.diagnostics, Diagnostic{Diagnostic: d})
}

// Absolute is the address on the web of a file of the output, "" without a base URL. A folder's index.html
// goes by the folder.
func (s *Site) Absolute(url string) string {
	if s.Settings.BaseURL == "" {
		return ""
	}
	if url == "index.html" || strings.HasSuffix(url, "/index.html") {
		url = strings.TrimSuffix(url, "index.html")
	}
	return s.Settings.BaseURL + url
}
