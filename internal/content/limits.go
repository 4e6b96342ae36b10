package content

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/frontmatter"
)

// The limits of one entry. Those of a file are in package decode, those of its front matter in package
// frontmatter.
const (
	longTitle = 300 // characters; a longer title is reported

	// maxTerms is how many tags, sections, authors, series or old addresses one entry may name: each has
	// pages of its own, so a list that a person pasted must not make thousands of files.
	maxTerms = 100

	// What cards show stands in every list that the entry is in, some 1,000 times at most.
	maxTitle   = 1000 // characters of a title, also of the one for lists
	maxSummary = 5000 // characters of a summary

	// maxSuggestions bounds the search for near names: a file of thousands of unknown keys is no place for
	// advice.
	maxSuggestions = 50
)

// checkGrowth refuses an entry that would make more output than any article does: more pages of lists, or
// longer cards in them. Of an _index.md these lists make none.
func (f *form) checkGrowth(rd *reader, members []frontmatter.Member) {
	for _, limited := range []struct {
		code        diag.Code
		field       string
		count, most int
	}{
		{"list-too-long", "tags", len(f.Tags), maxTerms},
		{"list-too-long", "categories", len(f.Categories), maxTerms},
		{"list-too-long", "author", len(f.Authors), maxTerms},
		{"list-too-long", "series", len(f.Series), maxTerms},
		{"list-too-long", "aliases", len(f.Aliases) + len(f.OldURLs), maxTerms},
		{"value-too-long", "linktitle", utf8.RuneCountInString(f.LinkTitle), maxTitle},
		{"value-too-long", "summary", utf8.RuneCountInString(f.Summary), maxSummary},
	} {
		if limited.count <= limited.most || f.IsIndex() {
			continue
		}
		at := slices.IndexFunc(members, func(m frontmatter.Member) bool {
			field, known := commonSchema.index[normalKey(m.Key)]
			return known && commonSchema.fields[field].key == limited.field
		})
		rd.At(members[max(at, 0)].KeyOffset, limited.code, limited.field, strconv.Itoa(limited.count), strconv.Itoa(limited.most))
	}
}
