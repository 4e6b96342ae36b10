package search

import (
	"strings"

	"bantin/internal/viet"
)

// longestNumber is the most terms that a document number has: number, year, three groups and one more.
const longestNumber = 6

// spans finds document numbers and abbreviations in the query. What stands for several terms is an alternative of each of them.
func (r *Reader) spans(e *evaluation, alternatives, pairs [][]weighted, t *tally) error {
	if err := r.numbers(e, alternatives, t); err != nil {
		return err
	}
	return r.shorts(e, alternatives, pairs)
}

// numbers looks for document numbers, whatever stands between their parts.
func (r *Reader) numbers(e *evaluation, alternatives [][]weighted, t *tally) error {
	w := &r.root.Weights
	terms := e.q.terms
	for i := 0; i+1 < len(terms); i++ {
		first := strings.TrimLeft(terms[i].key, "0")
		if c := terms[i].key[0]; c < '0' || c > '9' || first == "" || !terms[i+1].opensGroup() {
			continue
		}
		rows, _, err := r.rows(termKind, first+"-", first+"0", w.Expand[0])
		if err != nil {
			return err
		}
		for j := min(len(terms), i+longestNumber); j > i+1; j-- {
			spelt := first
			for _, term := range terms[i+1 : j] {
				spelt += " " + term.key
			}
			found := false
			for _, row := range rows {
				if separators.Replace(row.key) != spelt {
					continue
				}
				found = true
				idf := r.idf(row.lists[0].df)
				for _, l := range row.lists {
					postings := r.postings(l)
					if l.form != row.key { // the documents that bear it, which are among those that have it
						t.addBearers(postings, w.Number[1]*idf)
						continue
					}
					for p := i; p < j; p++ {
						alternatives[p] = append(alternatives[p], weighted{postings, 0, w.Accents[0], true, false})
					}
					t.addNumber(postings, idf, w)
				}
			}
			if found {
				i = j - 1
				break
			}
		}
	}
	return nil
}

var separators = strings.NewReplacer("-", " ", "/", " ")

// opensGroup reports whether the term may follow the number of a document: a group of letters or a year.
func (t term) opensGroup() bool {
	if len(t.key) == 4 && (t.key[:2] == "19" || t.key[:2] == "20") {
		return true
	}
	return len(t.key) >= 2 && t.key[0] >= 'a' && t.key[0] <= 'z'
}

// addNumber adds the worth of a whole document number beside its parts, which the terms themselves add later.
func (t *tally) addNumber(postings []posting, idf int, w *Weights) {
	for _, p := range postings {
		t.score[p.doc] += float64(w.Number[0] * w.Term[p.level] * idf)
	}
}

// addBearers puts the documents that bear a number before those that cite it.
func (t *tally) addBearers(postings []posting, worth int) {
	for _, p := range postings {
		t.score[p.doc] += float64(worth)
	}
}

// shorts expands abbreviations, both ways, and finds the spelling in one word ("TNMT") where the other ("TN&MT") is asked for.
func (r *Reader) shorts(e *evaluation, alternatives, pairs [][]weighted) error {
	for _, entry := range r.root.Short {
		short, longs := entry[0], entry[1:]
		shorts := []string{short}
		if joined := strings.ReplaceAll(short, " ", ""); joined != short {
			shorts = append(shorts, joined)
		}
		factor := r.root.Weights.Short[0]
		if len(longs) > 1 {
			factor = r.root.Weights.Short[1]
		}
		expand := func(i, n int, keys []string) error {
			for _, key := range keys {
				if key == e.q.keys(i, n) {
					continue
				}
				if err := r.alternative(key, factor, alternatives[i:i+n], pairs[i+1:i+n]); err != nil {
					return err
				}
			}
			return nil
		}
		for i, t := range e.q.terms {
			if t.phrase >= 0 { // quoted words stand for themselves
				continue
			}
			if n := e.q.spells(i, short, true); n > 0 {
				if err := expand(i, n, append(shorts[:len(shorts):len(shorts)], longs...)); err != nil {
					return err
				}
			}
			for _, long := range longs {
				if n := e.q.spells(i, long, false); n > 0 {
					if err := expand(i, n, shorts); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// keys are the keys of n terms from i on, with blanks between.
func (q *parsedQuery) keys(i, n int) string {
	keys := make([]string, n)
	for k := range keys {
		keys[k] = q.terms[i+k].key
	}
	return strings.Join(keys, " ")
}

// spells returns how many terms from i on spell the keys ("tn mt"), 0 when they do not. An abbreviation may be written in one word, and
// is not one when it has accents: "tú" is not TU.
func (q *parsedQuery) spells(i int, keys string, short bool) int {
	if short && q.terms[i].key == strings.ReplaceAll(keys, " ", "") && plain(q.terms[i]) {
		return 1
	}
	words := strings.Split(keys, " ")
	if short && len(words) == 1 || i+len(words) > len(q.terms) {
		return 0
	}
	for n, word := range words {
		if t := q.terms[i+n]; t.key != word || n > 0 && !q.pairAt(i+n) || short && !plain(t) {
			return 0
		}
	}
	return len(words)
}

// plain reports whether a term has no mark, đ apart.
func plain(t term) bool { return strings.ReplaceAll(t.form, "đ", "d") == t.key }

// alternative makes the documents that hold the keys side by side an alternative of terms, and of the pairs among them.
func (r *Reader) alternative(keys string, factor int, terms, pairs [][]weighted) error {
	words := strings.Split(keys, " ")
	var postings []posting
	if len(words) == 1 {
		rows, _, err := r.rows(termKind, keys, "", 1)
		if err != nil {
			return err
		}
		for _, row := range rows {
			for _, l := range row.lists {
				postings = append(postings, r.postings(l)...)
			}
		}
	}
	for n := 1; n < len(words); n++ {
		rows, _, err := r.rows(pairKind, words[n-1]+" "+words[n], "", 1)
		if err != nil {
			return err
		}
		var pair []posting
		for _, row := range rows {
			pair = append(pair, r.postings(row.lists[0])...)
		}
		if n == 1 {
			postings = pair
		} else {
			postings = intersect(postings, pair)
		}
	}
	if len(postings) == 0 { // then there is nothing that stands for the words
		return nil
	}
	for _, of := range [...][][]weighted{terms, pairs} {
		for i := range of {
			of[i] = append(of[i], weighted{postings: postings, factor: factor})
		}
	}
	return nil
}

// intersect keeps what is in both lists, with the lower level. Lists are in the order of the documents.
func intersect(a, b []posting) []posting {
	var both []posting
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			a = a[1:]
		case a[0].doc > b[0].doc:
			b = b[1:]
		default:
			both = append(both, posting{a[0].doc, min(a[0].level, b[0].level)})
			a, b = a[1:], b[1:]
		}
	}
	return both
}

// shortKeys are the keys of an abbreviation as it stands in a text: "TN&MT" is "tn mt".
func shortKeys(short string) string { return joinKeys(viet.NFC(short)) }

func joinKeys(text string) string {
	var keys []string
	for _, token := range Tokens(text) {
		keys = append(keys, token.Key)
	}
	return strings.Join(keys, " ")
}
