//go:build !linux

package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// readFlags open a file for reading, without waiting for anybody where there are FIFOs.
const readFlags = os.O_RDONLY | syscall.O_NONBLOCK

// stampOf has no ctime to offer; the mtime stands for it.
func stampOf(info fs.FileInfo) stamp {
	t := info.ModTime().UnixNano()
	return stamp{size: info.Size(), mtime: t, ctime: t, mode: info.Mode().Perm()}
}

// owner knows none.
func owner(fs.FileInfo) (user, group int, ok bool) { return 0, 0, false }

// enter does nothing: a folder that is open cannot be renamed everywhere.
func (d *osDisk) enter(string) error { return nil }

// keptFolders has nothing to keep: everything is opened by its whole path.
type keptFolders struct{}

func (keptFolders) forget() {}

func (d *osDisk) create(p string) (file, error) {
	root, name := d.at(p)
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		if err := root.Remove(name); err != nil {
			return nil, err
		}
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|syscall.O_NONBLOCK, fileMode)
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

// osFile is a file that is being written.
type osFile struct{ *os.File }

func (f osFile) finish() (stamp, error) {
	f.Chmod(fileMode) // where modes exist, the umask took something away
	info, err := f.Stat()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

func entryOf(info fs.FileInfo) entry {
	e := entry{name: info.Name(), kind: isOther, stamp: stampOf(info)}
	switch {
	case info.Mode().IsRegular():
		e.kind = isFile
	case info.IsDir():
		e.kind = isFolder
	}
	return e
}

func (d *osDisk) list(p string) ([]entry, error) {
	dir, err := d.openFolder(p)
	if err != nil {
		return nil, err
	}
	names, err := dir.Readdirnames(-1)
	dir.Close()
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(names))
	for _, name := range names {
		root, full := d.at(p + "/" + name)
		info, err := root.Lstat(full)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since it was listed
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, entryOf(info))
	}
	return entries, nil
}

// move renames by full names: os.Root renames only inside one root.
func (d *osDisk) move(from, to string) (stamp, error) {
	base := d.base.Name()
	if err := os.Rename(filepath.Join(base, filepath.FromSlash(from)), filepath.Join(base, filepath.FromSlash(to))); err != nil {
		return stamp{}, err
	}
	root, name := d.at(to)
	info, err := root.Lstat(name)
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

func (d *osDisk) link(from, to string) error { return d.base.Link(from, to) }

// exchange has no call here.
func (d *osDisk) exchange(a, b string) error { return errors.ErrUnsupported }

// syncAll has no call for a whole file system here; files were closed, and the journal orders the rest.
func (d *osDisk) syncAll(string) error { return nil }

// writable tries: not every system can be asked.
func (d *osDisk) writable(p string) error {
	probe := p + "/.bantin-probe"
	f, err := d.create(probe)
	if err != nil {
		return err
	}
	_, err = f.finish()
	return errors.Join(err, d.remove(probe))
}

// sameMount tries a rename between the folders.
func (d *osDisk) sameMount(a, b string) bool {
	f, err := d.create(a + "/.bantin-probe")
	if err != nil {
		return false
	}
	f.finish()
	if _, err := d.move(a+"/.bantin-probe", b+"/.bantin-probe"); err != nil {
		d.remove(a + "/.bantin-probe")
		return false
	}
	return d.remove(b+"/.bantin-probe") == nil
}

// lockFile has no lock here that a dead process would free; two builds at once are not noticed.
func lockFile(*os.File) error { return nil }
