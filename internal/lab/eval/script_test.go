package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"bantin/internal/asset"
)

// scriptFile is the reader's script, as it is published.
const scriptFile = "../../../static/assets/search.js"

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

// nodeHarness gives the script what it uses of a browser: script elements that load files of the folder. It answers lines of JSON.
const nodeHarness = `
const fs = require('fs'), path = require('path'), vm = require('vm'), readline = require('readline');
const root = process.argv[1];
const element = () => ({setAttribute() {}, remove() {}, addEventListener(name, call) { this['on' + name] = call; }});
const append = script => queueMicrotask(() => {
	let text;
	try {
		text = fs.readFileSync(path.join(root, new URL(script.src).pathname), 'utf8');
	} catch { return script.onerror && script.onerror(); }
	run(text, script.src);
	if (script.onload) script.onload();
});
const nothing = {appendChild: append, append, removeChild() {}, querySelector: () => null, querySelectorAll: () => []};
const context = vm.createContext({
	URL, URLSearchParams, atob, TextDecoder, TextEncoder, setTimeout, clearTimeout, queueMicrotask, console, performance,
	location: new URL('http://site.example/ask.html'),
	document: {createElement: element, head: nothing, body: nothing, documentElement: nothing, currentScript: null, readyState: 'complete',
		addEventListener() {}, getElementById: () => null, querySelector: () => null, querySelectorAll: () => []},
});
context.window = context.self = context.globalThis = context;
context.addEventListener = () => {};
function run(text, src) {
	context.document.currentScript = {src, dataset: {}, getAttribute: () => null};
	vm.runInContext(text, context, {filename: src});
	context.document.currentScript = null;
}
run(fs.readFileSync(path.join(root, 'assets/search.js'), 'utf8'), 'http://site.example/assets/search.js');
vm.runInContext(process.argv[2], context);
readline.createInterface({input: process.stdin}).on('line', async line => {
	const {query, limit} = JSON.parse(line);
	try { console.log(JSON.stringify(await context.ask(query, limit))); } catch (error) { console.log(JSON.stringify({error: String(error && error.stack || error)})); }
});`

// node is the script in Node, for a site on disk.
type node struct {
	questions io.Writer
	answers   *bufio.Scanner
}

func newNode(t testing.TB, dir string) *node {
	t.Helper()
	command := exec.Command("node", "-e", nodeHarness, dir, oursAsk)
	command.Stderr = os.Stderr
	questions, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatalf("start Node: %v", err)
	}
	t.Cleanup(func() {
		_ = questions.Close()
		_ = command.Wait()
	})
	lines := bufio.NewScanner(answers)
	lines.Buffer(nil, maxLine)
	return &node{questions, lines}
}

func (n *node) Search(query string, limit int) ([]string, int, error) {
	if _, err := fmt.Fprintln(n.questions, quote(map[string]any{"query": query, "limit": limit})); err != nil {
		return nil, 0, err
	}
	if !n.answers.Scan() {
		return nil, 0, fmt.Errorf("no answer from Node: %w", io.ErrUnexpectedEOF)
	}
	var found struct {
		answer
		Error string `json:"error"`
	}
	if err := json.Unmarshal(n.answers.Bytes(), &found); err != nil {
		return nil, 0, err
	}
	if found.Error != "" {
		return nil, 0, fmt.Errorf("search.js: %s", found.Error)
	}
	return found.Paths, found.Total, nil
}

// addScript puts the script, as it is published, and a page that asks it beside an index.
func addScript(t testing.TB, dir string) {
	t.Helper()
	script, err := os.ReadFile(scriptFile)
	if err != nil {
		t.Fatal(err)
	}
	if script, err = asset.Minify("assets/search.js", script); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "assets", "search.js"), string(script))
	writeFile(t, filepath.Join(dir, "ask.html"), oursPage)
}

// siteFolder writes an index with the script.
func siteFolder(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), string(data))
	}
	addScript(t, dir)
	return dir
}
