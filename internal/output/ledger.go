package output

import (
	"errors"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// ledger is what we know of the files that we wrote before: the private state if it fits the folder, else
// what both records prove.
type ledger struct {
	records     []record // by path
	fits        bool     // the state file says exactly this
	key         fingerprint.Digest
	note        string
	diagnostics []diag.Diagnostic
}

// readLedger joins the records. The state is used as it stands only while the public manifest is the one that
// it knows; otherwise the folder was exchanged behind its back, and it serves as a proof of ownership alone.
func readLedger(d disk.Disk, p place, opts Options) ledger {
	st := readState(opts, p)
	index, err := disk.ReadFile(d, p.out+"/"+indexPath)
	if st.known && err == nil && !opts.Anew {
		known := recordOf(st.Records, indexPath)
		if known != nil && known.Digest == fingerprint.Bytes(index) {
			return ledger{records: st.Records, fits: true, key: st.key, note: st.Note}
		}
	}
	rows, damaged, _ := ReadManifest(func(path string) ([]byte, error) {
		if path == indexPath && err != nil {
			return nil, err
		}
		return disk.ReadFile(d, p.out+"/"+path)
	})
	l := ledger{records: join(rows, st.Records)}
	switch {
	case opts.Anew:
	case st.known:
		l.add("output-state-stale", p.real)
	case !st.missing:
		l.add("output-state-damaged", p.real)
	case len(rows) > 0 && opts.StateDir != "":
		l.add("output-state-lost", p.real)
	}
	for _, part := range damaged {
		l.add("output-manifest-damaged", part)
	}
	return l
}

func (l *ledger) add(code diag.Code, path string) {
	l.diagnostics = append(l.diagnostics, diag.New(code, diag.Pos{Path: path}, path))
}

// join makes one list of both proofs, without anything that would let an artifact be skipped. Where they
// differ the manifest is right: it lies beside the files.
func join(rows []Row, old []record) []record {
	all := make([]record, 0, len(rows)+len(old))
	for _, r := range rows {
		all = append(all, record{Path: r.Path, Digest: r.Digest})
	}
	for _, r := range old {
		all = append(all, record{Path: r.Path, Digest: r.Digest})
	}
	slices.SortStableFunc(all, func(a, b record) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(all, func(a, b record) bool { return a.Path == b.Path })
}

// recordOf finds the record of a path.
func recordOf(records []record, path string) *record {
	i, ok := slices.BinarySearchFunc(records, path, func(r record, path string) int { return strings.Compare(r.Path, path) })
	if !ok {
		return nil
	}
	return &records[i]
}

// errInTheWay makes the refusal to overwrite something that is not ours.
func errInTheWay(p place, path string) error {
	return refusal("output-in-the-way", errors.New("not ours"), path, p.real)
}
