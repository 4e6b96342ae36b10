package page

import (
	"bantin/internal/site"
	"bantin/internal/viet"
)

func (v *TermsView) bodies() []*Body { return nil }

// words name a taxonomy to its readers.
type words struct {
	one, all string
	layout   string // of the index
	counted  string
}

// taxonomyWords by name of the taxonomy.
var taxonomyWords = map[string]words{
	"tag":          {"Chủ đề", "Chủ đề", "tags", "chủ đề"},
	"author":       {"Tác giả", "Tác giả", "authors", "tác giả"},
	"organization": {"Đơn vị", "Đơn vị", "organizations", "đơn vị"},
	"series":       {"Chuyên đề", "Chuyên đề", "all-series", "chuyên đề"},
}

// addTerms adds the index page of every taxonomy that is used.
func (m *maker) addTerms() {
	for _, tax := range m.site.Taxonomies() {
		if len(tax.Terms) > 0 {
			m.add(taxonomyWords[tax.Name].layout, tax.URL(), func(m *maker) view { return m.terms(tax) })
		}
	}
}

// terms makes the view of an index: all terms with their counts, under their letters, in Vietnamese order.
// Authors stand under the letter of their given name.
func (m *maker) terms(tax *site.Taxonomy) *TermsView {
	words, root := taxonomyWords[tax.Name], rootOf(tax.URL())
	v := &TermsView{
		Frame:   m.frame(words.layout, tax.URL(), words.all, "", nil),
		Heading: words.all,
		Count:   viet.FormatCount(int64(len(tax.Terms))) + " " + words.counted,
	}
	for _, t := range tax.Terms {
		sortedBy := t.Label
		if tax.Name == "author" {
			sortedBy = viet.PersonKey(t.Label)
		}
		letter := viet.FirstLetter(sortedBy)
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Letter != letter {
			v.Groups = append(v.Groups, TermGroup{Letter: letter, ID: letterID(letter)})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Terms = append(g.Terms, Term{t.Label, root + t.URL(), viet.FormatCount(int64(len(t.Items)))})
	}
	return v
}

// letterIDs are the ids of the letters that folding would make equal.
var letterIDs = map[string]string{"Ă": "chu-aw", "Â": "chu-aa", "Đ": "chu-dd", "Ê": "chu-ee", "Ô": "chu-oo", "Ơ": "chu-ow", "Ư": "chu-uw", "#": "chu-khac"}

func letterID(letter string) string {
	if id, ok := letterIDs[letter]; ok {
		return id
	}
	return "chu-" + viet.Slug(letter)
}
