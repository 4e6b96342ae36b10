package eval

import (
	"math/rand/v2"
	"strings"
	"unicode"
)

// titleLength is the number of syllables of a fragment of a title.
const titleLength = 4

func titleQueries(qualifies func([]syllable) bool, write func([]syllable) string) func(*Corpus, *rand.Rand) []Query {
	return func(c *Corpus, r *rand.Rand) []Query {
		return c.knownItems(r, func(i int) (string, bool) {
			list := fragment(r, c.docs[i].title, titleLength, qualifies)
			if list == nil {
				return "", false
			}
			return write(list), true
		})
	}
}

// longLetters is how many letters a syllable needs to be cut or mistyped.
const longLetters = 4

// isLong reports whether a syllable is made of four letters or more, and of nothing else.
func isLong(s syllable) bool {
	n := 0
	for _, r := range s.text {
		if !unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n >= longLetters
}

func endsLong(list []syllable) bool { return isLong(list[len(list)-1]) }

// mixedQueries fold each syllable with probability ½, so that at least one accent is kept and one lost.
func mixedQueries(c *Corpus, r *rand.Rand) []Query {
	return titleQueries(func(list []syllable) bool { return accented(list) >= 2 }, func(list []syllable) string {
		for {
			text, kept, lost := mix(r, list)
			if kept && lost {
				return text
			}
		}
	})(c, r)
}

func mix(r *rand.Rand, list []syllable) (text string, kept, lost bool) {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = strings.ToLower(s.text)
		if accent := s.exact != s.fold; r.IntN(2) == 0 {
			texts[i] = fold(texts[i])
			lost = lost || accent
		} else {
			kept = kept || accent
		}
	}
	return strings.Join(texts, " "), kept, lost
}

// accented counts the syllables that folding changes.
func accented(list []syllable) int {
	n := 0
	for _, s := range list {
		if s.exact != s.fold {
			n++
		}
	}
	return n
}

// typoQueries make one edit in one long syllable of a folded fragment.
func typoQueries(c *Corpus, r *rand.Rand) []Query {
	return titleQueries(func(list []syllable) bool { return len(longPlaces(list)) > 0 }, func(list []syllable) string {
		places := longPlaces(list)
		texts := strings.Fields(foldedWords(list))
		i := places[r.IntN(len(places))]
		texts[i] = mistype(r, texts[i])
		return strings.Join(texts, " ")
	})(c, r)
}

func longPlaces(list []syllable) []int {
	var places []int
	for i, s := range list {
		if isLong(s) {
			places = append(places, i)
		}
	}
	return places
}

// typoLetters are what a slip inserts.
const typoLetters = "abcdefghiklmnopqrstuvxy"

// mistype makes one edit that changes the word and leaves its first letter: delete, replace, insert, or swap
// of neighbours.
func mistype(r *rand.Rand, word string) string {
	for {
		edited := edit(r, []rune(word))
		if edited != word {
			return edited
		}
	}
}

func edit(r *rand.Rand, word []rune) string {
	letter := string(typoLetters[r.IntN(len(typoLetters))])
	at := 1 + r.IntN(len(word)-1)
	before, here, after := string(word[:at]), string(word[at]), string(word[at+1:])
	switch r.IntN(4) {
	case 0: // delete
		return before + after
	case 1: // replace
		return before + letter + after
	case 2: // insert after the letter, so that the end is a place too
		return before + here + letter + after
	default: // swap with the next letter
		if at+1 == len(word) {
			return string(word)
		}
		return before + string(word[at+1]) + here + string(word[at+2:])
	}
}
