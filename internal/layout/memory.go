package layout

import (
	"sync"

	"bantin/internal/fingerprint"
)

// memoryBytes bounds the fragments of one set: room for some hundred headers and footers.
const memoryBytes = 4 << 20

// memory keeps rendered fragments by the digest of their partial and data. It is bounded: when the young half
// is full it becomes the old one, and what was old and not asked for since is dropped. Two goroutines may
// render one fragment at the same time; both get the same bytes.
type memory struct {
	half int

	mu         sync.RWMutex
	young, old map[fingerprint.Digest]string
	size       int // bytes in young
}

func newMemory(bytes int) *memory {
	return &memory{half: bytes / 2, young: map[fingerprint.Digest]string{}}
}

func (m *memory) get(key fingerprint.Digest) (string, bool) {
	m.mu.RLock()
	text, ok := m.young[key]
	if ok {
		m.mu.RUnlock()
		return text, true
	}
	text, ok = m.old[key]
	m.mu.RUnlock()
	if ok {
		m.put(key, text)
	}
	return text, ok
}

func (m *memory) put(key fingerprint.Digest, text string) {
	const overhead = 80 // of a map entry
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.size > 0 && m.size+len(text)+overhead > m.half {
		m.old, m.young, m.size = m.young, map[fingerprint.Digest]string{}, 0
	}
	if _, again := m.young[key]; !again && len(text)+overhead <= m.half {
		m.young[key] = text
		m.size += len(text) + overhead
	}
}

// fragments are the remembered fragments as a layout sees them: a partial may look different in each.
type fragments struct {
	layout *layout
	memory *memory
}

func (f fragments) Get(name string, data any) (key [32]byte, text string, known bool) {
	partial := f.layout.fragments[name]
	key = fingerprint.Of(name, partial[:], data)
	text, known = f.memory.get(key)
	return key, text, known
}

func (f fragments) Put(key [32]byte, text string) { f.memory.put(key, text) }
