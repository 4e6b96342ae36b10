package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The collector lets the heap double before it looks again, which is quick and at a million articles too
// much: memory should grow by less than 10 KB an article, and 6 KB of each is live. So a large heap may grow
// by less, from 192 MB live on (some 30,000 articles) and again from 256 MB on. It took a quarter off the
// peak at 50,000 and added 5 % to the time.
func growth(live uint64) int {
	switch {
	case live > 256<<20:
		return 33
	case live > 192<<20:
		return 50
	}
	return 100
}

// tendHeap sets how much the heap may grow, in percent of what is live, after each of the collector's cycles.
func tendHeap() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	percent := 0
	var next func()
	next = func() {
		metrics.Read(live)
		if now := growth(live[0].Value.Uint64()); now != percent {
			percent = now
			debug.SetGCPercent(now)
		}
		// What nobody holds is found in the next cycle.
		runtime.AddCleanup(new([64]byte), func(again func()) { again() }, next)
	}
	next()
}
