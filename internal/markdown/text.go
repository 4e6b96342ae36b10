package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"bantin/internal/viet"
)

// count writes a number for a message.
func count(n int) string { return strconv.Itoa(n) }

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

// blankLength is the length of the blank that s begins with, 0 without one: space, tab, line end, NBSP, and the blanks of typography
// (U+2002–U+200A, U+202F, U+3000).
func blankLength(s []byte) int {
	switch {
	case len(s) == 0:
	case s[0] == ' ' || s[0] == '\t' || s[0] == '\n':
		return 1
	case len(s) >= 2 && s[0] == 0xC2 && s[1] == 0xA0:
		return 2
	case len(s) >= 3 && s[0] == 0xE2 && s[1] == 0x80 && (0x82 <= s[2] && s[2] <= 0x8A || s[2] == 0xAF),
		len(s) >= 3 && s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x80:
		return 3
	}
	return 0
}

// markdownText writes text of the source in which backslashes and entities mean something.
func (c *conversion) markdownText(value []byte) {
	if bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		c.literal(value)
		return
	}
	c.composed = true
	c.literal(decode(value))
}

// literal writes decoded text to the HTML and to the plain text. A run of blanks becomes one space and vanishes at the start of a block
// (96 of them indent a paragraph of the old portal); a single NBSP inside a line is the author's and stays in the HTML.
func (c *conversion) literal(s []byte) {
	if len(c.places) > 0 && !blankOnly(s) {
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
			size = blankLength(s[i:])
		case maybeBlank:
			if size = blankLength(s[i:]); size == 0 {
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

// endsScript reports whether a colon behind s, which is yet to be written, would end the scheme of a script address.
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

// escape writes one byte that HTML reads as syntax. NUL is no character of HTML. The colon of a script address that stands as words is
// written as a reference, so that a search of the output for script addresses finds nothing but faults.
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

// blanks writes the run of blanks that s begins with, whose first is size bytes long, and returns the length of the run.
func (c *conversion) blanks(s []byte, size int) int {
	n := size
	for {
		more := blankLength(s[n:])
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

// leadingMark writes a combining mark at the start of s as a character reference and returns the rest. As a character it would stand
// behind the > of a tag, and the page would not be in NFC.
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

// attribute is text as the value of an attribute: one line, escaped.
func attribute(s string) string { return string(util.EscapeHTML([]byte(s))) }

// oneLine is text with its runs of blanks folded and its ends trimmed.
func oneLine(s string) string {
	b := []byte(s)
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		n := blankLength(b[i:])
		if n == 0 {
			out = append(out, b[i])
			i++
			continue
		}
		if len(out) > 0 && out[len(out)-1] != ' ' {
			out = append(out, ' ')
		}
		i += n
	}
	return string(bytes.TrimSuffix(out, []byte(" ")))
}

// decode resolves backslash escapes and entities of Markdown text. Entities hide letters from the NFC of the whole file, so the result
// is composed again: `tr&ocirc;` + U+0300 + `ng` is "trồng".
func decode(s []byte) []byte {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			out = append(out, s[i+1])
			i += 2
		case s[i] == '&':
			char, n := entity(s[i:])
			if n == 0 {
				char, n = s[i:i+1], 1
			}
			out = append(out, char...)
			i += n
		default:
			out = append(out, s[i])
			i++
		}
	}
	return []byte(viet.NFC(string(out)))
}

// decodeEntities resolves the entities of an address that stands as text, in which a backslash is none.
func decodeEntities(s []byte) []byte {
	if bytes.IndexByte(s, '&') < 0 {
		return s
	}
	return decode(bytes.ReplaceAll(s, []byte{'\\'}, []byte(`\\`)))
}

// entity reads the entity that s begins with: its characters and its length, 0 when it is none.
func entity(s []byte) (char []byte, n int) {
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return nil, 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return e.Characters, end + 1
		}
		return nil, 0
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return nil, 0
	}
	return utf8.AppendRune(nil, util.ToValidRune(rune(code))), end + 1
}
