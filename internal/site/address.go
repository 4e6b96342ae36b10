package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/parallel"
	"bantin/internal/viet"
)

// Folders that hold what the program makes: no section, entry or static file may lie in them, but for
// static/assets/.
var reservedFolders = []string{
	"the", "tac-gia", "don-vi", "chuyen-de", "luu-tru", "assets", "search", "data", "manifest", "sitemap",
}

// Files at the top that the program makes.
var reservedFiles = []string{
	"index.html", "404.html", "so-do.html", "tim-kiem.html", "rss.xml", "feed.json", "sitemap.xml", "robots.txt", "_headers", "_redirects",
}

// addressTable says who takes which address, and which folders there are for that. Keys are folded to lower
// case: copies live on file systems that know no case.
type addressTable struct {
	owners  map[string]claim
	folders map[string]claim // of an address in or below the folder
}

// claim is the owner of an address.
type claim struct {
	source string // source path, or the address itself for what the program makes
	item   *Item  // nil for what is no entry
	exists bool   // a link may lead here; false for addresses that are only kept free
}

func (t addressTable) take(address string, c claim) {
	key := strings.ToLower(address)
	t.owners[key] = c
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if _, known := t.folders[dir]; known {
			break
		}
		t.folders[dir] = c
	}
}

func (t addressTable) owner(address string) (claim, bool) {
	c, ok := t.owners[strings.ToLower(address)]
	return c, ok
}

// inTheWay is who has an address already, needs it as a folder, or has a file where a folder of it would be.
func (t addressTable) inTheWay(address string) (claim, bool) {
	key := strings.ToLower(address)
	if c, ok := t.owners[key]; ok {
		return c, true
	}
	if c, ok := t.folders[key]; ok {
		return c, true
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if c, ok := t.owners[dir]; ok {
			return c, true
		}
		if _, ok := t.folders[dir]; ok {
			break // it is a folder, and so are those above it
		}
	}
	return claim{}, false
}

// An obstacle is why nothing may lie at an address.
type obstacle uint8

const (
	free     obstacle = iota
	taken             // another file or page has it
	kept              // for pages that the program makes, now or as the site grows
	tooLong           // for a copy on Windows, which lives below a folder of its own
	unstable          // a name that not every system can keep
)

// maxPath is the longest address in bytes. Package output refuses a longer one.
const maxPath = 240

// obstacle is the one check of everything that a source gives an address: entries, files, old addresses.
// Whatever passes it, package output takes.
func (j *joiner) obstacle(address string) (why obstacle, owner string) {
	if len(address) > maxPath {
		return tooLong, address
	}
	for name := range strings.SplitSeq(address, "/") {
		if !viet.PlainName(name) {
			return unstable, address
		}
	}
	if c, ok := j.addresses.inTheWay(address); ok {
		return taken, c.source
	}
	if slices.Contains(reservedFolders, strings.ToLower(topElement(address))) {
		return kept, address
	}
	for at := address; at != "."; at = path.Dir(at) {
		if j.isListPage(at) {
			return kept, at
		}
	}
	return free, ""
}

// isListPage reports whether an address is one of a section's own: its feed, or a page of its list, whether
// there is one now or not.
func (j *joiner) isListPage(address string) bool {
	dir, name := path.Split(strings.ToLower(address))
	if !j.listed[strings.TrimSuffix(dir, "/")] {
		return false
	}
	period, page := strings.CutSuffix(name, ".html")
	return name == "rss.xml" || page && isPeriodName(period)
}

// place gives every entry its address, and leaves out those whose address is taken.
func (j *joiner) place(entries []*content.Entry) {
	// lists and files have addresses too
	j.addresses = addressTable{owners: make(map[string]claim, 2*len(entries)), folders: map[string]claim{}}
	j.listed = make(map[string]bool, len(j.site.Sections))
	for _, f := range reservedFiles {
		j.addresses.take(f, claim{source: f, exists: j.makesFile(f)})
	}
	for _, s := range j.site.Sections {
		j.addresses.take(s.URL(), claim{source: s.URL(), exists: true})
		j.listed[s.Path] = true
	}
	for _, url := range j.in.Carried {
		j.addresses.take(url, claim{source: url})
	}
	j.placeStatic()
	items := make([]*Item, 0, len(entries))
	for _, e := range entries {
		if !e.IsIndex() {
			items = append(items, &Item{Entry: e, Labels: slices.Clip(e.Tags), Section: j.sectionOf(folderOf(e.Path))})
		}
	}
	parallel.For(len(items), func(i int) { items[i].URL = j.entryURL(items[i].Entry) })
	rivals := rivalsOf(items)
	j.byPath, j.bundles = make(map[string]*Item, len(items)), map[string]*Item{}
	for _, it := range items {
		if !j.mayLieAt(it, rivals[it.URL]) {
			j.hidden[it.Entry.Path] = true
			j.site.Broken = append(j.site.Broken, Broken{it.Entry.Path, it.URL})
			continue
		}
		j.addresses.take(it.URL, claim{source: it.Entry.Path, item: it, exists: true})
		j.byPath[it.Entry.Path] = it
		if isBundle(it.Entry.Path) {
			j.bundles[folderOf(it.Entry.Path)] = it
		}
		j.site.Items = append(j.site.Items, it)
	}
	for _, u := range j.in.Broken {
		if path.Base(u.Path) != "_index.md" {
			j.site.Broken = append(j.site.Broken, Broken{u.Path, j.entryURL(&content.Entry{Path: u.Path})})
		}
	}
}

