package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// candidates is how many spellings of a word are looked at: fewer where documents hold the words as typed, and no more than a hint is wanted.
const candidates, hints = 12, 4

// correct answers the query with one misspelt word replaced; nil when no word is, or when the answer is no better.
func (r *Reader) correct(e *evaluation, exact bool, allowed []bool) (*evaluation, error) {
	suspects := e.suspects()
	if len(suspects) == 0 {
		return nil, nil
	}
	payload, err := r.payload(spellKind, spellName, r.root.Spell)
	if err != nil {
		return nil, err
	}
	known := strings.Fields(payload)
	most := candidates
	if len(e.hits) > 0 && e.hits[0].near {
		most = hints
	}
	var best candidate
	for _, i := range suspects {
		for _, c := range nearest(e.q.terms[i].key, known, most) {
			c.at = i
			if err := r.support(e, &c); err != nil {
				return nil, err
			}
			if c.support > best.support {
				best = c
			}
		}
	}
	if best.support == 0 {
		return nil, nil
	}
	q := e.q
	q.terms = slices.Clone(q.terms)
	fixed := &q.terms[best.at]
	fixed.form, fixed.key, fixed.accented, fixed.prefix = best.key, best.key, false, false
	other, err := r.evaluate(q, exact, allowed)
	switch {
	case err != nil || len(other.hits) == 0:
		return nil, err
	case len(e.hits) > 0 && (other.hits[0].pairs <= e.hits[0].pairs || other.hits[0].cover < e.hits[0].cover):
		return nil, nil
	}
	return other, nil
}

// suspects are the words that may be misspelt, when the best document lacks a word or none holds the words side by side. Words that no
// document holds are the only ones, if there are any.
func (e *evaluation) suspects() []int {
	n, pairs, most := len(e.q.terms), 0, 0
	for i := range n {
		if e.q.pairAt(i) {
			pairs++
		}
	}
	for _, hit := range e.hits {
		most = max(most, hit.pairs)
	}
	if e.q.phrases > 0 || len(e.hits) > 0 && most == pairs && (e.hits[0].near || e.hits[0].cover >= 84*n) {
		return nil
	}
	var known, unknown []int
	for i := range n {
		switch {
		case !e.misspelt(i):
		case len(e.terms[i]) == 0:
			unknown = append(unknown, i)
		default:
			known = append(known, i)
		}
	}
	if len(unknown) > 0 {
		return unknown
	}
	return known
}

// admit puts the hits of the query as typed among those of the corrected one, each document where it scores more: a correction can be
// wrong.
func (e *evaluation) admit(typed []ranked) {
	at := map[int]int{}
	for i, hit := range e.hits {
		at[hit.doc] = i
	}
	for _, hit := range typed {
		if i, ok := at[hit.doc]; ok {
			e.hits[i].score = max(e.hits[i].score, hit.score)
			continue
		}
		hit.strict, hit.near = false, false // they are counted by the corrected query
		e.hits = append(e.hits, hit)
	}
	sortHits(e.hits)
}

// misspelt reports whether a word goes with none of its neighbours, or is unknown where it has none. In a query with
// accents, a word as documents have it is none.
func (e *evaluation) misspelt(i int) bool {
	key := e.q.terms[i].key
	if len(key) < 2 || e.expanded[i] || strings.ContainsFunc(key, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return false
	}
	accented := slices.ContainsFunc(e.q.terms, func(t term) bool { return t.accented })
	for _, row := range e.terms[i] {
		for _, l := range row.lists {
			if accented && l.form == e.q.terms[i].form {
				return false
			}
		}
	}
	alone := true
	for _, at := range [...]int{i, i + 1} {
		switch {
		case at >= len(e.q.terms) || !e.q.pairAt(at):
		case len(e.pairs[at]) > 0:
			return false
		case !e.expanded[at-1] && !e.expanded[at]: // what stands for an abbreviation need not go with it
			alone = false
		}
	}
	return !alone || len(e.terms[i]) == 0
}

// candidate is a known syllable that a word may have meant.
type candidate struct {
	key     string
	log     int // of its count
	at      int
	support int // how well it goes with its neighbours
}

// nearest are the known syllables at one edit from key: those with its first letter first, then the most frequent.
func nearest(key string, known []string, most int) []candidate {
	var list []candidate
	for _, entry := range known {
		word := strings.TrimRight(entry, "0123456789")
		if oneEdit(word, key) {
			log, _ := strconv.Atoi(entry[len(word):])
			list = append(list, candidate{key: word, log: log})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		x, y := 0, 0
		if a.key[0] == key[0] {
			x = 1
		}
		if b.key[0] == key[0] {
			y = 1
		}
		return cmp.Or(y-x, b.log-a.log)
	})
	return list[:min(len(list), most)]
}

// oneEdit reports whether a letter inserted, deleted or replaced, or two neighbours swapped, make b of a.
func oneEdit(a, b string) bool {
	if a == b {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	switch len(a) - len(b) {
	case 0:
		return x[1:] == y[1:] || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
	case 1:
		return x[1:] == y
	case -1:
		return x == y[1:]
	}
	return false
}

// support counts the documents that hold the candidate beside its neighbours, or at all where it has none.
func (r *Reader) support(e *evaluation, c *candidate) error {
	q := &e.q
	alone := true
	for _, at := range [...]int{c.at, c.at + 1} {
		if at >= len(q.terms) || !q.pairAt(at) {
			continue
		}
		alone = false
		a, b := q.terms[at-1].key, q.terms[at].key
		if at == c.at {
			b = c.key
		} else {
			a = c.key
		}
		rows, _, err := r.rows(pairKind, a+" "+b, "", 1)
		if err != nil {
			return err
		}
		df := 0
		for _, row := range rows {
			df += row.lists[0].df
		}
		c.support += bits.Len(uint(df))
	}
	if alone {
		c.support = c.log + 1
	}
	return nil
}

// restored is the query that was answered in the archive's own spelling: words typed without accents take those that the first titles
// give them beside the same neighbour, else their most frequent form.
func (e *evaluation) restored(hits []Hit) string {
	words := make([]string, len(e.q.terms))
	for i, t := range e.q.terms {
		words[i] = t.form
		if !t.accented {
			words[i] = e.accents(i, hits[:min(len(hits), 10)])
		}
	}
	return strings.Join(words, " ")
}

func (e *evaluation) accents(i int, hits []Hit) string {
	terms := e.q.terms
	counts := map[string]int{}
	first, most := terms[i].form, 0
	add := func(form string, n int) {
		if counts[form] += n; counts[form] > most {
			first, most = form, counts[form]
		}
	}
	for _, hit := range hits {
		tokens := Tokens(hit.Card.Title + "\n" + hit.Card.Summary)
		for j, token := range tokens {
			if token.Key != terms[i].key {
				continue
			}
			if i > 0 && j > 0 && tokens[j-1].Key == terms[i-1].key || i+1 < len(terms) && j+1 < len(tokens) && tokens[j+1].Key == terms[i+1].key {
				add(token.Form, 1)
			}
		}
	}
	if most > 0 {
		return first
	}
	for _, row := range e.terms[i] {
		for _, l := range row.lists {
			add(l.form, l.df)
		}
	}
	return first
}
