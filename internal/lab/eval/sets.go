package eval

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of the set kinds. Below smallCorpus articles ten articles are more than the greatest share, so the
// least number is lower and the share of words is that of syllables.
const (
	setLeast         = 10
	setLeastSmall    = 5
	smallCorpus      = 1000
	syllablePercent  = 5
	wordPercent      = 3
	wordPercentSmall = 5
	wordInformation  = 0.7 // pointwise mutual information, natural logarithm, by articles
)

// setLimits gives the least and the greatest number of articles of a true set.
func (c *Corpus) setLimits(percent, percentSmall int) (least, most int) {
	if len(c.docs) < smallCorpus {
		return setLeastSmall, len(c.docs) * percentSmall / 100
	}
	return setLeast, len(c.docs) * percent / 100
}

// syllableQueries are accented syllables whose other accents are at least as frequent, so that an engine that
// folds finds wrong ones.
func syllableQueries(c *Corpus, r *rand.Rand) []Query {
	least, most := c.setLimits(syllablePercent, syllablePercent)
	var queries []Query
	forms := c.sortedForms()
	for _, i := range r.Perm(len(forms)) {
		form, df := forms[i], c.forms[forms[i]]
		if len(queries) == setQueries {
			break
		}
		if n := utf8.RuneCountInString(form); n < 2 || n > 7 || df < least || df > most || fold(form) == form || !onlyLetters(form) {
			continue
		}
		if c.otherForms(form) < df {
			continue
		}
		queries = append(queries, Query{Text: form, Answer: c.paths(c.where(func(d document) bool { return d.forms[form] }))})
	}
	return queries
}

// otherForms counts the articles that hold another accented form of the same folded key.
func (c *Corpus) otherForms(form string) int {
	others := c.folds[fold(form)]
	n := 0
	for _, i := range c.byKey[fold(form)] {
		for other := range others {
			if other != form && c.docs[i].forms[other] {
				n++
				break
			}
		}
	}
	return n
}

// plainPair and foldedPair spell a pair.
func plainPair(pair [2]string) string  { return pair[0] + " " + pair[1] }
func foldedPair(pair [2]string) string { return fold(plainPair(pair)) }

// wordQueries are adjacent pairs that behave like a word of the language, and whose syllables meet elsewhere
// without being one.
func wordQueries(write func([2]string) string) func(*Corpus, *rand.Rand) []Query {
	return func(c *Corpus, r *rand.Rand) []Query {
		least, most := c.setLimits(wordPercent, wordPercentSmall)
		pairs, df := c.accentedPairs()
		var queries []Query
		for _, i := range r.Perm(len(pairs)) {
			pair := pairs[i]
			if len(queries) == setQueries {
				break
			}
			if df[pair] < least || df[pair] > most || c.information(pair, df[pair]) <= wordInformation {
				continue
			}
			if together := c.where(func(d document) bool { return d.forms[pair[0]] && d.forms[pair[1]] }); len(together) <= 2*df[pair] {
				continue
			}
			answer := c.paths(c.where(func(d document) bool { return d.pairs[pair] }))
			queries = append(queries, Query{Text: write(pair), Answer: answer})
		}
		return queries
	}
}

// accentedPairs are the adjacent pairs of two accented syllables, sorted, and how many articles hold each.
func (c *Corpus) accentedPairs() ([][2]string, map[[2]string]int) {
	df := map[[2]string]int{}
	for _, doc := range c.docs {
		for pair := range doc.pairs {
			if fold(pair[0]) != pair[0] && fold(pair[1]) != pair[1] {
				df[pair]++
			}
		}
	}
	pairs := make([][2]string, 0, len(df))
	for pair := range df {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return strings.Compare(plainPair(a), plainPair(b)) })
	return pairs, df
}

// information is how much more often the pair occurs than chance would have it.
func (c *Corpus) information(pair [2]string, df int) float64 {
	return math.Log(float64(df) * float64(len(c.docs)) / (float64(c.forms[pair[0]]) * float64(c.forms[pair[1]])))
}
