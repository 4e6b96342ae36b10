package legacytext

import (
	"slices"
	"strings"
)

// markupSigns are those without one of which a text has no markup. Each is searched for by itself, at the
// speed of memory.
var markupSigns = []string{"`", "~", "$", "\\", "<", "://", "www."}

// blankMarkup returns Markdown text with spaces in place of every byte of code, math, tags and
// addresses, line ends kept, so that offsets stay true. It takes time linear in the text.
func blankMarkup(text string) string {
	if !slices.ContainsFunc(markupSigns, func(sign string) bool { return strings.Contains(text, sign) }) {
		return text
	}
	m := markupScanner{text: text, ends: map[string]int{}}
	var buf []byte
	for i := 0; i < len(text); {
		n, ok := m.markup(i)
		if ok && buf == nil {
			buf = []byte(text)
		}
		for j := i; ok && j < i+n; j++ {
			if buf[j] != '\n' && buf[j] != '\r' {
				buf[j] = ' '
			}
		}
		i += max(n, 1)
	}
	if buf == nil {
		return text
	}
	return string(buf)
}

type markupScanner struct {
	text string
	// ends holds where each closing mark was last found, so that a mark that never closes is
	// searched once and not for each of its openings.
	ends map[string]int
}

// markup returns the length of the code, math, tag or address that starts at offset i. When ok is
// false there is none, and length says how many bytes cannot open any.
func (m *markupScanner) markup(i int) (length int, ok bool) {
	rest := m.text[i:]
	switch m.text[i] {
	case '`', '~':
		return m.code(i)
	case '$':
		if strings.HasPrefix(rest, "$$") {
			length = m.closed(i, 2, "$$", false)
		} else {
			length = inlineMath(rest)
		}
	case '\\':
		switch {
		case strings.HasPrefix(rest, `\(`):
			length = m.closed(i, 2, `\)`, true)
		case strings.HasPrefix(rest, `\[`):
			length = m.closed(i, 2, `\]`, false)
		}
		if length == 0 {
			return 2, false // an escaped character opens nothing
		}
	case '<':
		length = tagLength(rest)
	case 'h', 'H', 'w', 'W':
		if i == 0 || !isASCIIWord(m.text[i-1]) {
			length = addressLength(rest)
		}
	}
	return length, length > 0
}

// closed returns the length of a stretch whose opening mark at i has the given length, up to
// and with its closing mark, on the same line if inLine is set.
func (m *markupScanner) closed(i, opening int, closing string, inLine bool) int {
	end := m.next(closing, i+opening)
	if end == len(m.text) || inLine && m.next("\n", i) < end {
		return 0
	}
	return end + len(closing) - i
}

// next returns the offset of the first mark at or behind from, or the length of the text.
func (m *markupScanner) next(mark string, from int) int {
	if end, known := m.ends[mark]; known && end >= from {
		return end
	}
	end := len(m.text)
	if n := strings.Index(m.text[min(from, end):], mark); n >= 0 {
		end = from + n
	}
	m.ends[mark] = end
	return end
}

// code returns the length of the fenced block or code span that starts at i, or of marks that
// open none. An unclosed block runs to the end of the text, a span ends with its paragraph.
func (m *markupScanner) code(i int) (length int, ok bool) {
	mark := m.text[i]
	run := markRun(m.text[i:], mark)
	if run >= 3 && m.startsLine(i) {
		return m.fence(i, run), true
	}
	if mark == '~' || m.isVIQRTone(i) {
		return run, false
	}
	end := m.next("\n\n", i)
	for j := i + run; j < end; {
		n := strings.IndexByte(m.text[j:end], '`')
		if n < 0 {
			break
		}
		j += n
		closing := markRun(m.text[j:end], '`')
		j += closing
		if closing == run {
			return j - i, true
		}
	}
	return run, false
}

// startsLine reports whether nothing but blanks stands before i on its line.
func (m *markupScanner) startsLine(i int) bool {
	for i > 0 && (m.text[i-1] == ' ' || m.text[i-1] == '\t') {
		i--
	}
	return i == 0 || m.text[i-1] == '\n'
}

// isVIQRTone reports whether the backtick at i stands where VIQR has the tone huyền: behind a
// letter ("ho`a") or the sign of its vowel ("ra(`ng", "no^`i").
func (m *markupScanner) isVIQRTone(i int) bool {
	if i == 0 {
		return false
	}
	switch c := m.text[i-1]; c {
	case '^', '+':
		return true
	case '(':
		return i >= 2 && m.text[i-2]|0x20 == 'a'
	default:
		return isASCIILetter(rune(c))
	}
}

// fence returns the length of the fenced block whose fence of run marks starts at i.
func (m *markupScanner) fence(i, run int) int {
	mark := m.text[i]
	length := m.next("\n", i) - i
	for line := range strings.Lines(m.text[i+length:]) {
		length += len(line)
		line = strings.TrimSpace(line)
		if n := markRun(line, mark); n >= run && n == len(line) {
			break
		}
	}
	return length
}

func markRun(s string, mark byte) int {
	n := 0
	for n < len(s) && s[n] == mark {
		n++
	}
	return n
}

// inlineMath returns the length of "$x$" at the start of s: on one line, no blank inside its
// signs. "từ 5$ đến 6$" is none.
func inlineMath(s string) int {
	n := strings.IndexAny(s[1:], "$\n")
	if n <= 0 || s[n+1] != '$' || s[1] == ' ' || s[n] == ' ' {
		return 0
	}
	return n + 2
}

// tagLength returns the length of an HTML tag, comment mark or autolink at the start of s.
func tagLength(s string) int {
	if len(s) < 2 || s[1] != '/' && s[1] != '!' && !isASCIILetter(rune(s[1])) {
		return 0
	}
	n := strings.IndexAny(s[1:], "<>")
	if n < 0 || s[n+1] != '>' {
		return 0
	}
	return n + 2
}

// addressLength returns the length of a web address at the start of s.
func addressLength(s string) int {
	start := min(len(s), len("https://"))
	prefix := strings.ToLower(s[:start])
	if !strings.HasPrefix(prefix, "http://") && prefix != "https://" && !strings.HasPrefix(prefix, "www.") {
		return 0
	}
	if n := strings.IndexAny(s, " \t\r\n<>\""); n >= 0 {
		return n
	}
	return len(s)
}
