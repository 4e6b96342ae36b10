package watch

import "sync"

// queue hands values from one goroutine to another. Nobody ever waits to put one.
type queue[T any] struct {
	mu     sync.Mutex
	values []T
	ready  chan struct{} // receives a signal after values were put
}

func newQueue[T any]() *queue[T] { return &queue[T]{ready: make(chan struct{}, 1)} }

// put adds a value and returns how many there were before it.
func (q *queue[T]) put(v T) (before int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.values = append(q.values, v)
	signal(q.ready)
	return len(q.values) - 1
}

// take returns all values, in the order in which they were put, and forgets them.
func (q *queue[T]) take() []T {
	q.mu.Lock()
	defer q.mu.Unlock()
	taken := q.values
	q.values = nil
	return taken
}

// signal makes a channel of one place ready, if it is not.
func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
