package eval

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// naive is an engine as they are made for other languages, after Pagefind 1.6: marks are dropped and đ is
// not, every word of the query is a prefix, all must occur, neighbours and exact accents do not count, no
// typing error is forgiven. The fixture must tell it from ours.
type naive struct {
	paths []string
	title []map[string]int
	body  []map[string]int
}

func newNaive(articles []Article) *naive {
	n := &naive{}
	for _, a := range articles {
		n.paths = append(n.paths, a.Path)
		n.title = append(n.title, bag(a.Title))
		n.body = append(n.body, bag(a.Number+" "+strings.Join(a.Paragraphs, " ")))
	}
	return n
}

func bag(text string) map[string]int {
	words := map[string]int{}
	for _, word := range naiveWords(text) {
		words[word]++
	}
	return words
}

func naiveWords(text string) []string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func (n *naive) Search(query string, limit int) ([]string, int, error) {
	type hit struct {
		path  string
		score float64
	}
	var hits []hit
	words := naiveWords(query)
	for i, path := range n.paths {
		score, all := 0.0, len(words) > 0
		for _, word := range words {
			tf := float64(count(n.body[i], word)) + 5*float64(count(n.title[i], word))
			all = all && tf > 0
			score += math.Log(1 + tf)
		}
		if all {
			hits = append(hits, hit{path, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	var list []string
	for _, h := range hits[:min(limit, len(hits))] {
		list = append(list, h.path)
	}
	return list, len(hits), nil
}

func count(words map[string]int, prefix string) int {
	n := 0
	for word, times := range words {
		if strings.HasPrefix(word, prefix) {
			n += times
		}
	}
	return n
}
