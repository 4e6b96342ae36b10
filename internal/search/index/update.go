package index

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"bantin/internal/fingerprint"
	"bantin/internal/parallel"
	"bantin/internal/search/format"
)

// Update makes the index of documents as Make does, byte for byte, from an earlier index where that is less
// work: the vectors of the documents that came, went, changed or moved are compared, and only the shards of
// the rows that differ are read and encoded again. Whatever of the earlier index is missing or does not fit,
// the index is made anew.
func Update(earlier *Index, docs []Doc, lib Library) (*Index, error) {
	if earlier == nil {
		return Make(docs, lib)
	}
	x := &Index{docs: docs, number: numberDocs(docs)}
	x.limits = limitsOf(len(docs), x.number.universe)
	terms, pairs, ok := x.difference(earlier, lib)
	if !ok {
		return Make(docs, lib)
	}
	var both errgroup.Group
	both.Go(parallel.Catching(func() (err error) {
		x.terms, err = x.limits.patch(format.TermKind, earlier.terms, terms, lib)
		return err
	}))
	both.Go(parallel.Catching(func() (err error) {
		x.pairs, err = x.limits.patch(format.PairKind, earlier.pairs, pairs, lib)
		return err
	}))
	if both.Wait() != nil {
		return Make(docs, lib)
	}
	return x, x.makeFiles(lib)
}

// much is the share of the documents, one in so many, from which on making the index anew is less work.
const much = 8

// change is what becomes of one document in one list.
type change struct {
	key, form string
	doc       int32
	was, now  int8 // levels; absent for none
}

const absent = -1

// difference lists the changes of terms and of pairs from an earlier index, sorted; false when they are too
// many or not known.
func (x *Index) difference(earlier *Index, lib Library) (terms, pairs []change, ok bool) {
	if earlier.limits != x.limits {
		return nil, nil, false
	}
	before := map[int32]fingerprint.Digest{}
	for i, id := range earlier.number.ids {
		before[id] = earlier.docs[i].Words
	}
	var came []int
	for i, id := range x.number.ids {
		if words, held := before[id]; held && words == x.docs[i].Words {
			delete(before, id)
		} else {
			came = append(came, i)
		}
	}
	if (len(before)+len(came))*much > len(x.docs)+much {
		return nil, nil, false
	}
	add := func(v Vector, id int32, gone bool) error {
		return appendChanges(&terms, &pairs, v, id, gone)
	}
	for id, words := range before {
		v, known := lib.Former(words)
		if !known || add(v, id, true) != nil {
			return nil, nil, false
		}
	}
	for _, i := range came {
		v, err := lib.Vector(x.docs[i])
		if err != nil || add(v, x.number.ids[i], false) != nil {
			return nil, nil, false
		}
	}
	return foldChanges(terms), foldChanges(pairs), true
}

// appendChanges adds the rows of a document that came or went.
func appendChanges(terms, pairs *[]change, v Vector, id int32, gone bool) error {
	for _, part := range [...]struct {
		rows  []byte
		forms bool
		to    *[]change
	}{{v.Forms, true, terms}, {v.Pairs, false, pairs}} {
		for c := (cursor{}); c.at < len(part.rows); {
			key, form, level, err := c.next(part.rows, part.forms)
			if err != nil {
				return err
			}
			one := change{string(key), string(form), id, absent, int8(level)}
			if gone {
				one.was, one.now = one.now, one.was
			}
			*part.to = append(*part.to, one)
		}
	}
	return nil
}

// foldChanges sorts changes, joins those of one document in one list, and drops those that change nothing.
func foldChanges(list []change) []change {
	slices.SortFunc(list, func(a, b change) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.form, b.form), cmp.Compare(a.doc, b.doc))
	})
	kept := list[:0]
	for _, c := range list {
		if n := len(kept) - 1; n >= 0 && kept[n].key == c.key && kept[n].form == c.form && kept[n].doc == c.doc {
			kept[n].was, kept[n].now = max(kept[n].was, c.was), max(kept[n].now, c.now)
			continue
		}
		kept = append(kept, c)
	}
	return slices.DeleteFunc(kept, func(c change) bool { return c.was == c.now })
}

// patch applies changes to the shards of a kind.
func (l limits) patch(kind string, shards []shard, changes []change, lib Library) ([]shard, error) {
	p := patcher{limits: l, shelf: l.shelf(kind, lib), row: termRow{universe: l.Universe}, lib: lib}
	for i, s := range shards {
		mine := changes
		if i+1 < len(shards) {
			n, _ := slices.BinarySearchFunc(changes, shards[i+1].First, func(c change, first string) int { return strings.Compare(c.key, first) })
			mine, changes = changes[:n], changes[n:]
		}
		if len(mine) == 0 && p.shelf.empty() {
			p.shelf.shards = append(p.shelf.shards, s)
			continue
		}
		if err := p.refill(s, mine); err != nil {
			return nil, err
		}
		if i+1 < len(shards) && (len(changes) == 0 || changes[0].key != shards[i+1].First) && p.shelf.endsBefore(shards[i+1].First, shards[i+1].FirstSize) {
			p.shelf.flush() // the shards are in step again
		}
	}
	if len(shards) == 0 {
		if err := p.feed(nil, changes); err != nil {
			return nil, err
		}
	}
	return p.shelf.finish()
}

