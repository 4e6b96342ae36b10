package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"math/bits"
	"runtime"
	"slices"

	"bantin/internal/parallel"
)

// The keys are cut into ranges of about rangePostings postings, so that the lists of a range are found in the processor's cache and
// ranges are made side by side. One pass over the documents reads as many ranges as mergeBatch postings are, some 20 bytes each.
const (
	mergeBatch    = 2 << 20
	rangePostings = 16 << 10
)

// merger joins the vectors of documents to the rows of the index.
type merger struct {
	kind     string
	ids      []int32                       // numbers that the postings get, ascending
	part     func(doc int) ([]byte, error) // rows of the kind in the vector of a document
	universe int
}

// encodedRow is a row of the index: the bytes behind its key, and how many documents hold the key (in every form of a term).
type encodedRow struct {
	key   string
	data  []byte
	count int
}

// merge gives each row to emit, in the order of the keys.
func (m *merger) merge(emit func(encodedRow)) error {
	limits, err := m.limits()
	if err != nil {
		return err
	}
	return m.mergeRanges(limits, emit)
}

// mergeRanges merges the keys up to the first of limits, to the next, to the end. Where the limits lie does not reach the result.
func (m *merger) mergeRanges(limits []string, emit func(encodedRow)) error {
	limits = append(slices.Clone(limits), "")
	cursors := make([]cursor, len(m.ids))
	ranges := make([][]keyRange, min(len(limits), mergeBatch/rangePostings)) // the memory of one pass serves the next
	for i := range ranges {
		ranges[i] = newRange(runtime.GOMAXPROCS(0))
	}
	for batch := range slices.Chunk(limits, len(ranges)) {
		if err := m.scatter(cursors, batch, ranges); err != nil {
			return err
		}
		rows := make([][]encodedRow, len(batch))
		parallel.For(len(batch), func(i int) { rows[i] = m.join(ranges[i]) })
		for _, r := range slices.Concat(rows...) {
			emit(r)
		}
	}
	return nil
}

// limits cuts the keys by those of a sample of the documents.
func (m *merger) limits() ([]string, error) {
	const sampled = 64
	var keys []string
	step := max(len(m.ids)/sampled, 1)
	for doc := 0; doc < len(m.ids); doc += step {
		data, err := m.part(doc)
		if err != nil {
			return nil, err
		}
		for c := (cursor{}); c.at < len(data); {
			key, _, _, err := c.next(data, m.kind == termKind)
			if err != nil {
				return nil, err
			}
			keys = append(keys, string(key))
		}
	}
	slices.Sort(keys)
	var limits []string
	count := len(keys) * step / rangePostings
	for i := 1; i <= count; i++ {
		limits = append(limits, keys[i*len(keys)/(count+1)])
	}
	return slices.Compact(limits), nil
}

// keyRange holds the postings of a range of keys, in the order of the documents.
type keyRange struct {
	text     []byte // keys; of terms also a zero and the form
	postings []found
}

// found is one posting.
type found struct {
	end   uint32 // of its key in the text
	doc   int32
	level uint8
}

func newRange(parts int) []keyRange {
	const keyBytes = 12 // of most
	r := make([]keyRange, parts)
	for i := range r {
		r[i] = keyRange{text: make([]byte, 0, keyBytes*rangePostings/parts), postings: make([]found, 0, rangePostings/parts)}
	}
	return r
}

// scatter reads each vector from its cursor on and puts its postings into the ranges that end at limits, the last of which may be ""
// for the end of all. A range has as many parts as there are processors, which are to be read one after the other.
func (m *merger) scatter(cursors []cursor, limits []string, ranges [][]keyRange) error {
	parts := len(ranges[0])
	failed := make([]error, parts)
	parallel.For(parts, func(part int) {
		for i := range ranges {
			r := &ranges[i][part]
			r.text, r.postings = r.text[:0], r.postings[:0]
		}
		for doc := part * len(cursors) / parts; doc < (part+1)*len(cursors)/parts && failed[part] == nil; doc++ {
			failed[part] = m.scatterOne(&cursors[doc], doc, limits, func(i int) *keyRange { return &ranges[i][part] })
		}
	})
	return errors.Join(failed...)
}

