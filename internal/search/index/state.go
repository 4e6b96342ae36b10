package index

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"bantin/internal/fingerprint"
)

// state is what Update needs of an earlier index.
type state struct {
	IDs    []int32
	Words  []fingerprint.Digest
	Limits limits
	Terms  []shard
	Pairs  []shard
}

// State is the index in the form that ReadState reads.
func (x *Index) State() ([]byte, error) {
	s := state{IDs: x.number.ids, Limits: x.limits, Terms: x.terms, Pairs: x.pairs}
	for _, doc := range x.docs {
		s.Words = append(s.Words, doc.Words)
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(s)
	return b.Bytes(), err
}

// ReadState makes an index that Update can begin from. It has no files.
func ReadState(data []byte) (*Index, error) {
	var s state
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil {
		return nil, fmt.Errorf("state of the search index: %w", err)
	}
	if len(s.IDs) != len(s.Words) {
		return nil, errWords
	}
	x := &Index{number: numbering{ids: s.IDs, universe: s.Limits.Universe}, limits: s.Limits, terms: s.Terms, pairs: s.Pairs}
	for _, words := range s.Words {
		x.docs = append(x.docs, Doc{Words: words})
	}
	return x, nil
}

// Live calls keep with the keys of the library that the next Update needs.
func (x *Index) Live(keep func(key fingerprint.Digest)) {
	for _, doc := range x.docs {
		keep(doc.Words)
	}
	for _, shards := range [...][]shard{x.terms, x.pairs} {
		for _, s := range shards {
			keep(s.Rows)
		}
	}
}
