package markdown

import (
	"github.com/yuin/goldmark/ast"

	"bantin/internal/markdown/lex"
	"bantin/internal/markdown/syntax"
)

// formula renders a formula of running text.
func (c *conversion) formula(n *syntax.Formula) {
	c.write(`<span class="math">`)
	for line := n.FirstChild(); line != nil; line = line.NextSibling() {
		c.verbatim(line.(*ast.Text).Value(c.Text))
	}
	c.write("</span>")
	c.gap = false
}

// formulaBlock renders a formula of several lines.
func (c *conversion) formulaBlock(n *syntax.FormulaBlock) {
	c.write(`<div class="math">`)
	c.beginText()
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		c.verbatim(line.Value(c.Text))
	}
	c.endText(false)
	c.write("</div>\n")
}

// verbatim writes text of which no sign means anything, with all its blanks. The plain text has its words as
// any other.
func (c *conversion) verbatim(s []byte) {
	start := 0
	for i := 0; i < len(s); {
		size := lex.BlankLength(s[i:])
		special := byteClass[s[i]] == special || byteClass[s[i]] == colon && c.endsScript(s[start:i])
		if size == 0 && !special {
			i++
			continue
		}
		c.run(s[start:i])
		if special {
			c.escape(s[i])
			size = 1
		} else {
			c.out = append(c.out, s[i:i+size]...)
			c.partWords()
		}
		i += size
		start = i
	}
	c.run(s[start:])
}
