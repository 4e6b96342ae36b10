package watch

import (
	"errors"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Why there is no answer.
var (
	errStuck = errors.New("no answer from the system")
	errEnded = errors.New("the watcher has ended")
)

// notifier is what is called of [fsnotify.Watcher]. A call may block for ever: on a path of a dead network
// drive, or because fsnotify holds its lock while it delivers something.
type notifier interface {
	Add(path string) error
	Remove(path string) error
	Close() error
}

// opened is a notifier with what it delivers.
type opened struct {
	notifier
	events   <-chan fsnotify.Event
	failures <-chan error
}

// openNotifier asks the system for events.
func openNotifier() (opened, error) {
	w, err := fsnotify.NewBufferedWatcher(buffered)
	if err != nil {
		return opened{}, err
	}
	return opened{w, w.Events, w.Errors}, nil
}

// delivery is one event, or one failure.
type delivery struct {
	event   fsnotify.Event
	failure error
}

// stream is one source of events. Two goroutines serve it, and neither waits for the other or for the
// watcher: fsnotify delivers some errors while it holds the lock that every call into it needs, so whoever
// calls must not be the one who receives.
//
//   - call does all calls into the notifier, in the order in which they were asked for;
//   - receive does nothing but put what is delivered into a list.
type stream struct {
	calls     *queue[func(notifier)]
	delivered *queue[delivery]
	marker    *marker // nil where there is none
	closed    bool    // of call alone
}

// openStream opens a stream of events.
func openStream(done <-chan struct{}, open func() (opened, error)) (*stream, error) {
	s := &stream{calls: newQueue[func(notifier)](), delivered: newQueue[delivery]()}
	began := make(chan error, 1)
	go s.call(open, began)
	if err := within(done, stuckTime, began); err != nil {
		s.calls.put(func(n notifier) { _ = s.end(n) }) // it may begin yet
		return nil, err
	}
	return s, nil
}

// call opens the notifier and does the calls, until one has closed it.
func (s *stream) call(open func() (opened, error), began chan<- error) {
	n, err := open()
	if err != nil {
		began <- err
		return
	}
	go s.receive(n)
	s.marker = newMarker(n)
	began <- nil
	for !s.closed {
		<-s.calls.ready
		for _, call := range s.calls.take() {
			call(n)
		}
	}
}

// receive lists what is delivered, until the notifier is closed. Nobody who has not taken so much for so long
// needs single events.
func (s *stream) receive(n opened) {
	for n.events != nil || n.failures != nil {
		var d delivery
		var ok bool
		select {
		case d.event, ok = <-n.events:
			if !ok {
				n.events = nil
			}
		case d.failure, ok = <-n.failures:
			if !ok {
				n.failures = nil
			}
		}
		if ok && s.delivered.put(d) >= mostWaiting {
			s.delivered.take()
			s.delivered.put(delivery{failure: fsnotify.ErrEventOverflow})
		}
	}
}

// add watches a path, and answers when that is so; the calls that were asked for before are done before.
func (s *stream) add(full string) (added <-chan error) {
	answer := make(chan error, 1)
	s.calls.put(func(n notifier) { answer <- n.Add(full) })
	return answer
}

// remove watches a path no longer, some time.
func (s *stream) remove(full string) {
	s.calls.put(func(n notifier) { _ = n.Remove(full) }) // the kernel may have done so already
}

// close releases the events. Nobody need wait for it.
func (s *stream) close() (closed <-chan error) {
	if s.marker != nil {
		close(s.marker.gone)
	}
	answer := make(chan error, 1)
	s.calls.put(func(n notifier) { answer <- s.end(n) })
	return answer
}

// end is the last call.
func (s *stream) end(n notifier) error {
	s.closed = true
	err := n.Close()
	if s.marker != nil {
		err = errors.Join(err, s.marker.file.Close())
	}
	return err
}

// harmless reports a failure by which no event is lost: fsnotify wants to remove a watch that the kernel
// removed itself, of a folder that was moved and removed.
func harmless(failure error) bool { return errors.Is(failure, syscall.EINVAL) }

// within waits for an answer, which nobody needs when done is closed. It waits twice half the time: when the
// process itself was stopped (Ctrl-Z, a debugger), the first half is over at once when it goes on.
func within(done <-chan struct{}, limit time.Duration, answer <-chan error) error {
	for range 2 {
		select {
		case err := <-answer:
			return err
		case <-done:
			return errEnded
		case <-time.After(limit / 2):
		}
	}
	return errStuck
}
