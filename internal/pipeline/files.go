package pipeline

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bantin/internal/asset"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memo"
	"bantin/internal/mention"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/source"
)

// inspected is what a file that is no entry says about itself. Its path decides which types it may have.
type inspected struct {
	Fault diag.Code // why it may not be published, "" when it may
	Info  asset.Info
	Names []string // what a style sheet or script mentions
}

// inspection is what all of them say.
type inspection struct {
	files   []site.File     // those that may be published
	refused []string        // paths of the others
	named   []site.Mentions // what the style sheets and scripts among files mention
}

// headBytes is how much of a file is enough to tell its type.
const headBytes = 512

// inspect looks at every file beside the entries that may be published: what it is, how large its picture is,
// whether it may be published at all. Files that are known are not opened.
func (b *Builder) inspect(l *List, files []*source.File, settings siteSettings) (in inspection) {
	b.recallAssets()
	types := fingerprint.Of(settings.StaticTypes)
	unread := map[*memo.Row[inspected]]bool{}
	rows := b.assets.Get(files, func(string) fingerprint.Digest { return types }, func(fresh []*memo.Fresh[inspected]) {
		failed := make([]error, len(fresh))
		parallel.For(len(fresh), func(i int) { // each is opened twice, and with it every folder on its way
			failed[i] = b.look(fresh[i], settings.StaticTypes)
		})
		for i, err := range failed {
			if err != nil {
				fresh[i].Once, unread[fresh[i].Row] = true, true
				l.failed(*fresh[i].File, err)
			}
		}
	})
	for _, row := range rows {
		known := &row.Value
		switch worst, _ := diag.Worst(known.Info.Diagnostics); {
		case unread[row]:
			continue
		case known.Fault != "":
			l.Diagnostics = append(l.Diagnostics, diag.New(known.Fault, diag.Pos{Path: row.Path}, path.Ext(row.Path)))
			in.refused = append(in.refused, row.Path)
			continue
		case worst >= diag.Error:
			in.refused = append(in.refused, row.Path)
		default:
			in.files = append(in.files, site.File{Path: row.Path, Type: known.Info.Type, Width: known.Info.Width, Height: known.Info.Height})
			if known.Names != nil {
				in.named = append(in.named, site.Mentions{Path: row.Path, Texts: known.Names})
			}
		}
		l.Diagnostics = append(l.Diagnostics, known.Info.Diagnostics...)
	}
	return in
}

// look opens a file. extra are the types that the settings allow beyond the usual ones (docs/threats.md T14,
// T27).
func (b *Builder) look(f *memo.Fresh[inspected], extra []string) error {
	head, err := b.head(*f.File, headBytes)
	if err != nil {
		return err
	}
	known := &f.Value
	_, known.Fault = asset.AllowedStatic(f.Path, head, extra)
	known.Info = asset.Inspect(f.Path, f.File.Size, func(n int) ([]byte, error) { return b.head(*f.File, n) })
	if asset.Minified(strings.TrimPrefix(f.Path, "static/")) {
		text, err := b.head(*f.File, int(min(f.File.Size, mostStyle)))
		if err != nil {
			return err
		}
		known.Names = mention.Find(strings.ToValidUTF8(string(text), "?"))
	}
	f.Once = !b.root.Stands(*f.File) // the bytes may be those of a later moment, and it is looked at again
	return nil
}

// mostStyle is how much of a style sheet or script is looked through, in bytes.
const mostStyle = 4 << 20

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

// files are the artifacts that come from files: those of the site, and the style and scripts of the program
// where the site has none of its own.
func (b *Builder) files(s *site.Site, from *sources) []output.Artifact {
	list := make([]output.Artifact, 0, len(s.Files)+len(b.carried))
	own := map[string]bool{}
	for i := range s.Files {
		f := &s.Files[i]
		if strings.HasPrefix(f.URL, "assets/") {
			own[f.URL] = true
		}
		list = append(list, output.Artifact{Path: f.URL, Class: output.ClassAsset, Make: func() output.Made {
			in, _ := from.tree.Lookup(f.Path)
			return b.file(f.URL, f.Path, in.Digest, func() (io.ReadCloser, error) { return from.root.Open(in) })
		}})
	}
	for _, name := range b.carriedUnder("static/assets/") {
		url := strings.TrimPrefix(name, "static/")
		if own[url] {
			continue
		}
		list = append(list, output.Artifact{Path: url, Class: output.ClassAsset, Make: func() output.Made {
			return b.file(url, name, fingerprint.Bytes(b.carriedFile(name)), func() (io.ReadCloser, error) { return b.Carried.Open(name) })
		}})
	}
	return list
}

// file is a published file: copied byte for byte, but for scripts and style, which are minified.
func (b *Builder) file(url, source string, digest fingerprint.Digest, open func() (io.ReadCloser, error)) output.Made {
	print := fingerprint.Of("file", digest)
	if asset.Minified(url) {
		print = fingerprint.Of("minified file", b.Program, digest)
	}
	return output.Made{Fingerprint: print, Render: func(w io.Writer) ([]diag.Diagnostic, error) {
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
	}}
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
func (b *Builder) carriedAssets() []string {
	names := slices.Clone(b.carriedUnder("static/assets/"))
	for i := range names {
		names[i] = strings.TrimPrefix(names[i], "static/")
	}
	return names
}

// carriedUnder are the files of the program below a folder.
func (b *Builder) carriedUnder(folder string) []string {
	return slices.DeleteFunc(slices.Clone(b.carried), func(name string) bool { return !strings.HasPrefix(name, folder) })
}

func (b *Builder) carriedFile(name string) []byte {
	data, err := fs.ReadFile(b.Carried, name)
	if err != nil {
		panic("internal error: a carried file cannot be read: " + err.Error())
	}
	return data
}

// carried lists the files of the program.
func carried(files fs.FS) []string {
	var names []string
	for _, folder := range []string{"layouts", "static/assets"} {
		fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, name)
			}
			return nil
		})
	}
	return names
}
