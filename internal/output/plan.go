package output

import (
	"iter"
	"path"
	"slices"
	"strings"

	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// item is one artifact on its way: what was, what lies there, what shall be.
type item struct {
	*Artifact
	old   *record // what we recorded of the path; nil when it is not ours
	there *found  // what lies at the path; nil when nothing does

	now      record // what will be recorded
	rendered bool
	written  bool // staged, to be moved into place
	restored bool
}

// orphan is a file that we wrote and no longer make.
type orphan struct {
	path   string
	digest fingerprint.Digest
	// early says that it goes before anything is moved: it lies where a folder, in a folder where a file, or
	// under another spelling where a file must come.
	early bool
}

// plan compares three lists that are sorted by path: the artifacts, what lies in the folder, and what we
// recorded.
type plan struct {
	items    []item // artifacts
	manifest []item // the files of the manifest; their bytes follow from those of the artifacts
	orphans  []orphan
	foreign  []string
	paths    []string // of items and manifest, sorted
}

// all are the items, those of the manifest last.
func (pl *plan) all() iter.Seq[*item] {
	return func(yield func(*item) bool) {
		for _, items := range [][]item{pl.items, pl.manifest} {
			for i := range items {
				if !yield(&items[i]) {
					return
				}
			}
		}
	}
}

// makePlan joins the lists. It reads only orphans whose stat is not as recorded.
func makePlan(d disk.Disk, p place, artifacts []Artifact, all []found, l ledger) (*plan, error) {
	pl := &plan{items: make([]item, len(artifacts))}
	for i := range artifacts {
		pl.items[i].Artifact = &artifacts[i]
	}
	for _, path := range manifestPaths(len(artifacts)) {
		pl.manifest = append(pl.manifest, item{Artifact: &Artifact{Path: path}})
	}
	ours := make([]bool, len(all))
	pl.paths = make([]string, 0, len(pl.items)+len(pl.manifest))
	match(pl.items, all, ours, l.records)
	match(pl.manifest, all, ours, l.records)
	for it := range pl.all() {
		pl.paths = append(pl.paths, it.Path)
	}
	slices.Sort(pl.paths)
	if err := pl.findOrphans(d, p, all, ours, l.records); err != nil {
		return nil, err
	}
	return pl, pl.checkWay(d, p, all, ours)
}

// match gives each item its record and what lies at its path.
func match(items []item, all []found, ours []bool, records []record) {
	a, r := 0, 0
	for i := range items {
		path := items[i].Path
		for a < len(all) && all[a].path < path {
			a++
		}
		if a < len(all) && all[a].path == path {
			items[i].there, ours[a] = &all[a], true
		}
		for r < len(records) && records[r].Path < path {
			r++
		}
		if r < len(records) && records[r].Path == path {
			items[i].old = &records[r]
		}
	}
}

// makes reports whether a path is an artifact's or the manifest's.
func (pl *plan) makes(path string) bool {
	_, ok := slices.BinarySearch(pl.paths, path)
	return ok
}

// makesBelow reports whether an artifact lies in a folder of that path.
func (pl *plan) makesBelow(path string) bool {
	i, _ := slices.BinarySearch(pl.paths, path+"/")
	return i < len(pl.paths) && strings.HasPrefix(pl.paths[i], path+"/")
}

// findOrphans lists what we recorded, no longer make, and find as we left it. What a person has edited since
// is foreign.
func (pl *plan) findOrphans(d disk.Disk, p place, all []found, ours []bool, records []record) error {
	buf := make([]byte, 64<<10)
	spelt := pl.otherSpellings(d, p, all)
	for i := range records {
		r := &records[i]
		if pl.makes(r.Path) {
			continue
		}
		at, ok := slices.BinarySearchFunc(all, r.Path, func(f found, path string) int { return strings.Compare(f.path, path) })
		if !ok || all[at].Kind != disk.IsFile {
			continue
		}
		if all[at].Stamp != r.Stamp {
			digest, err := disk.Digest(d, p.out+"/"+r.Path, buf)
			if err != nil {
				return failure(err, r.Path, 0)
			}
			if digest != r.Digest {
				continue
			}
		}
		ours[at] = true
		pl.orphans = append(pl.orphans, orphan{path: r.Path, digest: r.Digest, early: pl.makesBelow(r.Path) || pl.makesAbove(r.Path) || spelt(r.Path)})
	}
	return nil
}

// otherSpellings returns a function that reports whether a file of the folder is what an artifact's path
// means too: on a file system that ignores case BaoCao.pdf and baocao.pdf are one file, and the old name must
// go before the new one comes, not after it.
func (pl *plan) otherSpellings(d disk.Disk, p place, all []found) func(path string) bool {
	var made map[string]string // folded → as made
	return func(path string) bool {
		if made == nil {
			made = make(map[string]string, len(pl.paths))
			for _, m := range pl.paths {
				made[strings.ToLower(m)] = m
			}
		}
		other, ok := made[strings.ToLower(path)]
		if !ok || lookup(all, other) != nil {
			return false
		}
		f, err := d.Open(p.out + "/" + other) // no listing has it: if it can be opened, it is this one
		if err != nil {
			return false
		}
		f.Close()
		return true
	}
}

// makesAbove reports whether one of the folders of a path is the path of an artifact.
func (pl *plan) makesAbove(p string) bool {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if pl.makes(dir) {
			return true
		}
	}
	return false
}

// checkWay lists what is foreign and refuses it where an artifact, or a folder of one, has to lie. A foreign
// file at an artifact's own path is judged later by its bytes.
func (pl *plan) checkWay(d disk.Disk, p place, all []found, ours []bool) error {
	for i := range all {
		if f := &all[i]; f.Kind != disk.IsFolder && !ours[i] {
			pl.foreign = append(pl.foreign, f.path)
			if pl.makesBelow(f.path) {
				return errInTheWay(p, f.path)
			}
		}
	}
	for it := range pl.all() {
		if it.there == nil || it.there.Kind == disk.IsFile {
			continue
		}
		if it.there.Kind == disk.IsOther || !pl.clears(all, it.Path) || hidesSomething(d, p, all, it.Path) {
			return errInTheWay(p, it.Path)
		}
		it.there = nil // the folder is gone before the file comes
	}
	return nil
}

// clears reports whether nothing is left of a folder but folders once the orphans are gone.
func (pl *plan) clears(all []found, dir string) bool {
	for _, f := range below(all, dir) {
		if f.Kind != disk.IsFolder && !pl.isOrphan(f.path) {
			return false
		}
	}
	return true
}

// hidesSomething reports whether there is a dot entry, which no survey lists, in a folder or one below it.
func hidesSomething(d disk.Disk, p place, all []found, dir string) bool {
	folders := append([]found{{path: dir, Kind: disk.IsFolder}}, below(all, dir)...)
	return slices.ContainsFunc(folders, func(f found) bool {
		if f.Kind != disk.IsFolder {
			return false
		}
		entries, err := d.List(p.out + "/" + f.path)
		return err != nil || slices.ContainsFunc(entries, func(e disk.Entry) bool { return strings.HasPrefix(e.Name, ".") })
	})
}

func (pl *plan) orphanAt(path string) (int, bool) {
	return slices.BinarySearchFunc(pl.orphans, path, func(o orphan, path string) int { return strings.Compare(o.path, path) })
}

func (pl *plan) isOrphan(path string) bool {
	_, ok := pl.orphanAt(path)
	return ok
}
