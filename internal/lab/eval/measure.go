package eval

import "slices"

// depth is how far down a list counts: what a reader sees without paging.
const depth = 10

// A Score sums the measures of one kind.
type Score struct {
	Queries int
	Empty   int     // queries without any result
	rr      float64 // sum of 1/rank
	first   int     // right answer at rank 1
	found   int     // right answer within ten
	share   float64 // sum of shares of right results
}

// Add judges the list (best first) that an engine gave for a query.
func (s *Score) Add(q Query, list []string) {
	s.Queries++
	if len(list) == 0 {
		s.Empty++
	}
	list = list[:min(depth, len(list))]
	rank := slices.IndexFunc(list, func(path string) bool { return slices.Contains(q.Answer, path) })
	if rank >= 0 {
		s.found++
		s.rr += 1 / float64(rank+1)
	}
	if rank == 0 {
		s.first++
	}
	s.share += precision(q.Answer, list)
}

// precision is the share of the first min(10, size of the true set) results that are in the true set; a
// missing result counts as wrong.
func precision(answer, list []string) float64 {
	size := min(depth, len(answer))
	if size == 0 {
		return 0
	}
	right := 0
	for _, path := range list[:min(size, len(list))] {
		if slices.Contains(answer, path) {
			right++
		}
	}
	return float64(right) / float64(size)
}

// MRR is the mean of 1/rank of the right answer, 0 when it is not among the first ten.
func (s *Score) MRR() float64 { return s.mean(s.rr) }

// R1 is the share of queries whose first result is right.
func (s *Score) R1() float64 { return s.mean(float64(s.first)) }

// R10 is the share of queries with a right result among the first ten.
func (s *Score) R10() float64 { return s.mean(float64(s.found)) }

// P10 is the mean share of right results; for set kinds.
func (s *Score) P10() float64 { return s.mean(s.share) }

func (s *Score) mean(sum float64) float64 {
	if s.Queries == 0 {
		return 0
	}
	return sum / float64(s.Queries)
}

// Run asks the engine every query and gives the score and the lists, in the order of the queries.
func Run(engine Engine, queries []Query) (Score, [][]string, error) {
	var score Score
	var lists [][]string
	for _, q := range queries {
		list, _, err := engine.Search(q.Text, depth)
		if err != nil {
			return score, lists, err
		}
		score.Add(q, list)
		lists = append(lists, list)
	}
	return score, lists, nil
}

// Unequal counts the places where two lists of lists differ: for kinds that must answer alike, hit by hit.
func Unequal(a, b [][]string) int {
	n := max(len(a), len(b)) - min(len(a), len(b))
	for i := range min(len(a), len(b)) {
		if !slices.Equal(a[i], b[i]) {
			n++
		}
	}
	return n
}
