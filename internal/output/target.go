package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/output/disk"
)

// place is where things lie. Paths of the disk are relative to base.
type place struct {
	real   string // the output folder, absolute, without links
	base   string // its parent
	out    string // its name in base
	beside string // the staging folder beside the output folder …
	inside string // … and the one in it
	exists bool
}

const stagingName = ".bantin-staging"

// Check reports whether opts.Dir may be the output folder, without changing anything: a [*TargetError] (exit
// status 2) for a folder that must never be one, another error (exit status 3) for one that is not ours or
// cannot be read.
func Check(opts Options) error {
	p, err := locate(opts)
	if err != nil || !p.exists {
		return err
	}
	d, _, err := disk.Open(p.base, p.out)
	if err != nil {
		return failure(err, p.real, 0)
	}
	defer d.Close()
	return checkOwner(d, p, opts)
}

// locate resolves the output folder and refuses dangerous ones.
func locate(opts Options) (place, error) {
	if opts.Dir == "" {
		return place{}, &TargetError{Diagnostic: diag.New("output-target-none", diag.Pos{})}
	}
	real, err := realPath(opts.Dir)
	if err != nil {
		return place{}, failure(err, opts.Dir, 0)
	}
	if err := checkTarget(real, opts); err != nil {
		return place{}, err
	}
	info, err := os.Stat(real)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return place{}, failure(err, opts.Dir, 0)
	}
	if err == nil && !info.IsDir() {
		return place{}, refusal("output-not-folder", nil, opts.Dir)
	}
	name := filepath.Base(real)
	return place{
		real: real, base: filepath.Dir(real), out: name, exists: err == nil,
		beside: stagingName + "-" + name, inside: name + "/" + stagingName,
	}, nil
}

// checkTarget refuses an output folder that is or contains a folder of a person's, or lies where we read.
func checkTarget(real string, opts Options) error {
	dangerous := func(code diag.Code, why string) error {
		return &TargetError{Dir: opts.Dir, Diagnostic: diag.New(code, diag.Pos{Path: opts.Dir}, opts.Dir, why)}
	}
	if real == filepath.Dir(real) {
		return dangerous("output-target-protected", real)
	}
	inputs := append([]string{opts.StateDir}, opts.Inputs...)
	for i, dir := range append(inputs, opts.Protected...) {
		if dir == "" {
			continue
		}
		dir, err := resolved(dir)
		if err != nil {
			return failure(err, opts.Dir, 0)
		}
		if contains(real, dir) {
			return dangerous("output-target-protected", dir)
		}
		if i < len(inputs) && contains(dir, real) {
			return dangerous("output-target-input", dir)
		}
	}
	return nil
}

// realPath makes a path absolute and resolves links in the part of it that exists. A link to nowhere is an
// error: it cannot be told what would be written.
func realPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	var missing []string
	for {
		real, err := filepath.EvalSymlinks(abs)
		if err == nil {
			return filepath.Join(append([]string{real}, missing...)...), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		info, err := os.Lstat(abs)
		if err == nil && info.Mode()&fs.ModeSymlink == 0 {
			continue // another builder has just made it
		}
		if err == nil {
			return "", &fs.PathError{Op: "follow the link", Path: abs, Err: fs.ErrNotExist}
		}
		missing = append([]string{filepath.Base(abs)}, missing...)
		abs = filepath.Dir(abs)
	}
}

// contains reports whether inner is the folder outer or lies below it; both are real paths. It compares the
// folders themselves and not only their names: a bind mount, and a file system that ignores case, have two
// names for one folder.
func contains(outer, inner string) bool {
	if inner == outer || strings.HasPrefix(inner, outer+string(filepath.Separator)) {
		return true
	}
	there, err := os.Stat(outer)
	if err != nil {
		return false // what does not exist has one name only
	}
	for {
		if info, err := os.Stat(inner); err == nil && os.SameFile(info, there) {
			return true
		}
		parent := filepath.Dir(inner)
		if parent == inner {
			return false
		}
		inner = parent
	}
}

// resolved is realPath for a folder that is only compared: one that cannot be resolved stands for its name.
func resolved(dir string) (string, error) {
	if real, err := realPath(dir); err == nil {
		return real, nil
	}
	return filepath.Abs(dir)
}

// checkOwner refuses a folder with anything in it that neither record proves to be ours, nor an unfinished
// publication.
func checkOwner(d disk.Disk, p place, opts Options) error {
	entries, err := d.List(p.out)
	if err != nil {
		return failure(err, p.real, 0)
	}
	example := ""
	for _, e := range entries {
		if e.Name != stagingName && (example == "" || e.Name < example) {
			example = e.Name
		}
	}
	if example == "" || opts.Adopt || hasMarker(d, p) {
		return nil
	}
	if l := readState(opts, p); l.known {
		return nil
	}
	return refusal("output-foreign", nil, opts.Dir, example)
}

// hasMarker reports whether the folder holds a public manifest, or a publication that began and was not
// finished.
func hasMarker(d disk.Disk, p place) bool {
	if index, err := disk.ReadFile(d, p.out+"/"+indexPath); err == nil {
		if _, err := parseIndex(index); err == nil {
			return true
		}
	}
	for _, staging := range []string{p.beside, p.inside} {
		if f, err := d.Open(staging + "/" + journalName); err == nil {
			f.Close()
			return true
		}
	}
	return false
}
