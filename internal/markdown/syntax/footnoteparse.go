package syntax

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// keepFootnotes numbers footnotes that nothing refers to after those that something does. goldmark drops
// them; a note that a person wrote is not lost (P2). It runs before goldmark's transformer.
type keepFootnotes struct{}

// Transform implements parser.ASTTransformer.
func (keepFootnotes) Transform(root *ast.Document, _ text.Reader, _ parser.Context) {
	list := footnoteList(root)
	if list == nil {
		return
	}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if note := n.(*east.Footnote); note.Index < 0 {
			list.Count++
			note.Index = list.Count
		}
	}
}

// footnoteList finds the list of notes, which stands where the first of them was written.
func footnoteList(n ast.Node) *east.FootnoteList {
	if list, ok := n.(*east.FootnoteList); ok {
		return list
	}
	for child := n.FirstChild(); child != nil && child.Type() == ast.TypeBlock; child = child.NextSibling() {
		if list := footnoteList(child); list != nil {
			return list
		}
	}
	return nil
}
