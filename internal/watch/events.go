package watch

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"bantin/internal/diag"
	"bantin/internal/source"
)

// folderWatch is the watch of one folder. The folder may be another one by now; then its name has no watch,
// or another.
type folderWatch struct{ full string }

// begin asks for events, first those of the site's folder: an input folder may appear or be replaced. Where
// there are none, the watcher polls and says why.
func (w *Watcher) begin() {
	s, why := w.open()
	w.mu.Lock()
	if w.over() {
		w.mu.Unlock()
		if s != nil {
			s.close()
		}
		return
	}
	w.events, w.watched = s, map[string]*folderWatch{".": {w.dir}}
	w.dirty.all = true
	w.rest()
	w.mu.Unlock()
	if s == nil {
		w.Notice(why)
	}
}

// over reports whether the watcher has ended.
func (w *Watcher) over() bool {
	select {
	case <-w.done:
		return true
	default:
		return false
	}
}

// open opens a stream of events, or says why there is none.
func (w *Watcher) open() (s *stream, why diag.Diagnostic) {
	if name, ok := w.Options.events(w.dir); !ok {
		return nil, diag.New("watch-no-events", diag.Pos{Path: "."}, name)
	}
	s, err := openStream(w.done, w.Options.open)
	if err != nil {
		return nil, refused(".", err)
	}
	if err := within(w.done, stuckTime, s.add(w.dir)); err != nil {
		s.close()
		return nil, refused(".", err)
	}
	return s, why
}

// Enter watches a folder (its real path, with slashes, from the site's folder). The scan calls it before it
// looks at the folder. In the site's folder, ".", only the input folders count before.
func (w *Watcher) Enter(folder string) {
	if !w.wants(folder) {
		return
	}
	full := filepath.Join(w.dir, filepath.FromSlash(folder))
	if name, ok := w.Options.events(full); !ok {
		w.poll(nil, diag.New("watch-no-events", diag.Pos{Path: folder}, name))
		return
	}
	mine := &folderWatch{full}
	s, added := w.add(folder, mine)
	if s == nil {
		return
	}
	switch err := within(w.done, stuckTime, added); {
	case err == nil, errors.Is(err, errEnded):
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		w.forget(folder, mine) // it is gone again, or may not be read: the scan will tell
	default:
		w.poll(s, refused(folder, err))
	}
}

// wants reports whether a folder is to be watched and is not.
func (w *Watcher) wants(folder string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.outside = w.outside || folder == "."
	return w.events != nil && w.watched[folder] == nil
}

// add has a folder watched. What happens to it meanwhile drops the watch again: calls keep the order of what
// was decided.
func (w *Watcher) add(folder string, mine *folderWatch) (s *stream, added <-chan error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.events == nil {
		return nil, nil
	}
	w.watched[folder] = mine
	return w.events, w.events.add(mine.full)
}

// forget takes back what could not be watched.
func (w *Watcher) forget(folder string, mine *folderWatch) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watched[folder] == mine {
		delete(w.watched, folder)
	}
}

// collect takes what a stream has delivered and reports whether anything may differ because of it.
func (w *Watcher) collect(s *stream) (stirred bool) {
	for _, d := range s.delivered.take() {
		switch {
		case d.failure == nil:
			stirred = w.note(s, d.event) || stirred
		case harmless(d.failure):
			w.doubt()
			stirred = true
		default:
			w.reopen(s, d.failure)
			return true
		}
	}
	return stirred
}

// note takes an event and reports whether anything may differ because of it.
func (w *Watcher) note(s *stream, e fsnotify.Event) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.events != s {
		return false
	}
	if s.marker != nil && e.Name == s.marker.path {
		s.marker.arrive()
		return false
	}
	name, ok := strings.CutPrefix(filepath.ToSlash(e.Name), filepath.ToSlash(w.dir)+"/")
	if _, stands := source.Placeholder(path.Base(name)); !ok || source.Ignored(path.Base(name)) && !stands {
		return false
	}
	folder := path.Dir(name)
	switch {
	case w.watched[name] != nil && e.Has(fsnotify.Create|fsnotify.Remove|fsnotify.Rename):
		w.drop(name)
		w.dirty.tree(name)
	case w.watched[name] != nil:
		w.dirty.folder(name)
	case folder == "." && !w.outside && !slices.Contains(source.Inputs(), name):
		return false
	}
	w.dirty.folder(folder)
	return true
}

// drop forgets a folder and all below it.
func (w *Watcher) drop(folder string) {
	for name, was := range w.watched {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			delete(w.watched, name)
			w.events.remove(was.full)
		}
	}
}

// doubt makes everything dirty.
func (w *Watcher) doubt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dirty.all = true
}

// reopen begins anew after a failure: events were lost.
func (w *Watcher) reopen(s *stream, failure error) {
	if w.give(s) == nil {
		return
	}
	w.mu.Lock()
	told := w.told
	w.told = true
	w.mu.Unlock()
	if !told {
		w.Notice(diag.New("watch-lost", diag.Pos{Path: "."}, failure.Error()))
	}
	w.begin()
}

// poll does without a stream of events from now on, and says why; nil is the stream that there is.
func (w *Watcher) poll(s *stream, why diag.Diagnostic) {
	if w.give(s) != nil {
		w.Notice(why)
	}
}

// give gives a stream of events up, nil for the one that there is. It returns nil when one was given up
// before.
func (w *Watcher) give(s *stream) (closed <-chan error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.events == nil || s != nil && s != w.events {
		return nil
	}
	s = w.events
	w.events, w.watched = nil, nil
	w.dirty.all = true
	w.rest()
	return s.close()
}

// refused is the diagnostic about events that the system does not give.
func refused(folder string, err error) diag.Diagnostic {
	for _, limit := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, limit) {
			return diag.New("watch-limit", diag.Pos{Path: folder}, err.Error())
		}
	}
	return diag.New("watch-failed", diag.Pos{Path: folder}, err.Error())
}
