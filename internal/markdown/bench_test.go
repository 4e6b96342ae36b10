package markdown

import (
	"bytes"
	"os"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"bantin/internal/diag"
)

// article is an ordinary text of 17 KB with headings, a list, a table, links, pictures and notes.
func article(b *testing.B) string {
	text, err := os.ReadFile("testdata/article.md")
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

// BenchmarkGoldmark is the yardstick: goldmark alone with the same extensions, to HTML and nothing else.
func BenchmarkGoldmark(b *testing.B) {
	source := []byte(article(b))
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := md.Convert(source, &out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConvert(b *testing.B) {
	file := diag.File{Path: "content/tin-tuc/a.md", Text: article(b)}
	b.SetBytes(int64(len(file.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if doc := Convert(file, 0, Options{NestedPlusLists: true}); len(doc.Blocks) == 0 {
			b.Fatal("nothing was converted")
		}
	}
}

func BenchmarkRender(b *testing.B) {
	doc := Convert(diag.File{Path: "content/tin-tuc/a.md", Text: article(b)}, 0, Options{})
	refs := exampleReferences(doc)
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		doc.Body.Render(&out, refs)
	}
}
