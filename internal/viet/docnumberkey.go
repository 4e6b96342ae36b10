package viet

import (
	"cmp"
	"strings"
	"unicode"
)

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
