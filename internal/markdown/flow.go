package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"bantin/internal/markdown/lex"
)

// holdsBlocks reports whether HTML in the text of a paragraph, an item or a cell ends its paragraph, as it
// does in a browser: a block, or two line breaks.
func (c *conversion) holdsBlocks(n ast.Node) bool {
	if kind := n.Kind(); kind != ast.KindParagraph && kind != ast.KindTextBlock && kind != east.KindTableCell {
		return false
	}
	broken := false
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.RawHTML:
			name := tagName(child.Segments.Value(c.Text))
			if name == "br" && broken || lex.IsBlockTag(name) && !slices.Contains(strippedTags, name) && !slices.Contains(dataTags, name) {
				return true
			}
			broken = name == "br"
		case *ast.Text:
			broken = broken && lex.BlankOnly(child.Value(c.Text))
		default:
			broken = false
		}
	}
	return false
}

// flow renders the text of such a node: paragraphs of their own between the blocks.
func (c *conversion) flow(n ast.Node) {
	outside := c.rawBase
	c.rawBase = len(c.raw)
	for child := n.FirstChild(); child != nil && !c.over(); child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.RawHTML:
			c.rawTokens(c.cleanHTML(child.Segments.Value(c.Text), child.Pos()), false)
			continue
		case *ast.Text:
			if !c.inRawText() && lex.BlankOnly(child.Value(c.Text)) {
				continue
			}
		}
		c.needText()
		c.node(child)
	}
	c.closeRaw(c.rawBase)
	c.rawBase = outside
}
