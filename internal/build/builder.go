package build

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
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/source"
	"bantin/internal/viet"
)

// Builder builds one site, again and again. It is used by one goroutine at a time.
type Builder struct {
	Options
	root *source.Root

	tree    *source.Tree
	looked  bool                   // Look was called since the last list
	dirty   source.Dirty           // what it said
	entries map[string]*remembered // by source path; nil until they are asked for; replaced by every list, never modified, nor what it holds: lists hold it
	assets  map[string]inspected   // by source path; nil until they are asked for
	layouts loadedLayouts
	bodies  *bodyStore
	search  *searchMemory // nil until it is asked for

	made       made
	generation int
	published  *Report // what the last build wrote, while the output is as it left it

	parser func(path string, raw []byte, o content.Options) content.Result // content.Parse, but for tests

	stored  stored            // what of this .bantin/ knows already
	remarks []diag.Diagnostic // about .bantin/, for the next report
}

// New opens the site's folder.
func New(o Options) (*Builder, error) {
	root, err := source.Open(o.Site)
	if err != nil {
		return nil, err
	}
	b := &Builder{Options: o, root: root, bodies: newBodyStore(o.TempDir), parser: content.Parse}
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
	b.made, b.published, b.dirty = made{}, nil, source.Dirty{All: true}
	return &InternalError{diag.New("internal", diag.Pos{Path: "bantin"}, err.Error())}
}

func (b *Builder) list(ctx context.Context, timings *[]Timing) (*List, error) {
	found, err := b.glance(timings)
	if err != nil {
		return nil, err
	}
	return b.listOf(ctx, found, timings)
}

// listOf makes the list from the tree of the last scan, which said what it found.
func (b *Builder) listOf(ctx context.Context, found []diag.Diagnostic, timings *[]Timing) (*List, error) {
	if l := b.stands(found); l != nil {
		return l, nil
	}
	b.recallSearch()
	b.bodies.clear() // those that no page of the last list asked for
	if l := b.patched(found); l != nil {
		b.remember(l, found, b.made.joined)
		return l, nil
	}
	l := &List{Again: b.tree.Again}
	for _, d := range found {
		l.add(d)
	}
	if source.Closed(found) { // who knows what would be missing
		l.Faulty = true
		b.remember(l, found, nil)
		return l, nil
	}
	if err := b.fill(ctx, l, timings); err != nil {
		return nil, err
	}
	b.remember(l, found, l.Site)
	return l, nil
}

// fill makes a list from the tree.
func (b *Builder) fill(ctx context.Context, l *List, timings *[]Timing) error {
	stop := b.measure(StepRead, timings)
	layouts := b.loadLayouts(l)
	settings, zone := b.readSettings(l)
	read, err := b.readContent(ctx, l, settings, zone)
	if err != nil {
		return err
	}
	files, refused, assets := b.inspect(l, settings)
	stop()
	if l.Faulty {
		l.Diagnostics = b.explain(l.Diagnostics)
		return nil
	}

	stop = b.measure(StepJoin, timings)
	l.Input = site.Input{
		Settings: settings, Entries: read.entries, Broken: read.broken, Files: files, Refused: refused, Assets: assets,
		Absent: b.tree.Absent, Named: slices.Concat(layouts.named, b.styleMentions(files)),
		Carried: carriedAssets(b.Carried), Drafts: b.Drafts, Future: b.Future, Now: b.Now, Zone: zone,
	}
	joined, remarks := site.Join(l.Input)
	stop()
	for _, d := range remarks {
		if d.Code == "hold-nowhere" { // somebody meant that nothing is to be seen yet
			l.Faulty, l.Diagnostics = true, b.explain(append(l.Diagnostics, remarks...))
			return nil
		}
	}
	l.Scheduled = joined.Scheduled
	l.Site, l.Next, l.Again = joined, joined.Next, soonest(l.Again, joined.Next)
	l.Diagnostics = b.explain(diag.Adjust(append(l.Diagnostics, remarks...), l.Input.Levels()))

	stop = b.measure(StepList, timings)
	l.Artifacts = b.artifacts(joined, layouts)
	stop()
	if !b.NoSearch {
		l.Search = b.searchArtifacts(joined)
	}
	return nil
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

// artifacts is the whole list: files, pages, and what stands beside the pages.
func (b *Builder) artifacts(s *site.Site, layouts loadedLayouts) []output.Artifact {
	list := b.files(s)
	texts := reader{b.root, b.tree, b.entries, b.bodies}
	pages := page.Artifacts(s, page.Renderer{Layouts: layouts.set, Program: b.Program, Body: texts.body})
	addresses := make([]string, len(pages))
	for i, a := range pages {
		addresses[i] = a.Path
	}
	list = append(list, pages...)
	return append(list, feed.Artifacts(s, addresses, b.Program)...)
}

// readSettings reads content/_index.md as the settings of the site. A fault of the settings publishes nothing.
func (b *Builder) readSettings(l *List) (content.Settings, *time.Location) {
	settings := content.DefaultSettings()
	if f, ok := b.tree.Lookup(content.SettingsPath); ok {
		if raw, ok := b.read(l, f); ok {
			var remarks []diag.Diagnostic
			settings, remarks = content.ParseSettings(content.SettingsPath, raw)
			l.fault(remarks)
		}
	} else {
		l.Diagnostics = append(l.Diagnostics, diag.New("settings-missing", diag.Pos{Path: content.SettingsPath}))
	}
	if b.BaseURL != "" {
		settings.BaseURL = b.BaseURL
	}
	if settings.BaseURL == "" {
		l.Diagnostics = append(l.Diagnostics, diag.New("base-url-missing", diag.Pos{Path: content.SettingsPath}))
	}
	zone, err := viet.Zone(settings.Zone)
	if err != nil {
		panic("internal error: a zone that package content let pass: " + err.Error())
	}
	return settings, zone
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
				file.Text = content.Text(raw)
			}
		}
		if said[d.Code]++; said[d.Code] <= diag.MostOfCode {
			file.Quote(d)
		}
	}
	return ds
}
