package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/feed"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/search/index"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Edit is a change of one source that is only imagined.
type Edit string

// The edits. Each changes as little as an editor would.
const (
	EditBody  Edit = "body"  // a paragraph is added at the end
	EditTitle Edit = "title" // a word is added
	EditTags  Edit = "tags"  // the first tag gives way to a new one
	EditDate  Edit = "date"  // the day before; of an entry without a date, the day of the build
)

// Edits lists the edits.
func Edits() []Edit { return []Edit{EditBody, EditTitle, EditTags, EditDate} }

// Difference is what a build would do to the files of the output after an edit; sorted paths.
type Difference struct{ Changed, Added, Removed []string }

// Imagine says which files would differ after an edit of an entry of the list. Nothing is inferred: the site
// is joined again with the edited entry, and the two lists of artifacts are compared.
func (b *Builder) Imagine(list *List, path string, edit Edit) (Difference, error) {
	row := list.from.find(path)
	f, there := list.from.tree.Lookup(path)
	if row == nil || row.Value.Entry == nil || !there {
		return Difference{}, fmt.Errorf("%s is no entry of this build", path)
	}
	raw, err := b.root.Read(f)
	if err != nil {
		return Difference{}, err
	}
	if edit == EditBody {
		raw = append(raw, "\n\nMột đoạn thêm vào.\n"...)
	}
	result := content.Parse(path, raw, list.from.options.Options(path))
	if result.Entry == nil {
		return Difference{}, fmt.Errorf("internal error: %s was an entry before", path)
	}
	in, text := list.Input, *result.Text
	text.Digest = fingerprint.Of(text.Digest, string(edit))
	next := reading{Entry: imagined(result.Entry, edit, &in), Text: &text}
	if !next.Entry.IsIndex() && !b.NoSearch {
		next.Words = b.search.put(new(index.Tokenizer).EntryWords(next.Entry, result.Blocks))
	}
	in.Entries = slices.Clone(in.Entries)
	in.Entries[slices.Index(in.Entries, row.Value.Entry)] = next.Entry
	return b.compare(list, in, list.from.with(path, next))
}

// imagined is an entry after an edit. The home page is the settings too.
func imagined(e *content.Entry, edit Edit, in *site.Input) *content.Entry {
	edited := *e
	switch edit {
	case EditTitle:
		edited.Title += " sửa"
		if e.Path == content.SettingsPath {
			in.Settings.Title = edited.Title
		}
	case EditTags:
		edited.Tags = append([]string{"thẻ chưa từng có"}, e.Tags[min(1, len(e.Tags)):]...)
	case EditDate:
		day := in.Now
		if !e.Date.IsZero() {
			day = e.Date.Time(in.Zone).AddDate(0, 0, -1)
		}
		edited.Date = viet.FromTime(day, in.Zone)
	}
	return &edited
}

// ImagineFile says which files would differ if a file that is no entry had one byte more.
func (b *Builder) ImagineFile(list *List, path string) (Difference, error) {
	f, there := list.from.tree.Lookup(path)
	if !there || !slices.ContainsFunc(list.Input.Files, func(in site.File) bool { return in.Path == path }) {
		return Difference{}, fmt.Errorf("%s is no file of this build", path)
	}
	f.Digest, f.Size = fingerprint.Of(f.Digest, "one byte more"), f.Size+1
	return b.compare(list, list.Input, list.from.withFile(f))
}

// compare compares the artifacts of a list with those of another input from other sources.
func (b *Builder) compare(list *List, in site.Input, from *sources) (Difference, error) {
	joined, _ := site.Join(in)
	pages := page.List(joined, list.pages.layouts, b.Program)
	beside := feed.Artifacts(joined, pages.Addresses(), b.Program)
	other := &List{Artifacts: slices.Concat(b.files(joined, from), pages.Artifacts(from.ofPages()), beside)}
	if list.Search != nil {
		other.Search = b.searchArtifacts(joined, from)
	}
	before, err := fingerprints(list)
	if err != nil {
		return Difference{}, err
	}
	after, err := fingerprints(other)
	if err != nil {
		return Difference{}, err
	}
	var d Difference
	for path, print := range after {
		switch old, ok := before[path]; {
		case !ok:
			d.Added = append(d.Added, path)
		case old != print:
			d.Changed = append(d.Changed, path)
		}
	}
	for path := range before {
		if _, ok := after[path]; !ok {
			d.Removed = append(d.Removed, path)
		}
	}
	for _, paths := range [][]string{d.Added, d.Changed, d.Removed} {
		slices.SortFunc(paths, strings.Compare)
	}
	return d, nil
}

func fingerprints(l *List) (map[string]fingerprint.Digest, error) {
	artifacts, err := l.All()
	return output.Fingerprints(artifacts), err
}

// Layouts gives the layout of every page of the list by address.
func (l *List) Layouts() map[string]string { return l.pages.Layouts() }

// LayoutFiles are the files that a layout uses.
func (l *List) LayoutFiles(name string) []string { return l.pages.layouts.Files(name) }
