package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A DocNumber is the number of an official document (số, ký hiệu văn bản) in running text, as
// "15-NQ/HU" or "123/QĐ-UBND".
type DocNumber struct {
	Start, End int    // byte offsets into the text
	Text       string // the number as written, text[Start:End]
	Key        string // DocNumberKey(Text)
}

// FindDocNumbers returns the document numbers in NFC text, in order. The pattern, without the
// blanks around its parts:
//
//	NUM YR? SEP GRP (SEP GRP){0,3}
//	NUM = \d{1,2}\.\d{3} | \d{1,5}[a-zA-Z]?          at an ASCII word boundary
//	YR  = /(19|20)\d{2}
//	SEP = a slash or any dash, a blank before and behind it allowed
//	GRP = (\p{Lu}{2,}(\p{Ll}{1,2}\p{Lu}*)? | [CT]tr)\d{0,2}
//
// A match counts if no letter or digit follows and it has two groups, or a year, or its only
// group names a type or issuer that is written alone, or "số" stands before it and it holds no
// blank. So "năm 2018 - UBND huyện", "10 - 15 phút" and "20/3/2018" are none.
//
// The text is read by hand: on 10,000 articles package regexp would take over a second.
func FindDocNumbers(text string) []DocNumber {
	var found []DocNumber
	for i := 0; i < len(text); {
		if !isDigit(text[i]) || i > 0 && isASCIIWord(text[i-1]) {
			i++
			continue
		}
		number, ok := scanDocNumber(text[i:])
		if !ok {
			i += max(digitPrefix(text[i:]), 1)
			continue
		}
		if number.counts(text[:i], text[i+number.length:]) {
			match := text[i : i+number.length]
			found = append(found, DocNumber{Start: i, End: i + number.length, Text: match, Key: DocNumberKey(match)})
		}
		i += number.length
	}
	return found
}

func isASCIIWord(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
}

// scannedNumber is what the pattern found at one place.
type scannedNumber struct {
	length   int
	groups   int
	group    string // the first one
	hasYear  bool
	hasBlank bool
}

// scanDocNumber matches the pattern at the start of s. Every choice in it is decided by the next
// character, so there is nothing to try again.
func scanDocNumber(s string) (n scannedNumber, ok bool) {
	i := scanNumber(s)
	if i == 0 {
		return n, false
	}
	if year := scanYear(s[i:]); year > 0 {
		n.hasYear = true
		i += year
	}
	for n.groups < 4 {
		sep, blank := scanSeparator(s[i:])
		if sep == 0 {
			break
		}
		group := scanGroup(s[i+sep:])
		if group == 0 {
			break
		}
		if n.groups == 0 {
			n.group = s[i+sep : i+sep+group]
		}
		n.groups++
		n.hasBlank = n.hasBlank || blank
		i += sep + group
	}
	n.length = i
	return n, n.groups > 0
}

// scanNumber returns the length of NUM at the start of s.
func scanNumber(s string) int {
	n := digitPrefix(s)
	if n >= 1 && n <= 2 && n < len(s) && s[n] == '.' && digitPrefix(s[n+1:]) == 3 {
		return n + 4
	}
	if n == 0 || n > 5 {
		return 0
	}
	if n < len(s) && 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z' {
		n++
	}
	return n
}

// scanYear returns the length of YR at the start of s: 5 or 0.
func scanYear(s string) int {
	if len(s) >= 5 && s[0] == '/' && (s[1:3] == "19" || s[1:3] == "20") && isDigit(s[3]) && isDigit(s[4]) {
		return 5
	}
	return 0
}

func scanSeparator(s string) (length int, blank bool) {
	before := scanBlank(s)
	r, size := utf8.DecodeRuneInString(s[before:])
	if r != '/' && !isDash(r) {
		return 0, false
	}
	after := scanBlank(s[before+size:])
	return before + size + after, before+after > 0
}

// scanBlank returns the length of the space or no-break space at the start of s.
func scanBlank(s string) int {
	switch {
	case strings.HasPrefix(s, " "):
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	}
	return 0
}

// scanGroup returns the length of GRP at the start of s.
func scanGroup(s string) int {
	i, capitals := scanRunes(s, unicode.IsUpper, len(s))
	switch {
	case capitals >= 2:
		if small, n := scanRunes(s[i:], unicode.IsLower, 2); n > 0 {
			more, _ := scanRunes(s[i+small:], unicode.IsUpper, len(s))
			i += small + more
		}
	case strings.HasPrefix(s, "Ctr"), strings.HasPrefix(s, "Ttr"):
		i = 3
	default:
		return 0
	}
	return i + min(digitPrefix(s[i:]), 2)
}

// scanRunes counts the runes of a class at the start of s, at most limit of them.
func scanRunes(s string, class func(rune) bool, limit int) (length, count int) {
	for length < len(s) && count < limit {
		r, size := utf8.DecodeRuneInString(s[length:])
		if !class(r) {
			break
		}
		length += size
		count++
	}
	return length, count
}

// counts decides whether a match between before and after is a document number.
func (n scannedNumber) counts(before, after string) bool {
	if r, size := utf8.DecodeRuneInString(after); size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return false
	}
	return n.groups >= 2 || n.hasYear || standsAlone(n.group) || !n.hasBlank && endsWithSo(before)
}

// standsAlone holds for the groups that make a number without another: types of documents
// (NQ, QĐ …) and a few old issuers (CP, HĐBT, UB).
func standsAlone(group string) bool {
	switch group {
	case "NQ", "QĐ", "CT", "KH", "BC", "TB", "CV", "TTr", "HD", "KL", "CTr", "Ctr", "ĐA", "GM", "NĐ", "TT", "PL",
		"TTLT", "CĐ", "QC", "GP", "SL", "TTg", "CP", "HĐBT", "UB":
		return true
	}
	return false
}

// endsWithSo reports whether the word "số", with a colon or not, is the last of text.
func endsWithSo(text string) bool {
	const longest = len("số : ") + utf8.UTFMax // two blanks may be two bytes each
	trimmed := strings.TrimRight(text[max(len(text)-longest-2, 0):], " \u00a0:")
	r, size := utf8.DecodeLastRuneInString(trimmed)
	if r != 'ố' && r != 'Ố' {
		return false
	}
	trimmed = trimmed[:len(trimmed)-size]
	if trimmed == "" || trimmed[len(trimmed)-1]|0x20 != 's' {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(trimmed[:len(trimmed)-1])
	return !unicode.IsLetter(r)
}
