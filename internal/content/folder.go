package content

import (
	"path"
	"strings"
	"time"
)

// Folder says how each file of content/ is read: what the settings say for all of them, and the page of a
// section for those below it. Builds and the commands of the desk ask the same one.
type Folder struct {
	options Options
	kinds   map[string]string // by folder whose page says so
}

// NewFolder is the folder of a site with these settings; thorough is Options.Thorough.
func NewFolder(s Settings, zone *time.Location, thorough bool) Folder {
	return Folder{kinds: map[string]string{}, options: Options{
		Zone: zone, NestedPlusLists: s.NestedPlusLists, LegacyLevel: s.Checks["legacy-encoding"], Thorough: thorough,
	}}
}

// Add notes what the page of a section says of the entries below it. It may be nil.
func (f Folder) Add(page *Entry) {
	if page != nil && page.CascadeKind != "" {
		f.kinds[path.Dir(page.Path)] = page.CascadeKind
	}
}

// Kind is the kind of the file at a path when it names none itself, "" for an article's.
func (f Folder) Kind(p string) string {
	if len(f.kinds) == 0 || IsSectionPage(p) {
		return ""
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if kind := f.kinds[dir]; kind != "" {
			return kind
		}
	}
	return ""
}

// Options are those with which the file at a path is read.
func (f Folder) Options(p string) Options {
	o := f.options
	o.DefaultKind = f.Kind(p)
	return o
}

// IsSectionPage reports whether a path is that of the page of a section.
func IsSectionPage(p string) bool { return strings.HasSuffix(p, "/"+indexName) }

// IsMarkdown reports whether a path is that of a file that is read as an entry.
func IsMarkdown(p string) bool {
	if strings.HasSuffix(p, ".md") {
		return true // nearly all, asked of every file in every build
	}
	ext := strings.ToLower(path.Ext(p))
	return ext == ".md" || ext == ".markdown"
}
