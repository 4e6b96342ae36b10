package search

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// mergeBatch is about how many postings are held at a time: 8 bytes each and their keys.
const mergeBatch = 4 << 20

// cursor reads the rows of one part of one vector.
type cursor struct {
	at     int    // offset of the next row
	before []byte // key of the row before
	form   []byte // memory of the forms
}

// rows is one list of the index while it is being made.
type rows struct {
	key, form string
	head      int32 // first of its postings; they are chained in the order of the documents
	tail      int32
}

type chained struct {
	posting
	next int32
}

// merge joins the vectors of documents to lists, in the order of (key, form), and gives each to emit. part returns the rows of a document, ids
// are the numbers that the postings get.
func merge(ids []int32, part func(doc int) ([]byte, error), forms bool, emit func(key, form string, postings []posting)) error {
	limits, err := ranges(len(ids), part, forms)
	if err != nil {
		return err
	}
	return mergeRanges(ids, part, forms, limits, emit)
}

// mergeRanges asks for every document once for each range of keys: up to the first of limits, to the next, to the end. So memory is
// bounded; where the limits lie does not reach the result.
func mergeRanges(ids []int32, part func(doc int) ([]byte, error), forms bool, limits []string, emit func(key, form string, postings []posting)) error {
	cursors := make([]cursor, len(ids))
	for _, limit := range append(slices.Clone(limits), "") {
		if err := mergeRange(cursors, ids, part, forms, limit, emit); err != nil {
			return err
		}
	}
	return nil
}

// ranges cuts the keys so that each range holds about mergeBatch postings, by the keys of a sample of the documents.
func ranges(n int, part func(doc int) ([]byte, error), forms bool) ([]string, error) {
	const sampled = 64
	var keys []string
	step := max(n/sampled, 1)
	for doc := 0; doc < n; doc += step {
		data, err := part(doc)
		if err != nil {
			return nil, err
		}
		for c := (cursor{}); c.at < len(data); {
			key, _, _, err := c.next(data, forms)
			if err != nil {
				return nil, err
			}
			keys = append(keys, string(key))
		}
	}
	count := len(keys) * step / mergeBatch
	slices.Sort(keys)
	var limits []string
	for i := 1; i <= count; i++ {
		limits = append(limits, keys[i*len(keys)/(count+1)])
	}
	return slices.Compact(limits), nil
}

var errVector = errors.New("vector is cut off or not of this format")

// next reads the row at the cursor. The bytes are valid until the next call.
func (c *cursor) next(data []byte, forms bool) (key, form []byte, level uint8, err error) {
	key, at, ok := frontKey(c.before, data, c.at)
	if !ok {
		return nil, nil, 0, errVector
	}
	c.before = key
	if forms {
		c.form = append(c.form[:0], key...)
		form, at, ok = frontKey(c.form, data, at)
		if !ok {
			return nil, nil, 0, errVector
		}
	}
	if at >= len(data) {
		return nil, nil, 0, errVector
	}
	c.at = at + 1
	return key, form, data[at], nil
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

// mergeRange reads every vector up to the key limit ("" for its end) and emits the lists.
func mergeRange(cursors []cursor, ids []int32, part func(doc int) ([]byte, error), forms bool, limit string, emit func(key, form string, postings []posting)) error {
	var (
		known  = map[string]int32{} // key and form → index into lists
		lists  []rows
		chain  []chained
		lookup []byte
		saved  []byte // key before the row at hand
	)
	for doc := range cursors {
		data, err := part(doc)
		if err != nil {
			return err
		}
		for c := &cursors[doc]; c.at < len(data); {
			at := c.at
			if limit != "" {
				saved = append(saved[:0], c.before...)
			}
			key, form, level, err := c.next(data, forms)
			if err != nil {
				return err
			}
			if limit != "" && string(key) >= limit {
				c.at, c.before = at, append(c.before[:0], saved...)
				break
			}
			lookup = append(lookup[:0], key...)
			if forms {
				lookup = append(append(lookup, 0), form...)
			}
			id, ok := known[string(lookup)]
			if !ok {
				id = int32(len(lists))
				text := string(lookup)
				known[text] = id
				lists = append(lists, rows{key: text[:len(key)], form: text[min(len(key)+1, len(text)):], head: -1})
			}
			last := int32(len(chain))
			chain = append(chain, chained{posting{ids[doc], level}, -1})
			if list := &lists[id]; list.head < 0 {
				list.head, list.tail = last, last
			} else {
				chain[list.tail].next = last
				list.tail = last
			}
		}
	}
	slices.SortFunc(lists, func(a, b rows) int {
		if order := strings.Compare(a.key, b.key); order != 0 {
			return order
		}
		return strings.Compare(a.form, b.form)
	})
	var postings []posting
	for _, list := range lists {
		postings = postings[:0]
		for at := list.head; at >= 0; at = chain[at].next {
			postings = append(postings, chain[at].posting)
		}
		emit(list.key, list.form, postings)
	}
	return nil
}
