package index

import (
	"encoding/binary"

	"golang.org/x/sync/errgroup"

	"bantin/internal/parallel"
	"bantin/internal/search/format"
)

// limits are the figures of an index that depend on how many documents it has. An index of other limits is
// made anew.
type limits struct {
	Universe int
	Least    int // documents that a published pair has at least
	Terms    shardSize
	Pairs    shardSize
}

func limitsOf(count, universe int) limits {
	return limits{Universe: universe, Least: minPairs(count), Terms: termSize(count), Pairs: pairSize(count)}
}

// listsOf makes the shards of terms and pairs of all documents.
func listsOf(docs []Doc, ids []int32, l limits, lib Library) (terms, pairs []shard, err error) {
	var both errgroup.Group // they share nothing but the vectors, which they read
	made := func(kind string, part func(Vector) []byte) (shards []shard, err error) {
		s := l.shelf(kind, lib)
		m := merger{kind: kind, ids: ids, lib: lib, universe: l.Universe, part: func(doc int) ([]byte, error) {
			v, err := lib.Vector(docs[doc])
			return part(v), err
		}}
		if err := m.merge(func(r encodedRow) { s.add(r, l.published(kind, r.count)) }); err != nil {
			return nil, err
		}
		return s.finish()
	}
	both.Go(parallel.Catching(func() (err error) {
		terms, err = made(format.TermKind, func(v Vector) []byte { return v.Forms })
		return err
	}))
	both.Go(parallel.Catching(func() (err error) {
		pairs, err = made(format.PairKind, func(v Vector) []byte { return v.Pairs })
		return err
	}))
	return terms, pairs, both.Wait()
}

// published reports whether a row that count documents hold is published.
func (l limits) published(kind string, count int) bool {
	return kind == format.TermKind || count >= l.Least
}

func (l limits) shelf(kind string, lib Library) *shelf {
	size := l.Terms
	if kind == format.PairKind {
		size = l.Pairs
	}
	return &shelf{kind: kind, size: size, keep: lib.Keep}
}

// termRow gathers the forms of one folded key: their number, and for each its spelling beside the key, its
// count and its list.
type termRow struct {
	universe     int
	key          string
	forms        []byte
	count, total int // forms; documents, counted once a form
}

func (r *termRow) add(form string, postings []format.Posting) {
	if len(postings) == 0 {
		return
	}
	r.count++
	r.total += len(postings)
	r.forms = format.AppendFront(r.forms, r.key, form)
	r.forms = appendPairRow(r.forms, postings, r.universe)
}

// close appends the row to rows, if it has forms, and begins another.
func (r *termRow) close(rows []encodedRow) []encodedRow {
	if r.count > 0 {
		rows = append(rows, encodedRow{r.key, append(binary.AppendUvarint(nil, uint64(r.count)), r.forms...), r.total})
	}
	r.forms, r.count, r.total = r.forms[:0], 0, 0
	return rows
}

// appendPairRow appends the count of a list and the list.
func appendPairRow(dst []byte, postings []format.Posting, universe int) []byte {
	return format.AppendList(binary.AppendUvarint(dst, uint64(len(postings))), postings, universe, format.ImpactLevels)
}
