package serve

import (
	"context"
	"sync"
	"time"

	"bantin/internal/pipeline"
	"bantin/internal/source"
)

// Watcher says when files may differ; see watch.Watcher, which is one.
type Watcher interface {
	// Sync waits until every change that was made before the call is counted, and reports whether a build is
	// due.
	Sync() bool
	// Take returns what may differ and forgets it.
	Take() source.Dirty
}

// Site is the site as it is: the newest generation, and who waits for the next one.
type Site struct {
	builder *pipeline.Builder
	watch   Watcher
	now     func() time.Time // that a build pretends to have
	clock   func() time.Time

	mu        sync.Mutex
	begun     int // builds; one more than done while one runs
	done      int
	failure   error         // of the last build; not one of the site
	newest    *generation   // never nil
	built     chan struct{} // closed when the next build ends
	announced chan struct{} // closed when the next generation stands
}

// patience is how long a request waits for files that a person is writing, beyond the builds that it must
// wait for. Package source reads a file that has been written for two seconds as it is then, so only a
// machine that is hopelessly busy lets this pass.
const patience = 5 * time.Second

// NewSite is the site that a builder makes. now is the time that builds are made for, clock the real one.
func NewSite(b *pipeline.Builder, w Watcher, now, clock func() time.Time) *Site {
	return &Site{
		builder: b, watch: w, now: now, clock: clock,
		newest: &generation{}, built: make(chan struct{}), announced: make(chan struct{}),
	}
}

// Build makes the next generation. It is called by one goroutine, again and again: see watch.Watcher.Loop.
// The error is one of the disk, or a fault of the program's own; a Build comes with it all the same.
func (s *Site) Build(ctx context.Context) (Build, error) {
	// Together, so that needed knows whether what is dirty was taken.
	s.mu.Lock()
	s.begun++
	s.builder.Look(s.watch.Take())
	s.mu.Unlock()

	start := s.clock()
	s.builder.Now = s.now()
	list, err := s.builder.List(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	b := Build{Again: start.Add(retry)}
	if s.failure = err; err == nil {
		b = s.follow(list)
		b.Took = s.clock().Sub(start)
	}
	s.done = s.begun
	close(s.built)
	s.built = make(chan struct{})
	return b, err
}

// Build says what a build did.
type Build struct {
	List    *pipeline.List // nil when the build failed
	First   bool           // there is something to show from now on
	Updated bool           // what there is to show, or to say, may be something else than before
	Took    time.Duration
	Again   time.Time // when the next one is to be made though nobody edits anything; zero for never
}

const (
	retry    = time.Second           // after a failure
	halfTime = 50 * time.Millisecond // after a list that missed a file which changed while it was read
)

// follow puts the generation of a list in the place of the last one.
func (s *Site) follow(list *pipeline.List) Build {
	before := s.newest
	s.newest = before.next(list)
	if s.newest.number != before.number {
		close(s.announced)
		s.announced = make(chan struct{})
	}
	b := Build{List: list, First: before.number == 0 && s.newest.number > 0, Updated: s.newest.number != before.number}
	switch {
	case list.Changing:
		b.Again = s.clock().Add(halfTime)
	// an instant of the time that builds are made for
	case !list.Again.IsZero() && list.Again.Equal(list.Next):
		b.Again = s.clock().Add(list.Next.Sub(s.now()))
	default:
		b.Again = list.Again
	}
	return b
}

// fresh returns the newest generation as soon as that holds every save which was complete when fresh was
// called: it waits for a build that runs or is due.
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
			// a person is writing; what was complete before may be among what the build left alone
			if !waiting {
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

// generation returns the number of the newest generation, and a channel that closes when there is another
// one.
func (s *Site) generation() (int, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newest.number, s.announced
}
