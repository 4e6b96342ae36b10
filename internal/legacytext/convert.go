package legacytext

import (
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// Convert returns text in Unicode (NFC) that was written in the given encoding and read as
// Windows-1252. What is no code of the encoding is kept, and Unicode is returned as NFC.
//
// The result is a proposal for a person to read: headings in the capital fonts of TCVN3 come out
// in small letters, signs like § © · stand for letters, and in VIQR a full stop after a vowel is
// a tone.
func Convert(text string, enc Encoding) string {
	switch enc {
	case TCVN3:
		text = strings.Map(func(r rune) rune {
			if letter, ok := tables.tcvn3[r]; ok {
				return letter
			}
			return r
		}, text)
	case VNI:
		text = fromVNI(text)
	case VIQR:
		text = fromVIQR(text)
	case Mojibake:
		text = fromMojibake(text)
	}
	return viet.NFC(text)
}

// fromVNI reads the longest code first: ôø before ô.
func fromVNI(text string) string {
	buf := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		mark, markSize := utf8.DecodeRuneInString(text[i+size:])
		if letter, ok := tables.vniPairs[[2]rune{r, mark}]; ok {
			buf = utf8.AppendRune(buf, letter)
			i += size + markSize
			continue
		}
		if letter, ok := tables.vni[r]; ok {
			buf = utf8.AppendRune(buf, letter)
		} else {
			buf = append(buf, text[i:i+size]...)
		}
		i += size
	}
	return string(buf)
}

// fromMojibake writes every stretch beyond ASCII back as bytes and reads those as UTF-8. What is
// no UTF-8 then is kept as it was.
func fromMojibake(text string) string {
	buf := make([]byte, 0, len(text))
	var raw []byte // the bytes of the stretch
	start := 0     // where the stretch starts in text
	flush := func(end int) {
		if utf8.Valid(raw) {
			buf = append(buf, raw...)
		} else {
			buf = appendSound(buf, raw, text[start:end])
		}
		raw = raw[:0]
	}
	for i, r := range text {
		b, ok := windows1252Byte(r)
		if ok && b >= 0x80 {
			if len(raw) == 0 {
				start = i
			}
			raw = append(raw, b)
			continue
		}
		flush(i)
		_, size := utf8.DecodeRuneInString(text[i:])
		buf = append(buf, text[i:i+size]...)
	}
	flush(len(text))
	return string(buf)
}

// appendSound appends the characters that raw holds in UTF-8, and the shown form of each byte
// that is none. shown has one character for each byte of raw.
func appendSound(buf, raw []byte, shown string) []byte {
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		broken := r == utf8.RuneError
		if broken {
			size = 1
		} else {
			buf = utf8.AppendRune(buf, r)
		}
		for range size {
			_, width := utf8.DecodeRuneInString(shown)
			if broken {
				buf = append(buf, shown[:width]...)
			}
			shown = shown[width:]
		}
		raw = raw[size:]
	}
	return buf
}

// fromVIQR puts combining marks for the signs behind vowels: "Vie^.t" is e, circumflex, dot.
// Code, math, tags and addresses, where the signs mean something else, are kept. A syllable has
// one tone, so the full stop of "chu?." stays one. A backslash keeps the sign behind it.
func fromVIQR(text string) string {
	prose := blankMarkup(text)
	buf := make([]byte, 0, len(text)+len(text)/4)
	toned := false // whether this syllable has its tone
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case prose[i] != c:
			buf = append(buf, c)
			toned = false
			i++
		case (c == 'd' || c == 'D') && i+1 < len(text) && (text[i+1] == 'd' || text[i+1] == 'D' && c == 'D'):
			buf = append(buf, viqrD(c)...)
			i += 2
		case viqrQualities(c) != "":
			var n int
			buf, n = appendVIQRVowel(buf, text[i:], &toned)
			i += n
		case c == '\\' && i+1 < len(text) && strings.IndexByte("'`?~.(^+\\", text[i+1]) >= 0:
			buf = append(buf, text[i+1])
			toned = false
			i += 2
		default:
			buf = append(buf, c)
			toned = toned && isASCIILetter(rune(c))
			i++
		}
	}
	return string(buf)
}

func viqrD(c byte) string {
	if c == 'd' {
		return "đ"
	}
	return "Đ"
}

// viqrQualities returns the signs that may follow a vowel and change it, with a blank so that a
// vowel without any is told from a consonant.
func viqrQualities(vowel byte) string {
	switch vowel | 0x20 {
	case 'a':
		return " ^("
	case 'e':
		return " ^"
	case 'o':
		return " ^+"
	case 'u':
		return " +"
	case 'i', 'y':
		return " "
	}
	return ""
}

// appendVIQRVowel appends the vowel at the start of s with its marks and returns how many bytes
// of s they took.
func appendVIQRVowel(buf []byte, s string, toned *bool) ([]byte, int) {
	buf = append(buf, s[0])
	n := 1
	if n < len(s) && s[n] != ' ' && strings.IndexByte(viqrQualities(s[0]), s[n]) >= 0 {
		buf = append(buf, viqrMark(s[n])...)
		n++
	}
	if n < len(s) && !*toned && strings.IndexByte("'`?~.", s[n]) >= 0 {
		buf = append(buf, viqrMark(s[n])...)
		*toned = true
		n++
	}
	return buf, n
}

// viqrMark returns the combining mark that a sign of VIQR stands for.
func viqrMark(sign byte) string {
	switch sign {
	case '^':
		return "\u0302"
	case '(':
		return "\u0306"
	case '+':
		return "\u031b"
	case '\'':
		return "\u0301"
	case '`':
		return "\u0300"
	case '?':
		return "\u0309"
	case '~':
		return "\u0303"
	}
	return "\u0323"
}
