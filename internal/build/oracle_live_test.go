package build

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

// The oracle, live (mode B): bursts of edits under a watcher that builds again and again. When the burst is over and the watcher has come to rest,
// every file of the output is what a clean build makes, and no change was found by the routine look alone.
var liveSequences = flag.Int("oracle.live", 4, "live sequences of edits; `make test` plays 20")

// liveTime is how long a burst may take to arrive in the output.
const liveTime = 30 * time.Second

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

// livePlay is a play under a watcher. The builder belongs to the goroutine that builds; mu guards what it shares with the one that edits.
type livePlay struct {
	*play
	watcher *watch.Watcher

	mu      sync.Mutex // held while a build runs
	options Options
	resting time.Time // since when nobody edits; zero during a burst
	report  *Report
	err     error
	missed  string // what only the routine look found
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
	if p.saved, err = p.world.save(p.site(), nil, r); err != nil {
		return err.Error()
	}
	p.world.slow = true
	stop, err := p.start()
	if err != nil {
		return err.Error()
	}
	defer stop()
	for i, st := range s.steps {
		if p.faulty && chance(r, 70) {
			p.world.mendSite()
		}
		chances := rand.New(rand.NewPCG(st.seed, 3))
		edits[st.edit](p.world, chances)
		if p.saved, err = p.world.save(p.site(), p.saved, chances); err != nil {
			return err.Error()
		}
		p.set(time.Time{})
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
	p.set(time.Time{})
	o := p.options
	o.Enter = p.watcher.Enter
	if p.builder, err = New(o); err != nil {
		cancel()
		return nil, err
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

// set gives the next build the options of the world, and says since when nobody edits.
func (p *livePlay) set(resting time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.options, p.resting = p.play.options(p.out, "state"), resting
}

// build is one round of the loop. It asks for another one soon, because the options may change without an event.
func (p *livePlay) build(ctx context.Context) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	enter := p.builder.Enter
	same := p.builder.listOptions() == (options{p.options.BaseURL, p.options.Drafts, p.options.Future, p.options.NoSearch, p.options.Program}) &&
		p.builder.Now.Equal(p.options.Now)
	p.builder.Options = p.options
	p.builder.Enter = enter
	dirty := p.watcher.Take()
	before := p.builder.generation
	p.builder.Look(dirty)
	report, err := p.builder.Build(ctx)
	if ctx.Err() != nil {
		return time.Time{}
	}
	if dirty.Routine && same && p.builder.generation != before && !p.resting.IsZero() && time.Since(p.resting) > time.Second {
		p.missed = "a change that only the routine look found"
	}
	p.report, p.err = report, err
	return time.Now().Add(30 * time.Millisecond)
}

// check waits until the output is what a clean build makes.
func (p *livePlay) check() string {
	p.set(time.Now())
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
	fault := "no build"
	for end := time.Now().Add(liveTime); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if fault = p.compare(want, clean); fault == "" {
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

// compare looks at what the last build has left.
func (p *livePlay) compare(want *List, clean map[string]file) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.report == nil || errors.Is(p.err, source.ErrChanged):
		return fmt.Sprint("no report: ", p.err)
	case p.err != nil:
		return p.err.Error()
	}
	if diff := differ(remarks(aboutSite(p.report.Diagnostics)), remarks(allRemarks(want, clean))); diff != "" {
		return "remarks differ: " + diff
	}
	if want.Faulty {
		if p.report.Published {
			return "a faulty site is published"
		}
		return ""
	}
	return differ(tree(filepath.Join(p.dir, p.out)), expected(clean))
}

// allRemarks are those of a list and of the rendering of its files.
func allRemarks(l *List, files map[string]file) []diag.Diagnostic {
	all := slices.Clone(l.Diagnostics)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, files[name].remarks...)
	}
	return diag.Sort(all)
}
