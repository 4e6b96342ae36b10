package markdown

import (
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// beginText begins a block of text: a paragraph, a heading, the text of a list item or of a cell, a caption.
func (c *conversion) beginText() {
	c.plain, c.gap, c.composed = c.plain[:0], true, false
}

// endText ends the block and returns its plain text: display text in NFC, blanks folded. A block without words is left out.
func (c *conversion) endText(heading bool) string {
	text := oneLine(string(c.plain))
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
	c.doc.Words += countWords(text)
}

// countWords counts maximal runs of letters and digits. The letters of Vietnamese are told by their first bytes; asking the tables of
// package unicode for each would cost as much as rendering.
func countWords(s string) int {
	words, inside := 0, false
	for i := 0; i < len(s); {
		b := s[i]
		size, letter := 1, 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
		switch {
		case b < utf8.RuneSelf:
		case 0xC4 <= b && b <= 0xC9:
			size, letter = 2, true
		case b == 0xE1 && i+2 < len(s) && 0xB8 <= s[i+1] && s[i+1] <= 0xBB:
			size, letter = 3, true
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			letter = unicode.IsLetter(r) || unicode.IsDigit(r)
		}
		if letter && !inside {
			words++
		}
		inside = letter
		i += size
	}
	return words
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }
