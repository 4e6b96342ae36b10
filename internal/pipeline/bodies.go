package pipeline

import (
	"os"
	"slices"
	"sync"

	"bantin/internal/content"
	"bantin/internal/markdown"
)

// Bodies wait in memory up to bufferBytes and then in a file of the system's temporary folder of at most
// fileBytes. Reading an entry renders its body; without the store a full build would run goldmark twice for
// every page, and 64 MiB of memory, which they had before, hold the bodies of some 12,000 articles.
const (
	bufferBytes = 4 << 20
	fileBytes   = 16 << 30
)

// bodyStore holds rendered bodies from the reading of an entry until the rendering of its page. Whoever does
// not find one renders again, so whatever goes wrong with the file costs time and nothing else.
type bodyStore struct {
	dir  string // for the file; "" for none
	most int    // bytes of the buffer before it goes to the file

	mu     sync.Mutex
	spans  map[*content.Text]span
	file   *os.File
	stored int64  // bytes in the file
	buffer []byte // what follows them
}

// span is the place of a body: the file and then the buffer, as one.
type span struct {
	at   int64
	size int
}

func newBodyStore(dir string) *bodyStore {
	return &bodyStore{dir: dir, most: bufferBytes, spans: map[*content.Text]span{}}
}

// put keeps a body if there is room.
func (s *bodyStore) put(t *content.Text, body markdown.Body) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.buffer) >= s.most && !s.flush() {
		return
	}
	at := len(s.buffer)
	s.buffer = body.Append(s.buffer)
	s.spans[t] = span{s.stored + int64(at), len(s.buffer) - at}
}

// flush moves the buffer to the file, and reports whether it did.
func (s *bodyStore) flush() bool {
	if s.dir == "" || s.stored > fileBytes {
		return false
	}
	if s.file == nil {
		file, err := os.CreateTemp(s.dir, "bantin-*")
		if err != nil {
			return false
		}
		_ = os.Remove(file.Name()) // the open file stays; where it cannot be removed now, close does it
		s.file = file
	}
	if _, err := s.file.WriteAt(s.buffer, s.stored); err != nil {
		return false
	}
	s.stored += int64(len(s.buffer))
	s.buffer = s.buffer[:0]
	return true
}

// take removes and returns the body of a text.
func (s *bodyStore) take(t *content.Text) (markdown.Body, bool) {
	buffer := readBuffers.Get().(*[]byte)
	defer readBuffers.Put(buffer)
	data, ok := s.find(t, *buffer)
	if !ok {
		return markdown.Body{}, false
	}
	*buffer = data
	body, err := markdown.ReadBody(data)
	return body, err == nil
}

// readBuffers are what bodies are read into.
var readBuffers = sync.Pool{New: func() any { return new([]byte) }}

// find reads the data of a body into a buffer, or into a larger one.
func (s *bodyStore) find(t *content.Text, buffer []byte) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	place, ok := s.spans[t]
	if !ok {
		return nil, false
	}
	delete(s.spans, t)
	data := slices.Grow(buffer[:0], place.size)[:place.size]
	if at := place.at - s.stored; at >= 0 {
		copy(data, s.buffer[at:])
		return data, true
	}
	_, err := s.file.ReadAt(data, place.at)
	return data, err == nil
}

// clear drops the bodies that no page asked for.
func (s *bodyStore) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.spans)
	s.buffer, s.stored = s.buffer[:0], 0
	if s.file != nil {
		_ = s.file.Truncate(0)
	}
}

// close removes the file.
func (s *bodyStore) close() {
	s.clear()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file != nil {
		s.file.Close()
		_ = os.Remove(s.file.Name())
		s.file, s.dir = nil, ""
	}
}
