package build

import (
	"context"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/parallel"
	"bantin/internal/search/index"
	"bantin/internal/source"
)

// remembered is the result of reading one entry, good for as long as its key (path, digest, options) stands. It holds no body.
type remembered struct {
	digest      fingerprint.Digest // of the file; zero when it is to be read again, whatever it says of itself
	file        source.File
	options     content.Options
	entry       *content.Entry     // nil when the file cannot be published
	words       fingerprint.Digest // key of its words for the search; zero for an _index.md
	unfit       content.Unfit      // of such a file
	diagnostics []diag.Diagnostic
	changing    bool // the file has other bytes by now, or its disk fails
	slow        bool // it took long to read; said once, since another time it may not
}

// holds reports whether the result is that of reading a file with these options.
func (r remembered) holds(digest fingerprint.Digest, o content.Options) bool {
	was := r.options
	if was.Zone.String() == o.Zone.String() {
		was.Zone = o.Zone // two loads of one zone are two pointers
	}
	return r.digest == digest && was == o
}

// hasWords is false of an entry that was read for a build without the search.
func (r remembered) hasWords() bool { return r.entry == nil || r.entry.IsIndex() || !r.words.IsZero() }

// readings is the content folder as read.
type readings struct {
	entries []*content.Entry
	broken  []content.Unfit // those that cannot be published
}

// readContent reads every Markdown file of content/: the _index.md files first, because they say which kind the entries below them
// are.
func (b *Builder) readContent(ctx context.Context, l *List, settings content.Settings, zone *time.Location) (readings, error) {
	b.recallEntries(zone)
	var indexes, others []source.File
	for _, f := range b.tree.Under("content/") {
		switch {
		case !isMarkdown(f.Path):
		case path.Base(f.Path) == "_index.md":
			indexes = append(indexes, f)
		default:
			others = append(others, f)
		}
	}
	options := content.Options{Zone: zone, NestedPlusLists: settings.NestedPlusLists, LegacyLevel: settings.Checks["legacy-encoding"], Thorough: b.Thorough}
	results := b.parseAll(ctx, l, indexes, func(string) content.Options { return options })
	kinds := map[string]string{} // by folder
	for i, f := range indexes {
		if e := results[i].entry; e != nil && e.CascadeKind != "" {
			kinds[path.Dir(f.Path)] = e.CascadeKind
		}
	}
	results = append(results, b.parseAll(ctx, l, others, func(p string) content.Options {
		o := options
		o.DefaultKind = nearestKind(kinds, path.Dir(p))
		return o
	})...)

	var r readings
	kept := make(map[string]*remembered, len(results))
	for i, f := range slices.Concat(indexes, others) {
		if results[i].changing {
			l.Changing = true
			if old, ok := b.entries[f.Path]; ok {
				kept[f.Path] = old // the file may turn out to be as it was
			}
		} else {
			kept[f.Path] = &results[i]
		}
		l.Diagnostics = append(l.Diagnostics, results[i].diagnostics...)
		l.fleeting = l.fleeting || results[i].digest.IsZero() || results[i].slow
		if results[i].slow {
			results[i].slow = false
			l.Diagnostics = append(l.Diagnostics, diag.New("entry-slow", diag.Pos{Path: f.Path}, seconds(slowEntry)))
		}
		if results[i].entry == nil {
			unfit := results[i].unfit
			unfit.Path = f.Path
			r.broken = append(r.broken, unfit)
		} else {
			r.entries = append(r.entries, results[i].entry)
		}
	}
	b.stored.entries = b.stored.entries && l.Parsed == 0 && len(kept) == len(b.entries)
	b.entries = kept
	return r, ctx.Err()
}

// nearestKind is the kind that the nearest folder's _index.md gives to what lies below it, "" for none.
func nearestKind(kinds map[string]string, dir string) string {
	for ; dir != "."; dir = path.Dir(dir) {
		if kind := kinds[dir]; kind != "" {
			return kind
		}
	}
	return ""
}

func isMarkdown(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return ext == ".md" || ext == ".markdown"
}

// parseAll reads files on all workers; result n is that of file n.
func (b *Builder) parseAll(ctx context.Context, l *List, files []source.File, options func(path string) content.Options) []remembered {
	results := make([]remembered, len(files))
	var next, parsed, done atomic.Int64
	parallel.Workers(max(1, b.Workers), func() {
		words, reader := new(index.Tokenizer), b.root.Reader()
		defer reader.Close()
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= len(files) {
				return
			}
			var known bool
			results[i], known = b.parse(files[i], options(files[i].Path), reader, words)
			if !known {
				parsed.Add(1)
			}
			if n := int(done.Add(1)); b.Progress != nil && (n%64 == 0 || n == len(files)) {
				b.Progress(StepRead, n, len(files))
			}
		}
	})
	l.Parsed += int(parsed.Load())
	return results
}

// parse reads one entry, or finds it remembered. Its body goes to the store of bodies, from where the rendering of its page takes it.
func (b *Builder) parse(f source.File, o content.Options, reader *source.Reader, words *index.Tokenizer) (r remembered, known bool) {
	if old, ok := b.entries[f.Path]; ok && old.holds(f.Digest, o) && (b.NoSearch || old.hasWords()) {
		r = *old
		r.file = f
		return r, true
	}
	raw, err := reader.Read(f)
	if err != nil {
		d := diag.New("file-changing", diag.Pos{Path: f.Path}, err.Error())
		return remembered{diagnostics: []diag.Diagnostic{d}, changing: true}, false
	}
	result, took := b.within(f.Path, raw, o)
	if took >= stuckEntry {
		return remembered{options: o, diagnostics: []diag.Diagnostic{diag.New("entry-stuck", diag.Pos{Path: f.Path}, seconds(stuckEntry))}}, false
	}
	r = remembered{slow: took >= slowEntry, digest: f.Digest, file: f, options: o, entry: result.Entry, unfit: result.Unfit, diagnostics: result.Diagnostics}
	if e := result.Entry; e != nil {
		b.bodies.put(e, result.Body)
		if !e.IsIndex() && !b.NoSearch {
			r.words = b.search.put(words.EntryWords(e, result.Blocks))
		}
	}
	return r, false
}
