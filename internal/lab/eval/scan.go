package eval

import (
	"slices"
	"strings"
	"unicode"
)

// A Scan is the plain reading of all articles: slow, and true. It judges the counts and lists of the engines.
type Scan struct{ corpus *Corpus }

// NewScan reads the articles of the corpus.
func NewScan(c *Corpus) Scan { return Scan{c} }

// Search gives the articles that hold every syllable of the query, whatever its accents, in the order of
// their paths. Words in double quotes must stand side by side.
func (s Scan) Search(query string, limit int) ([]string, int, error) {
	found := s.corpus.paths(s.corpus.where(func(d document) bool { return d.matches(query) }))
	return found[:min(limit, len(found))], len(found), nil
}

// All counts the articles that hold every syllable of the query, in any accents and place.
func (s Scan) All(query string) int {
	keys := foldedKeys(query)
	return len(s.corpus.where(func(d document) bool { return d.holdsAll(keys) }))
}

// Phrase counts the articles that hold the syllables side by side. A syllable with accents must be exact, one
// without may have any.
func (s Scan) Phrase(query string) int {
	return len(s.corpus.where(func(d document) bool { return d.holdsPhrase(syllables(query)) }))
}

// HoldsPhrase reports whether the article of the path holds the phrase.
func (s Scan) HoldsPhrase(path, query string) bool {
	i := slices.IndexFunc(s.corpus.Articles, func(a Article) bool { return a.Path == path })
	return i >= 0 && s.corpus.docs[i].holdsPhrase(syllables(query))
}

func (d document) matches(query string) bool {
	for i, part := range strings.Split(query, `"`) {
		if i%2 == 1 && !d.holdsPhrase(syllables(part)) || i%2 == 0 && !d.holdsAll(foldedKeys(part)) {
			return false
		}
	}
	return true
}

func foldedKeys(text string) []string {
	var keys []string
	for _, s := range syllables(text) {
		keys = append(keys, s.fold)
	}
	return keys
}

func (d document) holdsAll(keys []string) bool {
	for _, key := range keys {
		if !d.folds[key] {
			return false
		}
	}
	return true
}

func (d document) holdsPhrase(phrase []syllable) bool {
	for _, block := range d.blocks {
		for i := 0; i+len(phrase) <= len(block); i++ {
			if slices.EqualFunc(block[i:i+len(phrase)], phrase, means) {
				return true
			}
		}
	}
	return false
}

// means reports whether a syllable of a text is what a syllable of a query asks for.
func means(text, query syllable) bool {
	return text.exact == query.exact || query.exact == query.fold && text.fold == query.fold
}

func onlyLetters(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}
