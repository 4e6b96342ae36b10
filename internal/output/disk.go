package output

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"

	"bantin/internal/fingerprint"
)

// disk is everything that this package does to a file system. Paths have slashes and are relative to one base folder: the parent
// of the output folder, so that the output and the staging folder beside it have names on one disk. There are two implementations: the
// real one, and in tests one that fails or dies at the n-th operation.
type disk interface {
	// list returns the entries of a folder in no order. Links are not followed.
	list(dir string) ([]entry, error)
	// open opens a regular file for reading; errNotRegular says that it is something else.
	open(path string) (io.ReadCloser, error)
	// create makes a new file for writing in a folder that exists. An earlier file is replaced by an empty one.
	create(path string) (file, error)
	// mkdir makes one folder. It is no error when it exists.
	mkdir(path string) error
	// enter says that many files will come below a folder. It may make it; whatever goes wrong is for the first of them to say.
	enter(dir string) error
	// like gives a folder the mode of another and, where this process may, its owner and group. It does nothing when the other is no folder.
	like(folder, model string) error
	// move renames a file or a folder, over a file of that name, and returns the stamp that it has then.
	move(from, to string) (stamp, error)
	// link gives a file a second name.
	link(from, to string) error
	// exchange lets two folders change names, at one moment; errors.ErrUnsupported says that it cannot be done here.
	exchange(a, b string) error
	// remove removes a file or an empty folder.
	remove(path string) error
	// removeAll removes a folder with everything in it. It is no error when it is not there.
	removeAll(path string) error
	// sync makes a file's bytes, or a folder's names, survive a loss of power.
	sync(path string) error
	// syncAll does so for everything on the file system of the folder dir.
	syncAll(dir string) error
	// writable reports what is against making and removing names in a folder.
	writable(dir string) error
	// sameMount reports whether files can be renamed from one folder to the other.
	sameMount(a, b string) bool
	// lock takes the lock file path without waiting; it is freed by closing, or by the kernel at the end of the process. errBusy says
	// that another process has it.
	lock(path string) (io.Closer, error)
	close() error
}

// file is a file that is being written.
type file interface {
	io.Writer
	// finish gives the file its mode, closes it and returns its stamp.
	finish() (stamp, error)
}

// What a disk says beside the errors of package fs.
var (
	errBusy       = errors.New("locked by another process")
	errNotRegular = errors.New("not a regular file")
)

// stamp is what a stat tells about a file. As long as it is the same, nobody has touched the file.
type stamp struct {
	size  int64
	mtime int64 // nanoseconds since 1970
	ctime int64
	mode  fs.FileMode // permissions
}

// kind is what a name stands for.
type kind uint8

const (
	isFile kind = iota
	isFolder
	isOther // a link, a device, a FIFO
)

// entry is one name of a folder.
type entry struct {
	name string
	kind kind
	stamp
}

// digestOf digests a file. buf is the buffer to read with.
func digestOf(d disk, path string, buf []byte) (fingerprint.Digest, error) {
	in, err := d.open(path)
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

// readFile returns the bytes of a file.
func readFile(d disk, path string) ([]byte, error) {
	in, err := d.open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

// writeFile writes a file under a temporary name and renames it, so that it is there whole or not at all.
func writeFile(d disk, path string, data []byte, durable bool) error {
	f, err := d.create(path + ".tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if _, closeErr := f.finish(); err == nil {
		err = closeErr
	}
	if err == nil && durable {
		err = d.sync(path + ".tmp")
	}
	if err == nil {
		_, err = d.move(path+".tmp", path)
	}
	return err
}

// mkdirAll makes a folder and those above it.
func mkdirAll(d disk, dir string) error {
	err := d.mkdir(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := parentOf(dir)
	if parent == "." {
		return err
	}
	if err := mkdirAll(d, parent); err != nil {
		return err
	}
	return d.mkdir(dir)
}
