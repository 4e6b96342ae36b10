package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/pipeline"
	"bantin/internal/source"
	"bantin/internal/watch"
)

const (
	mostNamed     = 3                       // files that the line about a rebuild names
	longestChange = 2 * time.Second         // of a file under every build, before that is said
	graceTime     = 1500 * time.Millisecond // for the build that runs when the command is told to end
)

// watching is `bantin build --watch`: the output folder is built, and built again whenever files change.
type watching struct {
	c       *console
	builder *pipeline.Builder
	watcher *watch.Watcher
	live    bool // the build's time is the real one
	timing  bool
	strict  bool

	first       *progress // of the first build
	last        *pipeline.Report
	diagnostics []diag.Diagnostic // as printed last
	failed      string            // the failure that was printed last
	changing    time.Time         // since when files change under every build; zero when they do not
	fatal       error             // that the first build met: nothing can come of watching

	mu sync.Mutex // one speaks at a time
}

// run builds again and again until ctx ends, which is the ordinary end.
func (s *watching) run(ctx context.Context, o pipeline.Options, poll bool) error {
	defer s.c.printLater()()
	s.first = newProgress(s.c, o.Clock)
	w, err := watch.Start(ctx, watch.Options{Site: o.Site, Poll: poll, Notice: s.notice})
	if err != nil {
		return err
	}
	defer w.Close()
	o.Progress, o.Enter = s.first.report, w.Enter
	if s.builder, err = pipeline.New(o); err != nil {
		return err
	}
	s.watcher = w
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	follow(ctx, w, o.Clock, func(ctx context.Context) time.Time {
		again := s.build(ctx)
		if s.fatal != nil {
			stop()
		}
		return again
	}, s.builder.Close)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fatal
}

// follow builds again and again until ctx ends, and releases what builds need when the last one is over. It
// waits a moment for that: a build makes a list, which touches nothing, or publishes, which may be left at
// any point.
func follow(ctx context.Context, w *watch.Watcher, clock func() time.Time, round func(context.Context) (again time.Time), release func() error) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.Loop(ctx, clock, round)
		_ = release()
	}()
	<-ctx.Done()
	select {
	case <-ended:
	case <-time.After(graceTime):
	}
}

// build is one round. It returns when to look again even if nothing happens.
func (s *watching) build(ctx context.Context) (again time.Time) {
	start := s.builder.Clock()
	if s.live {
		s.builder.Now = start
	}
	dirty := s.watcher.Take()
	if s.last != nil { // the first build is one like any other, and learns from the last run
		s.builder.Look(dirty)
	}
	report, err := s.builder.Build(ctx)
	took := s.builder.Clock().Sub(start)
	s.first.stop()
	if ctx.Err() != nil {
		return again
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if report != nil {
		again = report.List.Again
		for _, t := range report.Timings {
			if t.Step == pipeline.StepScan && dirty.All {
				s.watcher.Scanned(t.Duration)
			}
		}
	}
	if changing := errors.Is(err, source.ErrChanged) || report != nil && report.List.Changing; !changing {
		s.changing = time.Time{}
	} else if again = soon(start); s.isNew(start) {
		return again
	}
	s.print(report, took, err)
	return again
}

// isNew reports whether files have not been changing under every build for so long that it must be said.
func (s *watching) isNew(now time.Time) bool {
	if s.changing.IsZero() {
		s.changing = now
	}
	return now.Sub(s.changing) < longestChange
}

// soon is when to look again at a file that is being written.
func soon(now time.Time) time.Time { return now.Add(50 * time.Millisecond) }

// print says what a build did, if it is worth a line.
func (s *watching) print(report *pipeline.Report, took time.Duration, err error) {
	first := s.last == nil
	switch {
	case first && report != nil:
		if err = s.c.printBuild(report, took, s.timing, s.strict, err); errors.Is(err, errContent) {
			err = nil
		}
		if err == nil && !s.c.quiet && !s.c.json {
			fmt.Fprintln(s.c.out, s.c.say("watching"))
		}
	case err == nil && report != s.last:
		err = s.printAgain(report, took)
	}
	if first {
		s.fatal = err
	}
	s.printFailure(err)
	if report != nil {
		s.last, s.diagnostics = report, shown(report.Diagnostics)
	}
}

// printAgain is the line about a build that was not the first, and what there is to say about the site where
// that is news.
func (s *watching) printAgain(r *pipeline.Report, took time.Duration) error {
	diagnostics := shown(r.Diagnostics)
	news := !slices.EqualFunc(diagnostics, s.diagnostics, func(a, b diag.Diagnostic) bool { return reflect.DeepEqual(a, b) })
	o := r.Output
	differs := len(o.Written)+len(o.Removed) > 0
	if s.c.json {
		if news || differs {
			return s.c.printJSON(r, took)
		}
		return nil
	}
	if news {
		if err := s.c.tell(s.c.err, diagnostics); err != nil {
			return err
		}
		switch errors, warnings, _ := diag.Count(r.Diagnostics); {
		case errors+warnings > 0:
			fmt.Fprintln(s.c.err, s.c.say("counts", s.c.count(errors), s.c.count(warnings)))
		default:
			fmt.Fprintln(s.c.err, s.c.say("mended"))
		}
		if !r.Published {
			fmt.Fprintln(s.c.err, s.c.say("not-published"))
		}
	}
	if differs && !s.c.quiet {
		fmt.Fprintln(s.c.out, s.c.say("rebuilt", s.builder.Clock().Format(time.TimeOnly), s.c.count(len(o.Written)), s.c.count(len(o.Removed)),
			s.c.seconds(took), named(append(ofReaders(o.Written), ofReaders(o.Removed)...))))
	}
	return nil
}

// printFailure says what the system refused, once.
func (s *watching) printFailure(err error) {
	message := ""
	if err != nil && s.fatal == nil {
		if message = err.Error(); message != s.failed {
			var failed *output.Error
			var internal *pipeline.InternalError
			switch {
			case errors.As(err, &failed):
				s.c.explain(failed.Diagnostic)
			case errors.As(err, &internal):
				s.c.explain(internal.Diagnostic)
			default:
				fmt.Fprintln(s.c.err, s.c.say("failed", message))
			}
		}
	}
	s.failed = message
}

// notice prints what the watcher says of itself.
func (s *watching) notice(d diag.Diagnostic) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.c.explain(d)
}

// named is a short list of paths.
func named(paths []string) string {
	if len(paths) > mostNamed {
		return strings.Join(paths[:mostNamed], ", ") + ", …"
	}
	return strings.Join(paths, ", ")
}