// scatterOne puts the postings of a document up to the last of limits into their ranges.
func (m *merger) scatterOne(c *cursor, doc int, limits []string, rangeAt func(i int) *keyRange) error {
	data, err := m.part(doc)
	if err != nil {
		return err
	}
	i, to := 0, rangeAt(0)
	var before []byte
	for c.at < len(data) {
		at := c.at
		before = append(before[:0], c.before...)
		key, form, level, err := c.next(data, m.kind == termKind)
		if err != nil {
			return err
		}
		for limits[i] != "" && string(key) >= limits[i] {
			if i++; i == len(limits) {
				c.at, c.before = at, append(c.before[:0], before...) // it belongs to the next pass
				return nil
			}
			to = rangeAt(i)
		}
		to.text = append(to.text, key...)
		if m.kind == termKind {
			to.text = append(append(to.text, 0), form...)
		}
		to.postings = append(to.postings, found{uint32(len(to.text)), m.ids[doc], level})
	}
	return nil
}

// keyList is a list of a range while its postings are counted.
type keyList struct {
	key   []byte
	count int32
	start int32 // of its postings among those of the range
}

// join makes the rows of a range.
func (m *merger) join(parts []keyRange) []encodedRow {
	lists, listOf := listsIn(parts)
	order := make([]int32, len(lists))
	for i := range order {
		order[i] = int32(i)
	}
	// A zero sorts before every character of a key, so this is the order of (key, form).
	slices.SortFunc(order, func(a, b int32) int { return bytes.Compare(lists[a].key, lists[b].key) })
	start := int32(0)
	for _, i := range order {
		lists[i].start = start
		start += lists[i].count
		lists[i].count = 0
	}
	postings := make([]posting, len(listOf))
	at := 0
	for _, part := range parts {
		for _, p := range part.postings {
			l := &lists[listOf[at]]
			postings[l.start+l.count] = posting{p.doc, p.level}
			l.count++
			at++
		}
	}
	return m.rows(lists, order, postings)
}

// listsIn finds the lists of a range, and for each posting the index of its own.
func listsIn(parts []keyRange) (lists []keyList, listOf []int32) {
	total := 0
	for _, part := range parts {
		total += len(part.postings)
	}
	listOf = make([]int32, 0, total)
	table := make([]int32, 1<<bits.Len(uint(2*total))) // 1 + index into lists, by the hash of the key
	seed, mask := maphash.MakeSeed(), uint64(len(table)-1)
	for _, part := range parts {
		begin := uint32(0)
		for _, p := range part.postings {
			key := part.text[begin:p.end]
			begin = p.end
			slot := maphash.Bytes(seed, key) & mask
			for table[slot] != 0 && !bytes.Equal(lists[table[slot]-1].key, key) {
				slot = (slot + 1) & mask
			}
			if table[slot] == 0 {
				lists = append(lists, keyList{key: key})
				table[slot] = int32(len(lists))
			}
			i := table[slot] - 1
			lists[i].count++
			listOf = append(listOf, i)
		}
	}
	return lists, listOf
}

// rows encodes lists in their order.
func (m *merger) rows(lists []keyList, order []int32, postings []posting) []encodedRow {
	var rows []encodedRow
	term := termRow{universe: m.universe}
	for _, i := range order {
		l := &lists[i]
		mine := postings[l.start : l.start+l.count]
		if m.kind != termKind {
			rows = append(rows, encodedRow{string(l.key), appendPairRow(nil, mine, m.universe), len(mine)})
			continue
		}
		key, form, _ := bytes.Cut(l.key, []byte{0})
		if string(key) != term.key {
			rows = term.close(rows)
			term.key = string(key)
		}
		term.add(string(form), mine)
	}
	return term.close(rows)
}

// cursor reads the rows of one part of one vector.
type cursor struct {
	at     int    // offset of the next row
	before []byte // key of the row before
	form   []byte // memory of the forms
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
