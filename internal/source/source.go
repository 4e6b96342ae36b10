package source

import (
	"slices"
	"strings"
	"time"

	"bantin/internal/fingerprint"
)

// Inputs are the input folders under the site's folder. Any of them may be missing.
func Inputs() []string { return []string{"content", "layouts", "static"} }

// File is one regular file of the site's input folders.
type File struct {
	Path    string // NFC, slash path under the site's folder: content/tin-tuc/a.md
	Raw     string // the same path as the file system spells it
	Size    int64
	ModTime int64 // nanoseconds since 1970
	// Changed is the ctime in nanoseconds since 1970: `touch -r` and `rsync -t` restore an mtime, never a
	// ctime. It is 0 when the file was so young at the scan that a later change may bear the same times; the
	// next scan then reads the file again.
	Changed int64
	Inode   uint64
	Digest  fingerprint.Digest // of the bytes
}

// Tree is the state of the input folders at one moment. It is never modified.
type Tree struct {
	Files []File // by Path
	// Again is when to scan again even if nothing happens, because files were being written; zero for never.
	Again time.Time
	// Absent are the paths, sorted, of the files of which only a cloud's placeholder is there.
	Absent []string

	listings map[string]*listing // by folder.raw
	twins    bool                // two files have one path
	version  *version
}

// version stands for one set of files and their bytes.
type version struct{ _ byte }

// Same reports whether two trees have the same files with the same bytes, as far as a scan that began with
// the other one found.
func (t *Tree) Same(other *Tree) bool {
	return t == other || t != nil && other != nil && t.version != nil && t.version == other.version
}

// Lookup finds a file by its path (NFC, slashes, from the site's folder). A nil Tree is empty.
func (t *Tree) Lookup(path string) (File, bool) {
	if t == nil {
		return File{}, false
	}
	i, found := slices.BinarySearchFunc(t.Files, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
	if !found {
		return File{}, false
	}
	return t.Files[i], true
}

// Writing are the paths of files that are being written, which the tree has as they were, or not yet, and of
// folders that are.
func (t *Tree) Writing() (paths []string) {
	for _, l := range t.listings {
		if l.restless {
			paths = append(paths, l.folder.key)
		}
		for _, f := range l.files {
			if f.writing != nil {
				paths = append(paths, f.Path)
			}
		}
	}
	slices.Sort(paths)
	return paths
}

// Under returns the files below a folder, at any depth, by Path: Under("content") and Under("content/") are
// the same, Under("") is every file. The slice belongs to the tree; do not write to it.
func (t *Tree) Under(prefix string) []File {
	if t == nil {
		return nil
	}
	if prefix == "" {
		return t.Files
	}
	prefix = strings.TrimSuffix(prefix, "/") + "/"
	start, _ := slices.BinarySearchFunc(t.Files, prefix, func(f File, prefix string) int { return strings.Compare(f.Path, prefix) })
	end := start
	for end < len(t.Files) && strings.HasPrefix(t.Files[end].Path, prefix) {
		end++
	}
	return t.Files[start:end:end]
}
