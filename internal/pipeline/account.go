package pipeline

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/output"
	"bantin/internal/site"
)

// account is what a build says of itself, kept with the state of the output folder: while nothing that the
// build was made from differs and the folder lies as it was left, the next process says the same and loads
// nothing else.
type account struct {
	// From and Until are the instants between which the site is the same: that of the build, and the next at
	// which something is published or a deadline passes (zero: never).
	From, Until time.Time
	Diagnostics []diag.Diagnostic // of the list; those of rendering stand with the files
	Scheduled   []site.Scheduled
}

// key is one digest of all that the list is made from beside the time: the program, the options, the files,
// and what the scan found.
func (b *Builder) key(found []diag.Diagnostic) fingerprint.Digest {
	sum := sha256.New()
	buf := make([]byte, 0, 64<<10)
	for _, f := range b.tree.Files {
		buf = append(append(append(buf, f.Path...), 0), f.Digest[:]...)
		if len(buf) > 60<<10 {
			sum.Write(buf)
			buf = buf[:0]
		}
	}
	sum.Write(buf)
	return fingerprint.Of("build", b.Program, b.Drafts, b.Future, b.Strict, b.NoSearch, b.BaseURL, found, b.tree.Absent, fingerprint.Digest(sum.Sum(nil)))
}

// recallAccount fills the report without making the list, if the last build of the output folder was made
// from the same and its files stand. Whatever hinders that (a lock, a disk) is met again by the build that
// follows, and said there.
func (b *Builder) recallAccount(ctx context.Context, target output.Options, r *Report) bool {
	if b.NoCache || b.Verify {
		return false
	}
	var look []Timing
	stop := b.measure(StepOutput, &look)
	note, was, ok, err := output.Recall(ctx, target)
	if err != nil || !ok {
		return false
	}
	a, err := memory.Decode[account](note)
	if err != nil || b.Now.Before(a.From) || !a.Until.IsZero() && !b.Now.Before(a.Until) {
		return false
	}
	stop()
	r.Timings = append(r.Timings, look...)
	r.List = &List{Diagnostics: a.Diagnostics, Scheduled: a.Scheduled, Next: a.Until, Again: soonest(b.tree.Again, a.Until)}
	r.Output, r.Published = was, true
	r.Diagnostics = b.explain(slices.Concat(a.Diagnostics, was.Diagnostics))
	return true
}

// account is that of a list that is about to be published, nil for one that may be another the next time from
// the same files.
func (b *Builder) account(l *List) []byte {
	if l.fleeting {
		return nil
	}
	return memory.Encode(account{From: b.Now, Until: l.Next, Diagnostics: l.Diagnostics, Scheduled: l.Scheduled})
}
