package content

import (
	"strings"

	"bantin/internal/content/decode"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// vocabulary is what the reading of front matter must know of the fields.
var vocabulary = frontmatter.Vocabulary{Known: isKnownKey, Canonical: isCanonicalKey, Holds: mentionsHold, Title: isTitleKey, Common: opensInvitations}

// isTitleKey reports whether a key is the title's, by its name and not by a word that also opens sentences
// ("Tên: …").
func isTitleKey(key string) bool {
	name := normalKey(key)
	return name == "title" || name == "tieu_de"
}

// opensInvitations holds for fields that stand at the head of every invitation (giấy mời): they prove no
// front matter.
func opensInvitations(key string) bool {
	switch normalKey(key) {
	case "thoi_gian", "dia_diem", "thanh_phan", "chu_tri", "kinh_gui":
		return true
	}
	return false
}

// isKnownKey reports whether a key names a field of an entry or of the settings, in any spelling.
func isKnownKey(key string) bool { return knownKeys[normalKey(key)] }

// isCanonicalKey reports whether an identifier is the canonical English name of a field, in whatever case.
func isCanonicalKey(key string) bool { return canonicalKeys[normalKey(key)] }

// normalKey brings the spellings of a key together: `Tiêu đề`, `tieu-de`, `TIEU_DE` and `**tiêu đề**` are
// one.
func normalKey(key string) string {
	plain := true
	for i := range len(key) {
		if c := key[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_') {
			plain = false
			break
		}
	}
	if plain {
		return key
	}
	key = strings.Trim(strings.Map(decode.DropMarks, key), "*_\"'`“”‘’")
	return keySeparators.Replace(viet.FoldedKey(key))
}

var keySeparators = strings.NewReplacer(" ", "_", "-", "_")
