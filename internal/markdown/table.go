package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// table renders a table in a box of its own, which scrolls sideways on narrow screens. Columns are aligned by
// classes: a style attribute is against the site's policy.
func (c *conversion) table(n *east.Table) {
	c.write("<div class=\"table\"><table>\n")
	for row := n.FirstChild(); row != nil && !c.over(); row = row.NextSibling() {
		if row.Kind() == east.KindTableHeader {
			c.write("<thead>\n")
			c.row(row, `<th scope="col"`, "</th>\n")
			c.write("</thead>\n")
			if row.NextSibling() != nil {
				c.write("<tbody>\n")
			}
			continue
		}
		c.row(row, "<td", "</td>\n")
		if row.NextSibling() == nil {
			c.write("</tbody>\n")
		}
	}
	c.write("</table></div>\n")
}

// row renders the cells of a row. Each is a block of the plain text: no phrase goes from one cell to the
// next.
func (c *conversion) row(row ast.Node, open, end string) {
	c.write("<tr>\n")
	for cell := row.FirstChild(); cell != nil && !c.over(); cell = cell.NextSibling() {
		c.write(open)
		switch cell.(*east.TableCell).Alignment {
		case east.AlignRight:
			c.write(` class="align-right"`)
		case east.AlignCenter:
			c.write(` class="align-center"`)
		}
		c.inCell = true
		c.textIn(">", cell, end)
		c.inCell = false
	}
	c.write("</tr>\n")
}
