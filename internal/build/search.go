package build

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
	"bantin/internal/search"
	"bantin/internal/site"
)

// searchable is what the search index needs of an entry, remembered with it.
type searchable struct {
	entry  search.Entry
	digest fingerprint.Digest // of everything but the card
}

// searchIndex is the index of one set of entries. Its files are made together, because every file depends on many entries; which files
// there are, and with which bytes, is remembered under the digest of the entries, so that a build whose entries did not
// change need not make them to know that they stand.
type searchIndex struct {
	key   fingerprint.Digest // of the program and the entries
	files []indexFile

	once sync.Once // makes data when it is asked for
	make func() ([]search.File, error)
	data map[string][]byte
	err  error
}

// indexFile is a file of the index as it is remembered.
type indexFile struct {
	path   string
	digest fingerprint.Digest
}

// searchArtifacts are the files of the search index.
func (b *Builder) searchArtifacts(s *site.Site) ([]output.Artifact, error) {
	entries, key := b.searchEntries(s)
	if b.index == nil || b.index.key != key {
		b.index = &searchIndex{key: key}
		b.index.files = b.rememberedIndex(key)
	}
	index := b.index
	index.make = func() ([]search.File, error) { return search.Index(entries) }
	if index.files == nil {
		if b.Progress != nil {
			b.Progress(StepSearch, 0, len(entries))
		}
		if err := index.build(); err != nil {
			return nil, err
		}
	}
	list := make([]output.Artifact, len(index.files))
	for i, f := range index.files {
		list[i] = output.Artifact{
			Path: f.path, Class: output.ClassData, Fingerprint: fingerprint.Of("search", f.digest),
			Render: func(w io.Writer) ([]diag.Diagnostic, error) { return nil, index.write(w, f.path) },
		}
	}
	return list, nil
}

// searchEntries are the published entries in the total order, and the digest of all that the index is made from.
func (b *Builder) searchEntries(s *site.Site) ([]search.Entry, fingerprint.Digest) {
	entries := make([]search.Entry, len(s.Items))
	digests := make([]fingerprint.Digest, 0, 2*len(s.Items)+1)
	digests = append(digests, b.Program)
	for i, it := range s.Items {
		known := b.entries[it.Entry.Path].searchable
		entries[i] = known.entry.At(it)
		digests = append(digests, known.digest, entries[i].CardDigest())
	}
	return entries, fingerprint.Of("search index", digests)
}

// build makes the files of the index, once.
func (x *searchIndex) build() error {
	x.once.Do(func() {
		files, err := x.make()
		x.data, x.err = make(map[string][]byte, len(files)), err
		x.files = make([]indexFile, len(files))
		for i, f := range files {
			x.data[f.Path] = f.Data
			x.files[i] = indexFile{f.Path, fingerprint.Bytes(f.Data)}
		}
	})
	return x.err
}

func (x *searchIndex) write(w io.Writer, path string) error {
	if err := x.build(); err != nil {
		return err
	}
	_, err := w.Write(x.data[path])
	return err
}

// indexState is the file that remembers the files of the last index.
const indexState = "search.state"

// rememberedIndex reads which files an index has; nil when it is not remembered. Whatever is wrong with the file, the index is then made
// again.
func (b *Builder) rememberedIndex(key fingerprint.Digest) []indexFile {
	data, err := os.ReadFile(filepath.Join(b.StateDir, indexState))
	if err != nil || b.StateDir == "" {
		return nil
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	if !lines.Scan() || lines.Text() != key.String() {
		return nil
	}
	var files []indexFile
	for lines.Scan() {
		sum, path, ok := strings.Cut(lines.Text(), "  ")
		var f indexFile
		if n, err := hex.Decode(f.digest[:], []byte(sum)); !ok || err != nil || n != len(f.digest) {
			return nil
		}
		f.path = path
		files = append(files, f)
	}
	if len(files) == 0 || files[len(files)-1].path != endOfIndex {
		return nil // cut off
	}
	return files[:len(files)-1]
}

// endOfIndex is the path of the last row, by which a file that was cut off is known.
const endOfIndex = "end"

// rememberIndex writes which files the index has. A failure costs time in the next build and nothing else, so it is no error.
func (b *Builder) rememberIndex() {
	if b.index == nil || b.StateDir == "" {
		return
	}
	var text strings.Builder
	fmt.Fprintln(&text, b.index.key)
	for _, f := range append(b.index.files[:len(b.index.files):len(b.index.files)], indexFile{path: endOfIndex}) {
		fmt.Fprintf(&text, "%s  %s\n", f.digest, f.path)
	}
	name := filepath.Join(b.StateDir, indexState)
	if err := os.WriteFile(name+".new", []byte(text.String()), 0o644); err == nil {
		_ = os.Rename(name+".new", name)
	}
}
