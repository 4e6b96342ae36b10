package main

import (
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"bantin/internal/diag"
	"bantin/internal/pipeline"
)

// progressAfter is how long a build runs before a bar is shown: most end before anybody wonders.
const progressAfter = time.Second

// progress shows how far a build is, on a terminal only.
type progress struct {
	c     *console
	clock func() time.Time
	start time.Time
	shown bool // on a terminal

	mu   sync.Mutex
	bars *mpb.Progress
	bar  *mpb.Bar
	step pipeline.Step
}

func newProgress(c *console, clock func() time.Time) *progress {
	_, ok := terminal(c.err)
	return &progress{c: c, clock: clock, start: clock(), shown: ok && !c.quiet && !c.json}
}

// report takes the state of a step. It is called from several goroutines.
func (p *progress) report(step pipeline.Step, done, total int) {
	if !p.shown {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.clock().Sub(p.start) < progressAfter {
		return
	}
	if p.bars == nil {
		p.bars = mpb.New(mpb.WithOutput(p.c.err), mpb.WithWidth(48))
	}
	if p.bar == nil || p.step != step {
		p.drop()
		p.step = step
		p.bar = p.bars.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(p.c.say("step-"+diag.Phrase(step)), decor.WCSyncSpaceR)),
			mpb.AppendDecorators(decor.CountersNoUnit("%d / %d")))
	}
	p.bar.SetCurrent(int64(done))
}

func (p *progress) drop() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.bar = nil
	}
}

// stop removes the bar before the report is printed.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop()
	if p.bars != nil {
		p.bars.Wait()
	}
	p.shown = false
}
