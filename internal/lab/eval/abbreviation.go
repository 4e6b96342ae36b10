package eval

import (
	_ "embed"
	"math/rand/v2"
	"slices"
	"strings"
)

// abbreviationText is a table of its own, apart from that of package viet: abbreviation, tab, meanings
// separated by "|".
//
//go:embed abbreviations.txt
var abbreviationText string

// An abbreviation (chữ viết tắt) and one of its meanings.
type abbreviation struct {
	short, long string
	shortKeys   []string // exact keys of its syllables
	longKeys    []string
}

func abbreviations() []abbreviation {
	var list []abbreviation
	for line := range strings.Lines(abbreviationText) {
		short, meanings, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for _, long := range strings.Split(meanings, "|") {
			long = strings.TrimSpace(long)
			list = append(list, abbreviation{short, long, exactKeys(syllables(short)), exactKeys(syllables(long))})
		}
	}
	return list
}

func exactKeys(list []syllable) []string {
	keys := make([]string, len(list))
	for i, s := range list {
		keys[i] = s.exact
	}
	return keys
}

// abbreviationContext is how many syllables of the title stand beside the phrase: an abbreviation alone names
// no article.
const abbreviationContext = 3

// abbreviationQueries replace a phrase of a title by its abbreviation, or the reverse.
func abbreviationQueries(c *Corpus, r *rand.Rand) []Query {
	table := abbreviations()
	return c.knownItems(r, func(i int) (string, bool) {
		title := c.docs[i].title
		var found []string
		for _, entry := range table {
			found = append(found, replaced(title, entry.longKeys, entry.short, false)...)
			found = append(found, replaced(title, entry.shortKeys, strings.ToLower(entry.long), true)...)
		}
		if len(found) == 0 {
			return "", false
		}
		return found[r.IntN(len(found))], true
	})
}

// replaced gives, for each place of the title that holds the keys, its surroundings with other words in that
// place. Capitals tell an abbreviation from a word (TU from tu).
func replaced(title []syllable, keys []string, other string, capitals bool) []string {
	var found []string
	for i := 0; i+len(keys) <= len(title); i++ {
		place := title[i : i+len(keys)]
		if !slices.Equal(exactKeys(place), keys) || capitals && !isCapital(place) {
			continue
		}
		after := title[i+len(keys):]
		after = after[:min(abbreviationContext, len(after))]
		before := title[max(0, i-(abbreviationContext-len(after))):i]
		if len(before)+len(after) < abbreviationContext {
			continue
		}
		found = append(found, strings.TrimSpace(words(before)+" "+other+" "+words(after)))
	}
	return found
}

// isCapital reports whether the place begins with two capitals, or with single letters that are capitals
// (TN&MT).
func isCapital(place []syllable) bool {
	for _, s := range place {
		if s.text != strings.ToUpper(s.text) {
			return false
		}
	}
	return true
}
