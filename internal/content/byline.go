package content

import (
	"slices"
	"strings"

	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// A byline (dòng tác giả) is what stands under an article: names, perhaps with what each of them did, perhaps
// with the office of the author.
//
//	Nguyễn Anh Dũng - Ban Tuyên giáo Huyện ủy Bảo Yên   an author and an organisation
//	Bài, ảnh: N.V.A                                     an author who also took the photos
//	Bài: Minh Anh; Ảnh: Quốc Hồng                       an author and a photographer
//	Minh Anh, Quốc Hồng                                 two authors
type byline struct {
	authors      []string
	organization string
	photo        string
}

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
		p.names = append(p.names, splitNames(rd.text(item), false)...)
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
		f.addByline(readByline(rd.typed(v, v.Text), split && !v.IsTorn('{')))
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
			p.names = splitNames(viet.TrimBlanks(p.first+" "+p.last), false)
		}
		f.addByline(byline{authors: p.names, organization: p.office})
	case v.Text != "":
		f.addByline(readByline(rd.text(v), false))
	default:
		for _, m := range v.Members {
			if m.Kind == frontmatter.Table {
				f.addPerson(rd, value{field: v.field, Member: m})
			} else if !m.IsEmpty() {
				rd.At(m.KeyOffset, "colon-in-value", m.Key+": "+m.Display())
				f.addByline(readByline(rd.plain(v, m.Key+": "+m.Display()), false))
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
	return strings.Join(append(f.Authors, splitNames(f.Organization, false)...), ", ")
}

func (f *form) addByline(b byline) {
	for _, name := range b.authors {
		if !slices.ContainsFunc(f.Authors, func(other string) bool { return viet.ExactKey(other) == viet.ExactKey(name) }) {
			f.Authors = append(f.Authors, name)
		}
	}
	if f.Organization == "" {
		f.Organization = b.organization
	}
	if f.PhotoCredit == "" {
		f.PhotoCredit = b.photo
	}
}

// readByline reads one byline. split tells whether commas part names; in a list they do not.
func readByline(text string, split bool) (b byline) {
	if roles, names, ok := cutRoles(text); ok {
		for {
			rest, next := nextRoles(names)
			b.add(roles, rest, split)
			if next == "" {
				return b
			}
			roles, names, _ = cutRoles(next)
		}
	}
	if name, office, ok := cutOffice(text); ok {
		b.organization = office
		text = name
	}
	b.authors = splitNames(text, split)
	return b
}

func (b *byline) add(roles roles, names string, split bool) {
	names = strings.TrimRight(viet.TrimBlanks(names), ".;,")
	if roles.text {
		name, office, ok := cutOffice(names)
		if ok {
			names, b.organization = name, office
		}
		b.authors = append(b.authors, splitNames(names, split)...)
	}
	if roles.photo && b.photo == "" {
		b.photo = names
	}
}

func splitNames(text string, split bool) []string {
	parts := []string{text}
	if split {
		parts = strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == '\n' })
	}
	var names []string
	for _, part := range parts {
		if name := viet.TrimBlanks(part); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// roles says what the people named after a label like "Bài, ảnh:" did.
type roles struct{ text, photo bool }

// cutRoles splits "Bài, ảnh: N.V.A" at its colon, if what stands before it are roles and nothing else.
func cutRoles(text string) (r roles, names string, ok bool) {
	label, names, found := strings.Cut(text, ":")
	if !found || len(label) > 40 {
		return r, "", false
	}
	words := strings.FieldsFunc(viet.FoldedKey(label), func(c rune) bool {
		return c == ' ' || c == ',' || c == '-' || c == '&' || c == '/' || c == '+' || c == '–'
	})
	for _, word := range words {
		switch word {
		case "tin", "bai":
			r.text = true
		case "anh":
			r.photo = true
		case "va":
		default:
			return roles{}, "", false
		}
	}
	return r, names, r.text || r.photo
}

// nextRoles splits names before the next label: "Minh Anh; Ảnh: Quốc Hồng".
func nextRoles(text string) (names, next string) {
	for i, c := range text {
		if c != ';' && c != ',' && c != '.' && c != '-' && c != '–' && c != '|' && c != '\n' {
			continue
		}
		rest := viet.TrimBlanks(text[i+len(string(c)):])
		if _, _, ok := cutRoles(rest); ok {
			return viet.TrimBlanks(text[:i]), rest
		}
	}
	return text, ""
}

// offices are the words with which names of organisations begin. A dash between two people's names parts two
// authors; only before one of these does it part an author from the office.
var offices = makeSet(`
	ban bo bao bch btg btv cong chi cuc dai dang dang_uy doan doi hat hoi huyen huyen_uy khoi lien mat mttq ngan nha phong so thanh
	thi tinh to toa tong tram trung truong ubmttq ubnd uy van vien vnpt xa`)

// cutOffice splits "Nguyễn Anh Dũng - Ban Tuyên giáo Huyện ủy Bảo Yên".
func cutOffice(text string) (name, office string, ok bool) {
	for _, dash := range [...]string{" - ", " – ", " — "} {
		name, office, found := strings.Cut(text, dash)
		if !found {
			continue
		}
		first, _, more := strings.Cut(viet.FoldedKey(office), " ")
		isOffice := offices[first] && (more || office == strings.ToUpper(office))
		if isOffice && viet.TrimBlanks(name) != "" {
			return viet.TrimBlanks(name), viet.TrimBlanks(office), true
		}
	}
	return "", "", false
}
