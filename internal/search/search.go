package search

import (
	"cmp"
	"slices"
)

// Result is the answer to a query.
type Result struct {
	Total     int  // documents that hold every word as typed; -1 when the number is not certain and must not be shown
	Near      bool // none holds every word as typed: Total counts those that hold each in another accent, as an abbreviation, a beginning
	Hits      []Hit
	Corrected string // the query that was answered instead ("Có phải bạn tìm"), "" for the one asked
}

// Hit is one document of a result.
type Hit struct {
	Doc   int // number in the total order
	Score float64
	Card  Card
}

// Search answers a query.
func (r *Reader) Search(query Query) (Result, error) {
	w := &r.root.Weights
	q := parseQuery(query.Text, w.Most[0])
	if len(q.terms) == 0 {
		return Result{}, nil
	}
	e, err := r.evaluate(q, query.Exact)
	if err != nil {
		return Result{}, err
	}
	result := Result{Total: e.total, Near: e.near}
	hits := e.hits
	if query.ByDate {
		hits = slices.DeleteFunc(slices.Clone(hits), func(h ranked) bool { return !h.strict && !(e.near && h.near) })
		slices.SortFunc(hits, func(a, b ranked) int { return cmp.Compare(b.doc, a.doc) })
	}
	if e.near && e.cut {
		result.Total = -1
	}
	limit := query.Limit
	if limit == 0 {
		limit = 10
	}
	for _, hit := range hits[:min(limit, len(hits))] {
		card, err := r.Card(hit.doc)
		if err != nil {
			return Result{}, err
		}
		result.Hits = append(result.Hits, Hit{hit.doc, hit.score / float64(10_000*256*100*100) / float64(len(q.terms)*len(q.terms)), card})
	}
	return result, nil
}
