package eval

import (
	"cmp"
	"slices"
)

// A Corpus is a set of articles with what the queries are drawn from: syllables, and how many articles hold
// each.
type Corpus struct {
	Articles []Article // sorted by path
	docs     []document

	forms map[string]int            // exact syllable → articles that hold it
	folds map[string]map[string]int // folded syllable → its exact forms → articles
	byKey map[string][]int          // folded syllable → indices of articles that hold it, rising
}

// A document is an article as syllables.
type document struct {
	title      []syllable
	quotable   [][]syllable // stretches of the paragraphs, for fragments of the body
	blocks     [][]syllable // parts of title, number and paragraphs that a pair may run through
	forms      map[string]bool
	folds      map[string]bool
	pairs      map[[2]string]bool // adjacent exact syllables
	numberKeys []string
}

// NewCorpus reads the articles; their order does not matter.
func NewCorpus(articles []Article) *Corpus {
	c := &Corpus{Articles: slices.Clone(articles), forms: map[string]int{}, folds: map[string]map[string]int{}, byKey: map[string][]int{}}
	slices.SortFunc(c.Articles, func(a, b Article) int { return cmp.Compare(a.Path, b.Path) })
	for i, article := range c.Articles {
		doc := newDocument(article)
		c.docs = append(c.docs, doc)
		for form := range doc.forms {
			c.forms[form]++
			key := fold(form)
			if c.folds[key] == nil {
				c.folds[key] = map[string]int{}
			}
			c.folds[key][form]++
		}
		for key := range doc.folds {
			c.byKey[key] = append(c.byKey[key], i)
		}
	}
	return c
}

func newDocument(article Article) document {
	doc := document{title: syllables(article.Title), forms: map[string]bool{}, folds: map[string]bool{}, pairs: map[[2]string]bool{}}
	for _, text := range append([]string{article.Title, article.Number}, article.Paragraphs...) {
		doc.blocks = append(doc.blocks, stretches(clean(text), wordEnds)...)
		doc.numberKeys = append(doc.numberKeys, numbersIn(clean(text))...)
	}
	for _, text := range article.Paragraphs {
		doc.quotable = append(doc.quotable, stretches(clean(text), stretchEnds)...)
	}
	for _, block := range doc.blocks {
		for i, s := range block {
			doc.forms[s.exact] = true
			doc.folds[s.fold] = true
			if i > 0 {
				doc.pairs[[2]string{block[i-1].exact, s.exact}] = true
			}
		}
	}
	return doc
}

// sortedForms are all exact syllables in order: no map order reaches a query.
func (c *Corpus) sortedForms() []string {
	list := make([]string, 0, len(c.forms))
	for form := range c.forms {
		list = append(list, form)
	}
	slices.Sort(list)
	return list
}

// paths of the articles at the indices, sorted as the articles are.
func (c *Corpus) paths(indices []int) []string {
	list := make([]string, len(indices))
	for i, index := range indices {
		list[i] = c.Articles[index].Path
	}
	return list
}

// where gives the indices of the articles that satisfy the test.
func (c *Corpus) where(holds func(document) bool) []int {
	var list []int
	for i, doc := range c.docs {
		if holds(doc) {
			list = append(list, i)
		}
	}
	return list
}

// foldable reports whether folding changes a letter of the list.
func foldable(list []syllable) bool {
	return slices.ContainsFunc(list, func(s syllable) bool { return s.exact != s.fold })
}
