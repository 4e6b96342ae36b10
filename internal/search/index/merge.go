package index

import (
	"bytes"
	"errors"
	"hash/maphash"
	"iter"
	"math/bits"
	"runtime"
	"slices"

	"bantin/internal/parallel"
	"bantin/internal/search/format"
)

// The keys are cut into ranges of about rangePostings postings, so that the lists of a range are found in the
// processor's cache and ranges are made side by side. mergeBatch postings, some 20 bytes each, are in memory
// at a time, more where a key is in nearly every document: what is more is first cut into batches that wait
// on the disk, in chunks of about chunkBytes. So every vector is read once, however many there are.
const (
	mergeBatch    = 512 << 10
	rangePostings = 16 << 10
	chunkBytes    = 64 << 10
)

// merger joins the vectors of documents to the rows of the index.
type merger struct {
	kind     string
	ids      []int32                       // numbers that the postings get, ascending
	part     func(doc int) ([]byte, error) // rows of the kind in the vector of a document
	lib      Library                       // where batches wait
	universe int
	// into how many parts, one after the other, the documents are divided: one for each processor
	parts int
}

// encodedRow is a row of the index: the bytes behind its key, and how many documents hold the key (in every
// form of a term).
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

// mergeRanges merges the keys up to the first of limits, to the next, to the end. Where the limits lie does
// not reach the result.
func (m *merger) mergeRanges(limits []string, emit func(encodedRow)) error {
	m.parts = min(runtime.GOMAXPROCS(0), max(len(m.ids), 1))
	batches := batchesOf(limits)
	chunks, err := m.split(batches)
	if err != nil {
		return err
	}
	most := 0
	for _, batch := range batches {
		most = max(most, len(batch))
	}
	ranges := make([][]keyRange, most) // the memory of one batch serves the next
	for i := range ranges {
		ranges[i] = newRange(m.parts)
	}
	for b, batch := range batches {
		if err := m.scatter(batch, ranges, func(part int) iter.Seq2[vectorRows, error] {
			if len(batches) == 1 {
				return m.vectors(part)
			}
			return m.waiting(chunks[part][b])
		}); err != nil {
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

// batchesOf cuts limits into batches; the last ends with "", the end of all keys. A key of very many postings
// is a limit more than once: it fills a batch, or several, whose other ranges are few.
func batchesOf(limits []string) [][]string {
	var batches [][]string
	before := ""
	for batch := range slices.Chunk(append(slices.Clone(limits), ""), mergeBatch/rangePostings) {
		batch = slices.Compact(batch)
		if len(batches) > 0 && batch[0] == before {
			batch = batch[1:]
		}
		if len(batch) > 0 {
			batches = append(batches, batch)
			before = batch[len(batch)-1]
		}
	}
	return batches
}

// vectorRows are front-coded rows of a document.
type vectorRows struct {
	doc  int
	rows []byte
}

// vectors are all rows of the documents of a part.
func (m *merger) vectors(part int) iter.Seq2[vectorRows, error] {
	return func(yield func(vectorRows, error) bool) {
		n, parts := len(m.ids), m.parts
		for doc := part * n / parts; doc < (part+1)*n/parts; doc++ {
			rows, err := m.part(doc)
			if !yield(vectorRows{doc, rows}, err) {
				return
			}
		}
	}
}

// limits cuts the keys by those of a sample of the documents; a frequent key may be several of the limits.
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
			key, _, _, err := c.next(data, m.kind == format.TermKind)
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
	return limits, nil
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

// scatter puts the postings of a batch into its ranges, which end at limits. A range has a part for each part
// of the documents; they are to be read one after the other.
func (m *merger) scatter(limits []string, ranges [][]keyRange, rowsOf func(part int) iter.Seq2[vectorRows, error]) error {
	failed := make([]error, m.parts)
	parallel.For(len(failed), func(part int) {
		for i := range ranges {
			r := &ranges[i][part]
			if cap(r.postings) > 2*rangePostings {
				*r = keyRange{} // it held a key of nearly every document, which the next batches do not have
			}
			r.text, r.postings = r.text[:0], r.postings[:0]
		}
		for v, err := range rowsOf(part) {
			if err == nil {
				err = m.scatterOne(v, limits, func(i int) *keyRange { return &ranges[i][part] })
			}
			if err != nil {
				failed[part] = err
				return
			}
		}
	})
	return errors.Join(failed...)
}

// scatterOne puts the postings of a document into their ranges.
func (m *merger) scatterOne(v vectorRows, limits []string, rangeAt func(i int) *keyRange) error {
	i, to := 0, rangeAt(0)
	for c := (cursor{}); c.at < len(v.rows); {
		key, form, level, err := c.next(v.rows, m.kind == format.TermKind)
		if err != nil {
			return err
		}
		for i+1 < len(limits) && string(key) >= limits[i] {
			i++
			to = rangeAt(i)
		}
		to.text = append(to.text, key...)
		if m.kind == format.TermKind {
			to.text = append(append(to.text, 0), form...)
		}
		to.postings = append(to.postings, found{uint32(len(to.text)), m.ids[v.doc], level})
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
	postings := make([]format.Posting, len(listOf))
	at := 0
	for _, part := range parts {
		for _, p := range part.postings {
			l := &lists[listOf[at]]
			postings[l.start+l.count] = format.Posting{Doc: p.doc, Level: p.level}
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
func (m *merger) rows(lists []keyList, order []int32, postings []format.Posting) []encodedRow {
	var rows []encodedRow
	term := termRow{universe: m.universe}
	for _, i := range order {
		l := &lists[i]
		mine := postings[l.start : l.start+l.count]
		if m.kind != format.TermKind {
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
