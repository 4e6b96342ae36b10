package search

import (
	"cmp"
	"slices"
	"sort"
)

// Result is the answer to a query.
type Result struct {
	Total     int  // documents that hold every word as typed; -1 when the number is not certain and must not be shown
	Near      bool // none holds every word as typed: Total counts those that hold each in another accent, as an abbreviation, a beginning
	Hits      []Hit
	Corrected string // the query that was answered instead (Có phải bạn tìm …), "" for the one asked
	Suggested string // a query that may have been meant, where documents hold the words of the one asked; that was answered
}

// Hit is one document of a result.
type Hit struct {
	Doc   int // number in the total order
	Score float64
	Card  Card
}

// scoreUnit makes a score of percents, 1/256 of an idf and squared hundredths readable.
const scoreUnit = 100 * 100 * 256 * 100 * 100

// Search answers a query.
func (r *Reader) Search(query Query) (Result, error) {
	w := &r.root.Weights
	q := parseQuery(query.Text, w.Most[0])
	if len(q.terms) == 0 {
		return Result{}, nil
	}
	allowed, err := r.allowed(query)
	if err != nil {
		return Result{}, err
	}
	asked, err := r.evaluate(q, query.Exact, allowed)
	if err != nil {
		return Result{}, err
	}
	other, err := r.correct(asked, query.Exact, allowed)
	if err != nil {
		return Result{}, err
	}
	e := asked
	if other != nil && (len(asked.hits) == 0 || !asked.hits[0].near) {
		e = other
		e.admit(asked.hits)
	}
	result := Result{Total: e.total, Near: e.near}
	hits, certain := e.hits, true
	if q.phrases > 0 {
		limit := w.Most[1]
		if query.All {
			limit = len(hits)
		}
		if hits, certain, err = r.verify(e, query.Exact, limit); err != nil {
			return Result{}, err
		}
		result.Total = len(hits)
	}
	if !certain || q.dropped || e.near && e.cut {
		result.Total = -1
	}
	if query.ByDate {
		hits = slices.DeleteFunc(slices.Clone(hits), func(h ranked) bool { return !h.strict && !(e.near && h.near) })
		slices.SortFunc(hits, func(a, b ranked) int { return cmp.Compare(b.doc, a.doc) })
	}
	if result.Hits, err = r.show(hits, len(e.q.terms), query.Limit); err != nil || other == nil {
		return result, err
	}
	if e == other {
		result.Corrected = other.restored(result.Hits)
		return result, nil
	}
	shown, err := r.show(other.hits, len(other.q.terms), suggestionCards)
	result.Suggested = other.restored(shown)
	return result, err
}

// suggestionCards is how many cards a suggestion takes its accents from, unseen.
const suggestionCards = 3

// show adds the cards of the first hits of a query of n terms.
func (r *Reader) show(hits []ranked, n, limit int) ([]Hit, error) {
	if limit == 0 {
		limit = 10
	}
	var shown []Hit
	for _, hit := range hits[:min(limit, len(hits))] {
		card, err := r.Card(hit.doc)
		if err != nil {
			return shown, err
		}
		shown = append(shown, Hit{hit.doc, hit.score / scoreUnit / float64(n*n), card})
	}
	return shown, nil
}

// allowed are the documents that the filters of a query let through; nil for all.
func (r *Reader) allowed(query Query) ([]bool, error) {
	var allowed []bool
	keep := func(docs []bool) {
		for i := range docs {
			docs[i] = docs[i] && (allowed == nil || allowed[i])
		}
		allowed = docs
	}
	for _, filter := range [...][2]string{{sectionFacet, query.Section}, {kindFacet, query.Kind}, {tagFacet, query.Tag}} {
		if filter[1] == "" {
			continue
		}
		rows, _, err := r.rows(facetKind, filter[0]+filter[1], "", 1)
		if err != nil {
			return nil, err
		}
		docs := make([]bool, r.root.Universe)
		for _, row := range rows {
			for _, p := range r.postings(row.lists[0]) {
				docs[p.doc] = true
			}
		}
		keep(docs)
	}
	if query.Year != 0 {
		docs := make([]bool, r.root.Universe)
		years := r.root.Years
		at := sort.Search(len(years), func(i int) bool { return years[i][0] >= query.Year })
		if at < len(years) && years[at][0] == query.Year {
			end := r.root.Universe
			if at+1 < len(years) {
				end = years[at+1][1]
			}
			for doc := years[at][1]; doc < end; doc++ {
				docs[doc] = true
			}
		}
		keep(docs)
	}
	return allowed, nil
}
