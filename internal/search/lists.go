package search

import (
	"encoding/binary"

	"golang.org/x/sync/errgroup"
)

// limits are the figures of an index that depend on how many documents it has. An index of other limits is made anew.
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
	both.Go(func() (err error) {
		s := l.shelf(termKind, lib)
		row := termRow{universe: l.Universe}
		forms := func(doc int) ([]byte, error) { v, err := lib.Vector(docs[doc]); return v.Forms, err }
		err = merge(ids, forms, true, func(key, form string, postings []posting) {
			if key != row.key {
				row.close(s)
				row.key = key
			}
			row.add(form, postings)
		})
		if err != nil {
			return err
		}
		row.close(s)
		terms, err = s.finish()
		return err
	})
	both.Go(func() (err error) {
		s := l.shelf(pairKind, lib)
		var row []byte
		rows := func(doc int) ([]byte, error) { v, err := lib.Vector(docs[doc]); return v.Pairs, err }
		err = merge(ids, rows, false, func(key, _ string, postings []posting) {
			row = appendPairRow(row[:0], postings, l.Universe)
			s.add(key, row, len(postings), len(postings) >= l.Least)
		})
		if err != nil {
			return err
		}
		pairs, err = s.finish()
		return err
	})
	return terms, pairs, both.Wait()
}

func (l limits) shelf(kind string, lib Library) *shelf {
	size := l.Terms
	if kind == pairKind {
		size = l.Pairs
	}
	return &shelf{kind: kind, size: size, keep: lib.Keep}
}

// termRow gathers the forms of one folded key: their number, and for each its spelling beside the key, its count and its list.
type termRow struct {
	universe     int
	key          string
	forms        []byte
	count, total int // forms; documents, counted once a form
	row          []byte
}

func (r *termRow) add(form string, postings []posting) {
	if len(postings) == 0 {
		return
	}
	r.count++
	r.total += len(postings)
	r.forms = appendFront(r.forms, r.key, form)
	r.forms = appendPairRow(r.forms, postings, r.universe)
}

// close puts the row on the shelf, if it has forms, and begins another.
func (r *termRow) close(s *shelf) {
	if r.count > 0 {
		r.row = append(binary.AppendUvarint(r.row[:0], uint64(r.count)), r.forms...)
		s.add(r.key, r.row, r.total, true)
	}
	r.forms, r.count, r.total = r.forms[:0], 0, 0
}

// appendPairRow appends the count of a list and the list.
func appendPairRow(dst []byte, postings []posting, universe int) []byte {
	return appendList(binary.AppendUvarint(dst, uint64(len(postings))), postings, universe, impactLevels)
}
