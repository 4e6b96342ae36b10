package search

import (
	"cmp"
	"slices"
	"strings"
)

// weighted is a list with what it counts for.
type weighted struct {
	postings []posting
	df       int  // documents of the list; 0 when it must not lower the others' idf
	factor   int  // percent
	strict   bool // the documents hold what was typed
	literal  bool // the key is the one typed, and no expansion of it
}

// tally is what the documents have gathered.
type tally struct {
	score   []float64 // whole numbers
	cover   []int32   // hundredths of a term
	strict  []int32   // terms that the document holds as typed
	near    []int32   // terms that it holds in some way
	full    []uint32  // bit i: it holds term i, not only in other accents
	pairs   []int32
	phrased []int32 // pairs of quoted phrases
	mixed   []bool  // it holds a term of a phrase with other accents too
	seen    []bool
	docs    []int32 // those that were seen

	matches []match // of the term at hand, by document; zero between terms
	matched []int32
}

func newTally(n int) *tally {
	return &tally{
		score: make([]float64, n), cover: make([]int32, n), strict: make([]int32, n), near: make([]int32, n), full: make([]uint32, n), pairs: make([]int32, n),
		phrased: make([]int32, n), mixed: make([]bool, n), seen: make([]bool, n), matches: make([]match, n),
	}
}

// match is what one document has of one term.
type match struct {
	value                     int // of the best list: factor · weight of the level
	seen, strict, full, other bool
}

// each gives every document the best of its lists.
func (t *tally) each(lists []weighted, weights [impactLevels]int, add func(doc int32, m match)) {
	for _, l := range lists {
		for _, p := range l.postings {
			m := &t.matches[p.doc]
			if !m.seen {
				m.seen = true
				t.matched = append(t.matched, p.doc)
			}
			m.value = max(m.value, l.factor*weights[p.level])
			m.strict = m.strict || l.strict
			m.full = m.full || l.factor >= fullFactor
			m.other = m.other || l.literal && !l.strict
		}
	}
	for _, doc := range t.matched {
		if !t.seen[doc] {
			t.seen[doc] = true
			t.docs = append(t.docs, doc)
		}
		add(doc, t.matches[doc])
		t.matches[doc] = match{}
	}
	t.matched = t.matched[:0]
}

// ranked is a document with its score.
type ranked struct {
	doc    int
	score  float64
	cover  int
	strict bool // every term as typed
	near   bool // every term in some way
	pairs  int
	mixed  bool // a term of a phrase with other accents too
}

// evaluation is a query scored against the whole index.
type evaluation struct {
	q        parsedQuery
	hits     []ranked // best first
	total    int      // documents that hold every term as typed, or else in some way
	near     bool     // the total counts the latter
	cut      bool     // an expansion was cut short, so a total of near documents is not known
	terms    [][]row  // rows of each term's own key
	expanded []bool   // the term has an alternative: an abbreviation, a document number, a pair that its beginning opens
	pairs    [][]row  // rows of the pair that ends at a term, expansions of a prefix included; nil where there is no pair
}

// evaluate scores the documents: the sum over terms and pairs of idf · impact, times the square of completeness. Only documents that
// allowed holds count, all when it is nil.
func (r *Reader) evaluate(q parsedQuery, exact bool, allowed []bool) (*evaluation, error) {
	e := &evaluation{q: q, terms: make([][]row, len(q.terms)), pairs: make([][]row, len(q.terms)), expanded: make([]bool, len(q.terms))}
	t := newTally(r.root.Universe)
	alternatives := make([][]weighted, len(q.terms))
	pairs := make([][]weighted, len(q.terms))
	phrased := int32(0) // pairs that a document with all phrases holds
	for i := range q.terms {
		if !q.pairAt(i) {
			continue
		}
		var err error
		if pairs[i], alternatives[i], err = r.pairLists(e, i); err != nil {
			return nil, err
		}
	}
	if err := r.spans(e, alternatives, pairs, t); err != nil {
		return nil, err
	}
	for i := range q.terms {
		e.expanded[i] = len(alternatives[i]) > 0
		e.cut = e.cut || q.terms[i].prefix && e.expanded[i] // documents with the words apart are not among them
		lists, err := r.termLists(e, i, exact, e.expanded[i])
		if err != nil {
			return nil, err
		}
		if !exact {
			lists = append(lists, alternatives[i]...)
		}
		t.addTerm(lists, r, i, q.terms[i].phrase >= 0)
	}
	for i := range q.terms {
		phrase := q.terms[i].phrase >= 0 && len(e.pairs[i]) > 0
		if phrase {
			phrased++
		}
		t.addPair(pairs[i], r, i, phrase)
	}
	excluded, err := r.excluded(q.excluded)
	if err != nil {
		return nil, err
	}
	e.rank(t, r.root.Weights.Complete, func(doc int32) bool {
		switch {
		case allowed != nil && !allowed[doc], excluded[doc], exact && int(t.strict[doc]) < len(q.terms):
			return false
		}
		return q.phrases == 0 || t.phrased[doc] == phrased && int(t.strict[doc]) == len(q.terms)
	})
	return e, nil
}

