package index

import (
	"encoding/binary"
	"errors"
	"strings"

	"bantin/internal/content"
	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// Doc is a published document of an index: its card, and the key under which the library has its words.
type Doc struct {
	Card  Card
	Words fingerprint.Digest
}

// Words are what the index needs of a document beside its card. They depend on the document alone and are
// some 10 KB, so an index never holds those of all documents: it asks its Library.
type Words struct {
	Vector Vector
	Text   Text
}

// Text is what a document's excerpts and the proof of quoted phrases are made from.
type Text struct {
	Head string   // title and fields, each a line
	Body []string // the blocks of the body as displayed
}

// Library keeps what is too large for memory: the words of documents, and the rows of shards between builds.
type Library interface {
	Vector(doc Doc) (Vector, error)
	Text(doc Doc) (Text, error)

	// Former returns the vector of a document that is no longer published or has other words now; false when
	// it is forgotten.
	Former(words fingerprint.Digest) (Vector, bool)

	Keep(rows []byte) (fingerprint.Digest, error)
	Rows(key fingerprint.Digest) ([]byte, error)
}

// Words makes the words of a document.
func (t *Tokenizer) Words(doc Document) Words {
	body := make([]string, len(doc.Blocks))
	for i, block := range doc.Blocks {
		body[i] = block.Text
	}
	head := doc.Title
	for _, field := range doc.Fields {
		head += "\n" + field.Text
	}
	return Words{Vector: t.Vector(doc), Text: Text{Head: head, Body: body}}
}

// EntryWords makes the words of an entry as it is read, before anything is joined to it.
func (t *Tokenizer) EntryWords(e *content.Entry, blocks []markdown.Block) Words {
	return t.Words(entryDocument(e, blocks))
}

func entryDocument(e *content.Entry, blocks []markdown.Block) Document {
	return Document{Title: e.Title, Fields: fields(e), Blocks: blocks}
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
	add(NumberField, e.Number())
	add(TagField, e.Tags...)
	add(NameField, e.Keywords...)
	add(NameField, e.People...)
	add(NameField, e.Places...)
	add(NameField, e.Authors...)
	add(NameField, e.Organization)
	if !e.LeadInBody {
		add(SummaryField, e.Summary)
	}
	add(SummaryField, e.Abstract())
	for _, a := range e.Attachments {
		add(SummaryField, a.Title)
	}
	return list
}

// ItemCard is the card of an entry at its place in the site.
func ItemCard(it *site.Item) Card {
	tags := make([]string, len(it.Tags))
	for i, t := range it.Tags {
		tags[i] = t.Label
	}
	return newCard(Document{
		URL: it.URL, Title: it.Entry.Title, Date: it.Entry.Date, Section: it.Card.Section, Kind: it.Entry.Kind, Tags: tags,
		Summary: it.Entry.Lead,
	})
}

var errWords = errors.New("words are cut off or not of this format")

// AppendBinary appends the vector in the form that ParseVector reads.
func (v Vector) AppendBinary(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(v.Forms)))
	return append(append(dst, v.Forms...), v.Pairs...)
}

// ParseVector reads a vector, which shares the memory of data.
func ParseVector(data []byte) (Vector, error) {
	forms, size := binary.Uvarint(data)
	if size <= 0 || forms > uint64(len(data)-size) {
		return Vector{}, errWords
	}
	data = data[size:]
	return Vector{Forms: data[:forms:forms], Pairs: data[forms:]}, nil
}

// AppendBinary appends the text in the form that ParseText reads.
func (t Text) AppendBinary(dst []byte) []byte {
	dst = appendSized(dst, t.Head)
	for _, s := range t.Body {
		dst = appendSized(dst, s)
	}
	return dst
}

// appendSized appends the length of a text and the text.
func appendSized(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// ParseText reads a text.
func ParseText(data []byte) (Text, error) {
	var all []string
	for len(data) > 0 {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)-size) {
			return Text{}, errWords
		}
		all = append(all, string(data[size:size+int(n)]))
		data = data[size+int(n):]
	}
	if len(all) == 0 {
		return Text{}, errWords
	}
	return Text{Head: all[0], Body: all[1:]}, nil
}

// pair is what a file of texts holds of a document.
func (t Text) pair() [2]string { return [2]string{t.Head, strings.Join(t.Body, "\n")} }
