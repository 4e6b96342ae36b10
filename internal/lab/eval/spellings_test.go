package eval

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestSpellings asks 1,000 queries as written, decomposed (NFD), in capitals, and with the tone on the other
// letter of oa, oe, uy: one list and one total each.
func TestSpellings(t *testing.T) {
	articles := Fixture()
	engine, _ := indexWithOurs(t, articles)
	corpus := NewCorpus(articles)
	var queries []Query
	for _, kind := range []string{"title", "title-mixed", "body", "quoted", "tone-orig", "scatter"} {
		queries = append(queries, corpus.Queries(kind, 42)...)
	}
	if len(queries) < 1000 {
		t.Fatalf("%d queries", len(queries))
	}
	swapped := 0
	for _, q := range queries[:1000] {
		list, total, err := engine.Search(q.Text, depth)
		if err != nil {
			t.Fatal(err)
		}
		other := placeTones(q.Text, toOther)
		if other != q.Text {
			swapped++
		}
		for _, spelt := range []string{q.Text, norm.NFD.String(q.Text), strings.ToUpper(q.Text), other} {
			if got, n, err := engine.Search(spelt, depth); err != nil || n != total || !slices.Equal(got, list) {
				t.Errorf("%+q finds %d %q %v, %q finds %d %q", spelt, n, got, err, q.Text, total, list)
			}
		}
	}
	if swapped < 200 {
		t.Errorf("%d queries only have a tone that can be moved", swapped)
	}
}
