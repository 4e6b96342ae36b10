//go:build !linux

package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// stampOf has no ctime to offer; the mtime stands for it.
func stampOf(info fs.FileInfo) Stamp {
	t := info.ModTime().UnixNano()
	return Stamp{Size: info.Size(), Mtime: t, Ctime: t, Mode: info.Mode().Perm()}
}

// entry stats one name of a folder that is open; dir is its path.
func (d *osDisk) entry(_ *os.File, dir, name string) (Entry, error) {
	root, full := d.at(dir + "/" + name)
	info, err := root.Lstat(full)
	if err != nil {
		return Entry{}, err
	}
	kind := IsOther
	switch {
	case info.Mode().IsRegular():
		kind = IsFile
	case info.IsDir():
		kind = IsFolder
	}
	return Entry{name, kind, stampOf(info)}, nil
}

// folders keeps nothing: a folder that is open cannot be renamed everywhere.
type folders struct{}

func (folders) forget() {}

func (d *osDisk) createNew(p string) (*os.File, error) {
	root, name := d.at(p)
	return root.OpenFile(name, createFlags, FileMode)
}

// owner knows none.
func owner(fs.FileInfo) (user, group int, ok bool) { return 0, 0, false }

// Move renames by full names: os.Root renames only inside one root.
func (d *osDisk) Move(from, to string) (Stamp, error) {
	base := d.base.Name()
	if err := os.Rename(filepath.Join(base, filepath.FromSlash(from)), filepath.Join(base, filepath.FromSlash(to))); err != nil {
		return Stamp{}, err
	}
	root, name := d.at(to)
	info, err := root.Lstat(name)
	if err != nil {
		return Stamp{}, err
	}
	return stampOf(info), nil
}

func (d *osDisk) Link(from, to string) error { return d.base.Link(from, to) }

// Exchange has no call here.
func (d *osDisk) Exchange(a, b string) error { return errors.ErrUnsupported }

// SyncAll has no call for a whole file system here; files were closed, and the journal orders the rest.
func (d *osDisk) SyncAll(string) error { return nil }

// Writable tries: not every system can be asked.
func (d *osDisk) Writable(p string) error {
	probe := p + "/.bantin-probe"
	f, err := d.Create(probe)
	if err != nil {
		return err
	}
	_, err = f.Finish()
	return errors.Join(err, d.Remove(probe))
}

// SameMount tries a rename between the folders.
func (d *osDisk) SameMount(a, b string) bool {
	f, err := d.Create(a + "/.bantin-probe")
	if err != nil {
		return false
	}
	f.Finish()
	if _, err := d.Move(a+"/.bantin-probe", b+"/.bantin-probe"); err != nil {
		d.Remove(a + "/.bantin-probe")
		return false
	}
	return d.Remove(b+"/.bantin-probe") == nil
}
