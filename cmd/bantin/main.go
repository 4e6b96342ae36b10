// Command bantin turns a folder of Markdown articles into the static portal of a news archive.
//
//	bantin serve                 preview the site of the current folder, following every save
//	bantin build                 build the site of the current folder into public/
//	bantin verify [DIR]          hold the output, or a copy of it, against its manifest
//	bantin new TITLE             begin an article
//	bantin fmt                   show what is not in canonical form; --write repairs it
//	bantin convert FILE…         old encodings to Unicode, the original kept
//	bantin version
//
// main only gathers arguments and streams; run does the work and is what the tests call. Exit status: 0 done,
// 1 an error in the content or layouts, 2 usage, 3 environment (I/O), 4 verification mismatch.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// longestEnd is how long a command has after a signal, whatever it waits for: a disk, a terminal that takes
// no more. Files are then as a kill leaves them, old or new. A second signal does not wait.
const longestEnd = 1900 * time.Millisecond

func main() {
	tendHeap()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() {
		stop()
		time.Sleep(longestEnd)
		os.Exit(exitEnvironment)
	})
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}
