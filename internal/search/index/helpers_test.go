package index_test

import (
	"slices"
	"testing"

	"bantin/internal/lab/engine"
	"bantin/internal/lab/eval"
	"bantin/internal/markdown"
	"bantin/internal/search/index"
	"bantin/internal/viet"
)

// fixture is the 300 articles of package eval as documents.
func fixture(t testing.TB) []index.Document {
	t.Helper()
	articles := eval.Fixture()
	slices.SortStableFunc(articles, func(a, b eval.Article) int {
		switch {
		case a.Date+"\x00"+a.Path < b.Date+"\x00"+b.Path:
			return -1
		case a.Date == b.Date && a.Path == b.Path:
			return 0
		}
		return 1
	})
	docs := make([]index.Document, len(articles))
	for i, a := range articles {
		date, err := viet.ParseDate(a.Date, nil)
		if err != nil && a.Date != "" {
			t.Fatal(err)
		}
		docs[i] = index.Document{URL: a.Path, Title: a.Title, Date: date, Section: a.Section, Kind: "article"}
		if a.Number != "" {
			docs[i].Fields = append(docs[i].Fields, index.Field{Text: a.Number, Weight: index.NumberField})
			docs[i].Kind = "document"
		}
		for _, paragraph := range a.Paragraphs {
			docs[i].Blocks = append(docs[i].Blocks, markdown.Block{Text: paragraph})
		}
	}
	return docs
}

// note is a document of one line.
func note(url, title, body string, tags ...string) index.Document {
	return index.Document{URL: url, Title: title, Kind: "article", Section: "Tin tức", Tags: tags, Blocks: []markdown.Block{{Text: body}}}
}

func indexed(t testing.TB, docs ...index.Document) map[string][]byte {
	t.Helper()
	files, err := index.IndexDocuments(docs)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func ask(t testing.TB, e *engine.Engine, query engine.Query) engine.Answer {
	t.Helper()
	answer := e.Ask(query)
	if answer.Error != "" {
		t.Fatalf("%q: %s", query.Text, answer.Error)
	}
	return answer
}
