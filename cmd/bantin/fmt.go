package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bantin/internal/diag"
	"bantin/internal/sourcefmt"
	"bantin/internal/viet"
)

// fmtCommand is `bantin fmt`. Without a flag it shows what would change: an editor looks first, and writes
// with --write.
func fmtCommand(c *console) *cobra.Command {
	site, write, check := ".", false, false
	cmd := &cobra.Command{
		Use:   "fmt [--write | --check] [PATH…]",
		Short: c.say("help-fmt"),
		RunE: func(_ *cobra.Command, args []string) error {
			if write && check {
				return usageError{errors.New(c.say("write-or-check"))}
			}
			opened, err := c.openDeskSite(site)
			if err != nil {
				return err
			}
			f := &formatter{console: c, write: write, check: check, deskSite: opened}
			return f.run(args)
		},
	}
	cmd.Flags().StringVar(&site, "site", site, c.say("flag-site"))
	must(cmd.MarkFlagDirname("site"))
	cmd.Flags().BoolVarP(&write, "write", "w", false, c.say("flag-write"))
	cmd.Flags().BoolVar(&check, "check", false, c.say("flag-fmt-check"))
	cmd.Flags().BoolVar(&c.quiet, "quiet", false, c.say("flag-quiet"))
	return cmd
}

// formatter is one run of `bantin fmt`.
type formatter struct {
	*console
	write, check bool

	*deskSite

	changed, refused int
}

// run formats the files that the arguments name, all of them without any.
func (f *formatter) run(args []string) error {
	files := f.files
	if len(args) > 0 {
		files = nil
		for _, arg := range args {
			found, err := f.named(arg)
			if err != nil {
				return err
			}
			files = append(files, found...)
		}
		slices.SortFunc(files, func(a, b siteFile) int { return strings.Compare(a.path, b.path) })
		files = slices.Compact(files)
	}
	for _, file := range files {
		if err := f.format(file); err != nil {
			return err
		}
	}
	return f.finishRun(len(files))
}

// named gives the files of the site that an argument of the command line names: one, or those of a folder.
func (f *formatter) named(arg string) ([]siteFile, error) {
	if _, err := os.Stat(arg); err != nil {
		return nil, errors.New(f.say("no-file", arg))
	}
	site, err := filepath.Abs(f.folder)
	if err != nil {
		return nil, err
	}
	full, err := filepath.Abs(arg)
	if err != nil {
		return nil, err
	}
	rel, err := filepath.Rel(site, full)
	if err != nil {
		return nil, err
	}
	rel = viet.NFC(filepath.ToSlash(rel))
	var found []siteFile
	for _, file := range f.files {
		if file.path == rel || rel == "." || strings.HasPrefix(file.path, rel+"/") {
			found = append(found, file)
		}
	}
	if found == nil {
		return nil, usageError{errors.New(f.say("not-of-site", arg))}
	}
	return found, nil
}

// format formats one file.
func (f *formatter) format(file siteFile) error {
	opts := f.content.Options(file.path)
	open, err := f.openDeskFile(file.name)
	if errors.Is(err, errContent) {
		f.refused++
		return nil
	} else if err != nil {
		return err
	}
	result := sourcefmt.Format(file.path, open.raw, opts)
	if result.Refused != nil {
		f.refused++
		return f.printer(f.err).Print(f.err, result.Refused)
	}
	if string(result.Text) == string(open.raw) {
		return nil
	}
	f.changed++
	return f.show(open, file.path, result)
}

// show prints what changes, or writes it.
func (f *formatter) show(open *deskFile, file string, result sourcefmt.Result) error {
	switch {
	case f.check:
		fmt.Fprintln(f.out, file)
	case f.write:
		if err := open.write(result.Text); errors.Is(err, errChanged) {
			f.changed--
			f.refused++
			f.explain(diag.New("desk-changed", open.pos()))
			return nil
		} else if err != nil {
			return err
		}
		if !f.quiet {
			fmt.Fprintln(f.out, f.say("formatted", file))
		}
	default:
		f.printDiff(file, string(open.raw), string(result.Text))
	}
	if f.quiet || f.check {
		return nil
	}
	return f.printer(f.out).Print(f.out, result.Changes)
}

// finishRun says how many files there were, and decides the exit status.
func (f *formatter) finishRun(files int) error {
	if !f.quiet {
		summary := diag.Phrase("fmt-clean")
		switch {
		case f.changed > 0 && f.write:
			summary = "fmt-written"
		case f.changed > 0:
			summary = "fmt-pending"
		}
		fmt.Fprintln(f.out, f.say(summary, f.count(files), f.count(f.changed)))
		if f.refused > 0 {
			fmt.Fprintln(f.err, f.say("fmt-refused", f.count(f.refused)))
		}
	}
	if f.refused > 0 || f.check && f.changed > 0 {
		return errContent
	}
	return nil
}
