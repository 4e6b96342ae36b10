package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// osDisk is the real disk. The output folder has an [os.Root] of its own: a link inside it that leads to a folder beside it is refused,
// though both lie below the base folder.
type osDisk struct {
	base *os.Root
	name string   // of the output folder in base; "" when there is none
	out  *os.Root // nil while the output folder does not exist
	kept keptFolders

	entered string   // the folder of enter, "" for none
	inside  *os.Root // it
}

// openDisk opens the folder base. name is the output folder in it, which may be missing.
func openDisk(base, name string) (*osDisk, error) {
	root, err := os.OpenRoot(base)
	if err != nil {
		return nil, err
	}
	d := &osDisk{base: root, name: name}
	if name == "" {
		return d, nil
	}
	d.out, err = root.OpenRoot(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		root.Close()
		return nil, err
	}
	return d, nil
}

func (d *osDisk) close() error {
	d.forget()
	if d.out != nil {
		d.out.Close()
	}
	return d.base.Close()
}

// forget closes the folders that are open: one that is removed, renamed or made again is another one.
func (d *osDisk) forget() {
	d.kept.forget()
	if d.inside != nil {
		d.inside.Close()
		d.entered, d.inside = "", nil
	}
}

// at returns the root and the name in it that a path means.
func (d *osDisk) at(p string) (*os.Root, string) {
	if d.inside != nil {
		if rest, below := strings.CutPrefix(p, d.entered+"/"); below {
			return d.inside, rest
		}
	}
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

func (d *osDisk) open(p string) (io.ReadCloser, error) {
	root, name := d.at(p)
	f, err := root.OpenFile(name, readFlags, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: p, Err: errNotRegular}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (d *osDisk) mkdir(p string) error {
	root, name := d.at(p)
	err := root.Mkdir(name, folderMode)
	for errors.Is(err, fs.ErrExist) {
		info, statErr := root.Lstat(name)
		if statErr == nil && info.IsDir() {
			return nil
		}
		if !errors.Is(statErr, fs.ErrNotExist) {
			return err
		}
		err = root.Mkdir(name, folderMode) // another builder has just removed its staging folder
	}
	if err != nil {
		return err
	}
	if info, err := root.Lstat(name); err == nil && info.Mode().Perm() != folderMode {
		root.Chmod(name, folderMode) // the umask; a file system without modes (a USB stick) refuses, and that is all right
	}
	return nil
}

func (d *osDisk) like(folder, model string) error {
	root, name := d.at(model)
	info, err := root.Lstat(name)
	if err != nil || !info.IsDir() {
		return nil
	}
	root, name = d.at(folder)
	if user, group, ok := owner(info); ok {
		_ = root.Lchown(name, user, group) // only root may give away; before the mode, of which it may take something
	}
	_ = root.Chmod(name, info.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSticky)) // see mkdir
	return nil
}

func (d *osDisk) remove(p string) error {
	d.kept.forget()
	root, name := d.at(p)
	return root.Remove(name)
}

func (d *osDisk) removeAll(p string) error {
	d.forget()
	root, name := d.at(p)
	return root.RemoveAll(name)
}

func (d *osDisk) sync(p string) error {
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

func (d *osDisk) lock(p string) (io.Closer, error) {
	root, name := d.at(p)
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "lock", Path: p, Err: errNotRegular}
	}
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|readFlags, fileMode)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		f.Close()
		return nil, err
	}
	// The holder before us may have removed the name between our open and our lock: then we hold a lock that nobody else can see.
	mine, err := f.Stat()
	if err == nil {
		var there fs.FileInfo
		if there, err = root.Stat(name); err == nil && os.SameFile(mine, there) {
			return f, nil
		}
	}
	f.Close()
	return nil, fs.ErrNotExist
}

// parentOf is the folder of a path; "." is the base folder.
func parentOf(p string) string { return path.Dir(p) }
