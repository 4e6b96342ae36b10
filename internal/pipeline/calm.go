package pipeline

import (
	"context"
	"time"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/source"
)

// calmTime is how long a build that is not one of a watcher waits, at most, for files that are being written.
const calmTime = time.Second

// calmScan scans as a watcher does, and waits for files that are being written: an article is never taken off
// because it is being saved. One that goes on being written stays as the last run knew it, and so
// does one that changed after since, when an earlier try began; zero for the first one. When nothing is known
// of a last run, a file that goes on being written is [source.ErrChanged].
func (b *Builder) calmScan(ctx context.Context, timings *[]Timing, blank bool, since time.Time) ([]diag.Diagnostic, error) {
	defer b.measure(StepScan, timings)()
	look := source.Look{Dirty: source.Dirty{All: true}, Patient: true, Since: since, Blank: blank}
	for end := b.Clock().Add(calmTime); ; look.Dirty = (source.Dirty{}) {
		found, err := b.scan(look)
		if err != nil {
			return nil, err
		}
		if again := b.tree.Again; since.IsZero() && !again.IsZero() && again.Before(end) {
			if err := sleep(ctx, again.Sub(b.Clock())); err != nil {
				return nil, err
			}
			continue
		}
		writing := b.tree.Writing()
		if blank && len(writing) > 0 {
			return nil, keepsChanging(writing[0], source.ErrChanged)
		}
		for _, name := range writing {
			found = append(found, diag.New("file-writing", diag.Pos{Path: name}))
		}
		return found, nil
	}
}

// keepsChanging is the error of a build under whose hands files change again and again.
func keepsChanging(name string, cause error) error {
	return &output.Error{Diagnostic: diag.New("site-changing", diag.Pos{Path: name}, cause.Error()), Err: cause}
}

// missed names a file that a list misses because it changed.
func (l *List) missed() string {
	for _, d := range l.Diagnostics {
		if d.Code == "file-changing" {
			return d.Pos.Path
		}
	}
	return "content"
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
