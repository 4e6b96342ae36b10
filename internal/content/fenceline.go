package content

import "strings"

// looksLikeMatter reports whether a text begins with fields. Its first line of content decides: a field that we know, a name
// like those of fields (`titel:`), or the beginning of an object. Prose may hold a colon too ("Kính gửi: …"): then there must be
// two such lines at least and nothing else up to the first blank line, or a field of the schema in its canonical spelling.
func looksLikeMatter(text string) bool {
	first := true
	structure, fields := true, 0
	for at := 0; at < len(text); {
		line := lineFrom(text, at)
		at += len(line) + 1
		content := trimRight(line)
		switch {
		case content == "":
			if !first {
				return structure && fields > 1
			}
			continue
		case content[0] == '#' && first:
			continue
		}
		key, isField := fieldName(content)
		if first && (content[0] == '{' || isField && (isIdentifier(key) || isKnownKey(key))) ||
			!first && isField && isCanonicalKey(key) {
			return true
		}
		structure = structure && isStructure(line) && (!first || isField)
		if isField {
			fields++
		}
		first = false
	}
	return structure && fields > 1
}

// fieldName gives the key of a line of the form "key: value", "key:value" or "key = value".
func fieldName(line string) (key string, ok bool) {
	line = trimLeft(line)
	if line == "" {
		return "", false
	}
	if key, _, ok := splitField(line); ok {
		return key, true
	}
	if key, _, ok := splitTight(line); ok && isKnownKey(key) {
		return key, true
	}
	if i := strings.IndexByte(line[:min(len(line), maxKey)], '='); i > 0 {
		key := trimRight(line[:i])
		return key, isKnownKey(key)
	}
	return "", false
}

// isStructure reports whether a line may stand in front matter: a field, a list item, a comment, or an indented line.
func isStructure(line string) bool {
	if trimBlanks(line) == "" || line[0] == '#' || startsBlank(line) {
		return true
	}
	if marker, usual := listMarker(line); marker > 0 && usual {
		return true
	}
	_, ok := fieldName(line)
	return ok || line == "}" || line == "]"
}

// hasDraftLine reports whether a line says anything of a draft: where it might be front matter, it is treated as such.
func hasDraftLine(text string) bool {
	found, _ := draftLine(text)
	return found
}

// draftLine finds a line that says whether the file is a draft; yes also when that cannot be read.
func draftLine(text string) (found, yes bool) {
	for line := range strings.Lines(text) {
		key, ok := fieldName(line)
		if !ok || len(key) > 32 {
			continue
		}
		name := normalKey(trimRight(strings.Trim(key, `"' `)))
		if name != "draft" && name != "nhap" && name != "ban_nhap" {
			continue
		}
		value := strings.Trim(cutComment(line[strings.IndexAny(line, ":=")+1:]), "\"', \t\n")
		yes, ok := parseBool(value)
		if ok || name != "nhap" { // "nhập" is also an ordinary word: "Nhập: 20 tấn"
			return true, yes || !ok && value != ""
		}
	}
	return false, false
}

// isFenceLike reports whether a line is drawn of the signs that fences or rules are made of, without being a fence: `———`,
// `----`, `–--`, `++++`.
func isFenceLike(line string) bool {
	if isDashes(line) {
		return true
	}
	return len(line) >= 2 && line != "+++" && strings.Trim(line, "+;_=~*") == ""
}

// isDashes reports whether a line consists of dashes of any kind, other than the right three.
func isDashes(line string) bool {
	return len(line) >= 2 && line != "---" && strings.TrimFunc(line, isDash) == ""
}

// isDash holds for the hyphen and for what keyboards and word processors make of several.
func isDash(r rune) bool {
	return r == '-' || r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0x2500 || r == 0x2501
}

func lineFrom(text string, at int) string {
	if end := strings.IndexByte(text[at:], '\n'); end >= 0 {
		return text[at : at+end]
	}
	return text[at:]
}

// skipBlankLines gives the offset of the first line with anything on it.
func skipBlankLines(text string) int {
	at := 0
	for at < len(text) {
		line := lineFrom(text, at)
		if !isBlankText(line) {
			return at
		}
		at += len(line) + 1
	}
	return min(at, len(text))
}
