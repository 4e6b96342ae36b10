//go:build !unix

package main

import "runtime"

// workers is how many goroutines read and write files.
func workers() int { return runtime.GOMAXPROCS(0) }
