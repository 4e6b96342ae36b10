package index

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"bantin/internal/fingerprint"
	"bantin/internal/search/format"
)

// Cards lie cardsAFile numbers in a file, texts textsAFile, in the clear: a compressed text is smaller than
// compressed base64 of it. A payload is the order of the stretch of numbers that the file is of, a line end,
// and a JSON array with a row for each number, 0 where no document has it. A row of cards is [title, address,
// date, section, kind, summary], one of texts [title and fields, blocks of the body, each a line]. An edit
// rewrites one file of each. The order, a digest of which document has which number, says that the file
// belongs to these lists; for each stretch root.js has it, and a version of the cards and of the texts under
// which browsers may keep the files.

// codeLen is the length of an order and of a version, of 5 bits a character.
const codeLen = 4

// stretches are the orders and versions of the stretches, codeLen characters each.
type stretches struct {
	length                int
	orders, cards, texts  strings.Builder
	cardDigests           []fingerprint.Digest // of each document
	cardFiles, textsFiles []format.File
}

// stretchesOf cuts documents into stretches and makes the files of their cards and texts.
func stretchesOf(docs []Doc, n numbering, lib Library) *stretches {
	s := &stretches{length: stretchLength(n.universe), cardDigests: make([]fingerprint.Digest, len(docs))}
	for i := range docs {
		s.cardDigests[i] = docs[i].Card.digest()
	}
	at := 0
	for start := 0; start < n.universe; start += s.length {
		end := at
		for end < len(docs) && int(n.ids[end]) < start+s.length {
			end++
		}
		s.add(docs[at:end], n.ids[at:end], s.cardDigests[at:end], lib)
		at = end
	}
	return s
}

// add adds a stretch with its documents.
func (s *stretches) add(docs []Doc, ids []int32, cards []fingerprint.Digest, lib Library) {
	urls, words := make([]string, len(docs)), make([]fingerprint.Digest, len(docs))
	for i, doc := range docs {
		urls[i], words[i] = doc.Card.URL, doc.Words
	}
	order := code(fingerprint.Of(urls, ids))
	s.orders.WriteString(order)
	s.cards.WriteString(code(fingerprint.Of(cards)))
	s.texts.WriteString(code(fingerprint.Of(words)))
	s.cardFiles = append(s.cardFiles, numberedFiles(format.CardKind, cardsAFile, order, docs, ids, cards, func(doc Doc) (any, error) {
		c := doc.Card
		return [...]string{c.Title, c.URL, c.Date, c.Section, c.Kind, c.Summary}, nil
	})...)
	s.textsFiles = append(s.textsFiles, numberedFiles(format.TextKind, textsAFile, order, docs, ids, words, func(doc Doc) (any, error) {
		text, err := lib.Text(doc)
		return text.pair(), err
	})...)
}

// numberedFiles makes the files of a stretch. sources are the digests of what the rows are made from.
func numberedFiles(kind string, numbers int, order string, docs []Doc, ids []int32, sources []fingerprint.Digest, row func(Doc) (any, error)) []format.File {
	var files []format.File
	for from := 0; from < len(docs); {
		n := int(ids[from]) / numbers
		end := from
		for end < len(docs) && int(ids[end])/numbers == n {
			end++
		}
		part, places := docs[from:end], ids[from:end]
		name := numbered(kind, n)
		files = append(files, format.File{
			Path: format.Path(kind, name), Fingerprint: fingerprint.Of(string(format.Version), name, order, places, sources[from:end]),
			Data: func() ([]byte, error) {
				rows := make([]any, int(places[len(places)-1])%numbers+1)
				for i := range rows {
					rows[i] = 0
				}
				for i, doc := range part {
					var err error
					if rows[int(places[i])%numbers], err = row(doc); err != nil {
						return nil, err
					}
				}
				payload, err := json.Marshal(rows)
				if err != nil {
					return nil, fmt.Errorf("encode %s: %w", name, err)
				}
				return format.Shard(kind, name, order+"\n"+string(payload)), nil
			},
		})
		from = end
	}
	return files
}

// numbered is the name of the n-th file of a kind that is numbered.
func numbered(kind string, n int) string { return kind + "-" + strconv.Itoa(n) }

// code is the beginning of a digest in characters of 5 bits.
func code(d fingerprint.Digest) string {
	var b [codeLen]byte
	for i := range b {
		b[i] = format.CheckLetters[d[i]&31]
	}
	return string(b[:])
}
