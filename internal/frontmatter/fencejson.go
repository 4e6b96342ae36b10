package frontmatter

import "bantin/internal/viet"

// findJSON finds an object at the very top of a file, on one line or on many.
func (r *reading) findJSON(at int) matter {
	text := r.file.Text
	if !r.names.opensObject(text[at:]) {
		return matter{}
	}
	m := matter{fence: fences[len(fences)-1], format: formatJSON, open: at, start: at}
	end := objectEnd(text[at:])
	if end < 0 {
		r.at(at, "fence-unclosed", r.line(at), "}")
		m.broken = true
		return m
	}
	m.end = at + end
	m.body = m.end
	if line := lineFrom(text, m.end); viet.IsBlankText(line) {
		m.body = min(m.end+len(line)+1, len(text))
	}
	return m
}

// opensObject reports whether an opening brace begins an object and not a sentence or a template ("{{< figure
// >}}").
func (v Vocabulary) opensObject(text string) bool {
	rest := viet.TrimBlanksLeft(text[1:])
	if rest == "" {
		return false
	}
	if rest[0] == '"' || rest[0] == '}' {
		return true
	}
	key, ok := v.fieldName(lineFrom(rest, 0))
	return ok && (isIdentifier(key) || key != "" && key[0] == '\'')
}

// startsObject reports whether the first thing of a text is an object.
func (v Vocabulary) startsObject(text string) bool {
	rest := text[skipBlankLines(text):]
	rest = rest[blankPrefix(lineFrom(rest, 0)):]
	return rest != "" && rest[0] == '{' && v.opensObject(rest)
}

// objectEnd gives the offset behind the brace that closes the one at text[0]; negative without one.
func objectEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
			if depth == 0 {
				return i + 1
			}
		case '"':
			end := closingQuote(text[i:])
			if end < 0 {
				return -1
			}
			i += end
		}
	}
	return -1
}