// rivalsOf finds the addresses that more than one entry would have.
func rivalsOf(items []*Item) map[string][]*Item {
	first, rivals := make(map[string]*Item, len(items)), map[string][]*Item{}
	for _, it := range items {
		switch other := first[it.URL]; {
		case other == nil:
			first[it.URL] = it
		case rivals[it.URL] == nil:
			rivals[it.URL] = []*Item{other, it}
		default:
			rivals[it.URL] = append(rivals[it.URL], it)
		}
	}
	return rivals
}

// makesFile reports whether a link may lead to a file at the top that the program makes. Feeds and the
// sitemap need a base URL.
func (j *joiner) makesFile(name string) bool {
	switch name {
	case "index.html", "so-do.html", "tim-kiem.html":
		return true
	case "rss.xml", "feed.json", "sitemap.xml":
		return j.in.Settings.BaseURL != ""
	}
	return false
}

// entryURL is the address of an entry: the section's, the slugs of the folders below it, and the slug of the
// file, or of the folder for a bundle. slug replaces the last element.
func (j *joiner) entryURL(e *content.Entry) string {
	source := strings.TrimPrefix(e.Path, contentRoot+"/")
	folder, name := path.Dir(source), strings.TrimSuffix(path.Base(source), path.Ext(source))
	if isBundle(e.Path) {
		folder, name = path.Dir(folder), path.Base(folder)
	}
	return path.Join(j.folderURL(folder), slugElement(cmp.Or(e.Slug, name), e.Path)) + ".html"
}

// folderURL is the address of a source folder under content/.
func (j *joiner) folderURL(folder string) string {
	if folder == "." {
		return ""
	}
	if s := j.sections[folder]; s != nil {
		return s.Path
	}
	return path.Join(j.folderURL(path.Dir(folder)), slugElement(path.Base(folder), folder))
}

// isBundle reports whether an entry is the index.md of a folder that it shares with its pictures.
func isBundle(sourcePath string) bool {
	base := path.Base(sourcePath)
	return strings.EqualFold(strings.TrimSuffix(base, path.Ext(base)), "index") && folderOf(sourcePath) != "."
}

func slugElement(name, sourcePath string) string {
	if slug := viet.SlugMax(name); slug != "" {
		return slug
	}
	return viet.FallbackSlug(sourcePath)
}

func slugElements(folder string) []string {
	elements := strings.Split(folder, "/")
	for i, e := range elements {
		elements[i] = slugElement(e, folder)
	}
	return elements
}

// mayLieAt reports whether an entry can have its address, and reports why not.
func (j *joiner) mayLieAt(it *Item, rivals []*Item) bool {
	pos := diag.Pos{Path: it.Entry.Path, Line: 1, Col: 1}
	switch why, owner := j.obstacle(it.URL); {
	case len(rivals) > 1:
		other := rivals[0]
		if other == it {
			other = rivals[1]
		}
		d := diag.New("address-taken", pos, it.Entry.Path, other.Entry.Path, it.URL, suggestSlug(it))
		d.Also = []diag.Pos{{Path: other.Entry.Path, Line: 1, Col: 1}}
		j.report(d)
		return false
	case why == taken:
		j.report(diag.New("address-taken", pos, it.Entry.Path, owner, it.URL, suggestSlug(it)))
		return false
	case why == kept || isListName(it.URL):
		j.report(diag.New("address-reserved", pos, it.URL, suggestSlug(it)))
		return false
	case why != free:
		j.report(diag.New("address-long", pos, it.URL))
		return false
	}
	return true
}

// isListName reports whether an address would be a page of the list of its folder, if that were a section.
func isListName(url string) bool {
	name := strings.TrimSuffix(path.Base(url), ".html")
	return name == "index" || isPeriodName(name)
}

// isPeriodName recognises the names of the pages of a list that is split by time: nam-2018, nam-2018-03,
// nam-2018-03-1, khong-ro-ngay, khong-ro-ngay-1.
func isPeriodName(name string) bool {
	if rest, ok := strings.CutPrefix(name, undatedName); ok {
		return rest == "" || rest[0] == '-' && isDigits(rest[1:])
	}
	rest, ok := strings.CutPrefix(name, "nam-")
	if !ok {
		return false
	}
	parts := strings.Split(rest, "-")
	if len(parts) > 3 || len(parts[0]) != 4 || len(parts) > 1 && len(parts[1]) != 2 {
		return false
	}
	for _, p := range parts {
		if !isDigits(p) {
			return false
		}
	}
	return true
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// suggestSlug proposes another last element: the present one with the date, else with a short hash of the
// path.
func suggestSlug(it *Item) string {
	name := strings.TrimSuffix(path.Base(it.URL), ".html")
	if day := it.Entry.Date.Machine(); len(day) >= 4 {
		day, _, _ = strings.Cut(day, "T")
		return viet.SlugMax(name + "-" + day)
	}
	hash := viet.FallbackSlug(it.Entry.Path)
	return viet.SlugMax(name + hash[strings.LastIndexByte(hash, '-'):])
}
