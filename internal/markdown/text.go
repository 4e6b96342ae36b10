package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
)

// Classes of bytes in running text.
const (
	ordinary   = iota
	space      // U+0020
	maybeBlank // tab, line end, first byte of another blank
	special    // has to be escaped in HTML
	colon      // may end the scheme of a script address
)

var byteClass = [256]uint8{
	' ': space, '\t': maybeBlank, '\n': maybeBlank, 0xC2: maybeBlank, 0xE2: maybeBlank, 0xE3: maybeBlank,
	'<': special, '>': special, '&': special, '"': special, 0: special,
	':': colon,
}

// markdownText writes text of the source in which backslashes and entities mean something.
func (c *conversion) markdownText(value []byte) {
	if bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		c.literal(value)
		return
	}
	c.composed = true
	c.literal(lex.Decode(value))
}

// literal writes decoded text to the HTML and to the plain text. A run of blanks becomes one space and
// vanishes at the start of a block (96 of them indent a paragraph of the old portal); a single NBSP inside a
// line is the author's and stays in the HTML.
func (c *conversion) literal(s []byte) {
	if len(c.places) > 0 && !lex.BlankOnly(s) {
		c.standPlaces()
	}
	s = c.leadingMark(s)
	start := 0
	for i := 0; i < len(s); {
		size := 1
		switch byteClass[s[i]] {
		case ordinary:
			i++
			continue
		case space:
			if i > start && s[i-1] != ' ' && (i+1 == len(s) || byteClass[s[i+1]] == ordinary) {
				i++
				continue
			}
			size = lex.BlankLength(s[i:])
		case maybeBlank:
			if size = lex.BlankLength(s[i:]); size == 0 {
				i++
				continue
			}
		case colon:
			if !c.endsScript(s[start:i]) {
				i++
				continue
			}
			fallthrough
		case special:
			c.run(s[start:i])
			c.escape(s[i])
			i++
			start = i
			continue
		}
		c.run(s[start:i])
		i += c.blanks(s[i:], size)
		start = i
	}
	c.run(s[start:])
}

// endsScript reports whether a colon behind s, which is yet to be written, would end the scheme of a script
// address.
func (c *conversion) endsScript(s []byte) bool {
	const scheme = "script"
	if missing := len(scheme) - len(s); missing > 0 && missing <= len(c.plain) {
		s = append(bytes.Clone(c.plain[len(c.plain)-missing:]), s...)
	}
	return bytes.EqualFold(s[max(0, len(s)-len(scheme)):], []byte(scheme))
}

// run writes text that needs no care.
func (c *conversion) run(s []byte) {
	if len(s) > 0 {
		c.out = append(c.out, s...)
		c.plain = append(c.plain, s...)
		c.gap = s[len(s)-1] == ' '
	}
}

// escape writes one byte that HTML reads as syntax. NUL is no character of HTML. The colon of a script
// address that stands as words is written as a reference, so that a search of the output for script addresses
// finds nothing but faults.
func (c *conversion) escape(b byte) {
	c.gap = false
	switch b {
	case 0:
		c.out = utf8.AppendRune(c.out, utf8.RuneError)
		c.plain = utf8.AppendRune(c.plain, utf8.RuneError)
		return
	case ':':
		c.out = append(c.out, "&#58;"...)
	default:
		c.out = append(c.out, util.EscapeHTMLByte(b)...)
	}
	c.plain = append(c.plain, b)
}

// blanks writes the run of blanks that s begins with, whose first is size bytes long, and returns the length
// of the run.
func (c *conversion) blanks(s []byte, size int) int {
	n := size
	for {
		more := lex.BlankLength(s[n:])
		if more == 0 {
			break
		}
		n += more
	}
	if c.gap {
		return n
	}
	if n == size && size == 2 {
		c.out = append(c.out, s[:2]...) // one NBSP
	} else {
		c.out = append(c.out, ' ')
	}
	c.partWords()
	return n
}

// dropNBSP takes back an NBSP that was written last: at the end of a line it is a blank like any other.
func (c *conversion) dropNBSP() {
	if end := len(c.out); c.gap && !c.markAt(end) && bytes.HasSuffix(c.out, []byte("\u00a0")) {
		c.out = c.out[:end-len("\u00a0")]
	}
}

// partWords notes that a blank was written.
func (c *conversion) partWords() {
	c.gap = true
	if end := len(c.plain) - 1; end >= 0 && c.plain[end] != ' ' {
		c.plain = append(c.plain, ' ')
	}
}

// blank parts words, unless they are parted already.
func (c *conversion) blank() { c.blanks([]byte{' '}, 1) }

// leadingMark writes a combining mark at the start of s as a character reference and returns the rest. As a
// character it would stand behind the > of a tag, and the page would not be in NFC.
func (c *conversion) leadingMark(s []byte) []byte {
	if len(s) < 2 || s[0] < 0xCC || s[0] == 0xE1 && s[1] >= 0xB8 && s[1] <= 0xBB {
		return s // ASCII, Latin letters and all the letters of Vietnamese
	}
	r, size := utf8.DecodeRune(s)
	if !unicode.Is(unicode.M, r) {
		return s
	}
	c.out = append(c.out, "&#x"...)
	c.out = strconv.AppendInt(c.out, int64(r), 16)
	c.out = append(c.out, ';')
	c.plain = append(c.plain, s[:size]...)
	c.gap, c.composed = false, true
	return s[size:]
}
