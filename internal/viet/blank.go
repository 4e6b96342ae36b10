package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsBlank holds for white space of any kind and for characters without width: to an editor all of them are
// nothing.
func IsBlank(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r == '\t' || r == '\n'
	}
	return unicode.IsSpace(r) || IsZeroWidth(r)
}

// IsZeroWidth holds for the characters that take no room and are not meant: zero-width space and joiners,
// word joiner, byte order mark. The soft hyphen is no blank; it is the letter ư of TCVN3.
func IsZeroWidth(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}

// IsUnseen holds for the characters of no width and for the marks that turn the direction of writing, which
// can make a text look like another.
func IsUnseen(r rune) bool {
	return IsZeroWidth(r) || r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// IsBlankText reports whether s holds nothing but blanks.
func IsBlankText(s string) bool { return TrimBlanks(s) == "" }

// TrimBlanks removes the blanks at both ends of s.
func TrimBlanks(s string) string { return TrimBlanksLeft(TrimBlanksRight(s)) }

// TrimBlanksLeft removes the blanks at the front of s.
func TrimBlanksLeft(s string) string { return strings.TrimLeftFunc(s, IsBlank) }

// TrimBlanksRight removes the blanks at the end of s.
func TrimBlanksRight(s string) string { return strings.TrimRightFunc(s, IsBlank) }
