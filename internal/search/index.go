package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"bantin/internal/viet"
)

// root is the payload of root.js.
type root struct {
	Counts  [2]int            `json:"n"` // documents of the base and of the newest segment
	Orders  [2]string         `json:"o"` // which document has which number
	Cards   [2]string         `json:"d"` // versions of the cards
	Texts   [2]string         `json:"k"` // versions of the texts
	Spell   string            `json:"s"` // version of the spelling list
	Years   [][2]int          `json:"y"` // year (0 for none) and its first document number, oldest first
	Weights Weights           `json:"w"`
	Shards  map[string]string `json:"t"` // kind → directory
	Paged   map[string]bool   `json:"p,omitempty"`
	Short   [][]string        `json:"a"` // keys of an abbreviation, then of its meanings
}

// Index makes the files of the index of entries in the total order, oldest first. It is a pure function of them; no file depends on
// entries of the other segment but root.js.
func Index(entries []Entry) ([]File, error) {
	newest := newestCount(len(entries))
	base := len(entries) - newest
	r := root{Weights: queryWeights, Years: years(entries), Shards: map[string]string{}, Short: abbreviations()}
	var files []File
	dirs := map[string]directory{}
	for segment, part := range [][]Entry{entries[:base], entries[base:]} {
		made, err := indexSegment(segment, base, part, dirs, &r)
		if err != nil {
			return nil, err
		}
		files = append(files, made...)
	}
	shards := 0
	for _, dir := range dirs {
		shards += len(dir.firsts)
	}
	for _, kind := range []string{"t", "tn", "b", "bn", "f", "fn"} {
		dir := dirs[kind]
		if shards > pagedFrom && len(dir.firsts) > pageMax {
			pages, top := dir.pages(kind)
			files = append(files, pages...)
			if r.Paged == nil {
				r.Paged = map[string]bool{}
			}
			r.Paged[kind] = true
			dir = top
		}
		r.Shards[kind] = dir.text()
	}
	payload, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode the root of the search index: %w", err)
	}
	return append(files, newShard(rootKind, rootName, string(payload))), nil
}

const rootName = "root"

// indexSegment makes the files of one segment, and enters them into dirs and r.
func indexSegment(segment, base int, entries []Entry, dirs map[string]directory, r *root) ([]File, error) {
	suffix := segmentSuffix[segment]
	n := len(entries)
	least := 1 // so that a pair that occurs once here and once in the base is not lost
	if segment == 0 {
		least = minPairs(base)
	}
	order := orderOf(entries)
	var (
		terms, pairs     []File
		termDir, pairDir directory
		spellings        []spelling
		both             errgroup.Group // they share nothing but the vectors, which they read
	)
	both.Go(func() (err error) {
		terms, termDir, spellings, err = termShards(termKind+suffix, termSize(segment, base), n, func(doc int) []byte { return entries[doc].Vector.Forms })
		return err
	})
	both.Go(func() (err error) {
		pairs, pairDir, err = pairShards(pairKind+suffix, pairSize(segment, base), n, least, func(doc int) []byte { return entries[doc].Vector.Pairs })
		return err
	})
	if err := both.Wait(); err != nil {
		return nil, err
	}
	facets, facetDir := facetShards(facetKind+suffix, entries)
	cards, cardVersion, err := cardShards(cardKind+suffix, order, entries)
	if err != nil {
		return nil, err
	}
	texts, textVersion, err := textShards(textKind+suffix, order, entries)
	if err != nil {
		return nil, err
	}
	dirs[termKind+suffix], dirs[pairKind+suffix], dirs[facetKind+suffix] = termDir, pairDir, facetDir
	r.Counts[segment], r.Orders[segment], r.Cards[segment], r.Texts[segment] = n, order, cardVersion, textVersion
	files := slices.Concat(terms, pairs, facets, cards, texts)
	if segment == 0 {
		spell, version := spellShard(spellings, base)
		files = append(files, spell)
		r.Spell = version
	}
	return files, nil
}

// years lists the years with their first document.
func years(entries []Entry) [][2]int {
	var list [][2]int
	for i, entry := range entries {
		year := 0
		if len(entry.Card.Date) >= 4 {
			_, _ = fmt.Sscanf(entry.Card.Date[:4], "%d", &year)
		}
		if len(list) == 0 || list[len(list)-1][0] != year {
			list = append(list, [2]int{year, i})
		}
	}
	return list
}

// abbreviations is the table of package viet in folded keys, as the script needs it: the keys of the abbreviation, then of each meaning.
func abbreviations() [][]string {
	var table [][]string
	place := map[string]int{}
	for _, a := range viet.Abbreviations() {
		short := shortKeys(a.Short)
		at, ok := place[short]
		if !ok {
			at = len(table)
			place[short] = at
			table = append(table, []string{short})
		}
		for _, long := range a.Long {
			if keys := joinKeys(long); !slices.Contains(table[at][1:], keys) {
				table[at] = append(table[at], keys)
			}
		}
	}
	return table
}

// IndexDocuments makes the whole index of documents in the total order: path → bytes.
func IndexDocuments(docs []Document) (map[string][]byte, error) {
	var t Tokenizer
	entries := make([]Entry, len(docs))
	for i, doc := range docs {
		entries[i] = t.Entry(doc)
	}
	files, err := Index(entries)
	if err != nil {
		return nil, err
	}
	byPath := make(map[string][]byte, len(files))
	for _, file := range files {
		if _, twice := byPath[file.Path]; twice {
			return nil, fmt.Errorf("internal error: two shards at %s", file.Path)
		}
		byPath[file.Path] = file.Data
	}
	return byPath, nil
}

var errStale = errors.New("is of another version of the site")

func cutOrder(payload, order string) (string, bool) {
	return strings.CutPrefix(payload, order+"\n")
}
