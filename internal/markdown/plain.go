package markdown

import (
	"bytes"

	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// beginText begins a block of text: a paragraph, a heading, the text of a list item or of a cell, a caption.
func (c *conversion) beginText() {
	c.plain, c.gap, c.composed = c.plain[:0], true, false
}

// endText ends the block and returns its plain text: display text in NFC, blanks folded. A block without
// words is left out.
func (c *conversion) endText(heading bool) string {
	c.dropNBSP()
	if end := len(c.out) - 1; c.gap && len(c.plain) > 0 && (c.out[end] == ' ' || c.out[end] == '\n') && !c.markAt(end+1) {
		c.out = c.out[:end]
	}
	text := string(bytes.TrimSuffix(c.plain, []byte(" ")))
	if c.composed {
		text = viet.NFC(text)
	}
	c.addBlock(text, heading)
	c.beginText()
	return text
}

// addBlock adds a block of plain text.
func (c *conversion) addBlock(text string, heading bool) {
	if text == "" {
		return
	}
	c.doc.Blocks = append(c.doc.Blocks, Block{Heading: heading, Text: text})
	c.anchorOf = append(c.anchorOf, len(c.entries))
	c.doc.Words += lex.CountWords(text)
}
