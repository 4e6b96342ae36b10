package markdown

import (
	"strconv"

	east "github.com/yuin/goldmark/extension/ast"
)

// notesTitle is the heading of the footnotes (chú thích).
const notesTitle = "Chú thích"

// footnotes renders the notes at the end of the body. Their ids begin with "fn", which no id of the content
// does ("h-").
func (c *conversion) footnotes(list *east.FootnoteList) {
	c.write(`<section class="footnotes" role="doc-endnotes" aria-labelledby="`)
	label := c.fixedMark()
	c.write(`"><h2 id="`)
	c.entries = append(c.entries, entry{kind: entryNotes, text: notesTitle, open: c.fixedMark(), end: label})
	c.write(`">` + notesTitle + "</h2>\n<ol>\n")
	for note := list.FirstChild(); note != nil && !c.over(); note = note.NextSibling() {
		c.write(`<li id="fn-` + strconv.Itoa(note.(*east.Footnote).Index) + `">` + "\n")
		c.children(note)
		c.write("</li>\n")
	}
	c.write("</ol>\n</section>\n")
}

// footnoteLink renders the number that leads to a note. In a link it is only a number: links do not nest.
func (c *conversion) footnoteLink(n *east.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	words := number
	if !c.inLink.open {
		words = `<a href="#fn-` + number + `" class="footnote-ref" role="doc-noteref" aria-label="` + notesTitle + " " + number + `">` +
			number + `</a>`
	}
	c.write(`<sup id="` + referenceID(n.Index, n.RefIndex) + `">` + words + `</sup>`)
	c.gap = false
}

// footnoteBacklink renders the way back from a note to a place that refers to it.
func (c *conversion) footnoteBacklink(n *east.FootnoteBacklink) {
	if n.RefCount == 0 {
		return
	}
	label := "Về chỗ dẫn chú thích " + strconv.Itoa(n.Index)
	if n.RefCount > 1 {
		label += ", lần " + strconv.Itoa(n.RefIndex+1)
	}
	c.write(` <a href="#` + referenceID(n.Index, n.RefIndex) +
		`" class="footnote-backref" role="doc-backlink" aria-label="` + label + `">↩&#xfe0e;</a>`)
}

// referenceID is the id of a place that refers to a note.
func referenceID(note, occurrence int) string {
	id := "fnref-" + strconv.Itoa(note)
	if occurrence > 0 {
		id += "-" + strconv.Itoa(occurrence+1)
	}
	return id
}
