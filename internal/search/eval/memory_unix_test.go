//go:build unix

package eval

import (
	"os"
	"syscall"
)

// peakMemory is the most memory that a finished program held, in bytes.
func peakMemory(state *os.ProcessState) int {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return int(usage.Maxrss) * 1024
}
