package watch

import (
	"os"
	"time"
)

// marker is a file of our own, in the same queue of events as the site's folders. The kernel keeps the order:
// when the event of a change of the marker arrives, all that came before it have arrived.
type marker struct {
	file *os.File
	path string // the name of its events
	seen chan struct{}
	gone chan struct{} // closed before the events are
}

// pass changes the marker and waits for the event. It is false when that does not come, and stuck when it
// should have.
func (m *marker) pass(done <-chan struct{}) (passed, stuck bool) {
	if err := m.file.Chmod(0o600); err != nil { // the mode that it has: the event comes all the same
		return false, false
	}
	for range 2 { // see within
		select {
		case <-m.seen:
			return true, false
		case <-m.gone:
			return false, false
		case <-done:
			return false, false
		case <-time.After(stuckTime / 2):
		}
	}
	return false, true
}

// arrive notes the event of a change.
func (m *marker) arrive() {
	select {
	case m.seen <- struct{}{}:
	default: // whoever waited has given up
	}
}
