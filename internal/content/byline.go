package content

import (
	"strings"

	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// A byline (dòng tác giả) is what stands under an article: names, perhaps with what each of them did, perhaps with the office of
// the author.
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

// settleAuthor reads the author field. What the editor wrote into organization and photo_credit goes before what is found in it.
func (f *form) settleAuthor(rd *reader) {
	v := f.authorText
	if v.field == "" {
		return
	}
	if v.Kind != frontmatter.List {
		if len(rd.list(v)) > 0 {
			f.addByline(readByline(cleanText(v.Text), true))
		}
		return
	}
	for _, item := range v.items() {
		f.addByline(readByline(rd.text(item), false))
	}
}

func (f *form) addByline(b byline) {
	f.Authors = append(f.Authors, b.authors...)
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

// offices are the words with which names of organisations begin. A dash between two people's names parts two authors; only
// before one of these does it part an author from the office.
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
