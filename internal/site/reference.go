package site

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/parallel"
	"bantin/internal/viet"
)

// resolve finds what every link, picture and attachment leads to. A view holds the results, so that a page
// depends on nothing that its fingerprint does not cover.
func (j *joiner) resolve() {
	for _, it := range j.site.Items {
		it.References = j.references(it.Entry, it.URL)
		it.Cover = j.cover(it)
		for _, a := range it.Entry.Attachments {
			if attached, ok := j.attachment(it.Entry, a); ok {
				it.Attachments = append(it.Attachments, attached)
			}
		}
		if ref := it.Entry.Provenance.OriginalFile; ref.Value != "" {
			if original, ok := j.attachment(it.Entry, content.Attachment{File: ref}); ok {
				it.Original = &original
			}
		}
		for _, ref := range it.Entry.Documents {
			it.Documents = append(it.Documents, j.document(it.Entry, it.URL, ref))
		}
		for _, ref := range it.Entry.Related {
			if other := j.relatedRef(it, ref); other != nil {
				it.Related = append(it.Related, other)
			}
		}
		end := endOf(it.Entry.Deadline(), j.in.Zone)
		it.DeadlinePassed = !end.IsZero() && !end.After(j.in.Now)
	}
	parallel.For(len(j.site.Items), func(i int) { // digesting it is a quarter of this step
		it := j.site.Items[i]
		it.Card = newCard(it, j.marks[it.Entry], j.in.Zone)
	})
	if j.site.Home != nil {
		j.site.Root.Refs = j.references(j.site.Home, "index.html")
	}
	for _, s := range j.site.Sections {
		if s.Index != nil {
			s.Refs = j.references(s.Index, s.URL())
		}
	}
	for _, e := range j.termIndexes {
		if t := j.termPages[e.Path]; t != nil {
			t.Refs = j.references(e, t.URL())
		}
	}
}

// references resolves the links and pictures of one body, which is shown on the page at self.
func (j *joiner) references(e *content.Entry, self string) References {
	refs := References{Links: make([]Target, len(e.Links)), Pictures: make([]Picture, len(e.Pictures))}
	for i := range e.Links {
		refs.Links[i] = j.link(e, self, i)
	}
	for i := range e.Pictures {
		refs.Pictures[i] = j.picture(e, i)
	}
	return refs
}

// link resolves the i-th link of a body.
func (j *joiner) link(e *content.Entry, self string, i int) Target {
	l := e.Links[i]
	dest, external := j.internal(l.Dest)
	if external {
		if t, ok := j.oldAddress(dest); ok {
			return t
		}
		return Target{URL: dest, External: true}
	}
	at := place{entry: e, self: self, slot: Slot{Link: i + 1}}
	switch l.Form {
	case markdown.LinkTitle:
		return j.titled(at, l.Dest)
	case markdown.LinkIfThere:
		if f := j.find(at, PathOf(dest)); f.url == "" && !f.unpublished {
			j.warn(at, "marks-left", "](")
			return Target{Typed: true}
		}
	}
	if fragment, ok := strings.CutPrefix(dest, "#"); ok {
		if anchor, found := findAnchor(e.Anchors, fragment); found {
			return Target{URL: "#" + anchor}
		}
		j.warn(at, "anchor-missing", "#"+fragment, e.Path, j.nearestAnchor(e, fragment))
		return Target{}
	}
	return j.follow(at, dest)
}

// titled is the one published entry that bears a title or a file name, as `[[title]]` asks for it.
func (j *joiner) titled(at place, title string) Target {
	if j.titles == nil {
		j.titles = map[string][]*Item{}
		for _, it := range j.site.Items {
			name := strings.TrimSuffix(path.Base(strings.TrimSuffix(it.Entry.Path, "/index.md")), ".md")
			keys := []string{viet.ExactKey(it.Entry.Title), viet.ExactKey(name)}
			for _, key := range slices.Compact(keys) {
				j.titles[key] = append(j.titles[key], it)
			}
		}
	}
	if found := j.titles[viet.ExactKey(strings.TrimSuffix(title, ".md"))]; len(found) == 1 {
		return Target{URL: found[0].URL}
	}
	j.warn(at, "marks-left", "[[")
	return Target{Typed: true}
}

