// Package search owns the search index: it makes the files that the reader's script searches, and reads them as the script does.
//
//	files, err := search.IndexDocuments(docs)                   // docs in the total order, oldest first
//	reader, err := search.Open(load)                            // load("search/root.js")
//	result, err := reader.Search(search.Query{Text: `nghị quyết -tỉnh`})
//
// # The idea
//
// Pairs of folded syllables are terms of the index, and the accented forms of a syllable are lists of their own under one folded key. A
// Vietnamese word is about two syllables, so pairs do the work of word segmentation, positions and proximity at once; the lists of
// forms put exact accents first.
//
//	"Nghị quyết 15-NQ/HU"   terms  nghi(nghị) quyet(quyết) 15 nq hu 15-nq/hu      pairs  "nghi quyet" "quyet 15" "15 nq" "nq hu"
//
// A word is a maximal run of letters, marks and digits (Tokens). Its form is the exact key of package viet, its key the form without
// marks; both are cut at 32 characters. A pair is two words of one block with none of . ; : ! ? ( ) " “ ” … and no line end between them.
// A document number is a term as a whole, beside its parts; its first part counts without leading zeros and dots too.
//
// # Vectors
//
// A Vector holds a document's forms and pairs with the level of their impact, sorted. It depends on the document alone, impacts being
// relative to a constant length, so it is remembered like every value of an entry. Index merges the vectors, in ranges of keys so that
// memory is bounded.
//
// # Segments
//
// Documents are numbered in the total order. The base is all but the newest n mod q, q the power of two next below n/16; the rest is
// the newest segment, with files of its own ("tn" beside "t"), so that a new article changes few files. Every limit that depends on
// how many documents there are depends on the base alone.
//
// # Files
//
//	search/root.js       counts, orders, versions, years, weights, abbreviations, directories
//	search/r/            pages of a directory, when there are more than 1,500 shards
//	search/t/ tn/        key → forms → documents
//	search/b/ bn/        "a b" → documents, from 1, 2 or 3 documents on (minPairs); from 1 in the newest segment
//	search/f/ fn/        "s:section", "k:kind", "t:tag" → documents
//	search/d/ dn/        cards, 8 a file
//	search/k/ kn/        texts, 4 a file: excerpts, and the proof of quoted phrases
//	search/s/            frequent syllables of the base, for corrections
//
// A file is one call, bt("t","t-nghi","1…"), because a classic script is the only thing that every browser loads from file://. Shard
// boundaries are chosen by the keys (shelf) and a file is named by its first key, so an edit moves neither the boundaries nor the names of
// other shards. A content hash for a name would cost the root 4 more characters a shard, and old files would pile up in caches.
// Every file has a checksum over its kind, name and payload; the directory holds the first 20 bits of that of each shard, cards and texts
// hold the order of their segment (a digest over its addresses). A file that is missing, cut, damaged, foreign or stale is an error that
// names it (ShardError), never a wrong list.
//
// # Ranking
//
//	score = (Σ terms idf · impact · form + Σ pairs idf · impact) · completeness²
//
// form is 1 for the form as typed, .9 for any form of a syllable typed without accents, .25 for other accents. All figures are whole
// numbers (weights.go), and travel in root.js, so Go and the script give the same scores to the last bit. Ties go to the newer document.
//
//   - a pair counts .4 in a document that holds one of its syllables in other accents only
//   - the last syllable is a prefix too: first through the pairs that it opens with the syllable before, else through the syllables that it
//     begins; what it begins is worth less than the syllable itself
//   - kỹ finds kĩ, UBND finds "ủy ban nhân dân" and the reverse, each for less than what was typed
//   - a number is found in every spelling of package viet, with blanks or other signs between its parts
//   - when no document holds all of the words, a syllable that goes with none of its neighbours is replaced by one at one edit that does
//   - "quoted" words are looked for in the texts, unless their pair alone proves them
//
// Result.Total counts the documents that hold every word as typed, or -1.
//
// # Script
//
// static/assets/search.js is the reader's half of this package. A test holds both to one list for hundreds of queries.
package search
