package index

import (
	"encoding/binary"
	"maps"
	"slices"

	"bantin/internal/fingerprint"
	"bantin/internal/search/format"
)

// The prefixes of facet keys.
const (
	sectionFacet = "s:"
	kindFacet    = "k:"
	tagFacet     = "t:"
)

// facetSize is larger than that of terms: whoever uses facets wants most of them.
var facetSize = shardSize{4096, 12000, 16}

// facetShards makes the lists of documents of each section, kind and tag. Years need none: documents are
// numbered by time.
func facetShards(docs []Doc, n numbering) ([]format.File, format.Directory, error) {
	lists := map[string][]format.Posting{}
	for i, doc := range docs {
		keys := []string{sectionFacet + doc.Card.Section, kindFacet + doc.Card.Kind}
		for _, tag := range doc.Card.Tags {
			keys = append(keys, tagFacet+tag)
		}
		slices.Sort(keys)
		for _, key := range slices.Compact(keys) {
			if len(key) > 2 {
				lists[key] = append(lists[key], format.Posting{Doc: n.ids[i]})
			}
		}
	}
	payloads := map[fingerprint.Digest][]byte{}
	s := shelf{kind: format.FacetKind, size: facetSize, keep: func(rows []byte) (fingerprint.Digest, error) {
		key := fingerprint.Bytes(rows)
		payloads[key] = rows
		return key, nil
	}}
	for _, key := range slices.Sorted(maps.Keys(lists)) {
		count := len(lists[key])
		data := format.AppendList(binary.AppendUvarint(nil, uint64(count)), lists[key], n.universe, 1)
		s.add(encodedRow{key, data, count}, true)
	}
	shards, err := s.finish()
	files := make([]format.File, len(shards))
	for i, shard := range shards {
		files[i] = format.MadeFile(format.FacetKind, format.Name(format.FacetKind, shard.First), format.Encode64(payloads[shard.Rows]))
	}
	return files, directoryOf(shards), err
}
