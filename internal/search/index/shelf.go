package index

import (
	"bytes"

	"bantin/internal/fingerprint"
	"bantin/internal/search/format"
)

// shard is what is remembered of a shard of terms or pairs: not its rows, which the library keeps, but what
// the root and the next index need.
type shard struct {
	First     string             // first published key
	FirstSize int                // bytes of that key's row
	Rows      fingerprint.Digest // key of its rows, those that are not published among them
	Version   string             // of the published file, as the directory has it
	Spellings []spelling         // of terms: syllables that a misspelt one may have meant
}

// shelf gathers rows into shards. A shard ends before a key whose hash says so, within a smallest and a
// largest size, so an edit moves boundaries up to the next common one and not those of all later shards.
// Pairs that too few documents hold are kept with the rows and not published: one more document may bring
// them in.
type shelf struct {
	kind   string
	size   shardSize
	keep   func(rows []byte) (fingerprint.Digest, error)
	shards []shard
	err    error

	rows, kept format.RowWriter // published; all
	first      string
	firstSize  int
	spellings  []spelling
}

// add puts a row into a shard. Keys come in order.
func (s *shelf) add(r encodedRow, published bool) {
	if !published {
		s.kept.Add(r.key, r.data)
		return
	}
	if s.endsBefore(r.key, len(r.data)) {
		s.flush()
	}
	if len(s.rows.Data) == 0 {
		s.first, s.firstSize = r.key, len(r.data)
	}
	s.rows.Add(r.key, r.data)
	s.kept.Add(r.key, r.data)
	if s.kind == format.TermKind {
		s.spellings = appendSpelling(s.spellings, r.key, r.count)
	}
}

// endsBefore reports whether the shard under way ends before a published row of so many bytes.
func (s *shelf) endsBefore(key string, size int) bool {
	held := len(s.rows.Data)
	if held > 0 && held+size > s.size.Max {
		return true
	}
	return held >= s.size.Min && int(format.Hash(format.HashStart, key)>>8)%s.size.Every == 0
}

// flush finishes the shard under way.
func (s *shelf) flush() {
	if len(s.kept.Data) == 0 || s.err != nil {
		return
	}
	key, err := s.keep(bytes.Clone(s.kept.Data))
	if err != nil {
		s.err = err
	}
	name := format.Name(s.kind, s.first)
	s.shards = append(s.shards, shard{
		First: s.first, FirstSize: s.firstSize, Rows: key, Version: format.VersionOf(s.kind, name, format.Encode64(s.rows.Data)), Spellings: s.spellings,
	})
	s.rows.Clear()
	s.kept.Clear()
	s.spellings = nil
}

// finish returns the shards.
func (s *shelf) finish() ([]shard, error) {
	s.flush()
	return s.shards, s.err
}

// directoryOf lists the shards of a kind.
func directoryOf(shards []shard) format.Directory {
	var d format.Directory
	for _, s := range shards {
		d.Add(s.First, s.Version)
	}
	return d
}
