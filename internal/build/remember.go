package build

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/source"
)

// What a Builder remembers outlives the process in three files of .bantin/. Each is read when it is first asked for, and written by
// a build that found something else:
//
//	files.memory    the tree of the last scan: path, stat and digest of every file
//	entries.memory  what was read of every Markdown file, by path, digest and options
//	assets.memory   what every other file says about itself, by path and digest
//
// All of it is found by its key or not at all, so a file of memory that is old, or of another builder with other options, costs time
// and nothing else. What it must not be is of another program: package memory sees to that.
const (
	filesMemory   = "files"
	entriesMemory = "entries"
	assetsMemory  = "assets"
)

// storedEntry is a remembered entry on the disk.
type storedEntry struct {
	Path        string // "" where the entry says it
	Digest      fingerprint.Digest
	Options     storedOptions
	Entry       *content.Entry
	Unfit       content.Unfit
	Words       fingerprint.Digest // key of its words for the search
	Diagnostics []diag.Diagnostic
}

// storedOptions are content.Options with the zone by its name. Thorough is none of them: what is read so is not stored.
type storedOptions struct {
	DefaultKind, Zone, LegacyLevel string
	NestedPlusLists                bool
}

// storedAsset is an inspected file on the disk.
type storedAsset struct {
	Path  string
	Asset inspected
}

// openMemory does without .bantin/ where nothing can be remembered: it is a convenience, and the site is the same without it.
func (b *Builder) openMemory() {
	if b.StateDir == "" {
		return
	}
	switch err := memory.Folder(b.StateDir).Usable(); {
	case err == nil:
		return
	case errors.Is(err, memory.ErrNotFolder):
		b.remark("memory-not-folder")
	default:
		b.remark("memory-unusable", err.Error())
	}
	b.StateDir = ""
}

// recall reads a file of memory. What is wrong with it is a notice and no error.
func recall[T any](b *Builder, name string) []T {
	if b.StateDir == "" || b.NoCache || b.Verify {
		return nil
	}
	list, err := memory.Load[T](memory.Folder(b.StateDir), name, b.Program)
	switch {
	case err == nil, errors.Is(err, memory.ErrMissing):
	case errors.Is(err, memory.ErrForeign):
		b.remark("memory-foreign", name+memory.Suffix)
	default:
		b.remark("memory-damaged", name+memory.Suffix)
	}
	return list
}

// remark notes something about .bantin/ for the next report.
func (b *Builder) remark(code diag.Code, args ...string) {
	b.remarks = append(b.remarks, diag.New(code, diag.Pos{Path: b.StateDir}, append([]string{b.StateDir}, args...)...))
}

// recallTree takes the tree of an earlier process for that of the scan before.
func (b *Builder) recallTree() {
	if b.tree != nil {
		return
	}
	files := recall[source.File](b, filesMemory)
	for i := range files {
		if files[i].Raw == "" {
			files[i].Raw = files[i].Path
		}
	}
	sorted := slices.IsSortedFunc(files, func(a, c source.File) int { return strings.Compare(a.Path, c.Path) })
	if len(files) > 0 && sorted {
		b.tree = &source.Tree{Files: files}
		b.stored.files = files
	}
}

// recallEntries takes over the entries of an earlier process. Those that were read in another zone are left out: they would not be used.
func (b *Builder) recallEntries(zone *time.Location) {
	if b.entries != nil {
		return
	}
	list := recall[storedEntry](b, entriesMemory)
	b.entries = make(map[string]*remembered, len(list))
	for i := range list {
		e := &list[i]
		if e.Options.Zone != zone.String() {
			continue
		}
		if e.Entry != nil {
			e.Path = e.Entry.Path
		}
		b.entries[e.Path] = &remembered{
			digest: e.Digest, entry: e.Entry, unfit: e.Unfit, words: e.Words, diagnostics: e.Diagnostics,
			options: content.Options{
				DefaultKind: e.Options.DefaultKind, Zone: zone, NestedPlusLists: e.Options.NestedPlusLists, LegacyLevel: e.Options.LegacyLevel,
			},
		}
	}
	b.stored.entries = true
}

