package build

import (
	"io"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/search/index"
	"bantin/internal/site"
	"bantin/internal/source"
)

// mostPatched is how many files may differ from the last list before all of it is made again.
const mostPatched = 16

// patched returns the last list with other pages for entries of which nothing but the running text differs, with other style sheets and
// scripts, and with pages by other layouts, and nil when more than that differs. Joining a site takes a tenth of a second at 10,000 articles;
// most saves change one text, which no other page shows. What else there is of an entry (fields, lead, links, pictures, headings, remarks) must be as it was, place by place:
// the site would then be joined to the same values, and all but the entry's own page would have the same fingerprints.
func (b *Builder) patched(found []diag.Diagnostic) *List {
	m := b.made
	if !b.couldStand(found) || m.list.Site == nil || m.list.Faulty || b.Thorough {
		return nil
	}
	changed, ok := changedFiles(m.tree.Files, b.tree.Files)
	if !ok {
		return nil
	}
	p := patch{Builder: b, list: *m.list, entries: map[string]*remembered{}}
	p.list.Parsed = 0
	if slices.ContainsFunc(changed, isLayout) && !p.relayout() {
		return nil
	}
	for _, f := range changed {
		if !isLayout(f) && !p.entry(f) && !p.style(f) {
			return nil
		}
	}
	return p.done()
}

// changedFiles lists the files of a tree whose bytes are not those of the tree before. It is not ok when there are other files, or many.
func changedFiles(before, now []source.File) (changed []source.File, ok bool) {
	if len(before) != len(now) {
		return nil, false
	}
	for i := range now {
		switch a, b := &before[i], &now[i]; {
		case a.Path != b.Path || a.Raw != b.Raw:
			return nil, false
		case a.Digest != b.Digest:
			if changed = append(changed, *b); len(changed) > mostPatched {
				return nil, false
			}
		}
	}
	return changed, true
}

// patch is a list on the way from the last one.
type patch struct {
	*Builder
	list    List
	entries map[string]*remembered // those that differ
	items   []replaced
	files   []restyled
}

// restyled is a style sheet or script that differs.
type restyled struct {
	file  source.File
	known inspected
}

// replaced is an item of the site with its old and its new entry.
type replaced struct {
	old, item *site.Item
	artifact  output.Artifact
}

func isLayout(f source.File) bool { return strings.HasPrefix(f.Path, "layouts/") }

// relayout lists all pages anew, to be made with the layouts as they are now. It reports false when there is something to say about the
// layouts, or was: then the whole list is made.
func (p *patch) relayout() bool {
	var l List
	said, named := len(p.layouts.diagnostics), p.layouts.named
	layouts := p.loadLayouts(&l)
	if said+len(l.Diagnostics) > 0 || layouts.set == nil || !reflect.DeepEqual(named, layouts.named) {
		return false
	}
	text := reader{p.root, p.tree, p.Builder.entries, p.bodies}
	pages := page.Artifacts(p.list.Site, page.Renderer{Layouts: layouts.set, Program: p.Program, Body: text.body})
	p.list.Artifacts = slices.Clone(p.list.Artifacts)
	first := slices.IndexFunc(p.list.Artifacts, func(a output.Artifact) bool { return a.Path == pages[0].Path })
	copy(p.list.Artifacts[first:], pages)
	return true
}

// entry reads a file that differs and reports whether only its running text does.
func (p *patch) entry(f source.File) bool {
	old, known := p.Builder.entries[f.Path]
	if !known || old.entry == nil || len(old.diagnostics) > 0 || path.Base(f.Path) == "_index.md" || p.spokenOf(f.Path) {
		return false
	}
	i := slices.IndexFunc(p.list.Site.Items, func(it *site.Item) bool { return it.Entry == old.entry })
	if i < 0 {
		return false
	}
	files := p.root.Reader()
	defer files.Close()
	r, _ := p.parse(f, old.options, files, new(index.Tokenizer))
	if r.entry == nil || r.digest != f.Digest || len(r.diagnostics) > 0 || !sameFront(old.entry, r.entry) {
		return false
	}
	item := *p.list.Site.Items[i]
	item.Entry = r.entry
	// The reader holds this one file: lists that follow must not keep the trees of all lists before them.
	text := reader{p.root, &source.Tree{Files: []source.File{f}}, map[string]*remembered{f.Path: &r}, p.bodies}
	a := page.Article(p.made.joined, page.Renderer{Layouts: p.layouts.set, Program: p.Program, Body: text.body}, &item)
	p.items = append(p.items, replaced{p.list.Site.Items[i], &item, a})
	p.entries[f.Path] = &r
	p.list.Parsed++
	return true
}

