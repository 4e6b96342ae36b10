package syntax

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/markdown/lex"
)

// The limits on a body. The largest honest text is far below each.
const (
	maxNesting = 64 // quotes and lists inside of each other
	// headings and notes: each has a place, an entry of the contents or of the index, and goldmark's work
	// grows with their square
	maxParts = 5000
	minCell  = 10 // bytes of HTML of an empty table cell: <td></td> and the line end
)

// tooDeep finds the first line whose quotes and lists nest deeper than maxNesting. It reads leading markers
// only, in one pass, before goldmark sees the text: goldmark's work grows with the square of the depth.
func tooDeep(source []byte) (offset int, deep bool) {
	var walk lex.LineWalk
	for offset < len(source) {
		line := source[offset:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if walk.Next(line); walk.Depth > maxNesting {
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
	c := parsingOf(pc)
	if c.parts > maxParts {
		return nil, parser.NoChildren
	}
	_, segment := reader.PeekLine()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		c.parts++
	}
	if c.parts > maxParts {
		c.Fault(segment.Start, "parts-too-many", strconv.Itoa(maxParts))
	}
	return node, state
}
