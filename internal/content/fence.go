package content

import (
	"strings"

	"bantin/internal/viet"
)

// A format is a notation of front matter.
type format uint8

const (
	formatNone format = iota
	formatYAML
	formatTOML
	formatJSON
)

// matter is where the front matter of a file stands. Offsets are bytes of the text.
type matter struct {
	format     format
	open       int // start of the line that opens it
	start, end int // what is between the fences; for bare JSON the object itself
	body       int // start of the body
	broken     bool
}

// fences lists what opens and closes front matter. A line of a document is compared without blanks at its end, and at the
// opening also without blanks before it.
var fences = []struct {
	open, close string
	format      format
}{
	{"---", "---", formatYAML},
	{"---yaml", "---", formatYAML},
	{"---toml", "---", formatTOML},
	{"---json", "---", formatJSON},
	{"+++", "+++", formatTOML},
	{";;;", ";;;", formatJSON},
}

// findMatter finds the front matter of a text. What looks like front matter and is not closed or not fenced as it should be is an error:
// shown to readers, it would publish a draft. A rule that opens an article is no front matter.
func findMatter(rm *remarks) matter {
	text := rm.file.Text
	first := skipBlankLines(text)
	line := lineFrom(text, first)
	opening := trimBlanks(line)
	none := matter{body: 0}
	after := min(first+len(line)+1, len(text))
	if opening == "" {
		return none
	}
	if opening[0] == '{' {
		return findJSON(rm, first+blankPrefix(line))
	}
	for _, f := range fences {
		if opening == f.open || strings.HasPrefix(opening, "---") && strings.EqualFold(strings.ReplaceAll(opening, " ", ""), f.open) {
			return fenced(rm, matter{format: f.format, open: first, start: after}, f.close)
		}
	}
	if isFenceLike(opening) || isFenceLike(firstWord(opening)) {
		if looksLikeMatter(text[after:]) || hasDraftLine(untilFence(text[after:])) {
			rm.at(first, "fence-form", opening, rightFence(opening))
			return matter{broken: true}
		}
		return none
	}
	if at, ok := unopened(text[first:]); ok {
		rm.at(first, "fence-missing", rm.line(first+at))
		return matter{broken: true}
	}
	return none
}

// fenced finds the end of front matter whose opening line was found.
func fenced(rm *remarks, m matter, closing string) matter {
	text := rm.file.Text
	prose := -1 // a line that is no field and follows a blank line
	blank := false
	for at := m.start; at < len(text); {
		line := lineFrom(text, at)
		content := trimRight(line)
		switch {
		case content == closing:
			return closed(rm, m, at, at+len(line)+1, prose)
		case prose < 0 && m.format == formatYAML && isDashes(content) && isMatter(m, text[m.start:at]):
			rm.at(at, "fence-form", content, closing)
			m.broken = true
			return m
		case content == "":
			blank = true
		case m.format == formatYAML && blank && prose < 0 && !isStructure(content):
			prose = at
		}
		at += len(line) + 1
	}
	if !isMatter(m, text[m.start:]) {
		return matter{}
	}
	reportUnclosed(rm, m, closing)
	m.broken = true
	return m
}

// closed judges a block between two fences: front matter, the first part of an article that opens with a rule, or front matter
// that swallowed the article because its own closing fence is missing.
func closed(rm *remarks, m matter, end, body, prose int) matter {
	text := rm.file.Text
	m.end, m.body = min(end, len(text)), min(body, len(text))
	inner := text[m.start:m.end]
	if !isBlankText(inner) && !isMatter(m, inner) {
		return matter{}
	}
	if prose >= 0 {
		reportUnclosed(rm, m, "---")
		m.broken = true
	}
	if m.format == formatYAML && strings.HasPrefix(trimLeft(inner), "{") {
		m.format = formatJSON
	}
	return m
}

func reportUnclosed(rm *remarks, m matter, closing string) {
	rm.at(m.open+blankPrefix(lineFrom(rm.file.Text, m.open)), "fence-unclosed", rm.line(m.open), closing)
}

// isMatter reports whether a block is front matter. Only "---" can be something else, a rule of Markdown.
func isMatter(m matter, inner string) bool {
	return m.format != formatYAML || looksLikeMatter(inner) || hasDraftLine(inner)
}

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
		value := line[strings.IndexAny(line, ":=")+1:]
		yes, ok := parseBool(strings.Trim(value, "\"', \t\n"))
		if ok || name == "draft" { // "nhập" is also an ordinary word: "Nhập: 20 tấn"
			return true, yes || !ok && !isBlankText(value)
		}
	}
	return false, false
}

// unopened finds front matter without its opening fence: two canonical fields or a draft line at the very top, and a closing
// fence after them. It gives the offset of that fence.
func unopened(text string) (closing int, ok bool) {
	known := 0
	for at := 0; at < len(text); {
		line := lineFrom(text, at)
		content := trimRight(line)
		if content == "---" || content == "+++" {
			return at, known >= 2 || known > 0 && hasDraftLine(text[:at])
		}
		if !isStructure(line) {
			return 0, false
		}
		if key, ok := fieldName(content); ok && isCanonicalKey(key) {
			known++
		}
		at += len(line) + 1
	}
	return 0, false
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

// firstWord is the fence of a line like `--- title`.
func firstWord(line string) string {
	word, rest, _ := strings.Cut(line, " ")
	if rest != "" && word == "---" {
		return "----"
	}
	return word
}

func rightFence(typed string) string {
	if strings.Contains(typed, "+") {
		return "+++"
	}
	if strings.Contains(typed, ";") {
		return ";;;"
	}
	return "---"
}

// untilFence cuts a text at the first line that is a fence or like one.
func untilFence(text string) string {
	for at := 0; at < len(text); {
		line := lineFrom(text, at)
		if content := trimBlanks(line); content == "---" || content == "+++" || isFenceLike(content) {
			return text[:at]
		}
		at += len(line) + 1
	}
	return ""
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
