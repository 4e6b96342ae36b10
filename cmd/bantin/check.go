package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bantin"
	"bantin/internal/check"
	"bantin/internal/diag"
	"bantin/internal/memory"
	"bantin/internal/pipeline"
)

// checkCommand is `bantin check`.
func checkCommand(c *console) *cobra.Command {
	var site siteFlags
	var strict, external bool
	var externalTime time.Duration
	cmd := &cobra.Command{
		Use:   "check",
		Short: c.say("help-check"),
		Long:  c.say("long-check"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := site.options(c)
			if err != nil {
				return err
			}
			if !external {
				externalTime = 0
			}
			report, err := c.check(cmd.Context(), o, externalTime)
			if err != nil {
				return err
			}
			return c.printCheck(report, strict)
		},
	}
	site.register(c, cmd)
	cmd.Flags().BoolVar(&strict, "strict", false, c.say("flag-check-strict"))
	cmd.Flags().BoolVar(&external, "external", false, c.say("flag-external"))
	cmd.Flags().DurationVar(&externalTime, "external-time", 2*time.Minute, c.say("flag-external-time"))
	c.formatFlags(cmd)
	c.allFlag(cmd)
	cmd.Flags().BoolVar(&c.quiet, "quiet", false, c.say("flag-quiet"))
	return cmd
}

// checkReport is what `bantin check` says.
type checkReport struct {
	diagnostics []diag.Diagnostic
	coverage    *check.Coverage // nil when settings or layouts are at fault: the site could not be joined
	external    *check.Outcome  // nil when links to other sites were not tried
}

// check looks at the site that the options describe, and for externalTime at other sites.
func (c *console) check(ctx context.Context, o pipeline.Options, externalTime time.Duration) (*checkReport, error) {
	o.Thorough, o.NoSearch = true, true
	bar := newProgress(c, o.Clock)
	o.Progress = bar.report
	b, err := pipeline.New(o)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	finished := check.NewFinished()
	seen, err := b.Inspect(ctx, finished.Look)
	bar.stop()
	if err != nil {
		return nil, err
	}
	if seen.List.Faulty {
		return &checkReport{diagnostics: seen.Diagnostics}, nil
	}
	in := check.Input{
		Site: seen.List.Site, From: seen.List.Input, Litter: seen.Litter, Foreign: seen.Foreign, Out: filepath.Base(o.Out),
		Chrome: chromeText(o.Site), Source: b.Text, Text: seen.List.Text, Digest: seen.List.Digest, Finished: finished,
	}
	for _, a := range seen.List.Artifacts {
		in.Made = append(in.Made, a.Path)
	}
	found := check.Run(in)
	r := &checkReport{coverage: &found.Coverage}
	if externalTime > 0 {
		r.external = tryExternal(ctx, o, in, externalTime)
		found.Diagnostics = append(found.Diagnostics, r.external.Diagnostics...)
	}
	r.diagnostics = b.Explain(append(seen.Diagnostics, diag.Adjust(found.Diagnostics, in.From.Levels())...))
	return r, nil
}

// externalMemory is the file of .bantin/ that remembers what other sites answered.
const externalMemory = "external.json"

// tryExternal tries links to other sites. What they answered is remembered; a failure to remember costs time
// in the next run and nothing else.
func tryExternal(ctx context.Context, o pipeline.Options, in check.Input, most time.Duration) *check.Outcome {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	folder := memory.Folder(o.StateDir)
	known, _ := folder.Read(externalMemory)
	out := check.Try(ctx, in, check.External{Now: o.Clock(), Known: check.ParseAnswers(known), Pause: pause})
	if data, err := json.Marshal(out.Answers); err == nil && len(out.Answers) > 0 {
		_ = folder.Write(externalMemory, data)
	}
	return &out
}

// pause waits, unless the context ends before.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// chromeText is the text of all layouts, styles and scripts, of the site and of the program: what they
// name is in use.
func chromeText(dir string) string {
	var text strings.Builder
	for _, files := range []fs.FS{os.DirFS(dir), bantin.Carried} {
		for _, folder := range []string{"layouts", "static/assets"} {
			_ = fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
				if err == nil && d.Type().IsRegular() && slices.Contains([]string{".html", ".css", ".js", ".webmanifest"}, filepath.Ext(name)) {
					data, _ := fs.ReadFile(files, name) // a file that cannot be read is the build's to report
					text.Write(data)
				}
				return nil
			})
		}
	}
	return text.String()
}

// printCheck prints the report to standard output, whose whole purpose it is, and returns the error that
// decides the exit status.
func (c *console) printCheck(r *checkReport, strict bool) error {
	var err error
	if c.json {
		err = c.checkJSON(r)
	} else {
		err = c.checkText(r)
	}
	if err != nil {
		return err
	}
	errors, warnings, _ := diag.Count(r.diagnostics)
	if errors > 0 || strict && warnings > 0 {
		return errContent
	}
	return nil
}

