package output

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"bantin/internal/output/disk"
)

// The manifest is moved last: it says that everything which it names is in place.
const (
	classPart Class = ClassFeed + 1 + iota
	classIndex
)

// manyFiles is the number from which one syncfs is cheaper than a sync of each file. It waits for everything
// that anybody has written to the file system, so a small build does not use it.
const manyFiles = 32

// publish moves what is staged into place, removes the orphans and completes the report.
func (r *run) publish(pl *plan, all []found) error {
	staged := stagedItems(pl)
	r.report.Unchanged = len(pl.items)
	for i := range pl.items {
		if pl.items[i].written {
			r.report.Unchanged--
		}
	}
	var err error
	switch {
	case len(staged) == 0 && len(pl.orphans) == 0:
		err = tidy(r.d, r.place, r.staging) // a large artifact that turned out to be the same
	case r.place.exists && r.opts.Swap:
		err = r.swap(pl)
	case r.place.exists:
		err = r.publishInto(staged, pl.orphans, all)
	default:
		err = r.publishNew(staged)
	}
	if err != nil {
		return err
	}
	for _, it := range staged {
		r.report.Bytes += it.now.Stamp.Size
		r.report.Written = append(r.report.Written, it.Path)
		if it.restored {
			r.report.Restored = append(r.report.Restored, it.Path)
		}
	}
	slices.Sort(r.report.Written)
	slices.Sort(r.report.Restored)
	slices.Sort(r.report.Removed)
	return nil
}

// stagedItems lists what is to be moved, in the order of moving.
func stagedItems(pl *plan) []*item {
	var staged []*item
	for it := range pl.all() {
		if it.written {
			staged = append(staged, it)
		}
	}
	slices.SortStableFunc(staged, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), strings.Compare(a.Path, b.Path))
	})
	return staged
}

// publishNew gives the staging folder the name of an output folder that does not exist.
func (r *run) publishNew(staged []*item) error {
	if err := r.syncStaged(staged); err != nil {
		return r.abandon(failure(err, r.place.real, r.needed.Load()))
	}
	if _, err := r.d.Move(r.staging+"/new", r.place.out); err != nil {
		return r.abandon(failure(err, r.place.real, 0))
	}
	return failure(r.d.Sync("."), r.place.real, 0)
}

// publishInto moves file by file into a folder that exists, with a journal.
func (r *run) publishInto(staged []*item, orphans []orphan, all []found) error {
	steps := makeSteps(staged, orphans)
	folders := foldersOf(steps)
	for _, dir := range folders {
		if f := lookup(all, dir); dir == "." || f != nil && f.Kind == disk.IsFolder {
			if err := r.d.Writable(path.Join(r.place.out, dir)); err != nil {
				return r.abandon(failure(err, path.Join(r.place.real, dir), 0))
			}
		}
	}
	err := r.syncStaged(staged)
	if err == nil {
		err = disk.WriteFile(r.d, r.staging+"/"+journalName, encodeJournal(steps))
	}
	if err == nil {
		err = r.d.Sync(r.staging)
	}
	if err != nil {
		return r.abandon(failure(err, r.place.real, r.needed.Load()))
	}
	return r.play(steps, folders, staged, orphans)
}

// play carries out the journal. Until the first step has an effect it can still be given up.
func (r *run) play(steps []step, folders []string, staged []*item, orphans []orphan) error {
	pl := &player{d: r.d, place: r.place, staging: r.staging}
	byPath := make(map[string]*item, len(staged))
	for _, it := range staged {
		byPath[it.Path] = it
	}
	pl.moved = func(path string, st disk.Stamp) { byPath[path].now.Stamp = st }
	pl.removed = func(path string) { r.report.Removed = append(r.report.Removed, path) }
	err := r.makeFolders(folders, orphans)
	if err == nil {
		err = pl.play(steps)
	}
	if err != nil {
		if pl.effects == 0 {
			r.dropFolders(folders)
			return r.abandon(err)
		}
		return err
	}
	if err := r.syncPublished(folders, len(steps)); err != nil {
		return failure(err, r.place.real, 0)
	}
	return tidy(r.d, r.place, r.staging)
}

// abandon empties the staging folder after a failure, which it returns, that left the output folder as it
// was.
func (r *run) abandon(err error) error {
	if broken := tidy(r.d, r.place, r.staging); err == nil {
		return broken
	}
	return err // what cannot be removed now, the next build removes
}

// makeSteps writes the journal's steps: orphans that lie in the way, moves, orphans.
func makeSteps(staged []*item, orphans []orphan) []step {
	steps := make([]step, 0, len(staged)+len(orphans))
	for _, o := range orphans {
		if o.early {
			steps = append(steps, step{Path: o.path, Digest: o.digest, Remove: true})
		}
	}
	for _, it := range staged {
		steps = append(steps, step{Path: it.Path})
	}
	for _, o := range orphans {
		if !o.early {
			steps = append(steps, step{Path: o.path, Digest: o.digest, Remove: true})
		}
	}
	return steps
}

// foldersOf lists the folders in which steps make or remove names, with the folders above them, each once and
// after the one it lies in.
func foldersOf(steps []step) []string {
	seen := map[string]bool{".": true}
	folders := []string{"."}
	for _, s := range steps {
		for dir := path.Dir(s.Path); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	return folders
}

// makeFolders makes the folders of the new generation before anything is moved, so that a full disk is
// noticed in time. Where an orphan has to go first, the moves make them.
func (r *run) makeFolders(folders []string, orphans []orphan) error {
	if slices.ContainsFunc(orphans, func(o orphan) bool { return o.early }) {
		return nil
	}
	for _, dir := range folders {
		if dir == "." {
			continue
		}
		if err := r.d.Mkdir(r.place.out + "/" + dir); err != nil {
			return failure(err, dir, r.needed.Load())
		}
	}
	return nil
}

// dropFolders removes those of the folders that are empty.
func (r *run) dropFolders(folders []string) {
	for _, dir := range slices.Backward(folders) {
		if dir != "." {
			r.d.Remove(r.place.out + "/" + dir)
		}
	}
}

// syncStaged makes the staged files survive a loss of power before the journal promises them.
func (r *run) syncStaged(staged []*item) error {
	if len(staged) == 0 {
		return nil
	}
	if len(staged) >= manyFiles {
		return r.d.SyncAll(r.staging)
	}
	done := map[string]bool{}
	for _, it := range staged {
		full := r.staged(it.Path)
		if err := r.d.Sync(full); err != nil {
			return err
		}
		for dir := path.Dir(full); !done[dir] && dir != r.staging; dir = path.Dir(dir) {
			done[dir] = true
			if err := r.d.Sync(dir); err != nil {
				return err
			}
		}
	}
	return nil
}

// syncPublished makes the new names survive before the journal goes.
func (r *run) syncPublished(folders []string, steps int) error {
	if steps >= manyFiles {
		return r.d.SyncAll(r.place.out)
	}
	for _, dir := range folders {
		err := r.d.Sync(path.Join(r.place.out, dir))
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			continue // pruned, or a file by now
		}
		if err != nil {
			return err
		}
	}
	return nil
}
