package output

import (
	"errors"
	"io/fs"

	"bantin/internal/diag"
	"bantin/internal/output/disk"
)

// finish completes what a dead process left in a staging folder: a journal is carried out, staged files
// without one are dropped. The lock is held.
func finish(d disk.Disk, p place, staging string) ([]diag.Diagnostic, error) {
	journal := staging + "/" + journalName
	if f, err := d.Open(staging + "/" + swapMarker); err == nil {
		f.Close()
		if err := finishSwap(d, p, staging); err != nil {
			return nil, failure(err, p.real, 0)
		}
	}
	data, err := disk.ReadFile(d, journal)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !p.exists {
		// No journal, or its output folder was deleted since: half a site would be made again.
		return nil, tidy(d, p, staging)
	}
	if err != nil {
		return nil, failure(err, journal, 0)
	}
	code := diag.Code("output-recovered")
	if steps, err := decodeJournal(data); err != nil {
		code = "output-journal-damaged"
	} else {
		pl := &player{d: d, place: p, staging: staging, again: true}
		if err := pl.play(steps); err != nil {
			return nil, err
		}
		if err := d.SyncAll(p.out); err != nil {
			return nil, failure(err, p.real, 0)
		}
	}
	return []diag.Diagnostic{diag.New(code, diag.Pos{Path: p.real}, p.real)}, tidy(d, p, staging)
}

// tidy empties the staging folder but for the lock. The journal goes first: without its files it would still
// be harmless, its files without it are only litter.
func tidy(d disk.Disk, p place, staging string) error {
	for _, name := range []string{journalName, journalName + ".tmp", swapMarker, swapMarker + ".tmp"} {
		if err := d.Remove(staging + "/" + name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(err, p.real, 0)
		}
	}
	return failure(d.RemoveAll(staging+"/new"), p.real, 0)
}
