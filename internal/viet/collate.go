package viet

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The order is that of CLDR for vi, which browsers have as Intl.Collator('vi'), so that a list
// sorted by a reader's browser agrees with ours. Texts are compared level by level, each over
// the whole string: letters, then tones and other marks, then case, last the NFC bytes, which
// make the order total. Spaces come before punctuation, digits and letters.
//
// A collation key is the weights of the three levels, each level ended by a zero byte, and the
// NFC text. Below are the weights. Package collate of x/text would add 1.67 MB to the program.

// alphabet is the first level of letters. No digraphs: ch, ng, th are two letters each.
const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

// signOrder, currencyOrder and digitOrder are the first level below the letters. Signs that are
// missing here sort behind the last of these signs, by code point.
const (
	signOrder = "\t\n\v\f\r\u0085\u2028\u2029 ‾_‗-‐‒–—―,;:!¡?¿‽.·'‹›\"«»()[]{}‖§¶@*/\\&#%‰‱†‡•‣‧′‵※" +
		"`´^¯¨¸°©®←→↑↓+±÷×<=>¬|¦~−⁄∞≈≤≥"
	currencyOrder = "¤¢$£¥₫€"
	digitOrder    = "0123456789"
)

// First-level weights. Weights named "other" are followed by the three bytes of a code point.
var (
	firstSign      = byte(2)
	otherSign      = firstSign + byte(utf8.RuneCountInString(signOrder))
	firstDigit     = otherSign + 1 + byte(utf8.RuneCountInString(currencyOrder))
	otherDigit     = firstDigit + byte(len(digitOrder))
	firstLetter    = otherDigit + 1
	otherLetter    = firstLetter + byte(utf8.RuneCountInString(alphabet))
	latin1, beyond = makePrimaries()
)

// Second-level weights: tones in Vietnamese order, then other marks in the order of CLDR.
const (
	// weightCommon is the weight of no mark, and of a small letter on the third level.
	weightCommon = 1
	// markOrder lists the marks whose weights follow weightCommon: huyền hỏi ngã sắc nặng, then
	// breve, circumflex, caron, ring, diaeresis, double acute, dot, stroke, cedilla, ogonek, macron.
	markOrder = "\u0300\u0309\u0303\u0301\u0323" +
		"\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0327\u0328\u0304"
	weightStroke = weightCommon + 13
	// quoteVariant is the first of ‘ ’ ‚ ‛ as marked forms of ' and of “ ” „ ‟ as those of ".
	quoteVariant = weightCommon + 1
	// otherMark and its offset are the weight of any other mark of U+0300–U+036F.
	otherMark = 0x40
	// farMark precedes the code point of a mark beyond those.
	farMark = otherMark + 0x70
)

// Third-level weights beside weightCommon.
const (
	weightCompat = 1 // added for a compatibility form ("ａ", "¹")
	weightUpper  = 3
)

func makePrimaries() (low [0x100]byte, high map[rune]byte) {
	high = map[rune]byte{}
	weight := firstSign
	for _, r := range signOrder + "\x00" + currencyOrder + digitOrder + "\x00" {
		switch {
		case r == 0: // the places of otherSign and otherDigit
		case r < 0x100:
			low[r] = weight
		default:
			high[r] = weight
		}
		weight++
	}
	for c := 'a'; c <= 'z'; c++ {
		low[c], low[c-'a'+'A'] = primaryOf(c), primaryOf(c)
	}
	return low, high
}

// primaryOf returns the first-level weight of a small letter without tone.
func primaryOf(plain rune) byte {
	return firstLetter + byte(utf8.RuneCountInString(alphabet[:strings.IndexRune(alphabet, plain)]))
}

// fieldSeparator (unit separator) parts the fields of a key such as PersonKey's: the first
// fields are compared on all levels before the second ones are looked at.
const fieldSeparator = "\x1f"

