package content

import (
	"slices"
	"strconv"
	"strings"

	"bantin/internal/diag"
)

// remarks is the text of one file, and what there is to say about it. Nothing stops at the first error: an editor hears all of them in one run.
type remarks struct {
	file  diag.File
	found []diag.Diagnostic
}

// at adds a diagnostic about the place at a byte offset of the file.
func (r *remarks) at(offset int, code diag.Code, args ...string) {
	r.found = append(r.found, r.file.At(offset, code, args...))
}

// both adds a diagnostic about two places, reported at the second.
func (r *remarks) both(first, second int, code diag.Code, args ...string) {
	d := r.file.At(second, code, args...)
	d.Also = append(d.Also, r.file.Locate(first))
	r.found = append(r.found, d)
}

// line gives the number of the line at an offset, for the words of a message.
func (r *remarks) line(offset int) string {
	return strconv.Itoa(r.file.Locate(offset).Line)
}

// sorted gives all diagnostics in the order of the file. The lines that they carry are copies: diagnostics are remembered for as long as
// the entry, the text of the file is not.
func (r *remarks) sorted() []diag.Diagnostic {
	for i := range r.found {
		d := &r.found[i]
		d.Source = strings.Clone(d.Source)
	}
	r.found = diag.Sort(r.found)
	return r.found
}

// has reports whether there is a diagnostic of a code already.
func (r *remarks) has(code diag.Code) bool {
	return slices.ContainsFunc(r.found, func(d diag.Diagnostic) bool { return d.Code == code })
}

// failed reports whether there is an error among them: the file is not published then.
func (r *remarks) failed() bool {
	for i := range r.found {
		if r.found[i].Severity == diag.Error {
			return true
		}
	}
	return false
}