// style takes a style sheet or script that differs, and reports whether nothing else is said of it than before. Pages name it by its address;
// only the front page shows the size of all files together.
func (p *patch) style(f source.File) bool {
	known, ok := p.assets[f.Path]
	url, static := strings.CutPrefix(f.Path, "static/")
	if !ok || !static || !asset.Minified(url) || known.Fault != "" || p.spokenOf(f.Path) || p.attached(url) {
		return false
	}
	now, err := p.look(f, p.list.Input.Settings.StaticTypes)
	now.Types, known.Info.Size = known.Types, now.Info.Size
	if err != nil || now.Fault != "" || !reflect.DeepEqual(now.Info, known.Info) || !slices.Equal(now.Names, known.Names) {
		return false
	}
	p.files = append(p.files, restyled{f, now})
	return slices.ContainsFunc(p.list.Site.Files, func(s site.PublishedFile) bool { return s.URL == url && s.Source.Path == f.Path })
}

// attached reports whether an entry offers a file for download, with its size and digest.
func (p *patch) attached(url string) bool {
	return slices.ContainsFunc(p.list.Site.Items, func(it *site.Item) bool {
		return it.Original != nil && it.Original.URL == url ||
			slices.ContainsFunc(it.Attachments, func(a site.Attachment) bool { return a.URL == url })
	})
}

// restyle puts the files that differ in the place of the old ones.
func (p *patch) restyle(l *List) {
	l.Site.Files, l.Input.Files = slices.Clone(l.Site.Files), slices.Clone(l.Input.Files)
	l.Input.Assets, p.Builder.assets, p.stored.assets = maps.Clone(l.Input.Assets), maps.Clone(p.assets), false
	for _, r := range p.files {
		f := r.file
		url := strings.TrimPrefix(f.Path, "static/")
		at := func(s source.File) bool { return s.Path == f.Path }
		l.Site.Files[slices.IndexFunc(l.Site.Files, func(s site.PublishedFile) bool { return at(s.Source) })].Source = f
		l.Input.Files[slices.IndexFunc(l.Input.Files, at)] = f
		p.put(p.file(url, f.Path, f.Digest, func() (io.ReadCloser, error) { return p.root.Open(f) }))
		l.Input.Assets[f.Path], p.Builder.assets[f.Path] = r.known.Info, r.known
	}
	home := *p.made.joined
	home.Files = l.Site.Files
	text := reader{p.root, p.tree, p.Builder.entries, p.bodies}
	p.put(page.Home(&home, page.Renderer{Layouts: p.layouts.set, Program: p.Program, Body: text.body}))
}

// put puts an artifact in the place of the old one of its path.
func (p *patch) put(a output.Artifact) {
	p.list.Artifacts[slices.IndexFunc(p.list.Artifacts, func(old output.Artifact) bool { return old.Path == a.Path })] = a
}

// spokenOf reports whether a remark names a place in a file: the place may be another one now.
func (p *patch) spokenOf(file string) bool {
	return slices.ContainsFunc(p.list.Diagnostics, func(d diag.Diagnostic) bool {
		return d.Pos.Path == file || slices.ContainsFunc(d.Also, func(at diag.Pos) bool { return at.Path == file })
	})
}

// sameFront reports whether two readings of an entry differ in nothing but the running text.
func sameFront(a, b *content.Entry) bool {
	x, y := *a, *b
	x.Digest, x.Words = y.Digest, y.Words
	return reflect.DeepEqual(x, y)
}

// done puts the new pages in the place of the old ones.
func (p *patch) done() *List {
	l, b := &p.list, p.Builder
	joined := *l.Site
	joined.Items = slices.Clone(joined.Items)
	l.Site, l.Artifacts, l.Input.Entries = &joined, slices.Clone(l.Artifacts), slices.Clone(l.Input.Entries)
	for _, r := range p.items {
		joined.Items[slices.Index(joined.Items, r.old)] = r.item
		l.Input.Entries[slices.Index(l.Input.Entries, r.old.Entry)] = r.item.Entry
		p.put(r.artifact)
	}
	if len(p.files) > 0 {
		p.restyle(l)
	}
	kept := maps.Clone(b.entries)
	maps.Copy(kept, p.entries)
	b.entries, b.stored.entries = kept, false
	if !b.NoSearch {
		l.Search = b.searchArtifacts(&joined)
	}
	l.Again = soonest(b.tree.Again, l.Next)
	return l
}
