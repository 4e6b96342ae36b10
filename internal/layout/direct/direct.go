// Package direct executes templates that html/template has escaped, for views of one type, much faster than
// text/template does.
//
// text/template finds out at every action which type a value has, looks its fields up by name, and calls each
// escaper by reflection; on a page of some hundred actions that was nearly half of the processor time of a
// build. Here all this is done once: [Compile] turns the parse trees into functions that know the index of
// every field.
//
// html/template stays the reference, in three ways:
//
//   - Where a value is escaped, and how, is what html/template has written into the trees. Escapers are never
//     imitated: a text that has nothing to escape in its place is copied, what html/template writes for '<'
//     in a text it was asked once, and anything else is given to it (escape.go).
//   - Compile understands the part of the language that our layouts use. It refuses whatever else a site's
//     own layout may hold, and that layout is then executed by html/template.
//   - A page on which anything fails (a nil pointer, a limit) is given up; html/template executes it again
//     and says what was wrong and where.
package direct

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"text/template/parse"
)

// Host is what templates are executed with.
type Host struct {
	Template  func(name string) *parse.Tree // after escaping; nil for one that does not exist
	Count     func(n int64) string          // the function "count"
	Fragments Fragments                     // the function "fragment"
	Step      string                        // the function that loops and templates call to count a step
	Trusted   reflect.Type                  // texts of this type are HTML already

	MaxSteps, MaxOutput int
}

// Fragments remembers templates that were executed by themselves.
type Fragments interface {
	// Get returns the key of a fragment, and its text if it is known.
	Get(name string, data any) (key Key, text string, known bool)
	Put(key Key, text string)
}

// Key is the digest of a fragment's name and data.
type Key = [32]byte

// Program is a compiled template. It is safe for use by several goroutines.
type Program struct {
	view  reflect.Type
	main  node
	slots int
	host  *Host
	runs  sync.Pool
}

// node writes a part of a template. A type that a node expects has been checked when it was compiled.
type node func(r *run, dot reflect.Value)

// run is the page that is being made.
type run struct {
	*Program
	ctx context.Context
	out []byte
	// by slot; no template includes itself, so each variable of each template has one of its own
	vars  []reflect.Value
	steps int
}

// errGiveUp is the panic of a page that html/template has to make.
var errGiveUp = errors.New("left to html/template")

// Compile compiles the template of a name for views of a type. The error says what it does not know.
func Compile(host *Host, name string, view reflect.Type) (p *Program, err error) {
	defer func() {
		if v := recover(); v != nil {
			refusal, ok := v.(refused)
			if !ok {
				panic(v)
			}
			p, err = nil, refusal
		}
	}()
	if view == nil {
		refuse("a view of no type")
	}
	c := &compiler{host: host, escapers: newEscapers(), done: map[instance]node{}}
	p = &Program{view: view, host: host}
	p.main = c.template(name, view)
	p.slots = c.slots
	p.runs.New = func() any { return &run{Program: p, vars: make([]reflect.Value, p.slots)} }
	return p, nil
}

// maxKept is the largest buffer that is kept for the next page.
const maxKept = 1 << 20

// Execute makes a page and hands its bytes to write, once. ok is false when the page is left to
// html/template; nothing has been written then.
func (p *Program) Execute(ctx context.Context, view any, write func([]byte) error) (ok bool, err error) {
	if reflect.TypeOf(view) != p.view {
		return false, nil
	}
	r := p.runs.Get().(*run)
	r.ctx, r.out, r.steps = ctx, r.out[:0], 0
	ok = r.main(reflect.ValueOf(view))
	if ok {
		err = write(r.out)
	}
	clear(r.vars) // of the page
	if r.ctx = nil; cap(r.out) <= maxKept {
		p.runs.Put(r)
	}
	return ok, err
}

// main makes the page; whatever panics on the way leaves it to html/template.
func (r *run) main(view reflect.Value) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	r.Program.main(r, view)
	return len(r.out) <= r.host.MaxOutput && r.ctx.Err() == nil
}

// step counts a step of a loop, as the function of that name does for html/template.
func (r *run) step() {
	r.steps++
	if r.steps > r.host.MaxSteps || len(r.out) > r.host.MaxOutput || r.ctx.Err() != nil {
		panic(errGiveUp)
	}
}
