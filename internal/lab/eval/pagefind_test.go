package eval

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pagefindPage asks Pagefind as its own user interface does: search, then the data of the first results.
const pagefindPage = `<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Pagefind</title><script type="module">
window.ready = import('/pagefind/pagefind.js').then(async pagefind => {
	await pagefind.options({});
	await pagefind.init();
	window.ask = async (query, limit) => {
		const found = await pagefind.search(query);
		const data = await Promise.all(found.results.slice(0, limit).map(result => result.data()));
		return {paths: data.map(d => d.raw_url.replace(/^\//, '')), total: found.results.length};
	};
});
</script></html>`

// indexWithPagefind writes the articles as plain pages and runs the program of the npm package over them.
// modules is the folder node_modules that holds the package pagefind.
func indexWithPagefind(b testing.TB, modules string, articles []Article) (*site, indexing) {
	b.Helper()
	dir := b.TempDir()
	for _, a := range articles {
		writePage(b, dir, a)
	}
	program, err := filepath.Glob(filepath.Join(modules, "@pagefind", "*", "bin", "pagefind_extended"))
	if err != nil || len(program) == 0 {
		b.Fatalf("no program of Pagefind below %s: npm install pagefind@1.6.0 (%v)", modules, err)
	}
	command := exec.Command(program[0], "--site", dir)
	cost := costOf(b, command)
	for _, a := range articles { // the pages have done their work, and need no compression
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(a.Path))); err != nil {
			b.Fatal(err)
		}
	}
	writeFile(b, filepath.Join(dir, "ask.html"), pagefindPage)
	return newSite(b, dir), cost
}

func writePage(b testing.TB, dir string, a Article) {
	b.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "<!DOCTYPE html><html lang=\"vi\"><meta charset=\"utf-8\"><title>%s</title><main data-pagefind-body><h1>%[1]s</h1>", html.EscapeString(a.Title))
	if a.Number != "" {
		fmt.Fprintf(&text, "<p>Số: %s</p>", html.EscapeString(a.Number))
	}
	for _, paragraph := range a.Paragraphs {
		fmt.Fprintf(&text, "<p>%s</p>", html.EscapeString(paragraph))
	}
	text.WriteString("</main></html>")
	writeFile(b, filepath.Join(dir, filepath.FromSlash(a.Path)), text.String())
}

func writeFile(b testing.TB, name, text string) {
	b.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}
