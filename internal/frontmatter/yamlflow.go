package frontmatter

import (
	"strings"

	"bantin/internal/viet"
)

// flow reads a collection in brackets or braces whose bracket closes at the end of the value, on this line or
// below. `[Ảnh] Lễ hội` is a Text: ok is false then.
func (r *yamlReader) flow(from, to, indent int) (n Node, ok bool) {
	region := r.flowRegion(to, indent)
	end := from + closingBracket(r.src[from:region])
	if end < from {
		return Node{}, false
	}
	lineEnd := len(r.src)
	if i := strings.IndexByte(r.src[end:], '\n'); i >= 0 {
		lineEnd = end + i
	}
	if !endsAfter(r.src[end+1 : lineEnd]) {
		return Node{}, false
	}
	text := r.src[from : end+1]
	if text[0] == '[' {
		n = r.flowList(from, text)
	} else if n, ok = r.flowTable(from, text); !ok {
		return Node{}, false
	}
	for r.pos <= end && r.pos < len(r.src) {
		r.pos = r.lineAt(r.pos).next
		r.done = r.pos
	}
	if lineEnd >= to && end < to {
		n.Text = text
	}
	return n, true
}

// flowRegion is the end of the lines that a collection may take: the indented ones below it and one that
// closes it.
func (r *yamlReader) flowRegion(to, indent int) int {
	for pos := r.pos; pos < len(r.src); {
		l := r.lineAt(pos)
		if l.content < l.end && l.indent <= indent {
			if c := r.src[l.content]; c == ']' || c == '}' {
				return l.end
			}
			return to
		}
		pos, to = l.next, max(to, l.end)
	}
	return to
}

// closingBracket gives the offset of the bracket that closes the one at text[0]; negative without one. Quotes
// count where an item starts, so that an apostrophe within a word does not.
func closingBracket(text string) int {
	depth := 0
	start := true
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '[', '{':
			depth++
			start = true
		case ']', '}':
			depth--
			if depth == 0 {
				return i
			}
			start = false
		case ',', ':':
			start = true
		case '"', '\'':
			if start {
				if end := closingQuote(text[i:]); end > 0 {
					i += end
				}
			}
			start = false
		case ' ', '\t', '\n':
		default:
			start = false
		}
	}
	return -1
}

// flowList reads [a, "b", [c]]. Its items are texts as typed; what is in quotes may hold commas.
func (r *yamlReader) flowList(at int, text string) Node {
	n := Node{Kind: List, Offset: r.base + at}
	if r.depth == maxDepth {
		r.report(at, "matter-deep")
		return n
	}
	r.depth++
	defer func() { r.depth-- }()
	for i := 1; i < len(text); {
		i += skipFlowBlanks(text[i:])
		size := itemEnd(text[i:])
		item := viet.TrimBlanksRight(text[i : i+size])
		if item != "" {
			n.Members = append(n.Members, Member{KeyOffset: r.base + at + i, Node: r.flowItem(at+i, item)})
		}
		i += size + 1
	}
	return n
}

// skipFlowBlanks passes blanks and comments before an item.
func skipFlowBlanks(text string) int {
	i := blankPrefix(text)
	for i < len(text) && text[i] == '#' && startsBlank(text[i+1:]) {
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			return i
		}
		i += end
		i += blankPrefix(text[i:])
	}
	return i
}

// itemEnd is the length of the item at the front of Text: up to the comma or bracket that ends it.
func itemEnd(text string) int {
	if text == "" {
		return 0
	}
	i := 0
	switch text[0] {
	case '"', '\'':
		i = closingQuote(text) + 1
	case '[', '{':
		i = closingBracket(text) + 1
	}
	if end := strings.IndexAny(text[i:], ",]"); end >= 0 {
		return i + end
	}
	return len(text)
}

func (r *yamlReader) flowItem(at int, text string) Node {
	switch text[0] {
	case '"', '\'':
		if closingQuote(text) == len(text)-1 {
			return Node{Offset: r.base + at, Quoted: true, Text: r.unquote(at, foldLines(text))}
		}
	case '[':
		if closingBracket(text) == len(text)-1 {
			return r.flowList(at, text)
		}
	case '{':
		if closingBracket(text) == len(text)-1 {
			if n, ok := r.flowTable(at, text); ok {
				return n
			}
		}
	}
	r.reportColon(at, text)
	return Node{Offset: r.base + at, Text: foldLines(text)}
}

// foldLines joins lines with one blank each.
func foldLines(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = viet.TrimBlanks(lines[i])
	}
	return strings.Join(lines, " ")
}
