package eval

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bantin/internal/lab/demo/archive"
	"bantin/internal/lab/engine"
	"bantin/internal/search/index"
)

var (
	newsFlag     = flag.String("news", "", "gzipped JSON lines of real articles, for BenchmarkReport")
	demoFlag     = flag.Int("demo", 0, "how many demonstration articles BenchmarkReport makes")
	pagefindFlag = flag.String("pagefind", "", "folder node_modules that holds pagefind 1.6, to set it beside")
	seedFlag     = flag.Uint64("seed", 42, "seed of the queries; weights are judged on 7")
	sourceFlag   = flag.String("source", "fixture", "what BenchmarkIndex reads: fixture, a file of news or a content folder")
	outFlag      = flag.String("out", "", "where BenchmarkIndex writes the index")
)

// coldQueries are the first questions of a reader, of one, two, four and six syllables.
var coldQueries = []string{"xã", "nghị quyết", "tai nạn giao thông", "tuyên truyền nghị quyết đảng bộ"}

// timedQueries is how many queries of a kind are timed in the browser.
const timedQueries = 50

// BenchmarkReport prints Markdown: what every engine finds, what it loads and how long it takes, over the
// fixture, the news and the demonstration archive. It wants Node and Chromium.
func BenchmarkReport(b *testing.B) {
	for range b.N {
		report(b, "the fixture", "fixture")
		if *newsFlag != "" {
			report(b, "real news", *newsFlag)
		}
		if *demoFlag > 0 {
			report(b, "the demonstration archive", demoContent(b, *demoFlag))
		}
	}
}

// BenchmarkIndex reads articles and writes their index, so that a child process shows what indexing costs.
func BenchmarkIndex(b *testing.B) {
	for range b.N {
		articles, err := readSource(*sourceFlag)
		if err != nil {
			b.Fatal(err)
		}
		files, err := index.IndexDocuments(documents(articles))
		if err != nil {
			b.Fatal(err)
		}
		if *outFlag == "" {
			continue
		}
		for name, data := range files {
			writeFile(b, filepath.Join(*outFlag, filepath.FromSlash(name)), string(data))
		}
	}
}

// readSource reads the fixture, a content folder or a file of news.
func readSource(name string) ([]Article, error) {
	if name == "fixture" {
		return Fixture(), nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return ReadSite(os.DirFS(name))
	}
	return ReadNews(name)
}

// demoContent writes a demonstration archive and gives its content folder.
func demoContent(t testing.TB, articles int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := archive.Write(t.Context(), dir, os.DirFS(t.TempDir()), archive.Options{Articles: articles, Seed: 1}, nil); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "content")
}

// A candidate is an engine of the report with its site.
type candidate struct {
	name   string
	engine Engine
	site   *site // nil for engines that need no browser
	cost   indexing
}

func report(b *testing.B, name, source string) {
	articles, err := readSource(source)
	if err != nil {
		b.Fatal(err)
	}
	corpus := NewCorpus(articles)
	chromium := newBrowser(b)
	var candidates []candidate
	if *pagefindFlag != "" {
		site, cost := indexWithPagefind(b, *pagefindFlag, articles)
		candidates = append(candidates, candidate{"Pagefind 1.6", tabOf(b, chromium, site), site, cost})
	}
	site, cost := siteOfOurs(b, source)
	candidates = append(candidates,
		candidate{name: "ours, Node", engine: engine.Open(b, site.dir)},
		candidate{"ours, Chromium", tabOf(b, chromium, site), site, cost})
	fmt.Printf("\n### %d articles of %s, seed %d\n\n", len(articles), name, *seedFlag)
	reportQuality(b, corpus, candidates)
	for _, c := range candidates {
		if c.site != nil {
			reportCost(b, chromium, corpus, c, textBytes(articles))
		}
	}
}

func tabOf(b *testing.B, chromium *browser, s *site) Engine {
	tab, cancel := chromium.open(b, s.server.URL+"/ask.html")
	b.Cleanup(cancel)
	return browserEngine{tab}
}

// siteOfOurs indexes in a process of its own and serves the result.
func siteOfOurs(b *testing.B, source string) (*site, indexing) {
	dir := b.TempDir()
	command := exec.Command(os.Args[0], "-test.run=^$", "-test.bench=^BenchmarkIndex$", "-test.benchtime=1x", "-source", source, "-out", dir)
	cost := costOf(b, command)
	addScript(b, dir)
	return newSite(b, dir), cost
}

func textBytes(articles []Article) int {
	n := 0
	for _, a := range articles {
		n += len(a.Title)
		for _, text := range a.Paragraphs {
			n += len(text)
		}
	}
	return n
}

