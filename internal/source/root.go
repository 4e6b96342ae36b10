package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"

	"bantin/internal/fingerprint"
)

// ErrChanged says that a file no longer has the bytes that the scan saw. The answer is another scan.
var ErrChanged = errors.New("file changed since the scan")

// Root is the site's folder, open for reading. It is safe for use by several goroutines.
type Root struct {
	root *disk
}

// Open opens the site's folder. It must exist; its input folders need not.
func Open(dir string) (*Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the site's folder: %w", err)
	}
	return &Root{root: &disk{Root: root}}, nil
}

// Close releases the folder.
func (r *Root) Close() error { return r.root.Close() }

// Read returns the bytes of f whose digest is f.Digest. When the file has other bytes by now, or is gone, the
// error is [ErrChanged].
func (r *Root) Read(f File) ([]byte, error) {
	in, err := r.root.regular(f.Raw)
	if err != nil {
		return nil, readError(f, err)
	}
	defer in.Close()
	return readAll(in, f, nil)
}

// readAll reads f into a buffer, or into a larger one.
func readAll(in io.Reader, f File, buf []byte) ([]byte, error) {
	// One byte more than expected: a file that grew is recognised without reading all of it.
	buf = slices.Grow(buf[:0], int(f.Size+1))[:f.Size+1]
	n, err := io.ReadFull(in, buf)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, readError(f, err)
	}
	if int64(n) != f.Size || fingerprint.Bytes(buf[:n]) != f.Digest {
		return nil, readError(f, ErrChanged)
	}
	return buf[:n:n], nil
}

// Reader reads whole files that come folder by folder: it keeps the folder of the last one open, because
// opening "a/b/c" through os.Root opens every element, and its memory for the next one. It is for one
// goroutine.
type Reader struct {
	root *Root
	path string // of dir
	dir  *disk  // nil at first
	buf  []byte
}

// Reader makes a reader of the files of the folder.
func (r *Root) Reader() *Reader { return &Reader{root: r} }

// Close releases the folder that is open.
func (r *Reader) Close() error {
	if r.dir == nil {
		return nil
	}
	return r.dir.Close()
}

// Read is Root.Read. The bytes are good until the next Read.
func (r *Reader) Read(f File) ([]byte, error) {
	if folder := path.Dir(f.Raw); r.dir == nil || r.path != folder {
		r.Close()
		r.path = folder
		if r.dir, _ = r.root.root.OpenRoot(folder); r.dir == nil {
			return r.root.Read(f) // says what is wrong
		}
	}
	in, err := r.dir.regular(path.Base(f.Raw))
	if err != nil {
		return r.root.Read(f) // a link that leads out of the folder, or what Root.Read says
	}
	defer in.Close()
	raw, err := readAll(in, f, r.buf)
	r.buf = raw[:0]
	return raw, err
}

// Open opens f for reading piece by piece, for files too large to hold. The last read, which would give
// [io.EOF], gives [ErrChanged] instead when the bytes were not those of f.Digest: who copies the stream
// learns it before publishing the copy.
func (r *Root) Open(f File) (io.ReadCloser, error) {
	in, err := r.root.regular(f.Raw)
	if err != nil {
		return nil, readError(f, err)
	}
	return newChecked(in, f), nil
}

// Stands reports whether f still has the stat that the scan saw, so that what was read of it meanwhile are
// the bytes of its digest. Of a file that was young at the scan that cannot be told.
func (r *Root) Stands(f File) bool {
	info, err := r.root.Stat(f.Raw)
	if err != nil || f.Changed == 0 {
		return false
	}
	now := File{Path: f.Path, Raw: f.Raw, Size: info.Size(), ModTime: info.ModTime().UnixNano()}
	now.Changed, now.Inode = statTimes(info)
	return sameStat(now, f)
}

// readError names the file; a file that is gone, is no file any more or may no longer be read has changed
// since the scan, which will tell.
func readError(f File, err error) error {
	if nowhere(err) || errors.Is(err, fs.ErrPermission) || errors.Is(err, errNotRegular) {
		err = ErrChanged
	}
	return fmt.Errorf("read %s: %w", f.Path, err)
}

// errNotRegular says that a name does not (any longer) stand for a regular file.
var errNotRegular = errors.New("not a regular file")
