package pack

import (
	"io"
	"os"
	"sync"

	"bantin/internal/memory"
)

// spill is the store of what a process puts: a file without a name in the pack's folder or in the system's
// folder for such files, and memory for what the file cannot take.
type spill struct {
	file *os.File // nil when no folder takes one
	gone func()   // removes its name, where that could not be done while it is open

	mu    sync.Mutex
	blobs map[int64][]byte // by place: what the file did not take
}

// newSpill makes an empty store.
func newSpill(dir memory.Folder) *spill {
	s := &spill{blobs: map[int64][]byte{}, gone: func() {}}
	if dir != "" {
		if file, name, err := dir.CreateTemp("new-"); err == nil {
			s.file = file
			if dir.Remove(name) != nil {
				s.gone = func() { _ = dir.Remove(name) }
			}
			return s
		}
	}
	if file, err := os.CreateTemp("", "bantin-*"); err == nil {
		s.file = file
		if os.Remove(file.Name()) != nil {
			s.gone = func() { _ = os.Remove(file.Name()) }
		}
	}
	return s
}

// WriteAt implements [io.WriterAt]; each place is written once.
func (s *spill) WriteAt(p []byte, at int64) (int, error) {
	if s.file != nil {
		if _, err := s.file.WriteAt(p, at); err == nil {
			return len(p), nil
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.blobs[at] = append([]byte(nil), p...)
	return len(p), nil
}

// ReadAt implements [io.ReaderAt] for what was written by one call.
func (s *spill) ReadAt(p []byte, at int64) (int, error) {
	s.mu.Lock()
	blob, ok := s.blobs[at]
	s.mu.Unlock()
	switch {
	case ok && len(p) <= len(blob):
		return copy(p, blob), nil
	case ok || s.file == nil:
		return 0, io.ErrUnexpectedEOF
	}
	return s.file.ReadAt(p, at)
}

// Truncate empties the store; there is no other size.
func (s *spill) Truncate(int64) error {
	s.mu.Lock()
	clear(s.blobs)
	s.mu.Unlock()
	if s.file == nil {
		return nil
	}
	return s.file.Truncate(0)
}

// Close implements [io.Closer].
func (s *spill) Close() error {
	if s.file == nil {
		return nil
	}
	defer s.gone()
	return s.file.Close()
}
