package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// dated are documents with these dates, in order.
func dated(dates []string) []Doc {
	docs := make([]Doc, len(dates))
	for i, date := range dates {
		docs[i].Card = Card{Date: date, URL: fmt.Sprint(i, ".html")}
	}
	return docs
}

// randomDates are sorted dates of some years, some of them imprecise, some days full.
func randomDates(random *rand.Rand, count int) []string {
	dates := make([]string, count)
	for i := range dates {
		dates[i] = fmt.Sprintf("%d-%02d-%02d", 2009+random.IntN(1+count/300), 1+random.IntN(12), 1+random.IntN(28))
		if i > 0 && random.IntN(4) == 0 {
			dates[i] = dates[i-1]
		}
		if random.IntN(20) == 0 {
			dates[i] = dates[i][:min(len(dates[i]), []int{0, 4, 7}[random.IntN(3)])]
		}
	}
	slices.Sort(dates)
	return dates
}

func TestNumbersFollowTheOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		dates := randomDates(random, random.IntN(3000))
		n := numberDocs(dated(dates))
		for i, id := range n.ids {
			if i > 0 && id <= n.ids[i-1] || int(id) >= n.universe {
				t.Fatalf("number %d after %v, below %d", id, n.ids[max(i-1, 0)], n.universe)
			}
			block, _ := slices.BinarySearchFunc(n.years, int(id)+1, func(y [2]int, id int) int { return y[1] - id })
			if year, _ := yearAndDay(dates[i]); n.years[block-1][0] != year {
				t.Fatalf("%q lies in the block of %d", dates[i], year)
			}
		}
		if most := 2*len(dates) + 64*len(n.years) + n.universe/4; n.universe > most {
			t.Fatalf("%d documents have %d numbers", len(dates), n.universe)
		}
	}
}

// A document more, wherever it lies, moves a handful of others, unless its year outgrows its block.
func TestNumbersHaveRoom(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	moved, grown := 0, 0
	const rounds = 200
	dates := make([]string, 10_000)
	for i := range dates {
		dates[i] = fmt.Sprintf("%d-%02d-%02d", 2010+random.IntN(16), 1+random.IntN(12), 1+random.IntN(31))
	}
	slices.Sort(dates)
	before := numberDocs(dated(dates))
	for range rounds {
		date := fmt.Sprintf("%d-%02d-%02d", 2010+random.IntN(16), 1+random.IntN(12), 1+random.IntN(31))
		at, _ := slices.BinarySearch(dates, date)
		after := numberDocs(dated(slices.Insert(slices.Clone(dates), at, date)))
		if after.universe != before.universe {
			grown++
			continue
		}
		for i, id := range slices.Delete(slices.Clone(after.ids), at, at+1) {
			if id != before.ids[i] {
				moved++
			}
		}
	}
	if grown > rounds/10 || moved > 4*rounds {
		t.Errorf("of %d new documents %d made a block grow, the others moved %d", rounds, grown, moved)
	}
	t.Logf("of %d new documents %d made a block grow, the others moved %d; %d numbers", rounds, grown, moved, before.universe)
}
