// Package explain says what a file of the site is made from and what it leads to: which source and which
// layouts make a page, what it lists, which old addresses lead to it. `bantin explain` prints it, together
// with what would change if the source were edited, which package pipeline finds by comparing lists of
// artifacts.
//
//	subject, ok := explain.Find(in, "content/tin-tuc/2018/bai.md")   // or an address, old or new, relative or absolute
package explain

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Input is the site to explain.
type Input struct {
	Site *site.Site
	From site.Input // what the site was joined from
	// Layouts gives the layout of every page by address; Files the files of a layout.
	Layouts map[string]string
	Files   func(layout string) []string
	Made    []string // paths of all artifacts
	Out     string   // name of the output folder: "public"
}

// Subject is what a path or an address stands for. Fields that do not apply are empty. Paths are sorted.
type Subject struct {
	// source path: of the entry, the _index.md, the file, the layout; "" for what the program makes by itself
	Source  string
	State   State    // of the source
	Address string   // path under the output folder; "" when it has no page
	Layout  string   // name of the page's layout
	Layouts []string // the files that make the page

	Lists     []string // addresses of the entries that the page lists
	Links     []string // addresses in the site that its text leads to
	Pictures  []string // addresses of the pictures and attachments that it shows
	NamedBy   []string // source paths of the entries whose text leads to it or shows it
	Redirects []string // old addresses that lead to it
	Pages     []string // of a layout: the addresses of the pages that use it
}

// State says whether a source is published.
type State string

// The states.
const (
	Published State = "published"
	Draft     State = "draft"
	Scheduled State = "scheduled"
	Broken    State = "broken"
	Secret    State = "secret" // its section is
	Copy      State = "copy"   // of another entry
	Unused    State = "unused" // a file that no published entry names
	Generated State = "generated"
)

// Find explains what a path or an address stands for. name may be a source path, a path of the output with or
// without its folder, an address within the site or on the web, or an old address. ok is false when it stands
// for nothing.
func Find(in Input, name string) (s Subject, ok bool) {
	name = viet.NFC(path.Clean("/" + strings.ReplaceAll(name, "\\", "/")))[1:]
	switch top, _, _ := strings.Cut(name, "/"); top {
	case "content":
		return in.source(name)
	case "layouts":
		return in.layout(name)
	case "static":
		return in.file(name)
	case in.Out:
		name = strings.TrimPrefix(strings.TrimPrefix(name, in.Out), "/")
	}
	return in.address(name)
}

// Relative makes a path under the output folder of an address on the web; other names stay as they are.
func Relative(name, baseURL string) string {
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(baseURL, "/"))
	if baseURL == "" || !ok {
		u, err := url.Parse(name)
		if err != nil || u.Host == "" {
			return name
		}
		rest = u.Path
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	if decoded, err := url.PathUnescape(rest); err == nil {
		rest = decoded
	}
	if rest == "" || strings.HasSuffix(rest, "/") {
		rest += "index.html"
	}
	return rest
}

// source explains a path under content/.
func (in Input) source(name string) (Subject, bool) {
	for _, it := range in.Site.Items {
		if it.Entry.Path == name {
			return in.item(it), true
		}
	}
	for _, s := range in.Site.Sections {
		if s.Index != nil && s.Index.Path == name {
			return in.page(s.URL()), true
		}
	}
	for _, t := range in.terms() {
		if t.Index != nil && t.Index.Path == name {
			return in.page(t.URL()), true
		}
	}
	if in.Site.Home != nil && in.Site.Home.Path == name {
		return in.page("index.html"), true
	}
	for _, e := range in.From.Entries {
		if e.Path == name {
			return Subject{Source: name, State: State(in.Site.Held[name])}, true
		}
	}
	if slices.ContainsFunc(in.From.Broken, func(u content.Unfit) bool { return u.Path == name }) {
		return Subject{Source: name, State: Broken}, true
	}
	return in.file(name)
}

// file explains a file that is no entry.
func (in Input) file(name string) (Subject, bool) {
	for _, f := range in.Site.Files {
		if f.Path == name {
			return Subject{Source: name, State: Published, Address: f.URL, NamedBy: in.namedBy(f.URL)}, true
		}
	}
	for _, f := range in.From.Files {
		if f.Path == name {
			return Subject{Source: name, State: Unused}, true
		}
	}
	return Subject{}, false
}

// layout explains a file of layouts/: which pages it makes.
func (in Input) layout(name string) (Subject, bool) {
	s := Subject{Source: name, State: Published}
	uses := map[string]bool{}
	for address, layout := range in.Layouts {
		if _, known := uses[layout]; !known {
			uses[layout] = slices.Contains(in.Files(layout), name)
		}
		if uses[layout] {
			s.Pages = append(s.Pages, address)
		}
	}
	slices.Sort(s.Pages)
	return s, len(s.Pages) > 0
}

