// Package pipeline wires the stages: it reads the site, makes the list of artifacts and hands it to the
// output. It names no section, tag or field; what these are is known to the stages.
//
//	source.Scan → content.Parse → site.Join → page, feed → []output.Artifact → output.Apply
//
// A [Builder] remembers between builds what is a function of its key alone (package memo), from step to step:
// the entries and what pictures say of themselves, by digest and options; settings and layouts, by their
// files; the site, while nothing that it is joined from differs; its pages, while it and the layouts stand;
// the list, while everything does. A saved sentence gives a list whose site and pages are those of the one
// before, bound to other texts. Nothing is told what changed: every build goes all the way, and whatever is
// remembered is found by its key or not at all. A new Builder over the same files therefore makes the same
// list. The tables outlive the process; see remember.go.
package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/layout"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/source"
)

// Options are what a build depends on beside the files.
type Options struct {
	Site     string // the site's folder
	Out      string // the output folder
	StateDir string // .bantin/
	Home     string // the user's home folder, never an output
	TempDir  string // for a file of bodies that wait for their pages; "" renders some of them twice
	BaseURL  string // in place of the settings' base_url; "" leaves it

	Drafts, Future bool
	Strict         bool // warnings count as errors, and any error publishes nothing
	Adopt          bool // take over a folder that holds foreign files
	Swap           bool // publish by an exchange of folders
	NoCache        bool // read and render everything; what is learnt is remembered all the same
	Verify         bool // as NoCache, and say where a build from memory would have been wrong
	NoSearch       bool // leave out the search index: for measuring what the rest of a build costs
	Thorough       bool // read entries as `bantin check` does; see content.Options

	Now     time.Time          // the build's time: what is published by then
	Program fingerprint.Digest // of the executable
	Carried fs.FS              // layouts/ and static/assets/ of the program
	Workers int

	// Enter is told of each input folder before it is listed; nil for nobody. See watch.Watcher.
	Enter func(folder string)

	// Clock is the real clock, whatever Now says: it tells files that were written a moment ago, and measures
	// the steps.
	Clock    func() time.Time
	Progress func(step Step, done, total int) // nil for none
}

// Step is a stage of a build, for progress and timing.
type Step string

// The steps in their order.
const (
	StepScan   Step = "scan"
	StepRead   Step = "read"
	StepJoin   Step = "join"
	StepList   Step = "list"
	StepSearch Step = "search"
	StepOutput Step = "output"
)

// Timing is how long a step took.
type Timing struct {
	Step     Step
	Duration time.Duration
}

// List is the site as a list of artifacts. It stands on its own: its artifacts can be rendered, by several
// goroutines, while the Builder makes the next list. Rendering fails with [source.ErrChanged] when a file is
// no longer the one that the list was made from.
type List struct {
	Input       site.Input        // what Site was joined from; Input.Now may be earlier than this build's
	Site        *site.Site        // nil when settings or layouts are at fault
	Artifacts   []output.Artifact // all but those of the search
	Diagnostics []diag.Diagnostic
	Scheduled   []site.Scheduled // entries whose time has not come, soonest first
	Faulty      bool             // settings or layouts are at fault: nothing may be published
	Parsed      int              // entries that were read and not remembered

	// Again is when the list would be another one though nobody edits anything: an entry's time comes, a file
	// was being written. Zero for never.
	Again time.Time
	Next  time.Time // Site.Next: the part of Again that has to do with the clock
	// Generation counts the lists that were made. A list that stands keeps its number.
	Generation int
	// Changing says that a file changed between its scan and its reading. The list misses it; another one
	// should be made.
	Changing bool

	// Search returns the artifacts of the search index, which it makes when it is first asked. Several
	// goroutines may ask. Nil when Site is.
	Search func() ([]output.Artifact, error)

	// the same files may give another list the next time: one could not be read, or took too long
	fleeting bool

	from  *sources // what Artifacts look up
	pages *pages   // of Site; nil when Site is
}

// Text is the text part of the entry at a source path.
func (l *List) Text(path string) *content.Text { return l.from.text(path) }

// Digest is that of the file at a source path.
func (l *List) Digest(path string) fingerprint.Digest {
	_, digest := l.from.file(path)
	return digest
}

// All returns all artifacts of the list.
func (l *List) All() ([]output.Artifact, error) {
	if l.Search == nil {
		return l.Artifacts, nil
	}
	index, err := l.Search()
	return slices.Concat(l.Artifacts, index), err
}

// Report says what a build did.
type Report struct {
	List      *List
	Output    output.Report
	Published bool
	Verified  bool // a build from memory would have been right: Options.Verify
	Stale     bool // it would have been wrong
	Timings   []Timing

	Diagnostics []diag.Diagnostic // of all stages, sorted
}

// Build makes the list and brings the output folder up to date. An error is one of the environment (I/O) or
// of the target (*output.TargetError); what is wrong with the site stands in the report's diagnostics.
//
// After [Builder.Look] a build in which nothing differs returns the report of the last one, and one that
// meets a file that is being written publishes nothing: its List is Changing, or the error is
// [source.ErrChanged].
func (b *Builder) Build(ctx context.Context) (r *Report, err error) {
	err = b.caught(func() error {
		r, err = b.buildInTurn(ctx)
		return err
	})
	return r, err
}

