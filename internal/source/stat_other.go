//go:build !linux

package source

import (
	"io/fs"
	"os"
)

// readFlags open a file for reading.
const readFlags = os.O_RDONLY

// statTimes has neither ctime nor inode to offer; the mtime stands for the ctime.
func statTimes(info fs.FileInfo) (changed int64, inode uint64) { return info.ModTime().UnixNano(), 0 }
