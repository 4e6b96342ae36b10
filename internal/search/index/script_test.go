package index_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/lab/engine"
	"bantin/internal/search/index"
)

// An index with so many shards that root.js holds pages answers as a small one.
func TestManyShards(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	docs := make([]index.Document, 900)
	for i := range docs {
		words := make([]string, 500)
		for w := range words {
			words[w] = fmt.Sprintf("%c%c%d", 'a'+random.IntN(26), 'a'+random.IntN(26), random.IntN(8))
		}
		docs[i] = note(fmt.Sprintf("%d.html", i), fmt.Sprint("bài ", i), strings.Join(words, " "))
	}
	files := indexed(t, docs...)
	if !slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(path string) bool { return strings.HasPrefix(path, "search/r/") }) {
		t.Fatalf("%d files, none of them a page of a directory", len(files))
	}
	asked := engine.Start(t, files)
	for i := 0; i < len(docs); i += 30 {
		words := strings.Fields(docs[i].Blocks[0].Text)
		for _, text := range []string{`"` + strings.Join(words[40:43], " ") + `"`, words[7] + " " + words[8][:2]} {
			if got := ask(t, asked, engine.Query{Text: text}); len(got.Hits) == 0 || got.Hits[0].Doc != i {
				t.Errorf("%q finds %+v, want document %d first", text, got.Hits, i)
			}
		}
	}
}

// Whatever happens to the bytes of a file, the script gives the list of the sound index or names the file:
// 2,600 damages.
func TestScriptRefusesDamage(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute) // against an endless loop
	defer cancel()
	out, err := exec.CommandContext(ctx, "node", "testdata/damage.js", engine.Source(), engine.Write(t, indexed(t, fixture(t)...)), "520",
		"nghị quyết", `"nghị quyết" bếp -xã`, "nghi quuet", "15-NQ/HU", "UBND họp ngh").CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%.4000s", err, out)
	}
}
