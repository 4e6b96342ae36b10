package eval

import "math/rand/v2"

// Lengths of fragments of the body, and how many quotable stretches an article needs, so that short notices
// are left out.
const (
	bodyLength    = 5
	bodyStretches = 3
	toneLength    = 4
)

func bodyQueries(write func([]syllable) string) func(*Corpus, *rand.Rand) []Query {
	return func(c *Corpus, r *rand.Rand) []Query {
		return c.knownItems(r, func(i int) (string, bool) {
			var long [][]syllable
			for _, stretch := range c.docs[i].quotable {
				if len(stretch) >= bodyLength {
					long = append(long, stretch)
				}
			}
			if len(long) < bodyStretches {
				return "", false
			}
			list := fragment(r, long[r.IntN(len(long))], bodyLength, foldable)
			if list == nil {
				return "", false
			}
			return write(list), true
		})
	}
}

// toneQueries are around a syllable whose tone can stand on two letters.
func toneQueries(write func([]syllable) string) func(*Corpus, *rand.Rand) []Query {
	movable := func(list []syllable) bool {
		for _, s := range list {
			if hasMovableTone(words([]syllable{s})) {
				return true
			}
		}
		return false
	}
	return func(c *Corpus, r *rand.Rand) []Query {
		return c.knownItems(r, func(i int) (string, bool) {
			var windows [][]syllable
			for _, stretch := range c.docs[i].quotable {
				if list := fragment(r, stretch, toneLength, movable); list != nil {
					windows = append(windows, list)
				}
			}
			if len(windows) == 0 {
				return "", false
			}
			return write(windows[r.IntN(len(windows))]), true
		})
	}
}

// Limits of a pair of the scatter kinds: neither so rare that it is unique, nor so frequent that it says
// nothing.
const (
	scatterRare   = 3  // articles, both syllables
	scatterFirst  = 5  // percent of the articles at most, first syllable
	scatterSecond = 15 // percent of the articles at most, second syllable
)

// scatterQueries join two adjacent pairs from anywhere in an article.
func scatterQueries(write func([]syllable) string) func(*Corpus, *rand.Rand) []Query {
	return func(c *Corpus, r *rand.Rand) []Query {
		return c.knownItems(r, func(i int) (string, bool) {
			pairs := c.scatterPairs(i)
			if len(pairs) < 2 {
				return "", false
			}
			first := r.IntN(len(pairs))
			second := r.IntN(len(pairs) - 1)
			if second >= first {
				second++
			}
			list := append(append([]syllable{}, pairs[first]...), pairs[second]...)
			if !foldable(list) {
				return "", false
			}
			return write(list), true
		})
	}
}

// scatterPairs are the adjacent pairs of an article whose syllables are neither rare nor frequent; no two
// overlap.
func (c *Corpus) scatterPairs(i int) [][]syllable {
	within := func(s syllable, percent int) bool {
		df := c.forms[s.exact]
		return df >= scatterRare && df*100 <= percent*len(c.docs)
	}
	var pairs [][]syllable
	seen := map[[2]string]bool{}
	for _, block := range c.docs[i].blocks {
		for j := 0; j+1 < len(block); j++ {
			key := [2]string{block[j].exact, block[j+1].exact}
			if within(block[j], scatterFirst) && within(block[j+1], scatterSecond) && !seen[key] {
				seen[key] = true
				pairs = append(pairs, block[j:j+2])
				j++
			}
		}
	}
	return pairs
}
