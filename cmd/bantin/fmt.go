package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/source"
	"bantin/internal/sourcefmt"
	"bantin/internal/viet"
)

// fmtCommand is `bantin fmt`. Without a flag it shows what would change: an editor looks first, and writes with --write.
func fmtCommand(c *console) *cobra.Command {
	site, write, check := ".", false, false
	cmd := &cobra.Command{
		Use:   "fmt [--write | --check] [PATH…]",
		Short: c.say("help-fmt"),
		RunE: func(_ *cobra.Command, args []string) error {
			if write && check {
				return usageError{errors.New(c.say("write-or-check"))}
			}
			f := &formatter{console: c, write: write, check: check}
			if err := f.open(site); err != nil {
				return err
			}
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

	site  string
	files []siteFile        // Markdown files of content/, in order
	kinds map[string]string // by folder, what its _index.md makes of the entries below
	opts  content.Options

	changed, refused int
}

// A siteFile is a Markdown file of the site.
type siteFile struct {
	path string // NFC, under the site's folder: content/tin-tuc/a.md
	name string // for the file system
}

// open finds the files of the site and reads what formatting depends on beside a file: the settings, and the kinds that sections give
// to their entries.
func (f *formatter) open(site string) error {
	if err := checkSite(f.console, site); err != nil {
		return err
	}
	f.site, f.kinds = site, map[string]string{}
	settings := content.DefaultSettings()
	root := filepath.Join(site, "content")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch ext := strings.ToLower(path.Ext(name)); {
		case err != nil:
			return err
		case source.Ignored(d.Name()) && d.IsDir() && name != root:
			return fs.SkipDir
		case d.IsDir(), source.Ignored(d.Name()), ext != ".md" && ext != ".markdown":
			return nil
		}
		rel, err := filepath.Rel(site, name)
		if err != nil {
			return err
		}
		file := siteFile{viet.NFC(filepath.ToSlash(rel)), name}
		f.files = append(f.files, file)
		if d.Name() != "_index.md" || !d.Type().IsRegular() {
			return nil
		}
		raw, err := os.ReadFile(name)
		if file.path == content.SettingsPath {
			settings, _ = content.ParseSettings(file.path, raw)
		}
		if e := content.Parse(file.path, raw, content.Options{}).Entry; e != nil && e.CascadeKind != "" {
			f.kinds[path.Dir(file.path)] = e.CascadeKind
		}
		return err
	})
	if err != nil {
		return err
	}
	zone, err := viet.Zone(settings.Zone)
	f.opts = content.Options{Zone: zone, NestedPlusLists: settings.NestedPlusLists}
	return err
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
	site, err := filepath.Abs(f.site)
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
	opts := f.opts
	for dir := path.Dir(file.path); dir != "." && opts.DefaultKind == ""; dir = path.Dir(dir) {
		opts.DefaultKind = f.kinds[dir]
	}
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
		fmt.Fprintln(f.out, f.say(summary, count(files), count(f.changed)))
		if f.refused > 0 {
			fmt.Fprintln(f.err, f.say("fmt-refused", count(f.refused)))
		}
	}
	if f.refused > 0 || f.check && f.changed > 0 {
		return errContent
	}
	return nil
}
