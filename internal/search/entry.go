package search

import (
	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// ReadEntry makes what the index needs of an entry as it is read, before anything is joined to it: everything but the card.
func (t *Tokenizer) ReadEntry(e *content.Entry, blocks []markdown.Block) Entry {
	entry := t.Entry(Document{Title: e.Title, Fields: fields(e), Blocks: blocks})
	entry.Card = Card{}
	return entry
}

// fields are the words of an entry beside its title and body.
func fields(e *content.Entry) []Field {
	var list []Field
	add := func(weight FieldWeight, texts ...string) {
		for _, text := range texts {
			if text != "" {
				list = append(list, Field{Text: text, Weight: weight})
			}
		}
	}
	add(TagField, e.Tags...)
	add(NameField, e.Keywords...)
	add(NameField, e.People...)
	add(NameField, e.Places...)
	add(NameField, e.Authors...)
	add(NameField, e.Organization)
	if !e.LeadInBody {
		add(SummaryField, e.Summary)
	}
	return list
}

// At returns the entry with the card of its place in the site.
func (e Entry) At(it *site.Item) Entry {
	tags := make([]string, len(it.Tags))
	for i, t := range it.Tags {
		tags[i] = t.Label
	}
	e.Card = newCard(Document{
		URL: it.URL, Title: it.Entry.Title, Date: it.Entry.Date, Section: it.Card.Section, Kind: it.Entry.Kind, Tags: tags,
		Summary: it.Entry.Lead,
	})
	return e
}

// TextDigest covers everything of the entry but its card.
func (e Entry) TextDigest() fingerprint.Digest {
	return fingerprint.Of(e.Vector.Digest(), e.Head, e.Text)
}

// CardDigest covers the entry's card.
func (e Entry) CardDigest() fingerprint.Digest { return e.Card.digest() }
