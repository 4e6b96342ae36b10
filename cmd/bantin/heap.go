package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The collector lets the heap double before it looks again. From this many live bytes on, an archive of some 30,000 articles, it may grow by
// half: that and entries saved as a stream took a third off the peak at 50,000.
const largeHeap = 256 << 20

// tendHeap looks at the size of the heap after each of the collector's cycles.
func tendHeap() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	large := false
	var next func()
	next = func() {
		metrics.Read(live)
		if now := live[0].Value.Uint64() > largeHeap; now != large {
			large = now
			debug.SetGCPercent(map[bool]int{false: 100, true: 50}[large])
		}
		// What nobody holds is found in the next cycle.
		runtime.AddCleanup(new([64]byte), func(again func()) { again() }, next)
	}
	next()
}
