// Package engine asks the search of the reader's page, static/assets/search.js as it is published, in one
// Node process for each index.
//
//	e := engine.Start(t, files)                            // files of an index: path → bytes
//	answer := e.Ask(engine.Query{Text: `nghị quyết -tỉnh`})
//
// Tests and the evaluation judge what readers run: there is no second reader of an index.
package engine

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"bantin/internal/asset"
)

//go:embed ask.js
var ask string

// Query is what a reader asks. Zero values are those of the page.
type Query struct {
	Text    string `json:"-"`
	Exact   bool   `json:"exact,omitempty"`
	ByDate  bool   `json:"byDate,omitempty"`
	Section string `json:"section,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Tag     string `json:"tag,omitempty"`
	Year    int    `json:"year,omitempty"`
	Limit   int    `json:"limit,omitempty"` // hits to show; 0 for ten
	All     bool   `json:"all,omitempty"`   // verify every phrase, so that totals are certain
}

// Answer is what the script says.
type Answer struct {
	Total int // documents that hold every word as typed; -1 when the number is not certain
	// none holds every word as typed: Total counts other accents, abbreviations and beginnings
	Near      bool
	Corrected string // the query that was answered instead
	Suggested string // a query that may have been meant
	Missing   string // a file of the index without which the list is not whole
	Hits      []Hit
	Error     string // the file of the index that is missing or damaged, else what went wrong
}

// Hit is one document of an answer.
type Hit struct {
	Doc       int // number in the total order
	Score     float64
	URL, Date string
}

// URLs are the addresses of the hits, best first.
func (a Answer) URLs() []string {
	list := []string{}
	for _, hit := range a.Hits {
		list = append(list, hit.URL)
	}
	return list
}

// Engine is the script with one index. It is for one goroutine.
type Engine struct {
	t         testing.TB
	questions io.Writer
	answers   *bufio.Scanner
}

// Start writes an index to the disk and starts Node with the script. The test ends it.
func Start(t testing.TB, files map[string][]byte) *Engine {
	t.Helper()
	return Open(t, Write(t, files))
}

// Write writes the files of an index into a folder of the test's.
func Write(t testing.TB, files map[string][]byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, data := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	}
	return dir
}

// Open starts Node with the script and the index of an output folder.
func Open(t testing.TB, dir string) *Engine {
	t.Helper()
	script := filepath.Join(t.TempDir(), "search.js")
	write(t, script, Script(t))
	command := exec.Command("node", "-e", ask, "--", script, dir)
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
	lines.Buffer(nil, 64<<20)
	return &Engine{t, questions, lines}
}

// Script is the published script, minified as a build does it.
func Script(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile(Source())
	if err == nil {
		text, err = asset.Minify("assets/search.js", text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Source is the path of the script in this checkout.
func Source() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "../../../static/assets/search.js")
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Ask answers a query. An Answer with an Error is the script's; a Node that ends is the test's.
func (e *Engine) Ask(q Query) Answer {
	e.t.Helper()
	line, err := json.Marshal(map[string]any{"query": q.Text, "options": q})
	if err != nil {
		e.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(e.questions, "%s\n", line); err != nil {
		e.t.Fatal(err)
	}
	if !e.answers.Scan() {
		e.t.Fatalf("%q: no answer from Node: %v", q.Text, e.answers.Err())
	}
	var answer Answer
	if err := json.Unmarshal(e.answers.Bytes(), &answer); err != nil {
		e.t.Fatal(err)
	}
	return answer
}

// Search is a query of the evaluation: addresses of at most limit articles, best first, and how many there
// are in all.
func (e *Engine) Search(query string, limit int) ([]string, int, error) {
	a := e.Ask(Query{Text: query, Limit: limit})
	if a.Error != "" {
		return nil, 0, fmt.Errorf("search.js: %s", a.Error)
	}
	return a.URLs(), a.Total, nil
}
