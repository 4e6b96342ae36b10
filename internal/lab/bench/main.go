// Command bench compares full builds by bantin with those by Hugo, and with the least that any program has to
// do, on the same articles, as whole processes in one run. It prints a table in Markdown:
//
//	go run ./internal/bench -bantin ./bantin -hugo PATH/hugo.sh -articles 1000,10000 -runs 3
//
// hugo.sh CONTENT OUT builds a folder of articles with Hugo; the portal that it builds should be like ours
// (home, sections, tags, years, articles, feeds, sitemap). Without -hugo it is left out. All take turns (A B
// C A B C …), each into a fresh folder, because creating files is many times slower for minutes after a large
// delete; what is quoted is the median and the range, and above all the ratio.
//
// The floor (floor.go) is reading every article and giving its body to goldmark, and writing files of the
// sizes that bantin writes.
//
// With -edits it measures instead what a new process does after an edit: files written, and how long it took.
// With -screen it measures how long it takes from the end of a save until Chromium shows it (screen.go),
// beside Hugo's server if -hugo-site names a site to copy.
//
// Articles come from the demonstration archive. Hugo refuses dates of months and years, and a list as the
// menu of the home page, so its copy of the articles has full dates and a home page with a title only; every
// body is the same.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// options are what to compare.
type options struct {
	bantin, hugo  string
	articles      string
	runs          int
	dir           string
	tidy, related bool
	search        bool
	edits         bool
	screen        bool
	hugoSite      string
}

func main() {
	var o options
	flag.StringVar(&o.bantin, "bantin", "", "the program to measure")
	flag.StringVar(&o.hugo, "hugo", "", "a script that takes CONTENT and OUT and builds with Hugo")
	flag.StringVar(&o.articles, "articles", "1000,10000", "sizes of the archive")
	flag.IntVar(&o.runs, "runs", 3, "runs of each")
	flag.StringVar(&o.dir, "dir", os.TempDir(), "where to work; needs room for every output")
	flag.BoolVar(&o.tidy, "tidy", false, "remove each output once it is measured: for file systems in memory")
	flag.BoolVar(&o.search, "search", true, "measure bantin with the search index too")
	flag.BoolVar(&o.related, "related", false, "measure Hugo with related articles too, once")
	flag.BoolVar(&o.edits, "edits", false, "measure builds after an edit")
	flag.BoolVar(&o.screen, "screen", false, "measure how long it takes from a save until a browser shows it")
	flag.StringVar(&o.hugoSite, "hugo-site", "", "with -screen: a site of Hugo's, to be copied; -hugo is then Hugo itself")
	parse := flag.String("floor-parse", "", "read the articles of this folder, and nothing else")
	write := flag.String("floor-write", "", "write files as this list says below -dir, and nothing else")
	flag.Parse()
	var err error
	switch {
	case *parse != "":
		err = floorParse(*parse)
	case *write != "":
		err = floorWrite(*write, o.dir)
	default:
		err = compare(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func compare(o options) error {
	if o.bantin == "" {
		return errors.New("name the program with -bantin")
	}
	measure := compareAt
	switch {
	case o.screen:
		measure = measureScreen
		fmt.Println("| articles | edit | server | median ms | p99 ms | longest ms | edits |")
		fmt.Println("|---|---|---|---|---|---|---|")
	case o.edits:
		measure = measureEdits
		fmt.Println("| articles | edit | files | files of the index | their kB | index, ms | all, ms | entries read |")
		fmt.Println("|---|---|---|---|---|---|---|---|")
	default:
		fmt.Println("| articles | program | wall s (min–max) | CPU s | peak MB | files | MB | µs an article |")
		fmt.Println("|---|---|---|---|---|---|---|---|")
	}
	for field := range strings.SplitSeq(o.articles, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil {
			return err
		}
		if err := measure(o, n); err != nil {
			return err
		}
	}
	return nil
}

// compareAt measures one size and prints its rows.
func compareAt(o options, articles int) error {
	work, err := os.MkdirTemp(o.dir, "bantin-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	site := filepath.Join(work, "site")
	if err := makeArchive(articles, site); err != nil {
		return err
	}
	contenders, err := enter(o, work, site)
	if err != nil {
		return err
	}
	for run := range o.runs {
		for i, c := range contenders {
			if c.once && run > 0 {
				continue
			}
			out := filepath.Join(work, fmt.Sprintf("out-%d-%d", i, run))
			if err := c.run(out); err != nil {
				return err
			}
			if o.tidy {
				os.RemoveAll(out)
			}
		}
	}
	printTable(articles, contenders)
	return nil
}

// enter lists the contenders: the two halves of the floor, bantin, Hugo.
func enter(o options, work, site string) ([]*contender, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	build := func(out string, flags ...string) *exec.Cmd {
		os.RemoveAll(filepath.Join(site, ".bantin")) // nothing remembered
		return exec.Command(o.bantin, append([]string{"build", "--quiet", "--site", site, "--out", out}, flags...)...)
	}
	list := filepath.Join(work, "files")
	all := []*contender{
		{name: floorNames[0], command: func(string) *exec.Cmd { return exec.Command(self, "-floor-parse", filepath.Join(site, "content")) }},
		{name: floorNames[1], command: func(out string) *exec.Cmd { return exec.Command(self, "-floor-write", list, "-dir", out) }},
		{name: "bantin without the search index", ours: true, command: func(out string) *exec.Cmd { return build(out, "--no-search") }},
	}
	// what the floor has to write, and a warm file cache
	if err := all[2].run(filepath.Join(work, "out-first")); err != nil {
		return nil, err
	}
	if err := writeList(list, filepath.Join(work, "out-first")); err != nil {
		return nil, err
	}
	all[2].samples = nil
	if o.search {
		all = append(all, &contender{name: "bantin", ours: true, command: func(out string) *exec.Cmd { return build(out) }})
	}
	if o.hugo == "" {
		return all, nil
	}
	content := filepath.Join(work, "hugo-content")
	if err := copyForHugo(filepath.Join(site, "content"), content); err != nil {
		return nil, err
	}
	hugo := func(related bool) func(out string) *exec.Cmd {
		return func(out string) *exec.Cmd {
			c := exec.Command("sh", o.hugo, content, out)
			c.Env = append(os.Environ(), "HUGO_PARAMS_RELATED="+strconv.FormatBool(related))
			return c
		}
	}
	all = append(all, &contender{name: "Hugo", command: hugo(false)})
	if o.related {
		all = append(all, &contender{name: "Hugo with related articles", command: hugo(true), once: true})
	}
	return all, nil
}
