package layout

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/layout/direct"
	"bantin/internal/parallel"
)

// Load parses and checks own layouts over the carried ones: of two files with one path the own one is taken.
//
// views gives for each page kind a zero value of what its template sees; each kind must have a layout. The
// key "" stands for layouts that are no kind: those that an entry chooses by name. fragments gives the same
// for partials that are executed by themselves; it matters for those that no layout uses in this way.
//
// The diagnostics are sorted. When one of them is an error the set is nil and nothing is to be published.
func Load(own, carried []Source, views, fragments map[string]any) (*Set, []diag.Diagnostic) {
	l := &loader{views: views, reports: reports{}}
	l.read(own, carried)
	if !l.failed() {
		l.assemble()
		l.check(fragments)
	}
	if !l.failed() {
		l.compile()
	}
	for _, d := range l.reports {
		l.found = append(l.found, d)
	}
	found := diag.Sort(l.found)
	if l.failed() {
		return nil, found
	}
	return l.set, found
}

// loader holds what Load gathers on its way.
type loader struct {
	views   map[string]any
	files   []*file // by path
	set     *Set
	shared  namespace // partials and what they define
	found   []diag.Diagnostic
	reports reports
}

func (l *loader) failed() bool {
	isError := func(d diag.Diagnostic) bool { return d.Severity == diag.Error }
	for _, d := range l.reports {
		if isError(d) {
			return true
		}
	}
	return slices.ContainsFunc(l.found, isError)
}

// read parses the files that are used and lints them.
func (l *loader) read(own, carried []Source) {
	sources := map[string]Source{}
	for _, src := range slices.Concat(carried, own) {
		if _, _, ok := classify(src.Path); ok {
			sources[src.Path] = src
		} else {
			l.found = append(l.found, diag.New("layout-stray", diag.Pos{Path: src.Path}))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(sources)) {
		f, fault := parseFile(sources[path])
		if fault != nil {
			l.found = append(l.found, *fault)
			continue
		}
		l.files = append(l.files, f)
		l.found = append(l.found, lint(f)...)
	}
}

// assemble gives every layout its templates.
func (l *loader) assemble() {
	l.set = &Set{files: map[string]*file{}, layouts: map[string]*layout{}, memory: newMemory(memoryBytes)}
	l.shared = namespace{}
	for _, f := range l.files {
		l.set.files[f.Path] = f
		if f.partial {
			l.share(f, f.name, definition{f, f.root})
			l.defines(f)
		}
	}
	base := l.set.files[basePath]
	if base != nil {
		l.shared[basePath] = definition{base, base.root}
		l.defines(base)
	}
	for _, f := range l.files {
		if !f.partial && f != base {
			l.layout(f)
		}
	}
	for name := range l.views {
		if name != "" && !l.set.Has(name) {
			l.missing(folder + name + extension)
		}
	}
}

func (l *loader) missing(path string) {
	l.found = append(l.found, diag.New("layout-missing", diag.Pos{Path: path}, path))
}

// defines adds the definitions of a partial or of base.html to the shared templates.
func (l *loader) defines(f *file) {
	for _, name := range slices.Sorted(maps.Keys(f.defines)) {
		l.share(f, name, definition{f, f.defines[name]})
	}
}

// share adds a shared template. A name that two files give away would depend on their order, so it is
// refused.
func (l *loader) share(f *file, name string, d definition) {
	if first, taken := l.shared[name]; taken {
		l.reports.add(f, f.definition(d.tree), "layout-defined-twice", name, first.file.Path)
		return
	}
	l.shared[name] = d
}

// layout assembles the templates of one layout file: what it defines goes before what is shared.
func (l *loader) layout(f *file) {
	templates := maps.Clone(l.shared)
	for name, tree := range f.defines {
		templates[name] = definition{f, tree}
	}
	entry := f.Path
	if f.defines["main"] != nil && !f.isDocument() {
		entry = basePath
		l.fillsBase(f)
	} else {
		templates[entry] = definition{f, f.root}
		if f.looseText() < 0 {
			l.reports.add(f, 0, "layout-main-missing")
		}
	}
	l.set.layouts[f.name] = &layout{name: f.name, file: f, entry: entry, templates: templates}
}

// fillsBase checks what a layout needs that fills the blocks of base.html.
func (l *loader) fillsBase(f *file) {
	if _, ok := l.shared[basePath]; !ok {
		l.missing(basePath)
	}
	if at := f.looseText(); at >= 0 {
		l.reports.add(f, at, "layout-text-lost")
	}
}

// check looks for cycles, then follows the types of the views.
func (l *loader) check(fragments map[string]any) {
	partials := &layout{templates: l.shared}
	layouts := append(l.ordered(), partials)
	for _, page := range layouts {
		l.found = append(l.found, page.templates.cycles()...)
	}
	for _, page := range layouts {
		c := &checker{ns: page.templates, seen: map[visit]bool{}, reports: l.reports}
		if page == partials {
			for _, name := range slices.Sorted(maps.Keys(fragments)) {
				c.template(name, known(reflect.TypeOf(fragments[name])))
			}
		} else {
			c.template(page.entry, l.view(page.name))
			l.unused(page)
		}
		c.rest()
	}
}

// ordered lists the layouts by name.
func (l *loader) ordered() []*layout {
	return slices.SortedFunc(maps.Values(l.set.layouts), func(a, b *layout) int { return strings.Compare(a.name, b.name) })
}

// viewOf is a value of what a layout sees.
func (l *loader) viewOf(name string) any {
	if view, isKind := l.views[name]; isKind {
		return view
	}
	return l.views[""]
}

// view is the type of what a layout sees.
func (l *loader) view(name string) shape { return known(reflect.TypeOf(l.viewOf(name))) }

// unused warns of definitions of a layout that its page never reaches: most often a misspelt block.
func (l *loader) unused(page *layout) {
	reached := page.templates.closure(page.entry)
	if len(reached) == 0 { // base.html is missing, which has been said
		return
	}
	for name, tree := range page.file.defines {
		if !slices.Contains(reached, name) {
			names := slices.DeleteFunc(slices.Clone(reached), func(s string) bool { return strings.HasPrefix(s, folder) })
			l.reports.add(page.file, page.file.definition(tree), "layout-define-unused", name, suggest(name, names, ""))
		}
	}
}

// compile makes each layout ready, which is when html/template says what it cannot escape.
func (l *loader) compile() {
	pages := l.ordered()
	faults := make([]error, len(pages))
	parallel.For(len(pages), func(i int) {
		page := pages[i]
		page.digest, page.fragments = page.templates.digests(page.entry)
		page.programs = &programs{layout: page, memory: l.set.memory}
		first, err := page.programs.take()
		if err != nil {
			faults[i] = err
			return
		}
		page.direct, _ = direct.Compile(first.host(), page.entry, reflect.TypeOf(l.viewOf(page.name)))
		page.programs.give(first)
	})
	for i, err := range faults {
		if err != nil {
			l.reports.add(l.set.escapeFault(pages[i], err))
		}
	}
}
