package eval

import (
	"cmp"
	"slices"
	"testing"

	"bantin/internal/lab/engine"
	"bantin/internal/markdown"
	"bantin/internal/search/index"
	"bantin/internal/viet"
)

// documents are the articles in the order of the index: by date, then path.
func documents(articles []Article) []index.Document {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, func(a, b Article) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Path, b.Path)) })
	var docs []index.Document
	for _, a := range articles {
		doc := index.Document{URL: a.Path, Title: a.Title, Section: a.Section, Kind: "article"}
		if date, err := viet.ParseDate(a.Date, nil); err == nil {
			doc.Date = date
		}
		if a.Number != "" {
			doc.Kind = "document"
			doc.Fields = []index.Field{{Text: a.Number, Weight: index.NumberField}}
		}
		for _, text := range a.Paragraphs {
			doc.Blocks = append(doc.Blocks, markdown.Block{Text: text})
		}
		docs = append(docs, doc)
	}
	return docs
}

// indexWithOurs gives the script in Node with the index of the articles, and the folder of that.
func indexWithOurs(t testing.TB, articles []Article) (*engine.Engine, string) {
	t.Helper()
	files, err := index.IndexDocuments(documents(articles))
	if err != nil {
		t.Fatal(err)
	}
	dir := engine.Write(t, files)
	return engine.Open(t, dir), dir
}
