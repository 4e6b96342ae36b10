package markdown

import (
	"slices"

	"bantin/internal/diag"
)

// notes collects the diagnostics of a conversion and turns offsets of the body into lines and columns of the file.
type notes struct {
	file  diag.File
	start int // offset of the body in the file
	cuts  []cut
	list  []diag.Diagnostic
}

// warn adds a diagnostic at an offset of the source, which is the body without what was taken out of it.
func (n *notes) warn(offset int, code diag.Code, args ...string) {
	n.list = append(n.list, n.file.At(n.start+n.inBody(offset), code, args...))
}

// warnAt adds a diagnostic at a place.
func (n *notes) warnAt(at diag.Pos, code diag.Code, args ...string) {
	d := diag.New(code, at, args...)
	n.file.Quote(&d)
	n.list = append(n.list, d)
}

// place finds line and column of an offset of the source.
func (n *notes) place(offset int) diag.Pos { return n.file.Locate(n.start + n.inBody(offset)) }

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

// dropTag remembers HTML that was taken out.
func (c *conversion) dropTag(offset int, name string) { c.drop("html-removed", offset, name) }

// drop remembers markup that was taken out. Editors' output repeats itself, so it is reported once for each name.
func (c *conversion) drop(code diag.Code, offset int, name string) {
	i := slices.IndexFunc(c.dropped, func(d droppedTag) bool { return d.code == code && d.name == name })
	if i < 0 {
		i = len(c.dropped)
		c.dropped = append(c.dropped, droppedTag{code: code, name: name, first: c.place(offset)})
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
	for _, d := range c.dropped {
		c.warnAt(d.first, d.code, d.name, count(d.count))
	}
	if c.office.count > 0 {
		c.warnAt(c.office.first, "html-office", count(c.office.count))
	}
}
