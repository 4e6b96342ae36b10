package output

import (
	"context"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/output/disk"
)

// Recall asks whether the folder is what an [Apply] with the same [Options.Key] left there, by the stat of
// every file. If so, it returns the note of that call and the report that the same artifacts would give
// again, without any artifact being made. Like Apply it finishes what a dead process left. An error is one of
// Apply's; the caller may as well go on to Apply, which will meet it again.
func Recall(ctx context.Context, opts Options) (note []byte, report Report, ok bool, err error) {
	r := &run{ctx: ctx, opts: opts}
	defer r.close()
	p, err := locate(opts)
	if err != nil || !p.exists || opts.Key.IsZero() || readKey(opts, p) != opts.Key {
		return nil, Report{}, false, err
	}
	if err := r.open(); err != nil || !r.place.exists {
		return nil, Report{}, false, err
	}
	l := readLedger(r.d, r.place, opts)
	if !l.fits || l.key != opts.Key {
		return nil, Report{}, false, nil
	}
	all, err := survey(r.d, r.place)
	if err != nil || !r.stands(all, l.records) {
		return nil, Report{}, false, err
	}
	r.report.Published = true
	r.report.Diagnostics = diag.Sort(r.report.Diagnostics)
	return []byte(l.note), r.report, true, nil
}

// stands compares what lies in the folder with what was recorded, and fills the report.
func (r *run) stands(all []found, records []record) bool {
	next := 0
	for i := range all {
		f := &all[i]
		switch {
		case next < len(records) && records[next].Path < f.path:
			return false // it is gone
		case next < len(records) && records[next].Path == f.path:
			if f.Kind != disk.IsFile || f.Stamp != records[next].Stamp || !r.repeat(&records[next]) {
				return false
			}
			next++
		case f.Kind != disk.IsFolder:
			r.report.Foreign = append(r.report.Foreign, f.path)
		}
	}
	return next == len(records)
}

// repeat counts a file that stands and says again what was said when it was made.
func (r *run) repeat(old *record) bool {
	if old.Fingerprint.IsZero() {
		return false
	}
	if strings.HasPrefix(old.Path, manifestDir+"/") {
		return true
	}
	r.report.Artifacts++
	r.report.Unchanged++
	diagnostics, err := decodeDiagnostics(old.Diagnostics)
	r.report.Diagnostics = append(r.report.Diagnostics, diagnostics...)
	return err == nil
}
