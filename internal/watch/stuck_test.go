package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"bantin/internal/diag"
)

// answers makes sure that a watcher answers whoever calls it.
func answers(t *testing.T, what string, call func()) {
	t.Helper()
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		call()
	}()
	select {
	case <-answered:
	case <-time.After(time.Minute):
		t.Fatalf("%s does not answer", what)
	}
}

// TestFound_D1_MovedAndRemoved: fsnotify reports a folder that is moved and removed at once as an error,
// while it holds the lock that every call into it needs. Fifty rounds of each way in which folders go and
// come; afterwards the watcher sees what is saved, by events and not by polling.
func TestFound_D1_MovedAndRemoved(t *testing.T) {
	for _, c := range []struct {
		name string
		play func(w *Watcher, folder, aside string) error
	}{
		{"moved and removed", func(_ *Watcher, folder, aside string) error {
			return errors.Join(os.Rename(folder, aside), os.RemoveAll(aside))
		}},
		{"removed", func(_ *Watcher, folder, _ string) error { return os.RemoveAll(folder) }},
		{"moved out of the site and back", func(_ *Watcher, folder, aside string) error {
			return errors.Join(os.Rename(folder, aside), os.Rename(aside, folder))
		}},
		{"a file in its place", func(_ *Watcher, folder, aside string) error {
			return errors.Join(os.Rename(folder, aside), os.WriteFile(folder, nil, 0o644), os.RemoveAll(aside), os.Remove(folder))
		}},
		{"a link in its place", func(_ *Watcher, folder, aside string) error {
			return errors.Join(os.Rename(folder, aside), os.Symlink("../content", folder), os.RemoveAll(aside), os.Remove(folder))
		}},
		{"two that change places", func(_ *Watcher, folder, aside string) error {
			other := filepath.Join(filepath.Dir(folder), "tin")
			return errors.Join(os.Rename(folder, aside), os.Rename(other, folder), os.Rename(aside, other), os.RemoveAll(folder))
		}},
		{"removed while events overflow", func(w *Watcher, folder, aside string) error {
			lose(w)
			return errors.Join(os.Rename(folder, aside), os.RemoveAll(aside))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := site(t, Options{}, "content/tin/sau")
			folder, aside := filepath.Join(w.Site, "content/cay"), filepath.Join(t.TempDir(), "cay")
			for i := range 50 {
				if t.Failed() {
					return
				}
				answers(t, fmt.Sprintf("round %d", i), func() {
					for k := range 5 {
						if err := os.MkdirAll(filepath.Join(folder, fmt.Sprint(k), "sau"), 0o755); err != nil {
							t.Error(err)
						}
					}
					enter(t, w, "content")
					if err := c.play(w, folder, aside); err != nil {
						t.Error(err)
					}
					if !w.Sync() {
						t.Error("nothing is dirty")
					}
					w.Take()
					if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(filepath.Join(w.Site, "content/tin/sau"), 0o755)); err != nil {
						t.Error(err)
					}
				})
			}
			w.Sync() // twice: the first may be told of an error instead
			w.Sync()
			w.Take()
			enter(t, w, "content")
			if err := os.WriteFile(filepath.Join(w.Site, "content/tin/sau/a.md"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			w.Sync()
			if d := w.Take(); d.All || !reflect.DeepEqual(d.Folders, []string{"content/tin/sau"}) || w.Polling() {
				t.Errorf("afterwards: %+v, polling %t", d, w.Polling())
			}
			answers(t, "Close", func() { w.Close() })
		})
	}
}

// stuck is a system in which some calls never return, and events may be held back.
type stuck struct {
	adds, removes, closes, opens, silent bool
	release                              chan struct{} // lets the calls return
	events                               chan fsnotify.Event
	failures                             chan error
}

func (s *stuck) wait(is bool) error {
	if is {
		<-s.release
	}
	return nil
}

func (s *stuck) Add(path string) error {
	return s.wait(s.adds && filepath.Base(path) == "content")
}
func (s *stuck) Remove(string) error { return s.wait(s.removes) }
func (s *stuck) Close() error {
	close(s.events)
	close(s.failures)
	return s.wait(s.closes)
}

// TestFound_D1_Stuck: whatever the system does not answer, the watcher does, polls from then on and says so
// once.
func TestFound_D1_Stuck(t *testing.T) {
	for name, s := range map[string]*stuck{
		"open": {opens: true}, "Add": {adds: true}, "Remove": {removes: true}, "events": {silent: true},
		"Close": {closes: true, silent: true}, "all": {adds: true, removes: true, closes: true, silent: true},
	} {
		dir := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			s.release, s.events, s.failures = make(chan struct{}), make(chan fsnotify.Event), make(chan error)
			var mu sync.Mutex
			var said []diag.Diagnostic
			start := time.Now()
			w, err := Start(t.Context(), Options{
				Site: dir, Notice: func(d diag.Diagnostic) { mu.Lock(); defer mu.Unlock(); said = append(said, d) },
				open: func() (opened, error) { return opened{s, s.events, s.failures}, s.wait(s.opens) },
			})
			if err != nil {
				t.Fatal(err)
			}
			w.Enter("content")
			w.Enter("content/tin")
			if name == "Remove" { // the caller is stuck in it, so the next folder cannot be watched
				s.events <- fsnotify.Event{Name: filepath.Join(dir, "content/tin"), Op: fsnotify.Rename}
				synctest.Wait()
				w.Enter("content/moi")
			}
			for range 3 {
				if !w.Sync() {
					t.Errorf("%s: nothing is dirty", name)
				}
				if d := w.Take(); !d.All {
					t.Errorf("%s: dirty %+v", name, d)
				}
			}
			if took := time.Since(start); took > 2*stuckTime {
				t.Errorf("%s: %v", name, took)
			}
			mu.Lock()
			if !w.Polling() || len(said) != 1 || said[0].Code != "watch-failed" {
				t.Errorf("%s: polling %t, said %v", name, w.Polling(), said)
			}
			mu.Unlock()
			start = time.Now()
			_ = w.Close()
			if err := w.Close(); err != nil {
				t.Errorf("%s: closed twice: %v", name, err)
			}
			if took := time.Since(start); took > endTime {
				t.Errorf("%s: Close: %v", name, took)
			}
			close(s.release)
		})
	}
}

