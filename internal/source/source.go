package source

import "bantin/internal/fingerprint"

// File is one regular file of the site's input folders.
type File struct {
	Path    string // NFC, slash path under the site's folder: content/tin-tuc/a.md
	Raw     string // the same path as the file system spells it
	Size    int64
	ModTime int64 // nanoseconds since 1970
	Changed int64 // ctime, nanoseconds since 1970: `touch -r` and `rsync -t` restore an mtime, never a ctime
	Inode   uint64
	Digest  fingerprint.Digest // of the bytes
}

// Tree is the state of the input folders at one moment. It is never modified.
type Tree struct {
	Files []File // by Path
}
