package eval

import (
	"cmp"
	"io/fs"
	"slices"
	"testing"

	"bantin/internal/markdown"
	"bantin/internal/search"
	"bantin/internal/viet"
)

// reader is the engine of this project, read by Go as `bantin search` does.
type reader struct{ index *search.Reader }

func (r reader) Search(query string, limit int) ([]string, int, error) {
	result, err := r.index.Search(search.Query{Text: query, Limit: limit})
	if err != nil {
		return nil, 0, err
	}
	var paths []string
	for _, hit := range result.Hits {
		paths = append(paths, hit.Card.URL)
	}
	return paths, result.Total, nil
}

// documents are the articles in the order of the index: by date, then path.
func documents(articles []Article) []search.Document {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, func(a, b Article) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Path, b.Path)) })
	var docs []search.Document
	for _, a := range articles {
		doc := search.Document{URL: a.Path, Title: a.Title, Section: a.Section, Kind: "article"}
		if date, err := viet.ParseDate(a.Date, nil); err == nil {
			doc.Date = date
		}
		if a.Number != "" {
			doc.Kind = "document"
			doc.Fields = []search.Field{{Text: a.Number, Weight: search.NumberField}}
		}
		for _, text := range a.Paragraphs {
			doc.Blocks = append(doc.Blocks, markdown.Block{Text: text})
		}
		docs = append(docs, doc)
	}
	return docs
}

// indexWithOurs gives the reader of the index of the articles, and the index's files.
func indexWithOurs(t testing.TB, articles []Article) (reader, map[string][]byte) {
	t.Helper()
	files, err := search.IndexDocuments(documents(articles))
	if err != nil {
		t.Fatal(err)
	}
	index, err := search.Open(func(path string) ([]byte, error) {
		if data, ok := files[path]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	return reader{index}, files
}