// address explains a path under the output folder, or an old address.
func (in Input) address(name string) (Subject, bool) {
	for _, candidate := range []string{name, name + ".html", path.Join(name, "index.html")} {
		for _, r := range in.Site.Redirects { // before the stub at that address
			if strings.Trim(r.From, "/") == strings.Trim(candidate, "/") {
				return in.page(r.To), true
			}
		}
		if slices.Contains(in.Made, candidate) {
			return in.page(candidate), true
		}
	}
	return Subject{}, false
}

// page explains a file of the output.
func (in Input) page(address string) Subject {
	for _, it := range in.Site.Items {
		if it.URL == address {
			return in.item(it)
		}
	}
	for _, f := range in.Site.Files {
		if f.URL == address {
			s, _ := in.file(f.Path)
			return s
		}
	}
	s := Subject{State: Generated, Address: address, Layout: in.Layouts[address], NamedBy: in.namedBy(address)}
	s.Layouts = in.Files(s.Layout)
	if address == "index.html" {
		in.text(&s, in.Site.Home, in.Site.Root.Refs)
	}
	for _, section := range in.Site.Sections {
		if section.URL() == address {
			in.text(&s, section.Index, section.Refs)
		}
	}
	for _, t := range in.terms() {
		if t.Index != nil && t.URL() == address {
			in.text(&s, t.Index, t.Refs)
		}
	}
	for _, l := range in.lists() {
		for _, p := range l.Pages {
			if p.URL == address {
				for _, it := range p.Items {
					s.Lists = append(s.Lists, it.URL)
				}
			}
		}
	}
	return s
}

// lists are all lists of the site.
func (in Input) lists() []*site.List {
	var lists []*site.List
	for _, s := range in.Site.Sections {
		lists = append(lists, s.List)
	}
	for _, t := range in.Site.Taxonomies() {
		for _, term := range t.Terms {
			lists = append(lists, term.List)
		}
	}
	return append(lists, in.Site.Archive)
}

// item explains a published entry.
func (in Input) item(it *site.Item) Subject {
	s := Subject{Address: it.URL, Layout: in.Layouts[it.URL], NamedBy: in.namedBy(it.URL)}
	s.Layouts = in.Files(s.Layout)
	in.text(&s, it.Entry, it.References)
	for _, other := range it.Related {
		s.Lists = append(s.Lists, other.URL)
	}
	for _, a := range it.Attachments {
		s.Pictures = append(s.Pictures, a.URL)
	}
	for _, r := range in.Site.Redirects {
		if r.To == it.URL {
			old := r.From
			if r.Query != "" {
				old += "?" + r.Query
			}
			s.Redirects = append(s.Redirects, old)
		}
	}
	s.Pictures = distinct(s.Pictures)
	return s
}

// text adds what the text of an entry says.
func (in Input) text(s *Subject, e *content.Entry, refs site.References) {
	if e == nil {
		return
	}
	s.Source, s.State = e.Path, Published
	for _, t := range refs.Links {
		if !t.External {
			s.Links = append(s.Links, t.URL)
		}
	}
	for _, p := range refs.Pictures {
		s.Pictures = append(s.Pictures, p.URL)
	}
	s.Links, s.Pictures = distinct(s.Links), distinct(s.Pictures)
}

// namedBy lists the entries whose text or front matter leads to an address.
func (in Input) namedBy(address string) []string {
	var paths []string
	for _, it := range in.Site.Items {
		names := it.Cover != nil && it.Cover.URL == address || namesIn(it.References, address) ||
			slices.ContainsFunc(it.Attachments, func(a site.Attachment) bool { return a.URL == address })
		if names && it.URL != address {
			paths = append(paths, it.Entry.Path)
		}
	}
	for _, s := range in.Site.Sections {
		if s.Index != nil && s.URL() != address && namesIn(s.Refs, address) {
			paths = append(paths, s.Index.Path)
		}
	}
	if in.Site.Home != nil && address != "index.html" && namesIn(in.Site.Root.Refs, address) {
		paths = append(paths, in.Site.Home.Path)
	}
	return distinct(paths)
}

func namesIn(refs site.References, address string) bool {
	for _, t := range refs.Links {
		if url, _, _ := strings.Cut(t.URL, "#"); url == address {
			return true
		}
	}
	return slices.ContainsFunc(refs.Pictures, func(p site.Picture) bool { return p.URL == address })
}

// distinct sorts a list and drops repetitions and what is empty or a place of the page itself.
func distinct(list []string) []string {
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" || strings.HasPrefix(s, "#") })
	slices.Sort(list)
	return slices.Compact(list)
}

// terms are those of all taxonomies.
func (in Input) terms() []*site.Term {
	var terms []*site.Term
	for _, tax := range in.Site.Taxonomies() {
		terms = append(terms, tax.Terms...)
	}
	return terms
}
