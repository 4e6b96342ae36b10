package search

import "encoding/binary"

// list is one list of a row, not decoded yet.
type list struct {
	form   string
	df     int
	levels int
	data   []byte // the list and what follows it
}

// eachRow reads rows, and gives the key, the bytes behind the key and the lists of each.
func eachRow(data []byte, kind string, universe int, found func(key string, row []byte, lists []list)) error {
	levels := impactLevels
	if kind == facetKind {
		levels = 1
	}
	var before []byte
	var lists []list
	for at := 0; at < len(data); {
		key, next, ok := frontKey(before, data, at)
		if !ok {
			return errTruncated
		}
		before, at = key, next
		current, start := string(key), at
		forms := uint64(1)
		if kind == termKind {
			n, size := binary.Uvarint(data[at:])
			if size <= 0 {
				return errTruncated
			}
			forms, at = n, at+size
		}
		lists = lists[:0]
		for range forms {
			l := list{form: current, levels: levels}
			if kind == termKind {
				form, next, ok := frontKey([]byte(current), data, at)
				if !ok {
					return errTruncated
				}
				l.form, at = string(form), next
			}
			df, size := binary.Uvarint(data[at:])
			if size <= 0 || df > uint64(universe) {
				return errTruncated
			}
			l.df, l.data = int(df), data[at+size:]
			_, rest, err := readList(nil, l.data, universe, l.df, levels, false)
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

// rowWriter writes rows behind front-coded keys.
type rowWriter struct {
	data   []byte
	before string
}

func (w *rowWriter) add(key string, row []byte) {
	w.data = append(appendFront(w.data, w.before, key), row...)
	w.before = key
}

func (w *rowWriter) clear() { w.data, w.before = w.data[:0], "" }

// maxShared is the longest prefix that a front-coded key shares with the one before: four bits.
const maxShared = 15

// appendFront writes key as the length of the ASCII prefix that it shares with before, and its rest. Only ASCII is shared, so that
// bytes and characters are one and the script can cut strings.
func appendFront[A, B ~string | ~[]byte](dst []byte, before A, key B) []byte {
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

// frontKey reads a front-coded key at data[at:], reusing the memory of before.
func frontKey(before, data []byte, at int) (key []byte, next int, ok bool) {
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
