package content

import (
	"strings"

	"bantin/internal/viet"
)

// isIdentifier holds for names that look like those of fields and not like the first words of a sentence.
func isIdentifier(key string) bool {
	for i := range len(key) {
		if c := key[i]; !isNameByte(c) && c != '.' {
			return false
		}
	}
	return key != ""
}

// isKnownKey reports whether a key names a field of an entry or of the settings, in any spelling.
func isKnownKey(key string) bool { return len(key) <= maxKey && knownKeys[normalKey(key)] }

// isCanonicalKey reports whether a key is the canonical English name of a field, in whatever case.
func isCanonicalKey(key string) bool { return isIdentifier(key) && canonicalKeys[normalKey(key)] }

// normalKey brings the spellings of a key together: `Tiêu đề`, `tieu-de` and `TIEU_DE` are one.
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
	return keySeparators.Replace(viet.FoldedKey(key))
}

var keySeparators = strings.NewReplacer(" ", "_", "-", "_")