// reportQuality prints kinds by engines: MRR@10 (R@1, R@10), or P@10, and how many lists of each engine
// differ where they must not.
func reportQuality(b *testing.B, corpus *Corpus, candidates []candidate) {
	head, rule := "| kind | made from | queries |", "|---|---|---|"
	for _, c := range candidates {
		head += " " + c.name + " |"
		rule += "---|"
	}
	fmt.Printf("%s\n%s\n", head, rule)
	lists := map[string][][]string{} // kind and engine
	for _, kind := range Kinds() {
		queries := corpus.Queries(kind.Name, *seedFlag)
		fmt.Printf("| `%s` | %s | %d |", kind.Name, kind.Rule, len(queries))
		for _, c := range candidates {
			score, list, err := Run(c.engine, queries)
			if err != nil {
				b.Fatalf("%s, %s: %v", c.name, kind.Name, err)
			}
			lists[kind.Name+c.name] = list
			fmt.Print(" ", cell(kind, &score))
			if kind.Same {
				fmt.Printf("; %d ≠", Unequal(list, lists[kind.From+c.name]))
			}
			fmt.Print(" |")
		}
		fmt.Println()
	}
	ours := candidates[len(candidates)-2:]
	for _, other := range ours[1:] {
		differ := 0
		for _, kind := range Kinds() {
			differ += Unequal(lists[kind.Name+ours[0].name], lists[kind.Name+other.name])
		}
		fmt.Printf("\nLists of %s that differ from those of %s: %d.\n", other.name, ours[0].name, differ)
	}
}

func cell(kind Kind, s *Score) string {
	if kind.Set {
		return fmt.Sprintf("%.3f", s.P10())
	}
	text := fmt.Sprintf("%.3f (%.3f, %.3f)", s.MRR(), s.R1(), s.R10())
	if s.Empty > 0 {
		text += fmt.Sprintf(", %d empty", s.Empty)
	}
	return text
}

// reportCost prints what an engine's index takes, and what its user waits for.
func reportCost(b *testing.B, chromium *browser, corpus *Corpus, c candidate, text int) {
	files, disk, wire, err := size(c.site.dir)
	if err != nil {
		b.Fatal(err)
	}
	fmt.Printf("\n| %s | |\n|---|---|\n", c.name)
	fmt.Printf("| index | %d files (%.2f an article), %.2f MB, %.2f MB compressed = %.0f %% of the text |\n",
		files, float64(files)/float64(len(corpus.Articles)), megabytes(disk), megabytes(wire), 100*float64(wire)/float64(text))
	fmt.Printf("| indexing | %.1f s, %.1f s of processor, %.0f MB of memory |\n", c.cost.wall.Seconds(), c.cost.cpu.Seconds(), megabytes(c.cost.memory))
	for _, query := range coldQueries {
		fetched, hits := coldQuery(b, chromium, c.site, query)
		fmt.Printf("| first query `%s` | %s; %d results |\n", query, fetched, hits)
	}
	loading, warm := latency(b, chromium, corpus, c.site)
	fmt.Printf("| a query in Chromium, loading | p50 %.1f ms, p95 %.1f ms |\n", percentile(loading, 50), percentile(loading, 95))
	fmt.Printf("| a query in Chromium, warm | p50 %.1f ms, p95 %.1f ms |\n", percentile(warm, 50), percentile(warm, 95))
}

func megabytes(bytes int) float64 { return float64(bytes) / 1e6 }

// coldQuery asks in a tab with an empty cache and gives what was fetched, the engine's program included.
func coldQuery(b *testing.B, chromium *browser, s *site, query string) (fetched traffic, hits int) {
	s.reset()
	tab, cancel := chromium.open(b, s.server.URL+"/ask.html")
	defer cancel()
	_, hits, err := browserEngine{tab}.Search(query, depth)
	if err != nil {
		b.Fatal(err)
	}
	return s.counted(), hits
}

// latency times queries of the kinds that readers type most.
func latency(b *testing.B, chromium *browser, corpus *Corpus, s *site) (loading, warm []float64) {
	var queries []Query
	for _, kind := range []string{"title", "title-fold", "prefix", "body", "quoted", "syllable"} {
		list := corpus.Queries(kind, *seedFlag)
		queries = append(queries, list[:min(timedQueries, len(list))]...)
	}
	tab, cancel := chromium.open(b, s.server.URL+"/ask.html")
	defer cancel()
	loading, warm, err := browserEngine{tab}.times(queries)
	if err != nil {
		b.Fatal(err)
	}
	return loading, warm
}

// percentile of values, which it sorts.
func percentile(values []float64, percent int) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[min(len(values)-1, len(values)*percent/100)]
}

// The report's tables are read by people and copied into docs/search.md.
func TestPercentile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	if percentile(values, 50) != 3 || percentile(values, 95) != 5 || percentile(nil, 50) != 0 {
		t.Errorf("p50 %v, p95 %v", percentile(values, 50), percentile(values, 95))
	}
	if got := cell(Kind{}, &Score{Queries: 2, Empty: 1, rr: 1, first: 1, found: 1}); !strings.HasPrefix(got, "0.500 (0.500, 0.500), 1 empty") {
		t.Error(got)
	}
}
