//go:build unix

package main

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// descriptors is how many files one worker may have open at a time, with room for those of the program
// itself.
const descriptors = 12

// workers is how many goroutines read and write files: as many as there are processors, fewer where few files
// may be open.
func workers() int {
	most := runtime.GOMAXPROCS(0)
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err == nil && limit.Cur < uint64(most*descriptors) {
		most = max(1, int(limit.Cur)/descriptors)
	}
	return most
}
