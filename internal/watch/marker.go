package watch

import (
	"os"
	"time"
)

// marker is a file of our own, in the same queue of events as the site's folders. The kernel keeps the order: when the event of a change of
// the marker arrives, all that came before it have arrived.
type marker struct {
	file *os.File
	path string // the name of its events
	seen chan struct{}
	gone chan struct{} // closed with the events
}

// pass changes the marker and waits for the event. It reports whether that came.
func (m *marker) pass(done <-chan struct{}) bool {
	if err := m.file.Chmod(0o600); err != nil { // the mode that it has: the event comes all the same
		return false
	}
	late := time.NewTimer(passTime)
	defer late.Stop()
	select {
	case <-m.seen:
		return true
	case <-m.gone:
	case <-done:
	case <-late.C:
	}
	return false
}

// arrive notes the event of a change.
func (m *marker) arrive() {
	select {
	case m.seen <- struct{}{}:
	default: // whoever waited has given up
	}
}

// close releases the file.
func (m *marker) close() error {
	close(m.gone)
	return m.file.Close()
}
