package search

// verify keeps the hits that hold every quoted phrase word for word. Pairs alone do not say that: "a b" and "b c" may stand in two
// places. At most limit hits are looked at in their texts; certain says that none was left out.
func (r *Reader) verify(e *evaluation, exact bool, limit int) (hits []ranked, certain bool, err error) {
	sure := !exact && e.q.inPairs()
	looked := 0
	for _, hit := range e.hits {
		if !sure || hit.mixed {
			if looked == limit {
				return hits, false, nil
			}
			looked++
			text, err := r.text(hit.doc)
			if err != nil {
				return nil, false, err
			}
			if !e.q.phrasesIn(Tokens(text)) {
				continue
			}
		}
		hits = append(hits, hit)
	}
	return hits, true, nil
}

// inPairs reports whether every phrase is one pair: a document that holds the pair, and no other accents of its words, holds the phrase.
func (q *parsedQuery) inPairs() bool {
	words := make([]int, q.phrases)
	for i, t := range q.terms {
		if t.phrase >= 0 {
			words[t.phrase]++
			if words[t.phrase] == 2 && !q.pairAt(i) {
				return false
			}
		}
	}
	for _, n := range words {
		if n > 2 {
			return false
		}
	}
	return true
}

// phrasesIn reports whether the tokens of a text hold every phrase: its words one after the other, with no sentence's end between.
func (q *parsedQuery) phrasesIn(tokens []Token) bool {
	for phrase := range q.phrases {
		var words []term
		for _, t := range q.terms {
			if t.phrase == phrase {
				words = append(words, t)
			}
		}
		if !holds(tokens, words) {
			return false
		}
	}
	return true
}

func holds(tokens []Token, words []term) bool {
	for i := 0; i+len(words) <= len(tokens); i++ {
		n := 0
		for n < len(words) && words[n].matches(tokens[i+n]) && (n == 0 || !tokens[i+n].Break) {
			n++
		}
		if n == len(words) {
			return true
		}
	}
	return false
}

// matches reports whether a token of a text is the term as typed.
func (t term) matches(token Token) bool {
	return token.Form == t.form || !t.accented && token.Key == t.key
}
