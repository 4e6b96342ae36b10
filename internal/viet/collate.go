package viet

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// alphabet are the small letters in the order of the alphabetical index. No digraphs: ch, ng, th are two
// letters each.
const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

// collators compare in the order of CLDR for vi, which browsers have as Intl.Collator('vi'): letters over the
// whole text first, then tones and other marks, then case. A Collator is for one goroutine.
var collators = sync.Pool{New: func() any { return collate.New(language.Vietnamese) }}

// fieldSeparator (unit separator) parts the fields of a key such as PersonKey's: the first
// fields are compared on all levels before the second ones are looked at.
const fieldSeparator = "\x1f"

// Compare orders a and b as CLDR does for Vietnamese. It is 0 only for texts that are equal in NFC: what the
// order of CLDR takes for the same is ordered by bytes.
//
//	dan < dân < dần < đan < đàn      Mã An < Ma Bình < Mã Bình
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	a, b = NFC(a), NFC(b)
	byFields := slices.CompareFunc(strings.Split(a, fieldSeparator), strings.Split(b, fieldSeparator), c.CompareString)
	return cmp.Or(byFields, strings.Compare(a, b))
}

// SortBy sorts a list by its labels in the order of Compare, and leaves equal ones in their order. Each label
// is read once.
func SortBy[T any](list []T, label func(T) string) {
	type keyed struct {
		of     T
		text   string
		fields [][]byte
	}
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	rows := make([]keyed, len(list))
	for i, of := range list {
		rows[i] = keyed{of: of, text: NFC(label(of))}
		for field := range strings.SplitSeq(rows[i].text, fieldSeparator) {
			rows[i].fields = append(rows[i].fields, c.KeyFromString(&buf, field))
		}
	}
	slices.SortStableFunc(rows, func(a, b keyed) int {
		return cmp.Or(slices.CompareFunc(a.fields, b.fields, bytes.Compare), strings.Compare(a.text, b.text))
	})
	for i, row := range rows {
		list[i] = row.of
	}
}

// PersonKey returns the text under which a person is listed: the given name, which is the last
// word, then the rest from the left. "Nguyễn Anh Dũng" stands under D, as "Dũng" and "Nguyễn
// Anh". Keys are for Compare and FirstLetter, not for display: the two parts have a
// control character between them, which makes every Dung come before every Dũng.
func PersonKey(name string) string {
	name = Clean(name)
	space := strings.LastIndexByte(name, ' ')
	if space < 0 {
		return name
	}
	return name[space+1:] + fieldSeparator + name[:space]
}

// foreignLetters are letters of other languages that do not decompose and sort with a plain one.
var foreignLetters = strings.NewReplacer("ø", "o", "ł", "l", "ð", "d", "æ", "a", "œ", "o", "ß", "s")

// FirstLetter returns the letter of the alphabetical index under which a label stands: "A",
// "Ă", "Â", "B" …, "#" for digits, signs and other scripts. Labels sorted by Compare have their
// letters in the order of the alphabet.
func FirstLetter(s string) string {
	first, _, _ := strings.Cut(s, fieldSeparator)
	for _, r := range Clean(first) {
		if !unicode.IsGraphic(r) {
			continue // nobody sees it
		}
		r = unicode.ToLower(r)
		if l := letterOf(r); l.fold != 0 {
			r = l.plain
		}
		if !strings.ContainsRune(alphabet, r) {
			r = []rune(foreignLetters.Replace(norm.NFKD.String(string(r))))[0]
		}
		if strings.ContainsRune(alphabet, r) {
			return string(unicode.ToUpper(r))
		}
		break
	}
	return "#"
}
