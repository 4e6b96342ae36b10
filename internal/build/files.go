package build

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/layout"
	"bantin/internal/mention"
	"bantin/internal/output"
	"bantin/internal/page"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/source"
)

// inspected is what a file says about itself, remembered by its path and digest: the path decides which types it may have.
type inspected struct {
	Digest fingerprint.Digest
	Types  fingerprint.Digest // of the settings' list of types that a site may hold
	Fault  diag.Code          // why it may not be published, "" when it may
	Info   asset.Info
	Names  []string // what a style sheet or script mentions
}

// headBytes is how much of a file is enough to tell its type.
const headBytes = 512

// inspect looks at every file that may be published: what it is, how large its picture is, whether it may be published at all. It
// returns the files that may, with what they say, and the paths of those that may not. Files that are known are not opened.
func (b *Builder) inspect(l *List, settings content.Settings) (files []source.File, refused []string, infos map[string]asset.Info) {
	b.recallAssets()
	infos = map[string]asset.Info{}
	kept := make(map[string]inspected, len(b.assets))
	candidates, types, fresh := b.mayBePublished(), fingerprint.Of(settings.StaticTypes), 0
	found := make([]looked, len(candidates))
	parallel.For(len(candidates), func(i int) { // each is opened twice, and with it every folder on its way
		f, at := candidates[i], &found[i]
		var ok bool
		if at.inspected, ok = b.assets[f.Path]; !ok || at.Digest != f.Digest || at.Types != types {
			at.fresh = true
			at.inspected, at.err = b.look(f, settings.StaticTypes)
			at.Types = types
		}
	})
	for i, f := range candidates {
		known := found[i].inspected
		if err := found[i].err; err != nil {
			l.failed(f, err)
			continue
		}
		if found[i].fresh {
			fresh++
		}
		kept[f.Path] = known
		if known.Fault != "" {
			l.Diagnostics = append(l.Diagnostics, diag.New(known.Fault, diag.Pos{Path: f.Path}, path.Ext(f.Path)))
			refused = append(refused, f.Path)
			continue
		}
		l.Diagnostics = append(l.Diagnostics, known.Info.Diagnostics...)
		if worst, _ := diag.Worst(known.Info.Diagnostics); worst < diag.Error {
			files = append(files, f)
			infos[f.Path] = known.Info
		} else {
			refused = append(refused, f.Path)
		}
	}
	b.stored.assets = b.stored.assets && fresh == 0 && len(kept) == len(b.assets)
	b.assets = kept
	return files, refused, infos
}

// looked is what is known of a file, and how.
type looked struct {
	inspected
	fresh bool // it was opened
	err   error
}

// mayBePublished lists the files of static/, and those of content/ that are no entries.
func (b *Builder) mayBePublished() []source.File {
	return slices.DeleteFunc(slices.Clone(b.tree.Files), func(f source.File) bool {
		static := strings.HasPrefix(f.Path, "static/")
		return !static && (!strings.HasPrefix(f.Path, "content/") || isMarkdown(f.Path))
	})
}

// look opens a file. extra are the types that the settings allow beyond the usual ones (docs/threats.md T14, T27).
func (b *Builder) look(f source.File, extra []string) (inspected, error) {
	head, err := b.head(f, headBytes)
	if err != nil {
		return inspected{}, err
	}
	var known inspected
	_, known.Fault = asset.AllowedStatic(f.Path, head, extra)
	known.Info = asset.Inspect(f.Path, f.Size, func(n int) ([]byte, error) { return b.head(f, n) })
	if asset.Minified(strings.TrimPrefix(f.Path, "static/")) {
		text, err := b.head(f, int(min(f.Size, mostStyle)))
		if err != nil {
			return inspected{}, err
		}
		known.Names = mention.Find(strings.ToValidUTF8(string(text), "?"))
	}
	if b.root.Stands(f) {
		known.Digest = f.Digest // else the bytes may be those of a later moment, and it is looked at again
	}
	return known, nil
}

// mostStyle is how much of a style sheet or script is looked through, in bytes.
const mostStyle = 4 << 20

// styleMentions are what the style sheets and scripts among files mention.
func (b *Builder) styleMentions(files []source.File) (named []site.Mentions) {
	for _, f := range files {
		if names := b.assets[f.Path].Names; names != nil {
			named = append(named, site.Mentions{Path: f.Path, Texts: names})
		}
	}
	return named
}

