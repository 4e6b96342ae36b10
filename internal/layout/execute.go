package layout

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strconv"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Limits of one page. The largest honest page is an article of 2 MiB, whose HTML may be 32 times as long,
// and an index of some hundred thousand terms.
const (
	maxOutput = 96 << 20
	maxSteps  = 2_000_000
)

// ExecError is a page that could not be made, with the place in the layouts.
type ExecError struct {
	Diagnostic diag.Diagnostic
	Err        error
}

func (e *ExecError) Error() string {
	pos := e.Diagnostic.Pos
	if pos.Line == 0 {
		return fmt.Sprintf("%s: %v", pos.Path, e.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", pos.Path, pos.Line, pos.Col, e.Err)
}

func (e *ExecError) Unwrap() error { return e.Err }

// Execute writes a page. view is a value of the type that Load was given for the layout.
//
// The error is an *ExecError when the layout failed or ctx ended, else what w returned. Part of the page may
// have been written by then.
func (s *Set) Execute(ctx context.Context, w io.Writer, name string, view any) error {
	l := s.layouts[name]
	if l == nil {
		return &ExecError{diag.New("layout-unknown", diag.Pos{Path: folder + name + extension}, name), errors.New("no such layout")}
	}
	if l.direct != nil {
		if done, err := l.direct.Execute(ctx, view, writeAll(w)); done {
			return err
		}
	}
	p, err := l.programs.take()
	if err != nil {
		return fmt.Errorf("compiling layout %s: %w", name, err)
	}
	p.page = &page{ctx: ctx, w: w}
	if err := p.execute(l.entry, view); err != nil {
		return s.explain(l, p.page, err)
	}
	l.programs.give(p)
	return nil
}

// writeAll writes a whole page.
func writeAll(w io.Writer) func([]byte) error {
	return func(page []byte) error {
		if _, err := w.Write(page); err != nil {
			return fmt.Errorf("writing a page: %w", err)
		}
		return nil
	}
}

// execute runs a program. A panic that text/template does not catch becomes an error: one page fails, not the
// program.
func (p *program) execute(entry string, view any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if err := p.templates.ExecuteTemplate(p.page, entry, view); err != nil {
		return err
	}
	return p.page.stopped()
}

// page is the page that a program is making.
type page struct {
	ctx     context.Context
	w       io.Writer
	failed  error // of w
	written int
	steps   int
}

// stop is a page that has reached a limit.
type stop struct {
	code diag.Code
	args []string
}

func (s *stop) Error() string { return string(s.code) + " " + strings.Join(s.args, " ") }

// Write passes on what a template writes. Beyond the limit it drops it: the next step of a loop stops the
// page and knows where it is, which a failed write does not.
func (p *page) Write(b []byte) (int, error) {
	p.written += len(b)
	if p.written > maxOutput {
		return len(b), nil
	}
	n, err := p.w.Write(b)
	if err != nil {
		p.failed = err
	}
	return n, err
}

// stopped says whether the page has reached a limit.
func (p *page) stopped() error {
	switch {
	case p.written > maxOutput:
		return &stop{"layout-output-size", []string{strconv.Itoa(maxOutput>>20) + " MB"}}
	case p.steps > maxSteps:
		return &stop{"layout-steps", []string{viet.FormatCount(maxSteps)}}
	case p.ctx.Err() != nil:
		return &stop{"layout-deadline", nil}
	}
	return nil
}

// tick is called by every step of a loop.
func (p *program) tick() (bool, error) {
	p.page.steps++
	return true, p.page.stopped()
}

// fragment is the template function: a partial executed by itself, as HTML text. It is one of the few makers
// of template.HTML (docs/threats.md T08); what it returns was escaped by html/template.
func (p *program) fragment(name string, data any) (template.HTML, error) {
	remembered := fragments{p.layout, p.memory}
	key, text, known := remembered.Get(name, data)
	if known {
		return template.HTML(text), nil
	}
	var made strings.Builder
	outer := p.page
	p.page = &page{ctx: outer.ctx, w: &made, steps: outer.steps, written: outer.written}
	err := p.execute(name, data)
	outer.steps = p.page.steps
	p.page = outer
	if err != nil {
		return "", err
	}
	remembered.Put(key, made.String())
	return template.HTML(made.String()), nil
}

// location is how text/template begins an error of execution; the rest says what is wrong.
var location = regexp.MustCompile(`^template: (.*?:\d+:\d+): (?:executing ".*?" at )?(?s:(.*))$`)

// explain turns a failure into an ExecError, unless the writer failed.
func (s *Set) explain(l *layout, p *page, err error) error {
	if p.failed != nil {
		return fmt.Errorf("writing a page: %w", p.failed)
	}
	f, offset, words := s.innermost(err)
	if f == nil {
		f, offset = l.file, -1
	}
	code, args := diag.Code("layout-exec"), []string{l.name, words}
	if limit := (*stop)(nil); errors.As(err, &limit) {
		code, args = limit.code, append([]string{l.name}, limit.args...)
	}
	if offset < 0 {
		return &ExecError{diag.New(code, diag.Pos{Path: f.Path}, args...), err}
	}
	return &ExecError{f.At(offset, code, args...), err}
}

// innermost is the deepest place that an error names: a fragment fails inside of the page that executes it.
// The file is nil when no place is known.
func (s *Set) innermost(err error) (f *file, offset int, words string) {
	for words = err.Error(); err != nil; err = errors.Unwrap(err) {
		m := location.FindStringSubmatch(err.Error())
		if m == nil {
			continue
		}
		path, at := s.offset(m[1])
		if s.files[path] != nil {
			f, offset, words = s.files[path], at, m[2]
		}
	}
	return f, offset, words
}

// offset resolves "layouts/base.html:3:7" as text/template writes it: lines count from 1, bytes of a line
// from 0.
func (s *Set) offset(location string) (path string, offset int) {
	parts := strings.Split(location, ":")
	if len(parts) < 3 {
		return "", 0
	}
	path = strings.Join(parts[:len(parts)-2], ":")
	line, _ := strconv.Atoi(parts[len(parts)-2])
	column, _ := strconv.Atoi(parts[len(parts)-1])
	f := s.files[path]
	if f == nil {
		return path, 0
	}
	for ; line > 1; line-- {
		offset += strings.IndexByte(f.Text[offset:], '\n') + 1
	}
	return path, offset + column
}
