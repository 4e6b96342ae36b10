package content

import (
	"strconv"

	"bantin/internal/diag"
)

// remarks gathers what is to be said about one file. Nothing stops at the first fault: an editor hears all of them in one run.
type remarks struct {
	file  diag.File
	found []diag.Diagnostic
}

// at adds a remark about the place at a byte offset of the file.
func (r *remarks) at(offset int, code diag.Code, args ...string) {
	r.found = append(r.found, r.file.At(offset, code, args...))
}

// both adds a remark about two places, reported at the second.
func (r *remarks) both(first, second int, code diag.Code, args ...string) {
	d := r.file.At(second, code, args...)
	other, _ := r.file.Locate(first)
	d.Also = append(d.Also, other)
	r.found = append(r.found, d)
}

// line gives the number of the line at an offset, for the words of a message.
func (r *remarks) line(offset int) string {
	pos, _ := r.file.Locate(offset)
	return strconv.Itoa(pos.Line)
}

// failed reports whether there is an error among the remarks: the file is not published then.
func (r *remarks) failed() bool {
	for i := range r.found {
		if r.found[i].Severity == diag.Error {
			return true
		}
	}
	return false
}
