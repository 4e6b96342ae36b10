package output

import "slices"

// verify compares an item that was rendered with what a build from memory would have done about it: that build leaves a file alone
// when its fingerprint and its stat are as recorded, or when its bytes are.
func (w *worker) verify(it *item) error {
	if w.opts.Verify == nil || it.Class > ClassFeed {
		return nil
	}
	remembered, made := w.opts.Verify[it.Path]
	if made && remembered == it.now.fingerprint {
		if it.old == nil || it.old.fingerprint != remembered || it.there == nil {
			return nil // it would have been rendered
		}
		lies, err := digestOf(w.d, w.place.out+"/"+it.Path, w.buf)
		if err != nil {
			return failure(err, it.Path, 0)
		}
		if lies == it.now.digest || it.there.stamp != it.old.stamp && lies != it.old.digest {
			return nil // it is right, or somebody edited it and it would have been restored
		}
		it.old, it.restored = &record{path: it.Path, digest: lies}, false // to be replaced, though its stat is as recorded
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.report.Stale = append(w.report.Stale, it.Path)
	return nil
}

// verifyGone adds what a build from memory would make and which is no part of the site.
func (r *run) verifyGone(pl *plan) {
	for path := range r.opts.Verify {
		if !pl.makes(path) {
			r.report.Stale = append(r.report.Stale, path)
		}
	}
	slices.Sort(r.report.Stale)
}
