// Package index makes the search index and brings it up to date: the files that the reader's script,
// static/assets/search.js, searches.
//
//	made, err := index.Update(earlier, docs, library)          // docs in the total order, oldest first; earlier may be nil
//	for _, file := range made.Files() { data, err := file.Data() … }
//
// # The idea
//
// Pairs of folded syllables are terms of the index, and the accented forms of a syllable are lists of their
// own under one folded key. A Vietnamese word is about two syllables, so pairs do the work of word
// segmentation, positions and proximity at once; the lists of forms put exact accents first.
//
//	"Nghị quyết 15-NQ/HU"   terms  nghi(nghị) quyet(quyết) 15 nq hu 15-nq/hu      pairs  "nghi quyet" "quyet 15" "15 nq" "nq hu"
//
// A word is a maximal run of letters, marks and digits (Tokens). Its form is the exact key of package viet,
// its key the form without marks; both are cut at 32 characters. A pair is two words of one block with none
// of . ; : ! ? ( ) " “ ” … and no line end between them. A document number is a term as a whole, beside its
// parts; its first part counts without leading zeros and dots too.
//
// # Words
//
// Words are a document's Vector (its forms and pairs with the level of their impact, sorted) and its text for
// excerpts. They depend on the document alone, impacts being relative to a constant length. They are some 10
// KB, so an index never holds those of all documents: it asks a Library, which remembers them from build to
// build.
//
// # Numbers
//
// Documents are numbered in the total order, with room (ids.go): each year has half more numbers than
// documents, and a document lies in it where its day lies in the year. So a new document, of today or of ten
// years ago, moves a few others and rewrites the shards of some thousand rows. There is one index and not a
// large and a small one (a newest segment): a second one would spare a new article of today some hundred
// files, but every reader would pay for it, with twice the requests for lists.
//
// # Update
//
// Make merges the vectors of all documents (merge.go): their rows are scattered to narrow ranges of keys and
// each range is joined by itself. What does not fit into memory at once is first cut into batches that wait
// on the disk (batch.go), so that every vector is read once, however many there are. Update compares the
// vectors of the documents that differ from an earlier index, reads the shards of the rows that differ, and
// encodes those again, up to the next boundary that is an old one. Both give the same bytes: nothing of an
// index depends on its history. Rows of pairs that too few documents hold to be published are kept beside the
// published ones, for the document that brings them in.
//
// # Files
//
//	search/root.js    counts, orders, versions, years, weights, abbreviations, directories
//	search/r/         pages of a directory, when there are more than 1,500 shards
//	search/t/         key → forms → documents
//	search/b/         "a b" → documents, from 1, 2 or 3 documents on (minPairs)
//	search/f/         "s:section", "k:kind", "t:tag" → documents
//	search/d/         cards, 8 numbers a file
//	search/k/         texts, 8 numbers a file: excerpts, and the proof of quoted phrases
//	search/s/         frequent syllables, for corrections
//
// A file is one call, bt("t","t-nghi","1…"), because a classic script is the only thing that every browser
// loads from file://. Shard boundaries are chosen by the keys (shelf) and a file is named by its first key,
// so an edit moves neither the boundaries nor the names of other shards. A content hash for a name would cost
// the root 4 more characters a shard, and old files would pile up in caches. Every file has a checksum over
// its kind, name and payload; the directory holds the first 20 bits of that of each shard, cards and texts
// hold the order of their stretch of numbers (a digest of which address has which number). A file that is
// missing, cut, damaged, foreign or stale is an error that names it, never a wrong list.
//
// # Ranking
//
//	score = (Σ terms idf · impact · form + Σ pairs idf · impact) · completeness²
//
// form is 1 for the form as typed, .9 for any form of a syllable typed without accents, .25 for other
// accents. All figures are whole numbers (weights.go), and travel in root.js, so no order depends on a
// machine. Ties go to the newer document.
//
//   - a pair counts .4 in a document that holds one of its syllables in other accents only
//   - the last syllable is a prefix too: first through the pairs that it opens with the syllable before, else
//     through the syllables that it begins; what it begins is worth less than the syllable itself
//   - kỹ finds kĩ, UBND finds "ủy ban nhân dân" and the reverse, each for less than what was typed
//   - a number is found in every spelling of package viet, with blanks or other signs between its parts; in
//     the document that bears it, it is another form ("15-nq/hu="), worth more than all that an article which
//     cites it can have
//   - when no document holds all of the words, a syllable that goes with none of its neighbours is replaced
//     by one at one edit that does, and what holds the words as typed stays in the list; when documents hold
//     them apart, the other query is only suggested
//   - "quoted" words are looked for in the texts, unless their pair alone proves them
//
// A total counts the documents that hold every word as typed, or is -1.
//
// # Script
//
// static/assets/search.js is the only reader of an index. Tests ask it in Node (internal/lab/engine) and in
// browsers.
package index