// buildInTurn builds, and begins anew when files change under its hands.
func (b *Builder) buildInTurn(ctx context.Context) (*Report, error) {
	target := b.target()
	if err := output.Check(target); err != nil {
		return nil, err
	}
	patient := b.looked
	b.recallTree()
	before, since := b.tree, time.Time{}
	for try := 1; ; try++ {
		start := b.Clock()
		r, err := b.build(ctx, target, patient, before, since)
		changing := errors.Is(err, source.ErrChanged) || r != nil && r.List.Changing
		switch {
		case !changing || patient:
			return r, err
		case try == buildTries && err == nil: // what the list misses may be on the site
			return nil, keepsChanging(r.List.missed(), source.ErrChanged)
		case try == buildTries:
			return nil, keepsChanging("content", err)
		}
		b.tree = before
		if since.IsZero() && before != nil {
			since = start
		}
	}
}

// buildTries is how often a build begins anew because files change under its hands, before it says so.
const buildTries = 3

// build is one try. After [Builder.Look] a list that misses something is not published: the caller looks
// again soon.
func (b *Builder) build(ctx context.Context, target output.Options, patient bool, before *source.Tree, since time.Time) (r *Report, err error) {
	r = &Report{}
	var found []diag.Diagnostic
	if patient {
		found, err = b.glance(&r.Timings)
	} else {
		found, err = b.calmScan(ctx, &r.Timings, before == nil, since)
	}
	if err != nil {
		return nil, err
	}
	if !patient {
		defer func() { r.Diagnostics = b.withMemory(r.Diagnostics) }()
		defer b.Save()
		target.Key = b.key(found)
		if b.generation == 0 && b.recallAccount(ctx, target, r) {
			return r, nil
		}
	}
	list, err := b.listOf(ctx, found, &r.Timings)
	if err != nil {
		return nil, err
	}
	if patient && b.published != nil && b.published.List.Generation == list.Generation {
		b.published.List = list
		return b.published, nil
	}
	// the list may be that of the next report too
	r.List, r.Diagnostics = list, slices.Clone(list.Diagnostics)
	var other verifying
	if b.Verify {
		if other, err = b.fromMemory(ctx); err != nil {
			return nil, err
		}
		target.Verify = other.fingerprints
	}
	if list.Faulty || b.Strict && tooBad(list.Diagnostics) || list.Changing {
		return r, nil
	}
	// what is remembered reads what the list left behind, and publishing changes none of that
	parallel.For(2, func(i int) {
		if i == 0 {
			err = b.publish(ctx, r, target)
		} else if !patient {
			b.Save()
		}
	})
	said := diag.Adjust(r.Output.Diagnostics, list.Input.Levels())
	if b.Verify {
		stale := other.compare(list, r.Output.Stale)
		said = append(said, stale...)
		r.Stale, r.Verified = len(stale) > 0, len(stale) == 0 && r.Published
	}
	var failed *layout.ExecError
	if errors.As(err, &failed) { // a layout's fault is the site's, and is said like any other
		said, err = append(said, failed.Diagnostic), nil
	}
	r.Diagnostics = b.explain(append(r.Diagnostics, said...))
	return r, err
}

// publish makes the artifacts of the report's list and brings the output folder up to date.
func (b *Builder) publish(ctx context.Context, r *Report, target output.Options) error {
	artifacts, err := b.allOf(r.List, &r.Timings)
	if err != nil {
		return err
	}
	target.Note = b.account(r.List)
	stop := b.measure(StepOutput, &r.Timings)
	r.Output, err = output.Apply(ctx, artifacts, target)
	stop()
	b.bodies.clear() // the bodies that no page asked for
	r.Published, b.published = r.Output.Published, nil
	if r.Published {
		b.published = r
		b.unwritten(b.search.save(&r.List.from.readings))
	}
	return err
}

// allOf are all artifacts of a list, for which the search index is made.
func (b *Builder) allOf(list *List, timings *[]Timing) ([]output.Artifact, error) {
	if b.Progress != nil {
		b.Progress(StepSearch, 0, len(list.Site.Items))
	}
	defer b.measure(StepSearch, timings)()
	return list.All()
}

// target is the output folder with what must not be touched around it.
func (b *Builder) target() output.Options {
	o := output.Options{
		Dir: b.Out, StateDir: b.StateDir, Protected: []string{b.Site}, Adopt: b.Adopt, Strict: b.Strict, Workers: b.Workers,
		Anew: b.NoCache, Swap: b.Swap,
	}
	if b.Home != "" {
		o.Protected = append(o.Protected, b.Home)
	}
	for _, folder := range source.Inputs() {
		o.Inputs = append(o.Inputs, filepath.Join(b.Site, folder))
	}
	if b.Progress != nil {
		o.Progress = func(done, total int) { b.Progress(StepOutput, done, total) }
	}
	return o
}

// tooBad reports whether --strict refuses to publish.
func tooBad(ds []diag.Diagnostic) bool {
	worst, any := diag.Worst(ds)
	return any && worst >= diag.Warning
}

// measure times a step. The clock comes from the caller: nothing below cmd knows the time.
func (b *Builder) measure(step Step, to *[]Timing) (stop func()) {
	start := b.Clock()
	return func() { *to = append(*to, Timing{step, b.Clock().Sub(start)}) }
}
