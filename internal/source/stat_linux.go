package source

import (
	"io/fs"
	"syscall"
)

// readFlags open a file for reading without waiting for anybody: a FIFO that took a file's place would block
// for ever.
const readFlags = syscall.O_RDONLY | syscall.O_NONBLOCK

// statTimes returns the ctime (nanoseconds since 1970) and the inode of a file.
func statTimes(info fs.FileInfo) (changed int64, inode uint64) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return info.ModTime().UnixNano(), 0
	}
	return st.Ctim.Nano(), st.Ino
}
