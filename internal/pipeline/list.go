package pipeline

import (
	"context"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/feed"
	"bantin/internal/fingerprint"
	"bantin/internal/layout"
	"bantin/internal/memo"
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/site"
	"bantin/internal/source"
)

// listKey is everything that a list is made from.
type listKey struct {
	tree  *source.Tree
	found []diag.Diagnostic // by the scan
	now   time.Time
	options
}

// options are those of Options that a list depends on.
type options struct {
	baseURL                            string
	drafts, future, noSearch, thorough bool
	program                            fingerprint.Digest
}

func (b *Builder) listOptions() options {
	return options{b.BaseURL, b.Drafts, b.Future, b.NoSearch, b.Thorough, b.Program}
}

// stands reports whether a list made from another key would be made from this one too.
func (k listKey) stands(was listKey, l *List) bool {
	return k.tree.Same(was.tree) && slices.Equal(k.tree.Absent, was.tree.Absent) && k.options == was.options &&
		slices.EqualFunc(k.found, was.found, sameDiagnostic) && !k.now.Before(was.now) && (l.Next.IsZero() || k.now.Before(l.Next))
}

func sameDiagnostic(a, b diag.Diagnostic) bool {
	return a.Code == b.Code && a.Pos == b.Pos && slices.Equal(a.Args, b.Args)
}

// soonest is the earlier of two instants; zero is never.
func soonest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// listOf returns the list of the tree of the last scan, which said what it found: the last one, while
// everything that it was made from stands.
func (b *Builder) listOf(ctx context.Context, found []diag.Diagnostic, timings *[]Timing) (*List, error) {
	key := listKey{b.tree, found, b.Now, b.listOptions()}
	var err error
	fresh := false
	made := b.made.Get(key, key.stands, func() (*List, bool) {
		l := &List{}
		fresh = true
		b.generation++
		l.Generation = b.generation
		err = b.fill(ctx, l, found, timings)
		return l, err == nil && !l.Changing
	})
	if err != nil {
		return nil, err
	}
	l := *made
	if !fresh {
		l.Parsed = 0
	}
	l.Again = soonest(b.tree.Again, l.Next)
	return &l, nil
}

// fill makes a list. Every step takes what the steps before it gave, and gives what it gave the last time
// while that is as it was.
func (b *Builder) fill(ctx context.Context, l *List, found []diag.Diagnostic, timings *[]Timing) error {
	b.recallSearch()
	b.bodies.clear() // those that no page of the last list asked for
	for _, d := range found {
		l.add(d)
	}
	if source.Closed(found) { // who knows what would be missing
		l.Faulty = true
		return nil
	}
	stop := b.measure(StepRead, timings)
	layouts := b.readLayouts(l)
	settings := b.readSettings(l)
	in := inputsOf(b.tree)
	read, err := b.readContent(ctx, l, in, settings)
	if err != nil {
		return err
	}
	files := b.inspect(l, in.others, settings)
	stop()
	l.from = &sources{read, b.root, b.tree, b.bodies}
	l.say(read)
	if l.Faulty {
		l.Diagnostics = b.explain(l.Diagnostics)
		return nil
	}

	stop = b.measure(StepJoin, timings)
	joined := b.join(b.input(settings, layouts, read, files))
	stop()
	l.Diagnostics = diag.Sort(append(b.explain(diag.Adjust(l.Diagnostics, joined.levels)), b.tell(joined, l.from)...))
	if joined.nowhere {
		l.Faulty = true
		return nil
	}
	l.Input, l.Site, l.Scheduled, l.Next = joined.input, joined.site, joined.site.Scheduled, joined.site.Next

	stop = b.measure(StepList, timings)
	l.pages = b.listPages(joined, layouts)
	beside := b.listBeside(joined, l.pages)
	l.Artifacts = slices.Concat(b.files(l.Site, l.from), l.pages.Artifacts(l.from.ofPages()), beside)
	stop()
	if !b.NoSearch {
		l.Search = b.searchArtifacts(l.Site, l.from)
	}
	return nil
}

// say takes over what was said of the files when they were read.
func (l *List) say(r readings) {
	for _, rows := range []memo.Rows[reading]{r.sections, r.articles} {
		for _, row := range rows {
			l.Diagnostics = append(l.Diagnostics, row.Value.Diagnostics...)
		}
	}
}

