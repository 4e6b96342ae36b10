// Package disk is everything that package output does to a file system: an interface, so that tests can put a
// disk in its place that fails or dies at the n-th operation, and the real disk behind [os.Root].
package disk

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path"

	"bantin/internal/fingerprint"
)

// Modes of what is made, whatever the umask. A file system without modes (a USB stick) has its own.
const (
	FileMode   fs.FileMode = 0o644
	FolderMode fs.FileMode = 0o755
)

// Disk is a file system below one base folder. Paths have slashes and are relative to it: the base is the
// parent of the output folder, so that the output and the staging folder beside it have names on one disk.
type Disk interface {
	// List returns the entries of a folder in no order. Links are not followed.
	List(dir string) ([]Entry, error)
	// Open opens a regular file for reading; [memory.ErrNotRegular] says that it is something else.
	Open(path string) (io.ReadCloser, error)
	// Create makes a new file for writing in a folder that exists, in place of an earlier one.
	Create(path string) (File, error)
	// Mkdir makes one folder. It is no error when it exists.
	Mkdir(path string) error
	// Like gives a folder the mode of another and, where this process may, its owner and group. It does
	// nothing when the other is no folder.
	Like(folder, model string) error
	// Move renames a file or a folder, over a file of that name, and returns the stamp that it has then.
	Move(from, to string) (Stamp, error)
	// Link gives a file a second name.
	Link(from, to string) error
	// Exchange lets two folders change names, at one moment; [errors.ErrUnsupported] says that it cannot be
	// done here.
	Exchange(a, b string) error
	// Remove removes a file or an empty folder.
	Remove(path string) error
	// RemoveAll removes a folder with everything in it. It is no error when it is not there.
	RemoveAll(path string) error
	// Sync makes a file's bytes, or a folder's names, survive a loss of power.
	Sync(path string) error
	// SyncAll does so for everything on the file system of the folder dir.
	SyncAll(dir string) error
	// Writable reports what is against making and removing names in a folder.
	Writable(dir string) error
	// SameMount reports whether files can be renamed from one folder to the other.
	SameMount(a, b string) bool
	// Lock takes the lock file path without waiting; it is freed by closing, or by the kernel at the end of
	// the process. [memory.ErrBusy] says that another process has it.
	Lock(path string) (io.Closer, error)
	Close() error
}

// File is a file that is being written.
type File interface {
	io.Writer
	// Finish gives the file its mode, closes it and returns its stamp.
	Finish() (Stamp, error)
}

// Stamp is what a stat tells about a file. As long as it is the same, nobody has touched the file.
type Stamp struct {
	Size  int64
	Mtime int64       // nanoseconds since 1970
	Ctime int64       // the same; the mtime where there is no ctime
	Mode  fs.FileMode // permissions
}

// Kind is what a name stands for.
type Kind uint8

const (
	IsFile Kind = iota
	IsFolder
	IsOther // a link, a device, a FIFO
)

// Entry is one name of a folder.
type Entry struct {
	Name string
	Kind Kind
	Stamp
}

// Digest digests a file. buf is the buffer to read with.
func Digest(d Disk, path string, buf []byte) (fingerprint.Digest, error) {
	in, err := d.Open(path)
	if err != nil {
		return fingerprint.Digest{}, err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.CopyBuffer(sum, struct{ io.Reader }{in}, buf); err != nil {
		return fingerprint.Digest{}, err
	}
	return fingerprint.Digest(sum.Sum(nil)), nil
}

// ReadFile returns the bytes of a file.
func ReadFile(d Disk, path string) ([]byte, error) {
	in, err := d.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

// WriteFile writes a file under a temporary name (path.tmp), syncs and renames it, so that it is there whole
// or not at all.
func WriteFile(d Disk, path string, data []byte) error {
	f, err := d.Create(path + ".tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if _, closeErr := f.Finish(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = d.Sync(path + ".tmp")
	}
	if err == nil {
		_, err = d.Move(path+".tmp", path)
	}
	return err
}

// MkdirAll makes a folder and those above it.
func MkdirAll(d Disk, dir string) error {
	err := d.Mkdir(dir)
	parent := path.Dir(dir)
	if !errors.Is(err, fs.ErrNotExist) || parent == "." {
		return err
	}
	if err := MkdirAll(d, parent); err != nil {
		return err
	}
	return d.Mkdir(dir)
}

// InFolderOf calls do, which makes a name at path, and once more after making the folder of path when that is
// what was missing.
func InFolderOf(d Disk, name string, do func() error) error {
	err := do()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := MkdirAll(d, path.Dir(name)); err != nil {
		return err
	}
	return do()
}
