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

// Folders that hold what the program makes: no section, entry or static file may lie in them, but for static/assets/.
var reservedFolders = []string{
	"the", "tac-gia", "don-vi", "chuyen-de", "luu-tru", "assets", "search", "data", "manifest", "sitemap",
}

// Files at the top that the program makes.
var reservedFiles = []string{
	"index.html", "404.html", "so-do.html", "tim-kiem.html", "rss.xml", "feed.json", "sitemap.xml", "robots.txt", "_headers", "_redirects",
}

// addressTable says who takes which address. Keys are folded to lower case: copies live on file systems that know no case.
type addressTable map[string]claim

// claim is the owner of an address.
type claim struct {
	source string // source path, or the address itself for what the program makes
	item   *Item  // nil for what is no entry
	exists bool   // a link may lead here; false for addresses that are only kept free
}

func (t addressTable) take(address string, c claim) { t[strings.ToLower(address)] = c }

func (t addressTable) owner(address string) (claim, bool) {
	c, ok := t[strings.ToLower(address)]
	return c, ok
}

// place gives every entry its address, and leaves out those whose address is taken.
func (j *joiner) place(entries []*content.Entry) {
	j.addresses = make(addressTable, 2*len(entries)) // lists and files have addresses too
	for _, f := range reservedFiles {
		j.addresses.take(f, claim{source: f, exists: j.makesFile(f)})
	}
	for _, s := range j.site.Sections {
		j.addresses.take(s.URL(), claim{source: s.URL(), exists: true})
	}
	j.placeStatic()
	items := make([]*Item, 0, len(entries))
	for _, e := range entries {
		if !e.IsIndex() {
			items = append(items, &Item{Entry: e, Section: j.sectionOf(folderOf(e.Path))})
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
	for _, p := range j.in.Broken {
		if path.Base(p) != "_index.md" {
			j.site.Broken = append(j.site.Broken, Broken{p, j.entryURL(&content.Entry{Path: p})})
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

// makesFile reports whether a link may lead to a file at the top that the program makes. Feeds and the sitemap need a base URL.
func (j *joiner) makesFile(name string) bool {
	switch name {
	case "index.html", "so-do.html", "tim-kiem.html":
		return true
	case "rss.xml", "feed.json", "sitemap.xml":
		return j.in.Settings.BaseURL != ""
	}
	return false
}

// entryURL is the address of an entry: the section's, the slugs of the folders below it, and the slug of the file, or of the
// folder for a bundle. slug replaces the last element.
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

// maxPath is the longest address in bytes: a copy on Windows lives below a folder of its own.
const maxPath = 240

// mayLieAt reports whether an entry can have its address, and reports why not.
func (j *joiner) mayLieAt(it *Item, rivals []*Item) bool {
	pos := diag.Pos{Path: it.Entry.Path, Line: 1, Col: 1}
	switch taken, ok := j.addresses.owner(it.URL); {
	case len(rivals) > 1:
		other := rivals[0]
		if other == it {
			other = rivals[1]
		}
		d := diag.New("address-taken", pos, it.Entry.Path, other.Entry.Path, it.URL, suggestSlug(it))
		d.Also = []diag.Pos{{Path: other.Entry.Path, Line: 1, Col: 1}}
		j.report(d)
		return false
	case ok:
		j.report(diag.New("address-taken", pos, it.Entry.Path, taken.source, it.URL, suggestSlug(it)))
		return false
	case reserved(it.URL):
		j.report(diag.New("address-reserved", pos, it.URL, suggestSlug(it)))
		return false
	case len(it.URL) > maxPath:
		j.report(diag.New("address-long", pos, it.URL))
		return false
	}
	return true
}

// reserved reports whether an address belongs to a page that the program makes, now or as the site grows.
func reserved(url string) bool {
	if top, _, nested := strings.Cut(url, "/"); nested && slices.Contains(reservedFolders, top) {
		return true
	}
	name := strings.TrimSuffix(path.Base(url), ".html")
	return name == "index" || isPeriodName(name)
}

// isPeriodName recognises the names of the pages of a list that is split by time: nam-2018, nam-2018-03, nam-2018-03-1,
// khong-ro-ngay, khong-ro-ngay-1.
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

// suggestSlug proposes another last element: the present one with the date, else with a short hash of the path.
func suggestSlug(it *Item) string {
	name := strings.TrimSuffix(path.Base(it.URL), ".html")
	if day := it.Entry.Date.Machine(); len(day) >= 4 {
		day, _, _ = strings.Cut(day, "T")
		return viet.SlugMax(name + "-" + day)
	}
	hash := viet.FallbackSlug(it.Entry.Path)
	return viet.SlugMax(name + hash[strings.LastIndexByte(hash, '-'):])
}
