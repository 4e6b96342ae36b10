package memory

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Folder is the path of the folder that one run leaves to the next, .bantin/. Nobody guards it, so nothing in
// it is trusted: it is a folder and no link, names in it lead nowhere else, only regular files are read or
// written, and opening one never waits for another process. It is made by whoever writes the first file into
// it.
type Folder string

// What may be wrong with a folder of memory or a file in it, beside the errors of package fs.
var (
	ErrNotFolder  = errors.New("it is no folder")
	ErrNotRegular = errors.New("it is no regular file")
	ErrBusy       = errors.New("another process has the lock")
)

// Usable reports what is against remembering anything in the folder, nil for one that can be made. It makes
// nothing.
func (f Folder) Usable() error {
	dir := filepath.Clean(string(f))
	root, err := f.open()
	if err == nil {
		root.Close()
		return mayWrite(dir)
	}
	for errors.Is(err, fs.ErrNotExist) {
		if dir == filepath.Dir(dir) {
			return err
		}
		dir = filepath.Dir(dir)
		var info fs.FileInfo
		if info, err = os.Stat(dir); err == nil && !info.IsDir() {
			err = &fs.PathError{Op: "open", Path: dir, Err: ErrNotFolder}
		} else if err == nil {
			return mayWrite(dir)
		} else if _, link := os.Lstat(dir); link == nil {
			return err // a link to nowhere
		}
	}
	return err
}

// open opens a folder that is there.
func (f Folder) open() (*os.Root, error) {
	there, err := os.Lstat(string(f))
	if err != nil {
		return nil, err
	}
	notFolder := &fs.PathError{Op: "open", Path: string(f), Err: ErrNotFolder}
	if !there.IsDir() {
		return nil, notFolder
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	if opened, err := root.Stat("."); err != nil || !os.SameFile(there, opened) {
		root.Close()
		return nil, notFolder // exchanged for a link a moment ago
	}
	return root, nil
}

// made opens the folder, which it makes when it is missing.
func (f Folder) made() (*os.Root, error) {
	root, err := f.open()
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(string(f), 0o755); err == nil {
			root, err = f.open()
		}
	}
	return root, err
}

// Open opens a file for reading.
func (f Folder) Open(name string) (*os.File, error) { return f.openFile(name, os.O_RDONLY) }

// OpenBoth opens a file that is there for reading and writing.
func (f Folder) OpenBoth(name string) (*os.File, error) { return f.openFile(name, os.O_RDWR) }

func (f Folder) openFile(name string, flags int) (*os.File, error) {
	root, err := f.open()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return OpenRegular(root, name, flags)
}

// OpenRegular opens a regular file, and nothing that anybody could wait for. The file system is asked before,
// because opening a device can have effects, and the open file again.
func OpenRegular(root *os.Root, name string, flags int) (*os.File, error) {
	notRegular := &fs.PathError{Op: "open", Path: filepath.Join(root.Name(), name), Err: ErrNotRegular}
	there, err := root.Lstat(name)
	if err == nil && !there.Mode().IsRegular() {
		return nil, notRegular
	}
	if err != nil && (flags&os.O_CREATE == 0 || !errors.Is(err, fs.ErrNotExist)) {
		return nil, err
	}
	file, err := root.OpenFile(name, flags|syscall.O_NONBLOCK, 0o644)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		file.Close()
		return nil, notRegular
	}
	return file, nil
}

// Read returns the bytes of a file.
func (f Folder) Read(name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(file, data)
	return data, err
}

// Create makes a new file for reading and writing, in place of whatever bore its name but a folder that is
// not empty.
func (f Folder) Create(name string) (*os.File, error) {
	root, err := f.made()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
}

// CreateTemp makes a new file that nobody else knows, and returns its name, which begins with prefix.
func (f Folder) CreateTemp(prefix string) (*os.File, string, error) {
	name := prefix + rand.Text()
	file, err := f.Create(name)
	return file, name, err
}

// Write writes a file, which is there whole or not at all. Whoever writes the same name at the same time has
// to hold a lock.
func (f Folder) Write(name string, data []byte) error {
	return f.replace(name, func(file *os.File) error {
		_, err := file.Write(data)
		return err
	})
}

// replace writes a file under a temporary name and renames it.
func (f Folder) replace(name string, write func(*os.File) error) error {
	temporary := name + temporarySuffix
	file, err := f.Create(temporary)
	if err != nil {
		return err
	}
	if err = errors.Join(write(file), file.Close()); err == nil {
		err = f.Rename(temporary, name)
	}
	if err != nil {
		_ = f.Remove(temporary) // the rest of one that did not fit on the disk
	}
	return err
}

// temporarySuffix ends the names of files that are being written.
const temporarySuffix = ".tmp"

// Rename gives a file another name, in place of what bore it.
func (f Folder) Rename(from, to string) error {
	root, err := f.open()
	if err != nil {
		return err
	}
	defer root.Close()
	return root.Rename(from, to)
}

// Remove removes a file.
func (f Folder) Remove(name string) error {
	root, err := f.open()
	if err != nil {
		return err
	}
	defer root.Close()
	return root.Remove(name)
}

// names lists what is in the folder; nothing when it cannot be listed.
func (f Folder) names() []string {
	root, err := f.open()
	if err != nil {
		return nil
	}
	defer root.Close()
	dir, err := root.Open(".")
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	return names
}

// Lock takes the lock file of a name, which the kernel frees with the process. When another process has it,
// Lock waits for it or, without wait, returns [ErrBusy].
func (f Folder) Lock(name string, wait bool) (io.Closer, error) {
	root, err := f.made()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for {
		file, err := OpenRegular(root, name, os.O_RDWR|os.O_CREATE)
		if err != nil {
			return nil, err
		}
		if err = lockFile(file, wait); err == nil && bears(root, name, file) {
			return file, nil
		}
		file.Close()
		if err != nil {
			return nil, err
		}
	}
}

// bears reports whether a name still is that of an open file. Who held a lock before us may have removed its
// name between our open and our lock: then we hold one that nobody else can see.
func bears(root *os.Root, name string, file *os.File) bool {
	mine, err := file.Stat()
	there, missing := root.Lstat(name)
	return err == nil && missing == nil && os.SameFile(mine, there)
}