// recallAssets takes over what files said about themselves.
func (b *Builder) recallAssets() {
	if b.assets != nil {
		return
	}
	list := recall[storedAsset](b, assetsMemory)
	b.assets = make(map[string]inspected, len(list))
	for _, a := range list {
		if !a.Asset.Digest.IsZero() {
			b.assets[a.Path] = a.Asset
		}
	}
	b.stored.assets = true
}

// takeRemarks returns what there is to say about .bantin/, once.
func (b *Builder) takeRemarks() []diag.Diagnostic {
	taken := b.remarks
	b.remarks = nil
	return taken
}

// stored says which memory on the disk is what the Builder knows, so that nothing is written twice.
type stored struct {
	files           []source.File
	entries, assets bool
}

// Save writes what has changed to .bantin/. A failure costs time in the next process and nothing else: it is a notice of the next
// report.
func (b *Builder) Save() {
	if b.StateDir == "" || b.Thorough { // what is read thoroughly is of no use to a build
		return
	}
	if b.tree != nil && !slices.Equal(b.tree.Files, b.stored.files) && save(b, filesMemory, storedFiles(b.tree.Files)) {
		b.stored.files = b.tree.Files
	}
	if b.entries != nil && !b.stored.entries {
		b.stored.entries = save(b, entriesMemory, b.storedEntries())
	}
	if b.assets != nil && !b.stored.assets {
		b.stored.assets = save(b, assetsMemory, b.storedAssets())
	}
}

// save writes a file of memory, and reports whether it did.
func save[T any](b *Builder, name string, list []T) bool {
	err := memory.Save(memory.Folder(b.StateDir), name, b.Program, list)
	b.unwritten(err)
	return err == nil
}

// unwritten notes that something cannot be remembered.
func (b *Builder) unwritten(err error) {
	if err != nil {
		b.remark(memoryUnwritten, err.Error())
	}
}

// memoryUnwritten is said once of a build, whatever could not be written, also by package output.
const memoryUnwritten diag.Code = "memory-unwritten"

// withMemory adds what there is to say about .bantin/ to what was said of the site.
func (b *Builder) withMemory(ds []diag.Diagnostic) []diag.Diagnostic {
	said := false
	return diag.Sort(slices.DeleteFunc(append(ds, b.takeRemarks()...), func(d diag.Diagnostic) bool {
		again := d.Code == memoryUnwritten && said
		said = said || d.Code == memoryUnwritten
		return again
	}))
}

// storedFiles leaves out the spelling of the disk where it is the path.
func storedFiles(files []source.File) []source.File {
	files = slices.Clone(files)
	for i := range files {
		if files[i].Raw == files[i].Path {
			files[i].Raw = ""
		}
	}
	return files
}

func (b *Builder) storedEntries() []storedEntry {
	list := make([]storedEntry, 0, len(b.entries))
	for _, p := range slices.Sorted(maps.Keys(b.entries)) {
		known := b.entries[p]
		if known.digest.IsZero() {
			continue
		}
		e := storedEntry{
			Digest: known.digest, Entry: known.entry, Unfit: known.unfit, Words: known.words, Diagnostics: known.diagnostics,
			Options: storedOptions{known.options.DefaultKind, known.options.Zone.String(), known.options.LegacyLevel, known.options.NestedPlusLists},
		}
		if e.Entry == nil {
			e.Path = p
		}
		list = append(list, e)
	}
	return list
}

func (b *Builder) storedAssets() []storedAsset {
	list := make([]storedAsset, 0, len(b.assets))
	for _, p := range slices.Sorted(maps.Keys(b.assets)) {
		list = append(list, storedAsset{p, b.assets[p]})
	}
	return list
}