func (c *console) checkText(r *checkReport) error {
	told := r.diagnostics
	if c.quiet {
		told = slices.DeleteFunc(slices.Clone(told), func(d diag.Diagnostic) bool { return d.Severity == diag.Notice })
	}
	if err := c.tell(c.out, told); err != nil {
		return err
	}
	if c.quiet || c.format != diag.Text {
		return nil
	}
	errors, warnings, notices := diag.Count(r.diagnostics)
	if r.coverage == nil {
		fmt.Fprintln(c.out, c.say("check-stopped"))
	} else {
		c.printCoverage(r.coverage)
		c.printExternal(r.external)
	}
	fmt.Fprintln(c.out, c.say("check-counts", c.count(errors), c.count(warnings), c.count(notices)))
	return nil
}

// printCoverage prints how much the archive knows of itself: a matrix of years and months that fits 80
// columns, and figures.
func (c *console) printCoverage(v *check.Coverage) {
	if len(v.Years) > 0 {
		fmt.Fprintf(c.out, "%-5s", c.say("coverage-year"))
		for month := 1; month <= 12; month++ {
			fmt.Fprintf(c.out, "%5d", month)
		}
		fmt.Fprintf(c.out, "%5s%6s\n", "?", c.say("coverage-total"))
	}
	for _, y := range v.Years {
		fmt.Fprintf(c.out, "%-5d", y.Year)
		for _, n := range append(y.Months[:], y.Unknown) {
			fmt.Fprintf(c.out, "%5s", dotForNone(n))
		}
		fmt.Fprintf(c.out, "%6d\n", y.Total())
	}
	fmt.Fprintln(c.out, c.say("coverage", c.count(v.Articles), c.count(v.Undated), c.count(v.Inferred), c.count(v.Circa), c.count(v.Unsigned)))
	for i, n := range v.NotHeld {
		if i == 0 {
			fmt.Fprintln(c.out, c.say("not-held", c.count(len(v.NotHeld))))
		}
		if i == mostListed {
			fmt.Fprintln(c.out, "  "+c.say("more", c.count(len(v.NotHeld)-i)))
			break
		}
		fmt.Fprintf(c.out, "  %s\n", c.say("not-held-one", n.Number, c.count(n.Count), n.Path, fmt.Sprint(n.Line)))
	}
}

// printExternal says which links to other sites were tried.
func (c *console) printExternal(x *check.Outcome) {
	switch {
	case x == nil:
		return
	case x.Offline():
		fmt.Fprintln(c.out, c.say("external-offline", c.count(x.Asked+x.Untried)))
		return
	}
	fmt.Fprintln(c.out, c.say("external-tried", c.count(x.Asked), c.count(x.Links)))
	if x.Untried > 0 {
		fmt.Fprintln(c.out, c.say("external-cut", c.count(x.Untried)))
	}
}

func dotForNone(n int) string {
	if n == 0 {
		return "·"
	}
	return fmt.Sprint(n)
}

// checkJSON is the form of --json.
func (c *console) checkJSON(r *checkReport) error {
	type year struct {
		Year    int     `json:"year"`
		Months  [12]int `json:"months"`
		Unknown int     `json:"unknown"`
	}
	type cited struct {
		Number string `json:"number"`
		Count  int    `json:"count"`
		Path   string `json:"path"`
		Line   int    `json:"line"`
	}
	type coverage struct {
		Articles int     `json:"articles"`
		Undated  int     `json:"undated"`
		Inferred int     `json:"inferred"`
		Circa    int     `json:"circa"`
		Unsigned int     `json:"unsigned"`
		Years    []year  `json:"years"`
		NotHeld  []cited `json:"not_held"`
	}
	out := struct {
		Errors      int           `json:"errors"`
		Warnings    int           `json:"warnings"`
		Notices     int           `json:"notices"`
		Diagnostics []diag.Record `json:"diagnostics"`
		Coverage    *coverage     `json:"coverage"`
	}{Diagnostics: diag.Records(diag.Limit(r.diagnostics), c.lang)}
	out.Errors, out.Warnings, out.Notices = diag.Count(r.diagnostics)
	if v := r.coverage; v != nil {
		out.Coverage = &coverage{v.Articles, v.Undated, v.Inferred, v.Circa, v.Unsigned, []year{}, []cited{}}
		for _, y := range v.Years {
			out.Coverage.Years = append(out.Coverage.Years, year(y))
		}
		for _, n := range v.NotHeld {
			out.Coverage.NotHeld = append(out.Coverage.NotHeld, cited(n))
		}
	}
	return c.writeJSON(out)
}

// writeJSON prints one value for programs.
func (c *console) writeJSON(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
