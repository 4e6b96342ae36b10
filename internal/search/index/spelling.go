package index

import (
	"math/bits"
	"slices"
	"strings"

	"bantin/internal/search/format"
)

// spelling is a syllable that a misspelt one may have meant.
type spelling struct {
	Key   string
	Count int
}

// maxSpellings bounds the spelling list; real archives have 2,300–4,300 frequent folded syllables, 6–12 kB.
const maxSpellings = 6000

// appendSpelling adds a key that is a plain syllable, 2–8 letters a–z, of more than a few documents.
func appendSpelling(list []spelling, key string, count int) []spelling {
	if count < leastSpelling || len(key) < 2 || len(key) > 8 || strings.ContainsFunc(key, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return list
	}
	return append(list, spelling{key, count})
}

// leastSpelling is how many documents, counted once a form, a syllable of the spelling list has at least.
const leastSpelling = 3

// spellShard lists the frequent syllables in order, each with the power of two of its count: "an12 anh9". It
// is loaded when a word is missing.
func spellShard(shards []shard, count int) (format.File, string) {
	var list []spelling
	for _, s := range shards {
		list = append(list, s.Spellings...)
	}
	least := max(leastSpelling, count/2000)
	list = slices.DeleteFunc(list, func(s spelling) bool { return s.Count < least })
	slices.SortStableFunc(list, func(a, b spelling) int { return bits.Len(uint(b.Count)) - bits.Len(uint(a.Count)) })
	list = list[:min(len(list), maxSpellings)]
	slices.SortFunc(list, func(a, b spelling) int { return strings.Compare(a.Key, b.Key) })
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.Key)
		n := bits.Len(uint(s.Count)) - 1
		if n > 9 {
			b.WriteByte(byte('0' + n/10))
		}
		b.WriteByte(byte('0' + n%10))
	}
	return format.MadeFile(format.SpellKind, spellName, b.String()), format.VersionOf(format.SpellKind, spellName, b.String())
}

const spellName = "s-0"
