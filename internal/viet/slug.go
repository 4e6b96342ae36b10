package viet

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the greatest length of an address element in bytes. Paths on Windows end at 260
// characters, offline copies live there, and real headlines reach 146 characters.
const maxSlug = 80

// Slug returns s as an element of an address: compatibility forms resolved (NFKC), accents
// folded, lower case, apostrophes and invisible characters dropped, every other run outside
// [a-z0-9] one hyphen, none at the ends. It is not cut; see SlugMax. The result may be empty.
//
//	Slug("Đắk N'Drung, Nâm N’Jang")  "dak-ndrung-nam-njang"
//
// The old portal made its addresses by the same rule, so redirects from them can be computed.
func Slug(s string) string {
	var stack [160]byte
	if slug, ok := appendSlug(stack[:0], s, false); ok {
		return string(slug)
	}
	// NFC of NFKC, decomposed again by the fold, is NFKD.
	slug, _ := appendSlug(stack[:0], norm.NFKD.String(s), true)
	return string(slug)
}

// appendSlug appends the slug of s to the empty buffer dst. Unless s is decomposed, it gives up
// (ok is false) at a character that the table of letters does not know.
func appendSlug(dst []byte, s string, decomposed bool) (slug []byte, ok bool) {
	gap := false
	put := func(c byte) {
		if gap && len(dst) > 0 {
			dst = append(dst, '-')
		}
		gap = false
		dst = append(dst, c)
	}
	for i := 0; i < len(s); {
		c := s[i]
		size := 1
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			put(c)
		case 'A' <= c && c <= 'Z':
			put(c + 'a' - 'A')
		case c == '\'' || c == '`':
		case c < utf8.RuneSelf:
			gap = true
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case letterOf(r).fold != 0:
				put(letterOf(r).fold | 0x20)
			case isDroppedInSlug(r), isCombining(r):
			case separatesInSlug(r), r == utf8.RuneError:
				gap = true
			case !decomposed:
				return nil, false
			case !unicode.Is(unicode.Mn, r):
				gap = true
			}
		}
		i += size
	}
	return dst, true
}

// isDroppedInSlug holds for apostrophes (’ ‘ ʼ) and invisible characters.
func isDroppedInSlug(r rune) bool {
	return r == 0x2019 || r == 0x2018 || r == 0x02BC || isInvisible(r)
}

// separatesInSlug holds for usual signs without a compatibility form that matters here.
func separatesInSlug(r rune) bool {
	switch r {
	case 0xA0, '«', '»', '°', '·', '§', '×':
		return true
	}
	return r >= 0x2010 && r <= 0x203F
}

// SlugMax returns Slug(s) as a file name: at most 80 bytes, and none that Windows reserves. A
// longer slug is cut at its last hyphen that leaves room (hard when there is none) and gets a
// hyphen and a stable hash of the uncut slug; a reserved name gets the hash alone. Reserved are
// con, prn, aux, nul, com1 … com9, lpt1 … lpt9, with any extension and on every system, so that
// a copy may be carried anywhere. An empty slug stays empty; see FallbackSlug.
func SlugMax(s string) string {
	slug := Slug(s)
	if len(slug) <= maxSlug && !isReservedName(slug) {
		return slug
	}
	suffix := "-" + shortHash(slug)
	room := maxSlug - len(suffix)
	if len(slug) <= room {
		return slug + suffix
	}
	if hyphen := strings.LastIndexByte(slug[:room+1], '-'); hyphen > 0 {
		room = hyphen
	}
	return slug[:room] + suffix
}

// FallbackSlug returns the slug of a source file whose name gives none ("!!!.md"): "bai-" (bài,
// an article) and 8 hex digits of the path's hash. The path is slash-separated and relative to
// the content folder; its Unicode form does not matter.
func FallbackSlug(path string) string { return "bai-" + shortHash(NFC(path)) }

// shortHash returns 8 hex digits that depend on s alone, in every version of the program.
func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// IDs gives the headings of one page their ids. The zero value is ready to use.
type IDs struct {
	used map[string]bool
	next map[string]int // the suffix to try next for a base
}

// Own returns the id of a place that has a name of its own, "h-" and the name, and whether no earlier place
// has it. Ask for all of these before the headings.
func (ids *IDs) Own(name string) (id string, free bool) {
	id = "h-" + name
	if ids.used[id] {
		return id, false
	}
	if ids.used == nil {
		ids.used, ids.next = map[string]bool{}, map[string]int{}
	}
	ids.used[id] = true
	return id, true
}

// Heading returns the id of the next heading in document order: "h-" and the slug of its text,
// "h-muc" (mục, an item) when that is empty. Repeated ids get -2, -3 …, and no suffixed id ever
// equals that of another heading: after "x", "x" a heading "x-2" becomes "h-x-2-2". The prefix
// keeps ids clear of names that scripts and forms use.
func (ids *IDs) Heading(text string) string {
	base := Slug(text)
	if base == "" {
		base = "muc"
	}
	base = "h-" + base
	if ids.used == nil {
		ids.used, ids.next = map[string]bool{}, map[string]int{}
	}
	id := base
	for ids.used[id] {
		n := max(ids.next[base], 2)
		ids.next[base] = n + 1
		id = base + "-" + strconv.Itoa(n)
	}
	ids.used[id] = true
	return id
}
