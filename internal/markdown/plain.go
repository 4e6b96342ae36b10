package markdown

import (
	"bytes"
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
	c.doc.Words += countWords(text)
}

// countWords counts maximal runs of letters and digits. Bytes tell the letters of Vietnamese; asking the tables of package unicode for
// each of them would cost as much as rendering.
func countWords(s string) int {
	words, inside := 0, false
	for i := 0; i < len(s); {
		size, letter := 1, false
		switch wordClass[s[i]] {
		case inWord:
			letter = true
		case anywhere:
			letter = inside
		case toDecode:
			if s[i] == 0xE1 && i+2 < len(s) && 0xB8 <= s[i+1] && s[i+1] <= 0xBB { // U+1E00–U+1EFF
				size, letter = 3, true
				break
			}
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

// Classes of bytes for countWords.
const (
	outside  = iota
	inWord   // ASCII letters and digits, first bytes of U+0100–U+024F
	anywhere // continuation bytes: belong to what stands before them
	toDecode
)

var wordClass = makeWordClass()

func makeWordClass() (class [256]uint8) {
	for b := range class {
		letter := 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
		switch {
		case letter && b < utf8.RuneSelf, 0xC4 <= b && b <= 0xC8:
			class[b] = inWord
		case 0x80 <= b && b <= 0xBF:
			class[b] = anywhere
		case b >= utf8.RuneSelf:
			class[b] = toDecode
		}
	}
	return class
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }
