// Package layout loads, checks and executes the files of layouts/: the HTML around the text of every page.
//
// # Files
//
//	layouts/base.html           the skeleton of a page, with {{block "main" .}}{{end}} and other blocks to fill
//	layouts/article.html        the layout of a page kind: fills blocks of base.html with {{define "main"}} … {{end}}
//	layouts/alias.html          a layout that holds <!doctype …> and defines no "main" is a page by itself, without base.html
//	layouts/partials/card.html  a partial, a template named "card": {{template "card" .}} puts it here
//
// Each file is taken from the site's own layouts/, else from those that the program carries. A layout that is
// no page kind is chosen by an entry's `layout` field.
//
// # Templates
//
// The language is html/template's. A template sees the typed view of its page and nothing else, no file, no
// clock, no other page. Beside the functions of text/template there are two:
//
//	{{fragment "card" .}}   executes a partial on its own, as HTML text, and may remember the result by the digest of its data:
//	                        menu and footer are made once and not once a page
//	{{count .N}}            a whole number as Vietnamese text writes it: 1.234
//
// # Checks
//
// Everything that can be known is said when the files are loaded, with file:line:col, before any page is
// made: syntax, names of functions and templates, fields that a view does not have, templates that include
// themselves, places where nothing can be escaped safely, and what the site's Content-Security-Policy forbids
// (scripts, styles and event handlers inside the page, resources of other hosts). A fault of a layout
// concerns every page, so the caller then publishes nothing.
//
//	layouts/article.html:3:12: lỗi: “page.ArticleView” không có trường “Headng”. [layout-field-unknown]
//	    3 | <h1>{{.Headng}}</h1>
//	      |       ^
//	      gợi ý: Tên dùng được: .Heading.
//
// # Execution
//
// A layout that uses the common part of the language is compiled into functions by package direct, which took
// more than a third off the processor time of a whole build. Every other layout, and every page on which that
// fails, is executed by html/template, with the same bytes.
//
// What is left can fail only with certain data: a nil value, an index out of range, too much output, too long
// a loop. Such a failure is an [ExecError] with its place in the layout. A page is bounded by its context, by
// a number of loop steps and by a number of bytes. No goroutine is left behind: every loop asks whether it
// may go on (see compile.go).
package layout

import (
	"slices"

	"bantin/internal/fingerprint"
	"bantin/internal/layout/direct"
)

// Source is one layout file: Path as shown in messages (layouts/article.html), and its text.
type Source struct{ Path, Text string }

// Set is the layouts of a site, checked and ready. It is safe for use by several goroutines.
type Set struct {
	files   map[string]*file // by path
	layouts map[string]*layout
	memory  *memory
}

// layout is one page kind: the templates that it can name and the one that is executed.
type layout struct {
	name      string
	file      *file
	entry     string
	templates namespace
	digest    fingerprint.Digest
	fragments map[string]fingerprint.Digest // of the partials that the layout executes by themselves
	programs  *programs
	direct    *direct.Program // nil when html/template has to execute the layout
}

// Has reports whether there is a layout of that name.
func (s *Set) Has(name string) bool { return s.layouts[name] != nil }

// Reference is the set with every page executed by html/template, for comparison.
func (s *Set) Reference() *Set {
	reference := &Set{files: s.files, layouts: map[string]*layout{}, memory: newMemory(memoryBytes)}
	for name, l := range s.layouts {
		own := *l
		own.direct, own.programs = nil, &programs{layout: &own, memory: reference.memory}
		reference.layouts[name] = &own
	}
	return reference
}

// IsDirect reports whether a layout needs no html/template to be executed.
func (s *Set) IsDirect(name string) bool {
	return s.layouts[name] != nil && s.layouts[name].direct != nil
}

// Digest is the digest of everything that a layout can use: base.html, the partials and definitions that it
// reaches, by name, after loading. It is zero for an unknown layout. Comments do not count.
func (s *Set) Digest(name string) fingerprint.Digest {
	if l := s.layouts[name]; l != nil {
		return l.digest
	}
	return fingerprint.Digest{}
}

// Files are the paths of the files that a layout can use, itself among them, sorted; nil for an unknown
// layout.
func (s *Set) Files(name string) []string {
	l := s.layouts[name]
	if l == nil {
		return nil
	}
	var paths []string
	for _, t := range l.templates.closure(l.entry) {
		paths = append(paths, l.templates[t].file.Path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
