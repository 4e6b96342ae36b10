package lex

import "bytes"

// BlankLength is the length of the blank that s begins with, 0 without one: space, tab, line end, NBSP, and
// the blanks of typography (U+2002–U+200A, U+202F, U+3000).
func BlankLength(s []byte) int {
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

func BlankOnly(s []byte) bool {
	for len(s) > 0 {
		n := BlankLength(s)
		if n == 0 {
			return false
		}
		s = s[n:]
	}
	return true
}

// OneLine is text with its runs of blanks folded and its ends trimmed.
func OneLine(s string) string {
	b := []byte(s)
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		n := BlankLength(b[i:])
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
