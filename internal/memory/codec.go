package memory

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"time"
)

// errMalformed says that bytes are not what the codec writes.
var errMalformed = errors.New("malformed value")

// codec writes and reads values of one type. It is compiled once a file, so that no type is looked at twice.
type codec struct {
	write func(b []byte, v reflect.Value) []byte
	read  func(c *cursor, v reflect.Value)
}

// codecs are those made so far, by type.
type codecs map[reflect.Type]*codec

var timeType = reflect.TypeFor[time.Time]()

// of returns the codec of a type.
func (cs codecs) of(t reflect.Type) *codec {
	if c := cs[t]; c != nil {
		return c
	}
	c := new(codec)
	cs[t] = c // before its parts are made: a type may hold itself behind a slice or a pointer
	switch {
	case t == timeType:
		*c = codec{writeTime, readTime}
	case t.Kind() == reflect.Struct:
		*c = cs.structure(t)
	case t.Kind() == reflect.Slice:
		*c = cs.slice(t)
	case t.Kind() == reflect.Array && t.Elem().Kind() == reflect.Uint8:
		*c = codec{
			func(b []byte, v reflect.Value) []byte { return append(b, arrayBytes(v)...) },
			func(c *cursor, v reflect.Value) { copy(v.Bytes(), c.take(uint64(v.Len()))) },
		}
	case t.Kind() == reflect.Pointer:
		*c = cs.pointer(t)
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String:
		*c = cs.table(t)
	default:
		*c = scalar(t)
	}
	return c
}

// scalar is the codec of a type without parts.
func scalar(t reflect.Type) codec {
	switch t.Kind() {
	case reflect.Bool:
		return codec{
			func(b []byte, v reflect.Value) []byte {
				if v.Bool() {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(c *cursor, v reflect.Value) { v.SetBool(c.uvarint() != 0) },
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) },
			func(c *cursor, v reflect.Value) { n := c.uvarint(); v.SetInt(int64(n>>1) ^ -int64(n&1)) },
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) },
			func(c *cursor, v reflect.Value) { v.SetUint(c.uvarint()) },
		}
	case reflect.String:
		return codec{
			func(b []byte, v reflect.Value) []byte { return appendString(b, v.String()) },
			func(c *cursor, v reflect.Value) { v.SetString(c.take(c.uvarint())) },
		}
	}
	panic(fmt.Sprintf("internal error: a %s cannot be remembered", t))
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func arrayBytes(v reflect.Value) []byte {
	if v.CanAddr() {
		return v.Bytes()
	}
	b := make([]byte, v.Len())
	reflect.Copy(reflect.ValueOf(b), v)
	return b
}

// maskFields is how many fields share a mask: what a varint of nine bytes holds.
const maskFields = 63

// structure is the codec of a struct: for every 63 fields a mask of those that are not zero, then these.
func (cs codecs) structure(t reflect.Type) codec {
	fields := make([]*codec, t.NumField())
	for i := range fields {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("internal error: a %s cannot be remembered: its field %s is not exported", t, t.Field(i).Name))
		}
		fields[i] = cs.of(t.Field(i).Type)
	}
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for from := 0; from < len(fields); from += maskFields {
				mask := uint64(0)
				to := min(from+maskFields, len(fields))
				for i := from; i < to; i++ {
					if !v.Field(i).IsZero() {
						mask |= 1 << (i - from)
					}
				}
				b = binary.AppendUvarint(b, mask)
				for i := from; i < to; i++ {
					if mask&(1<<(i-from)) != 0 {
						b = fields[i].write(b, v.Field(i))
					}
				}
			}
			return b
		},
		func(c *cursor, v reflect.Value) {
			for from := 0; from < len(fields); from += maskFields {
				mask := c.uvarint()
				for i := from; mask != 0 && i < len(fields); i++ {
					if mask&1 != 0 {
						fields[i].read(c, v.Field(i))
					}
					mask >>= 1
				}
			}
		},
	}
}

// slice is the codec of a slice. It is written only where it is not nil, so an empty one comes back empty and not nil.
func (cs codecs) slice(t reflect.Type) codec {
	element := cs.of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for i := range v.Len() {
				b = element.write(b, v.Index(i))
			}
			return b
		},
		func(c *cursor, v reflect.Value) {
			n := c.length()
			if n == 0 {
				return
			}
			list := reflect.MakeSlice(t, n-1, n-1)
			for i := 0; i < n-1 && !c.failed; i++ {
				element.read(c, list.Index(i))
			}
			v.Set(list)
		},
	}
}

func (cs codecs) pointer(t reflect.Type) codec {
	target := cs.of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return target.write(append(b, 1), v.Elem())
		},
		func(c *cursor, v reflect.Value) {
			if c.uvarint() != 0 {
				p := reflect.New(t.Elem())
				target.read(c, p.Elem())
				v.Set(p)
			}
		},
	}
}

// table is the codec of a map, in no order: nothing is digested here.
func (cs codecs) table(t reflect.Type) codec {
	key, value := cs.of(t.Key()), cs.of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for members := v.MapRange(); members.Next(); {
				b = value.write(key.write(b, members.Key()), members.Value())
			}
			return b
		},
		func(c *cursor, v reflect.Value) {
			n := c.length()
			if n == 0 {
				return
			}
			v.Set(reflect.MakeMapWithSize(t, n-1))
			for i := 0; i < n-1 && !c.failed; i++ {
				k, m := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
				key.read(c, k)
				value.read(c, m)
				v.SetMapIndex(k, m)
			}
		},
	}
}

func writeTime(b []byte, v reflect.Value) []byte {
	text, err := v.Interface().(time.Time).MarshalBinary()
	if err != nil {
		panic("internal error: a time that cannot be remembered: " + err.Error())
	}
	return appendString(b, string(text))
}

func readTime(c *cursor, v reflect.Value) {
	var t time.Time
	if err := t.UnmarshalBinary([]byte(c.take(c.uvarint()))); err != nil {
		c.failed = true
		return
	}
	v.Set(reflect.ValueOf(t))
}

// cursor reads from the front of a text, of which the strings that it gives are parts. After a failure it gives zeros.
type cursor struct {
	rest   string
	failed bool
}

func (c *cursor) take(n uint64) string {
	if c.failed || n > uint64(len(c.rest)) {
		c.failed = true
		return ""
	}
	s := c.rest[:n]
	c.rest = c.rest[n:]
	return s
}

func (c *cursor) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(c.rest) && i < binary.MaxVarintLen64; i++ {
		b := c.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.rest = c.rest[i+1:]
			return n
		}
	}
	c.failed = true
	return 0
}

// length reads the length of a list, plus one. No member takes less than a byte, so a length beyond the rest is none.
func (c *cursor) length() int {
	n := c.uvarint()
	if n > uint64(len(c.rest))+1 {
		c.failed = true
		return 0
	}
	return int(n)
}
