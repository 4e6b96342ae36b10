package source

import (
	"io/fs"
	"os"
	"syscall"
)

// disk is an open folder. All reading passes here, so that tests can let any single operation fail.
type disk struct {
	*os.Root
	strike func(op, name string) error // nil when nothing is to fail
}

func (d *disk) fails(op, name string) error {
	if d.strike == nil {
		return nil
	}
	return d.strike(op, name)
}

// OpenRoot opens a folder. It looks first whether that is one: opening a FIFO which took its place since it
// was listed would block.
func (d *disk) OpenRoot(name string) (*disk, error) {
	if err := d.fails("open folder", name); err != nil {
		return nil, err
	}
	info, err := d.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.ENOTDIR}
	}
	root, err := d.Root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &disk{root, d.strike}, nil
}

// list returns the names in the folder, and its stat. With an error the names are those that were read before
// it.
func (d *disk) list() (names []string, info fs.FileInfo, err error) {
	in, err := d.Open(".")
	if err != nil {
		return nil, nil, err
	}
	defer in.Close()
	if info, err = in.Stat(); err != nil {
		return nil, nil, err
	}
	if names, err = in.Readdirnames(-1); err == nil {
		err = d.fails("list", d.Name())
	}
	return names, info, err
}

// Lstat is the stat of a name, not of what a link leads to.
func (d *disk) Lstat(name string) (fs.FileInfo, error) {
	if err := d.fails("stat", name); err != nil {
		return nil, err
	}
	return d.Root.Lstat(name)
}

// Readlink is where a link leads.
func (d *disk) Readlink(name string) (string, error) {
	if err := d.fails("read link", name); err != nil {
		return "", err
	}
	return d.Root.Readlink(name)
}

// regular opens a regular file without ever blocking.
func (d *disk) regular(name string) (*os.File, error) {
	if err := d.fails("open", name); err != nil {
		return nil, err
	}
	f, err := d.OpenFile(name, readFlags, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
