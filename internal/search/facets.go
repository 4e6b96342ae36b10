package search

import (
	"encoding/binary"
	"maps"
	"slices"
)

// The prefixes of facet keys.
const (
	sectionFacet = "s:"
	kindFacet    = "k:"
	tagFacet     = "t:"
)

// facetSize is larger than that of terms: whoever uses facets wants most of them.
var facetSize = shardSize{4096, 12000, 16}

// facetShards makes the lists of documents of each section, kind and tag. Years need none: documents are numbered by time.
func facetShards(kind string, entries []Entry) ([]File, directory) {
	lists := map[string][]posting{}
	for i, entry := range entries {
		keys := []string{sectionFacet + entry.Card.Section, kindFacet + entry.Card.Kind}
		for _, tag := range entry.Card.Tags {
			keys = append(keys, tagFacet+tag)
		}
		slices.Sort(keys)
		for _, key := range slices.Compact(keys) {
			if len(key) > 2 {
				lists[key] = append(lists[key], posting{doc: int32(i)})
			}
		}
	}
	s := shelf{kind: kind, size: facetSize}
	for _, key := range slices.Sorted(maps.Keys(lists)) {
		s.begin(key)
		s.entry = binary.AppendUvarint(s.entry, uint64(len(lists[key])))
		s.entry = appendList(s.entry, lists[key], len(entries), 1)
	}
	return s.finish()
}
