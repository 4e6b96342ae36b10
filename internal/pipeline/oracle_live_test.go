package pipeline

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/source"
	"bantin/internal/watch"
)

// The oracle, live (mode B): bursts of edits under a watcher that builds again and again. When the burst is
// over and the watcher has come to rest, every file of the output is what a clean build makes, and no change
// was found by the routine look alone.
var liveSequences = flag.Int("oracle.live", 4, "live sequences of edits; `make test` plays 20")

// liveTime is how long a burst may take to arrive in the output.
const liveTime = time.Minute

func TestW44_OracleLive(t *testing.T) {
	fresh := uint64(time.Now().UnixNano())
	descriptors := openFiles(t)
	for i := range *liveSequences {
		seed := *firstSeed + uint64(i)
		if *firstSeed == 0 && i%3 == 2 {
			seed = fresh + uint64(i)
		}
		s := newSequence(seed, underWatch, *length)
		if fault := s.run(); fault != "" {
			t.Fatal(s.explain(fault))
		}
	}
	if n := openFiles(t); n > descriptors+2 {
		t.Errorf("%d files are open, %d were before", n, descriptors)
	}
	t.Logf("%d live sequences of %d edits; new seeds begin at %d", *liveSequences, *length, fresh)
}

func openFiles(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// livePlay is a play under a watcher. The builder belongs to the goroutine that builds; mu guards what it
// shares with the one that edits.
type livePlay struct {
	*play
	watcher *watch.Watcher

	mu      sync.Mutex // held while a build runs
	options Options
	resting time.Time // since when nobody edits; zero during a burst
	report  *Report
	err     error
	missed  string // what only the routine look found
	over    bool   // everything was looked at since nobody edits: what differs now differs for ever
	fault   planted
}

// runLive plays a sequence in bursts.
func (s sequence) runLive() (fault string) {
	dir, err := os.MkdirTemp("", "oracle-live-")
	if err != nil {
		return err.Error()
	}
	defer os.RemoveAll(dir)
	r := rand.New(rand.NewPCG(s.seed, 4))
	p := &livePlay{play: &play{dir: dir, world: newWorld(rand.New(rand.NewPCG(s.seed, 2))), published: map[string]file{}, out: "public"}}
	if s.plant != nil {
		p.fault = s.plant()
	}
	if p.saved, err = p.world.save(p.site(), nil, r); err != nil {
		return err.Error()
	}
	p.world.slow = true
	stop, err := p.start()
	if err != nil {
		return err.Error()
	}
	defer stop()
	// else the first edits could come before the first build, which would see them
	if fault := p.check(); fault != "" {
		return fmt.Sprintf("seed %d, before any edit: %s", s.seed, fault)
	}
	for i, st := range s.steps {
		if p.faulty && chance(r, 70) {
			p.world.mendSite()
		}
		chances := rand.New(rand.NewPCG(st.seed, 3))
		edits[st.edit](p.world, chances)
		if p.saved, err = p.world.save(p.site(), p.saved, chances); err != nil {
			return err.Error()
		}
		if err := p.set(time.Time{}); err != nil {
			return err.Error()
		}
		time.Sleep(time.Duration(r.IntN(200)) * time.Millisecond)
		if i == len(s.steps)-1 || chance(r, 40) {
			if fault := p.check(); fault != "" {
				return fmt.Sprintf("seed %d, edit %d (%s %d): %s", s.seed, i, st.edit, st.seed, fault)
			}
		}
	}
	return ""
}

// start watches and builds until stop is called.
func (p *livePlay) start() (stop func(), err error) {
	ctx, cancel := context.WithCancel(context.Background())
	if p.watcher, err = watch.Start(ctx, watch.Options{Site: p.site(), Notice: func(d diag.Diagnostic) { p.missed = string(d.Code) }}); err != nil {
		cancel()
		return nil, err
	}
	p.options = p.play.options(p.out, "state")
	o := p.options
	o.Enter = p.watcher.Enter
	if p.builder, err = New(o); err != nil {
		cancel()
		return nil, err
	}
	if p.fault.parser != nil {
		p.builder.parser = p.fault.parser
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.watcher.Loop(ctx, time.Now, p.build)
	}()
	return func() {
		cancel()
		<-ended
		p.watcher.Close()
		p.close()
	}, nil
}

// set gives the next build the options of the world, and says since when nobody edits. Other options come
// without an event, so one is made.
func (p *livePlay) set(resting time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.options, p.resting, p.over = p.play.options(p.out, "state"), resting, false
	if p.same() {
		return nil
	}
	now := time.Now()
	return os.Chtimes(filepath.Join(p.site(), "content"), now, now)
}

// same reports whether the last build had the options that the next one will have.
func (p *livePlay) same() bool {
	o := p.options
	return p.builder.listOptions() == (options{o.BaseURL, o.Drafts, o.Future, o.NoSearch, o.Thorough, o.Program}) && p.builder.Now.Equal(o.Now)
}

// build is one round of the loop.
func (p *livePlay) build(ctx context.Context) (again time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	same, enter, before := p.same(), p.builder.Enter, p.builder.generation
	p.builder.Options = p.options
	p.builder.Enter = enter
	dirty := p.watcher.Take()
	told := dirty.Routine && p.watcher.Sync() // by an event that was under way
	if p.fault.dirty != nil {
		dirty = p.fault.dirty(dirty)
	}
	p.builder.Look(dirty)
	report, err := p.builder.Build(ctx)
	if ctx.Err() != nil {
		return again
	}
	if dirty.Routine && !p.resting.IsZero() {
		if same && !told && p.builder.generation != before && time.Since(p.resting) > time.Second {
			p.missed = "a change that only the routine look found"
		}
		p.over = p.builder.tree.Again.IsZero()
	}
	p.report, p.err = report, err
	if errors.Is(err, source.ErrChanged) || report != nil && report.List.Changing {
		return time.Now().Add(50 * time.Millisecond)
	}
	return p.builder.tree.Again // and not when something is published: that is an instant of another time
}

// check waits until the output is what a clean build makes.
func (p *livePlay) check() string {
	if err := p.set(time.Now()); err != nil {
		return err.Error()
	}
	fresh, err := New(p.play.options("clean", "clean-state"))
	if err != nil {
		return err.Error()
	}
	defer fresh.Close()
	want, err := fresh.List(context.Background())
	if err != nil {
		return "clean: " + err.Error()
	}
	p.faulty = want.Faulty
	var clean map[string]file
	if !want.Faulty {
		if clean, err = (&play{}).render(all(want)); err != nil {
			return "" // two artifacts of one path and the like: mode A looks at that
		}
	}
	fault, over := "no build", false
	for end := time.Now().Add(liveTime); !over && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if fault, over = p.compare(want, clean); fault == "" {
			break
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if fault == "" && p.missed != "" {
		fault = p.missed
	}
	return fault
}

// compare looks at what the last build has left, and reports whether there is nothing more to come.
func (p *livePlay) compare(want *List, clean map[string]file) (fault string, over bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.differs(want, clean), p.over
}

func (p *livePlay) differs(want *List, clean map[string]file) string {
	switch {
	case p.report == nil || errors.Is(p.err, source.ErrChanged):
		return fmt.Sprint("no report: ", p.err)
	case p.err != nil:
		return p.err.Error()
	}
	if diff := differ(diagnostics(aboutSite(p.report.Diagnostics)), diagnostics(allDiagnostics(want, clean))); diff != "" {
		return "diagnostics differ: " + diff
	}
	if want.Faulty {
		if p.report.Published {
			return "a faulty site is published"
		}
		return ""
	}
	return differ(tree(filepath.Join(p.dir, p.out)), expected(clean))
}

// allDiagnostics are those of a list and of the rendering of its files.
func allDiagnostics(l *List, files map[string]file) []diag.Diagnostic {
	all := slices.Clone(l.Diagnostics)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, files[name].diagnostics...)
	}
	return diag.Sort(all)
}
