package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits on a body (reliability.md §5 of the design papers).
const (
	maxNesting    = 64       // quotes and lists inside of each other
	maxGrowth     = 32       // bytes of HTML for a byte of source …
	maxGrowthBase = 64 << 10 // … and on top of that
	minCell       = 10       // bytes of HTML of an empty table cell: <td></td> and the line end
)

// tooDeep finds the first line whose quotes and lists nest deeper than maxNesting. It reads leading markers only, in one pass, before
// goldmark sees the text: goldmark's work grows with the square of the depth.
func tooDeep(source []byte) (offset int, deep bool) {
	var lists []int // columns where the text of the open list items begins
	var fence []byte
	for len(source) > 0 {
		line := source
		if end := bytes.IndexByte(source, '\n'); end >= 0 {
			line = source[:end]
		}
		if len(line) > 0 && line[0] >= 'A' && line[0] != '~' && line[0] != '`' {
			lists = lists[:0] // a letter at the margin: the usual case
		} else if fence = fenceAfter(line, fence); fence == nil && !isRule(line) {
			var depth int
			depth, lists = nesting(line, lists)
			if depth > maxNesting {
				return offset, true
			}
		}
		offset += min(len(line)+1, len(source))
		source = source[min(len(line)+1, len(source)):]
	}
	return 0, false
}

// nesting is the depth of one line: its quote signs and the list items that are open after its markers.
func nesting(line []byte, lists []int) (depth int, open []int) {
	col, quotes := 0, 0
	for i := 0; i < len(line); {
		switch n := markerLength(line[i:]); {
		case line[i] == ' ':
			i, col = i+1, col+1
		case line[i] == '\t':
			i, col = i+1, col+4-col%4
		case line[i] == '>':
			i, col, quotes = i+1, col+1, quotes+1
		case n > 0:
			for len(lists) > 0 && lists[len(lists)-1] > col {
				lists = lists[:len(lists)-1]
			}
			i, col = i+n, col+n
			lists = append(lists, col+1)
		default:
			if col == 0 {
				lists = lists[:0]
			}
			return quotes + len(lists), lists
		}
	}
	return quotes + len(lists), lists
}

// markerLength is the length of the list marker that s begins with, 0 without one.
func markerLength(s []byte) int {
	i := 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	switch {
	case i == len(s):
		return 0
	case i == 0 && (s[0] == '-' || s[0] == '+' || s[0] == '*'), i > 0 && (s[i] == '.' || s[i] == ')'):
		i++
	default:
		return 0
	}
	if i < len(s) && s[i] != ' ' && s[i] != '\t' {
		return 0
	}
	return i
}

// isRule reports whether a line is a thematic break such as "- - -": no list, however many dashes it has.
func isRule(line []byte) bool {
	signs := 0
	var sign byte
	for _, b := range line {
		switch {
		case b == ' ' || b == '\t':
		case b != '-' && b != '*' || sign != 0 && b != sign:
			return false
		default:
			sign = b
			signs++
		}
	}
	return signs >= 3
}

// fenceAfter is the fence that is open after a line, nil without one.
func fenceAfter(line, open []byte) []byte {
	trimmed := bytes.TrimLeft(line, " ")
	run := len(trimmed) - len(bytes.TrimLeft(trimmed, "`"))
	if run == 0 {
		run = len(trimmed) - len(bytes.TrimLeft(trimmed, "~"))
	}
	switch {
	case run < 3, len(line)-len(trimmed) > 3:
		return open
	case open == nil:
		return trimmed[:run]
	case trimmed[0] == open[0] && run >= len(open) && len(bytes.TrimSpace(trimmed[run:])) == 0:
		return nil
	}
	return open
}

// tableParser makes tables of paragraphs as goldmark does, with two conditions. A delimiter row has a bar in it: "--" under a word is
// none. And the cells alone must not pass the limit of the HTML, which is judged before goldmark makes a node for each of them: a header
// of n columns over n ragged rows has n² cells.
type tableParser struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (p tableParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		line := segment.Value(reader.Source())
		if !isDelimiterRow(line) {
			continue
		}
		c := conversionOf(pc)
		c.cells += (bytes.Count(line, []byte("|")) + 1) * (lines.Len() - i)
		if c.cells*minCell > c.limit {
			c.fault(segment.Start, "html-too-large")
			return
		}
		p.ParagraphTransformer.Transform(node, reader, pc)
		return
	}
}

// isDelimiterRow reports whether a line may be the row under a table's header.
func isDelimiterRow(line []byte) bool {
	for _, b := range line {
		switch b {
		case '-', ':', '|', ' ', '\t', '\n':
		default:
			return false
		}
	}
	return bytes.IndexByte(line, '|') >= 0
}
