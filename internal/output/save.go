package output

import (
	"slices"

	"bantin/internal/diag"
	"bantin/internal/memory"
)

// saveState writes the private state if it says anything new. It saves time and nothing else, so a failure is
// only noted.
func (r *run) saveState(pl *plan, l ledger) {
	if r.opts.StateDir == "" {
		return
	}
	records := make([]record, 0, len(pl.items)+len(pl.manifest))
	a, b := pl.items, pl.manifest
	for len(a)+len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].Path < b[0].Path {
			records, a = append(records, a[0].now), a[1:]
		} else {
			records, b = append(records, b[0].now), b[1:]
		}
	}
	if l.fits && l.key == r.opts.Key && l.note == string(r.opts.Note) && slices.Equal(records, l.records) {
		return
	}
	data := encodeState(r.place.real, r.opts.Key, string(r.opts.Note), records)
	if err := memory.Folder(r.opts.StateDir).Write(stateName(r.place), data); err != nil {
		r.report.Diagnostics = append(r.report.Diagnostics,
			diag.New("memory-unwritten", diag.Pos{Path: r.opts.StateDir}, r.opts.StateDir, err.Error()))
	}
}
