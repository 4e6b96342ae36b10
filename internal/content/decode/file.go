package decode

import (
	"slices"
	"strconv"
	"strings"

	"bantin/internal/diag"
)

// Text is the text of one file, and what there is to say about it. Nothing stops at the first error: an
// editor hears all of them in one run.
type Text struct {
	File        diag.File
	Diagnostics []diag.Diagnostic
}

// At adds a diagnostic about the place at a byte offset of the file.
func (r *Text) At(offset int, code diag.Code, args ...string) {
	r.Diagnostics = append(r.Diagnostics, r.File.At(offset, code, args...))
}

// Both adds a diagnostic about two places, reported at the second.
func (r *Text) Both(first, second int, code diag.Code, args ...string) {
	d := r.File.At(second, code, args...)
	d.Also = append(d.Also, r.File.Locate(first))
	r.Diagnostics = append(r.Diagnostics, d)
}

// Line gives the number of the line at an offset, for the words of a message.
func (r *Text) Line(offset int) string {
	return strconv.Itoa(r.File.Locate(offset).Line)
}

// Sorted gives all diagnostics in the order of the file. The lines that they carry are copies: diagnostics
// are remembered for as long as the entry, the text of the file is not.
func (r *Text) Sorted() []diag.Diagnostic {
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		d.Source = strings.Clone(d.Source)
	}
	r.Diagnostics = diag.Sort(r.Diagnostics)
	return r.Diagnostics
}

// Has reports whether there is a diagnostic of a code already.
func (r *Text) Has(code diag.Code) bool {
	return slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == code })
}

// Failed reports whether there is an error among them: the file is not published then.
func (r *Text) Failed() bool {
	for i := range r.Diagnostics {
		if r.Diagnostics[i].Severity == diag.Error {
			return true
		}
	}
	return false
}