// patcher puts the rows of shards on a shelf again, with changes.
type patcher struct {
	limits limits
	shelf  *shelf
	lib    Library
	row    termRow
	list   []format.Posting
	bytes  []byte
}

// refill feeds the rows of a shard with its changes. When they reach its first row, or what lies before it,
// the end of the shard before may move: that one is taken down first.
func (p *patcher) refill(s shard, changes []change) error {
	if n := len(p.shelf.shards); n > 0 && p.shelf.empty() && changes[0].key <= s.First {
		last := p.shelf.shards[n-1]
		p.shelf.shards = p.shelf.shards[:n-1]
		if err := p.feedShard(last, nil); err != nil {
			return err
		}
	}
	return p.feedShard(s, changes)
}

func (p *patcher) feedShard(s shard, changes []change) error {
	rows, err := p.lib.Rows(s.Rows)
	if err != nil {
		return err
	}
	return p.feed(rows, changes)
}

// feed puts rows and changes on the shelf, in the order of their keys.
func (p *patcher) feed(rows []byte, changes []change) error {
	var failed error
	take := func(key string) []change {
		n := 0
		for n < len(changes) && changes[n].key == key {
			n++
		}
		mine := changes[:n]
		changes = changes[n:]
		return mine
	}
	err := format.EachRow(rows, p.shelf.kind, p.limits.Universe, func(key string, row []byte, lists []format.List) {
		for failed == nil && len(changes) > 0 && changes[0].key < key {
			next := changes[0].key
			failed = p.put(next, nil, nil, take(next))
		}
		if failed == nil {
			failed = p.put(key, row, lists, take(key))
		}
	})
	for failed == nil && len(changes) > 0 {
		next := changes[0].key
		failed = p.put(next, nil, nil, take(next))
	}
	return cmp.Or(err, failed)
}

// put puts the row of one key on the shelf: as it is, or with changes.
func (p *patcher) put(key string, data []byte, lists []format.List, changes []change) error {
	if len(changes) == 0 {
		count := 0
		for _, l := range lists {
			count += l.Count
		}
		p.add(encodedRow{key, data, count})
		return nil
	}
	p.row.key = key
	for len(lists) > 0 || len(changes) > 0 {
		form := ""
		if p.shelf.kind == format.TermKind {
			form = nextForm(lists, changes)
		}
		var old format.List
		if len(lists) > 0 && (p.shelf.kind == format.PairKind || lists[0].Form == form) {
			old, lists = lists[0], lists[1:]
		}
		n := 0
		for n < len(changes) && changes[n].form == form {
			n++
		}
		if err := p.apply(old, changes[:n]); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		changes = changes[n:]
		if p.shelf.kind == format.TermKind {
			p.row.add(form, p.list)
		} else if len(p.list) > 0 {
			p.bytes = appendPairRow(p.bytes[:0], p.list, p.limits.Universe)
			p.add(encodedRow{key, p.bytes, len(p.list)})
		}
	}
	for _, r := range p.row.close(nil) {
		p.add(r)
	}
	return nil
}

func (p *patcher) add(r encodedRow) { p.shelf.add(r, p.limits.published(p.shelf.kind, r.count)) }

// nextForm is the first form of the lists and changes that are left.
func nextForm(lists []format.List, changes []change) string {
	switch {
	case len(lists) == 0:
		return changes[0].form
	case len(changes) == 0:
		return lists[0].Form
	}
	return min(lists[0].Form, changes[0].form)
}

// apply makes p.list of an old list (the zero list for none) and its changes.
func (p *patcher) apply(old format.List, changes []change) error {
	var before []format.Posting
	if old.Count > 0 {
		var err error
		if before, _, err = format.ReadList(nil, old.Data, p.limits.Universe, old.Count, old.Levels, true); err != nil {
			return err
		}
	}
	p.list = p.list[:0]
	for _, c := range changes {
		for len(before) > 0 && before[0].Doc < c.doc {
			p.list, before = append(p.list, before[0]), before[1:]
		}
		held := len(before) > 0 && before[0].Doc == c.doc
		if held != (c.was != absent) || held && int8(before[0].Level) != c.was {
			return errUnfit
		}
		if held {
			before = before[1:]
		}
		if c.now != absent {
			p.list = append(p.list, format.Posting{Doc: c.doc, Level: uint8(c.now)})
		}
	}
	p.list = append(p.list, before...)
	return nil
}

var errUnfit = errors.New("the earlier index does not fit its vectors")

// empty reports whether no shard is under way.
func (s *shelf) empty() bool { return len(s.kept.Data) == 0 }
