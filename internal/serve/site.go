package serve

import (
	"context"
	"sync"
	"time"

	"bantin/internal/build"
	"bantin/internal/source"
)

// Watcher says when files may differ; see watch.Watcher, which is one.
type Watcher interface {
	// Sync waits until every change that was made before the call is counted, and reports whether a build is due.
	Sync() bool
	// Take returns what may differ and forgets it.
	Take() source.Dirty
}

// Site is the site as it is: the newest generation, and who waits for the next one.
type Site struct {
	builder *build.Builder
	watch   Watcher
	now     func() time.Time // that a build pretends to have
	clock   func() time.Time

	mu        sync.Mutex
	begun     int // builds; one more than done while one runs
	done      int
	failure   error         // of the last build: of the disk, not of the site
	newest    *generation   // never nil
	built     chan struct{} // closed when the next build ends
	announced chan struct{} // closed when the next generation stands
}

// patience is how long a request waits for files that somebody is writing, beyond the builds that it must wait for.
const patience = 2 * time.Second

// NewSite is the site that a builder makes. now is the time that builds are made for, clock the real one.
func NewSite(b *build.Builder, w Watcher, now, clock func() time.Time) *Site {
	return &Site{
		builder: b, watch: w, now: now, clock: clock,
		newest: &generation{}, built: make(chan struct{}), announced: make(chan struct{}),
	}
}

// Build makes the next generation. It is called by one goroutine, again and again: see watch.Watcher.Loop.
func (s *Site) Build(ctx context.Context) (Build, error) {
	// Together, so that newestAfter knows whether what is dirty was taken.
	s.mu.Lock()
	s.begun++
	s.builder.Look(s.watch.Take())
	s.mu.Unlock()

	start := s.clock()
	s.builder.Now = s.now()
	list, err := s.builder.List(ctx)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	b := Build{}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failure = err; err == nil {
		next := s.newest.next(list)
		b = Build{List: list, First: s.newest.number == 0, Changed: next.changedFrom(s.newest), Generation: next.number, Took: s.clock().Sub(start)}
		if next.number != s.newest.number {
			close(s.announced)
			s.announced = make(chan struct{})
		}
		s.newest = next
	}
	s.done = s.begun
	close(s.built)
	s.built = make(chan struct{})
	return b, err
}

// Build says what a build did.
type Build struct {
	List       *build.List
	First      bool
	Generation int // counts up when something that a browser can see has changed
	Changed    int // artifacts that are new, gone, or made from something else
	Took       time.Duration
}

// fresh returns the newest generation as soon as that holds every save which was complete when fresh was called: it waits for a build that
// runs or is due.
func (s *Site) fresh(ctx context.Context) (*generation, error) {
	need := s.needed()
	late := time.NewTimer(time.Hour)
	defer late.Stop()
	waiting := false
	for {
		s.mu.Lock()
		g, done, err, built := s.newest, s.done, s.failure, s.built
		s.mu.Unlock()
		if done >= need {
			if err != nil || g.settled {
				return g, err
			}
			if !waiting { // somebody is writing; what was complete before may be among what the build left alone
				waiting = true
				late.Reset(patience)
			}
		}
		select {
		case <-built:
		case <-late.C:
			return g, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// needed is the number of the build after which everything that was saved until now is part of the site.
func (s *Site) needed() int {
	for {
		before := s.builds()
		dirty := s.watch.Sync()
		s.mu.Lock()
		after := s.begun
		s.mu.Unlock()
		switch {
		case !dirty: // what there was has been taken by the build that runs, if one does
			return max(after, 1)
		case before == after: // nobody took it: the next build will
			return after + 1
		}
		// A build began meanwhile and may have taken what Sync saw, or not.
	}
}

func (s *Site) builds() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.begun
}

// generation returns the number of the newest generation, and a channel that closes when there is another one.
func (s *Site) generation() (int, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newest.number, s.announced
}
