package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/pipeline"
)

// mostListed is how many paths of one sort are printed before the rest is only counted.
const mostListed = 20

// printBuild says what a build did, for people or for programs, and returns the error that decides the exit
// status.
func (c *console) printBuild(r *pipeline.Report, took time.Duration, timing, strict bool, failure error) error {
	if c.json {
		if err := c.printJSON(r, took); err != nil {
			return err
		}
	} else {
		if err := c.printText(r, took, timing, failure); err != nil {
			return err
		}
	}
	errors, warnings, _ := diag.Count(r.Diagnostics)
	switch {
	case failure != nil:
		return failure
	case r.Stale, r.Verified && len(r.Output.Restored) > 0:
		return errVerify
	case errors > 0 || strict && warnings > 0:
		return errContent
	}
	return nil
}

func (c *console) printText(r *pipeline.Report, took time.Duration, timing bool, failure error) error {
	if err := c.tell(c.err, shown(r.Diagnostics)); err != nil {
		return err
	}
	errors, warnings, _ := diag.Count(r.Diagnostics)
	if errors+warnings > 0 {
		fmt.Fprintln(c.err, c.say("counts", c.count(errors), c.count(warnings)))
	}
	if failure == nil && !r.Published {
		fmt.Fprintln(c.err, c.say("not-published"))
	}
	c.list(c.err, "removed", ofReaders(r.Output.Removed))
	c.list(c.err, "restored", r.Output.Restored)
	c.list(c.err, "foreign", r.Output.Foreign)
	if c.quiet {
		return nil
	}
	c.printScheduled(r)
	if timing {
		for _, t := range r.Timings {
			fmt.Fprintln(c.out, c.say("timing", c.say("step-"+diag.Phrase(t.Step)), c.seconds(t.Duration)))
		}
	}
	if r.Published {
		fmt.Fprintln(c.out, c.summary(r, took))
	}
	if r.Verified {
		fmt.Fprintln(c.out, c.say("verified", c.count(r.Output.Artifacts)))
	}
	return nil
}

// mostDiagnostics is how many diagnostics are printed one by one.
const mostDiagnostics = 100

// tell prints diagnostics, sorted, for people or for programs: more than a person reads as a summary, unless
// --all asks for each.
func (c *console) tell(w io.Writer, ds []diag.Diagnostic) error {
	limited := diag.Limit(ds)
	if c.format != diag.Text || c.all || len(limited) <= mostDiagnostics {
		return c.printer(w).Print(w, limited)
	}
	if err := c.printer(w).PrintSummary(w, ds); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, c.say("summary-all", fmt.Sprint(len(ds))))
	return err
}

// shown are the diagnostics that a build prints: errors, warnings, and what concerns the site as a whole.
func shown(ds []diag.Diagnostic) []diag.Diagnostic {
	var kept []diag.Diagnostic
	for _, d := range ds {
		if d.Severity > diag.Notice || d.Pos.Line == 0 {
			kept = append(kept, d)
		}
	}
	return kept
}

// summary is the last line of a build.
func (c *console) summary(r *pipeline.Report, took time.Duration) string {
	o := r.Output
	if o.Rendered+len(o.Written)+len(o.Removed) == 0 {
		return c.say("unchanged", c.count(o.Artifacts), c.seconds(took))
	}
	return c.say("built", c.count(o.Artifacts), c.count(o.Rendered), c.count(len(o.Written)), c.count(len(o.Removed)), c.seconds(took))
}

func (c *console) printScheduled(r *pipeline.Report) {
	for i, s := range r.List.Scheduled {
		if i == mostListed {
			fmt.Fprintln(c.out, c.say("more", c.count(len(r.List.Scheduled)-i)))
			return
		}
		fmt.Fprintln(c.out, c.say("scheduled", s.At.Format("02/01/2006 15:04"), s.Title, s.Path))
	}
}

// ofReaders leaves out the files that no reader opens by itself: shards of the search index and of the
// manifest come and go.
func ofReaders(paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		return strings.HasPrefix(p, "search/") || strings.HasPrefix(p, "manifest/")
	})
}

// list prints paths of one sort, a line each.
func (c *console) list(w interface{ Write([]byte) (int, error) }, p diag.Phrase, paths []string) {
	for i, path := range paths {
		if i == mostListed {
			fmt.Fprintln(w, c.say("more", c.count(len(paths)-i)))
			return
		}
		fmt.Fprintln(w, c.say(p, path))
	}
}

// count is a number as the language writes it.
func (c *console) count(n int) string { return diag.Number(c.lang, n) }

// seconds is a duration as people read it: "1,2 giây".
func (c *console) seconds(d time.Duration) string {
	s := fmt.Sprintf("%.2f", d.Seconds())
	if c.lang == diag.VI {
		s = strings.Replace(s, ".", ",", 1)
	}
	return c.say("seconds", s)
}

// jsonReport is the form of --json.
type jsonReport struct {
	Published   bool               `json:"published"`
	Artifacts   int                `json:"artifacts"`
	Parsed      int                `json:"parsed"`
	Rendered    int                `json:"rendered"`
	Unchanged   int                `json:"unchanged"`
	Written     []string           `json:"written"`
	Removed     []string           `json:"removed"`
	Restored    []string           `json:"restored"`
	Foreign     []string           `json:"foreign"`
	Stale       []string           `json:"stale"` // of --verify
	Bytes       int64              `json:"bytes"`
	Seconds     float64            `json:"seconds"`
	Steps       map[string]float64 `json:"steps"`
	Errors      int                `json:"errors"`
	Warnings    int                `json:"warnings"`
	Scheduled   []jsonScheduled    `json:"scheduled"`
	Diagnostics []diag.Record      `json:"diagnostics"`
}

type jsonScheduled struct {
	Path  string    `json:"path"`
	Title string    `json:"title"`
	At    time.Time `json:"at"`
}

func (c *console) printJSON(r *pipeline.Report, took time.Duration) error {
	o := r.Output
	out := jsonReport{
		Published: r.Published, Artifacts: o.Artifacts, Parsed: r.List.Parsed, Rendered: o.Rendered, Unchanged: o.Unchanged,
		Written: orEmpty(o.Written), Removed: orEmpty(o.Removed), Restored: orEmpty(o.Restored), Foreign: orEmpty(o.Foreign), Stale: orEmpty(o.Stale),
		Bytes: o.Bytes, Seconds: took.Seconds(), Steps: map[string]float64{}, Scheduled: []jsonScheduled{},
		Diagnostics: diag.Records(diag.Limit(r.Diagnostics), c.lang),
	}
	out.Errors, out.Warnings, _ = diag.Count(r.Diagnostics)
	for _, t := range r.Timings {
		out.Steps[string(t.Step)] = t.Duration.Seconds()
	}
	for _, s := range r.List.Scheduled {
		out.Scheduled = append(out.Scheduled, jsonScheduled{s.Path, s.Title, s.At})
	}
	return c.writeJSON(out)
}

// orEmpty makes a missing list an empty one: programs that read the report need not know null.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
