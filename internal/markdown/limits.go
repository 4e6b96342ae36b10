package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits on a body. The largest honest text is far below each.
const (
	maxNesting    = 64       // quotes and lists inside of each other
	maxGrowth     = 32       // bytes of HTML for a byte of source …
	maxGrowthBase = 64 << 10 // … and on top of that
	maxParts      = 5000     // headings and notes: each has a place, an entry of the contents or of the index, and goldmark's work grows with their square
	minCell       = 10       // bytes of HTML of an empty table cell: <td></td> and the line end
)

// tooDeep finds the first line whose quotes and lists nest deeper than maxNesting. It reads leading markers only, in one pass, before
// goldmark sees the text: goldmark's work grows with the square of the depth.
func tooDeep(source []byte) (offset int, deep bool) {
	var walk lineWalk
	for offset < len(source) {
		line := source[offset:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if walk.next(line); walk.depth > maxNesting {
			return offset, true
		}
		offset += len(line)
	}
	return 0, false
}

// partParser counts headings and notes. Beyond maxParts there are none: the body is not fit for publishing.
type partParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p partParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	c := conversionOf(pc)
	if c.parts > maxParts {
		return nil, parser.NoChildren
	}
	_, segment := reader.PeekLine()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		c.parts++
	}
	if c.parts > maxParts {
		c.fault(segment.Start, "parts-too-many", strconv.Itoa(maxParts))
	}
	return node, state
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
	if i < len(s) && s[i] != ' ' && s[i] != '\t' && s[i] != '\n' {
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
		case b == ' ' || b == '\t' || b == '\n':
		case b != '-' && b != '*' || sign != 0 && b != sign:
			return false
		default:
			sign = b
			signs++
		}
	}
	return signs >= 3
}
