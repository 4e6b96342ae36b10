package pipeline

import (
	"context"
	"reflect"
	"slices"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
	"bantin/internal/source"
)

// verifying is what a build from memory would have done, beside the build from nothing that `build --verify`
// is.
type verifying struct {
	list         *List
	fingerprints map[string]fingerprint.Digest // by path
}

// fromMemory makes the list as a build without --verify makes it. b has scanned. The two must have seen the
// same files, else a person is working on the site and every difference could be his: then the error is
// [source.ErrChanged], and the build begins anew.
func (b *Builder) fromMemory(ctx context.Context) (verifying, error) {
	o := b.Options
	o.Verify, o.NoCache, o.Progress, o.Enter = false, false, nil, nil
	other, err := New(o)
	if err != nil {
		return verifying{}, err
	}
	defer other.Close() // what it would render is never rendered
	var v verifying
	if v.list, err = other.List(ctx); err != nil {
		return v, err
	}
	artifacts, err := v.list.All()
	if err == nil && !slices.EqualFunc(b.tree.Files, other.tree.Files, sameTimes) {
		err = source.ErrChanged
	}
	b.diagnostics = append(b.diagnostics, other.takeDiagnostics()...)
	v.fingerprints = output.Fingerprints(artifacts)
	return v, err
}

// sameTimes compares what a scan believes, and not the digests: those may differ only where a stat has lied.
func sameTimes(a, b source.File) bool {
	return a.Path == b.Path && a.Size == b.Size && a.ModTime == b.ModTime && a.Inode == b.Inode
}

// compare says where the build from memory would have been wrong: in files of the output, and in what it
// would have said.
func (v verifying) compare(l *List, stale []string) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, path := range stale {
		found = append(found, diag.New("verify-stale", diag.Pos{Path: path}))
	}
	if len(v.list.Diagnostics)+len(l.Diagnostics) > 0 && !reflect.DeepEqual(v.list.Diagnostics, l.Diagnostics) {
		found = append(found, diag.New("verify-remarks", diag.Pos{}))
	}
	return found
}
