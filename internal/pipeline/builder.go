package pipeline

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/feed"
	"bantin/internal/fingerprint"
	"bantin/internal/layout"
	"bantin/internal/memo"
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/source"
)

// Builder builds one site, again and again. It is used by one goroutine at a time.
type Builder struct {
	Options
	root    *source.Root
	carried []string // files of the program: layouts/ and static/assets/

	tree   *source.Tree
	looked bool         // Look was called since the last list
	dirty  source.Dirty // what it said

	// What is remembered from list to list, each by its key.
	sections, articles memo.Table[reading]
	assets             memo.Table[inspected]
	settings           memo.Last[settingsKey, siteSettings]
	layouts            memo.Last[[]source.File, *siteLayouts]
	joined             memo.Last[site.Input, *joined]
	told               memo.Last[toldKey, []diag.Diagnostic]
	pages              memo.Last[pagesKey, *pages]
	beside             memo.Last[pagesKey, []output.Artifact]
	made               memo.Last[listKey, *List]

	bodies     *bodyStore
	search     *searchMemory // nil until it is asked for
	generation int
	published  *Report // what the last build wrote, while the output is as it left it

	parser func(path string, raw []byte, o content.Options) content.Result // content.Parse, but for tests

	recalled recalled
	remarks  []diag.Diagnostic // about .bantin/, for the next report
}

// New opens the site's folder.
func New(o Options) (*Builder, error) {
	root, err := source.Open(o.Site)
	if err != nil {
		return nil, err
	}
	b := &Builder{Options: o, root: root, carried: carried(o.Carried), bodies: newBodyStore(o.TempDir), parser: content.Parse}
	b.openMemory()
	return b, nil
}

// Close releases the site's folder and what is remembered.
func (b *Builder) Close() error {
	b.bodies.close()
	err := b.root.Close()
	if b.search != nil {
		err = errors.Join(err, b.search.pack.Close())
	}
	return err
}

// Look says what may differ from the last list: the next one looks at that only, and leaves files as they were that are being written.
// Without it the next list looks at everything and takes everything as it is.
func (b *Builder) Look(d source.Dirty) { b.looked, b.dirty = true, b.dirty.And(d) }

// List makes the list of artifacts from the files as they are now.
func (b *Builder) List(ctx context.Context) (l *List, err error) {
	err = b.caught(func() error {
		var timings []Timing
		l, err = b.list(ctx, &timings)
		return err
	})
	return l, err
}

// InternalError is a fault of the program's own: a build panicked. It costs that build and nothing else.
type InternalError struct{ Remark diag.Diagnostic }

// Error implements error, in English.
func (e *InternalError) Error() string {
	message, _ := e.Remark.Text(diag.EN)
	return message
}

// caught does a build. After a panic the next one makes everything anew.
func (b *Builder) caught(do func() error) error {
	err := parallel.Caught(do)
	var p *parallel.Panic
	if !errors.As(err, &p) {
		return err
	}
	b.joined.Forget()
	b.pages.Forget()
	b.made.Forget()
	b.published, b.dirty = nil, source.Dirty{All: true}
	return &InternalError{diag.New("internal", diag.Pos{Path: "bantin"}, err.Error())}
}

func (b *Builder) list(ctx context.Context, timings *[]Timing) (*List, error) {
	found, err := b.glance(timings)
	if err != nil {
		return nil, err
	}
	return b.listOf(ctx, found, timings)
}

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
		slices.EqualFunc(k.found, was.found, sameRemark) && !k.now.Before(was.now) && (l.Next.IsZero() || k.now.Before(l.Next))
}

func sameRemark(a, b diag.Diagnostic) bool {
	return a.Code == b.Code && a.Pos == b.Pos && slices.Equal(a.Args, b.Args)
}

// soonest is the earlier of two instants; zero is never.
func soonest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// listOf returns the list of the tree of the last scan, which said what it found: the last one, while everything that it was made from stands.
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

// fill makes a list. Every step takes what the steps before it gave, and gives what it gave the last time while that is as it was.
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
	about       []string // the files that remarks are about, sorted
	nowhere     bool     // somebody meant that nothing is to be seen yet
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

// toldKey is what the places and lines of remarks about a site depend on.
type toldKey struct {
	*joined
	files []fingerprint.Digest // of joined.about
}

// tell gives the remarks about a site their places and lines.
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

// glance brings the tree up to date, as far as Look said.
func (b *Builder) glance(timings *[]Timing) ([]diag.Diagnostic, error) {
	defer b.measure(StepScan, timings)()
	if b.looked {
		return b.scan(source.Look{Dirty: b.dirty, Patient: true})
	}
	return b.scan(source.Look{Dirty: source.Dirty{All: true}})
}

// scan brings the tree up to date.
func (b *Builder) scan(look source.Look) ([]diag.Diagnostic, error) {
	b.recallTree()
	look.Now, look.Enter = b.Clock(), b.Enter
	tree, found, err := b.root.Scan(b.tree, look)
	if err == nil {
		b.tree, b.looked, b.dirty = tree, false, source.Dirty{}
	}
	return found, err
}

// add notes what was found about a file. Settings or a layout that cannot be read are a fault: the defaults must not be published in their
// place.
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

// read returns the bytes of a scanned file; one that cannot be read any more is reported.
func (b *Builder) read(l *List, f source.File) ([]byte, bool) {
	raw, err := b.root.Read(f)
	if err != nil {
		l.failed(f, err)
		return nil, false
	}
	return raw, true
}

// explain sorts diagnostics and gives those that were found without their file at hand the line that they point at, unless
// there are so many that nobody sees it.
func (b *Builder) explain(ds []diag.Diagnostic) []diag.Diagnostic {
	ds = diag.Sort(ds)
	var file diag.File
	said := map[diag.Code]int{} // of the file
	for i := range ds {
		d := &ds[i]
		if d.Pos.Line == 0 || d.Source != "" {
			continue
		}
		if d.Pos.Path != file.Path {
			clear(said)
			file = diag.File{Path: d.Pos.Path}.Indexed()
			if f, ok := b.tree.Lookup(d.Pos.Path); ok && f.Size < 4<<20 && !asset.IsPicture(f.Path) {
				raw, _ := b.root.Read(f)
				file.Text = content.TextOf(raw)
			}
		}
		if said[d.Code]++; said[d.Code] <= diag.MostOfCode {
			file.Quote(d)
		}
	}
	return ds
}
