package frontmatter

import (
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// lineFrom is the rest of the line at an offset, without its end.
func lineFrom(text string, at int) string {
	if end := strings.IndexByte(text[at:], '\n'); end >= 0 {
		return text[at : at+end]
	}
	return text[at:]
}

// skipBlankLines gives the offset of the first line with anything on it.
func skipBlankLines(text string) int {
	at := 0
	for at < len(text) {
		line := lineFrom(text, at)
		if !viet.IsBlankText(line) {
			return at
		}
		at += len(line) + 1
	}
	return min(at, len(text))
}

// blankPrefix is the number of bytes of blanks at the front of s.
func blankPrefix(s string) int { return len(s) - len(viet.TrimBlanksLeft(s)) }

// startsBlank reports whether s begins with a blank or has ended.
func startsBlank(s string) bool {
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return viet.IsBlank(r)
}
