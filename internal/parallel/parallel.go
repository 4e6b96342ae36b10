// Package parallel does independent things on all processors. A panic of one of them is not the end of the
// program: the caller panics with it, or gets it as an error.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls do for every number below n, in no order, on as many goroutines as there are processors, and
// returns when all are done.
func For(n int, do func(i int)) {
	var next atomic.Int64
	Workers(min(n, runtime.GOMAXPROCS(0)), func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i)
		}
	})
}

// Workers calls do on n goroutines at once and returns when all are done. If some panic, so does the caller,
// with the [*Panic] of one of them.
func Workers(n int, do func()) {
	var first atomic.Pointer[Panic]
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			err := Caught(func() error { do(); return nil })
			if p, ok := err.(*Panic); ok {
				first.CompareAndSwap(nil, p)
			}
		})
	}
	wg.Wait()
	if p := first.Load(); p != nil {
		panic(p)
	}
}
