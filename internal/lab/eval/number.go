package eval

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The pattern of a document number: number, year, groups of letters. RE2 knows \p{Lu}; what follows a match
// is checked by [numbersIn].
const (
	numberDigits    = `\d{1,2}\.\d{3}|\d{1,5}[a-zA-Z]?`
	numberSeparator = `[ \x{A0}]?[/\-\x{2010}-\x{2014}\x{2212}][ \x{A0}]?`
	numberGroup     = `(?:\p{Lu}{2,}(?:\p{Ll}{1,2}\p{Lu}*)?|[CT]tr)\d{0,2}`
)

var (
	documentNumber = regexp.MustCompile(`\b(` + numberDigits + `)(/(?:19|20)\d{2})?` + numberSeparator + `(` + numberGroup + `(?:` + numberSeparator + numberGroup + `){0,3})`)
	anySeparator   = regexp.MustCompile(`\s*[/\-\x{2010}-\x{2014}\x{2212}]\s*`)
	leadingZeros   = regexp.MustCompile(`^0+(\d)`)
	numberWord     = regexp.MustCompile(`(?i)^số\s*:?\s*`)
)

// singleGroups may stand alone after a number without a year: "15-NQ".
const singleGroups = " NQ QĐ CT KH BC TB CV TTr HD KL CTr Ctr ĐA GM NĐ TT PL TTLT CĐ QC GP SL TTg CP HĐBT UB "

// numbersIn gives the keys of the document numbers in a clean text.
func numbersIn(text string) []string {
	var keys []string
	for _, m := range documentNumber.FindAllStringSubmatchIndex(text, -1) {
		next, _ := utf8.DecodeRuneInString(text[m[1]:])
		if unicode.IsLetter(next) || unicode.IsDigit(next) {
			continue
		}
		number, groups := text[m[0]:m[1]], text[m[6]:m[7]]
		hasYear, hasParts := m[4] >= 0, anySeparator.MatchString(groups)
		afterWord := strings.HasSuffix(strings.TrimRight(strings.ToLower(text[:m[0]]), " :"), "số") && !strings.ContainsAny(number, " \u00A0")
		if hasYear || hasParts || strings.Contains(singleGroups, " "+groups+" ") || afterWord {
			keys = append(keys, numberKey(number))
		}
	}
	return keys
}

// numberKey makes equal what names the same number: "Số: 06/NQ–HĐND" and "6/nq-hdnd" are 6/NQ-HDND.
func numberKey(number string) string {
	number = numberWord.ReplaceAllString(clean(number), "")
	number = anySeparator.ReplaceAllStringFunc(strings.TrimSpace(number), func(sep string) string {
		if strings.Contains(sep, "/") {
			return "/"
		}
		return "-"
	})
	digits, rest, _ := strings.Cut(number, "/")
	if before, after, found := strings.Cut(number, "-"); found && len(before) < len(digits) {
		digits, rest = before, after
	}
	separator := number[len(digits) : len(number)-len(rest)]
	digits = leadingZeros.ReplaceAllString(strings.ReplaceAll(digits, ".", ""), "$1")
	return strings.ToUpper(fold(digits + separator + rest))
}

// spellings of a number that readers type.
var spellings = []func(string) string{
	func(number string) string { return number },
	strings.ToLower,
	func(number string) string { return anySeparator.ReplaceAllString(number, " ") },
	func(number string) string { return leadingZeros.ReplaceAllString(number, "$1") },
	fold,
}

// numberQueries asks for the entry by its number. An entry without the field is asked by a number that no
// other article mentions; a number that two entries bear is ambiguous and left out.
func numberQueries(c *Corpus, r *rand.Rand) []Query {
	bearers, mentions := map[string]int{}, map[string]int{}
	for i, article := range c.Articles {
		if article.Number != "" {
			bearers[numberKey(article.Number)]++
		}
		seen := map[string]bool{}
		for _, key := range c.docs[i].numberKeys {
			if !seen[key] {
				seen[key] = true
				mentions[key]++
			}
		}
	}
	return c.knownItems(r, func(i int) (string, bool) {
		number := c.Articles[i].Number
		if number == "" {
			if number = c.onlyMention(i, mentions); number == "" {
				return "", false
			}
		} else if bearers[numberKey(number)] > 1 {
			return "", false
		}
		return spellings[r.IntN(len(spellings))](number), true
	})
}

// onlyMention is the first number, by its key, that this article alone mentions.
func (c *Corpus) onlyMention(i int, mentions map[string]int) string {
	for _, key := range c.docs[i].numberKeys {
		if mentions[key] == 1 {
			return key
		}
	}
	return ""
}
