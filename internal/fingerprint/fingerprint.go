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
		w.value(reflect.ValueOf(v))
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

var digesterType = reflect.TypeFor[Digester]()

func (w *writer) value(v reflect.Value) {
	if !v.IsValid() {
		w.uint('0', 0)
		return
	}
	t := v.Type()
	if t.Implements(digesterType) && v.CanInterface() && (v.Kind() != reflect.Pointer || !v.IsNil()) {
		d := v.Interface().(Digester).FingerprintDigest()
		w.buf = append(append(w.buf, 'D'), d[:]...)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		w.uint('b', n)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.uint('i', uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.uint('u', v.Uint())
	case reflect.Float32, reflect.Float64:
		w.uint('f', math.Float64bits(v.Float()))
	case reflect.String:
		w.string(v.String())
	case reflect.Pointer:
		if v.IsNil() {
			w.uint('0', 0)
			return
		}
		w.uint('p', 1)
		w.value(v.Elem())
	case reflect.Slice, reflect.Array:
		w.list(v)
	case reflect.Struct:
		w.fields(v, t)
	case reflect.Map:
		w.table(v, t)
	default:
		panic(fmt.Sprintf("internal error: a %s cannot be part of a fingerprint", t))
	}
}

func (w *writer) list(v reflect.Value) {
	w.uint('l', uint64(v.Len()))
	if v.Type().Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice {
		w.buf = append(w.buf, v.Bytes()...)
		return
	}
	for i := range v.Len() {
		w.value(v.Index(i))
	}
}

func (w *writer) table(v reflect.Value, t reflect.Type) {
	if t.Key().Kind() != reflect.String {
		panic(fmt.Sprintf("internal error: a %s cannot be part of a fingerprint", t))
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	w.uint('m', uint64(len(keys)))
	for _, k := range keys {
		w.string(k.String())
		w.value(v.MapIndex(k))
	}
}

func (w *writer) fields(v reflect.Value, t reflect.Type) {
	plan := planOf(t)
	w.string(plan.name)
	for _, i := range plan.fields {
		w.value(v.Field(i))
	}
}

// plan lists the fields of a struct type that are walked. Plans are made once a type: looking up tags costs more than walking.
type plan struct {
	name   string
	fields []int
}

var plans sync.Map // reflect.Type → *plan; filled on demand, the same for every caller

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{name: t.Name()}
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("fingerprint") != "-" {
			p.fields = append(p.fields, i)
		}
	}
	plans.Store(t, p)
	return p
}
