package lex

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"bantin/internal/viet"
)

// Decode resolves backslash escapes and entities of Markdown text. Entities hide letters from the NFC of the
// whole file, so the result is composed again: `tr&ocirc;` + U+0300 + `ng` is "trồng".
func Decode(s []byte) []byte {
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
			char, n := Entity(s[i:])
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

// DecodeEntities resolves the entities of an address that stands as text, in which a backslash is none.
func DecodeEntities(s []byte) []byte {
	if bytes.IndexByte(s, '&') < 0 {
		return s
	}
	return Decode(bytes.ReplaceAll(s, []byte{'\\'}, []byte(`\\`)))
}

// Entity reads the entity that s begins with: its characters and its length, 0 when it is none.
func Entity(s []byte) (char []byte, n int) {
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

// Attribute is text as the value of an attribute: one line, escaped.
func Attribute(s string) string { return string(util.EscapeHTML([]byte(s))) }
