package content

import (
	"slices"
	"strconv"

	"bantin/internal/frontmatter"
)

// The limits of one file. They keep a mistake (a photo renamed to .md, a whole book in one article) from costing more than a
// message. Those of its front matter are in package frontmatter.
const (
	// MaxFile is the size of a file in bytes; a larger one is refused unread.
	MaxFile   = 2 << 20
	largeFile = 512 << 10 // bytes; a larger file is remarked on
	longLine  = 64 << 10  // bytes of one line; a longer one is remarked on
	longTitle = 300       // characters; a longer title is remarked on

	// maxTerms is how many tags, sections, authors, series or old addresses one entry may name: each has pages of its own, so a list
	// that somebody pasted must not make thousands of files.
	maxTerms = 100

	// maxSuggestions bounds the search for near names: a file of thousands of unknown keys is no place for advice.
	maxSuggestions = 50
)

// checkTerms refuses an entry that would make more pages than any article does. Of an _index.md these lists make none.
func (f *form) checkTerms(rd *reader, members []frontmatter.Member) {
	for _, list := range []struct {
		field string
		count int
	}{
		{"tags", len(f.Tags)}, {"categories", len(f.Categories)}, {"author", len(f.Authors)}, {"series", len(f.Series)}, {"aliases", len(f.Aliases) + len(f.OldURLs)},
	} {
		if list.count <= maxTerms || f.IsIndex() {
			continue
		}
		at := slices.IndexFunc(members, func(m frontmatter.Member) bool {
			field, known := commonSchema.index[normalKey(m.Key)]
			return known && commonSchema.fields[field].key == list.field
		})
		rd.at(members[max(at, 0)].KeyOffset, "list-too-long", list.field, strconv.Itoa(list.count), strconv.Itoa(maxTerms))
	}
}
