package index

import "bantin/internal/search/format"

// The table of weights and limits. Those of the query are written into root.js, so the script ranks by this
// table and has none of its own. All are whole numbers: sums of whole numbers are the same in Go and in
// JavaScript, on every machine.
//
// "Chosen on 2k" means: tuned on 2,000 real articles with another seed than that of the test, and then not
// touched.

// Weights of a term when vectors are made, in tenths of one occurrence in the body.
const (
	// measured with the prototype: title queries come back first, a weak title match stays below a strong
	// body
	titleWeight = 50
	leadWeight  = 15 // first leadTokens of the body: the lead of a news item says what it is about
	bodyWeight  = 10
	leadTokens  = 40
)

// fieldWeights are between title and body, in tenths. A document's own number alone is above the title: who
// types it wants the document, and not an article about it.
var fieldWeights = [...]int{NumberField: 200, TagField: 30, NameField: 25, SummaryField: 15}

// Impacts: x = tf/(tf + 1.2·(0.25 + 0.75·length/500)), BM25 with the usual k1 and b. The length is compared
// with a constant near the measured mean of 494 tokens and not with the archive's mean, so that a vector
// depends on its document alone.
const (
	impactBase  = 3000 // 1.2 · 0.25, in 1/10,000
	impactSlope = 18   // 1.2 · 0.75/500, in 1/10,000 a token
)

// impactLimits are the values of x at which the levels 1 … 5 begin, in percent.
var impactLimits = [format.ImpactLevels - 1]int{50, 68, 80, 88, 94}

// Weights are the figures of a query. Factors are in percent.
type Weights struct {
	Term    [format.ImpactLevels]int `json:"u"` // weight of a term's impact level
	Pair    [format.ImpactLevels]int `json:"p"` // of a pair's
	Accents [3]int                   `json:"a"` // form as typed, typed without accents, other accents
	// expansion of the last syllable: fitting accents, others; the pair that opens it, its term through that;
	// both where the pair as typed exists
	Prefix   [6]int `json:"x"`
	Unlike   int    `json:"q"` // a pair in a document that holds one of its syllables in other accents only
	Alike    int    `json:"y"` // kỹ for kĩ
	Short    [2]int `json:"b"` // UBND for ủy ban nhân dân, ambiguous ones
	Number   [2]int `json:"d"` // a whole document number, beside its parts; that of the document which bears it, in full
	Other    int    `json:"o"` // what a syllable with other accents counts towards completeness
	Complete int    `json:"c"` // documents below this share of a query of three syllables or more are left out
	Expand   [3]int `json:"e"` // shards looked at for a prefix, most terms, most pairs
	Most     [2]int `json:"m"` // syllables of a query; hits that phrases are looked for in
}

// queryWeights is the table that root.js carries.
var queryWeights = Weights{
	Term:    [...]int{45, 60, 75, 88, 95, 105},    // chosen on 2k with the prototype
	Pair:    [...]int{70, 85, 100, 120, 135, 150}, // the same; adjacency is worth more than two single words
	Accents: [...]int{100, 90, 25},                // the same
	// the first is below any document that holds the syllable itself: 40 · 105 < 100 · 45
	Prefix: [...]int{40, 15, 90, 70, 45, 25},
	Unlike: 40,
	Alike:  60, // below any form that was typed
	Short:  [...]int{60, 40},
	// the second is above all that an article about the document can have more: 525 · 105
	Number:   [...]int{300, 55_000},
	Other:    60,
	Complete: 55,
	Expand:   [...]int{2, 24, 12}, // a prefix of two letters spans dozens of shards
	Most:     [...]int{32, 60},
}

// Limits of the index.
const (
	tokenRunes = 32 // longer words are cut: addresses, hashes
	// about 20 syllables: excerpts follow. 150 cost 1.2 kB more for ten cards, 200 another 1.5
	summaryBytes = 120
	// numbers a file, 5 or 6 of them in use: ten cards of a first query are 8 kB; 12 numbers were 12 kB, and
	// a file in 17 articles less
	cardsAFile = 8
	textsAFile = 8 // numbers a file; texts are read for what is in sight, and are most of the files
)

// shardSize are the sizes between which a shard may end, and after how many keys it does on average beyond
// the smaller.
type shardSize struct{ Min, Max, Every int }

// termSize and pairSize are smaller than the 3 kB of the prototype, whose shards were cut by size alone: cut
// by keys, a shard of frequent syllables tends to the maximum. From 50,000 documents on twice that, so that
// the directory stays small.
func termSize(count int) shardSize {
	if count >= 50_000 {
		return shardSize{3000, 7000, 32}
	}
	return shardSize{1200, 3000, 16}
}

func pairSize(count int) shardSize {
	if count >= 50_000 {
		return shardSize{3000, 7000, 64}
	}
	return shardSize{1500, 3500, 32}
}

// minPairs is how many documents must hold a pair for it to be published. Pairs that occur once cost 0.9 MB
// of keys at 10,000 for little; in a small archive they cost nothing and find rare names.
func minPairs(count int) int {
	switch {
	case count <= 1_000:
		return 1
	case count <= 20_000:
		return 2
	}
	return 3
}
