package content

import (
	"slices"
	"strings"

	"bantin/internal/byline"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// A person is an author as a table, which is how other programs keep one.
type person struct {
	names               []string
	first, last, office string
}

var personSchema = newSchema([]field[person]{
	{"name", "ten ho_ten ho_va_ten full_name fullname display_name displayname title author tac_gia", reading[person]{TextValue, keepName}},
	{"first_name", "first firstname given_name", textInto(func(p *person) *string { return &p.first })},
	{"last_name", "last lastname family_name", textInto(func(p *person) *string { return &p.last })},
	{"organization", "don_vi co_quan affiliation company", textInto(func(p *person) *string { return &p.office })},
})

// keepName keeps a name, or several that stand as a list.
func keepName(rd *reader, p *person, v value) {
	for _, item := range v.items() {
		p.names = append(p.names, byline.Names(rd.text(item), false)...)
	}
}

// settleAuthors reads the author fields. What the editor wrote into organization and photo_credit goes before
// what is found in them. Whatever stands there, the article is published.
func (f *form) settleAuthors(rd *reader) {
	for _, v := range f.bylines {
		f.addAuthors(rd, v, true)
	}
}

// addAuthors reads one value: a text, of several names where split holds, a person, or a list of such.
func (f *form) addAuthors(rd *reader, v value, split bool) {
	switch v.Kind {
	case frontmatter.List:
		for _, item := range v.items() {
			f.addAuthors(rd, item, false)
		}
	case frontmatter.Table:
		f.addPerson(rd, v)
	default:
		f.addByline(byline.Read(rd.typed(v, v.Text), split && !v.IsTorn('{')))
	}
}

// addPerson reads a table: one person, or persons under names of their own. `- Bài: Minh Anh` is a table to
// YAML and a text to whoever wrote it.
func (f *form) addPerson(rd *reader, v value) {
	isPerson := slices.ContainsFunc(v.Members, func(m frontmatter.Member) bool { return personSchema.has(normalKey(m.Key)) })
	switch {
	case isPerson:
		var p person
		readTable(rd, personSchema, &p, &v)
		if len(p.names) == 0 {
			p.names = byline.Names(viet.TrimBlanks(p.first+" "+p.last), false)
		}
		f.addByline(byline.Byline{Authors: p.names, Organization: p.office})
	case v.Text != "":
		f.addByline(byline.Read(rd.text(v), false))
	default:
		for _, m := range v.Members {
			if m.Kind == frontmatter.Table {
				f.addPerson(rd, value{field: v.field, Member: m})
			} else if !m.IsEmpty() {
				rd.At(m.KeyOffset, "colon-in-value", m.Key+": "+m.Display())
				f.addByline(byline.Read(rd.plain(v, m.Key+": "+m.Display()), false))
			}
		}
	}
}

// nameText reads a name that may stand in a list or in a table, as names of authors do.
func (rd *reader) nameText(v value) string {
	if !v.IsCollection() {
		return rd.text(v)
	}
	var f form
	f.addAuthors(rd, v, false)
	return strings.Join(append(f.Authors, byline.Names(f.Organization, false)...), ", ")
}

func (f *form) addByline(b byline.Byline) {
	for _, name := range b.Authors {
		if !slices.ContainsFunc(f.Authors, func(other string) bool { return viet.ExactKey(other) == viet.ExactKey(name) }) {
			f.Authors = append(f.Authors, name)
		}
	}
	if f.Organization == "" {
		f.Organization = b.Organization
	}
	if f.PhotoCredit == "" {
		f.PhotoCredit = b.Photo
	}
}
