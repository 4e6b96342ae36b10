package index

import (
	"bantin/internal/fingerprint"
)

// TestLibrary is the library in memory, with a count of what was kept.
type TestLibrary struct {
	memory
	Kept int
}

// NewTestLibrary makes an empty one.
func NewTestLibrary() *TestLibrary {
	return &TestLibrary{memory: memory{words: map[fingerprint.Digest]Words{}, rows: map[fingerprint.Digest][]byte{}}}
}

// Docs puts the words of documents into the library.
func (l *TestLibrary) Docs(documents []Document) []Doc {
	var t Tokenizer
	docs := make([]Doc, len(documents))
	for i, document := range documents {
		words := t.Words(document)
		docs[i] = Doc{Card: newCard(document), Words: fingerprint.Of(words.Vector.Digest(), words.Text.Head, words.Text.Body)}
		l.words[docs[i].Words] = words
	}
	return docs
}

// Keep counts.
func (l *TestLibrary) Keep(rows []byte) (fingerprint.Digest, error) {
	key, err := l.memory.Keep(rows)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Kept++
	return key, err
}
