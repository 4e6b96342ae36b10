package watch

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"

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
	passTime    = time.Second            // for an event that must come; without it everything is dirty
	buffered    = 4096                   // events between the reader of the kernel's queue and us
)

// Options say what to watch.
type Options struct {
	Site   string                // the site's folder
	Poll   bool                  // do not ask for events
	Notice func(diag.Diagnostic) // says that events were lost or cannot be had; nil for silence. It must not call the watcher

	// events reports whether the file system of a folder delivers events; nil asks the system. Tests answer for it.
	events func(dir string) (name string, ok bool)
}

// Watcher watches one site.
type Watcher struct {
	Options
	dir    string // Site, absolute
	due    chan struct{}
	opened chan *fsnotify.Watcher // a new source of events for the goroutine that drains
	done   chan struct{}
	close  sync.Once
	idle   *time.Timer
	drain  sync.WaitGroup

	stirred atomic.Bool // something happened, and Due will fire for it

	mu      sync.Mutex
	events  *fsnotify.Watcher // nil while polling
	watched map[string]bool   // real folders under the site
	outside bool              // links lead to names of the site's folder beside the input folders
	dirty   dirt
	scanned time.Duration
	told    bool // that events were lost

	marker *marker // nil where there is none

	passing sync.Mutex // one marker is under way at a time
}

// Start watches a site. Nothing is watched below its folder until a scan calls [Watcher.Enter]. The watcher ends with ctx or Close. An error
// is one of the site's folder; want of events is none.
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
	w := &Watcher{
		Options: o, dir: dir, due: make(chan struct{}, 1), opened: make(chan *fsnotify.Watcher, 1), done: make(chan struct{}),
		idle: time.NewTimer(idleTime),
	}
	w.mu.Lock()
	w.dirty.all = true
	if !o.Poll {
		w.open()
	}
	w.rest()
	w.mu.Unlock()
	w.drain.Go(w.run)
	context.AfterFunc(ctx, func() { w.Close() })
	return w, nil
}

// Close ends the watcher. It may be called twice.
func (w *Watcher) Close() error {
	var err error
	w.close.Do(func() {
		close(w.done)
		w.drain.Wait()
		w.mu.Lock()
		defer w.mu.Unlock()
		w.idle.Stop()
		err = w.shut()
	})
	return err
}

// Due receives a signal when something may differ and has been quiet, or has waited long enough. Several reasons may give one signal, and
// a signal may turn out to be for nothing.
func (w *Watcher) Due() <-chan struct{} { return w.due }

// Take returns what may differ and forgets it. Call it before the scan.
func (w *Watcher) Take() source.Dirty {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rest()
	return w.dirty.take()
}

// Scanned says how long the last scan of everything took: larger sites are looked at less often when nothing happens.
func (w *Watcher) Scanned(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.scanned = d
	w.rest()
}

// Enter watches a folder (its real path, with slashes, from the site's folder). The scan calls it before it looks at the folder. In the site's
// folder, ".", only the input folders count before.
func (w *Watcher) Enter(folder string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.outside = w.outside || folder == "."
	if w.events == nil || w.watched[folder] {
		return
	}
	full := filepath.Join(w.dir, filepath.FromSlash(folder))
	if name, ok := w.Options.events(full); !ok {
		w.poll(diag.New("watch-no-events", diag.Pos{Path: folder}, name))
		return
	}
	w.add(folder, full)
}

// Sync waits until every event that the kernel had when it was called is counted, and reports whether anything is dirty. The routine look at
// everything does not count.
func (w *Watcher) Sync() bool {
	w.passing.Lock()
	defer w.passing.Unlock()
	w.mu.Lock()
	m := w.marker
	w.mu.Unlock()
	counted := m != nil && m.pass(w.done)
	w.mu.Lock()
	defer w.mu.Unlock()
	if !counted {
		w.dirty.all = true
		w.signal()
	}
	return w.dirty.any()
}

// Polling reports whether the watcher does without events.
func (w *Watcher) Polling() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.events == nil
}

// Loop calls build at once, and again whenever something is due or the instant comes that the build before returned (zero for none); an instant
// that comes while things happen gives way to what is due. Builds never overlap. It returns when ctx ends.
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
				continue // it is due soon, and in a storm of events every file that comes to rest would be a build
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

// run drains the events and keeps the time.
func (w *Watcher) run() {
	var events chan fsnotify.Event
	var failures chan error
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
		w.signal()
		w.stirred.Store(false)
	}
	for {
		select {
		case <-w.done:
			return
		case opened := <-w.opened:
			events, failures = opened.Events, opened.Errors
		case e, ok := <-events:
			if !ok {
				events = nil
			} else if w.note(e) {
				stir()
			}
		case err, ok := <-failures:
			if !ok {
				failures = nil
			} else {
				w.reopen(err)
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

// signal makes Due fire.
func (w *Watcher) signal() {
	select {
	case w.due <- struct{}{}:
	default:
	}
}

// note takes an event and reports whether anything may differ because of it.
func (w *Watcher) note(e fsnotify.Event) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.marker != nil && e.Name == w.marker.path {
		w.marker.arrive()
		return false
	}
	name, ok := strings.CutPrefix(filepath.ToSlash(e.Name), filepath.ToSlash(w.dir)+"/")
	if !ok || source.Ignored(path.Base(name)) {
		return false
	}
	folder := path.Dir(name)
	switch {
	case w.watched[name] && e.Has(fsnotify.Create|fsnotify.Remove|fsnotify.Rename):
		w.drop(name)
		w.dirty.tree(name)
	case w.watched[name]:
		w.dirty.folder(name)
	case folder == "." && !w.outside && !slices.Contains(source.Inputs(), name):
		return false
	}
	w.dirty.folder(folder)
	return true
}

// rest begins the time after which everything is looked at without an event.
func (w *Watcher) rest() {
	if w.events == nil {
		w.idle.Reset(max(pollTime, pollShare*w.scanned))
	} else {
		w.idle.Reset(max(idleTime, idleShare*w.scanned))
	}
}
