package frontmatter

import (
	"iter"
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// A Vocabulary is what the caller knows of the names of fields. It tells a line of front matter from a line
// of prose with a colon in it, and what may concern a draft from what does not.
type Vocabulary struct {
	// Known reports whether a key names a field, in any spelling and under any alias.
	Known func(key string) bool
	// Canonical reports whether a key is the name proper of a field, in whatever case. It is asked of
	// identifiers only.
	Canonical func(key string) bool
	// Holds reports whether a line "key: value" says anything of a draft, also what cannot be read, or keeps
	// the file back in another way. The value is the rest of the line as typed, its end included.
	Holds func(key, value string) bool
	// Title reports whether a key is the title's.
	Title func(key string) bool
	// Common holds for the names of fields with which ordinary texts open, too ("Thời gian: …"): they prove
	// nothing.
	Common func(key string) bool
}

// maxKey bounds the length of a key in bytes: what is longer is prose with a colon in it.
const maxKey = 160

func (v Vocabulary) isKnown(key string) bool { return len(key) <= maxKey && v.Known(key) }

func (v Vocabulary) isCanonical(key string) bool { return isIdentifier(key) && v.Canonical(key) }

// Fields yields the lines of a text that look like a field, whatever stands between them: the key, and the
// rest of the line as typed. It is how to look into front matter that cannot be read.
func (v Vocabulary) Fields(text string) iter.Seq2[string, string] {
	return func(yield func(key, value string) bool) {
		for line := range strings.Lines(text) {
			key, ok := v.fieldName(line)
			if ok && !yield(key, afterSeparator(line)) {
				return
			}
		}
	}
}

// afterSeparator is what stands behind the sign that parts a key from its value.
func afterSeparator(line string) string {
	i := strings.IndexAny(line, ":="+wideColon)
	_, size := utf8.DecodeRuneInString(line[i:])
	return line[i+size:]
}

// holdsLine reports whether a line keeps the file back: where it might be front matter, it is treated as
// such.
func (v Vocabulary) holdsLine(text string) bool {
	for key, value := range v.Fields(text) {
		if v.Holds(key, value) {
			return true
		}
	}
	return false
}

// fieldName gives the key of a line of the form "key: value", "key:value" or "key = value".
func (v Vocabulary) fieldName(line string) (key string, ok bool) {
	line = viet.TrimBlanksLeft(line)
	if line == "" {
		return "", false
	}
	if key, _, ok := splitField(line); ok {
		return key, true
	}
	if key, _, ok := splitTight(line); ok && v.isKnown(key) {
		return key, true
	}
	if i := strings.IndexByte(line[:min(len(line), maxKey)], '='); i > 0 {
		key := viet.TrimBlanksRight(line[:i])
		return key, v.isKnown(key)
	}
	return "", false
}

// isStructure reports whether a line may stand in front matter: a field, a list item, a comment, or an
// indented line.
func (v Vocabulary) isStructure(line string) bool {
	if viet.TrimBlanks(line) == "" || line[0] == '#' || startsBlank(line) {
		return true
	}
	if marker, usual := listMarker(line); marker > 0 && usual {
		return true
	}
	_, ok := v.fieldName(line)
	return ok || line == "}" || line == "]"
}

// looksLikeMatter reports whether a text begins with fields. Its first line of content decides: a field that
// we know, a name like those of fields (`titel:`), or the beginning of an object. Prose may hold a colon too
// ("Kính gửi: …"): then there must be two such lines at least and nothing else up to the first blank line, or
// a field of the schema in its canonical spelling.
func (v Vocabulary) looksLikeMatter(text string) bool {
	first := true
	structure, fields := true, 0
	for at := 0; at < len(text); {
		line := lineFrom(text, at)
		at += len(line) + 1
		content := viet.TrimBlanksRight(line)
		switch {
		case content == "":
			if !first {
				return structure && fields > 1
			}
			continue
		case content[0] == '#' && first:
			continue
		}
		key, isField := v.fieldName(content)
		if first && (content[0] == '{' || isField && (isIdentifier(key) || v.isKnown(key))) ||
			!first && isField && v.isCanonical(key) {
			return true
		}
		structure = structure && v.isStructure(line) && (!first || isField)
		if isField {
			fields++
		}
		first = false
	}
	return structure && fields > 1
}

// head is where the fields end with which a text begins, fenced or not: unbroken lines of the form "key:
// value" with what belongs to them. They are front matter if one is the title, or one keeps the file back and
// another is a field that we know; ok is false else. Many texts open with lines of this form.
func (v Vocabulary) head(text string) (end int, ok bool) {
	title, holds, known := false, 0, 0
	for end < len(text) {
		line := lineFrom(text, end)
		content := viet.TrimBlanksRight(line)
		key, isField := v.fieldName(content)
		switch {
		case isField && !startsBlank(line):
			title = title || v.Title(key)
			if v.Holds(key, afterSeparator(content)) {
				holds++
			} else if v.isKnown(key) && !v.Common(key) {
				known++
			}
		case content == "" || end == 0 || !v.isStructure(line) || line[0] == '#':
			return end, title || holds > 0 && holds+known > 1
		}
		end = min(end+len(line)+1, len(text))
	}
	return end, title || holds > 0 && holds+known > 1
}

// isIdentifier holds for names that look like those of fields and not like the first words of a sentence.
func isIdentifier(key string) bool {
	for i := range len(key) {
		if c := key[i]; !isNameByte(c) && c != '.' {
			return false
		}
	}
	return key != ""
}

// isBlock reports whether a text begins with front matter between two fences, beyond doubt: nothing but
// fields, two of them at least or one that says something of a draft, the first of a name that we know.
func (v Vocabulary) isBlock(text string) bool {
	line := lineFrom(text, 0)
	fence := viet.TrimBlanks(line)
	if fence != "---" && fence != "+++" {
		return false
	}
	fields, first := 0, true
	for at := len(line) + 1; at < len(text); {
		line = lineFrom(text, at)
		content := viet.TrimBlanks(line)
		key, isField := v.fieldName(content)
		switch {
		case content == fence:
			return fields > 1 || fields > 0 && v.holdsLine(text[:at])
		case first && isField && !v.isKnown(key), !v.isStructure(line):
			return false
		case isField:
			fields, first = fields+1, false
		}
		at += len(line) + 1
	}
	return false
}

// findBlock finds such a block behind the beginning of a text.
func (v Vocabulary) findBlock(text string) (at int, ok bool) {
	for _, fence := range [...]string{"\n---", "\n+++"} {
		for from := 0; ; {
			i := strings.Index(text[from:], fence)
			if i < 0 {
				break
			}
			from += i + 1
			if v.isBlock(text[from:]) {
				return from, true
			}
		}
	}
	return 0, false
}
