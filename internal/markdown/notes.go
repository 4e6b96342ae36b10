package markdown

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
)

// notes collects the diagnostics of a conversion and turns offsets of the body into lines and columns of the file.
type notes struct {
	file  diag.File
	start int // offset of the body in the file
	cuts  []cut
	list  []diag.Diagnostic

	lines []int // offsets of the lines of the file, made when first asked for
	last  place // the place that was asked for last: most questions go forward from it
}

// place is a position with its offset in the file.
type place struct{ offset, line, col int }

// warn adds a diagnostic at an offset of the source, which is the body without what was taken out of it.
func (n *notes) warn(offset int, code diag.Code, args ...string) {
	n.warnAt(n.place(offset), code, args...)
}

func (n *notes) warnAt(at place, code diag.Code, args ...string) {
	d := diag.New(code, diag.Pos{Path: n.file.Path, Line: at.line, Col: at.col}, args...)
	d.Source = n.line(at.line)
	n.list = append(n.list, d)
}

// place finds line and column of an offset of the source. diag.File.Locate counts from the start of the file each time, which would make
// thousands of links in one article a matter of seconds.
func (n *notes) place(offset int) place {
	offset = max(0, min(n.start+n.inBody(offset), len(n.file.Text)))
	if n.lines == nil {
		n.lines = lineOffsets(n.file.Text)
	}
	line, exact := slices.BinarySearch(n.lines, offset)
	if !exact {
		line--
	}
	from := place{offset: n.lines[line], line: line + 1, col: 1}
	if n.last.line == from.line && n.last.offset <= offset {
		from = n.last
	}
	from.col += utf8.RuneCountInString(n.file.Text[from.offset:offset])
	from.offset = offset
	n.last = from
	return from
}

// line is the text of a line of the file, without its end.
func (n *notes) line(number int) string {
	rest := n.file.Text[n.lines[number-1]:]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		return rest[:end]
	}
	return rest
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

// droppedTag counts the places where markup of one name was taken out.
type droppedTag struct {
	name  string
	first place
	count int
}

// officeCount counts markup of word processors.
type officeCount struct {
	first place
	count int
}

// dropTag remembers markup that was taken out. Editors' output repeats itself, so it is reported once for each name.
func (c *conversion) dropTag(offset int, name string) {
	i := slices.IndexFunc(c.dropped, func(d droppedTag) bool { return d.name == name })
	if i < 0 {
		i = len(c.dropped)
		c.dropped = append(c.dropped, droppedTag{name: name, first: c.place(offset)})
	}
	c.dropped[i].count++
}

// dropOffice remembers markup of a word processor that was taken out.
func (c *conversion) dropOffice(offset int) {
	if c.office.count == 0 {
		c.office.first = c.place(offset)
	}
	c.office.count++
}

func (c *conversion) reportDropped() {
	slices.SortStableFunc(c.dropped, func(a, b droppedTag) int { return cmp.Compare(a.first.offset, b.first.offset) })
	for _, d := range c.dropped {
		c.warnAt(d.first, "html-removed", d.name, count(d.count))
	}
	if c.office.count > 0 {
		c.warnAt(c.office.first, "html-office", count(c.office.count))
	}
}
