package syntax

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// htmlBlockParser opens a block that lasts until a closing sequence only when there is one. Without it
// goldmark takes the rest of the text for an instruction or a declaration, and the rest would vanish (P8).
type htmlBlockParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p htmlBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if closer := closerOf(bytes.TrimLeft(line, " ")); closer != "" {
		if c := parsingOf(pc); c.LastPlace(closer) < segment.Start {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// closerOf is what ends the block that a line opens, "" when a blank line does.
func closerOf(line []byte) string {
	switch {
	case bytes.HasPrefix(line, []byte("<!--")):
		return "-->"
	case bytes.HasPrefix(line, []byte("<![CDATA[")):
		return "]]>"
	case bytes.HasPrefix(line, []byte("<?")):
		return "?>"
	case bytes.HasPrefix(line, []byte("<!")):
		return ">"
	}
	for _, name := range []string{"script", "style", "textarea", "pre"} {
		if len(line) > len(name) && bytes.EqualFold(line[1:1+len(name)], []byte(name)) {
			return "</" + name + ">"
		}
	}
	return ""
}

// officeParser reads inline markup of Word (<o:p>, <w:LsdException …>, <![if !supportLists]>) as raw HTML, so
// that it is taken out. CommonMark knows no names with a colon, and the tags would be shown to readers (E34).
type officeParser struct{}

// Trigger implements parser.InlineParser.
func (officeParser) Trigger() []byte { return []byte{'<'} }

// officePrefixes are the XML name spaces of Office.
var officePrefixes = []string{"o:", "v:", "w:", "m:", "x:", "st1:", "st2:", "wp:", "pic:", "mso:"}

// Parse implements parser.InlineParser.
func (officeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	name := bytes.TrimPrefix(line[1:], []byte("/"))
	if !hasOfficePrefix(name) && !bytes.HasPrefix(line, []byte("<![if")) && !bytes.HasPrefix(line, []byte("<![endif")) {
		return nil
	}
	savedLine, savedPosition := block.Position()
	node := ast.NewRawHTML()
	for skip := 1; ; skip = 0 {
		line, segment := block.PeekLine()
		if line == nil {
			break
		}
		end := bytes.IndexAny(line[skip:], "<>")
		if end >= 0 && line[skip+end] == '<' {
			break
		}
		if end >= 0 {
			node.Segments.Append(segment.WithStop(segment.Start + skip + end + 1))
			block.Advance(skip + end + 1)
			return node
		}
		node.Segments.Append(segment)
		block.AdvanceLine()
	}
	block.SetPosition(savedLine, savedPosition)
	return nil
}

func hasOfficePrefix(name []byte) bool {
	for _, prefix := range officePrefixes {
		if len(name) > len(prefix) && bytes.EqualFold(name[:len(prefix)], []byte(prefix)) {
			return true
		}
	}
	return false
}
