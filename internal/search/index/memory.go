package index

import (
	"fmt"
	"sync"

	"bantin/internal/fingerprint"
)

// memory is a library that holds everything, for small sets of documents.
type memory struct {
	words map[fingerprint.Digest]Words
	mu    sync.Mutex
	rows  map[fingerprint.Digest][]byte
}

func (m *memory) Vector(doc Doc) (Vector, error) { return m.words[doc.Words].Vector, nil }

func (m *memory) Text(doc Doc) (Text, error) { return m.words[doc.Words].Text, nil }

func (m *memory) Former(words fingerprint.Digest) (Vector, bool) {
	w, ok := m.words[words]
	return w.Vector, ok
}

func (m *memory) Keep(rows []byte) (fingerprint.Digest, error) {
	key := fingerprint.Bytes(rows)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows[key] = rows
	return key, nil
}

func (m *memory) Rows(key fingerprint.Digest) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	rows, ok := m.rows[key]
	if !ok {
		return nil, fmt.Errorf("internal error: no rows %s", key)
	}
	return rows, nil
}
