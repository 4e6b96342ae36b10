package format

import "encoding/binary"

// List is one list of a row, not decoded yet.
type List struct {
	Form   string
	Count  int
	Levels int
	Data   []byte // the list and what follows it
}

// EachRow reads rows, and gives the key, the bytes behind the key and the lists of each.
func EachRow(data []byte, kind string, universe int, found func(key string, row []byte, lists []List)) error {
	levels := ImpactLevels
	if kind == FacetKind {
		levels = 1
	}
	var before []byte
	var lists []List
	for at := 0; at < len(data); {
		key, next, ok := FrontKey(before, data, at)
		if !ok {
			return errTruncated
		}
		before, at = key, next
		current, start := string(key), at
		forms := uint64(1)
		if kind == TermKind {
			n, size := binary.Uvarint(data[at:])
			if size <= 0 {
				return errTruncated
			}
			forms, at = n, at+size
		}
		lists = lists[:0]
		for range forms {
			l := List{Form: current, Levels: levels}
			if kind == TermKind {
				form, next, ok := FrontKey([]byte(current), data, at)
				if !ok {
					return errTruncated
				}
				l.Form, at = string(form), next
			}
			df, size := binary.Uvarint(data[at:])
			if size <= 0 || df > uint64(universe) {
				return errTruncated
			}
			l.Count, l.Data = int(df), data[at+size:]
			_, rest, err := ReadList(nil, l.Data, universe, l.Count, levels, false)
			if err != nil {
				return err
			}
			at = len(data) - len(rest)
			lists = append(lists, l)
		}
		found(current, data[start:at], lists)
	}
	return nil
}

// RowWriter writes rows behind front-coded keys.
type RowWriter struct {
	Data   []byte
	before string
}

func (w *RowWriter) Add(key string, row []byte) {
	w.Data = append(AppendFront(w.Data, w.before, key), row...)
	w.before = key
}

func (w *RowWriter) Clear() { w.Data, w.before = w.Data[:0], "" }

// maxShared is the longest prefix that a front-coded key shares with the one before: four bits.
const maxShared = 15

// AppendFront writes key as the length of the ASCII prefix that it shares with before, and its rest. Only
// ASCII is shared, so that bytes and characters are one and the script can cut strings.
func AppendFront[A, B ~string | ~[]byte](dst []byte, before A, key B) []byte {
	shared := 0
	for shared < maxShared && shared < len(before) && shared < len(key) && before[shared] == key[shared] && key[shared] < 0x80 {
		shared++
	}
	if rest := len(key) - shared; rest < maxShared {
		dst = append(dst, byte(shared<<4|rest))
	} else {
		dst = append(dst, byte(shared<<4|maxShared))
		dst = binary.AppendUvarint(dst, uint64(rest))
	}
	return append(dst, key[shared:]...)
}

// FrontKey reads a front-coded key at data[at:], reusing the memory of before.
func FrontKey(before, data []byte, at int) (key []byte, next int, ok bool) {
	if at >= len(data) {
		return nil, 0, false
	}
	shared, rest := int(data[at]>>4), int(data[at]&maxShared)
	at++
	if rest == maxShared {
		long, size := binary.Uvarint(data[at:])
		if size <= 0 || long > uint64(len(data)) {
			return nil, 0, false
		}
		rest = int(long)
		at += size
	}
	if shared > len(before) || at+rest > len(data) {
		return nil, 0, false
	}
	return append(before[:shared], data[at:at+rest]...), at + rest, true
}
