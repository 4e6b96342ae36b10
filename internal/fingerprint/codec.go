package fingerprint

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// Codec walks the values of one type. A value is written as its parts, each of which says where it ends, so
// that no two values of a type have one encoding:
//
//	bool, number     a varint; of a float, its bits
//	string, time     the length, and the bytes
//	array of bytes   the bytes
//	list, map        the length and one, or 0 for nil; the members, those of a map by key
//	pointer          0 for nil, else 1 and what it leads to
//	struct           for every 63 fields a mask of those that are not zero; these
//
// For a digest nil is as good as empty, a [Digester] is its digest, and fields may be unexported or left out.
type Codec struct {
	write func(w *writer, v reflect.Value)
	read  func(r *reader, v reflect.Value)
}

// writer takes encodings one behind the other.
type writer struct {
	buf    []byte
	digest bool // nobody reads them again
}

func (w *writer) uint(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }

func (w *writer) string(s string) {
	w.uint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// known are the codecs by type; filled on demand, the same for every caller. Asking reflection about each
// value again was half the time of a fingerprint.
var known sync.Map

// CodecOf returns the codec of a type.
func CodecOf(t reflect.Type) *Codec {
	if c, ok := known.Load(t); ok {
		return c.(*Codec)
	}
	made := maker{}
	c := made.codec(t)
	for t, c := range made {
		known.LoadOrStore(t, c)
	}
	return c
}

// Append writes a value of the codec's type behind b. It panics with "internal error" where a part could not
// be read again.
func (c *Codec) Append(b []byte, v reflect.Value) []byte {
	w := writer{buf: b}
	c.write(&w, v)
	return w.buf
}

// Read sets v to the value at the front of a text, of which the strings in it are parts, and returns what
// follows. It is not ok when that is not what Append writes.
func (c *Codec) Read(text string, v reflect.Value) (rest string, ok bool) {
	r := reader{rest: text}
	c.read(&r, v)
	return r.rest, !r.failed
}

// maker are the codecs made so far, by type: a type may hold itself behind a pointer or a slice.
type maker map[reflect.Type]*Codec

func (m maker) codec(t reflect.Type) *Codec {
	if c, ok := m[t]; ok {
		return c
	}
	c := &Codec{}
	m[t] = c
	*c = m.kind(t)
	if t.Implements(reflect.TypeFor[Digester]()) {
		c.write = orDigest(c.write)
	}
	return c
}

// orDigest writes the digest that a value carries. A nil pointer carries none, and neither can a field that
// is not exported be asked.
func orDigest(otherwise func(w *writer, v reflect.Value)) func(w *writer, v reflect.Value) {
	return func(w *writer, v reflect.Value) {
		if !w.digest || !v.CanInterface() || v.Kind() == reflect.Pointer && v.IsNil() {
			otherwise(w, v)
			return
		}
		d := v.Interface().(Digester).FingerprintDigest()
		w.buf = append(append(w.buf, 'D'), d[:]...)
	}
}

func (m maker) kind(t reflect.Type) Codec {
	switch t.Kind() {
	case reflect.Bool:
		return Codec{
			func(w *writer, v reflect.Value) {
				n := uint64(0)
				if v.Bool() {
					n = 1
				}
				w.uint(n)
			},
			func(r *reader, v reflect.Value) { v.SetBool(r.uint() != 0) },
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return Codec{
			func(w *writer, v reflect.Value) { w.buf = binary.AppendVarint(w.buf, v.Int()) },
			func(r *reader, v reflect.Value) { n := r.uint(); v.SetInt(int64(n>>1) ^ -int64(n&1)) },
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Codec{
			func(w *writer, v reflect.Value) { w.uint(v.Uint()) },
			func(r *reader, v reflect.Value) { v.SetUint(r.uint()) },
		}
	case reflect.Float32, reflect.Float64:
		return Codec{
			func(w *writer, v reflect.Value) { w.uint(math.Float64bits(v.Float())) },
			func(r *reader, v reflect.Value) { v.SetFloat(math.Float64frombits(r.uint())) },
		}
	case reflect.String:
		return Codec{
			func(w *writer, v reflect.Value) { w.string(v.String()) },
			func(r *reader, v reflect.Value) { v.SetString(r.string()) },
		}
	case reflect.Pointer:
		return m.pointer(t)
	case reflect.Array:
		return m.array(t)
	case reflect.Slice:
		return m.slice(t)
	case reflect.Map:
		return m.table(t)
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			return Codec{writeTime, readTime}
		}
		return m.structure(t)
	}
	return refused(t.String())
}

// refused is the codec of what has no content: a function, a channel, an interface. It panics when a value is
// met, and not when its type is: a field that is left out may have any.
func refused(what string) Codec {
	refuse := func() { panic(fmt.Sprintf("internal error: a %s has no place in a fingerprint or in memory", what)) }
	return Codec{func(*writer, reflect.Value) { refuse() }, func(*reader, reflect.Value) { refuse() }}
}

func (m maker) pointer(t reflect.Type) Codec {
	target := m.codec(t.Elem())
	return Codec{
		func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.uint(0)
				return
			}
			w.uint(1)
			target.write(w, v.Elem())
		},
		func(r *reader, v reflect.Value) {
			if r.uint() != 0 {
				p := reflect.New(t.Elem())
				target.read(r, p.Elem())
				v.Set(p)
			}
		},
	}
}

