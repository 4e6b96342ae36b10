package viet

import "unicode/utf8"

// longWord is the length in characters from which two edits may part a word from the one meant.
const longWord = 6

// Nearest returns the candidate that a misspelt word most likely means, for "did you mean", or
// "" when none is near. Words are compared by folded key. An edit is a letter added, dropped,
// replaced, or two neighbours swapped; one is allowed, two in words of six letters or more, but
// never so many that nothing of the word is left. The fewest edits win, then the first candidate
// by Compare, whatever their order.
func Nearest(word string, candidates []string) string { return NewSpelling(candidates).Nearest(word) }

// Spelling are the candidates of Nearest for whoever asks often: thousands of broken links may lead into a
// folder of thousands of files.
type Spelling struct {
	words []string
	keys  [][]rune
	left  int // comparisons that it still makes
}

// mostComparisons bounds what a Spelling costs in all: some seconds. After that nothing is near.
const mostComparisons = 10_000_000

// NewSpelling makes ready to ask for the nearest of the candidates.
func NewSpelling(candidates []string) *Spelling {
	s := &Spelling{words: candidates, keys: make([][]rune, len(candidates)), left: mostComparisons}
	for i, word := range candidates {
		s.keys[i] = []rune(FoldedKey(word))
	}
	return s
}

// Nearest is the function of this name, for the candidates of s.
func (s *Spelling) Nearest(word string) string {
	if s.left -= len(s.keys); s.left < 0 {
		return ""
	}
	key := []rune(FoldedKey(word))
	limit := 1
	if len(key) >= longWord {
		limit = 2
	}
	best := ""
	bestDistance := limit + 1
	for i, other := range s.keys {
		if len(other)-len(key) > limit || len(key)-len(other) > limit {
			continue
		}
		distance := editDistance(key, other, min(limit, bestDistance))
		if distance >= min(len(key), len(other)) || distance > min(limit, bestDistance) {
			continue
		}
		if distance < bestDistance || best != "" && Compare(s.words[i], best) < 0 {
			best, bestDistance = s.words[i], distance
		}
	}
	return best
}

// editDistance counts the edits between a and b (optimal string alignment). Above limit it is only known to
// be above.
func editDistance(a, b []rune, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var rows [3 * 40]int // no memory for ordinary names
	cells := rows[:]
	width := len(b) + 1
	if 3*width > len(cells) {
		cells = make([]int, 3*width)
	}
	// of a[:i-2], a[:i-1], a[:i]
	before, above, row := cells[:width], cells[width:2*width], cells[2*width:3*width]
	for j := range above {
		above[j] = j
	}
	least := 0 // of the row above
	for i := 1; i <= len(a); i++ {
		row[0] = i
		lowest := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			lowest = min(lowest, row[j])
		}
		if min(lowest, least+1) > limit {
			return limit + 1
		}
		least = lowest
		before, above, row = above, row, before
	}
	return above[len(b)]
}

// OneEdit reports whether a word becomes another by one edit (see Nearest). Case and marks count.
func OneEdit(a, b string) bool {
	return max(len(a)-len(b), len(b)-len(a)) <= utf8.UTFMax && editDistance([]rune(a), []rune(b), 1) == 1
}
