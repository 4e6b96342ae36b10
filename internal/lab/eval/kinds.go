package eval

import (
	"math/rand/v2"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// How many queries a kind has at most.
const (
	knownItemQueries = 200
	setQueries       = 150
)

// A Kind is a way to make queries.
type Kind struct {
	Name string
	Rule string // how a query is made, for the report
	Set  bool   // the answer is a set, measured by P@10
	// From names the kind whose generator it uses, when its queries are those of another kind in another
	// spelling.
	From string
	// Same says that the lists must be those of the kind From, hit by hit.
	Same bool

	make func(c *Corpus, r *rand.Rand) []Query
}

// Kinds gives all kinds of queries. A kind's place seeds its generator: append, never insert.
func Kinds() []Kind {
	return []Kind{
		{Name: "title", Rule: "4 syllables of the title", make: titleQueries(foldable, words)},
		{Name: "title-fold", From: "title", Rule: "the same, no accents", make: titleQueries(foldable, foldedWords)},
		{Name: "title-nfd", From: "title", Same: true, Rule: "the same, NFD", make: titleQueries(foldable, decomposedWords)},
		{Name: "title-upper", From: "title", Same: true, Rule: "the same, upper case", make: titleQueries(foldable, capitalWords)},
		{Name: "title-mixed", Rule: "some accents lost", make: mixedQueries},
		{Name: "typo", Rule: "no accents, one edit", make: typoQueries},
		{Name: "prefix", Rule: "last syllable cut to 2 letters", make: titleQueries(endsLong, cutLast)},
		{Name: "body", Rule: "5 syllables of the body", make: bodyQueries(words)},
		{Name: "body-fold", From: "body", Rule: "the same, no accents", make: bodyQueries(foldedWords)},
		{Name: "quoted", From: "body", Rule: "the same, quoted", make: bodyQueries(quotedWords)},
		{Name: "tone-orig", Rule: "4 of the body around hòa, khỏe, thủy", make: toneQueries(words)},
		{Name: "tone-swap", From: "tone-orig", Same: true, Rule: "the same, hoà, khoẻ, thuỷ", make: toneQueries(swappedWords)},
		{Name: "scatter", Rule: "two distant pairs", make: scatterQueries(words)},
		{Name: "scatter-fold", From: "scatter", Rule: "the same, no accents", make: scatterQueries(foldedWords)},
		{Name: "number", Rule: "document number, any spelling", make: numberQueries},
		{Name: "abbr", Rule: "title, phrase ↔ abbreviation", make: abbreviationQueries},
		{Name: "syllable", Set: true, Rule: "one accented syllable", make: syllableQueries},
		{Name: "word", Set: true, Rule: "a word of two syllables", make: wordQueries(plainPair)},
		{Name: "word-fold", Set: true, From: "word", Rule: "the same, no accents", make: wordQueries(foldedPair)},
	}
}

// Queries makes the queries of a kind, none for an unknown one. Same articles and seed: same queries, on any
// machine.
func (c *Corpus) Queries(kind string, seed uint64) []Query {
	kinds := Kinds()
	at := func(name string) int { return slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name }) }
	i := at(kind)
	if i < 0 {
		return nil
	}
	source := i
	if kinds[i].From != "" {
		source = at(kinds[i].From)
	}
	queries := kinds[i].make(c, rand.New(rand.NewPCG(seed, uint64(source))))
	for j := range queries {
		queries[j].Kind = kind
	}
	return queries
}

// knownItems asks for articles in shuffled order, each at most once. text makes the query for the article of
// an index, or says that the article does not qualify.
func (c *Corpus) knownItems(r *rand.Rand, text func(i int) (string, bool)) []Query {
	var queries []Query
	for _, i := range r.Perm(len(c.Articles)) {
		if len(queries) == knownItemQueries {
			break
		}
		if query, ok := text(i); ok {
			queries = append(queries, Query{Text: query, Answer: []string{c.Articles[i].Path}})
		}
	}
	return queries
}

// fragment is a window of the list at a random place among those that qualify, nil when none does.
func fragment(r *rand.Rand, list []syllable, size int, qualifies func([]syllable) bool) []syllable {
	var windows [][]syllable
	for i := 0; i+size <= len(list); i++ {
		if window := list[i : i+size]; foldable(window) && qualifies(window) {
			windows = append(windows, window)
		}
	}
	if len(windows) == 0 {
		return nil
	}
	return windows[r.IntN(len(windows))]
}

// The spellings of a fragment.

// words joins the syllables in small letters.
func words(list []syllable) string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = strings.ToLower(s.text)
	}
	return strings.Join(texts, " ")
}

func foldedWords(list []syllable) string     { return fold(words(list)) }
func decomposedWords(list []syllable) string { return norm.NFD.String(words(list)) }
func capitalWords(list []syllable) string    { return strings.ToUpper(words(list)) }
func quotedWords(list []syllable) string     { return `"` + words(list) + `"` }
func swappedWords(list []syllable) string    { return placeTones(words(list), toOther) }

// cutLast leaves two letters of the last syllable.
func cutLast(list []syllable) string {
	text := []rune(words(list))
	last := []rune(list[len(list)-1].text)
	return string(text[:len(text)-len(last)+2])
}
