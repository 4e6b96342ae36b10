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

// A swap publishes all files at one moment: the new generation is put together whole in the staging folder, of new files and of hard links to
// those that stay, and the two folders exchange their names. Then what is not ours moves over, and the old folder goes.
//
// From the exchange on the old folder may hold the only copy of somebody's files. The marker says so to the next start, should this
// process die: see rescue.
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
	for _, items := range [][]item{pl.items, pl.manifest} {
		for i := range items {
			if items[i].written {
				continue
			}
			from, to := r.place.out+"/"+items[i].Path, r.staged(items[i].Path)
			err := disk.InFolderOf(r.d, to, func() error { return r.d.Link(from, to) })
			if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS) {
				return fmt.Errorf("no hard links: %w", errors.ErrUnsupported) // FAT, exFAT
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// dressFolders gives the new folders what the old ones of their names have: a web server may read the site by its group alone.
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

// restamp notes the ctimes that files have now that their second name is gone. Nothing else of them may have changed.
func (r *run) restamp(pl *plan) error {
	all, err := survey(r.d, r.place)
	if err != nil {
		return err
	}
	for _, items := range [][]item{pl.items, pl.manifest} {
		for i := range items {
			now := &items[i].now
			if f := lookup(all, items[i].Path); f != nil && f.Size == now.Stamp.Size && f.Mtime == now.Stamp.Mtime && f.Mode == now.Stamp.Mode {
				now.Stamp = f.Stamp
			}
		}
	}
	return nil
}

// rescue moves what is not ours out of the folder that a swap has put aside: whatever has no counterpart in the output folder, unless it
// bears the digest that ours gives its path. Where the swap did not come about, the folder holds nothing but what we made.
func rescue(d disk.Disk, p place, staging string, ours map[string]fingerprint.Digest) error {
	holds := func(dir string) bool {
		for path := range ours {
			if within(path, dir) {
				return true
			}
		}
		return false
	}
	buf := make([]byte, 64<<10)
	for folders := []string{""}; len(folders) > 0; folders = folders[1:] {
		dir := folders[0]
		entries, err := d.List(path.Join(staging, "new", dir))
		if errors.Is(err, fs.ErrNotExist) && dir == "" {
			return nil
		}
		if err != nil {
			return err
		}
		there, err := d.List(path.Join(p.out, dir))
		if errors.Is(err, syscall.ENOTDIR) {
			continue // a file of ours has taken the place of a folder of ours
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name)
			twin := slices.ContainsFunc(there, func(t disk.Entry) bool { return t.Name == e.Name })
			if e.Kind == disk.IsFolder && (twin || holds(name)) {
				folders = append(folders, name)
				continue
			}
			if twin {
				continue
			}
			if digest, known := ours[name]; known && e.Kind == disk.IsFile {
				if now, err := disk.Digest(d, path.Join(staging, "new", name), buf); err != nil || now == digest {
					continue
				}
			}
			if err := disk.MkdirAll(d, path.Join(p.out, dir)); err != nil {
				return err
			}
			if err := d.Like(path.Join(p.out, dir), path.Join(staging, "new", dir)); err != nil {
				return err
			}
			if _, err := d.Move(path.Join(staging, "new", name), path.Join(p.out, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// within reports whether a path lies below a folder.
func within(p, dir string) bool {
	return len(p) > len(dir) && p[:len(dir)] == dir && p[len(dir)] == '/'
}

// finishSwap completes a swap that a dead process began. What was ours stands in the manifest of the folder that is aside.
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
