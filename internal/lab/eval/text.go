package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A syllable (âm tiết) is one token of a text: as written, and its two keys.
type syllable struct {
	text  string // NFC, case kept
	exact string // lower case, canonical tone placement
	fold  string // exact without accents
}

// Signs that end a stretch of text that a query may quote, and signs that no word runs across.
const (
	stretchEnds = ".,;:!?()\"“”…-–\n"
	wordEnds    = ".;:!?()\"“”…\n"
)

// stretches cuts a text at any of the signs and gives the syllables of each part.
func stretches(text, ends string) [][]syllable {
	var parts [][]syllable
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(ends, r) }) {
		if list := syllables(part); len(list) > 0 {
			parts = append(parts, list)
		}
	}
	return parts
}

// syllables are the maximal runs of letters and digits. An apostrophe between letters belongs to its run
// (N'Drung).
func syllables(text string) []syllable {
	runes := []rune(clean(text))
	var list []syllable
	start := -1
	for i := 0; i <= len(runes); i++ {
		if i < len(runes) && (inWord(runes[i]) || apostropheBetweenLetters(runes, i)) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			list = append(list, newSyllable(string(runes[start:i])))
			start = -1
		}
	}
	return list
}

func newSyllable(text string) syllable {
	exact := exactKey(text)
	return syllable{text: text, exact: exact, fold: fold(exact)}
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

const apostrophes = "'’‘ʼ`"

func apostropheBetweenLetters(runes []rune, i int) bool {
	return strings.ContainsRune(apostrophes, runes[i]) && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1])
}

// clean gives NFC without the signs that nobody sees (soft hyphen, zero width), with ordinary blanks.
func clean(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == 0xAD, r >= 0x200B && r <= 0x200D, r == 0x2060, r == 0xFEFF:
			return -1
		case r != '\n' && unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text))
}

// exactKey is lower case, with the tone of a final oa, oe, uy on its first letter, wrongly coded đ and ư
// repaired, no apostrophes.
func exactKey(word string) string {
	lower := strings.ToLower(norm.NFC.String(word))
	return placeTones(keyLetters.Replace(lower), toFirst)
}

var keyLetters = strings.NewReplacer("ð", "đ", "ɖ", "đ", "ƣ", "ư", "'", "", "’", "", "‘", "", "ʼ", "", "`", "")

// fold drops every accent and maps the letters that Unicode does not decompose.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case strings.ContainsRune("đðɖ", r):
			r = 'd'
		case strings.ContainsRune("ĐÐƉ", r):
			r = 'D'
		case r == 'ƣ':
			r = 'u'
		case r == 'Ƣ':
			r = 'U'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// toneRows are the vowels of oa, oe, uy: without tone, then with each of the five tones.
var toneRows = [...]string{"aáàảãạ", "eéèẻẽẹ", "oóòỏõọ", "uúùủũụ", "yýỳỷỹỵ"}

// vowelTone splits a small letter into its plain vowel and tone; tone 0 is none, and plain 0 means another
// letter.
func vowelTone(r rune) (plain rune, tone int) {
	for _, row := range toneRows {
		letters := []rune(row)
		for i, letter := range letters {
			if letter == r {
				return letters[0], i
			}
		}
	}
	return 0, 0
}

func withTone(plain rune, tone int) rune {
	for _, row := range toneRows {
		if letters := []rune(row); letters[0] == plain {
			return letters[tone]
		}
	}
	return plain
}

// Where [placeTones] puts a tone.
type placement int

const (
	toFirst placement = iota // hóa, the key's form
	toOther                  // hóa → hoá, hoá → hóa
)

// placeTones moves the tones of the runs of letters that end in oa, oe or uy (not quy). The text is NFC and
// lower case.
func placeTones(text string, where placement) string {
	runes := []rune(text)
	for i := 1; i < len(runes); i++ {
		if i+1 < len(runes) && unicode.IsLetter(runes[i+1]) {
			continue
		}
		first, firstTone := vowelTone(runes[i-1])
		second, secondTone := vowelTone(runes[i])
		pair := string([]rune{first, second})
		if pair != "oa" && pair != "oe" && pair != "uy" || pair == "uy" && i > 1 && runes[i-2] == 'q' || (firstTone == 0) == (secondTone == 0) {
			continue
		}
		if where == toFirst || firstTone == 0 {
			runes[i-1], runes[i] = withTone(first, firstTone+secondTone), second
		} else {
			runes[i-1], runes[i] = first, withTone(second, firstTone)
		}
	}
	return string(runes)
}

// hasMovableTone reports whether a small syllable ends in oa, oe or uy with a tone.
func hasMovableTone(text string) bool { return placeTones(text, toOther) != text }
