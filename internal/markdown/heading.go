package markdown

import (
	"github.com/yuin/goldmark/ast"

	"bantin/internal/viet"
)

// entry is a heading, a paragraph that may be an entry of the outline, or the section of the notes: what may
// bear an id. Levels and ids depend on the whole text, so an entry keeps the marks where they will stand.
type entry struct {
	kind   entryKind
	text   string
	level  int // of a heading: as written
	offset int // of a level 1 heading, for its warning
	open   int // mark of the opening tag, or of the id alone
	end    int // mark of the closing tag of a heading

	own     string  // of a heading: the id that its author gave it
	ordinal ordinal // of a paragraph
	block   int     // of a numbered paragraph: its block of plain text
}

type entryKind uint8

const (
	entryHeading   entryKind = iota
	entryParagraph           // a candidate; see settleOutline
	entryNumbered            // the same, written as a list of one item
	entryNotes               // the heading of the footnotes
)

// heading renders a heading. The first of level 1 is dropped when it repeats the title, which the page shows
// already; without a title it is the title when nothing stands before it (E26).
func (c *conversion) heading(n *ast.Heading) {
	before := c.checkpoint()
	c.beginHeading(n.Level, n.Pos())
	c.lines.Read(n.Lines(), c.Text)
	c.children(n)
	text := c.endHeading()
	if n.Level != 1 || c.titled {
		return
	}
	c.titled = true
	c.doc.H1 = text
	if c.opts.Title == "" && before.out == 0 || text != "" && viet.ExactKey(text) == viet.ExactKey(c.opts.Title) {
		if own := c.entries[len(c.entries)-1].own; own != "" {
			c.places = append(c.places, own)
		}
		c.rollback(before)
	}
}

// beginHeading opens a heading of a level as written, 1 to 6.
func (c *conversion) beginHeading(level, offset int) {
	c.entries = append(c.entries, entry{kind: entryHeading, level: level, offset: offset, open: c.fixedMark()})
	c.headed = true
	c.beginText()
}

// endHeading closes the heading that was begun last and returns its text.
func (c *conversion) endHeading() string {
	e := &c.entries[len(c.entries)-1]
	e.text = c.endText(true)
	if c.headed = false; len(c.places) > 0 {
		e.own, c.places = c.places[0], c.places[1:]
		c.writePlaces()
	}
	e.end = c.fixedMark()
	c.write("\n")
	return e.text
}

// headingShift is what levels are moved by, so that the highest heading of the body stands right below the
// page's title (E32).
func (c *conversion) headingShift() int {
	highest := 0
	for i := range c.entries {
		if e := &c.entries[i]; e.kind == entryHeading && (highest == 0 || e.level < highest) {
			highest = e.level
		}
	}
	if highest == 0 {
		return 0
	}
	return 2 - highest
}
