package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bantin/internal/diag"
	"bantin/internal/explain"
	"bantin/internal/pipeline"
)

// explainCommand is `bantin explain`.
func explainCommand(c *console) *cobra.Command {
	var site siteFlags
	cmd := &cobra.Command{
		Use:   "explain PATH|URL",
		Short: c.say("help-explain"),
		Long:  c.say("long-explain"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New(c.say("path-needed"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := site.options(c)
			if err != nil {
				return err
			}
			e, err := c.explainName(cmd.Context(), o, args[0])
			if err != nil {
				return err
			}
			if c.json {
				return c.writeJSON(e.record())
			}
			c.printExplanation(e)
			return nil
		},
	}
	site.register(c, cmd)
	cmd.Flags().BoolVar(&c.json, "json", false, c.say("flag-json"))
	return cmd
}

// explanation is what `bantin explain` says.
type explanation struct {
	explain.Subject
	edits []imaginedEdit
}

// imaginedEdit is what an edit of the source would do to the output.
type imaginedEdit struct {
	edit string
	pipeline.Difference
}

// explainName reads the site and finds what a name stands for.
func (c *console) explainName(ctx context.Context, o pipeline.Options, name string) (*explanation, error) {
	bar := newProgress(c, o.Clock)
	o.Progress = bar.report
	defer bar.stop()
	b, err := pipeline.New(o)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	list, err := b.List(ctx)
	if err != nil {
		return nil, err
	}
	if list.Faulty {
		return nil, c.cannotJoin(list.Diagnostics)
	}
	in := explain.Input{
		Site: list.Site, From: list.Input, Layouts: list.Layouts(), Files: list.LayoutFiles, Out: filepath.Base(o.Out),
	}
	for _, a := range list.Artifacts {
		in.Made = append(in.Made, a.Path)
	}
	subject, ok := explain.Find(in, sitePath(o.Site, explain.Relative(name, list.Site.Settings.BaseURL)))
	if !ok {
		return nil, usageError{errors.New(c.say("explain-unknown", name))}
	}
	e := &explanation{Subject: subject}
	return e, e.imagine(b, list)
}

// cannotJoin prints why there is no site to explain.
func (c *console) cannotJoin(ds []diag.Diagnostic) error {
	if err := c.tell(c.err, shown(ds)); err != nil {
		return err
	}
	fmt.Fprintln(c.err, c.say("check-stopped"))
	return errContent
}

// sitePath is a path as seen from the site's folder, if it names a file there from where the command runs.
func sitePath(site, name string) string {
	if exists(filepath.Join(site, name)) == nil || exists(name) != nil {
		return filepath.ToSlash(name)
	}
	from, err1 := filepath.Abs(site)
	to, err2 := filepath.Abs(name)
	if err1 != nil || err2 != nil {
		return filepath.ToSlash(name)
	}
	relative, err := filepath.Rel(from, to)
	if err != nil || strings.HasPrefix(relative, "..") {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(relative)
}

// imagine finds what edits of the source would do. A draft has nothing to change; a layout changes the pages
// that use it.
func (e *explanation) imagine(b *pipeline.Builder, list *pipeline.List) error {
	if e.Source == "" || e.State != explain.Published || len(e.Pages) > 0 {
		return nil
	}
	if !strings.HasSuffix(strings.ToLower(e.Source), ".md") {
		d, err := b.ImagineFile(list, e.Source)
		e.edits = append(e.edits, imaginedEdit{"bytes", d})
		return err
	}
	for _, edit := range pipeline.Edits() {
		d, err := b.Imagine(list, e.Source, edit)
		if err != nil {
			return err
		}
		e.edits = append(e.edits, imaginedEdit{string(edit), d})
	}
	return nil
}

func (c *console) printExplanation(e *explanation) {
	if e.State != explain.Published && e.State != explain.Generated {
		fmt.Fprintln(c.out, c.say("explain-"+diag.Phrase(e.State), e.Source))
		return
	}
	source := e.Source
	if source == "" {
		source = c.say("explain-generated")
	}
	c.row("explain-address", e.Address)
	c.row("explain-source", source)
	c.row("explain-layouts", e.Layouts...)
	c.row("explain-lists", e.Lists...)
	c.row("explain-links", e.Links...)
	c.row("explain-pictures", e.Pictures...)
	c.row("explain-named-by", e.NamedBy...)
	c.row("explain-redirects", e.Redirects...)
	c.row("explain-pages", e.Pages...)
	for _, edit := range e.edits {
		c.printEdit(edit)
	}
}

// row prints a label and what belongs to it, a line each; nothing when there is nothing.
func (c *console) row(label diag.Phrase, values ...string) {
	if len(values) == 0 || len(values) == 1 && values[0] == "" {
		return
	}
	if len(values) == 1 {
		fmt.Fprintf(c.out, "%s: %s\n", c.say(label), values[0])
		return
	}
	fmt.Fprintf(c.out, "%s (%s):\n", c.say(label), c.count(len(values)))
	for i, v := range values {
		if i == mostListed {
			fmt.Fprintf(c.out, "  %s\n", c.say("more", c.count(len(values)-i)))
			return
		}
		fmt.Fprintf(c.out, "  %s\n", v)
	}
}

// printEdit prints what an edit would change: those files that people open, with + and - for what comes and
// goes, and a number for the rest.
func (c *console) printEdit(e imaginedEdit) {
	fmt.Fprintf(c.out, "%s: %s\n", c.say("edit-"+diag.Phrase(e.edit)), c.say("edit-result", c.count(len(e.Changed)), c.count(len(e.Added)), c.count(len(e.Removed))))
	index, listed := 0, 0
	for _, part := range []struct {
		sign  string
		paths []string
	}{{"  ", e.Changed}, {"+ ", e.Added}, {"- ", e.Removed}} {
		for _, p := range part.paths {
			if strings.HasPrefix(p, "search/") {
				index++
				continue
			}
			if listed++; listed <= mostListed {
				fmt.Fprintf(c.out, "  %s%s\n", part.sign, p)
			}
		}
	}
	if listed > mostListed {
		fmt.Fprintf(c.out, "    %s\n", c.say("more", c.count(listed-mostListed)))
	}
	if index > 0 {
		fmt.Fprintf(c.out, "    %s\n", c.say("edit-more", c.count(index)))
	}
}

// explanationRecord is the form of --json.
type explanationRecord struct {
	Source    string                `json:"source,omitempty"`
	State     string                `json:"state"`
	Address   string                `json:"address,omitempty"`
	Layout    string                `json:"layout,omitempty"`
	Layouts   []string              `json:"layouts"`
	Lists     []string              `json:"lists"`
	Links     []string              `json:"links"`
	Pictures  []string              `json:"pictures"`
	NamedBy   []string              `json:"named_by"`
	Redirects []string              `json:"redirects"`
	Pages     []string              `json:"pages"`
	Edits     map[string]editRecord `json:"edits"`
}

type editRecord struct {
	Changed []string `json:"changed"`
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
}

func (e *explanation) record() explanationRecord {
	r := explanationRecord{
		Source: e.Source, State: string(e.State), Address: e.Address, Layout: e.Layout, Layouts: orEmpty(e.Layouts), Lists: orEmpty(e.Lists),
		Links: orEmpty(e.Links), Pictures: orEmpty(e.Pictures), NamedBy: orEmpty(e.NamedBy), Redirects: orEmpty(e.Redirects), Pages: orEmpty(e.Pages),
		Edits: map[string]editRecord{},
	}
	for _, edit := range e.edits {
		r.Edits[edit.edit] = editRecord{orEmpty(edit.Changed), orEmpty(edit.Added), orEmpty(edit.Removed)}
	}
	return r
}
