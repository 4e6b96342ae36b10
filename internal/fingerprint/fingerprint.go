// Package fingerprint digests values: everything that a file of the site is made from becomes one SHA-256.
//
// A page's view is a struct of plain data. [Of] walks it field by field, so a field that somebody adds tomorrow is part of the
// fingerprint without anybody remembering to add it; that is why the walk is by reflection and not written by hand. Each value
// is written with its length or kind before it, so that no two different views have one encoding ("ab","c" is not "a","bc").
//
// What may stand in a view: booleans, numbers, strings, arrays, slices, structs, pointers to such, maps with string keys
// (walked in order) and values that carry their digest ([Digester]; a card that stands in twenty lists is walked once). Functions, channels
// and interfaces are refused: their meaning is not in their value.
//
// A struct field tagged `fingerprint:"-"` is left out. It is for values that are derived from the other fields alone.
package fingerprint

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"reflect"
	"slices"
	"strings"
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

// Of returns the digest of the values, in their order. It panics with "internal error" on a value that has no place in a view.
func Of(values ...any) Digest {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.buf = w.buf[:0]
	w.sum.Reset()
	for _, v := range values {
		if v == nil {
			w.uint('0', 0)
			continue
		}
		r := reflect.ValueOf(v)
		wayOf(r.Type()).write(w, r)
	}
	w.flush()
	var d Digest
	w.sum.Sum(d[:0])
	return d
}

// writers are reused: a build digests tens of thousands of views.
var writers = sync.Pool{New: func() any { return &writer{sum: sha256.New()} }}

// writer collects the encoding in a buffer and hands it to the hash in large pieces.
type writer struct {
	sum hash.Hash
	buf []byte
}

func (w *writer) flush() {
	w.sum.Write(w.buf)
	w.buf = w.buf[:0]
}

func (w *writer) uint(tag byte, n uint64) {
	w.buf = binary.AppendUvarint(append(w.buf, tag), n)
	if len(w.buf) > 4096 {
		w.flush()
	}
}

func (w *writer) string(s string) {
	w.uint('s', uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// way is how values of one type are walked. It is found once a type: asking reflection about each value again was half the time of a
// fingerprint.
type way struct {
	write func(w *writer, v reflect.Value)
}

var ways sync.Map // reflect.Type → *way; filled on demand, the same for every caller

func wayOf(t reflect.Type) *way {
	if known, ok := ways.Load(t); ok {
		return known.(*way)
	}
	f := finder{}
	found := f.find(t)
	for t, w := range f {
		ways.LoadOrStore(t, w)
	}
	return found
}

// finder are the ways found so far, by type: a type may hold itself behind a pointer or a slice.
type finder map[reflect.Type]*way

func (f finder) find(t reflect.Type) *way {
	if w, ok := f[t]; ok {
		return w
	}
	w := &way{}
	f[t] = w
	w.write = f.content(t)
	if t.Implements(reflect.TypeFor[Digester]()) {
		w.write = orDigest(w.write)
	}
	return w
}

// orDigest writes the digest that a value carries. A nil pointer carries none, and neither can a field that is not exported be asked.
func orDigest(otherwise func(w *writer, v reflect.Value)) func(w *writer, v reflect.Value) {
	return func(w *writer, v reflect.Value) {
		if !v.CanInterface() || v.Kind() == reflect.Pointer && v.IsNil() {
			otherwise(w, v)
			return
		}
		d := v.Interface().(Digester).FingerprintDigest()
		w.buf = append(append(w.buf, 'D'), d[:]...)
	}
}

// content is the way of a type whose values carry no digest.
func (f finder) content(t reflect.Type) func(w *writer, v reflect.Value) {
	switch t.Kind() {
	case reflect.Bool:
		return func(w *writer, v reflect.Value) {
			n := uint64(0)
			if v.Bool() {
				n = 1
			}
			w.uint('b', n)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(w *writer, v reflect.Value) { w.uint('i', uint64(v.Int())) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(w *writer, v reflect.Value) { w.uint('u', v.Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(w *writer, v reflect.Value) { w.uint('f', math.Float64bits(v.Float())) }
	case reflect.String:
		return func(w *writer, v reflect.Value) { w.string(v.String()) }
	case reflect.Pointer:
		elem := f.find(t.Elem())
		return func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.uint('0', 0)
				return
			}
			w.uint('p', 1)
			elem.write(w, v.Elem())
		}
	case reflect.Slice, reflect.Array:
		return f.list(t)
	case reflect.Struct:
		return f.fields(t)
	case reflect.Map:
		return f.table(t)
	}
	return refuse(t)
}

// refuse panics when a value is met, and not when its type is: a field that is left out may have any.
func refuse(t reflect.Type) func(w *writer, v reflect.Value) {
	return func(*writer, reflect.Value) {
		panic(fmt.Sprintf("internal error: a %s cannot be part of a fingerprint", t))
	}
}

func (f finder) list(t reflect.Type) func(w *writer, v reflect.Value) {
	if t.Elem().Kind() == reflect.Uint8 {
		return func(w *writer, v reflect.Value) {
			w.uint('l', uint64(v.Len()))
			if t.Kind() == reflect.Slice {
				w.buf = append(w.buf, v.Bytes()...)
				return
			}
			for i := range v.Len() { // reflection gives away no array that cannot be set
				w.buf = append(w.buf, byte(v.Index(i).Uint()))
			}
		}
	}
	elem := f.find(t.Elem())
	return func(w *writer, v reflect.Value) {
		w.uint('l', uint64(v.Len()))
		for i := range v.Len() {
			elem.write(w, v.Index(i))
		}
	}
}

func (f finder) table(t reflect.Type) func(w *writer, v reflect.Value) {
	if t.Key().Kind() != reflect.String {
		return refuse(t)
	}
	elem := f.find(t.Elem())
	return func(w *writer, v reflect.Value) {
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		w.uint('m', uint64(len(keys)))
		for _, k := range keys {
			w.string(k.String())
			elem.write(w, v.MapIndex(k))
		}
	}
}

func (f finder) fields(t reflect.Type) func(w *writer, v reflect.Value) {
	type field struct {
		index int
		way   *way
	}
	var fields []field
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("fingerprint") != "-" {
			fields = append(fields, field{i, f.find(t.Field(i).Type)})
		}
	}
	name := t.Name()
	return func(w *writer, v reflect.Value) {
		w.string(name)
		for _, f := range fields {
			f.way.write(w, v.Field(f.index))
		}
	}
}
