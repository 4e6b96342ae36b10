package frontmatter

import (
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// splitKey splits "key: value" and gives the key and the offset of the value in text. The colon is followed
// by a blank, as in YAML; without one ("draft:true") only the name of a known field is read as a key, with a
// diagnostic.
func (r *yamlReader) splitKey(text string) (key string, value int, ok bool) {
	key, value, ok = splitField(text)
	if ok {
		return key, value, true
	}
	key, value, ok = splitTight(text)
	if !ok || !r.reading.names.isKnown(key) {
		return "", 0, false
	}
	return key, value, true
}

// reportTight warns of a value that touches the colon before it, and of a colon that is not the usual one.
func (r *yamlReader) reportTight(at int, value string) {
	if !startsBlank(value) || r.src[at-1] != ':' {
		r.report(at, "colon-blank")
	}
}

// splitField splits a line of the form "key: value" whatever the key.
func splitField(text string) (key string, value int, ok bool) {
	if text == "" {
		return "", 0, false
	}
	switch text[0] {
	case '"', '\'':
		end := strings.IndexByte(text[1:], text[0])
		if end <= 0 {
			return "", 0, false
		}
		colon := end + 2 + blankPrefix(text[end+2:])
		if colon < len(text) && text[colon] == ':' && startsBlank(text[colon+1:]) {
			return text[1 : end+1], colon + 1, true
		}
		return "", 0, false
	case '[', '{', '#', '|', '>':
		return "", 0, false
	}
	limit := text[:min(len(text), maxKey)]
	for i := 0; ; i++ {
		next := strings.IndexByte(limit[i:], ':')
		if next < 0 {
			return "", 0, false
		}
		i += next
		if startsBlank(text[i+1:]) {
			key = viet.TrimBlanksRight(strings.TrimRight(text[:i], ":"))
			return key, i + 1, key != ""
		}
	}
}

// wideColon is the colon of Chinese typography, as some keyboards of phones write it.
const wideColon = "："

// splitTight splits "key:value", with a colon of either width.
func splitTight(text string) (key string, value int, ok bool) {
	head := text[:min(len(text), maxKey)]
	i, size := strings.IndexByte(head, ':'), 1
	if wide := strings.Index(head, wideColon); wide >= 0 && (i < 0 || wide < i) {
		i, size = wide, len(wideColon)
	}
	if i <= 0 {
		return "", 0, false
	}
	return viet.TrimBlanksRight(text[:i]), i + size, true
}

// listMarker gives the length of the marker of a list item at the front of text, 0 when there is none. The
// usual marker is a hyphen and a blank; what word processors make of it ("– a", "• a") and a missing blank
// ("-a") are read too.
func listMarker(text string) (length int, usual bool) {
	switch text[0] {
	case '-':
		if startsBlank(text[1:]) {
			return 1, true
		}
		if text[1] == '-' || '0' <= text[1] && text[1] <= '9' {
			return 0, false
		}
		return 1, false
	case '*', '+':
		if len(text) > 1 && startsBlank(text[1:]) {
			return 1, false
		}
		return 0, false
	}
	for _, sign := range [...]string{"•", "–", "—", "‐", "‑", "−", "·", "●", "▪", "◦", "\uf0b7"} {
		if rest, ok := strings.CutPrefix(text, sign); ok && rest != "" && startsBlank(rest) {
			return len(sign), false
		}
	}
	return 0, false
}

// isComment reports whether a value is nothing but a comment. "#1" is a text, "# 1" is not.
func isComment(text string) bool { return text[0] == '#' && startsBlank(text[1:]) }

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// isBlockHeader recognises the head of a text of several lines: | or > with an indicator or two, perhaps a
// comment. "> 50% hộ nghèo" is a text.
func isBlockHeader(text string) bool {
	rest := strings.TrimLeft(text[1:], "+-0123456789")
	return len(text)-len(rest) <= 3 && (rest == "" || startsBlank(rest) && isComment(viet.TrimBlanksLeft(rest)))
}

// block reads a text of several lines. The lines belong to it while they are indented deeper than the field;
// a `---` among them is text.
func (r *yamlReader) block(at int, header string, indent int) Node {
	n := Node{Kind: BlockScalar, Offset: r.base + at}
	folded := header[0] == '>'
	var out strings.Builder
	margin := -1
	blanks := 0
	for r.pos < len(r.src) {
		l := r.lineAt(r.pos)
		if l.content == l.end {
			r.pos = l.next
			blanks++
			continue
		}
		if l.indent <= indent {
			break
		}
		if margin < 0 {
			margin = l.indent
			n.Offset = r.base + l.content
		}
		start := r.pos
		r.consume(l)
		if out.Len() > 0 {
			out.WriteString(lineBreak(folded, blanks))
		}
		blanks = 0
		out.WriteString(r.src[dropIndent(r.src, start, min(margin, l.indent)):l.end])
	}
	n.Text = out.String()
	return n
}

// lineBreak is what a line end becomes: folded lines are one paragraph, with blank lines between paragraphs.
func lineBreak(folded bool, blanks int) string {
	if folded && blanks == 0 {
		return " "
	}
	if folded {
		return strings.Repeat("\n", blanks)
	}
	return strings.Repeat("\n", blanks+1)
}

// dropIndent moves past a number of characters.
func dropIndent(s string, from, count int) int {
	for range count {
		_, size := utf8.DecodeRuneInString(s[from:])
		from += size
	}
	return from
}
