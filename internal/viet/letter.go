package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tones (thanh điệu) in the order in which Vietnamese sorts them.
const (
	toneNone  = iota // ngang
	toneGrave        // huyền
	toneHook         // hỏi
	toneTilde        // ngã
	toneAcute        // sắc
	toneDot          // nặng
)

// vowelRows lists every vowel with its six tones, in the order of the constants above.
const vowelRows = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị " +
	"oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ"

// A letter is what the hot paths must know about a precomposed Vietnamese letter beyond ASCII,
// or about one of the wrong codes that stand for one (ð, ɖ, ƣ).
type letter struct {
	fold  byte // ASCII letter without marks, case kept; 0 = not in the table
	tone  byte
	upper bool
	plain rune // the letter without its tone, case kept: ặ → ă
	lower rune // lower case as keys want it: Ặ → ặ, Ð → đ, Ƣ → ư
}

// The letters lie in two stretches of Unicode: Latin-1 to IPA (À … ɖ) and Latin Extended
// Additional (Ạ … ỹ).
const (
	lowFirst, lowLast   = 0x00C0, 0x0256
	highFirst, highLast = 0x1EA0, 0x1EF9
	lowCount            = lowLast - lowFirst + 1
)

var letters = makeLetters()

// letterOf returns the entry of r. Its fold is 0 when r is no letter of the table.
func letterOf(r rune) *letter {
	switch {
	case r >= lowFirst && r <= lowLast:
		return &letters[r-lowFirst]
	case r >= highFirst && r <= highLast:
		return &letters[lowCount+r-highFirst]
	}
	return &noLetter
}

var noLetter letter

func makeLetters() (table [lowCount + highLast - highFirst + 1]letter) {
	set := func(r rune, l letter) {
		if r < utf8.RuneSelf {
			return
		}
		index := r - lowFirst
		if r >= highFirst {
			index = lowCount + r - highFirst
		}
		table[index] = l
	}
	both := func(r rune, l letter) {
		set(r, l)
		l.upper = true
		l.fold -= 'a' - 'A'
		l.plain = unicode.ToUpper(l.plain)
		set(unicode.ToUpper(r), l)
	}
	for row := range strings.FieldsSeq(vowelRows) {
		plain, _ := utf8.DecodeRuneInString(row)
		tone := byte(toneNone)
		for _, r := range row {
			both(r, letter{fold: vowelBase(plain), tone: tone, plain: plain, lower: r})
			tone++
		}
	}
	both('đ', letter{fold: 'd', plain: 'đ', lower: 'đ'})
	// Same glyph as Đ under a wrong code, and the ư of PDF text layers.
	both('ð', letter{fold: 'd', plain: 'ð', lower: 'đ'})
	both('ɖ', letter{fold: 'd', plain: 'ɖ', lower: 'đ'})
	both('ƣ', letter{fold: 'u', plain: 'ƣ', lower: 'ư'})
	return table
}

// vowelBase returns the ASCII letter under a vowel without tone.
func vowelBase(plain rune) byte {
	switch plain {
	case 'ă', 'â':
		return 'a'
	case 'ê':
		return 'e'
	case 'ô', 'ơ':
		return 'o'
	case 'ư':
		return 'u'
	}
	return byte(plain)
}

// isCombining reports whether r is one of the ordinary combining marks U+0300–U+036F, all of
// which are of category Mn.
func isCombining(r rune) bool { return r >= 0x0300 && r <= 0x036F }

// isMark reports whether r is a mark that attaches to the letter before it.
func isMark(r rune) bool {
	return isCombining(r) || r > 0x036F && unicode.Is(unicode.M, r)
}