// head reads the first n bytes of a file, or all of a shorter one.
func (b *Builder) head(f source.File, n int) ([]byte, error) {
	r, err := b.root.Open(f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	buf := make([]byte, min(int64(n), f.Size))
	n, err = io.ReadFull(r, buf)
	if err == io.ErrUnexpectedEOF {
		err = nil
	}
	return buf[:n], err
}

// files are the artifacts that come from files: those of the site, and the style and scripts of the program where the site has none of
// its own.
func (b *Builder) files(s *site.Site) []output.Artifact {
	var list []output.Artifact
	own := map[string]bool{}
	for _, f := range s.Files {
		own[f.URL] = true
		list = append(list, b.file(f.URL, f.Source.Path, f.Source.Digest, func() (io.ReadCloser, error) { return b.root.Open(f.Source) }))
	}
	for _, name := range carried(b.Carried, "static/assets") {
		if url := strings.TrimPrefix(name, "static/"); !own[url] {
			data, err := fs.ReadFile(b.Carried, name)
			if err != nil {
				panic("internal error: a carried file cannot be read: " + err.Error())
			}
			list = append(list, b.file(url, name, fingerprint.Bytes(data), func() (io.ReadCloser, error) { return b.Carried.Open(name) }))
		}
	}
	return list
}

// file is a published file: copied byte for byte, but for scripts and style, which are minified.
func (b *Builder) file(url, source string, digest fingerprint.Digest, open func() (io.ReadCloser, error)) output.Artifact {
	print := fingerprint.Of("file", digest)
	if asset.Minified(url) {
		print = fingerprint.Of("minified file", b.Program, digest)
	}
	return output.Artifact{Path: url, Class: output.ClassAsset, Make: output.Ready(print, func(w io.Writer) ([]diag.Diagnostic, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		if asset.Minified(url) {
			return minify(w, r, url, source)
		}
		_, err = io.Copy(w, r)
		return nil, err
	})}
}

// minify writes a script or a style sheet in its small form, or as it is when it cannot be read as one.
func minify(w io.Writer, r io.Reader, url, source string) ([]diag.Diagnostic, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var found []diag.Diagnostic
	small, err := asset.Minify(url, text)
	if err != nil {
		small, found = text, []diag.Diagnostic{diag.New("asset-syntax", diag.Pos{Path: source}, err.Error())}
	}
	_, err = w.Write(small)
	return found, err
}

// carriedAssets are the addresses of the style and scripts of the program.
func carriedAssets(files fs.FS) []string {
	names := carried(files, "static/assets")
	for i := range names {
		names[i] = strings.TrimPrefix(names[i], "static/")
	}
	return names
}

// carried lists the files of the program below a folder.
func carried(files fs.FS, dir string) []string {
	var names []string
	fs.WalkDir(files, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// loadedLayouts are the layouts of a build, remembered by the digest of their files.
type loadedLayouts struct {
	key         fingerprint.Digest
	set         *layout.Set
	named       []site.Mentions
	diagnostics []diag.Diagnostic
}

// loadLayouts loads layouts/ over the layouts of the program, unless the files are those of the last build.
func (b *Builder) loadLayouts(l *List) loadedLayouts {
	files := b.tree.Under("layouts/")
	var names []string
	var digests []fingerprint.Digest
	for _, f := range files {
		names, digests = append(names, f.Path), append(digests, f.Digest)
	}
	if key := fingerprint.Of(names, digests); b.layouts.set == nil || b.layouts.key != key {
		b.layouts = loadedLayouts{key: key}
		var own []layout.Source
		for _, f := range files {
			raw, ok := b.read(l, f)
			if !ok {
				b.layouts = loadedLayouts{}
				return b.layouts
			}
			own = append(own, layout.Source{Path: f.Path, Text: string(raw)})
		}
		var shipped []layout.Source
		for _, name := range carried(b.Carried, "layouts") {
			data, err := fs.ReadFile(b.Carried, name)
			if err != nil {
				panic("internal error: a carried file cannot be read: " + err.Error())
			}
			shipped = append(shipped, layout.Source{Path: name, Text: string(data)})
		}
		for _, s := range slices.Concat(own, shipped) {
			if names := mention.Find(s.Text); names != nil {
				b.layouts.named = append(b.layouts.named, site.Mentions{Path: s.Path, Texts: names})
			}
		}
		b.layouts.set, b.layouts.diagnostics = layout.Load(own, shipped, page.Layouts(), page.Fragments())
	}
	l.fault(b.layouts.diagnostics)
	return b.layouts
}
