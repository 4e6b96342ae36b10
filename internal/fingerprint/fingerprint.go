// Package fingerprint digests values: everything that a file of the site is made from becomes one SHA-256.
//
// A page's view is a struct of plain data. [Of] walks it field by field, so a field that a person adds
// tomorrow is part of the fingerprint without anybody remembering to add it; that is why the walk is by
// reflection and not written by hand. The same walk writes values for the next run, and reads them again: see
// [Codec], which package memory uses.
//
// What may stand in a view: booleans, numbers, strings, arrays, slices, structs, pointers to such, maps with
// string keys (walked in order), times and values that carry their digest ([Digester]; a card that stands in
// twenty lists is walked once). Functions, channels and interfaces are refused: their meaning is not in their
// value.
//
// A struct field tagged `fingerprint:"-"` is left out. It is for values that are derived from the other
// fields alone.
package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"sync"
)

// Digest is a SHA-256: of a file's bytes, or of what a file is made from.
type Digest [sha256.Size]byte

// String is the digest in lower-case hexadecimal, as sha256sum prints it.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// IsZero reports whether the digest was never set.
func (d Digest) IsZero() bool { return d == Digest{} }

// Bytes is the digest of a file's bytes.
func Bytes(b []byte) Digest { return sha256.Sum256(b) }

// Digester is a value that carries the digest of its own content. The digest then stands for the value.
type Digester interface{ FingerprintDigest() Digest }

// Of returns the digest of the values and their types, in their order. It panics with "internal error" on a
// value that has no place in a view.
func Of(values ...any) Digest {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.buf = w.buf[:0]
	for _, v := range values {
		if v == nil {
			w.string("")
			continue
		}
		r := reflect.ValueOf(v)
		w.string(r.Type().String())
		CodecOf(r.Type()).write(w, r)
	}
	return sha256.Sum256(w.buf)
}

// writers are reused: a build digests tens of thousands of views.
var writers = sync.Pool{New: func() any { return &writer{digest: true} }}
