// Command bench compares a full build by bantin with one by Hugo on the same articles, as whole processes in one run, and prints a table
// in Markdown:
//
//	go run ./internal/bench -bantin ./bantin -hugo PATH/hugo.sh -articles 1000,10000 -runs 3
//
// hugo.sh CONTENT OUT builds a folder of articles with Hugo; the portal that it builds should be like ours (home, sections, tags, years,
// articles, feeds, sitemap). Without -hugo only bantin is measured. The two take turns (A B A B …), each into a fresh folder, because
// creating files is many times slower for minutes after a large delete; what is quoted is the median and the range, and above all the ratio.
//
// Articles come from `bantin demo`. Hugo refuses dates of months and years, and a list as the menu of the home page, so its copy
// of the articles has full dates and a home page with a title only; every body is the same.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// sample is one run of a command, as the operating system accounts for it.
type sample struct {
	wall, cpu time.Duration
	peak      int64 // bytes, of the largest process
}

// contender is a way to build a site of the run's articles into a fresh folder.
type contender struct {
	name    string
	command func(out string) *exec.Cmd
	samples []sample
	files   int
	bytes   int64
}

func main() {
	bantin := flag.String("bantin", "", "the program to measure")
	hugo := flag.String("hugo", "", "a script that takes CONTENT and OUT and builds with Hugo")
	sizes := flag.String("articles", "1000,10000", "sizes of the archive")
	runs := flag.Int("runs", 3, "runs of each")
	dir := flag.String("dir", os.TempDir(), "where to work; needs room for every output")
	flag.Parse()
	if err := compare(*bantin, *hugo, *sizes, *runs, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func compare(bantin, hugo, sizes string, runs int, dir string) error {
	if bantin == "" {
		return errors.New("name the program with -bantin")
	}
	fmt.Println("| articles | program | wall s (min–max) | CPU s | peak MB | files | MB | µs an article |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
	for field := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil {
			return err
		}
		if err := compareAt(bantin, hugo, n, runs, dir); err != nil {
			return err
		}
	}
	return nil
}

// compareAt measures one size and prints its rows.
func compareAt(bantin, hugo string, articles, runs int, dir string) error {
	work, err := os.MkdirTemp(dir, "bantin-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	site := filepath.Join(work, "site")
	if err := exec.Command(bantin, "demo", "--quiet", "--articles", strconv.Itoa(articles), site).Run(); err != nil {
		return fmt.Errorf("bantin demo: %w", err)
	}
	contenders := []*contender{{name: "bantin", command: func(out string) *exec.Cmd {
		os.RemoveAll(filepath.Join(site, ".bantin")) // nothing remembered
		return exec.Command(bantin, "build", "--quiet", "--site", site, "--out", out)
	}}}
	if hugo != "" {
		content := filepath.Join(work, "hugo-content")
		if err := copyForHugo(filepath.Join(site, "content"), content); err != nil {
			return err
		}
		contenders = append(contenders, &contender{name: "Hugo", command: func(out string) *exec.Cmd {
			c := exec.Command("sh", hugo, content, out)
			c.Env = append(os.Environ(), "HUGO_PARAMS_RELATED=false")
			return c
		}})
	}
	for run := range runs {
		for _, c := range contenders {
			if err := c.run(filepath.Join(work, fmt.Sprintf("out-%s-%d", c.name, run))); err != nil {
				return err
			}
		}
	}
	for _, c := range contenders {
		c.print(articles)
	}
	if len(contenders) == 2 {
		printRatio(articles, contenders[0].samples, contenders[1].samples)
	}
	return nil
}

// run builds once and takes the measures.
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

func (c *contender) print(articles int) {
	wall := measures(c.samples, func(s sample) float64 { return s.wall.Seconds() })
	cpu := measures(c.samples, func(s sample) float64 { return s.cpu.Seconds() })
	peak := measures(c.samples, func(s sample) float64 { return float64(s.peak) / 1e6 })
	fmt.Printf("| %d | %s | %.2f (%.2f–%.2f) | %.2f | %.0f | %d | %.0f | %.0f |\n", articles, c.name,
		wall.median, wall.least, wall.most, cpu.median, peak.median, c.files, float64(c.bytes)/1e6, wall.median*1e6/float64(articles))
}

// printRatio prints the ratio of the two, pair by pair: the machine's speed drifts, a pair is close in time.
func printRatio(articles int, a, b []sample) {
	ratio := func(of func(sample) float64) string {
		var all []float64
		for i := range a {
			all = append(all, of(a[i])/of(b[i]))
		}
		slices.Sort(all)
		return fmt.Sprintf("%.2f (%.2f–%.2f)", all[len(all)/2], all[0], all[len(all)-1])
	}
	fmt.Printf("| %d | bantin ÷ Hugo | %s | %s | %s | | | |\n", articles,
		ratio(func(s sample) float64 { return s.wall.Seconds() }),
		ratio(func(s sample) float64 { return s.cpu.Seconds() }),
		ratio(func(s sample) float64 { return float64(s.peak) }))
}

// spread is the median and the range of some measures.
type spread struct{ least, median, most float64 }

func measures(samples []sample, of func(sample) float64) spread {
	var all []float64
	for _, s := range samples {
		all = append(all, of(s))
	}
	slices.Sort(all)
	return spread{all[0], all[len(all)/2], all[len(all)-1]}
}

// dateField is the date of a demonstration article: a year, a month, a day, or a day and time.
var dateField = regexp.MustCompile(`(?m)^date: "?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?: (\d\d:\d\d))?"?$`)

// shortDate is a date as it is written in Vietnam.
var shortDate = regexp.MustCompile(`(?m)^date: (\d\d)/(\d\d)/(\d{4})$`)

// otherDates are the fields that Hugo parses as dates too.
var otherDates = regexp.MustCompile(`(?m)^(captured_at|view_count_at|lastmod|publishdate): .*\n`)

// copyForHugo copies articles so that Hugo reads them. One article of 2026 is added: the portal that we compare with has a page for that
// year and fails without one.
func copyForHugo(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	extra := "---\ntitle: Bài năm 2026\ndate: 2026-01-01T07:00:00+07:00\n---\nMột đoạn.\n"
	if err := os.WriteFile(filepath.Join(to, "bai-nam-2026.md"), []byte(extra), 0o644); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if rel == "_index.md" {
			text = []byte("---\ntitle: Home\n---\n")
		} else if strings.HasSuffix(rel, ".md") {
			text = shortDate.ReplaceAll(text, []byte("date: $3-$2-$1"))
			text = otherDates.ReplaceAll(dateField.ReplaceAllFunc(text, fullDate), nil)
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

// fullDate writes a date with day and time, as Hugo takes it.
func fullDate(field []byte) []byte {
	parts := dateField.FindSubmatch(field)
	or := func(part []byte, otherwise string) string {
		if len(part) == 0 {
			return otherwise
		}
		return string(part)
	}
	return fmt.Appendf(nil, "date: %s-%s-%sT%s:00+07:00", parts[1], or(parts[2], "01"), or(parts[3], "01"), or(parts[4], "07:00"))
}