// excluded are the documents that hold an excluded word: the form as typed, or any form of a word without accents.
func (r *Reader) excluded(terms []term) (map[int32]bool, error) {
	docs := map[int32]bool{}
	for _, t := range terms {
		rows, _, err := r.rows(termKind, t.key, "", 1)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, l := range row.lists {
				if t.accented && l.form != t.form {
					continue
				}
				for _, p := range r.postings(l) {
					docs[p.doc] = true
				}
			}
		}
	}
	return docs, nil
}

// after is above every key that begins with a prefix.
const after = "\uffff"

// pairLists are the lists of the pair that ends at term i, and for a prefix those of its expansions as alternatives of the term.
func (r *Reader) pairLists(e *evaluation, i int) (lists, through []weighted, err error) {
	w := &r.root.Weights
	a, b := e.q.terms[i-1], e.q.terms[i]
	key := a.key + " " + b.key
	hi := ""
	if b.prefix {
		hi = key + after
	}
	rows, cut, err := r.rows(pairKind, key, hi, w.Expand[0])
	if err != nil {
		return nil, nil, err
	}
	e.cut = e.cut || cut
	e.pairs[i] = []row{}
	byKey := map[string]int{}
	for _, row := range rows {
		byKey[row.key] += row.lists[0].df
		e.pairs[i] = append(e.pairs[i], row)
		if row.key == key {
			lists = append(lists, weighted{r.postings(row.lists[0]), row.lists[0].df, 100, false, true})
		}
	}
	delete(byKey, key)
	pair, throughPair := w.Prefix[2], w.Prefix[3]
	if len(lists) > 0 { // "thuốc lá" may begin "thuốc làm", but it is a word
		pair, throughPair = w.Prefix[4], w.Prefix[5]
	}
	for _, expansion := range mostFrequent(byKey, w.Expand[2]) {
		for _, row := range rows {
			if row.key == expansion {
				postings := r.postings(row.lists[0])
				lists = append(lists, weighted{postings, row.lists[0].df, pair, false, false})
				through = append(through, weighted{postings, row.lists[0].df, throughPair, false, false})
			}
		}
	}
	for _, other := range [...][2]string{{alike(a.key), b.key}, {a.key, alike(b.key)}} {
		if other[0] == "" || other[1] == "" {
			continue
		}
		rows, _, err := r.rows(pairKind, other[0]+" "+other[1], "", 1)
		if err != nil {
			return nil, nil, err
		}
		for _, row := range rows {
			lists = append(lists, weighted{r.postings(row.lists[0]), 0, w.Alike, false, false})
		}
	}
	return lists, through, nil
}

