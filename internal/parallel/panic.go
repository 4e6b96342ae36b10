package parallel

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Panic is a panic that was caught.
type Panic struct {
	Reason string // the first line of what it was called with
	Place  string // where in this program it arose: folder/file.go:line, or ""
}

// Error implements error.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %s (%s)", p.Reason, p.Place) }

// Caught calls do. What it panics with is the error, a [*Panic].
func Caught(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = recovered(v)
		}
	}()
	return do()
}

// Catching is Caught for a goroutine of an errgroup.
func Catching(do func() error) func() error { return func() error { return Caught(do) } }

// recovered is the panic with the value v, which the caller has recovered. One that was caught before keeps
// its place.
func recovered(v any) *Panic {
	if p, ok := v.(*Panic); ok {
		return p
	}
	reason, _, _ := strings.Cut(fmt.Sprint(v), "\n")
	return &Panic{Reason: reason, Place: place()}
}

// place is where in this program the panic arose that is being recovered.
func place() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	panicked := false
	for {
		f, more := frames.Next()
		// The name of a function begins with the module's, whatever folder the program was built in.
		if panicked && strings.HasPrefix(f.Function, "bantin/") {
			return fmt.Sprintf("%s/%s:%d", path.Base(path.Dir(f.File)), path.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return ""
		}
	}
}
