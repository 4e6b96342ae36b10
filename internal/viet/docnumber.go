package viet

import (
	"cmp"
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

// DocNumberKey returns the form in which all spellings of a document number agree: without
// "số", dashes as "-", no blanks, the number without dots and leading zeros, no accents,
// capitals. It is "" when s as a whole is not a number of the pattern of FindDocNumbers, in
// letters of either case and with or without accents.
//
//	DocNumberKey("Số: 06/NQ–HĐND")  "6/NQ-HDND"
//	DocNumberKey("6 / nq-hdnd")     "6/NQ-HDND"
//	DocNumberKey("05NQ-HĐND")       "5/NQ-HDND", see RepairDocNumber
//
// A key is not an identity: numbers start again every year.
func DocNumberKey(s string) string {
	key, ok := splitDocNumber(s)
	if !ok {
		return ""
	}
	return key.String()
}

// docNumberParts are the parts of a key. Rest begins with its separator: "/NQ-HDND".
type docNumberParts struct {
	number string // without dots and leading zeros
	letter string // of "30A"
	year   string // four digits or ""
	rest   string
}

func (p docNumberParts) String() string {
	if p.year == "" {
		return p.number + p.letter + p.rest
	}
	return p.number + p.letter + "/" + p.year + p.rest
}

// splitDocNumber reads s, repaired if need be, as one document number.
func splitDocNumber(s string) (p docNumberParts, ok bool) {
	s = docNumberForm(s)
	if repaired, ok := insertSeparator(s); ok {
		s = repaired
	}
	n := scanNumber(s)
	if n == 0 {
		return p, false
	}
	digits := strings.ReplaceAll(s[:n], ".", "")
	if last := len(digits) - 1; !isDigit(digits[last]) {
		digits, p.letter = digits[:last], digits[last:]
	}
	p.number = strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:]
	if year := scanYear(s[n:]); year > 0 {
		p.year = s[n+1 : n+year]
		n += year
	}
	p.rest = s[n:]
	return p, isGroups(p.rest)
}

// docNumberForm folds s to capitals, with "-" for dashes, without blanks around separators and
// without "số" in front.
func docNumberForm(s string) string {
	s = strings.ToUpper(Fold(asciiDashes(Clean(s))))
	s = Clean(s) // a capital may compose where its small letter does not
	if rest, ok := strings.CutPrefix(s, "SO"); ok {
		rest = strings.TrimLeft(rest, " :")
		if digitPrefix(rest) > 0 {
			s = rest
		}
	}
	if strings.Contains(s, " ") {
		s = blanksAtSeparators.Replace(s)
	}
	return s
}

var blanksAtSeparators = strings.NewReplacer(" / ", "/", " /", "/", "/ ", "/", " - ", "-", " -", "-", "- ", "-")

// isGroups reports whether s is one to four groups of a key, each behind its separator.
func isGroups(s string) bool {
	for range 4 {
		if s == "" || s[0] != '/' && s[0] != '-' {
			return false
		}
		letters, count := scanRunes(s[1:], unicode.IsLetter, len(s))
		if count < 2 {
			return false
		}
		s = s[1+letters:]
		s = s[min(digitPrefix(s), 2):]
		if s == "" {
			return true
		}
	}
	return false
}

// RepairDocNumber puts the missing separator into a number whose letters follow its digits
// without one, as typists write it: "05NQ-HĐND" is "05/NQ-HĐND", "05NQ/HU" is "05-NQ/HU", since
// Party bodies (TW, TU, HU, ĐU) write a hyphen there. It serves the field of a document's
// number, where the repair is reported; running text is left alone. ok is false when there is
// nothing to repair.
func RepairDocNumber(s string) (repaired string, ok bool) {
	s = Clean(s)
	if repaired, ok = insertSeparator(s); ok {
		ok = DocNumberKey(repaired) != ""
	}
	if !ok {
		return s, false
	}
	return repaired, true
}

// insertSeparator puts a separator between leading digits and two letters or more behind them.
// A second group must follow, else "10phút" were a number.
func insertSeparator(s string) (string, bool) {
	n := digitPrefix(s)
	last := strings.LastIndexFunc(s, func(r rune) bool { return r == '/' || isDash(r) })
	if n == 0 || n > 5 || last < 0 {
		return s, false
	}
	if _, letters := scanRunes(s[n:], unicode.IsLetter, 2); letters < 2 {
		return s, false
	}
	separator := "/"
	issuer := strings.TrimLeftFunc(s[last:], func(r rune) bool { return !unicode.IsLetter(r) })
	switch Fold(strings.ToUpper(issuer)) {
	case "TW", "TU", "HU", "DU":
		separator = "-"
	}
	return s[:n] + separator + s[n:], true
}

// CompareDocNumbers orders document numbers, in any spelling: by number as an integer (9 < 15 <
// 103), then by year (none first), then by letters; what is no number comes last, by Compare.
// It is 0 only for texts equal in NFC.
func CompareDocNumbers(a, b string) int {
	x, okX := splitDocNumber(a)
	y, okY := splitDocNumber(b)
	switch {
	case okX && okY:
		return cmp.Or(
			cmp.Compare(number(x.number), number(y.number)),
			cmp.Compare(x.year, y.year),
			cmp.Compare(x.letter, y.letter),
			cmp.Compare(x.rest, y.rest),
			Compare(a, b),
		)
	case okX:
		return -1
	case okY:
		return 1
	}
	return Compare(a, b)
}