// mostFrequent are the keys with the greatest counts, at most most.
func mostFrequent(counts map[string]int, most int) []string {
	keys := make([]string, 0, len(counts))
	for key := range counts {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	return keys[:min(len(keys), most)]
}

// termLists are the lists of one term: its forms, kỹ for kĩ, and for a prefix that no pair expands, its expansions.
func (r *Reader) termLists(e *evaluation, i int, exact, expanded bool) ([]weighted, error) {
	w := &r.root.Weights
	t := e.q.terms[i]
	hi := ""
	if t.prefix && !expanded && !exact {
		hi = t.key + after
	}
	rows, cut, err := r.rows(termKind, t.key, hi, w.Expand[0])
	if err != nil {
		return nil, err
	}
	e.cut = e.cut || cut
	var lists, expansions []weighted
	for _, row := range rows {
		if row.key == t.key {
			e.terms[i] = append(e.terms[i], row)
		}
		for _, l := range row.lists {
			switch as := l.form == t.form; {
			case row.key != t.key:
				factor := w.Prefix[1]
				if !t.accented || strings.HasPrefix(l.form, t.form) {
					factor = w.Prefix[0]
				}
				expansions = append(expansions, weighted{df: l.df, factor: factor, postings: r.postings(l)})
			case as:
				lists = append(lists, weighted{r.postings(l), l.df, w.Accents[0], true, true})
			case exact:
			case !t.accented:
				lists = append(lists, weighted{r.postings(l), l.df, w.Accents[1], true, true})
			default:
				lists = append(lists, weighted{r.postings(l), l.df, w.Accents[2], false, true})
			}
		}
	}
	slices.SortStableFunc(expansions, func(a, b weighted) int { return cmp.Or(b.factor-a.factor, b.df-a.df) })
	if len(expansions) > w.Expand[1] {
		expansions = expansions[:w.Expand[1]]
		e.cut = true
	}
	lists = append(lists, expansions...)
	if other := alike(t.key); other != "" && !exact {
		rows, _, err := r.rows(termKind, other, "", 1)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, l := range row.lists {
				if !t.accented || l.form == alike(t.form) {
					lists = append(lists, weighted{postings: r.postings(l), factor: w.Alike})
				}
			}
		}
	}
	return lists, nil
}

// idfOf is the idf of lists that stand for one term together.
func (r *Reader) idfOf(lists []weighted, least int) int {
	df, all := 0, 0
	for _, l := range lists {
		if l.factor >= least {
			df += l.df
		}
		all += l.df
	}
	if df == 0 {
		df = all
	}
	if df == 0 { // only expansions
		for _, l := range lists {
			df += len(l.postings)
		}
	}
	return r.idf(df)
}

// addPair adds the pair that ends at term i, of a quoted phrase or not. Its terms have been added.
func (t *tally) addPair(lists []weighted, r *Reader, i int, phrase bool) {
	idf := r.idfOf(lists, 0)
	t.each(lists, r.root.Weights.Pair, func(doc int32, m match) {
		worth := m.value * idf
		if t.full[doc]>>(i-1)&3 != 3 {
			worth = worth * r.root.Weights.Unlike / 100
		}
		t.score[doc] += float64(worth)
		t.pairs[doc]++
		if phrase {
			t.phrased[doc]++
		}
	})
}

// addTerm adds term i, of a quoted phrase or not.
func (t *tally) addTerm(lists []weighted, r *Reader, i int, phrase bool) {
	idf := r.idfOf(lists, r.root.Weights.Prefix[0])
	t.each(lists, r.root.Weights.Term, func(doc int32, m match) {
		t.score[doc] += float64(m.value * idf)
		if m.full {
			t.cover[doc] += 100
			t.full[doc] |= 1 << i
		} else {
			t.cover[doc] += int32(r.root.Weights.Other)
		}
		t.near[doc]++
		if m.strict {
			t.strict[doc]++
		}
		t.mixed[doc] = t.mixed[doc] || phrase && m.other
	})
}

// rank orders the documents that count: score · completeness², ties by the newest.
func (e *evaluation) rank(t *tally, complete int, counts func(doc int32) bool) {
	n := len(e.q.terms)
	strict, near := 0, 0
	for _, doc := range t.docs {
		cover := int(t.cover[doc])
		if n > 2 && cover < complete*n || !counts(doc) {
			continue
		}
		hit := ranked{
			doc: int(doc), score: t.score[doc] * float64(cover*cover), cover: cover, pairs: int(t.pairs[doc]), mixed: t.mixed[doc],
			strict: int(t.strict[doc]) == n, near: int(t.near[doc]) == n,
		}
		if hit.strict {
			strict++
		}
		if hit.near {
			near++
		}
		e.hits = append(e.hits, hit)
	}
	e.total = strict
	if strict == 0 {
		e.total, e.near = near, true
	}
	sortHits(e.hits)
}

// sortHits puts the best first, of equal ones the newest.
func sortHits(hits []ranked) {
	slices.SortFunc(hits, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc)) })
}
