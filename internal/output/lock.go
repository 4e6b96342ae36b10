package output

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"time"

	"bantin/internal/memory"
	"bantin/internal/output/disk"
)

const (
	// A second builder asks for the lock every 50 ms for 10 s: long enough for a build of 10,000 articles to
	// end.
	lockPause = 50 * time.Millisecond
	lockTries = 200
)

// lock is a held lock: a file in the staging folder, which goes with it.
type lock struct {
	d       disk.Disk
	staging string
	held    io.Closer
}

// takeLock makes the staging folder and takes the lock in it. Files are locked and not the output folder
// itself because network shares lock files only.
func takeLock(ctx context.Context, d disk.Disk, staging string, p place) (*lock, error) {
	for range lockTries {
		err := d.Mkdir(staging)
		if err != nil {
			return nil, failure(err, p.real, 0)
		}
		held, err := d.Lock(staging + "/lock")
		switch {
		case err == nil:
			return &lock{d: d, staging: staging, held: held}, nil
		case errors.Is(err, memory.ErrBusy):
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(lockPause):
			}
		case errors.Is(err, fs.ErrNotExist):
			// The builder before us has just removed its lock, or the folder with it: make them again.
		default:
			return nil, failure(err, p.real, 0)
		}
	}
	return nil, refusal("output-locked", nil, p.real)
}

// release removes the lock's name, then the staging folder if nothing is in it, then frees the lock. In this
// order nobody can take away what the next builder, who may already have made a lock file of its own, is
// working with: the folder is removed only empty.
func (l *lock) release() {
	l.d.Remove(l.staging + "/lock")
	l.d.Remove(l.staging)
	l.held.Close()
}
