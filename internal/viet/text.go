package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode normalization form C, the form of every text of the site. ASCII and
// Vietnamese text that is already composed is returned as it is, without an allocation.
func NFC(s string) string {
	if plainlyNFC(s) || norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s)
}

// plainlyNFC reports whether s holds only characters that are composed whatever stands beside
// them: U+0000–U+02FF, Ạ … ỹ (U+1EA0–U+1EF9) and the punctuation U+2002–U+203F. It looks at
// bytes, several times faster than the tables of package norm.
func plainlyNFC(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0xCC: // ASCII, continuation bytes, leads of U+0080–U+02FF
		case c == 0xE1 && i+2 < len(s) &&
			(s[i+1] == 0xBA && s[i+2] >= 0xA0 || s[i+1] == 0xBB && s[i+2] <= 0xB9):
			i += 2
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x82:
			i += 2
		default:
			return false
		}
	}
	return true
}

// Clean prepares text for keys and matching, never for display: invisible characters (soft
// hyphen, zero-width characters, byte order mark) go, every run of blanks of any kind becomes
// one space, blanks at the ends go. The result is NFC, also where an invisible character stood
// between a letter and its mark.
//
// Legacy detection comes before it: U+00AD is the letter ư in TCVN3.
func Clean(s string) string {
	if isClean(s) {
		return NFC(s)
	}
	buf := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isInvisible(r):
		case unicode.IsSpace(r):
			gap = true
		default:
			if gap && len(buf) > 0 {
				buf = append(buf, ' ')
			}
			gap = false
			buf = append(buf, s[i:i+size]...)
		}
		i += size
	}
	return NFC(string(buf))
}

// isClean reports whether Clean has nothing to remove or to replace.
func isClean(s string) bool {
	blank := true // a space at the start is one too many
	for _, r := range s {
		switch {
		case r == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case r < ' ' || r >= 0x7F && r < 0xC0 || r >= 0x2000:
			if isInvisible(r) || unicode.IsSpace(r) {
				return false
			}
		case r == 0x1680 || r == 0x061C:
			return false
		}
		blank = false
	}
	return !blank || s == ""
}

// isInvisible reports whether r has no width and no meaning for a key.
func isInvisible(r rune) bool {
	return r == 0x00AD || IsUnseen(r)
}

// Fold removes what an accent-free spelling leaves out: canonical decomposition, all marks
// (category Mn) dropped, then the letters that do not decompose: đ ð ɖ become d, ƣ (the ư of
// PDF text layers) becomes u. Case is kept.
//
//	Fold("Đảng bộ")  "Dang bo"
func Fold(s string) string {
	i := asciiPrefix(s)
	if i == len(s) {
		return s
	}
	var stack [128]byte
	buf := append(stack[:0], s[:i]...)
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			buf = append(buf, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if l := letterOf(r); l.fold != 0 {
			buf = append(buf, l.fold)
		} else if foldsToItself(r) {
			buf = append(buf, s[i:i+size]...)
		} else if !isCombining(r) {
			return foldSlow(s)
		}
		i += size
	}
	return string(buf)
}

// foldsToItself holds for the signs and the punctuation that are usual in Vietnamese text.
func foldsToItself(r rune) bool {
	return r >= 0x80 && r < 0xC0 || r >= 0x2010 && r <= 0x203F
}

// foldSlow is Fold by the book, for text with characters beyond the table.
func foldSlow(s string) string {
	s = norm.NFD.String(s)
	buf := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if l := letterOf(r); l.fold != 0 {
			buf = append(buf, l.fold)
		} else if !unicode.Is(unicode.Mn, r) {
			buf = append(buf, s[i:i+size]...)
		}
		i += size
	}
	return string(buf)
}

func asciiPrefix(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// ExactKey returns the key under which spellings count as one word: cleaned, tone placed on the
// first letter ("hoá" = "hóa"), lower case, ð and ɖ read as đ, ƣ as ư. Accents matter.
func ExactKey(s string) string { return keyLower(TonePlacement(Clean(s))) }

// LabelKey returns the key under which spellings of a label (a tag, an author, a series) are one: ExactKey
// with hyphens and dashes as blanks, without commas, semicolons and full stops at its ends.
func LabelKey(s string) string {
	key := ExactKey(s)
	if strings.IndexFunc(key, func(r rune) bool { return isDash(r) || isLabelMark(r) }) < 0 {
		return key
	}
	key = strings.Map(func(r rune) rune {
		if isDash(r) {
			return ' '
		}
		return r
	}, key)
	return Clean(strings.TrimFunc(key, func(r rune) bool { return isLabelMark(r) || r == ' ' }))
}

// isLabelMark holds for the signs that mean nothing at the ends of a label.
func isLabelMark(r rune) bool { return r == ',' || r == ';' || r == '.' }

// FoldedKey returns ExactKey without accents: Fold(ExactKey(s)).
func FoldedKey(s string) string {
	s = Clean(s)
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	var stack [128]byte
	buf := append(stack[:0], s[:i]...)
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			buf = append(buf, byte(lowerRune(rune(c))))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if l := letterOf(r); l.fold != 0 {
			buf = append(buf, l.fold|0x20) // the place of the tone cannot matter any more
		} else if foldsToItself(r) {
			buf = append(buf, s[i:i+size]...)
		} else if !isCombining(r) {
			return Fold(keyLower(s))
		}
		i += size
	}
	return string(buf)
}

// keyLower returns NFC text s in lower case with the wrong codes of đ and ư put right.
func keyLower(s string) string {
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if lowerRune(r) != r {
			break
		}
		i += size
	}
	if i == len(s) {
		return s
	}
	var stack [128]byte
	buf := append(stack[:0], s[:i]...)
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if low := lowerRune(r); low != r {
			buf = utf8.AppendRune(buf, low)
		} else {
			buf = append(buf, s[i:i+size]...)
		}
		i += size
	}
	// A lower-case letter may compose with a mark where its capital does not: Ƣ + acute = ứ.
	return NFC(string(buf))
}

func lowerRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if l := letterOf(r); l.fold != 0 {
		return l.lower
	}
	return unicode.ToLower(r)
}

// CapitalsOnly reports whether s is written in capitals only, as old titles are: no small
// letter, and two words or more of at least two letters each. "UBND" alone is an abbreviation.
func CapitalsOnly(s string) bool {
	words, run := 0, 0
	for _, r := range NFC(s) {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsLetter(r):
			run++
			if run == 2 {
				words++
			}
		case unicode.IsSpace(r):
			run = 0
		}
	}
	return words >= 2
}