// internal says whether an address leads out of the site, and shortens an absolute address of the site itself
// to a path.
func (j *joiner) internal(dest string) (string, bool) {
	if base := j.in.Settings.BaseURL; base != "" {
		if rest, ok := strings.CutPrefix(dest, base); ok {
			return "/" + rest, false
		}
	}
	if strings.HasPrefix(dest, "//") {
		return dest, true
	}
	scheme, _, ok := strings.Cut(dest, ":")
	return dest, ok && scheme != "" && !strings.ContainsAny(scheme, "/?#. ")
}

// place is where a reference is written, and the page that shows it.
type place struct {
	entry     *content.Entry
	self      string
	line, col int  // in the front matter
	slot      Slot // in the body
}

func (j *joiner) warn(at place, code diag.Code, args ...string) {
	j.diagnostics = append(j.diagnostics, Diagnostic{diag.New(code, diag.Pos{Path: at.entry.Path, Line: at.line, Col: at.col}, args...), at.slot})
}

// follow resolves a path with an optional query and anchor, which go along: the page of a PDF, the words of a
// search.
func (j *joiner) follow(at place, dest string) Target {
	if t, ok := j.oldAddress(dest); ok {
		return t
	}
	rest, fragment, marked := strings.Cut(dest, "#")
	p, query, asked := strings.Cut(rest, "?")
	found := j.find(at, p)
	switch {
	case found.refused:
		return Target{}
	case found.unpublished:
		j.warn(at, "link-unpublished", p)
		return Target{}
	case found.url == "":
		j.missing(at, p, "link-broken", j.nearestName(at, p))
		return Target{}
	case found.recased != "":
		j.warn(at, "name-case", p, found.recased)
	}
	t := Target{URL: found.url, Audio: strings.HasPrefix(found.kind, "audio/")}
	if asked {
		t.URL += "?" + query
	}
	// of files and pages that the program makes no anchors are known
	if marked && found.entry != nil && fragment != "" {
		anchor, ok := findAnchor(found.entry.Anchors, fragment)
		if !ok {
			j.warn(at, "anchor-missing", "#"+fragment, found.entry.Path, j.nearestAnchor(found.entry, fragment))
			return t
		}
		fragment = anchor
	}
	if fragment != "" {
		t.URL += "#" + fragment
	}
	return t
}

// PathOf is an address of the site without its query and anchor.
func PathOf(address string) string {
	if end := strings.IndexAny(address, "?#"); end >= 0 {
		return address[:end]
	}
	return address
}

// found is what a path leads to.
type found struct {
	url         string
	entry       *content.Entry // nil for files and pages that the program makes
	kind        string         // MIME type of a file
	unpublished bool           // an entry that is not published
	// a file that may not be published, or that a secret paper keeps back: it was reported
	refused bool
	recased string // the right spelling when only the case differs
}

// find looks a path up as its author may have meant it: as a source file beside the entry or from the top
// (Hugo's ref), else as an address.
func (j *joiner) find(at place, p string) found {
	sources, address := []string{path.Join(path.Dir(at.entry.Path), p), contentRoot + "/" + p}, path.Join(path.Dir(at.self), p)
	if strings.HasPrefix(p, "/") {
		sources, address = []string{contentRoot + p, staticRoot + p}, strings.TrimPrefix(path.Clean(p), "/")
	}
	for _, s := range fromTop(p, sources) {
		if f := j.findSource(at, path.Clean(s)); f.url != "" || f.unpublished || f.refused {
			if isAddress(address, f.url) {
				f.recased = ""
			}
			return f
		}
	}
	return j.findAddress(address)
}

// isAddress reports whether a path is the published address, to the letter: a host shows it with or without
// its ending.
func isAddress(p, url string) bool {
	return p == url || p+".html" == url || path.Join(p, "index.html") == url
}

// fromTop adds a path that names its folder from the top of the project, as an editor sees it there:
// static/anh/a.jpg, /content/tin/a.md.
func fromTop(p string, tries []string) []string {
	if plain := strings.TrimPrefix(p, "/"); strings.HasPrefix(plain, contentRoot+"/") || strings.HasPrefix(plain, staticRoot+"/") {
		return append(tries, plain)
	}
	return tries
}

