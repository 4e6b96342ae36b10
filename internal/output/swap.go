package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"syscall"

	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// A swap publishes all files at one moment: the new generation is put together whole in the staging folder,
// of new files and of hard links to those that stay, and the two folders exchange their names. Then what is
// not ours moves over, and the old folder goes.
//
// From the exchange on the old folder may hold the only copy of a person's files. The marker says so to the
// next start, should this process die: see rescue.
const swapMarker = "swap"

// swap publishes into a folder that exists.
func (r *run) swap(pl *plan) error {
	if r.staging != r.place.beside {
		return r.abandon(refusal("output-swap-impossible", nil, r.place.real))
	}
	err := r.linkUnchanged(pl)
	if err == nil {
		err = r.dressFolders(pl)
	}
	if err == nil {
		err = r.d.SyncAll(r.staging)
	}
	if err == nil {
		err = disk.WriteFile(r.d, r.staging+"/"+swapMarker, nil)
	}
	if err == nil {
		err = r.d.Sync(r.staging)
	}
	if err == nil {
		err = r.d.Exchange(r.staging+"/new", r.place.out)
	}
	if errors.Is(err, errors.ErrUnsupported) {
		return r.abandon(refusal("output-swap-impossible", err, r.place.real))
	}
	if err != nil {
		return r.abandon(failure(err, r.place.real, r.needed.Load()))
	}
	orphans := map[string]fingerprint.Digest{}
	for _, o := range pl.orphans {
		orphans[o.path] = o.digest
		r.report.Removed = append(r.report.Removed, o.path)
	}
	if err := rescue(r.d, r.place, r.staging, orphans); err != nil {
		return failure(err, r.place.real, 0)
	}
	if err := r.d.Sync("."); err != nil {
		return failure(err, r.place.real, 0)
	}
	if err := tidy(r.d, r.place, r.staging); err != nil {
		return err
	}
	return r.restamp(pl)
}

// linkUnchanged gives the files that stay a second name in the staging folder.
func (r *run) linkUnchanged(pl *plan) error {
	for it := range pl.all() {
		if it.written {
			continue
		}
		from, to := r.place.out+"/"+it.Path, r.staged(it.Path)
		err := disk.InFolderOf(r.d, to, func() error { return r.d.Link(from, to) })
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS) {
			return fmt.Errorf("no hard links: %w", errors.ErrUnsupported) // FAT, exFAT
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dressFolders gives the new folders what the old ones of their names have: a web server may read the site by
// its group alone.
func (r *run) dressFolders(pl *plan) error {
	seen := map[string]bool{}
	for _, p := range pl.paths {
		for dir := path.Dir(p); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			if err := r.d.Like(path.Join(r.staged(dir)), path.Join(r.place.out, dir)); err != nil {
				return err
			}
		}
	}
	return nil
}

// restamp notes the ctimes that files have now that their second name is gone. Nothing else of them may have
// changed.
func (r *run) restamp(pl *plan) error {
	all, err := survey(r.d, r.place)
	if err != nil {
		return err
	}
	for it := range pl.all() {
		now := &it.now.Stamp
		if f := lookup(all, it.Path); f != nil && f.Size == now.Size && f.Mtime == now.Mtime && f.Mode == now.Mode {
			*now = f.Stamp
		}
	}
	return nil
}

// rescue moves what is not ours out of the folder that a swap has put aside: whatever has no counterpart in
// the output folder, unless it bears the digest that ours gives its path. Where the swap did not come about,
// the folder holds nothing but what we made.
func rescue(d disk.Disk, p place, staging string, ours map[string]fingerprint.Digest) error {
	s := rescuer{d: d, aside: staging + "/new", out: p.out, ours: ours, holds: map[string]bool{}, buf: make([]byte, 64<<10)}
	for file := range ours {
		for dir := path.Dir(file); !s.holds[dir]; dir = path.Dir(dir) {
			s.holds[dir] = true
		}
	}
	if _, err := d.List(s.aside); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return s.folder(".")
}

// rescuer is one run of rescue.
type rescuer struct {
	d          disk.Disk
	aside, out string
	ours       map[string]fingerprint.Digest
	holds      map[string]bool // folders in which something of ours lay
	buf        []byte
}

// folder looks through one folder of those aside.
func (s *rescuer) folder(dir string) error {
	entries, err := s.d.List(path.Join(s.aside, dir))
	if err != nil {
		return err
	}
	there, err := s.d.List(path.Join(s.out, dir))
	if errors.Is(err, syscall.ENOTDIR) {
		return nil // a file of ours has taken the place of a folder of ours
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		name, err := path.Join(dir, e.Name), error(nil)
		twin := slices.ContainsFunc(there, func(t disk.Entry) bool { return t.Name == e.Name })
		switch {
		case e.Kind == disk.IsFolder && (twin || s.holds[name]):
			err = s.folder(name)
		case !twin && !s.wrote(e, name):
			err = s.move(dir, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// wrote reports whether a name aside is a file as we wrote it, or one that cannot be read.
func (s *rescuer) wrote(e disk.Entry, name string) bool {
	digest, known := s.ours[name]
	if !known || e.Kind != disk.IsFile {
		return false
	}
	now, err := disk.Digest(s.d, path.Join(s.aside, name), s.buf)
	return err != nil || now == digest
}

// move takes a name over into the output, into a folder with the mode that it had.
func (s *rescuer) move(dir, name string) error {
	if err := disk.MkdirAll(s.d, path.Join(s.out, dir)); err != nil {
		return err
	}
	if err := s.d.Like(path.Join(s.out, dir), path.Join(s.aside, dir)); err != nil {
		return err
	}
	_, err := s.d.Move(path.Join(s.aside, name), path.Join(s.out, name))
	return err
}

// finishSwap completes a swap that a dead process began. What was ours stands in the manifest of the folder
// that is aside.
func finishSwap(d disk.Disk, p place, staging string) error {
	ours := map[string]fingerprint.Digest{}
	rows, _, err := ReadManifest(func(path string) ([]byte, error) { return disk.ReadFile(d, staging+"/new/"+path) })
	if err == nil {
		for _, r := range rows {
			ours[r.Path] = r.Digest
		}
	}
	return rescue(d, p, staging, ours)
}
