package frontmatter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// quoted reads a value in quotes that close at its end, on this line or on an indented one below. A quote
// that closes before the end is no YAML quote but part of the Text: `"Mở đường" trong hoạt động`. ok is false
// then.
func (r *yamlReader) quoted(from, to, indent int) (n Node, ok bool) {
	text := r.src[from:to]
	n = Node{Offset: r.base + from, Quoted: true}
	if end := closingQuote(text); end >= 0 {
		if !endsAfter(text[end+1:]) {
			return n, false
		}
		n.Text = r.unquote(from, text[:end+1])
		return n, true
	}
	joined, next, ok := r.quotedLines(text, indent)
	if !ok {
		return n, false
	}
	for r.pos < next {
		l, _ := r.peek()
		r.consume(l)
	}
	n.Text = r.unquote(from, joined)
	return n, true
}

// quotedLines joins the lines of a text in quotes that goes on below its key. next is the start of the line
// after it.
func (r *yamlReader) quotedLines(first string, indent int) (joined string, next int, ok bool) {
	parts := []string{first}
	for pos := r.pos; pos < len(r.src); {
		l := r.lineAt(pos)
		if l.content == l.end || l.indent <= indent {
			return "", 0, false
		}
		text := r.src[l.content:l.end]
		if end := closingQuote(first[:1] + text); end > 0 {
			if !endsAfter(text[end:]) {
				return "", 0, false
			}
			return strings.Join(append(parts, text[:end]), " "), l.next, true
		}
		parts = append(parts, text)
		pos = l.next
	}
	return "", 0, false
}

// endsAfter reports whether nothing but a comment follows.
func endsAfter(rest string) bool {
	if rest == "" {
		return true
	}
	trimmed := viet.TrimBlanksLeft(rest)
	return trimmed == "" || trimmed[0] == '#' && startsBlank(rest)
}

// closingQuote gives the offset of the quote that closes the one at text[0], -1 without one.
func closingQuote(text string) int {
	q := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && q == '"':
			i++
		case text[i] != q:
		case q == '\'' && i+1 < len(text) && text[i+1] == q:
			i++
		default:
			return i
		}
	}
	return -1
}

// unquote removes the quotes of a text and reads what is escaped in it.
func (r *yamlReader) unquote(at int, text string) string {
	inner := text[1 : len(text)-1]
	if text[0] == '\'' {
		return strings.ReplaceAll(inner, "''", "'")
	}
	if !strings.Contains(inner, `\`) {
		return inner
	}
	out, bad := unescape(inner)
	if bad >= 0 {
		r.report(at+1+bad, "escape-unknown", diag.Excerpt(inner[bad:]))
	}
	return out
}

// unescape reads the escapes of a text in double quotes. One that stands for nothing, or for a control
// character (a Windows path: "C:\anh\bai"), stays as typed; bad is the offset of the first such.
func unescape(s string) (out string, bad int) {
	var b strings.Builder
	bad = -1
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			i++
			continue
		}
		c, size := escape(s[i:])
		if size == 0 {
			if bad < 0 {
				bad = i
			}
			b.WriteByte('\\')
			i++
			continue
		}
		b.WriteRune(c)
		i += size
	}
	return b.String(), bad
}

// escape reads the escape at the front of s; size is 0 when there is none.
func escape(s string) (c rune, size int) {
	if len(s) < 2 {
		return 0, 0
	}
	switch s[1] {
	case '"', '\\', '/', ' ':
		return rune(s[1]), 2
	case 't':
		return '\t', 2
	case 'n':
		return '\n', 2
	case '_':
		return 0xA0, 2
	case 'x':
		return hexEscape(s, 2)
	case 'u':
		return hexEscape(s, 4)
	case 'U':
		return hexEscape(s, 8)
	}
	return 0, 0
}

func hexEscape(s string, digits int) (c rune, size int) {
	if len(s) < 2+digits {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[2:2+digits], 16, 32)
	if err != nil || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) || unicode.IsControl(rune(v)) && v != '\t' && v != '\n' {
		return 0, 0
	}
	return rune(v), 2 + digits
}
