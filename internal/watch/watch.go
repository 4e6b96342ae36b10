package watch

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"bantin/internal/diag"
	"bantin/internal/source"
)

const (
	quietTime   = 40 * time.Millisecond  // without an event, before something is due
	longestWait = 250 * time.Millisecond // from the first event, whatever follows
	idleTime    = 2 * time.Second        // until everything is looked at without an event
	pollTime    = time.Second            // the same where there are no events
	idleShare   = 40                     // idle is at least this many times the length of a scan
	pollShare   = 4                      // the same where there are no events
	stuckTime   = 3 * time.Second        // for an answer of the system; without it the watcher polls
	endTime     = time.Second            // the same when the watcher ends
	// events between the reader of the kernel's queue and the list of those that came
	buffered    = 4096
	mostWaiting = 1 << 16 // events in that list; more are as good as lost
)

// Options say what to watch.
type Options struct {
	Site   string                // the site's folder
	Poll   bool                  // do not ask for events
	Notice func(diag.Diagnostic) // says that events were lost or cannot be had; nil for silence

	// Tests answer for the system: whether the file system of a folder delivers events, and what delivers
	// them.
	events func(dir string) (name string, ok bool)
	open   func() (opened, error)
}

// Watcher watches one site. Nothing is called under its lock that could block: see [stream].
type Watcher struct {
	Options
	dir   string // Site, absolute
	due   chan struct{}
	done  <-chan struct{} // closed by stop
	stop  context.CancelFunc
	close sync.Once
	idle  *time.Timer
	ended chan error // receives nil at the end of run

	stirred atomic.Bool // something happened, and Due will fire for it

	mu      sync.Mutex
	events  *stream                 // nil while polling
	watched map[string]*folderWatch // by real path under the site
	outside bool                    // links lead to names of the site's folder beside the input folders
	dirty   dirt
	scanned time.Duration
	told    bool // that events were lost

	passing sync.Mutex // one marker is under way at a time
}

// Start watches a site. Nothing is watched below its folder until a scan calls [Watcher.Enter]. The watcher
// ends with ctx or Close. An error is one of the site's folder; want of events is none.
func Start(ctx context.Context, o Options) (*Watcher, error) {
	dir, err := filepath.Abs(o.Site)
	if err != nil {
		return nil, err
	}
	if o.Notice == nil {
		o.Notice = func(diag.Diagnostic) {}
	}
	if o.events == nil {
		o.events = deliversEvents
	}
	if o.open == nil {
		o.open = openNotifier
	}
	ctx, stop := context.WithCancel(ctx)
	w := &Watcher{
		Options: o, dir: dir, due: make(chan struct{}, 1), done: ctx.Done(), stop: stop,
		idle: time.NewTimer(pollTime), ended: make(chan error, 1),
	}
	w.dirty.all = true
	if !o.Poll {
		w.begin()
	}
	go w.run()
	context.AfterFunc(ctx, func() { w.Close() })
	return w, nil
}

// Close ends the watcher, and does not wait for a system that does not answer. It may be called twice.
func (w *Watcher) Close() error {
	var err error
	w.close.Do(func() {
		w.stop()
		if closed := w.give(nil); closed != nil {
			err = within(nil, endTime/2, closed)
		}
		err = errors.Join(err, within(nil, endTime/2, w.ended))
		w.idle.Stop()
	})
	return err
}

// Due receives a signal when something may differ and has been quiet, or has waited long enough. Several
// reasons may give one signal, and a signal may turn out to be for nothing.
func (w *Watcher) Due() <-chan struct{} { return w.due }

// Take returns what may differ and forgets it. Call it before the scan.
func (w *Watcher) Take() source.Dirty {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rest()
	return w.dirty.take()
}

// Scanned says how long the last scan of everything took: larger sites are looked at less often when nothing
// happens.
func (w *Watcher) Scanned(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.scanned = d
	w.rest()
}

// Sync waits until every event that the kernel had when it was called is counted, and reports whether
// anything is dirty. The routine look at everything does not count.
func (w *Watcher) Sync() bool {
	w.passing.Lock()
	defer w.passing.Unlock()
	counted := false
	if s := w.stream(); s != nil && s.marker != nil {
		var stuck bool
		if counted, stuck = s.marker.pass(w.done); stuck {
			w.poll(s, refused(".", errStuck))
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !counted {
		w.dirty.all = true
		signal(w.due)
	}
	return w.dirty.any()
}

// stream is where events come from; nil while the watcher polls.
func (w *Watcher) stream() *stream {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.events
}

// Polling reports whether the watcher does without events.
func (w *Watcher) Polling() bool { return w.stream() == nil }

// Loop calls build at once, and again whenever something is due or the instant comes that the build before
// returned (zero for none); an instant that comes while things happen gives way to what is due. Builds never
// overlap. It returns when ctx ends.
func (w *Watcher) Loop(ctx context.Context, clock func() time.Time, build func(context.Context) (again time.Time)) {
	wake := time.NewTimer(0)
	defer wake.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.due:
		case <-wake.C:
			if w.stirred.Load() {
				// it is due soon, and in a storm of events every file that comes to rest would be a build
				continue
			}
		}
		if ctx.Err() != nil {
			return
		}
		again := build(ctx)
		wake.Stop()
		if !again.IsZero() {
			wake.Reset(max(again.Sub(clock()), time.Millisecond))
		}
	}
}

// run takes the events and keeps the time.
func (w *Watcher) run() {
	defer func() { w.ended <- nil }()
	quiet, longest := time.NewTimer(time.Hour), time.NewTimer(time.Hour)
	quiet.Stop()
	longest.Stop()
	stir := func() {
		if !w.stirred.Swap(true) {
			longest.Reset(longestWait)
		}
		quiet.Reset(quietTime)
	}
	rest := func() {
		quiet.Stop()
		longest.Stop()
		signal(w.due)
		w.stirred.Store(false)
	}
	for {
		s := w.stream()
		var delivered <-chan struct{}
		if s != nil {
			delivered = s.delivered.ready
		}
		select {
		case <-w.done:
			return
		case <-delivered:
			if w.collect(s) {
				stir()
			}
		case <-quiet.C:
			rest()
		case <-longest.C:
			rest()
		case <-w.idle.C:
			w.mu.Lock()
			w.dirty.routine, w.told = true, false
			w.mu.Unlock()
			rest()
		}
	}
}

// rest begins the time after which everything is looked at without an event.
func (w *Watcher) rest() {
	if w.events == nil {
		w.idle.Reset(max(pollTime, pollShare*w.scanned))
	} else {
		w.idle.Reset(max(idleTime, idleShare*w.scanned))
	}
}
