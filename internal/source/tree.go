package source

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// tree joins the listings.
func (s *scan) tree() *Tree {
	t := &Tree{listings: s.listings}
	if s.again != 0 {
		t.Again = time.Unix(0, s.again)
	}
	stale, fresh := s.replaced()
	files, ok := splice(s.prev.Files, stale, fresh)
	same := slices.EqualFunc(stale, fresh, func(a, b *found) bool { return sameBytes(a.File, b.File) })
	if s.prev.twins || !ok {
		files, t.twins = s.sorted()
		same = slices.EqualFunc(files, s.prev.Files, sameBytes)
	}
	for l := range maps.Values(s.listings) {
		t.Absent = append(t.Absent, l.absent...)
	}
	slices.Sort(t.Absent)
	t.Files, t.version = files, s.prev.version
	if !same || t.version == nil {
		t.version = new(version)
	}
	return t
}

// replaced are the files of the listings that are no longer, and those of the new ones, both in order.
func (s *scan) replaced() (stale, fresh []*found) {
	for raw, l := range s.prev.listings {
		if s.listings[raw] != l {
			stale = append(stale, l.files...)
		}
	}
	for _, l := range s.fresh {
		fresh = append(fresh, l.files...)
	}
	return inOrder(stale), inOrder(fresh)
}

// inOrder leaves out what is lost and sorts the rest.
func inOrder(files []*found) []*found {
	files = slices.DeleteFunc(files, func(f *found) bool { return f.lost })
	slices.SortFunc(files, func(a, b *found) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Raw, b.Raw)
	})
	return files
}

// splice puts the fresh files in the place of the stale ones. All three lists are sorted. It is not ok when
// two files have one path, or when the files are not those that the stale listings had.
func splice(files []File, stale, fresh []*found) (spliced []File, ok bool) {
	if len(stale)+len(fresh) == 0 {
		return files, true
	}
	spliced = make([]File, 0, len(files)-len(stale)+len(fresh))
	for _, f := range files {
		for len(fresh) > 0 && fresh[0].Path < f.Path {
			spliced, fresh = append(spliced, fresh[0].File), fresh[1:]
		}
		if len(stale) > 0 && stale[0].Path == f.Path {
			stale = stale[1:]
			continue
		}
		spliced = append(spliced, f)
	}
	for _, f := range fresh {
		spliced = append(spliced, f.File)
	}
	for i := 1; i < len(spliced); i++ {
		if spliced[i-1].Path == spliced[i].Path {
			return nil, false
		}
	}
	return spliced, len(stale) == 0
}

// sorted is the list made anew from all listings. Files whose names are one in NFC are left out: which one
// wins would depend on the order of the folder.
func (s *scan) sorted() (files []File, twins bool) {
	var all []*found
	for l := range maps.Values(s.listings) {
		all = append(all, l.files...)
	}
	all = inOrder(all)
	twin := make([]bool, len(all)+1)
	for i := 1; i < len(all); i++ {
		if a, b := all[i-1], all[i]; a.Path == b.Path {
			twin[i-1], twin[i], twins = true, true, true
			s.report("source-name-twins", a.Path, quoted(a.Raw), quoted(b.Raw))
		}
	}
	for i, f := range all {
		if !twin[i] {
			files = append(files, f.File)
		}
	}
	return files, twins
}

// sameBytes reports whether two files are one, with the same bytes.
func sameBytes(a, b File) bool { return a.Digest == b.Digest && a.Path == b.Path && a.Raw == b.Raw }
