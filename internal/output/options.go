package output

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"syscall"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output/disk"
)

// Options say where and how to publish.
type Options struct {
	// Dir is the output folder. It need not exist.
	Dir string
	// StateDir is where the private state lies: .bantin of the site, or a cache folder. It is made when
	// missing. Without one ("") nothing is remembered and everything is rendered each time.
	StateDir string
	// Protected are folders that the output must neither be nor contain: the site's folder, the user's home.
	Protected []string
	// Inputs are the input folders: the output must neither be, contain nor lie inside one of them, or a
	// build would feed on itself.
	Inputs []string
	// Adopt takes a non-empty folder that we did not write. What lies in it stays.
	Adopt bool
	// Strict publishes nothing when an artifact has a diagnostic of level Warning or Error.
	Strict bool
	// Swap publishes all files at one moment, by an exchange of folders: for a web server that reads the
	// folder.
	Swap bool
	// Anew renders every artifact: what the private state says serves as a proof of ownership alone.
	Anew bool
	// Verify, if not nil, renders every artifact and compares: it gives the fingerprints, by path, of the
	// list that a build from memory makes. Whatever such a build would have left alone although its bytes are
	// others stands in [Report.Stale].
	Verify map[string]fingerprint.Digest
	// Key is one digest of all that the artifacts are made from, and Note what the caller wants to be told
	// again while it stands; see [Recall]. Without a key nothing can be recalled.
	Key  fingerprint.Digest
	Note []byte
	// Workers is the number of goroutines that render; 0 means as many as there are processors.
	Workers int
	// Progress, if any, is told how many of the artifacts that have to be looked at are done. Calls do not
	// overlap.
	Progress func(done, total int)

	// wrap puts another disk between this package and the real one, for tests of faults.
	wrap func(disk.Disk) disk.Disk
}

// Report says what a build did to the output folder. Lists are sorted. Paths are those of artifacts and, in
// Written and Removed, of the manifest's own files.
type Report struct {
	Artifacts int // in the list
	Rendered  int // artifacts whose Render was called
	Unchanged int // artifacts whose file was left alone

	Written  []string // got new bytes, whether the path is new or not
	Removed  []string // orphans: written by us before, no longer made
	Restored []string // those of Written whose file a person had edited or deleted since
	Foreign  []string // files in the folder that are not ours, dot entries left out
	Stale    []string // what a build from memory would have got wrong; see [Options.Verify]

	Bytes       int64 // of the files in Written
	Published   bool  // the folder is what the artifacts say; false after an error and when Strict held back
	Diagnostics []diag.Diagnostic
}

// Error is a refusal or a failure that a person can do something about: the diagnostic says what, in both
// languages. Its exit status is 3.
type Error struct {
	Diagnostic diag.Diagnostic
	Err        error // the cause, if there is one
}

// Error implements error, in English.
func (e *Error) Error() string { return english(e.Diagnostic) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// TargetError says that the output folder is one that must never be written to. It is wrong usage: exit
// status 2.
type TargetError struct {
	Dir        string
	Diagnostic diag.Diagnostic
}

// Error implements error, in English.
func (e *TargetError) Error() string { return english(e.Diagnostic) }

// RenderError says that an artifact could not be made. Nothing was published; exit status 1.
type RenderError struct {
	Path string
	Err  error
}

// Error implements error.
func (e *RenderError) Error() string { return fmt.Sprintf("render %s: %v", e.Path, e.Err) }

// Unwrap returns what Render returned.
func (e *RenderError) Unwrap() error { return e.Err }

func english(d diag.Diagnostic) string {
	message, hint := d.Text(diag.EN)
	if hint != "" {
		message += " " + hint
	}
	return message
}

// refusal makes an Error about a path.
func refusal(code diag.Code, cause error, path string, args ...string) *Error {
	return &Error{Diagnostic: diag.New(code, diag.Pos{Path: path}, append([]string{path}, args...)...), Err: cause}
}

// failure turns an error of the disk into an Error that names the path. need is how many bytes the disk had
// to take.
func failure(err error, path string, need int64) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case isFull(err):
		return refusal("output-full", err, path, strconv.FormatInt(need, 10))
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return refusal("output-unwritable", err, path)
	}
	return refusal("output-io", err, path, err.Error())
}

// isFull reports that a disk or a quota has no room left.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }
