package legacytext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/viet"
)

// Doubt is a line of converted text that a person should read first.
type Doubt struct {
	Line     int    // from 1
	Text     string // as converted
	Capitals bool   // its capitals may be lost
	Proposal string // how it may have to read; "" when there is none
}

// Review looks through converted text for what the conversion cannot know:
//
//   - capitals of TCVN3, which are set in fonts of their own with the codes of the small letters: "QUYếT
//     địNH" is proposed as "QUYẾT ĐỊNH", a heading in small letters is named;
//   - words with marks that are no written Vietnamese, single letters among them: a bullet or a full stop
//     that became a letter.
func Review(r Recovered) []Doubt {
	var doubts []Doubt
	number := 0
	for line := range strings.Lines(r.Text) {
		number++
		if _, converted := slices.BinarySearch(r.Lines, number); !converted {
			continue
		}
		line = strings.TrimRight(line, "\r\n")
		d := Doubt{Line: number, Text: line}
		if slices.Contains(r.From, TCVN3) {
			if d.Proposal = withCapitals(line); d.Proposal == line {
				d.Proposal = ""
			}
		}
		d.Capitals = d.Proposal != "" || slices.Contains(r.From, TCVN3) && isSmallHeading(line)
		if d.Capitals || hasOddWord(line) {
			doubts = append(doubts, d)
		}
	}
	return doubts
}

// withCapitals gives words whose plain letters are all capitals capitals throughout; a line that has no other
// letters as a whole.
func withCapitals(line string) string {
	words := func(r rune) bool { return !unicode.IsLetter(r) }
	if strings.IndexFunc(line, isSmallASCII) < 0 && slices.ContainsFunc(strings.FieldsFunc(line, words), isHalfCapital) {
		return strings.ToUpper(line)
	}
	var out strings.Builder
	rest := line
	for rest != "" {
		i := strings.IndexFunc(rest, unicode.IsLetter)
		if i < 0 {
			break
		}
		out.WriteString(rest[:i])
		rest = rest[i:]
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		if isHalfCapital(word) {
			word = strings.ToUpper(word)
		}
		out.WriteString(word)
		rest = rest[end:]
	}
	return out.String() + rest
}

func isSmallASCII(r rune) bool { return 'a' <= r && r <= 'z' }

// isHalfCapital holds for words such as "QUYếT": capitals of ASCII, two at least or one behind a small
// letter, and small letters beyond it.
func isHalfCapital(word string) bool {
	plain, marked, behind := 0, 0, false
	for _, r := range word {
		switch {
		case isASCIILetter(r) && unicode.IsLower(r):
			return false
		case isASCIILetter(r):
			plain++
			behind = behind || marked > 0
		case unicode.IsLower(r):
			marked++
		}
	}
	return marked > 0 && (plain > 1 || behind)
}

// isSmallHeading holds for a heading or title that begins with a small letter.
func isSmallHeading(line string) bool {
	words := strings.TrimLeft(line, "# ")
	if len(words) == len(line) {
		key, value, ok := strings.Cut(line, ":")
		if !ok || !slices.Contains([]string{"title", "tieu de", "ten bai"}, viet.FoldedKey(key)) {
			return false
		}
		words = value
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(words, " \"“"))
	return unicode.IsLower(first)
}

// letterWords are the words of one letter with a mark.
var letterWords = []string{"à", "ạ", "á", "ạ", "ế", "ô", "ồ", "ổ", "ở", "ờ", "ừ", "ứ", "ý", "ỷ", "ỳ", "À", "Á", "Ô", "Ồ", "Ở", "Ờ", "Ừ", "Ý"}

// hasOddWord reports whether a word with marks is a single letter that is no word, or could not be written
// Vietnamese.
func hasOddWord(line string) bool {
	notInWord := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !isTCVN3Sign(r) }
	for word := range strings.FieldsFuncSeq(blankMarkup(line), notInWord) {
		switch {
		case isASCII(word), isLoneSign(word):
		case utf8.RuneCountInString(word) == 1 && !slices.Contains(letterWords, word), !isSyllable(word):
			return true
		}
	}
	return false
}
