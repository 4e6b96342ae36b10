package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io/fs"
	"runtime"
	"sync/atomic"

	"bantin/internal/diag"
	"bantin/internal/output/disk"
	"bantin/internal/parallel"
)

// renderAll decides for every item, rendering what has to be, and stages what differs. The error is that of
// the first item, in the order of the list, that fails: items are handed out in order and those before a
// failure run to their end.
func (r *run) renderAll(items []item) error {
	todo := r.undecided(items)
	failures := make([]error, len(todo))
	var next atomic.Int64
	var failed atomic.Bool
	r.total, r.done = len(todo), 0
	parallel.Workers(min(r.workers(), len(todo)), func() {
		w := &worker{run: r, sum: sha256.New(), buf: make([]byte, 64<<10)}
		for !failed.Load() {
			i := int(next.Add(1)) - 1
			if i >= len(todo) {
				return
			}
			if failures[i] = w.item(todo[i]); failures[i] != nil {
				failed.Store(true)
			}
			r.progress()
		}
	})
	for _, err := range failures {
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) workers() int {
	if r.opts.Workers > 0 {
		return r.opts.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// progress counts one more.
func (r *run) progress() {
	if r.opts.Progress == nil || r.quiet {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done++
	r.opts.Progress(r.done, r.total)
}

// undecided are the items that a person has to look at: all but those that are made from the same things as
// before and whose file was not touched since.
func (r *run) undecided(items []item) []*item {
	current := make([]bool, len(items))
	if r.opts.Verify == nil {
		parallel.For(len(items), func(i int) {
			it := &items[i]
			if it.old == nil || it.there == nil || it.there.Stamp != it.old.Stamp || r.ctx.Err() != nil {
				return
			}
			if made, err := gather(it.Artifact); err == nil && made.Fingerprint == it.old.Fingerprint {
				it.now, current[i] = *it.old, true
			}
		})
	}
	var todo []*item
	for i := range items {
		if !current[i] {
			todo = append(todo, &items[i])
		}
	}
	return todo
}

// worker renders items one after the other with the same buffers.
type worker struct {
	*run
	buf []byte
	sum hash.Hash
	out bytes.Buffer
}

// item decides one item.
func (w *worker) item(it *item) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	made, err := gather(it.Artifact)
	if err != nil {
		return &RenderError{Path: it.Path, Err: err}
	}
	if it.old != nil && it.old.Fingerprint == made.Fingerprint {
		kept, err := w.keep(it)
		if kept || err != nil {
			return err
		}
		it.restored = true
	}
	s := &sink{w: w, path: it.Path}
	w.out.Reset()
	w.sum.Reset()
	diagnostics, err := render(made, s)
	it.rendered = true
	switch {
	case s.err != nil: // the disk failed, not the artifact
		err = failure(s.err, it.Path, s.size)
	case err != nil:
		err = &RenderError{Path: it.Path, Err: err}
	default:
		it.now = record{Path: it.Path, Fingerprint: made.Fingerprint, Digest: s.digest(), Diagnostics: encodeDiagnostics(diagnostics)}
		if err = w.verify(it); err == nil {
			return w.store(it, s)
		}
	}
	s.drop()
	return err
}

// keep looks at a file whose stat is not as recorded. It is kept when the bytes are, and the mode is.
func (w *worker) keep(it *item) (bool, error) {
	if w.opts.Verify != nil || it.there == nil || it.there.Size != it.old.Stamp.Size || it.there.Mode != it.old.Stamp.Mode {
		return false, nil
	}
	digest, err := disk.Digest(w.d, w.place.out+"/"+it.Path, w.buf)
	if err != nil {
		return false, failure(err, it.Path, 0)
	}
	if digest != it.old.Digest {
		return false, nil
	}
	it.now = *it.old
	it.now.Stamp = it.there.Stamp
	return true, nil
}

// gather runs Make. A panic becomes an error: one broken page must not take the builder down.
func gather(a *Artifact) (made Made, err error) {
	err = parallel.Caught(func() error {
		if made = a.Make(); made.Fingerprint.IsZero() || made.Render == nil {
			return errors.New("internal error: an artifact without a fingerprint or a function that renders it")
		}
		return nil
	})
	return made, err
}

// render runs Render, with the same care.
func render(made Made, s *sink) (diagnostics []diag.Diagnostic, err error) {
	err = parallel.Caught(func() error {
		diagnostics, err = made.Render(s)
		return err
	})
	return diagnostics, err
}

// store compares the bytes with what lies there and stages them if they, or the mode, differ.
func (w *worker) store(it *item, s *sink) error {
	same, err := w.lies(it, s)
	switch {
	case err != nil:
	case same && it.there.Mode == it.mode():
		s.drop()
		it.now.Stamp, it.restored = it.there.Stamp, false
		return nil
	case !same && it.there != nil && it.old == nil:
		err = errInTheWay(w.place, it.Path)
	default:
		it.written = true
		it.now.Stamp, err = s.stage()
		err = failure(err, it.Path, s.size)
	}
	if err != nil {
		s.drop()
	}
	return err
}

// mode is the mode that the item's file should have: ours, or what the file system made of it when we wrote
// the file.
func (it *item) mode() fs.FileMode {
	if it.old != nil && it.old.Stamp.Mode != 0 {
		return it.old.Stamp.Mode
	}
	return disk.FileMode
}

// lies reports whether the file that is there has the bytes of the sink.
func (w *worker) lies(it *item, s *sink) (bool, error) {
	if it.there == nil || it.there.Size != s.size {
		return false, nil
	}
	if it.old != nil && it.there.Stamp == it.old.Stamp {
		return it.old.Digest == it.now.Digest, nil
	}
	digest, err := disk.Digest(w.d, w.place.out+"/"+it.Path, w.buf)
	return digest == it.now.Digest, failure(err, it.Path, 0)
}
