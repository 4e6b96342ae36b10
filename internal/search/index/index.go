package index

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bantin/internal/fingerprint"
	"bantin/internal/search/format"
	"bantin/internal/viet"
)

// Index is the search index of a set of documents: what its files are and what makes them. Their rows and
// texts stay in the library.
type Index struct {
	docs   []Doc
	number numbering
	limits limits
	terms  []shard
	pairs  []shard
	files  []format.File
}

// Make makes the index of documents in the total order, oldest first. It is a pure function of them.
func Make(docs []Doc, lib Library) (*Index, error) {
	x := &Index{docs: docs, number: numberDocs(docs)}
	x.limits = limitsOf(len(docs), x.number.universe)
	var err error
	if x.terms, x.pairs, err = listsOf(docs, x.number.ids, x.limits, lib); err != nil {
		return nil, err
	}
	return x, x.makeFiles(lib)
}

// Files are the files of the index.
func (x *Index) Files() []format.File { return x.files }

// root is the payload of root.js.
type root struct {
	Count    int               `json:"n"` // documents
	Universe int               `json:"u"` // numbers of documents are below it
	Stretch  int               `json:"z"` // numbers of a stretch
	Orders   string            `json:"o"` // of the stretches: which document has which number
	Cards    string            `json:"d"` // versions of their cards
	Texts    string            `json:"k"` // versions of their texts
	Spell    string            `json:"s"` // version of the spelling list
	Years    [][2]int          `json:"y"` // year (0 for none) and the first number of its documents, oldest first
	Weights  Weights           `json:"w"`
	Shards   map[string]string `json:"t"` // kind → directory
	Paged    map[string]bool   `json:"p,omitempty"`
	Short    [][]string        `json:"a"` // keys of an abbreviation, then of its meanings
}

// makeFiles lists the files, and the root that leads to them.
func (x *Index) makeFiles(lib Library) error {
	s := stretchesOf(x.docs, x.number, lib)
	facets, facetDir, err := facetShards(x.docs, x.number)
	if err != nil {
		return err
	}
	spell, spellVersion := spellShard(x.terms, len(x.docs))
	x.files = slices.Concat(x.shardFiles(format.TermKind, x.terms, lib), x.shardFiles(format.PairKind, x.pairs, lib), facets, s.cardFiles, s.textsFiles, []format.File{spell})
	r := root{
		Count: len(x.docs), Universe: x.number.universe, Stretch: s.length, Orders: s.orders.String(), Cards: s.cards.String(), Texts: s.texts.String(),
		Spell: spellVersion, Years: x.number.years, Weights: queryWeights, Shards: map[string]string{}, Short: abbreviations(),
	}
	dirs := map[string]format.Directory{format.TermKind: directoryOf(x.terms), format.PairKind: directoryOf(x.pairs), format.FacetKind: facetDir}
	x.files = append(x.files, r.directories(dirs)...)
	payload, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode the root of the search index: %w", err)
	}
	x.files = append(x.files, format.MadeFile(format.RootKind, format.RootName, string(payload)))
	return nil
}

// directories puts the directories into the root, long ones as pages, which it returns.
func (r *root) directories(dirs map[string]format.Directory) (pages []format.File) {
	shards := 0
	for _, dir := range dirs {
		shards += len(dir.Firsts)
	}
	for _, kind := range []string{format.TermKind, format.PairKind, format.FacetKind} {
		dir := dirs[kind]
		if shards > format.PagedFrom && len(dir.Firsts) > format.PageMax {
			var made []format.File
			made, dir = dir.Pages(kind)
			pages = append(pages, made...)
			if r.Paged == nil {
				r.Paged = map[string]bool{}
			}
			r.Paged[kind] = true
		}
		r.Shards[kind] = dir.Text()
	}
	return pages
}

// shardFiles are the files of shards of terms or pairs.
func (x *Index) shardFiles(kind string, shards []shard, lib Library) []format.File {
	var files []format.File
	least := 1
	if kind == format.PairKind {
		least = x.limits.Least
	}
	for _, s := range shards {
		if s.FirstSize == 0 {
			continue
		}
		name := format.Name(kind, s.First)
		files = append(files, format.File{
			Path: format.Path(kind, name), Fingerprint: fingerprint.Of(string(format.Version), name, s.Rows, least),
			Data: func() ([]byte, error) {
				rows, err := lib.Rows(s.Rows)
				if err == nil && least > 1 {
					rows, err = published(rows, least, x.limits.Universe)
				}
				if err != nil {
					return nil, err
				}
				return format.Shard(kind, name, format.Encode64(rows)), nil
			},
		})
	}
	return files
}

// published are the rows of pairs that at least least documents hold.
func published(rows []byte, least, universe int) ([]byte, error) {
	var out format.RowWriter
	err := format.EachRow(rows, format.PairKind, universe, func(key string, row []byte, lists []format.List) {
		if lists[0].Count >= least {
			out.Add(key, row)
		}
	})
	return out.Data, err
}

// abbreviations is the table of package viet in folded keys, as the script needs it: the keys of the
// abbreviation, then of each meaning.
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
func IndexDocuments(documents []Document) (map[string][]byte, error) {
	var t Tokenizer
	lib := memory{words: map[fingerprint.Digest]Words{}, rows: map[fingerprint.Digest][]byte{}}
	docs := make([]Doc, len(documents))
	for i, document := range documents {
		docs[i] = Doc{Card: newCard(document), Words: fingerprint.Of(i)}
		lib.words[docs[i].Words] = t.Words(document)
	}
	index, err := Make(docs, &lib)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, file := range index.Files() {
		if _, twice := files[file.Path]; twice {
			return nil, fmt.Errorf("internal error: two shards at %s", file.Path)
		}
		if files[file.Path], err = file.Data(); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// shortKeys are the keys of an abbreviation as it stands in a text: "TN&MT" is "tn mt".
func shortKeys(short string) string { return joinKeys(viet.NFC(short)) }

func joinKeys(text string) string {
	var keys []string
	for _, token := range Tokens(text) {
		keys = append(keys, token.Key)
	}
	return strings.Join(keys, " ")
}
