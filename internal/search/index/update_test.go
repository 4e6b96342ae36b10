package index_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"bantin/internal/markdown"
	"bantin/internal/search/index"
	"bantin/internal/viet"
)

// Random edits: the index that is brought up to date has the bytes of one that is made anew, whatever came,
// went or changed its date, and across the numbers of documents at which limits change.
func TestUpdateIsMake(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 1))
		w := newWorld(t, random, 60+int(seed)*30)
		if seed == 5 {
			w = newWorld(t, random, 990) // pairs of one document vanish at 1,000
		}
		for step := range 12 {
			for range 1 + random.IntN(4) {
				w.edit()
			}
			updated, made := w.update(t), w.make(t)
			if !maps.Equal(updated, made) {
				t.Fatalf("seed %d, step %d: %s", seed, step, differing(updated, made))
			}
		}
		if w.updated == 0 {
			t.Errorf("seed %d: every index was made anew", seed)
		}
	}
}

// differing names files that differ.
func differing(a, b map[string]string) string {
	var names []string
	for path := range a {
		if a[path] != b[path] {
			names = append(names, path)
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			names = append(names, path+" is missing")
		}
	}
	slices.Sort(names)
	return fmt.Sprintf("%d files differ: %s", len(names), strings.Join(names[:min(5, len(names))], ", "))
}

// world is a set of documents that is edited.
type world struct {
	random  *rand.Rand
	docs    []index.Document
	names   int
	lib     *index.TestLibrary
	last    *index.Index
	updated int
}

func newWorld(t *testing.T, random *rand.Rand, n int) *world {
	t.Helper()
	w := &world{random: random, lib: index.NewTestLibrary()}
	for range n {
		w.add()
	}
	return w
}

func (w *world) add() {
	w.names++
	doc := index.Document{URL: fmt.Sprintf("bai-%d.html", w.names), Title: w.words(6), Kind: "article", Section: []string{"Tin tức", "Văn bản"}[w.names%2]}
	doc = w.dated(doc)
	for range 1 + w.random.IntN(3) {
		doc.Blocks = append(doc.Blocks, block(w.words(5+w.random.IntN(30))))
	}
	w.docs = append(w.docs, doc)
}

func (w *world) dated(doc index.Document) index.Document {
	text := fmt.Sprintf("%d-%02d-%02d", 2012+w.random.IntN(6), 1+w.random.IntN(12), 1+w.random.IntN(28))
	text = text[:[]int{10, 10, 10, 10, 7, 4, 0}[w.random.IntN(7)]]
	doc.Date = viet.Date{}
	if text != "" {
		var err error
		if doc.Date, err = viet.ParseDate(text, nil); err != nil {
			panic(err)
		}
	}
	return doc
}

var syllables = strings.Fields("đảng bộ huyện bảo yên báo bão nghị quyết nghì xã thôn hòa giải hóa quế thúy thủy trồng rừng ủy ban nhân dân 15-NQ/HU 2018 dân dẫn đường")

func (w *world) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = syllables[w.random.IntN(len(syllables))]
		if w.random.IntN(8) == 0 {
			list[i] = fmt.Sprintf("%c%c%c", 'a'+w.random.IntN(26), 'a'+w.random.IntN(26), 'a'+w.random.IntN(26))
		}
	}
	return strings.Join(list, " ")
}

func (w *world) edit() {
	i := w.random.IntN(len(w.docs))
	switch w.random.IntN(6) {
	case 0, 1:
		w.add()
	case 2:
		w.docs = slices.Delete(w.docs, i, i+1)
	case 3:
		w.docs[i] = w.dated(w.docs[i])
	case 4:
		w.docs[i].Title = w.words(6)
	case 5:
		w.docs[i].Blocks = append(slices.Clone(w.docs[i].Blocks), block(w.words(12)))
	}
}

// sorted are the documents in the total order.
func (w *world) sorted() []index.Document {
	docs := slices.Clone(w.docs)
	slices.SortFunc(docs, func(a, b index.Document) int {
		if order := a.Date.Compare(b.Date); order != 0 {
			return order
		}
		return strings.Compare(a.URL, b.URL)
	})
	return docs
}

func (w *world) update(t *testing.T) map[string]string {
	t.Helper()
	before := w.lib.Kept
	made, err := index.Update(w.last, w.lib.Docs(w.sorted()), w.lib)
	if err != nil {
		t.Fatal(err)
	}
	if w.last != nil && w.lib.Kept-before < len(made.Files())/3 {
		w.updated++
	}
	w.last = made
	return contents(t, made)
}

func (w *world) make(t *testing.T) map[string]string {
	t.Helper()
	lib := index.NewTestLibrary()
	made, err := index.Make(lib.Docs(w.sorted()), lib)
	if err != nil {
		t.Fatal(err)
	}
	return contents(t, made)
}

func contents(t *testing.T, made *index.Index) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, f := range made.Files() {
		data, err := f.Data()
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := files[f.Path]; twice {
			t.Fatalf("two files %s", f.Path)
		}
		files[f.Path] = string(data)
	}
	return files
}

func block(text string) markdown.Block { return markdown.Block{Text: text} }

// counting counts the documents whose words are asked for.
type counting struct {
	index.Library
	asked *atomic.Int64
}

func (c counting) Vector(doc index.Doc) (index.Vector, error) {
	c.asked.Add(1)
	return c.Library.Vector(doc)
}

// TestFound_E6_ShortWay: after one edit the words of a few documents are asked for, and not those of all.
func TestFound_E6_ShortWay(t *testing.T) {
	w := newWorld(t, rand.New(rand.NewPCG(7, 7)), 200)
	lib := counting{w.lib, new(atomic.Int64)}
	last, err := index.Update(nil, w.lib.Docs(w.sorted()), lib)
	if err != nil || lib.asked.Load() < 200 {
		t.Fatalf("the first index: %d documents, %v", lib.asked.Load(), err)
	}
	w.edit()
	lib.asked.Store(0)
	if _, err := index.Update(last, w.lib.Docs(w.sorted()), lib); err != nil || lib.asked.Load() > 20 {
		t.Errorf("after one edit: %d documents, %v", lib.asked.Load(), err)
	}
}