// Compare orders a and b as CLDR does for Vietnamese; see the comment above for the levels. It
// is 0 only for texts that are equal in NFC.
//
//	dan < dân < dần < đan < đàn      Mã An < Ma Bình < Mã Bình
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	var x, y [256]byte
	return bytes.Compare(appendKeys(x[:0], a), appendKeys(y[:0], b))
}

// CollationKey returns bytes whose order is that of Compare, for lists that are sorted often.
func CollationKey(s string) string {
	var stack [256]byte
	return string(appendKeys(stack[:0], s))
}

// PersonKey returns the text under which a person is listed: the given name, which is the last
// word, then the rest from the left. "Nguyễn Anh Dũng" stands under D, as "Dũng" and "Nguyễn
// Anh". Keys are for Compare, CollationKey and FirstLetter, not for display: the two parts have a
// control character between them, which makes every Dung come before every Dũng.
func PersonKey(name string) string {
	name = Clean(name)
	space := strings.LastIndexByte(name, ' ')
	if space < 0 {
		return name
	}
	return name[space+1:] + fieldSeparator + name[:space]
}

// FirstLetter returns the letter of the alphabetical index under which a label stands: "A",
// "Ă", "Â", "B" …, "#" for digits, signs and other scripts. Labels sorted by Compare have their
// letters in the order of the alphabet.
func FirstLetter(s string) string {
	var stack [256]byte
	weight := appendKeys(stack[:0], Clean(s))[0]
	if weight < firstLetter || weight >= otherLetter {
		return "#"
	}
	for _, r := range alphabet {
		if weight == firstLetter {
			return string(unicode.ToUpper(r))
		}
		weight--
	}
	panic("internal error: a letter's weight beyond the alphabet")
}

// appendKeys appends the keys of the fields of s to dst.
func appendKeys(dst []byte, s string) []byte {
	field, others, found := strings.Cut(s, fieldSeparator)
	dst = appendKey(dst, field)
	for found {
		field, others, found = strings.Cut(others, fieldSeparator)
		dst = appendKey(append(dst, 0), field)
	}
	return dst
}

// appendKey appends the key of s to dst. Text of the usual characters needs no memory beyond
// dst. The lower levels are cut behind their last weight that is not common, which keeps the
// order, since every weight is above the zero byte that ends a level.
func appendKey(dst []byte, s string) []byte {
	s = NFC(s)
	start := len(dst)
	var secondStack, thirdStack [192]byte
	second, third := secondStack[:0], thirdStack[:0]
	secondEnd, thirdEnd := 0, 0
	for _, r := range s {
		weight, tone, letterCase := usualWeights(r)
		if weight == 0 {
			return append(dst[:start], rareKey(s)...)
		}
		dst = append(dst, weight)
		second = append(second, weightCommon)
		if tone != toneNone {
			second = append(second, weightCommon+tone)
			secondEnd = len(second)
		}
		third = append(third, letterCase)
		if letterCase != weightCommon {
			thirdEnd = len(third)
		}
	}
	return joinLevels(dst, second[:secondEnd], third[:thirdEnd], s)
}

func joinLevels(first, second, third []byte, s string) []byte {
	key := append(append(first, 0), second...)
	key = append(append(key, 0), third...)
	return append(append(key, 0), s...)
}

// usualWeights returns the first-level weight of a character of the tables, its tone and its
// third-level weight. For all other characters weight is 0.
func usualWeights(r rune) (weight, tone, letterCase byte) {
	if r < 0x100 && latin1[r] != 0 {
		if 'A' <= r && r <= 'Z' {
			return latin1[r], toneNone, weightUpper
		}
		return latin1[r], toneNone, weightCommon
	}
	if l := letterOf(r); l.primary != 0 {
		if l.upper {
			return l.primary, l.tone, weightUpper
		}
		return l.primary, l.tone, weightCommon
	}
	return beyond[r], toneNone, weightCommon
}
