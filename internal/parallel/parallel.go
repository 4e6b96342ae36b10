// Package parallel does independent things on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls do for every number below n, in no order, on as many goroutines as there are processors, and returns when all are done.
func For(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