// findSource looks up a source path: an entry with or without its ending, a section's folder, or a file.
func (j *joiner) findSource(at place, p string) found {
	for _, candidate := range []string{p, p + ".md", p + "/index.md", p + "/_index.md"} {
		exact, ok := j.entryPaths[foldPath(candidate)]
		if !ok {
			continue
		}
		recased := ""
		if exact != candidate {
			recased = path.Base(exact)
		}
		if it := j.byPath[exact]; it != nil {
			return found{url: it.URL, entry: it.Entry, recased: recased}
		}
		if s := j.sectionIndexes[exact]; s != nil {
			return found{url: s.URL(), entry: s.Index, recased: recased}
		}
		if t := j.termPages[exact]; t != nil {
			return found{url: t.URL(), entry: t.Index, recased: recased}
		}
		return found{unpublished: true}
	}
	if s := j.sections[folderKey(p)]; s != nil && strings.HasPrefix(p, contentRoot) {
		return found{url: s.URL(), entry: s.Index}
	}
	if f, exact, ok := j.files.find(p); ok {
		if !j.mayUse(at, f) {
			return found{refused: true}
		}
		r := found{url: j.use(f), kind: f.Type}
		if !exact {
			r.recased = path.Base(f.Path)
		}
		return r
	}
	return found{refused: j.files.refuses(p)}
}

// folderKey is a folder's key among the sections: its path under content/, "." for content itself.
func folderKey(p string) string {
	return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(p, contentRoot), "/"), ".")
}

// findAddress looks up an address of the finished site, as it stands in a browser.
func (j *joiner) findAddress(address string) found {
	if address == "." {
		address = ""
	}
	if r, ok := j.oldAddresses[addressKey("/"+address, "")]; ok {
		return found{url: r.To, entry: r.Entry} // to the entry, not to the stub at its old address
	}
	for _, candidate := range []string{address, address + ".html", path.Join(address, "index.html")} {
		c, ok := j.addresses.owner(candidate)
		if !ok {
			continue
		}
		if c.item != nil {
			return found{url: c.item.URL, entry: c.item.Entry}
		}
		if c.exists {
			return found{url: candidate}
		}
	}
	return found{}
}

// findAnchor accepts an anchor as it stands on the page, or the heading's words in any form.
func findAnchor(anchors []string, fragment string) (string, bool) {
	for _, candidate := range []string{fragment, "h-" + fragment, "h-" + viet.Slug(fragment)} {
		if slices.Contains(anchors, candidate) {
			return candidate, true
		}
	}
	return "", false
}

func (j *joiner) nearestAnchor(e *content.Entry, fragment string) string {
	if near := spelling(j.spellings, e.Path, map[string][]string{e.Path: e.Anchors}).Nearest(fragment); near != "" {
		return "#" + near
	}
	return ""
}

// nearestName is the most similar name in the folder that a path names.
func (j *joiner) nearestName(at place, p string) string {
	full := path.Join(path.Dir(at.entry.Path), p)
	if strings.HasPrefix(p, "/") {
		full = contentRoot + path.Clean(p)
	}
	return spelling(j.spellings, path.Dir(full), j.names, j.files.folders).Nearest(path.Base(full))
}

// picture resolves the i-th picture of a body.
func (j *joiner) picture(e *content.Entry, i int) Picture {
	p := e.Pictures[i]
	dest, external := j.internal(p.Dest)
	if external {
		return Picture{External: dest}
	}
	at := place{entry: e, slot: Slot{Picture: i + 1}}
	if p.IfThere && !j.hasFile(at, PathOf(dest)) {
		j.warn(at, "marks-left", "](")
		return Picture{Typed: true}
	}
	if name, words, ok := strings.Cut(dest, " "); ok && !j.hasFile(at, dest) && j.hasFile(at, name) {
		j.warn(at, "picture-quotes", name, words)
		dest = name
	}
	f, ok := j.findFile(at, dest, "image-missing")
	if !ok {
		return Picture{}
	}
	return Picture{URL: j.use(f), Width: f.Width, Height: f.Height}
}

// findFile looks up a file that an entry names: beside it, or from the top of static/. What is missing is
// reported under the given code with the nearest name.
func (j *joiner) findFile(at place, name string, missing diag.Code) (File, bool) {
	name, _, _ = strings.Cut(name, "?")
	tries := fileTries(at, name)
	for _, p := range tries {
		f, exact, ok := j.files.find(path.Clean(p))
		if !ok && j.files.refuses(path.Clean(p)) {
			return File{}, false
		}
		if !ok {
			continue
		}
		if !j.mayUse(at, f) {
			return File{}, false
		}
		// else it is the name under which it is published
		if !exact && path.Base(name) != path.Base(j.use(f)) {
			j.warn(at, "name-case", name, path.Base(f.Path))
		}
		return f, true
	}
	j.missing(at, name, missing, j.files.nearest(tries[0]))
	return File{}, false
}

