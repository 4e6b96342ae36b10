// Package eval judges search engines over the same articles with the same queries.
//
// # Input
//
// [Article] values, from three places: [Fixture] (300 articles written for this project, full of syllables
// that differ by accents alone), [ReadSite] (the content folder that the demonstration archive has) and
// [ReadNews] (real articles as JSON lines, given by path, never part of the project).
//
// # Queries
//
// Nobody judges by hand: [Corpus.Queries] makes them from the articles. Two sorts:
//
//   - known item: a fragment of one article, which should come back. 200 a kind. Measured by MRR@10 (1/rank,
//     0 beyond ten), R@1 and R@10.
//   - set: a syllable or a pair of syllables, 150 a kind. Measured by P@10, the share of the first min(10,
//     size of the true set) results that truly hold it.
//
// [Kinds] lists them with their rules. Every kind has a generator of its own (PCG, the seed and the kind's
// index), so the same articles give the same bytes and a new kind moves no other. Seed 42 holds the floors; a
// change of weights is judged on seed 7.
//
// The text rules (tokens, folding, tone placement, document numbers) are written here a second time, from the
// documents and not from internal/viet or internal/search/index: a fault in those would otherwise make query,
// index and judge agree on nonsense.
//
// # Engines
//
// An [Engine] answers a query with a list of article paths and a total. The tests hold the published script
// in Node to floors; the benchmark sets it beside the script in Chromium and Pagefind, over the same
// articles, in one run:
//
//	go test ./internal/lab/eval -run '^$' -bench Report -benchtime 1x -news news-2000.jsonl.gz -demo 10000 -pagefind node_modules
//
// # Example
//
//	corpus := eval.NewCorpus(eval.Fixture())
//	for _, q := range corpus.Queries("title-fold", 42) {
//		urls, _, _ := engine.Search(q.Text, 10)
//		score.Add(q, urls)
//	}
package eval

// An Article is what an engine indexes: one published entry (bài). Text is display text in NFC.
type Article struct {
	Path       string // address below the site, "tin-tuc/2018/a.html"; unique
	Date       string // yyyy-mm-dd, or empty
	Section    string
	Title      string
	Number     string // document number (số, ký hiệu) as written, or empty
	Paragraphs []string
}

// A Query is one question with its right answer.
type Query struct {
	Kind string
	Text string
	// Answer holds the paths that are right: one for a known item, the true set (sorted) for a set kind.
	Answer []string
}

// An Engine answers queries over articles that it was given before.
type Engine interface {
	// Search gives the paths of at most limit articles, best first, and how many there are in all.
	Search(query string, limit int) (paths []string, total int, err error)
}
