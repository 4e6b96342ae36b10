package index_test

import (
	"fmt"
	"slices"
	"testing"

	"bantin/internal/search/index"
	"bantin/internal/viet"
)

// archive is the fixture in several years, as an archive of thousands.
func archive(b *testing.B, copies int) []index.Document {
	var docs []index.Document
	base := fixture(b)
	for n := range copies {
		for i, doc := range base {
			doc.URL = fmt.Sprintf("%d/%s", n, doc.URL)
			doc.Title = fmt.Sprintf("%s %d", doc.Title, n*1000+i)
			date, err := viet.ParseDate(fmt.Sprintf("%d-%02d-%02d", 2000+n, i%12+1, i%28+1), nil)
			if err != nil {
				b.Fatal(err)
			}
			doc.Date = date
			docs = append(docs, doc)
		}
	}
	slices.SortStableFunc(docs, func(x, y index.Document) int { return x.Date.Compare(y.Date) })
	return docs
}

// BenchmarkWords is making the words of documents.
func BenchmarkWords(b *testing.B) {
	docs := archive(b, 10)
	for b.Loop() {
		var t index.Tokenizer
		for _, doc := range docs {
			t.Words(doc)
		}
	}
	perDocument(b, len(docs))
}

// BenchmarkMake is making an index from the words of all documents.
func BenchmarkMake(b *testing.B) {
	lib := index.NewTestLibrary()
	docs := lib.Docs(archive(b, 10))
	for b.Loop() {
		if _, err := index.Make(docs, lib); err != nil {
			b.Fatal(err)
		}
	}
	perDocument(b, len(docs))
}

// BenchmarkUpdate is bringing an index up to date after an edit of one text, there and back.
func BenchmarkUpdate(b *testing.B) {
	lib := index.NewTestLibrary()
	documents := archive(b, 10)
	before := lib.Docs(documents)
	documents[len(documents)/2].Title += " và một câu mới"
	after := lib.Docs(documents)
	made, err := index.Make(before, lib)
	for i := 0; err == nil && b.Loop(); i++ {
		made, err = index.Update(made, [][]index.Doc{after, before}[i%2], lib)
	}
	if err != nil {
		b.Fatal(err)
	}
}

func perDocument(b *testing.B, documents int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(documents), "µs/document")
}
