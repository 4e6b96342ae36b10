package diag

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// File gives positions in one text. Offsets are bytes of Text; the text is what was read after normalisation,
// whose lines are the lines of the file on disk.
type File struct {
	Path  string
	Text  string
	index *index
}

// Indexed is the file with its lines remembered, so that thousands of diagnostics about it cost what the text
// costs, also if all of them point at one line. It and its copies are for one goroutine.
func (f File) Indexed() File {
	if f.index == nil {
		f.index = &index{}
	}
	return f
}

// index are the lines of the text that was asked about last.
type index struct {
	text  string
	lines []int // offset of each line
	last  place // most questions go forward from the one before
}

// place is a position with its offset in the text.
type place struct{ offset, line, col int }

// At makes a diagnostic at a byte offset of the file, with its line attached.
func (f File) At(offset int, code Code, args ...string) Diagnostic {
	x := f.indexed()
	at := x.find(offset)
	d := New(code, Pos{f.Path, at.line, at.col}, args...)
	line, start := x.line(at.line)
	d.quote(line, at.offset-start)
	return d
}

// Locate turns a byte offset into a position. Offsets beyond the text mean its end.
func (f File) Locate(offset int) Pos {
	at := f.indexed().find(offset)
	return Pos{f.Path, at.line, at.col}
}

// Quote gives a diagnostic of the file, which was made without its text, the line that it points at.
func (f File) Quote(d *Diagnostic) {
	if line, at, ok := f.indexed().seek(d.Pos.Line, d.Pos.Col); ok {
		d.quote(line, at)
	}
}

// indexed is the index of the text as it is now.
func (f File) indexed() *index {
	x := f.index
	if x == nil {
		x = &index{}
	}
	if x.lines == nil || x.text != f.Text {
		*x = index{text: f.Text, lines: lineOffsets(f.Text)}
	}
	return x
}

// find is the place of an offset, or of the end of the text that is nearer.
func (x *index) find(offset int) place {
	offset = max(0, min(offset, len(x.text)))
	line, exact := slices.BinarySearch(x.lines, offset)
	if !exact {
		line--
	}
	at := place{offset: x.lines[line], line: line + 1, col: 1}
	if x.last.line == at.line && x.last.offset <= offset {
		at = x.last
	}
	at.col += utf8.RuneCountInString(x.text[at.offset:offset])
	at.offset = offset
	x.last = at
	return at
}

// seek gives a line by its number, and the byte of it at which a column begins.
func (x *index) seek(number, col int) (line string, at int, ok bool) {
	if number < 1 || number > len(x.lines) {
		return "", 0, false
	}
	line, start := x.line(number)
	if x.last.line != number || x.last.col > col {
		x.last = place{offset: start, line: number, col: 1}
	}
	for x.last.col < col && x.last.offset < start+len(line) {
		_, size := utf8.DecodeRuneInString(x.text[x.last.offset:])
		x.last.offset += size
		x.last.col++
	}
	return line, x.last.offset - start, true
}

// line is a line by its number, without its end, and the offset at which it begins.
func (x *index) line(number int) (line string, start int) {
	start, end := x.lines[number-1], len(x.text)
	if number < len(x.lines) {
		end = x.lines[number] - 1
	}
	return x.text[start:end], start
}

func lineOffsets(s string) []int {
	offsets := make([]int, 1, 1+strings.Count(s, "\n"))
	for i := 0; ; {
		end := strings.IndexByte(s[i:], '\n')
		if end < 0 {
			return offsets
		}
		i += end + 1
		offsets = append(offsets, i)
	}
}

// quoted is how many characters of a line a diagnostic carries on either side of its column: as many as the
// widest excerpt shows.
const quoted = mostRoom

// Quote attaches the line that the diagnostic points at.
func (d *Diagnostic) Quote(line string) {
	at := 0
	for col := 1; col < d.Pos.Col && at < len(line); col++ {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	d.quote(line, at)
}

// quote attaches a line whose byte at is that of the column. Of a long line the part around it is kept, with
// an ellipsis where something was left out: diagnostics are printed, sent and remembered by the thousand, and
// each may point at one line of many megabytes.
func (d *Diagnostic) quote(line string, at int) {
	from, to := at, at
	for n := 0; n < quoted && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(line[:from])
		from -= size
	}
	for n := 0; n < quoted && to < len(line); n++ {
		_, size := utf8.DecodeRuneInString(line[to:])
		to += size
	}
	d.Source, d.Skip = line[from:to], 0
	if from > 0 {
		d.Skip = d.Pos.Col - 2 - utf8.RuneCountInString(line[from:at])
		d.Source = "…" + d.Source
	}
	if to < len(line) {
		d.Source += "…"
	}
}
