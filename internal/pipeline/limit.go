package pipeline

import (
	"fmt"
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
)

// How long the reading of one entry may take. The limits on its size, nesting and growth (packages content
// and markdown) keep every text that we know of far below; these are for the one that we do not know. It
// costs its own page and never the build.
const (
	slowEntry  = 2 * time.Second  // is reported
	stuckEntry = 10 * time.Second // is given up
)

// within reads an entry and says how long it took. A conversion cannot be stopped: after the limit it is left
// to itself, in its goroutine, and the result is empty. One that panics costs its entry alone, too.
func (b *Builder) within(path string, raw []byte, o content.Options) (content.Result, time.Duration) {
	start := b.Clock()
	done := make(chan content.Result, 1)
	go func() {
		defer func() {
			if v := recover(); v != nil {
				d := diag.New("entry-crashed", diag.Pos{Path: path}, fmt.Sprint(v))
				done <- content.Result{Diagnostics: []diag.Diagnostic{d}}
			}
		}()
		done <- b.parser(path, raw, o)
	}()
	timeout := time.NewTimer(stuckEntry)
	defer timeout.Stop()
	select {
	case result := <-done:
		return result, min(b.Clock().Sub(start), stuckEntry-1) // it is there, however late
	case <-timeout.C:
		return content.Result{}, stuckEntry
	}
}

func seconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }
