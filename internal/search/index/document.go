package index

import (
	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// Document is what the index knows of one published entry (bài): what its card shows and what its words are.
type Document struct {
	URL     string // path under the output folder: tin-tuc/2018/bai.html
	Title   string
	Date    viet.Date
	Section string // label of the main section, "" at the top
	Kind    string // "article", "document" …
	Tags    []string
	Summary string

	Fields []Field          // words beside title and body
	Blocks []markdown.Block // the body; no pair of words crosses a block
}

// Field is text of the front matter that is searched but stands outside of the body.
type Field struct {
	Text   string
	Weight FieldWeight
}

// FieldWeight says what kind of text a field is; weights.go has the figures.
type FieldWeight uint8

// The kinds of fields, from the heaviest.
const (
	NumberField  FieldWeight = iota // số, ký hiệu: the document's own number
	TagField                        // tags (chủ đề)
	NameField                       // people, places, keywords
	SummaryField                    // summary or abstract, when it is no part of the body
)

// Card is what a result shows of a document, and what it can be filtered by.
type Card struct {
	URL     string
	Title   string
	Date    string // as viet.Date.Machine, no finer than a day: "2018-03-20", "2018", ""
	Section string
	Kind    string
	Tags    []string
	Summary string // cut for display
}

func newCard(doc Document) Card {
	summary := doc.Summary
	if summary == "" && len(doc.Blocks) > 0 {
		summary = doc.Blocks[0].Text
	}
	date := doc.Date.Lower(viet.PrecisionDay).Machine()
	return Card{
		URL: doc.URL, Title: doc.Title, Date: date, Section: doc.Section, Kind: doc.Kind, Tags: doc.Tags,
		Summary: cutWords(summary, summaryBytes),
	}
}

// digest covers everything of the card that reaches the index.
func (c Card) digest() fingerprint.Digest {
	return fingerprint.Of(c.URL, c.Title, c.Date, c.Section, c.Kind, c.Tags, c.Summary)
}
