package source

import (
	"slices"
	"strings"

	"bantin/internal/diag"
)

// listing is what a scan found in one folder. The next scan takes it over unless the folder is dirty. It is
// never modified after its scan.
type listing struct {
	folder      folder
	changed     int64    // mtime of the folder, in nanoseconds: when a name last came or went
	files       []*found // by Raw
	folders     []folder
	diagnostics []diag.Diagnostic
	absent      []string // paths of files of which only a placeholder is there
	again       bool     // list it in every scan
	restless    bool     // names may come and go in it just now: Look.Blank
}

// found is a file of a folder.
type found struct {
	File
	link bool // the name is a link: it opens from the site's folder only
	lost bool // to be left out of the tree
	// What the reading of it said.
	denied, gone, unsteady bool
	touched                bool     // it changed between its listing and the end of its reading
	writing                *writing // nil for a file that is at rest
}

// file finds a file by its raw path; nil when there is none.
func (l *listing) file(raw string) *found {
	if l == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(l.files, raw, func(f *found, raw string) int { return strings.Compare(f.Raw, raw) })
	if !ok {
		return nil
	}
	return l.files[i]
}

// all are all files of a folder; none when there is no listing.
func (l *listing) all() []*found {
	if l == nil {
		return nil
	}
	return l.files
}

func (l *listing) sort() {
	slices.SortFunc(l.files, func(a, b *found) int { return strings.Compare(a.Raw, b.Raw) })
}

// known is the listing of a folder that need not be made again, else nil.
func (s *scan) known(f folder) *listing {
	l := s.prev.listings[f.raw]
	if l == nil || l.again || l.folder != f || s.Dirty.All || slices.Contains(s.Dirty.Folders, f.real) {
		return nil
	}
	if slices.ContainsFunc(s.Dirty.Trees, func(tree string) bool { return within(f.real, tree) }) {
		return nil
	}
	return l
}

// diagnostics are the diagnostics of all listings.
func (s *scan) diagnostics() []diag.Diagnostic {
	all := s.outside
	for _, l := range s.listings {
		all = append(all, l.diagnostics...)
	}
	return diag.Sort(all)
}
