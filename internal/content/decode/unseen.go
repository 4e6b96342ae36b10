package decode

import (
	"html"
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// mostDecodings bounds how often a text may have been encoded.
const mostDecodings = 3

// DecodeEntities replaces the codes of HTML that end in a semicolon, also those that were encoded twice.
func DecodeEntities(text string) string {
	for range mostDecodings {
		next := decodeOnce(text)
		if next == text {
			break
		}
		text = next
	}
	return text
}

func decodeOnce(text string) string {
	at := strings.IndexByte(text, '&')
	if at < 0 || !strings.Contains(text[at:], ";") {
		return text
	}
	var b strings.Builder
	for at >= 0 {
		b.WriteString(text[:at])
		sign, size := EntityAt(text[at:])
		b.WriteString(sign)
		text = text[at+size:]
		at = strings.IndexByte(text, '&')
	}
	b.WriteString(text)
	return b.String()
}

// longestEntity is the length of the longest name of HTML, with its signs.
const longestEntity = 34

// EntityAt reads the code at the front of a text that begins with &: the sign, and how many bytes are the
// code. What is none is the & alone.
func EntityAt(text string) (sign string, size int) {
	end := strings.IndexByte(text[:min(len(text), longestEntity)], ';')
	if end < 0 {
		return "&", 1
	}
	code := text[:end+1]
	switch decoded := html.UnescapeString(code); {
	// no code, or one without its semicolon: "&ltx;"
	case decoded == code || strings.HasSuffix(decoded, ";") && len(decoded) > 1:
		return "&", 1
	case decoded == "\u00a0" || strings.TrimSpace(decoded) == "":
		return " ", end + 1
	default:
		return strings.Map(func(c rune) rune {
			if IsControl(c) || c == utf8.RuneError || c == 0x00AD {
				return -1
			}
			return c
		}, decoded), end + 1
	}
}

// DropUnseen drops the characters that cannot be seen and are never meant in a field. Joiners stay where they
// mean something.
func DropUnseen(text string) string {
	first := FirstUnseen(text)
	if first < 0 {
		return text
	}
	var b strings.Builder
	b.WriteString(text[:first])
	for i, c := range text[first:] {
		if !viet.IsUnseen(c) || joins(text, first+i, utf8.RuneLen(c)) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// FirstUnseen is the offset of the first of them, -1 without one. It looks at bytes: every lead passes here.
func FirstUnseen(text string) int {
	for i := range len(text) {
		if b := text[i]; b != 0xD8 && b != 0xE2 && b != 0xEF {
			continue
		}
		if c, size := utf8.DecodeRuneInString(text[i:]); viet.IsUnseen(c) && !joins(text, i, size) {
			return i
		}
	}
	return -1
}

// DropMarks drops what cannot be seen: in a key nobody means it.
func DropMarks(c rune) rune {
	if viet.IsUnseen(c) {
		return -1
	}
	return c
}
