package search

import (
	"encoding/binary"
)

// The kinds of shards. Those of a segment have one letter in the base and the same letter and "n" in the newest segment.
const (
	rootKind  = "r" // root.js, and the pages of a directory with many shards
	termKind  = "t" // folded key → its forms → documents
	pairKind  = "b" // "a b" of folded keys → documents
	facetKind = "f" // "s:section", "k:kind", "t:tag" → documents
	cardKind  = "d"
	textKind  = "k"
	spellKind = "s"
)

// segmentSuffix tells the kinds of the two segments apart.
var segmentSuffix = [...]string{"", "n"}

// shelf gathers the rows of one kind into shards. A shard ends before a key whose hash says so, within a smallest and a largest
// size, so an edit moves boundaries up to the next common one and not those of all later shards.
type shelf struct {
	kind   string
	size   shardSize
	rows   []byte // of the shard under way
	first  string // its first key
	before string // its last key
	entry  []byte // the row under way
	key    string

	files []File
	dir   directory
}

// begin starts the row of a key. Keys come in order.
func (s *shelf) begin(key string) {
	s.close()
	s.key = key
	s.entry = s.entry[:0]
}

// close puts the row under way into a shard.
func (s *shelf) close() {
	if len(s.entry) == 0 {
		return
	}
	if len(s.rows) > 0 && s.endsBefore() {
		s.flush()
	}
	if len(s.rows) == 0 {
		s.first, s.before = s.key, ""
	}
	s.rows = append(appendFront(s.rows, s.before, s.key), s.entry...)
	s.before = s.key
	s.entry = s.entry[:0]
}

func (s *shelf) endsBefore() bool {
	if len(s.rows)+len(s.entry) > s.size.max {
		return true
	}
	return len(s.rows) >= s.size.min && int(fnv(fnvStart, s.key)>>8)%s.size.every == 0
}

// flush finishes the shard under way.
func (s *shelf) flush() {
	if len(s.rows) == 0 {
		return
	}
	s.add(s.first, encode64(s.rows))
	s.rows = s.rows[:0]
}

func (s *shelf) add(first, payload string) {
	name := shardName(s.kind, first)
	s.files = append(s.files, newShard(s.kind, name, payload))
	s.dir.add(first, versionOf(s.kind, name, payload))
}

// finish returns the shards and where they are.
func (s *shelf) finish() ([]File, directory) {
	s.close()
	s.flush()
	return s.files, s.dir
}

// termShards makes the shards of the folded keys: row = key, number of forms, and for each its spelling beside the key, its count and
// its list.
func termShards(kind string, size shardSize, n int, part func(doc int) []byte) ([]File, directory, []spelling, error) {
	s := shelf{kind: kind, size: size}
	var (
		spellings []spelling
		key       string
		forms     []byte
		count     int
		total     int
	)
	end := func() {
		if count > 0 {
			s.begin(key)
			s.entry = append(append(s.entry, byte(count)), forms...)
			spellings = appendSpelling(spellings, key, total)
		}
		forms, count, total = forms[:0], 0, 0
	}
	err := merge(n, part, true, ranges(n, part, true), func(k, form string, postings []posting) {
		if k != key || count == 255 {
			end()
			key = k
		}
		count++
		total += len(postings)
		forms = appendFront(forms, k, form)
		forms = binary.AppendUvarint(forms, uint64(len(postings)))
		forms = appendList(forms, postings, n, impactLevels)
	})
	end()
	files, dir := s.finish()
	return files, dir, spellings, err
}

// pairShards makes the shards of the pairs that at least least documents hold: row = "a b", count, list.
func pairShards(kind string, size shardSize, n, least int, part func(doc int) []byte) ([]File, directory, error) {
	s := shelf{kind: kind, size: size}
	err := merge(n, part, false, ranges(n, part, false), func(key, _ string, postings []posting) {
		if len(postings) < least {
			return
		}
		s.begin(key)
		s.entry = binary.AppendUvarint(s.entry, uint64(len(postings)))
		s.entry = appendList(s.entry, postings, n, impactLevels)
	})
	files, dir := s.finish()
	return files, dir, err
}
