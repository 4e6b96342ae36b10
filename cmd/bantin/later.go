package main

import (
	"io"
	"os"
	"sync"
	"time"
)

// printLater makes the console write in the background until the function that it returns is called, which
// waits a moment for what is left.
func (c *console) printLater() (stop func()) {
	out, err, l := c.out, c.err, newLater()
	c.out, c.err = l.to(out), l.to(err)
	return func() {
		l.flush(graceTime / 2)
		c.out, c.err = out, err
	}
}

// later writes in the background: a terminal or a pipe that nobody reads must not keep the next save waiting.
// Everything that one later writes comes out in the order in which it was written, whichever of its streams
// it goes to.
type later struct {
	mu      sync.Mutex
	pending []chunk
	size    int
	more    chan struct{} // something waits
	idle    *sync.Cond    // nothing waits and nothing is being written
	writing bool
}

// chunk is what one call wrote.
type chunk struct {
	to   io.Writer
	data []byte
}

// mostPending bounds what waits to be written, in bytes. Whatever would pass it is dropped.
const mostPending = 4 << 20

// newLater begins to write. The goroutine ends with the process.
func newLater() *later {
	l := &later{more: make(chan struct{}, 1)}
	l.idle = sync.NewCond(&l.mu)
	go l.run()
	return l
}

// to is a stream that is written to in the background.
func (l *later) to(w io.Writer) io.Writer { return &laterStream{l, w} }

type laterStream struct {
	*later
	w io.Writer
}

// Write implements io.Writer.
func (s *laterStream) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size+len(data) <= mostPending {
		s.size += len(data)
		s.pending = append(s.pending, chunk{s.w, append([]byte(nil), data...)})
		select {
		case s.more <- struct{}{}:
		default:
		}
	}
	return len(data), nil
}

func (l *later) run() {
	for range l.more {
		for c, ok := l.next(); ok; c, ok = l.next() {
			_, _ = c.to.Write(c.data) // a terminal that is gone hears nothing
		}
	}
}

// next takes what is to be written now.
func (l *later) next() (c chunk, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writing = len(l.pending) > 0; !l.writing {
		l.idle.Broadcast()
		return c, false
	}
	c = l.pending[0]
	l.pending = l.pending[1:]
	l.size -= len(c.data)
	return c, true
}

// flush waits until all is written, but no longer than a time.
func (l *later) flush(most time.Duration) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.mu.Lock()
		defer l.mu.Unlock()
		for l.writing || len(l.pending) > 0 {
			l.idle.Wait()
		}
	}()
	select {
	case <-done:
	case <-time.After(most):
	}
}

// fileOf is the file that a stream of the console is in the end.
func fileOf(w io.Writer) (*os.File, bool) {
	if s, ok := w.(*laterStream); ok {
		w = s.w
	}
	f, ok := w.(*os.File)
	return f, ok
}
