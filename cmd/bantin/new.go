package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/sourcefmt"
	"bantin/internal/viet"
)

// newCommand is `bantin new`: an article with the right name in the right folder, and nothing that is there
// already is touched.
func newCommand(c *console) *cobra.Command {
	a := &newEntry{console: c}
	site, now := ".", ""
	cmd := &cobra.Command{
		Use:   `new [--section S] [--type KIND] TITLE`,
		Short: c.say("help-new"),
		Args: func(_ *cobra.Command, args []string) error {
			if viet.IsBlankText(strings.Join(args, " ")) {
				return errors.New(c.say("title-needed"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := clock(c, now)
			if err != nil {
				return err
			}
			if a.deskSite, err = c.openDeskSite(site); err != nil {
				return err
			}
			a.title = viet.NFC(viet.TrimBlanks(strings.Join(args, " ")))
			return a.make(day)
		},
	}
	cmd.Flags().StringVar(&site, "site", site, c.say("flag-site"))
	must(cmd.MarkFlagDirname("site"))
	cmd.Flags().StringVar(&a.section, "section", "", c.say("flag-section"))
	cmd.Flags().StringVar(&a.kind, "type", "", c.say("flag-type"))
	cmd.Flags().StringVar(&a.name, "name", "", c.say("flag-name"))
	cmd.Flags().StringVar(&now, "now", "", c.say("flag-now"))
	return cmd
}

// newEntry is an article that is to be begun.
type newEntry struct {
	*console
	*deskSite
	title, section, kind, name string
}

// make writes the file and says how to go on.
func (a *newEntry) make(day time.Time) error {
	if err := a.chooseKind(); err != nil {
		return err
	}
	folder, err := a.chooseSection()
	if err != nil {
		return err
	}
	opts := a.content.Options(folder + "/x.md")
	s := sourcefmt.Skeleton{Title: a.title, Kind: a.kind, Comment: a.comment}
	if sourcefmt.NeedsDate(cmp.Or(a.kind, opts.DefaultKind)) {
		s.Date = viet.FromTime(day, a.zone).Lower(viet.PrecisionDay)
		if a.kind == "" || a.kind == opts.DefaultKind {
			if s.Fields, err = a.usual(folder, opts); err != nil {
				return err
			}
		}
		if a.byYear(folder) {
			folder += "/" + day.In(a.zone).Format("2006")
		}
	}
	name := viet.SlugMax(cmp.Or(a.name, a.title))
	if name == "" {
		return usageError{errors.New(a.say("title-no-letters", cmp.Or(a.name, a.title)))}
	}
	if name == "index" {
		return usageError{errors.New(a.say("new-index"))}
	}
	if taken, other := a.taken(folder, name); taken != "" {
		fmt.Fprintln(a.err, a.say("failed", a.say("new-exists", taken, other)))
		return errContent
	}
	file := folder + "/" + name + ".md"
	if err := a.create(file, s.Write(file, opts)); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.say("new-written", filepath.Join(a.folder, filepath.FromSlash(file))))
	return nil
}

// create writes a file that must not be there.
func (a *newEntry) create(file string, data []byte) error {
	target := filepath.Join(a.folder, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// comment is what stands above a field, "" for one that explains itself.
func (a *newEntry) comment(key string) string {
	phrase := diag.Phrase("field-" + key)
	if !slices.Contains(diag.Phrases(), phrase) {
		return ""
	}
	return a.say(phrase)
}

func (a *newEntry) chooseKind() error {
	if a.kind == "" {
		return nil
	}
	name, nearest, ok := content.KindNamed(a.kind)
	if !ok {
		return usageError{errors.New(a.say("no-kind", a.kind, nearest))}
	}
	a.kind = name
	return nil
}

// chooseSection gives the folder of the section that was named, by its folder or its title; the first one of
// the site without any.
func (a *newEntry) chooseSection() (string, error) {
	folders := a.folders()
	if len(folders) == 0 {
		return "", usageError{errors.New(a.say("no-sections"))}
	}
	var names []string
	for _, folder := range folders {
		names = append(names, strings.TrimPrefix(folder, "content/"))
	}
	if a.section == "" {
		first := slices.IndexFunc(folders, func(f string) bool { e := a.sections[f]; return e == nil || e.CascadeKind != "page" })
		folder := folders[max(0, first)]
		fmt.Fprintln(a.out, a.say("new-section", strings.TrimPrefix(folder, "content/"), strings.Join(names, ", ")))
		return folder, nil
	}
	wanted := strings.Trim(strings.TrimPrefix(filepath.ToSlash(viet.NFC(a.section)), "content/"), "/")
	for _, folder := range folders {
		name := strings.TrimPrefix(folder, "content/")
		e := a.sections[folder]
		if viet.FoldedKey(name) == viet.FoldedKey(wanted) || slugPath(name) == slugPath(wanted) || e != nil && viet.FoldedKey(e.Title) == viet.FoldedKey(wanted) {
			return folder, nil
		}
	}
	return "", usageError{errors.New(a.say("no-section", a.section, strings.Join(names, ", ")))}
}

func slugPath(p string) string {
	var parts []string
	for part := range strings.SplitSeq(p, "/") {
		parts = append(parts, viet.Slug(part))
	}
	return strings.Join(parts, "/")
}

// folders are the sections of the site in the order of its menu: by weight, then by title. A top folder is a
// section, a deeper one where it has an _index.md.
func (a *newEntry) folders() []string {
	found := map[string]bool{}
	for folder := range a.sections {
		if folder != "content" {
			found[folder] = true
		}
	}
	for _, file := range a.files {
		if parts := strings.Split(file.path, "/"); len(parts) > 2 {
			found["content/"+parts[1]] = true
		}
	}
	key := func(folder string) (depth, weight int, title string) {
		weight, title = 1<<30, path.Base(folder)
		if e := a.sections[folder]; e != nil {
			title = cmp.Or(e.Title, title)
			if e.Weight > 0 {
				weight = e.Weight
			}
		}
		return strings.Count(folder, "/"), weight, title
	}
	return slices.SortedFunc(maps.Keys(found), func(x, y string) int {
		dx, wx, tx := key(x)
		dy, wy, ty := key(y)
		return cmp.Or(cmp.Compare(dx, dy), cmp.Compare(wx, wy), viet.Compare(tx, ty), strings.Compare(x, y))
	})
}

// within are the articles of a section, those of its years among them.
func (a *newEntry) within(folder string) (articles []siteFile) {
	for _, file := range a.files {
		if strings.HasPrefix(file.path, folder+"/") && path.Base(file.path) != "_index.md" {
			articles = append(articles, file)
		}
	}
	return articles
}

// byYear reports whether a section keeps its articles in folders of years: it has one, or nothing yet.
func (a *newEntry) byYear(folder string) bool {
	articles := a.within(folder)
	return len(articles) == 0 || slices.ContainsFunc(articles, func(f siteFile) bool {
		first, _, _ := strings.Cut(strings.TrimPrefix(f.path, folder+"/"), "/")
		return len(first) == 4 && strings.Trim(first, "0123456789") == ""
	})
}

// mostNeighbours is how many articles of a section tell what is usual there.
const mostNeighbours = 20

// usual are the fields that the newest articles of a section have.
func (a *newEntry) usual(folder string, opts content.Options) ([]string, error) {
	articles := a.within(folder)
	var texts [][]byte
	for _, file := range articles[max(0, len(articles)-mostNeighbours):] {
		raw, err := os.ReadFile(file.name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, raw)
	}
	if len(texts) < 3 {
		return nil, nil
	}
	return sourcefmt.Usual(folder+"/x.md", texts, opts), nil
}

// taken gives the article of a folder whose address a name would take, and a name that is free.
func (a *newEntry) taken(folder, name string) (taken, free string) {
	names := map[string]string{} // slug → file
	for _, file := range a.files {
		if dir, base := path.Split(file.path); strings.TrimSuffix(dir, "/") == folder {
			names[viet.SlugMax(strings.TrimSuffix(base, path.Ext(base)))] = file.path
		} else if base == "index.md" && path.Dir(path.Dir(file.path)) == folder {
			names[viet.SlugMax(path.Base(path.Dir(file.path)))] = file.path
		}
	}
	for n := 2; ; n++ {
		if free = fmt.Sprintf("%s-%d", name, n); names[free] == "" {
			return names[name], free
		}
	}
}
