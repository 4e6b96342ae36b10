package search

import (
	"math/bits"
	"slices"
	"strings"
)

// spelling is a syllable that a misspelt one may have meant.
type spelling struct {
	key   string
	count int
}

// maxSpellings bounds the spelling list; real archives have 2,300–4,300 frequent folded syllables, 6–12 kB.
const maxSpellings = 6000

// appendSpelling adds a key that is a plain syllable: 2–8 letters a–z.
func appendSpelling(list []spelling, key string, count int) []spelling {
	if len(key) < 2 || len(key) > 8 || strings.ContainsFunc(key, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return list
	}
	return append(list, spelling{key, count})
}

// spellShard lists the frequent syllables of the base in order, each with the power of two of its count: "an12 anh9". It is loaded
// when a word is missing.
func spellShard(list []spelling, base int) (File, string) {
	least := max(3, base/2000)
	list = slices.DeleteFunc(list, func(s spelling) bool { return s.count < least })
	slices.SortStableFunc(list, func(a, b spelling) int { return bits.Len(uint(b.count)) - bits.Len(uint(a.count)) })
	list = list[:min(len(list), maxSpellings)]
	slices.SortFunc(list, func(a, b spelling) int { return strings.Compare(a.key, b.key) })
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s.key)
		n := bits.Len(uint(s.count)) - 1
		if n > 9 {
			b.WriteByte(byte('0' + n/10))
		}
		b.WriteByte(byte('0' + n%10))
	}
	return newShard(spellKind, spellName, b.String()), versionOf(spellKind, spellName, b.String())
}

const spellName = "s-0"
