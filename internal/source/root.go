package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"bantin/internal/fingerprint"
)

// ErrChanged says that a file no longer has the bytes that the scan saw. The answer is another scan.
var ErrChanged = errors.New("file changed since the scan")

// Root is the site's folder, open for reading. It is safe for use by several goroutines.
type Root struct {
	root *os.Root
}

// Open opens the site's folder. It must exist; its input folders need not.
func Open(dir string) (*Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the site's folder: %w", err)
	}
	return &Root{root: root}, nil
}

// Close releases the folder.
func (r *Root) Close() error { return r.root.Close() }

// Read returns the bytes of f whose digest is f.Digest. When the file has other bytes by now, or is gone, the error is [ErrChanged].
func (r *Root) Read(f File) ([]byte, error) {
	in, err := openRegular(r.root, f.Raw)
	if err != nil {
		return nil, readError(f, err)
	}
	defer in.Close()
	// One byte more than expected: a file that grew is recognised without reading all of it.
	buf := make([]byte, f.Size+1)
	n, err := io.ReadFull(in, buf)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, readError(f, err)
	}
	if int64(n) != f.Size || fingerprint.Bytes(buf[:n]) != f.Digest {
		return nil, readError(f, ErrChanged)
	}
	return buf[:n:n], nil
}

// Open opens f for reading piece by piece, for files too large to hold. The last read, which would give [io.EOF], gives
// [ErrChanged] instead when the bytes were not those of f.Digest: who copies the stream learns it before publishing the copy.
func (r *Root) Open(f File) (io.ReadCloser, error) {
	in, err := openRegular(r.root, f.Raw)
	if err != nil {
		return nil, readError(f, err)
	}
	return newChecked(in, f), nil
}

// Stands reports whether f still has the stat that the scan saw, so that what was read of it meanwhile are the bytes of its digest. Of a file
// that was young at the scan that cannot be told.
func (r *Root) Stands(f File) bool {
	info, err := r.root.Stat(f.Raw)
	if err != nil || f.Changed == 0 {
		return false
	}
	now := File{Path: f.Path, Raw: f.Raw, Size: info.Size(), ModTime: info.ModTime().UnixNano()}
	now.Changed, now.Inode = statTimes(info)
	return sameStat(now, f)
}

// readError names the file; a file that is gone or is no file any more has changed.
func readError(f File, err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotRegular) {
		err = ErrChanged
	}
	return fmt.Errorf("read %s: %w", f.Path, err)
}

// errNotRegular says that a name does not (any longer) stand for a regular file.
var errNotRegular = errors.New("not a regular file")

// openRegular opens a regular file without ever blocking.
func openRegular(dir *os.Root, name string) (*os.File, error) {
	f, err := dir.OpenFile(name, readFlags, 0)
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
