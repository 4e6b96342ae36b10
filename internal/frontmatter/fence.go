package frontmatter

import (
	"strings"
	"unicode"

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
	fence      fence
	format     format // that of the fence, but for an object between fences of YAML
	open       int    // start of the line that opens it
	start, end int    // what is between the fences; for bare JSON the object itself
	body       int    // start of the body
	masked     bool   // a line in it is indented and else like the closing fence
	broken     bool
}

// A fence is a pair of lines around front matter.
type fence struct {
	open, close string
	format      format
}

// fences lists what opens and closes front matter. A line of a document is compared without blanks at its
// end, and at the opening also without blanks before it.
var fences = []fence{
	{"---", "---", formatYAML},
	{"---yaml", "---", formatYAML},
	{"---toml", "---", formatTOML},
	{"---json", "---", formatJSON},
	{"+++", "+++", formatTOML},
	{";;;", ";;;", formatJSON},
}

// findMatter finds the front matter of a text. What looks like front matter and is not closed or not fenced
// as it should be is an error: shown to readers, it would publish a draft. A rule that opens an article is no
// front matter.
func (r *reading) findMatter() matter {
	text := r.file.Text
	first := skipBlankLines(text)
	line := lineFrom(text, first)
	opening := viet.TrimBlanks(line)
	none := matter{body: 0}
	after := min(first+len(line)+1, len(text))
	if opening == "" {
		return none
	}
	if opening[0] == '{' {
		return r.findJSON(first + blankPrefix(line))
	}
	for _, f := range fences {
		if opening == f.open || strings.HasPrefix(opening, "---") && strings.EqualFold(strings.ReplaceAll(opening, " ", ""), f.open) {
			return r.fenced(matter{fence: f, format: f.format, open: first, start: after})
		}
	}
	if (isFenceLike(opening) || isFenceLike(firstWord(opening))) &&
		(r.names.looksLikeMatter(text[after:]) || r.names.holdsLine(untilFence(text[after:]))) {
		r.at(first, "fence-form", opening, rightFence(opening))
		return matter{broken: true}
	}
	if at, ok := r.unopened(text[first:]); ok {
		return r.unfenced(first, first+at)
	}
	if at, ok := r.names.findBlock(text); ok {
		r.at(at, "matter-not-first", r.line(at))
		return matter{broken: true}
	}
	if length, ok := r.names.head(text[first:]); ok {
		return r.unfenced(first, first+length)
	}
	return none
}

// unfenced reports fields that no fence opens. Nothing is read from them: where they end is a guess.
func (r *reading) unfenced(start, end int) matter {
	r.at(start, "fence-missing", r.line(start), r.line(end-1))
	return matter{start: start, end: end, broken: true}
}

// fenced finds the end of front matter whose opening line was found.
func (r *reading) fenced(m matter) matter {
	text, closing := r.file.Text, m.fence.close
	if m.format == formatYAML && r.names.startsObject(text[m.start:]) {
		m.format = formatJSON
	}
	prose := -1 // a line that is no field and follows a blank line
	blank, drawn := false, false
	for at := m.start; at < len(text); {
		line := lineFrom(text, at)
		content := viet.TrimBlanksRight(line)
		switch {
		case content == closing:
			return r.closed(m, at, at+len(line)+1, prose)
		case strings.TrimSpace(line) == closing:
			m.masked = true
		case prose < 0 && !drawn && m.format == formatYAML && isDashes(content):
			drawn = true // the first line of dashes is a fence gone wrong, or none is
			if r.isMatter(m, text[m.start:at]) {
				r.at(at, "fence-form", content, closing)
				m.broken = true
				return m
			}
		case content == "":
			blank = true
		case m.format == formatYAML && blank && prose < 0 && !r.names.isStructure(content):
			prose = at
		}
		at += len(line) + 1
	}
	if !r.isMatter(m, text[m.start:]) {
		return matter{}
	}
	r.reportUnclosed(m, closing)
	m.broken = true
	return m
}

// closed judges a block between two fences: front matter, the first part of an article that opens with a
// rule, or front matter that swallowed the article because its own closing fence is missing.
func (r *reading) closed(m matter, end, body, prose int) matter {
	text := r.file.Text
	m.end, m.body = min(end, len(text)), min(body, len(text))
	inner := text[m.start:m.end]
	if !viet.IsBlankText(inner) && !r.isMatter(m, inner) {
		return matter{}
	}
	if prose >= 0 {
		r.reportUnclosed(m, "---")
		m.broken = true
	}
	second := m.body + skipBlankLines(text[m.body:])
	if r.names.isBlock(text[second:]) {
		r.at(second, "matter-not-first", r.line(second))
		m.broken = true
	}
	return m
}

func (r *reading) reportUnclosed(m matter, closing string) {
	r.at(m.open+blankPrefix(lineFrom(r.file.Text, m.open)), "fence-unclosed", r.line(m.open), closing)
}

// isMatter reports whether a block is front matter. Only "---" can be something else, a rule of Markdown.
func (r *reading) isMatter(m matter, inner string) bool {
	return m.format != formatYAML || r.names.looksLikeMatter(inner) || r.names.holdsLine(inner)
}

// unopened finds front matter without its opening fence: two canonical fields or a draft line at the very
// top, and a closing fence after them. It gives the offset of that fence.
func (r *reading) unopened(text string) (closing int, ok bool) {
	known := 0
	for at := 0; at < len(text); {
		line := lineFrom(text, at)
		content := viet.TrimBlanksRight(line)
		if content == "---" || content == "+++" {
			return at, known >= 2 || known > 0 && r.names.holdsLine(text[:at])
		}
		if !r.names.isStructure(line) {
			return 0, false
		}
		if key, ok := r.names.fieldName(content); ok && r.names.isCanonical(key) {
			known++
		}
		at += len(line) + 1
	}
	return 0, false
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
		if content := viet.TrimBlanks(line); content == "---" || content == "+++" || isFenceLike(content) {
			return text[:at]
		}
		at += len(line) + 1
	}
	return ""
}

// isFenceLike reports whether a line is drawn of the signs that fences or rules are made of, without being a
// fence: `———`, `----`, `–--`, `- - -`, `\---`, `<!--`; also the beginning of a code fence, whatever its
// language.
func isFenceLike(line string) bool {
	if strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") {
		return true
	}
	signs := 0
	for _, r := range line {
		switch {
		case isDash(r) || strings.ContainsRune("+;_=~*", r):
			signs++
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return false
		}
	}
	return signs >= 2 && line != "---" && line != "+++"
}

// isDashes reports whether a line consists of dashes of any kind, other than the right three.
func isDashes(line string) bool {
	return len(line) >= 2 && line != "---" && strings.TrimFunc(line, isDash) == ""
}

// isDash holds for the hyphen and for what keyboards and word processors make of several.
func isDash(r rune) bool {
	switch r {
	case '-', 0x2212, 0x2500, 0x2501, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63, 0xFF0D:
		return true
	}
	return r >= 0x2010 && r <= 0x2015
}
