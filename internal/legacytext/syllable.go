package legacytext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// The parts of a written syllable without marks: an onset, one to three vowels, a coda. Longer onsets come before their beginnings.
var (
	onsets = []string{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"}
	codas  = []string{"ch", "ng", "nh", "c", "m", "n", "p", "t"}
)

// isSyllable reports whether a word could be written Vietnamese: letters of the alphabet only, an onset, vowels and a coda. It is
// lenient: it knows neither which vowels go together nor where a tone stands.
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
	rest = rest[vowels:]
	if vowels < 1 || vowels > 3 {
		return false
	}
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

// syllableShare is the share of the words with a letter beyond ASCII that could be written Vietnamese; 0 without such words.
func syllableShare(text string) float64 {
	words, sound := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < utf8.RuneSelf && !isASCIILetter(r) || unicode.IsSpace(r) }) {
		word = strings.TrimFunc(word, func(r rune) bool { return strings.ContainsRune("“”‘’…–—«»", r) })
		if isASCII(word) {
			continue
		}
		words++
		if isSyllable(word) {
			sound++
		}
	}
	if words == 0 {
		return 0
	}
	return float64(sound) / float64(words)
}

func isASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
