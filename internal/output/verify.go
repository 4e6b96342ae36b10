package output

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
	"bantin/internal/parallel"
)

// Audit says how a folder differs from its public manifest. Lists are sorted.
type Audit struct {
	Files   int      // that the manifest names
	Missing []string // named, and not there
	Altered []string // other bytes, or no file any more
	Added   []string // there, and not named; dot entries are left out
}

// Sound reports whether nothing differs.
func (a Audit) Sound() bool { return len(a.Missing)+len(a.Altered)+len(a.Added) == 0 }

// Compare holds a folder, the output of a build or a copy of it anywhere, against the manifest in it. It only
// reads, and asks nobody else: neither the site nor its private state. An error is one of the disk, of ctx,
// or says that there is no manifest of ours.
func Compare(ctx context.Context, dir string) (Audit, error) {
	real, err := filepath.Abs(dir)
	if err != nil {
		return Audit{}, failure(err, dir, 0)
	}
	d, _, err := disk.Open(real, ".")
	if err != nil {
		return Audit{}, failure(err, dir, 0)
	}
	defer d.Close()
	p := place{real: real, out: "."}
	rows, damaged, err := ReadManifest(func(path string) ([]byte, error) { return disk.ReadFile(d, path) })
	if err != nil {
		return Audit{}, refusal("verify-no-manifest", err, dir)
	}
	all, err := survey(d, p)
	if err != nil {
		return Audit{}, err
	}
	a := Audit{Files: len(rows)}
	digests := make([]fingerprint.Digest, len(rows))
	parallel.For(len(rows), func(i int) {
		if ctx.Err() == nil {
			// what cannot be read is not what was written
			digests[i], _ = disk.Digest(d, rows[i].Path, make([]byte, 64<<10))
		}
	})
	named := make(map[string]bool, len(rows))
	for i, row := range rows {
		named[row.Path] = true
		switch {
		case lookup(all, row.Path) == nil:
			a.Missing = append(a.Missing, row.Path)
		case digests[i] != row.Digest:
			a.Altered = append(a.Altered, row.Path)
		}
	}
	for _, f := range all {
		if f.Kind != disk.IsFolder && !named[f.path] && !unknown(f.path, damaged, rows) {
			a.Added = append(a.Added, f.path)
		}
	}
	slices.Sort(a.Missing)
	slices.Sort(a.Altered)
	return a, ctx.Err()
}

// unknown reports whether a damaged part of the manifest would name a path, if it is named at all. There are
// as many parts as the index has rows.
func unknown(path string, damaged []string, rows []Row) bool {
	parts := 0
	for _, r := range rows {
		if strings.HasPrefix(r.Path, manifestDir+"/") && r.Path != indexPath {
			parts++
		}
	}
	return len(damaged) > 0 && slices.Contains(damaged, partPath(partOf(path, partBits(parts*partRows))))
}

// verify compares an item that was rendered with what a build from memory would have done about it: that
// build leaves a file alone when its fingerprint and its stat are as recorded, or when its bytes are.
func (w *worker) verify(it *item) error {
	if w.opts.Verify == nil || it.Class > ClassFeed {
		return nil
	}
	remembered, made := w.opts.Verify[it.Path]
	if made && remembered == it.now.Fingerprint {
		if it.old == nil || it.old.Fingerprint != remembered || it.there == nil {
			return nil // it would have been rendered
		}
		lies, err := disk.Digest(w.d, w.place.out+"/"+it.Path, w.buf)
		if err != nil {
			return failure(err, it.Path, 0)
		}
		if lies == it.now.Digest || it.there.Stamp != it.old.Stamp && lies != it.old.Digest {
			return nil // it is right, or a person edited it and it would have been restored
		}
		// to be replaced, though its stat is as recorded
		it.old, it.restored = &record{Path: it.Path, Digest: lies}, false
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
