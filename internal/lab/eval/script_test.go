package eval

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"

	"bantin/internal/lab/engine"
)

// oursPage asks the script as the search page does.
const oursPage = `<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bantin</title><script src="assets/search.js"></script><script>
` + oursAsk + `
window.ready = Promise.resolve();
</script></html>`

// oursAsk is the bridge from the script to the form of answers of this package.
const oursAsk = `var ask = async (query, limit) => {
	const found = await BantinSearch.search(query, {limit});
	return {paths: found.hits.map(hit => hit.card.url), total: found.total};
};`

// addScript puts the script, as it is published, and a page that asks it beside an index.
func addScript(t testing.TB, dir string) {
	t.Helper()
	writeFile(t, filepath.Join(dir, "assets", "search.js"), string(engine.Script(t)))
	writeFile(t, filepath.Join(dir, "ask.html"), oursPage)
}

// TestBrowserAsksAlike asks a sample of every kind in Chromium, over http and from file://: the lists are
// those of Node.
func TestBrowserAsksAlike(t *testing.T) {
	articles := Fixture()
	node, dir := indexWithOurs(t, articles)
	addScript(t, dir)
	corpus, chromium := NewCorpus(articles), newBrowser(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	for _, address := range []string{server.URL + "/ask.html", "file://" + filepath.ToSlash(dir) + "/ask.html"} {
		tab, cancel := chromium.open(t, address)
		defer cancel()
		for _, kind := range Kinds() {
			queries := corpus.Queries(kind.Name, 7)
			for _, q := range queries[:min(4, len(queries))] {
				want, wantTotal, err := node.Search(q.Text, depth)
				if err != nil {
					t.Fatal(err)
				}
				if got, total, err := (browserEngine{tab}).Search(q.Text, depth); err != nil || total != wantTotal || !slices.Equal(got, want) {
					t.Errorf("%s: %q finds %d %q %v, Node %d %q", address, q.Text, total, got, err, wantTotal, want)
				}
			}
		}
	}
}