// input is what the site is joined from.
func (b *Builder) input(settings siteSettings, layouts *siteLayouts, read readings, files inspection) site.Input {
	in := site.Input{
		Settings: settings.Settings, Files: files.files, Refused: files.refused, Absent: b.tree.Absent,
		Named: slices.Concat(layouts.named, files.named), Carried: b.carriedAssets(),
		Drafts: b.Drafts, Future: b.Future, Now: b.Now, Zone: settings.zone,
		Entries: make([]*content.Entry, 0, len(read.sections)+len(read.articles)),
	}
	for _, rows := range []memo.Rows[reading]{read.sections, read.articles} {
		for _, row := range rows {
			if r := &row.Value; r.Entry != nil {
				in.Entries = append(in.Entries, r.Entry)
			} else {
				in.Broken = append(in.Broken, r.Unfit)
			}
		}
	}
	return in
}

// joined is the site with what was said when it was joined.
type joined struct {
	input       site.Input
	site        *site.Site
	diagnostics []site.Diagnostic
	levels      diag.Levels
	about       []string // the files that diagnostics are about, sorted
	nowhere     bool     // a person meant that nothing is to be seen yet
}

// join joins the site, unless it would be the last one again.
func (b *Builder) join(in site.Input) *joined {
	stands := func(was site.Input, j *joined) bool { return was.Same(&in) && j.site.Stands(in.Now) }
	return b.joined.Get(in, stands, func() (*joined, bool) {
		j := &joined{input: in, levels: in.Levels()}
		j.site, j.diagnostics = site.Join(in)
		for _, r := range j.diagnostics {
			j.about = append(j.about, r.Pos.Path)
			j.nowhere = j.nowhere || r.Code == "hold-nowhere"
		}
		slices.Sort(j.about)
		j.about = slices.Compact(j.about)
		return j, true
	})
}

// toldKey is what the places and lines of diagnostics about a site depend on.
type toldKey struct {
	*joined
	files []fingerprint.Digest // of joined.about
}

// tell gives the diagnostics about a site their places and lines.
func (b *Builder) tell(j *joined, from *sources) []diag.Diagnostic {
	key := toldKey{j, make([]fingerprint.Digest, len(j.about))}
	for i, path := range j.about {
		_, key.files[i] = from.file(path)
	}
	stands := func(was toldKey, _ []diag.Diagnostic) bool {
		return was.joined == j && slices.Equal(was.files, key.files)
	}
	return b.told.Get(key, stands, func() ([]diag.Diagnostic, bool) {
		return b.explain(diag.Adjust(site.Placed(j.diagnostics, from.text), j.levels)), true
	})
}

// pagesKey is what the pages of a site, and what stands beside them, are listed from.
type pagesKey struct {
	*joined
	*siteLayouts
	program fingerprint.Digest
}

// pages are the pages of a site with its layouts.
type pages struct {
	*page.Pages
	layouts *layout.Set
}

func (b *Builder) listPages(j *joined, layouts *siteLayouts) *pages {
	key := pagesKey{j, layouts, b.Program}
	return b.pages.Get(key, func(was pagesKey, _ *pages) bool { return was == key }, func() (*pages, bool) {
		return &pages{page.List(j.site, layouts.set, b.Program), layouts.set}, true
	})
}

// listBeside lists what stands beside the pages. Their addresses are a matter of the site and not of layouts.
func (b *Builder) listBeside(j *joined, p *pages) []output.Artifact {
	key := pagesKey{j, nil, b.Program}
	return b.beside.Get(key, func(was pagesKey, _ []output.Artifact) bool { return was == key }, func() ([]output.Artifact, bool) {
		return feed.Artifacts(j.site, p.Addresses(), b.Program), true
	})
}

// add notes what was found about a file. Settings or a layout that cannot be read are a fault: the defaults
// must not be published in their place.
func (l *List) add(d diag.Diagnostic) {
	l.Diagnostics = append(l.Diagnostics, d)
	if d.Severity == diag.Error && (d.Pos.Path == content.SettingsPath || strings.HasPrefix(d.Pos.Path, "layouts/")) {
		l.Faulty = true
	}
}

// fault adds diagnostics of settings or layouts, any error of which publishes nothing.
func (l *List) fault(ds []diag.Diagnostic) {
	l.Diagnostics = append(l.Diagnostics, ds...)
	if worst, _ := diag.Worst(ds); worst == diag.Error {
		l.Faulty = true
	}
}

// failed notes that a scanned file cannot be read.
func (l *List) failed(f source.File, err error) {
	l.Changing, l.fleeting = true, true
	l.add(diag.New("file-changing", diag.Pos{Path: f.Path}, err.Error()))
}
