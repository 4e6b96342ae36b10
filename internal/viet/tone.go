package viet

import (
	"unicode"
	"unicode/utf8"
)

// TonePlacement moves the tone of a syllable that ends in oa, oe or uy from the second letter
// to the first ("hoá" → "hóa", "UỶ" → "ỦY"); uy after q is exempt, since there the u belongs
// to the q. A syllable is a maximal run of letters. Case is kept, the result is NFC, and doing
// it again changes nothing.
//
// It serves keys only. Both placements are correct Vietnamese and the display text keeps the
// author's. The older one is the canon because it is three times as frequent.
func TonePlacement(s string) string {
	s = NFC(s)
	var buf []byte
	copied := 0            // s[:copied] is in buf
	var before, first rune // the two runes before the current one
	firstAt := 0           // where first starts
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if toned := movedTone(before, first, r); toned != 0 && endsSyllable(s[i+size:]) {
			buf = append(buf, s[copied:firstAt]...)
			buf = utf8.AppendRune(buf, toned)
			buf = utf8.AppendRune(buf, letterOf(r).plain)
			copied = i + size
		}
		before, first, firstAt = first, r, i
		i += size
	}
	if buf == nil {
		return s
	}
	return string(append(buf, s[copied:]...))
}

// movedTone returns the letter first with the tone of second, or 0 when the three letters at
// the end of a syllable do not ask for a move.
func movedTone(before, first, second rune) rune {
	if second < utf8.RuneSelf {
		return 0
	}
	l := letterOf(second)
	if l.tone == toneNone {
		return 0
	}
	var row string
	switch first | 0x20 { // lower case of an ASCII letter
	case 'o':
		if p := l.plain | 0x20; p != 'a' && p != 'e' {
			return 0
		}
		row = "oòỏõóọOÒỎÕÓỌ"
	case 'u':
		if l.plain|0x20 != 'y' || before|0x20 == 'q' {
			return 0
		}
		row = "uùủũúụUÙỦŨÚỤ"
	default:
		return 0
	}
	n := int(l.tone)
	if first < 'a' {
		n += 6
	}
	for _, r := range row {
		if n == 0 {
			return r
		}
		n--
	}
	return 0
}

// endsSyllable reports whether a syllable is complete before rest. A mark belongs to the letter
// before it, so the letter is not the plain one that the rule is about.
func endsSyllable(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	return size == 0 || !unicode.IsLetter(r) && !isMark(r)
}
