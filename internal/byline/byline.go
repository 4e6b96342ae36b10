// Package byline reads what stands under an article: names, perhaps with what each of them did, perhaps with
// the office of the author (dòng tác giả).
//
//	Nguyễn Anh Dũng - Ban Tuyên giáo Huyện ủy Bảo Yên   an author and an organisation
//	Bài, ảnh: N.V.A                                     an author who also took the photos
//	Bài: Minh Anh; Ảnh: Quốc Hồng                       an author and a photographer
//	Minh Anh, Quốc Hồng                                 two authors
package byline

import (
	"strings"

	"bantin/internal/viet"
)

// Byline is a by-line as read.
type Byline struct {
	Authors      []string
	Organization string // "" without one
	Photo        string // who took the photos, "" when it does not say
}

// Read reads one byline. split tells whether commas part names; in a list they do not.
func Read(text string, split bool) (b Byline) {
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
		b.Organization = office
		text = name
	}
	b.Authors = Names(text, split)
	return b
}

func (b *Byline) add(roles roles, names string, split bool) {
	names = strings.TrimRight(viet.TrimBlanks(names), ".;,")
	if roles.text {
		name, office, ok := cutOffice(names)
		if ok {
			names, b.Organization = name, office
		}
		b.Authors = append(b.Authors, Names(names, split)...)
	}
	if roles.photo && b.Photo == "" {
		b.Photo = names
	}
}

// Names parts the names of a text at commas, semicolons and line ends where split holds.
func Names(text string, split bool) []string {
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
var offices = words(`
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

// labelWords are the words, folded, that stand before the colon of a byline: "Bài, ảnh: N.V.A", "Tin và ảnh:
// …", "Nguồn: …".
var labelWords = map[string]bool{
	"tin": true, "bai": true, "anh": true, "video": true, "clip": true, "va": true, "tac": true, "gia": true, "nguoi": true,
	"viet": true, "thuc": true, "hien": true, "nguon": true, "bien": true, "tap": true, "theo": true,
}

// longest is how many bytes a byline may have.
const longest = 160

// Is reports whether a paragraph names who made the article and says nothing else.
func Is(text string) bool {
	label, name, ok := strings.Cut(text, ":")
	if !ok || name == "" || len(text) > longest {
		return false
	}
	words := strings.FieldsFunc(viet.FoldedKey(label), func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '/' || r == '&' })
	for _, word := range words {
		if !labelWords[word] {
			return false
		}
	}
	return len(words) > 0
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}
