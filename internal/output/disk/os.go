package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"bantin/internal/memory"
)

// osDisk is the real disk. The output folder has an [os.Root] of its own: a link inside it that leads to a
// folder beside it is refused, though both lie below the base folder.
type osDisk struct {
	base *os.Root
	name string   // of the output folder in base
	out  *os.Root // nil while the output folder does not exist
	kept folders
}

// Open opens the folder base, in which the output folder is called name. there reports whether it exists.
func Open(base, name string) (d Disk, there bool, err error) {
	root, err := os.OpenRoot(base)
	if err != nil {
		return nil, false, err
	}
	out, err := root.OpenRoot(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		root.Close()
		return nil, false, err
	}
	return &osDisk{base: root, name: name, out: out}, out != nil, nil
}

func (d *osDisk) Close() error {
	d.kept.forget()
	if d.out != nil {
		d.out.Close()
	}
	return d.base.Close()
}

// at returns the root and the name in it that a path means.
func (d *osDisk) at(p string) (*os.Root, string) {
	if d.out != nil {
		if p == d.name {
			return d.out, "."
		}
		if rest, below := strings.CutPrefix(p, d.name+"/"); below {
			return d.out, rest
		}
	}
	return d.base, p
}

func (d *osDisk) openFolder(p string) (*os.File, error) {
	root, name := d.at(p)
	return root.Open(name)
}

func (d *osDisk) List(p string) ([]Entry, error) {
	dir, err := d.openFolder(p)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, 0, len(names))
	for _, name := range names {
		e, err := d.entry(dir, p, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since it was listed
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func (d *osDisk) Open(p string) (io.ReadCloser, error) {
	root, name := d.at(p)
	return memory.OpenRegular(root, name, os.O_RDONLY)
}

func (d *osDisk) Create(p string) (File, error) {
	// A link, a FIFO or a device of that name would lead the bytes elsewhere, or let us wait for a reader:
	// only a new file will do.
	f, err := d.createNew(p)
	if errors.Is(err, fs.ErrExist) {
		if err = d.Remove(p); err == nil {
			f, err = d.createNew(p)
		}
	}
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

// createFlags make a new file, and fail where there is anything of that name.
const createFlags = os.O_WRONLY | os.O_CREATE | os.O_EXCL

// osFile is a file that is being written.
type osFile struct{ *os.File }

// Finish implements [File].
func (f osFile) Finish() (Stamp, error) {
	info, err := f.Stat()
	if err == nil && info.Mode().Perm() != FileMode {
		// The umask took something away. A file system without modes refuses, and that is all right.
		if f.Chmod(FileMode) == nil {
			info, err = f.Stat()
		}
	}
	// Network shares report a failed write here.
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return Stamp{}, err
	}
	return stampOf(info), nil
}

func (d *osDisk) Mkdir(p string) error {
	root, name := d.at(p)
	err := root.Mkdir(name, FolderMode)
	for errors.Is(err, fs.ErrExist) {
		info, statErr := root.Lstat(name)
		if statErr == nil && info.IsDir() {
			return nil
		}
		if !errors.Is(statErr, fs.ErrNotExist) {
			return err
		}
		err = root.Mkdir(name, FolderMode) // another builder has just removed its staging folder
	}
	if err != nil {
		return err
	}
	if info, err := root.Lstat(name); err == nil && info.Mode().Perm() != FolderMode {
		root.Chmod(name, FolderMode) // see Finish
	}
	return nil
}

func (d *osDisk) Like(folder, model string) error {
	root, name := d.at(model)
	info, err := root.Lstat(name)
	if err != nil || !info.IsDir() {
		return nil
	}
	root, name = d.at(folder)
	if user, group, ok := owner(info); ok {
		// only root may give away; before the mode, of which it may take something
		_ = root.Lchown(name, user, group)
	}
	_ = root.Chmod(name, info.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSticky)) // see Finish
	return nil
}

func (d *osDisk) Remove(p string) error {
	d.kept.forget()
	root, name := d.at(p)
	return root.Remove(name)
}

func (d *osDisk) RemoveAll(p string) error {
	d.kept.forget()
	root, name := d.at(p)
	return root.RemoveAll(name)
}

func (d *osDisk) Sync(p string) error {
	root, name := d.at(p)
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

func (d *osDisk) Lock(p string) (io.Closer, error) {
	return memory.Folder(filepath.Join(d.base.Name(), filepath.FromSlash(path.Dir(p)))).Lock(path.Base(p), false)
}
