package decode

import (
	"unicode"
	"unicode/utf8"
)

// suspicious are the first bytes of the characters that checkCharacters looks for.
var suspicious = [256]bool{
	// hidden ones, and wrong codes of đ and ư
	0xC2: true, 0xC3: true, 0xC6: true, 0xC9: true, 0xD8: true, 0xE2: true, 0xEF: true,
	0xCE: true, 0xCF: true, 0xD0: true, 0xD1: true, 0xD2: true, 0xD3: true, 0xD4: true, // Greek and Cyrillic
}

// joins reports whether the character at a place is a joiner that means something: between the parts of a
// picture sign, as in a family of several people, or between letters of a script that needs it.
func joins(text string, at, size int) bool {
	c, _ := utf8.DecodeRuneInString(text[at:])
	if c != 0x200C && c != 0x200D {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+size:])
	return needsJoiners(before) && needsJoiners(after) || c == 0x200D && isPicture(before) && isPicture(after)
}

// isPicture holds for picture signs and for what changes their look.
func isPicture(c rune) bool {
	return c >= 0x2190 && c < 0x2E00 || c == 0xFE0F || c >= 0x1F000 && c < 0x1FB00 || c >= 0xE0020 && c <= 0xE007F
}

// needsJoiners holds for the scripts in which joiners are part of the spelling: Arabic and its neighbours,
// those of India and South-East Asia, Mongolian.
func needsJoiners(c rune) bool {
	switch {
	case c < 0x0600:
		return false
	case c < 0x0E00, c >= 0x0F00 && c < 0x10A0, c >= 0x1780 && c < 0x18B0, c >= 0x1900 && c < 0x1D00, c >= 0xA800 && c < 0xAC00:
		return true
	}
	return c >= 0xFB50 && c < 0xFE00 || c >= 0xFE70 && c < 0xFEFF || c >= 0x10A00 && c < 0x12000 || c >= 0x1E900 && c < 0x1E960
}

// Lookalike is the letter for which c, at a place of a text, was likely typed, "" for all others. Converters
// and PDF files write đ and ư with wrong codes; a letter of Cyrillic or Greek among Latin ones makes another
// word that looks the same. A switch and no map, because every accented letter of every article is asked.
func Lookalike(c rune, text string, at, size int) string {
	switch c {
	case 'ð', 'ɖ':
		return "đ"
	case 'Ð', 'Ɖ':
		return "Đ"
	case 'ƣ':
		return "ư"
	case 'Ƣ':
		return "Ư"
	}
	if c < 0x0370 || c >= 0x0530 {
		return ""
	}
	meant, small := foreign[c]
	if !small && meant == "" {
		meant = upperForeign[c]
	}
	switch {
	case meant == "":
		return ""
	case small && c < 0x0400 && c != 'ο': // αx, TNFα: signs of science, unless inside of a word
		if !isLatin(runeBefore(text, at)) || !isLatin(RuneAfter(text, at+size)) {
			return ""
		}
	case !besideLatin(text, at, size):
		return ""
	}
	return meant
}

// foreign are the small letters of Greek and Cyrillic that look like Latin ones, upperForeign the capitals.
var (
	foreign = map[rune]string{
		'α': "a", 'γ': "y", 'ι': "i", 'κ': "k", 'ν': "v", 'ο': "o", 'ό': "ó", 'ρ': "p", 'υ': "u", 'ύ': "ú", 'ά': "á", 'ί': "í",
		'а': "a", 'ӑ': "ă", 'е': "e", 'ѐ': "è", 'ё': "ë", 'о': "o", 'р': "p", 'с': "c", 'у': "y", 'ү': "y", 'х': "x", 'к': "k",
		'і': "i", 'ї': "ï", 'ј': "j", 'ѕ': "s", 'һ': "h", 'ӏ': "l", 'ԁ': "d", 'ԛ': "q", 'ԝ': "w", 'ѵ': "v",
	}
	upperForeign = map[rune]string{
		'Α': "A", 'Β': "B", 'Ε': "E", 'Ζ': "Z", 'Η': "H", 'Ι': "I", 'Κ': "K", 'Μ': "M", 'Ν': "N", 'Ο': "O", 'Ρ': "P", 'Τ': "T", 'Υ': "Y", 'Χ': "X",
		'А': "A", 'Ӑ': "Ă", 'В': "B", 'Е': "E", 'Ѐ': "È", 'Ё': "Ë", 'К': "K", 'М': "M", 'Н': "H", 'О': "O", 'Р': "P", 'С': "C", 'Т': "T", 'У': "Y",
		'Ү': "Y", 'Х': "X", 'І': "I", 'Ї': "Ï", 'Ј': "J", 'Ѕ': "S", 'Һ': "H", 'Ӏ': "I", 'Ԛ': "Q", 'Ԝ': "W", 'Ѵ': "V", 'Ԍ': "G",
	}
)

func isLatin(c rune) bool { return unicode.Is(unicode.Latin, c) }

func runeBefore(text string, at int) rune {
	c, _ := utf8.DecodeLastRuneInString(text[:at])
	return c
}

func RuneAfter(text string, at int) rune {
	c, _ := utf8.DecodeRuneInString(text[at:])
	return c
}

// farthest is how many letters of a word are looked at on each side of one.
const farthest = 32

// besideLatin reports whether there is a Latin letter in the word around a place.
func besideLatin(text string, at, size int) bool {
	for n, i := 0, at; n < farthest && i > 0; n++ {
		c, width := utf8.DecodeLastRuneInString(text[:i])
		if !isWordLetter(c) {
			break
		}
		if isLatin(c) {
			return true
		}
		i -= width
	}
	for n, i := 0, at+size; n < farthest && i < len(text); n++ {
		c, width := utf8.DecodeRuneInString(text[i:])
		if !isWordLetter(c) {
			break
		}
		if isLatin(c) {
			return true
		}
		i += width
	}
	return false
}

// isWordLetter holds for what a word consists of; hidden characters do not end it.
func isWordLetter(c rune) bool {
	return unicode.IsLetter(c) || unicode.Is(unicode.Mn, c) || IsHidden(c)
}