// hasFile reports whether a name means a file that is there.
func (j *joiner) hasFile(at place, name string) bool {
	return slices.ContainsFunc(fileTries(at, name), func(p string) bool {
		_, _, ok := j.files.find(path.Clean(p))
		return ok
	})
}

// fileTries are the source paths that a name of a file may mean.
func fileTries(at place, name string) []string {
	tries := []string{path.Join(path.Dir(at.entry.Path), name), path.Join(staticRoot, name)}
	if strings.HasPrefix(name, "/") {
		tries = []string{staticRoot + path.Clean(name), contentRoot + path.Clean(name)}
	}
	return fromTop(name, tries)
}

// missing reports a name that leads to nothing, with the nearest one: the file may not have been fetched from
// a cloud yet.
func (j *joiner) missing(at place, name string, code diag.Code, nearest string) {
	for _, p := range fileTries(at, name) {
		if _, absent := slices.BinarySearch(j.in.Absent, path.Clean(p)); absent {
			j.warn(at, "file-not-downloaded", path.Clean(p))
			return
		}
	}
	j.warn(at, code, name, nearest)
}

// cover is the picture of an entry's card: the first that the front matter names, else the first of the text.
func (j *joiner) cover(it *Item) *Image {
	for i, ref := range it.Entry.Images {
		if dest, external := j.internal(ref.Value); external {
			j.warn(place{entry: it.Entry, line: ref.Line, col: ref.Col}, "picture-external", dest)
			continue
		}
		at := place{entry: it.Entry, line: ref.Line, col: ref.Col}
		f, ok := j.findFile(at, ref.Value, "image-missing")
		if !ok {
			continue
		}
		if strings.HasPrefix(f.Type, "image/") {
			return &Image{URL: j.use(f), Alt: coverAlt(it.Entry, i), Width: f.Width, Height: f.Height}
		}
		j.warn(at, "image-type", ref.Value)
	}
	for i, p := range it.Pictures {
		if p.URL != "" {
			written := it.Entry.Pictures[i]
			return &Image{URL: p.URL, Alt: cmp.Or(written.Alt, written.Caption), Width: p.Width, Height: p.Height}
		}
	}
	return nil
}

// coverAlt are the words for the i-th picture of the front matter.
func coverAlt(e *content.Entry, i int) string {
	if i > 0 {
		return ""
	}
	return e.ImageAlt
}

// attachment resolves a file offered for download. It is not ok when the file belongs to a secret paper.
func (j *joiner) attachment(e *content.Entry, a content.Attachment) (attached Attachment, ok bool) {
	name, said := path.Base(a.File.Value), len(j.diagnostics)
	f, ok := j.findFile(place{entry: e, line: a.File.Line, col: a.File.Col}, a.File.Value, "attachment-missing")
	if !ok {
		// The name of a secret paper's file is not shown either. Of a file that was refused nothing more is
		// said.
		secret := slices.ContainsFunc(j.diagnostics[said:], func(r Diagnostic) bool { return r.Code == "file-secret-named" })
		return Attachment{Title: cmp.Or(a.Title, name), Name: name}, !secret
	}
	return Attachment{Title: cmp.Or(a.Title, name), Name: path.Base(f.Path), URL: j.use(f), Path: f.Path}, true
}

// document resolves a related document: an entry by its path, else its number as text.
func (j *joiner) document(e *content.Entry, self string, ref content.Ref) Target {
	if strings.HasSuffix(ref.Value, ".md") {
		t := j.follow(place{entry: e, self: self, line: ref.Line, col: ref.Col}, ref.Value)
		t.Text = ref.Value
		if it := j.itemAt(t.URL); it != nil {
			t.Text = it.Entry.Title
		}
		return t
	}
	return Target{Text: ref.Value}
}

// relatedRef resolves an entry that an editor named as related.
func (j *joiner) relatedRef(it *Item, ref content.Ref) *Item {
	t := j.follow(place{entry: it.Entry, self: it.URL, line: ref.Line, col: ref.Col}, ref.Value)
	other := j.itemAt(t.URL)
	if other == it {
		return nil
	}
	return other
}

func (j *joiner) itemAt(address string) *Item {
	c, _ := j.addresses.owner(PathOf(address))
	return c.item
}

// decodePath undoes percent escapes; an address that cannot be decoded stays as it is.
func decodePath(p string) string {
	if decoded, err := url.PathUnescape(p); err == nil {
		return viet.NFC(decoded)
	}
	return p
}