// TestFound_D1_NoticeMayCall: whoever is told something may call the watcher: `build --watch` prints under a
// lock that it holds when it calls.
func TestFound_D1_NoticeMayCall(t *testing.T) {
	started := make(chan *Watcher, 1)
	w := site(t, Options{Notice: func(diag.Diagnostic) {
		w := <-started
		started <- w
		w.Scanned(time.Second)
		w.Take()
	}}, "content/tin")
	started <- w
	answers(t, "a watcher whose notice calls it", func() {
		lose(w)
		w.poll(nil, refused(".", errStuck))
	})
}

// TestFound_D1_Leaves: a watcher that has ended leaves no goroutine, whichever way it ends, and whatever is
// under way.
func TestFound_D1_Leaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, poll := range []bool{false, true} {
			for _, early := range []bool{false, true} {
				s := &stuck{events: make(chan fsnotify.Event), failures: make(chan error)}
				ctx, stop := context.WithCancel(t.Context())
				if early {
					stop()
				}
				w, err := Start(ctx, Options{Site: ".", Poll: poll, Notice: func(d diag.Diagnostic) { t.Errorf("said %v", d) },
					open: func() (opened, error) { return opened{s, s.events, s.failures}, nil }})
				if err != nil {
					t.Fatal(err)
				}
				go w.Enter("content")
				go w.Sync()
				stop()
				w.Close()
				w.Enter("content")
				w.Sync()
				w.Take()
			}
		}
	})
}
