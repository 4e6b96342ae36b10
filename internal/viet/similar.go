package viet

// longWord is the length in characters from which two edits may part a word from the one meant.
const longWord = 6

// Nearest returns the candidate that a misspelt word most likely means, for "did you mean", or
// "" when none is near. Words are compared by folded key. An edit is a letter added, dropped,
// replaced, or two neighbours swapped; one is allowed, two in words of six letters or more, but
// never so many that nothing of the word is left. The fewest edits win, then the first candidate
// by Compare, whatever their order.
func Nearest(word string, candidates []string) string {
	key := []rune(FoldedKey(word))
	limit := 1
	if len(key) >= longWord {
		limit = 2
	}
	best := ""
	bestDistance := limit + 1
	for _, candidate := range candidates {
		other := []rune(FoldedKey(candidate))
		if len(other)-len(key) > limit || len(key)-len(other) > limit {
			continue
		}
		distance := editDistance(key, other)
		if distance >= min(len(key), len(other)) || distance > bestDistance {
			continue
		}
		if distance < bestDistance || best != "" && Compare(candidate, best) < 0 {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

// editDistance counts the edits between a and b (optimal string alignment).
func editDistance(a, b []rune) int {
	before := make([]int, len(b)+1) // the row of a[:i-2]
	above := make([]int, len(b)+1)  // of a[:i-1]
	row := make([]int, len(b)+1)
	for j := range row {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
