package pipeline

import (
	"context"
	"reflect"
	"strings"
	"sync/atomic"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memo"
	"bantin/internal/parallel"
	"bantin/internal/search/index"
	"bantin/internal/source"
)

// reading is what one Markdown file says. It holds no body.
type reading struct {
	Entry       *content.Entry // nil when the file cannot be published
	Text        *content.Text
	Unfit       content.Unfit      // of a file without an entry
	Words       fingerprint.Digest // key of its words for the search; zero for an _index.md
	Diagnostics []diag.Diagnostic
}

// readings are the files of content/ as read: the pages of sections, which may say what kind of entries lie
// below them, and all others.
type readings struct {
	sections, articles memo.Rows[reading]
	options            readingOptions
}

// find returns what the file at a path says, nil when it is none of these.
func (r *readings) find(p string) *memo.Row[reading] {
	if content.IsSectionPage(p) {
		return r.sections.Find(p)
	}
	return r.articles.Find(p)
}

// readingOptions say how each file is read.
type readingOptions struct {
	content.Folder
	search bool // words for the search are kept
}

// digests returns a function that gives the digest of a file's options. Files of one folder follow each
// other.
func (o readingOptions) digests() func(p string) fingerprint.Digest {
	all := o.Options("")
	known, last, digest := map[string]fingerprint.Digest{}, "\x00", fingerprint.Digest{}
	return func(p string) fingerprint.Digest {
		if dir := p[:strings.LastIndexByte(p, '/')]; dir != last {
			last = dir
		} else {
			return digest
		}
		kind, found := o.Kind(p), false
		if digest, found = known[kind]; !found {
			digest = fingerprint.Of("entry", kind, all.Zone.String(), all.NestedPlusLists, all.LegacyLevel, all.Thorough, o.search)
			known[kind] = digest
		}
		return digest
	}
}

// inputs are the files of a tree by what is made of them, each kind by path.
type inputs struct{ sections, articles, others []*source.File }

func inputsOf(tree *source.Tree) (in inputs) {
	files := tree.Under("content/")
	in.articles = make([]*source.File, 0, len(files))
	for i := range files {
		switch f := &files[i]; {
		case !content.IsMarkdown(f.Path):
			in.others = append(in.others, f)
		case content.IsSectionPage(f.Path):
			in.sections = append(in.sections, f)
		default:
			in.articles = append(in.articles, f)
		}
	}
	files = tree.Under("static/")
	for i := range files {
		in.others = append(in.others, &files[i])
	}
	return in
}

// readContent reads the entries of the site. Those that are known with the same bytes are not read again.
func (b *Builder) readContent(ctx context.Context, l *List, in inputs, s siteSettings) (readings, error) {
	b.recallEntries()
	r := readings{options: readingOptions{content.NewFolder(s.Settings, s.zone, b.Thorough), !b.NoSearch}}
	read := func(fresh []*memo.Fresh[reading]) { b.parseAll(ctx, l, r.options, fresh) }
	r.sections = b.sections.Get(in.sections, r.options.digests(), read)
	for _, row := range r.sections {
		r.options.Add(row.Value.Entry)
	}
	r.articles = b.articles.Get(in.articles, r.options.digests(), read)
	return r, ctx.Err()
}

// parseAll reads files on all workers.
func (b *Builder) parseAll(ctx context.Context, l *List, o readingOptions, fresh []*memo.Fresh[reading]) {
	notes := make([]note, len(fresh))
	var next, done atomic.Int64
	parallel.Workers(max(1, b.Workers), func() {
		words, files := new(index.Tokenizer), b.root.Reader()
		defer files.Close()
		for {
			i := int(next.Add(1)) - 1
			if i >= len(fresh) {
				return
			}
			if ctx.Err() != nil {
				fresh[i].Once = true
				continue
			}
			notes[i] = b.parse(fresh[i], o.Options(fresh[i].Path), files, words)
			if n := int(done.Add(1)); b.Progress != nil && (n%64 == 0 || n == len(fresh)) {
				b.Progress(StepRead, n, len(fresh))
			}
		}
	})
	l.Parsed += len(fresh)
	for i, n := range notes {
		l.Changing = l.Changing || n.changing
		l.fleeting = l.fleeting || fresh[i].Once || n.slow
		if n.slow {
			l.Diagnostics = append(l.Diagnostics, diag.New("entry-slow", diag.Pos{Path: fresh[i].Path}, seconds(slowEntry)))
		}
	}
}

// note is what there is to say of the reading of a file beside what the file says.
type note struct {
	changing bool // the file has other bytes by now, or its disk fails
	slow     bool // it took long to read; said once, since another time it may not
}

// parse reads one file. Its body goes to the store of bodies, from where the rendering of its page takes it.
func (b *Builder) parse(f *memo.Fresh[reading], o content.Options, files *source.Reader, words *index.Tokenizer) note {
	raw, err := files.Read(*f.File)
	if err != nil {
		f.Once, f.Value.Unfit.Path = true, f.Path
		f.Value.Diagnostics = []diag.Diagnostic{diag.New("file-changing", diag.Pos{Path: f.Path}, err.Error())}
		return note{changing: true}
	}
	result, took := b.within(f.Path, raw, o)
	if took >= stuckEntry {
		f.Once, f.Value.Unfit.Path = true, f.Path
		f.Value.Diagnostics = []diag.Diagnostic{diag.New("entry-stuck", diag.Pos{Path: f.Path}, seconds(stuckEntry))}
		return note{}
	}
	f.Value = reading{Entry: result.Entry, Text: result.Text, Unfit: result.Unfit, Diagnostics: result.Diagnostics}
	if e := result.Entry; e == nil {
		f.Value.Unfit.Path = f.Path
	} else {
		b.bodies.put(result.Text, result.Body)
		if !e.IsIndex() && !b.NoSearch {
			f.Value.Words = b.search.put(words.EntryWords(e, result.Blocks))
		}
		if f.Was != nil && f.Was.Entry != nil && reflect.DeepEqual(e, f.Was.Entry) {
			f.Value.Entry = f.Was.Entry // what other pages show of it is as it was
		}
	}
	return note{slow: took >= slowEntry}
}
