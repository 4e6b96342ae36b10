package source

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"os"

	"bantin/internal/fingerprint"
)

// checked digests a file while it is read and compares at the end.
type checked struct {
	in   *os.File
	file File
	sum  hash.Hash
}

func newChecked(in *os.File, f File) *checked { return &checked{in: in, file: f, sum: sha256.New()} }

// Read implements [io.Reader].
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.sum.Write(p[:n])
	if err == io.EOF && fingerprint.Digest(c.sum.Sum(nil)) != c.file.Digest {
		return n, readError(c.file, ErrChanged)
	}
	if err != nil && err != io.EOF {
		return n, fmt.Errorf("read %s: %w", c.file.Path, err)
	}
	return n, err
}

// Close implements [io.Closer].
func (c *checked) Close() error { return c.in.Close() }
