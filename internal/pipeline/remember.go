package pipeline

import (
	"errors"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/memory"
	"bantin/internal/source"
)

// What a Builder remembers outlives the process in four files of .bantin/. Each is read when it is first
// asked for, and written by a build that found something else:
//
//	files.memory    the tree of the last scan: path, stat and digest of every file
//	entries.memory  what was read of every Markdown file, by path, digest and options; sections.memory those of sections
//	assets.memory   what every other file says about itself, by path and digest
//
// All of it is found by its key or not at all, so a file of memory that is old, or of another builder with
// other options, costs time and nothing else. What it must not be is of another program: package memory sees
// to that.
const (
	filesMemory    = "files"
	sectionsMemory = "sections"
	entriesMemory  = "entries"
	assetsMemory   = "assets"
)

// recalled says which memory has been asked for.
type recalled struct {
	files           []source.File // what the file on the disk holds
	entries, assets bool
}

// openMemory does without .bantin/ where nothing can be remembered: it is a convenience, and the site is the
// same without it.
func (b *Builder) openMemory() {
	if b.StateDir == "" {
		return
	}
	switch err := memory.Folder(b.StateDir).Usable(); {
	case err == nil:
		return
	case errors.Is(err, memory.ErrNotFolder):
		b.note("memory-not-folder")
	default:
		b.note("memory-unusable", err.Error())
	}
	b.StateDir = ""
}

// recalling does what reads a file of memory, unless nothing may be used. What is wrong with the file is a
// notice and no error.
func (b *Builder) recalling(name string, read func(dir memory.Folder, name string, program fingerprint.Digest) error) {
	if b.StateDir == "" || b.NoCache || b.Verify {
		return
	}
	switch err := read(memory.Folder(b.StateDir), name, b.Program); {
	case err == nil, errors.Is(err, memory.ErrMissing):
	case errors.Is(err, memory.ErrForeign):
		b.note("memory-foreign", name+memory.Suffix)
	default:
		b.note("memory-damaged", name+memory.Suffix)
	}
}

// diagnostic notes something about .bantin/ for the next report.
func (b *Builder) note(code diag.Code, args ...string) {
	b.diagnostics = append(b.diagnostics, diag.New(code, diag.Pos{Path: b.StateDir}, append([]string{b.StateDir}, args...)...))
}

// recallTree takes the tree of an earlier process for that of the scan before.
func (b *Builder) recallTree() {
	if b.tree != nil {
		return
	}
	b.recalling(filesMemory, func(dir memory.Folder, name string, program fingerprint.Digest) error {
		files, err := memory.Load[source.File](dir, name, program)
		for i := range files {
			if files[i].Raw == "" {
				files[i].Raw = files[i].Path
			}
		}
		sorted := slices.IsSortedFunc(files, func(a, c source.File) int { return strings.Compare(a.Path, c.Path) })
		if len(files) > 0 && sorted {
			b.tree, b.recalled.files = &source.Tree{Files: files}, files
		}
		return err
	})
}

// recallEntries takes over the entries of an earlier process.
func (b *Builder) recallEntries() {
	if !b.recalled.entries {
		b.recalled.entries = true
		b.recalling(sectionsMemory, b.sections.Recall)
		b.recalling(entriesMemory, b.articles.Recall)
	}
}

// recallAssets takes over what files said about themselves.
func (b *Builder) recallAssets() {
	if !b.recalled.assets {
		b.recalled.assets = true
		b.recalling(assetsMemory, b.assets.Recall)
	}
}

// takeDiagnostics returns what there is to say about .bantin/, once.
func (b *Builder) takeDiagnostics() []diag.Diagnostic {
	taken := b.diagnostics
	b.diagnostics = nil
	return taken
}

// Save writes what has changed to .bantin/. A failure costs time in the next process and nothing else: it is
// a notice of the next report.
func (b *Builder) Save() {
	if b.StateDir == "" || b.Thorough { // what is read thoroughly is of no use to a build
		return
	}
	dir := memory.Folder(b.StateDir)
	if b.tree != nil && !slices.Equal(b.tree.Files, b.recalled.files) {
		err := memory.Save(dir, filesMemory, b.Program, storedFiles(b.tree.Files))
		if b.unwritten(err); err == nil {
			b.recalled.files = b.tree.Files
		}
	}
	if b.recalled.entries {
		b.unwritten(b.sections.Save(dir, sectionsMemory, b.Program))
		b.unwritten(b.articles.Save(dir, entriesMemory, b.Program))
	}
	if b.recalled.assets {
		b.unwritten(b.assets.Save(dir, assetsMemory, b.Program))
	}
}

// unwritten notes that something cannot be remembered.
func (b *Builder) unwritten(err error) {
	if err != nil {
		b.note(memoryUnwritten, err.Error())
	}
}

// memoryUnwritten is said once of a build, whatever could not be written, also by package output.
const memoryUnwritten diag.Code = "memory-unwritten"

// withMemory adds what there is to say about .bantin/ to what was said of the site.
func (b *Builder) withMemory(ds []diag.Diagnostic) []diag.Diagnostic {
	said := false
	return diag.Sort(slices.DeleteFunc(append(ds, b.takeDiagnostics()...), func(d diag.Diagnostic) bool {
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
