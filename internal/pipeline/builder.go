package pipeline

import (
	"context"
	"errors"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/memo"
	"bantin/internal/output"
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

	recalled    recalled
	diagnostics []diag.Diagnostic // about .bantin/, for the next report
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

// Look says what may differ from the last list: the next one looks at that only, and leaves files as they
// were that are being written. Without it the next list looks at everything and takes everything as it is.
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
type InternalError struct{ Diagnostic diag.Diagnostic }

// Error implements error, in English.
func (e *InternalError) Error() string {
	message, _ := e.Diagnostic.Text(diag.EN)
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

// read returns the bytes of a scanned file; one that cannot be read any more is reported.
func (b *Builder) read(l *List, f source.File) ([]byte, bool) {
	raw, err := b.root.Read(f)
	if err != nil {
		l.failed(f, err)
		return nil, false
	}
	return raw, true
}

// explain sorts diagnostics and gives those that were found without their file at hand the line that they
// point at, unless there are so many that nobody sees it.
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
