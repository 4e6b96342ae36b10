package search

import (
	"regexp"
	"strings"

	"bantin/internal/viet"
)

// Query is what a reader asks for.
type Query struct {
	Text   string // words, "quoted phrases", -excluded words, document numbers
	Exact  bool   // đúng dấu: only the forms as typed
	ByDate bool   // newest first, instead of by relevance

	Section, Kind, Tag string // "" for all
	Year               int    // 0 for all

	Limit int  // hits with cards; 0 for ten
	All   bool // look for quoted phrases in every text that may hold them, so that the total is always certain
}

// term is one syllable of a query.
type term struct {
	form, key string
	accented  bool
	brk       bool // no pair with the term before
	prefix    bool
	phrase    int // number of the quoted phrase that it is in, -1 for none
}

// parsedQuery is a query in its parts.
type parsedQuery struct {
	terms    []term
	excluded []term
	phrases  int
	dropped  bool // it had more terms than are looked at
}

// dottedNumber is a document's number of thousands: 1.234/QĐ-UBND is 1234/QĐ-UBND.
var dottedNumber = regexp.MustCompile(`(^|[^0-9])([0-9]{1,2})\.([0-9]{3})([ \x{A0}]?[/\-\x{2010}-\x{2014}\x{2212}])`)

var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// parseQuery reads the text of a query. Parts between double quotes are phrases; a quote that is not closed is none. A word with "-"
// before it and a blank (or nothing) before that is excluded.
func parseQuery(text string, most int) parsedQuery {
	text = viet.NFC(text)
	text = quotes.Replace(dottedNumber.ReplaceAllString(text, "$1$2$3$4"))
	parts := strings.Split(text, `"`)
	var q parsedQuery
	for i, part := range parts {
		phrase := -1
		if i%2 == 1 && i < len(parts)-1 {
			phrase = q.phrases
		}
		tokens := Tokens(part)
		for j, token := range tokens {
			t := term{form: token.Form, key: token.Key, accented: token.Form != token.Key, brk: token.Break, phrase: phrase}
			switch {
			case phrase < 0 && excludes(part, token.Start):
				q.excluded = append(q.excluded, t)
				if j+1 < len(tokens) {
					tokens[j+1].Break = true
				}
				continue
			case len(q.terms) == most:
				q.dropped = true
				continue
			}
			t.prefix = phrase < 0 && i == len(parts)-1 && token.End == len(part)
			q.terms = append(q.terms, t)
		}
		if phrase >= 0 && len(tokens) > 0 {
			q.phrases++
		}
	}
	return q
}

// excludes reports whether the word at start of text is written "-word".
func excludes(text string, start int) bool {
	return start > 0 && text[start-1] == '-' && (start == 1 || text[start-2] == ' ' || text[start-2] == '\t')
}

// pairAt reports whether the terms i-1 and i stand side by side.
func (q *parsedQuery) pairAt(i int) bool {
	return i > 0 && !q.terms[i].brk && q.terms[i].phrase == q.terms[i-1].phrase
}

// alike is the other spelling of a syllable that is h, k, l, m, s, t or qu with i or y: kỹ is kĩ. "" for every other.
func alike(form string) string {
	const i, y = "iìỉĩíị", "yỳỷỹýỵ"
	onset := strings.TrimRight(form, i+y)
	if onset != "qu" && (len(onset) != 1 || !strings.Contains("hklmst", onset)) {
		return ""
	}
	from, to := []rune(i+y), []rune(y+i)
	last := []rune(form[len(onset):])
	if len(last) != 1 {
		return ""
	}
	for n, r := range from {
		if r == last[0] {
			return onset + string(to[n])
		}
	}
	return ""
}
