package output

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// Apply makes the output folder what the artifacts say; see the package comment for how. Their order does not
// matter; each path may stand once. An error is a [*TargetError], [*RenderError], [*Error], or that of ctx;
// then nothing was published, but for a disk that fails in the middle of the renames, which the next Apply
// completes. The report is filled as far as things went.
func Apply(ctx context.Context, artifacts []Artifact, opts Options) (Report, error) {
	artifacts = slices.Clone(artifacts)
	slices.SortFunc(artifacts, func(a, b Artifact) int { return strings.Compare(a.Path, b.Path) })
	if err := checkPaths(artifacts); err != nil {
		return Report{}, err
	}
	r := &run{ctx: ctx, opts: opts, report: Report{Artifacts: len(artifacts)}}
	defer r.close()
	if err := r.open(); err != nil {
		return r.report, err
	}
	err := r.apply(artifacts)
	r.report.Diagnostics = diag.Sort(r.report.Diagnostics)
	return r.report, err
}

// run is one call of Apply.
type run struct {
	ctx     context.Context
	opts    Options
	place   place
	d       disk.Disk   // what is worked with
	opened  []disk.Disk // every disk that was opened; a lock is released through the one that took it
	staging string      // the staging folder in use
	locks   []*lock
	report  Report

	mu          sync.Mutex // for done
	done, total int
	quiet       bool // no progress: the manifest is no work of the caller's

	needed atomic.Int64 // bytes that had to be staged
	full   atomic.Pointer[fullDisk]
}

// open checks the target, takes the lock and finishes what a dead process left.
func (r *run) open() error {
	var err error
	if r.place, err = locate(r.opts); err != nil {
		return err
	}
	if err := os.MkdirAll(r.place.base, disk.FolderMode); err != nil {
		return failure(err, r.place.base, 0)
	}
	// Twice: a refused folder gets no staging folder beside it, and while we wait for the lock another
	// builder may make the folder.
	if err := r.openChecked(); err != nil {
		return err
	}
	if r.staging, err = chooseStaging(r.d, r.place); err != nil {
		return err
	}
	if err := r.lock(r.staging); err != nil {
		return err
	}
	if err := r.openChecked(); err != nil {
		return err
	}
	return r.finishOld()
}

// openChecked opens the disk as it is now and checks whose the output folder is.
func (r *run) openChecked() error {
	if err := r.openDisk(); err != nil || !r.place.exists {
		return err
	}
	return checkOwner(r.d, r.place, r.opts)
}

// openDisk opens the place's disk.
func (r *run) openDisk() error {
	real, there, err := disk.Open(r.place.base, r.place.out)
	if err != nil {
		return failure(err, r.place.real, 0)
	}
	r.d, r.place.exists = real, there
	if r.opts.wrap != nil {
		r.d = r.opts.wrap(real)
	}
	r.opened = append(r.opened, r.d)
	return nil
}

// chooseStaging finds a place for the staging folder on the file system of the output folder: beside it if
// names can be renamed from there, else in it.
func chooseStaging(d disk.Disk, p place) (string, error) {
	if !p.exists {
		return p.beside, failure(d.Writable("."), p.base, 0)
	}
	if err := d.Writable(p.out); err != nil {
		return "", failure(err, p.real, 0)
	}
	if d.Writable(".") == nil && d.SameMount(".", p.out) {
		return p.beside, nil
	}
	return p.inside, nil
}

func (r *run) lock(staging string) error {
	l, err := takeLock(r.ctx, r.d, staging, r.place)
	if err == nil {
		r.locks = append(r.locks, l)
	}
	return err
}

// finishOld finishes what lies in the staging folder, and in the other one: a builder with other rights may
// have died.
func (r *run) finishOld() error {
	for _, staging := range []string{r.place.beside, r.place.inside} {
		if staging != r.staging {
			if _, err := r.d.List(staging); err != nil {
				continue // there is none
			}
			if err := r.lock(staging); err != nil {
				if _, broken := disk.ReadFile(r.d, staging+"/"+journalName); broken != nil {
					continue // litter that is not ours to remove
				}
				return refusal("output-unfinished", err, r.place.real, staging)
			}
		}
		diagnostics, err := finish(r.d, r.place, staging)
		if err != nil {
			return err
		}
		r.report.Diagnostics = append(r.report.Diagnostics, diagnostics...)
	}
	return nil
}

// close frees the locks and closes the disks.
func (r *run) close() {
	for _, l := range r.locks {
		l.release()
	}
	for _, d := range r.opened {
		d.Close()
	}
}

// apply does everything that is done under the lock.
func (r *run) apply(artifacts []Artifact) error {
	var all []found
	var l ledger
	if r.place.exists {
		var err error
		if all, err = survey(r.d, r.place); err != nil {
			return err
		}
		l = readLedger(r.d, r.place, r.opts)
	}
	pl, err := makePlan(r.d, r.place, artifacts, all, l)
	if err != nil {
		return err
	}
	r.report.Foreign = pl.foreign
	r.report.Diagnostics = append(r.report.Diagnostics, l.diagnostics...)
	err = r.render(pl)
	r.verifyGone(pl)
	if worst, any := diag.Worst(r.report.Diagnostics); err != nil || r.opts.Strict && any && worst >= diag.Warning {
		return r.abandon(err)
	}
	if err := r.publish(pl, all); err != nil {
		return err
	}
	r.report.Published = true
	r.saveState(pl, l)
	return nil
}

// render makes artifacts and then the manifest of their digests, and fills the report.
func (r *run) render(pl *plan) error {
	err := r.renderAll(pl.items)
	for i := range pl.items {
		it := &pl.items[i]
		diagnostics, broken := decodeDiagnostics(it.now.Diagnostics)
		if err == nil {
			err = broken
		}
		r.report.Diagnostics = append(r.report.Diagnostics, diagnostics...)
		if it.rendered {
			r.report.Rendered++
		}
	}
	if err != nil {
		return err
	}
	makeManifest(pl)
	r.quiet = true
	if err := r.renderAll(pl.manifest); err != nil {
		return err
	}
	if full := r.full.Load(); full != nil {
		return failure(full.err, full.path, r.needed.Load())
	}
	return nil
}

// makeManifest turns the files of the manifest into artifacts like all others.
func makeManifest(pl *plan) {
	rows := make([]Row, len(pl.items))
	for i := range pl.items {
		rows[i] = Row{pl.items[i].Path, pl.items[i].now.Digest}
	}
	files := Manifest(rows)
	slices.SortFunc(files, func(a, b ManifestFile) int { return strings.Compare(a.Path, b.Path) })
	for i, f := range files {
		class := classPart
		if f.Path == indexPath {
			class = classIndex
		}
		pl.manifest[i].Artifact = &Artifact{
			Path: f.Path, Class: class,
			Make: Ready(fingerprint.Bytes(f.Data), func(w io.Writer) ([]diag.Diagnostic, error) {
				_, err := w.Write(f.Data)
				return nil, err
			}),
		}
	}
}
