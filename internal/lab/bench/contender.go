package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// contender is a way to make something of the run's articles in a fresh folder.
type contender struct {
	name    string
	command func(out string) *exec.Cmd
	ours    bool // to be compared with the others
	once    bool // too slow to be run again
	samples []sample
	files   int
	bytes   int64
}

// sample is one run of a command, as the operating system accounts for it.
type sample struct {
	wall, cpu time.Duration
	peak      int64 // bytes, of the largest process
}

// run runs the command once and takes the measures.
func (c *contender) run(out string) error {
	cmd := c.command(out)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", c.name, err, said.Bytes())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	c.samples = append(c.samples, sample{
		wall: time.Since(start),
		cpu:  cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		peak: usage.Maxrss << 10,
	})
	if _, err := os.Stat(out); err != nil {
		return nil // it writes nothing
	}
	c.files, c.bytes = 0, 0
	return filepath.WalkDir(out, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		c.files++
		c.bytes += info.Size()
		return err
	})
}

// The measures of a sample.
func wall(s sample) float64 { return s.wall.Seconds() }
func cpu(s sample) float64  { return s.cpu.Seconds() }
func peak(s sample) float64 { return float64(s.peak) / 1e6 }

// printTable prints the measures of all, and the ratios of bantin to the others.
func printTable(articles int, all []*contender) {
	for _, c := range all {
		w := spreadOf(c.samples, wall)
		fmt.Printf("| %d | %s | %.2f (%.2f–%.2f) | %.2f | %.0f | %d | %.0f | %.0f |\n", articles, c.name, w.median, w.least, w.most,
			spreadOf(c.samples, cpu).median, spreadOf(c.samples, peak).median, c.files, float64(c.bytes)/1e6, w.median*1e6/float64(articles))
	}
	others := []*contender{{name: "floor", samples: sum(all[0].samples, all[1].samples)}}
	for _, c := range all[2:] {
		if !c.ours {
			others = append(others, c)
		}
	}
	for _, ours := range all {
		for _, other := range others {
			if !ours.ours {
				continue
			}
			fmt.Printf("| %d | %s ÷ %s | %s | %s | %s | | | |\n", articles, ours.name, other.name,
				ratio(ours.samples, other.samples, wall), ratio(ours.samples, other.samples, cpu), ratio(ours.samples, other.samples, peak))
		}
	}
}

// sum is the time of doing one after the other, and the larger memory.
func sum(a, b []sample) []sample {
	var all []sample
	for i := range a {
		all = append(all, sample{a[i].wall + b[i].wall, a[i].cpu + b[i].cpu, max(a[i].peak, b[i].peak)})
	}
	return all
}

// ratio is the ratio of two, pair by pair: the machine's speed drifts, a pair is close in time.
func ratio(a, b []sample, of func(sample) float64) string {
	var all []float64
	for i := range min(len(a), len(b)) {
		all = append(all, of(a[i])/of(b[i]))
	}
	slices.Sort(all)
	return fmt.Sprintf("%.2f (%.2f–%.2f)", all[len(all)/2], all[0], all[len(all)-1])
}

// spread is the median and the range of some measures.
type spread struct{ least, median, most float64 }

func spreadOf(samples []sample, of func(sample) float64) spread {
	var all []float64
	for _, s := range samples {
		all = append(all, of(s))
	}
	slices.Sort(all)
	return spread{all[0], all[len(all)/2], all[len(all)-1]}
}
