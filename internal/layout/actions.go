package layout

import "strings"

// action is one {{…}} of a layout file: its byte range, and the word that it begins with ("if", "end", "").
type action struct {
	start, end int
	word       string
}

// scanActions lists the actions of a text in order. closed is false when the last one has no }}: it then
// reaches to the end of the text. The parser of the standard library keeps no such list, and its syntax
// errors give a line only.
func scanActions(text string) (actions []action, closed bool) {
	for at := 0; ; {
		i := strings.Index(text[at:], "{{")
		if i < 0 {
			return actions, true
		}
		start := at + i
		end, ok := actionEnd(text, start+2)
		actions = append(actions, action{start, end, firstWord(text[start+2 : end])})
		if !ok {
			return actions, false
		}
		at = end
	}
}

// actionEnd finds the end of the action whose inside begins at from, past strings and comments.
func actionEnd(text string, from int) (end int, closed bool) {
	inside := strings.TrimLeft(strings.TrimPrefix(text[from:], "-"), " \t\r\n")
	if strings.HasPrefix(inside, "/*") {
		at := len(text) - len(inside)
		if i := strings.Index(text[at:], "*/"); i >= 0 {
			from = at + i + 2
		}
	}
	for at := from; at < len(text); at++ {
		switch text[at] {
		case '"', '\'', '`':
			at = quoteEnd(text, at)
		case '}':
			if strings.HasPrefix(text[at:], "}}") {
				return at + 2, true
			}
		}
	}
	return len(text), false
}

// quoteEnd is the offset of the quote that closes the one at start. A string that is not closed ends with its
// line, a raw string with the text.
func quoteEnd(text string, start int) int {
	quote := text[start]
	for at := start + 1; at < len(text); at++ {
		switch text[at] {
		case quote:
			return at
		case '\\':
			if quote != '`' {
				at++
			}
		case '\n':
			if quote != '`' {
				return at
			}
		}
	}
	return len(text)
}

// firstWord is the keyword at the beginning of an action's inside.
func firstWord(inside string) string {
	inside = strings.TrimLeft(strings.TrimPrefix(inside, "-"), " \t\r\n")
	end := strings.IndexFunc(inside, func(r rune) bool { return r < 'a' || r > 'z' })
	if end < 0 {
		return inside
	}
	return inside[:end]
}

// openBlocks lists the blocks that are not closed at the end of the actions, the outermost first, and the
// greatest depth on the way.
func openBlocks(actions []action) (open []action, depth int) {
	for _, a := range actions {
		switch a.word {
		case "if", "with", "range", "block", "define":
			open = append(open, a)
			depth = max(depth, len(open))
		case "end":
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	return open, depth
}
