//go:build !unix

package main

import (
	"os"
	"runtime"
)

// workers is how many goroutines read and write files.
func workers() int { return runtime.GOMAXPROCS(0) }

// writable reports whether files can be made in a folder.
func writable(dir string) bool {
	probe, err := os.CreateTemp(dir, ".bantin-probe-*")
	if err != nil {
		return false
	}
	probe.Close()
	return os.Remove(probe.Name()) == nil
}
