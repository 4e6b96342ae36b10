package search_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/lab/eval"
	"bantin/internal/search"
)

const script = "../../static/assets/search.js"

// answer is what the script says to a query.
type answer struct {
	Total     int
	Near      bool
	Corrected string
	Suggested string
	Hits      [][]any // number, score, address
	Error     string
}

// scripted answers queries with the real script in Node, from the files on disk.
func scripted(t *testing.T, dir string, queries []search.Query) []answer {
	t.Helper()
	rows := make([][]any, len(queries))
	for i, q := range queries {
		rows[i] = []any{q.Text, map[string]any{
			"exact": q.Exact, "byDate": q.ByDate, "section": q.Section, "kind": q.Kind, "tag": q.Tag, "year": q.Year, "limit": q.Limit, "all": q.All,
		}}
	}
	in, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	seeScript(t)
	cmd := exec.Command("node", "testdata/ask.js", script, dir)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []answer
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// seeScript tells the go tool that the test depends on the script, which only Node opens.
func seeScript(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(script); err != nil {
		t.Fatal(err)
	}
}

// onDisk writes the files of an index.
func onDisk(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for path, data := range files {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The script and the Go reader give the same documents, scores, totals and corrections.
func TestScriptRanksAsGo(t *testing.T) {
	files := index(t, fixture(t)...)
	reader := open(t, files)
	corpus := eval.NewCorpus(eval.Fixture())
	var queries []search.Query
	for _, kind := range eval.Kinds() {
		for i, q := range corpus.Queries(kind.Name, 7) {
			if i < 25 {
				queries = append(queries, search.Query{Text: q.Text})
			}
		}
	}
	for _, text := range []string{
		"hòa", "thúy", "nghị quyết", "dang bo", "kỹ thuật", "UBND xã", "ủy ban nhân dân", "15 nq hu", "tn&mt", "N'Drung", "đ/c", "ng", "q",
		`"nghị quyết" -huyện`, "“đảng bộ” huyện", "hoà bình 2018", "ﬁ ½ İstanbul", "𝐀 b", "\u00adx\u200by", "1.234/QĐ-UBND", "", "  ", "-", "nghi quet", "nghi quuet xa", "daang bo huyen", "hỏi giá hướng dẫn", "phòng cháy",
	} {
		queries = append(queries,
			search.Query{Text: text}, search.Query{Text: text, Exact: true}, search.Query{Text: text, ByDate: true, Limit: 30},
			search.Query{Text: text, Kind: "article"}, search.Query{Text: text, Year: 2018, All: true})
	}
	for i, got := range scripted(t, onDisk(t, files), queries) {
		want := ask(t, reader, queries[i])
		if got.Error != "" || got.Total != want.Total || got.Near != want.Near || got.Corrected != want.Corrected || got.Suggested != want.Suggested || len(got.Hits) != len(want.Hits) {
			t.Errorf("%+v:\nscript %+v\nGo     %d %v %q %v", queries[i], got, want.Total, want.Near, want.Corrected, urls(want))
			continue
		}
		for n, hit := range want.Hits {
			if got.Hits[n][0] != float64(hit.Doc) || got.Hits[n][1] != hit.Score || got.Hits[n][2] != hit.Card.URL {
				t.Errorf("%+v: hit %d is %v in the script, %d %v %s in Go", queries[i], n, got.Hits[n], hit.Doc, hit.Score, hit.Card.URL)
				break
			}
		}
	}
}

// An index with so many shards that root.js holds pages answers alike in Go and in the script.
func TestManyShards(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	docs := make([]search.Document, 900)
	for i := range docs {
		words := make([]string, 500)
		for w := range words {
			words[w] = fmt.Sprintf("%c%c%d", 'a'+random.IntN(26), 'a'+random.IntN(26), random.IntN(8))
		}
		docs[i] = note(fmt.Sprintf("%d.html", i), fmt.Sprint("bài ", i), strings.Join(words, " "))
	}
	files := index(t, docs...)
	if !slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(path string) bool { return strings.HasPrefix(path, "search/r/") }) {
		t.Fatalf("%d files, none of them a page of a directory", len(files))
	}
	reader := open(t, files)
	var queries []search.Query
	for i := 0; i < len(docs); i += 30 {
		words := strings.Fields(docs[i].Blocks[0].Text)
		queries = append(queries, search.Query{Text: `"` + strings.Join(words[40:43], " ") + `"`}, search.Query{Text: words[7] + " " + words[8][:2]})
	}
	for i, got := range scripted(t, onDisk(t, files), queries) {
		want := ask(t, reader, queries[i])
		if got.Error != "" || got.Total != want.Total || len(got.Hits) != len(want.Hits) || len(want.Hits) == 0 {
			t.Fatalf("%+v: script %+v, Go %d %v", queries[i], got, want.Total, urls(want))
		}
		if want.Hits[0].Doc != i/2*30 || got.Hits[0][0] != float64(i/2*30) {
			t.Errorf("%+v: script %v, Go %d", queries[i], got.Hits[0], want.Hits[0].Doc)
		}
	}
}

// Whatever happens to the bytes of a file, the script gives the list of the sound index or names the file: 2,600 damages.
func TestScriptRefusesDamage(t *testing.T) {
	seeScript(t)
	dir := onDisk(t, index(t, fixture(t)...))
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute) // against an endless loop
	defer cancel()
	out, err := exec.CommandContext(ctx, "node", "testdata/damage.js", script, dir, "520",
		"nghị quyết", `"nghị quyết" bếp -xã`, "nghi quuet", "15-NQ/HU", "UBND họp ngh").CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%.4000s", err, out)
	}
}
