package watch

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"bantin/internal/diag"
)

// open asks for events, beginning with those of the site's folder: an input folder may appear or be replaced. Where there are none, the
// watcher polls.
func (w *Watcher) open() {
	w.watched = map[string]bool{}
	events, err := fsnotify.NewBufferedWatcher(buffered)
	if err != nil {
		w.poll(refused(".", err))
		return
	}
	w.events, w.marker = events, newMarker(events)
	if name, ok := w.Options.events(w.dir); !ok {
		w.poll(diag.New("watch-no-events", diag.Pos{Path: "."}, name))
		return
	}
	w.add(".", w.dir)
	if w.events == nil {
		return
	}
	select {
	case <-w.opened: // closed before anybody drained it
	default:
	}
	w.opened <- events
}

// add watches one folder. One that is gone again, or may not be read, is the scan's matter.
func (w *Watcher) add(folder, full string) {
	err := w.events.Add(full)
	switch {
	case err == nil:
		w.watched[folder] = true
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
	default:
		w.poll(refused(folder, err))
	}
}

// drop forgets a folder and all below it.
func (w *Watcher) drop(folder string) {
	for name := range w.watched {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			delete(w.watched, name)
			_ = w.events.Remove(filepath.Join(w.dir, filepath.FromSlash(name))) // the kernel may have done so already
		}
	}
}

// reopen begins anew after an error: events were lost, so everything may differ.
func (w *Watcher) reopen(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.events == nil {
		return
	}
	if !w.told {
		w.told = true
		w.Notice(diag.New("watch-lost", diag.Pos{Path: "."}, err.Error()))
	}
	_ = w.shut()
	w.open()
	w.dirty.all = true
}

// poll gives up asking for events and says why.
func (w *Watcher) poll(why diag.Diagnostic) {
	_ = w.shut()
	w.dirty.all = true
	w.rest()
	w.Notice(why)
}

// shut releases the events.
func (w *Watcher) shut() error {
	var err error
	if w.events != nil {
		err = w.events.Close()
		w.events, w.watched = nil, nil
	}
	if w.marker != nil {
		err = errors.Join(err, w.marker.close())
		w.marker = nil
	}
	return err
}

// refused is the remark about events that the system does not give.
func refused(folder string, err error) diag.Diagnostic {
	for _, limit := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, limit) {
			return diag.New("watch-limit", diag.Pos{Path: folder}, err.Error())
		}
	}
	return diag.New("watch-failed", diag.Pos{Path: folder}, err.Error())
}
