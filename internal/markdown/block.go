package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
	"bantin/internal/markdown/syntax"
)

// document renders the tree of a body.
func (c *conversion) document(root ast.Node) {
	for n := root.FirstChild(); n != nil && !c.over(); n = n.NextSibling() {
		blocks, html := len(c.doc.Blocks), len(c.out)
		c.node(n)
		c.lead.pass(len(c.doc.Blocks) > blocks || n.Kind() == ast.KindHTMLBlock && len(c.out) > html)
	}
	c.closeRaw(0)
	c.endPlaces()
}

// children renders the children of a node. What raw HTML opened among them and left open is closed after
// them, so that no tag reaches over the end of its paragraph, cell or quotation.
func (c *conversion) children(n ast.Node) {
	outside := c.rawBase
	c.rawBase = len(c.raw)
	for child := n.FirstChild(); child != nil && !c.over(); child = child.NextSibling() {
		c.node(child)
	}
	c.closeRaw(c.rawBase)
	c.rawBase = outside
}

// write appends HTML of our own.
func (c *conversion) write(html string) { c.out = append(c.out, html...) }

// node renders one node with what is below it.
func (c *conversion) node(n ast.Node) {
	if n.Type() == ast.TypeInline {
		c.inline(n)
		return
	}
	if n.Kind() != ast.KindHTMLBlock && n.Kind() != ast.KindTextBlock {
		c.closeRawForBlock()
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		c.paragraph(n)
	case *ast.TextBlock:
		c.textBlock(n)
	case *ast.Heading:
		c.heading(n)
	case *ast.List:
		c.list(n)
	case *ast.ListItem:
		c.listItem(n)
	case *ast.Blockquote:
		c.write("<blockquote>\n")
		c.children(n)
		c.write("</blockquote>\n")
	case *ast.ThematicBreak:
		c.write("<hr>\n")
	case *ast.FencedCodeBlock:
		c.code(n)
	case *syntax.FormulaBlock:
		c.formulaBlock(n)
	case *ast.HTMLBlock:
		c.htmlBlock(n)
	case *ast.LinkReferenceDefinition:
		c.unusedReference(n)
	case *east.Table:
		c.table(n)
	case *east.DefinitionList:
		c.write("<dl>\n")
		c.children(n)
		c.write("</dl>\n")
	case *east.DefinitionTerm:
		c.textIn("<dt>", n, "</dt>\n")
	case *east.DefinitionDescription:
		c.write("<dd>")
		c.children(n)
		c.write("</dd>\n")
	case *east.FootnoteList:
		c.footnotes(n)
	default:
		panic("internal error: no renderer for " + n.Kind().String())
	}
}

// textIn renders a node that holds text and nothing else as a block of its own, and returns its plain text.
func (c *conversion) textIn(open string, n ast.Node, end string) string {
	c.write(open)
	c.beginText()
	c.lines.Read(n.Lines(), c.Text)
	words := ""
	if c.holdsBlocks(n) {
		c.flow(n)
	} else {
		c.children(n)
		words = c.endText(false)
	}
	c.write(end)
	return words
}

// textBlock is the text of a tight list item.
func (c *conversion) textBlock(n *ast.TextBlock) {
	c.textIn("", n, "")
	if n.NextSibling() != nil && n.FirstChild() != nil {
		c.write("\n")
	}
}

// paragraph is one that is open: what has to be known of it at its end.
type paragraph struct {
	before   checkpoint
	id, lead int // marks of its attributes, -1 for none
}

// openParagraph opens a paragraph. At the top level it may be the lead and it may be an entry of the outline.
func (c *conversion) openParagraph(top bool) paragraph {
	p := paragraph{before: c.checkpoint(), id: -1, lead: -1}
	c.write("<p")
	if top {
		p.id = c.fixedMark()
	}
	if top && !c.lead.done {
		p.lead = c.fixedMark() // becomes a slot when the words turn out to be the lead
	}
	c.write(">")
	return p
}

// closeParagraph decides what a paragraph with these words is.
func (c *conversion) closeParagraph(p paragraph, words string) {
	if p.id >= 0 && words != "" {
		c.outlineParagraph(words, p.id)
	}
	if p.lead >= 0 && c.lead.offer(words) {
		c.marks[p.lead].kind, c.marks[p.lead].fixed = slotLead, false
		c.doc.Lead = words
	}
}

// paragraph renders a paragraph: as figures when it holds nothing but pictures with captions, as what its
// blocks of HTML make of it, else as text. A paragraph of which nothing is left (markup that was taken out,
// blanks) is none.
func (c *conversion) paragraph(n *ast.Paragraph) {
	top := n.Parent().Kind() == ast.KindDocument && len(c.raw) == 0
	if c.figures(n) {
		c.lead.skip()
		return
	}
	if c.holdsBlocks(n) {
		c.atTop = top
		c.textIn("", n, "")
		c.atTop = false
		return
	}
	p := c.openParagraph(top)
	html, marks := len(c.out), len(c.marks)
	words := c.textIn("", n, "")
	if len(c.out) == html && len(c.marks) == marks {
		c.rollback(p.before)
		return
	}
	c.write("</p>\n")
	c.closeParagraph(p, words)
}

// list renders a list, or a numbered paragraph that goldmark takes for one.
func (c *conversion) list(n *ast.List) {
	if c.numberedParagraph(n) {
		return
	}
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	c.write("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		c.write(` start="` + strconv.Itoa(n.Start) + `"`)
	}
	if n.IsOrdered() && n.Marker == ')' { // the style writes "1)", as it was typed
		c.write(` class="paren"`)
	}
	c.write(">\n")
	syntax.SettleNumbers(n)
	c.children(n)
	c.write("</" + tag + ">\n")
}

func (c *conversion) listItem(n *ast.ListItem) {
	c.write("<li")
	if value, ok := n.Attribute(syntax.ShownNumber); ok {
		c.write(` value="` + strconv.Itoa(value.(int)) + `"`)
	}
	c.write(">")
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		c.write("\n")
	}
	c.children(n)
	c.write("</li>\n")
}

// code renders a fenced block. Its text is a block of the plain text too: readers search for what they saw.
func (c *conversion) code(n *ast.FencedCodeBlock) {
	c.write("<pre><code")
	if language := n.Language(c.Text); len(language) > 0 {
		c.write(` class="language-` + lex.Attribute(string(lex.Decode(language))) + `"`)
	}
	c.write(">")
	c.beginText()
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		value := line.Value(c.Text)
		c.out = append(c.out, util.EscapeHTML(value)...)
		c.plain = append(c.plain, value...)
	}
	c.plain, c.gap = append(c.plain[:0], lex.OneLine(string(c.plain))...), false
	c.endText(false)
	c.write("</code></pre>\n")
}

// unusedReference shows a link reference definition that nothing refers to: "[1]: https://…" under an article
// is a list of sources to its author, and would vanish. What leads nowhere is a comment, by the usual tricks:
// `[//]: # (words)`, `[comment]: <> (words)`.
func (c *conversion) unusedReference(n *ast.LinkReferenceDefinition) {
	if c.Labels[util.ToLinkReference(n.Label)] || string(n.Label) == "//" || len(n.Destination) == 0 || string(n.Destination) == "#" {
		return
	}
	c.write("<p>")
	c.beginText()
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		c.literal(line.Value(c.Text))
		c.blank()
	}
	c.endText(false)
	c.write("</p>\n")
}
