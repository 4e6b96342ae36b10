package lex

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// CountWords counts maximal runs of letters and digits. Bytes tell the letters of Vietnamese; asking the
// tables of package unicode for each of them would cost as much as rendering.
func CountWords(s string) int {
	words, inside := 0, false
	for i := 0; i < len(s); {
		size, letter := 1, false
		switch wordClass[s[i]] {
		case inWord:
			letter = true
		case anywhere:
			letter = inside
		case toDecode:
			if s[i] == 0xE1 && i+2 < len(s) && 0xB8 <= s[i+1] && s[i+1] <= 0xBB { // U+1E00–U+1EFF
				size, letter = 3, true
				break
			}
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			letter = unicode.IsLetter(r) || unicode.IsDigit(r)
		}
		if letter && !inside {
			words++
		}
		inside = letter
		i += size
	}
	return words
}

// Classes of bytes for countWords.
const (
	outside  = iota
	inWord   // ASCII letters and digits, first bytes of U+0100–U+024F
	anywhere // continuation bytes: belong to what stands before them
	toDecode
)

var wordClass = makeWordClass()

func makeWordClass() (class [256]uint8) {
	for b := range class {
		letter := 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
		switch {
		case letter && b < utf8.RuneSelf, 0xC4 <= b && b <= 0xC8:
			class[b] = inWord
		case 0x80 <= b && b <= 0xBF:
			class[b] = anywhere
		case b >= utf8.RuneSelf:
			class[b] = toDecode
		}
	}
	return class
}

func IsLetter(r rune) bool { return unicode.IsLetter(r) }

// IsWordRune reports whether a character belongs to a word or a number.
func IsWordRune(r rune) bool {
	return r < utf8.RuneSelf && util.IsAlphaNumeric(byte(r)) ||
		r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

func IsDigit(b byte) bool { return '0' <= b && b <= '9' }
