package legacytext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// The parts of a written syllable without marks: an onset, one to three vowels, a coda. Longer onsets come
// before their beginnings.
var (
	onsets = []string{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"}
	codas  = []string{"ch", "ng", "nh", "c", "m", "n", "p", "t"}
)

// vowelGroups are the vowels that go together in a syllable, without their marks.
var vowelGroups = strings.Fields(`a e i o u y ai ao au ay eo eu ia ie iu oa oe oi oo ua ue ui uo uu uy ye
	ieu oai oao oay oeo uao uau uay uoi uou uya uye uyu yeu`)

// isSyllable reports whether a word could be written Vietnamese: letters of the alphabet only, an onset,
// vowels that go together and a coda. It is lenient: it does not know where a tone stands.
func isSyllable(word string) bool {
	for _, r := range word {
		if r >= utf8.RuneSelf && !isVietnameseLetter(r) {
			return false
		}
	}
	rest := strings.ToLower(viet.Fold(word))
	for _, onset := range onsets {
		if after, ok := strings.CutPrefix(rest, onset); ok && after != "" {
			rest = after
			break
		}
	}
	vowels := len(rest) - len(strings.TrimLeft(rest, "aeiouy"))
	if !slices.Contains(vowelGroups, rest[:vowels]) {
		return false
	}
	rest = rest[vowels:]
	for _, coda := range codas {
		if rest == coda {
			return true
		}
	}
	return rest == ""
}

// isVietnameseLetter holds for the precomposed letters of the alphabet beyond ASCII.
func isVietnameseLetter(r rune) bool {
	return isVietnameseOnly(r) || strings.ContainsRune("àáâãèéêìíòóôõùúýĩũ", unicode.ToLower(r))
}

// syllableShares are the shares of words that could be written Vietnamese: of those with a letter beyond
// ASCII, and of all; 0 without any. Signs that stand alone (© § ½) and what holds digits (35°C) are no words.
func syllableShares(text string) (marked, all float64) {
	var words, sound [2]int // without and with a letter beyond ASCII
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < utf8.RuneSelf && !isASCIIWord(byte(r)) || unicode.IsSpace(r) }) {
		word = strings.TrimFunc(word, func(r rune) bool { return strings.ContainsRune("“”„‘’…–—«»°", r) })
		if word == "" || strings.ContainsAny(word, "0123456789_") || isSign(word) {
			continue
		}
		at := 1
		if isASCII(word) {
			at = 0
		}
		words[at]++
		if isSyllable(word) {
			sound[at]++
		}
	}
	share := func(part, of int) float64 { return float64(part) / float64(max(of, 1)) }
	return share(sound[1], words[1]), share(sound[0]+sound[1], words[0]+words[1])
}

// isSign holds for a single character that is no letter.
func isSign(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && !unicode.IsLetter(r)
}

func isASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