func (m maker) array(t reflect.Type) Codec {
	if t.Elem().Kind() == reflect.Uint8 {
		return Codec{
			func(w *writer, v reflect.Value) {
				if v.CanAddr() {
					w.buf = append(w.buf, v.Bytes()...)
					return
				}
				for i := range v.Len() { // reflection gives away no array that cannot be set
					w.buf = append(w.buf, byte(v.Index(i).Uint()))
				}
			},
			func(r *reader, v reflect.Value) { copy(v.Bytes(), r.take(uint64(v.Len()))) },
		}
	}
	element := m.codec(t.Elem())
	return Codec{
		func(w *writer, v reflect.Value) {
			for i := range v.Len() {
				element.write(w, v.Index(i))
			}
		},
		func(r *reader, v reflect.Value) {
			for i := range v.Len() {
				element.read(r, v.Index(i))
			}
		},
	}
}

// length writes the length of a list, plus one, or 0 for nil.
func (w *writer) length(v reflect.Value) {
	if n := uint64(v.Len()); n > 0 || !w.digest && !v.IsNil() {
		w.uint(n + 1)
		return
	}
	w.uint(0)
}

func (m maker) slice(t reflect.Type) Codec {
	element := m.codec(t.Elem())
	write := func(w *writer, v reflect.Value) {
		w.length(v)
		for i := range v.Len() {
			element.write(w, v.Index(i))
		}
	}
	if t.Elem().Kind() == reflect.Uint8 {
		write = func(w *writer, v reflect.Value) {
			w.length(v)
			for _, b := range v.Bytes() {
				w.uint(uint64(b))
			}
		}
	}
	return Codec{write, func(r *reader, v reflect.Value) {
		n := r.length()
		if n == 0 {
			return
		}
		list := reflect.MakeSlice(t, n-1, n-1)
		for i := 0; i < n-1 && !r.failed; i++ {
			element.read(r, list.Index(i))
		}
		v.Set(list)
	}}
}

func (m maker) table(t reflect.Type) Codec {
	if t.Key().Kind() != reflect.String {
		return refused(t.String())
	}
	value := m.codec(t.Elem())
	return Codec{
		func(w *writer, v reflect.Value) {
			keys := v.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
			w.length(v)
			for _, k := range keys {
				w.string(k.String())
				value.write(w, v.MapIndex(k))
			}
		},
		func(r *reader, v reflect.Value) {
			n := r.length()
			if n == 0 {
				return
			}
			v.Set(reflect.MakeMapWithSize(t, n-1))
			for i := 0; i < n-1 && !r.failed; i++ {
				k, member := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
				k.SetString(r.string())
				value.read(r, member)
				v.SetMapIndex(k, member)
			}
		},
	}
}

// field is one of a struct.
type field struct {
	codec *Codec
	name  string
	out   bool // left out of digests
	plain bool // exported
	kind  reflect.Kind
}

// maskFields is how many fields share a mask: what a varint of nine bytes holds.
const maskFields = 63

func (m maker) structure(t reflect.Type) Codec {
	fields := make([]field, t.NumField())
	for i := range fields {
		f := t.Field(i)
		fields[i] = field{name: t.String() + "." + f.Name, out: f.Tag.Get("fingerprint") == "-", plain: f.IsExported(), kind: f.Type.Kind()}
		fields[i].codec = m.codec(f.Type)
	}
	return Codec{
		func(w *writer, v reflect.Value) {
			for from := 0; from < len(fields); from += maskFields {
				writeFields(w, fields[from:min(from+maskFields, len(fields))], v, from)
			}
		},
		func(r *reader, v reflect.Value) {
			for from := 0; from < len(fields); from += maskFields {
				mask := r.uint()
				for i := from; mask != 0 && i < min(from+maskFields, len(fields)); i++ {
					if mask&1 != 0 {
						fields[i].codec.read(r, v.Field(i))
					}
					mask >>= 1
				}
			}
		},
	}
}

// writeFields writes the fields that share a mask, of which from is the first.
func writeFields(w *writer, fields []field, v reflect.Value, from int) {
	mask := uint64(0)
	for i := range fields {
		if fields[i].counts(w, v.Field(from+i)) {
			mask |= 1 << i
		}
	}
	w.uint(mask)
	for i := range fields {
		if mask&(1<<i) != 0 {
			fields[i].codec.write(w, v.Field(from+i))
		}
	}
}

// counts reports whether a field is written.
func (f *field) counts(w *writer, v reflect.Value) bool {
	if !w.digest {
		if !f.plain {
			panic("internal error: " + f.name + " cannot be remembered: it is not exported")
		}
		return !v.IsZero()
	}
	switch {
	case f.out:
		return false
	case f.kind == reflect.Slice || f.kind == reflect.Map:
		return v.Len() > 0
	case f.kind == reflect.Func || f.kind == reflect.Chan || f.kind == reflect.Interface:
		return true // to be refused
	}
	return !v.IsZero()
}

func writeTime(w *writer, v reflect.Value) {
	text, err := v.Interface().(time.Time).MarshalBinary()
	if err != nil {
		panic("internal error: a time that cannot be written: " + err.Error())
	}
	w.string(string(text))
}

func readTime(r *reader, v reflect.Value) {
	var t time.Time
	if err := t.UnmarshalBinary([]byte(r.string())); err != nil {
		r.failed = true
		return
	}
	v.Set(reflect.ValueOf(t))
}

// reader reads from the front of a text, of which the strings that it gives are parts. After a failure it
// gives zeros.
type reader struct {
	rest   string
	failed bool
}

func (r *reader) take(n uint64) string {
	if r.failed || n > uint64(len(r.rest)) {
		r.failed = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) uint() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.failed = true
	return 0
}

func (r *reader) string() string { return r.take(r.uint()) }

// length reads the length of a list, plus one. No member takes less than a byte, so a length beyond the rest
// is none.
func (r *reader) length() int {
	n := r.uint()
	if n > uint64(len(r.rest))+1 {
		r.failed = true
		return 0
	}
	return int(n)
}
