package diag

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Lang is a language of the messages.
type Lang string

// The languages of the catalogue.
const (
	VI Lang = "vi"
	EN Lang = "en"
)

// Message is one entry of the catalogue: what is wrong and what to do about it, in both languages. {1}, {2} …
// stand for the arguments of the diagnostic, {#1} for one that is a whole number, {?2|…|} for a clause that
// stands only where argument 2 is not empty. Every message of level Error or Warning has a hint that says
// what to type.
type Message struct {
	Severity       Severity
	VI, EN         string
	HintVI, HintEN string
}

// catalogue is the whole table; each area of the program has a file of its own.
var catalogue = merge(
	assetMessages,
	buildMessages,
	checkMessages,
	contentMessages,
	deskMessages,
	feedMessages,
	layoutMessages,
	markdownMessages,
	outputMessages,
	proofMessages,
	serveMessages,
	siteMessages,
	sourceMessages,
	watchMessages,
)

// merge joins the tables of the areas. A name that stands in two of them is a broken invariant.
func merge[Name ~string, Text any](tables ...map[Name]Text) map[Name]Text {
	all := map[Name]Text{}
	for _, table := range tables {
		for name, text := range table {
			if _, taken := all[name]; taken {
				panic("internal error: a name in two tables: " + string(name))
			}
			all[name] = text
		}
	}
	return all
}

// Codes lists every code of the catalogue in order.
func Codes() []Code { return slices.Sorted(maps.Keys(catalogue)) }

// Lookup returns the catalogue's entry for code.
func Lookup(code Code) (Message, bool) {
	m, ok := catalogue[code]
	return m, ok
}

// Text returns the diagnostic's message and hint in a language; the hint may be empty.
func (d Diagnostic) Text(lang Lang) (message, hint string) {
	m := catalogue[d.Code]
	if lang == EN {
		return fill(lang, m.EN, d.Args), fill(lang, m.HintEN, d.Args)
	}
	return fill(lang, m.VI, d.Args), fill(lang, m.HintVI, d.Args)
}

// Number writes a whole number as a language does: 1.234 or 1,234.
func Number(lang Lang, n int) string { return grouped(lang, strconv.Itoa(n)) }

// grouped parts the thousands of a number.
func grouped(lang Lang, digits string) string {
	sign := "."
	if lang == EN {
		sign = ","
	}
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + sign + digits[at:]
	}
	return digits
}

// fill replaces {1}, {2} … in one pass, so that an argument that itself holds "{2}" stays as it is. A clause
// {?2|…|} is left out when argument 2 is empty or not given: "Image “{1}” not found.{?2| The nearest name is
// “{2}”.|}".
func fill(lang Lang, text string, args []string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for i, arg := range args {
		n := strconv.Itoa(i + 1)
		pairs = append(pairs, "{"+n+"}", arg)
		if number := "{#" + n + "}"; strings.Contains(text, number) {
			pairs = append(pairs, number, grouped(lang, arg))
		}
		if open := "{?" + n + "|"; strings.Contains(text, open) {
			before, rest, _ := strings.Cut(text, open)
			clause, after, _ := strings.Cut(rest, "|}")
			if arg == "" {
				clause = ""
			}
			text = before + clause + after
		}
	}
	for n := len(args) + 1; strings.Contains(text, "{?"); n++ { // of arguments that are not given
		before, rest, found := strings.Cut(text, "{?"+strconv.Itoa(n)+"|")
		if _, after, closed := strings.Cut(rest, "|}"); found && closed {
			text = before + after
		} else if n > 9 {
			break
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
