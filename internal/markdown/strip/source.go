package strip

import (
	"slices"
	"strconv"

	"bantin/internal/diag"
)

// Source is the text of a body without what is no text of the article, and what there is to say about it.
// Offsets are those of text; Diagnostics stand at the lines and columns of the file.
type Source struct {
	Text        []byte
	Diagnostics []diag.Diagnostic
	Failed      bool // an error was reported; the rest is not worth doing

	file    diag.File
	start   int // offset of the body in the file
	cuts    []cut
	ends    lastPlaces
	dropped []droppedTag // names of markup that was taken out, in order of their first place
	office  officeCount  // markup of word processors that was taken out
}

// Warn adds a diagnostic at an offset.
func (s *Source) Warn(offset int, code diag.Code, args ...string) {
	s.Diagnostics = append(s.Diagnostics, s.file.At(s.start+s.inBody(offset), code, args...))
}

// Fault adds an error, after which nothing more is done.
func (s *Source) Fault(offset int, code diag.Code, args ...string) {
	s.Failed = true
	s.Warn(offset, code, args...)
}

// warnAt adds a diagnostic at a place.
func (s *Source) warnAt(at diag.Pos, code diag.Code, args ...string) {
	d := diag.New(code, at, args...)
	s.file.Quote(&d)
	s.Diagnostics = append(s.Diagnostics, d)
}

// Place finds line and column of an offset.
func (s *Source) Place(offset int) diag.Pos { return s.file.Locate(s.start + s.inBody(offset)) }

// droppedTag counts the places where markup of one name was taken out.
type droppedTag struct {
	code  diag.Code
	name  string
	first diag.Pos
	count int
}

// officeCount counts markup of word processors.
type officeCount struct {
	first diag.Pos
	count int
}

// DropTag remembers HTML that was taken out.
func (s *Source) DropTag(offset int, name string) { s.drop("html-removed", offset, name) }

// drop remembers markup that was taken out. Editors' output repeats itself, so it is reported once for each
// name.
func (s *Source) drop(code diag.Code, offset int, name string) {
	i := slices.IndexFunc(s.dropped, func(d droppedTag) bool { return d.code == code && d.name == name })
	if i < 0 {
		i = len(s.dropped)
		s.dropped = append(s.dropped, droppedTag{code: code, name: name, first: s.Place(offset)})
	}
	s.dropped[i].count++
}

// DropOffice remembers markup of a word processor that was taken out.
func (s *Source) DropOffice(offset int) {
	if s.office.count == 0 {
		s.office.first = s.Place(offset)
	}
	s.office.count++
}

// ReportDropped adds what drop and dropOffice have counted to the diagnostics.
func (s *Source) ReportDropped() {
	for _, d := range s.dropped {
		s.warnAt(d.first, d.code, d.name, strconv.Itoa(d.count))
	}
	if s.office.count > 0 {
		s.warnAt(s.office.first, "html-office", strconv.Itoa(s.office.count))
	}
}

// LastPlace is the last place of words in small letters, -1 without one, whatever their case in the text.
func (s *Source) LastPlace(words string) int { return s.ends.of(s.Text, words) }
