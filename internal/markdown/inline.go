package markdown

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"bantin/internal/markdown/lex"
	"bantin/internal/markdown/strip"
	"bantin/internal/markdown/syntax"
)

// inline renders a node of running text.
func (c *conversion) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.textRun(n)
	case *ast.CodeSpan:
		c.write("<code>")
		c.gap = false
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			value := child.(*ast.Text).Value(c.Text)
			if c.inCell {
				value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
			}
			c.literal(value)
		}
		c.write("</code>")
	case *syntax.Formula:
		c.formula(n)
	case *ast.Emphasis:
		open, end := "<em>", "</em>"
		if n.Level == 2 {
			open, end = "<strong>", "</strong>"
		}
		c.write(open)
		c.children(n)
		c.write(end)
	case *east.Strikethrough:
		c.write("<del>")
		c.children(n)
		c.write("</del>")
	case *ast.Link:
		c.link(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.Image:
		c.image(n, false)
	case *ast.RawHTML:
		c.rawInline(n)
	case *east.TaskCheckBox:
		if n.IsChecked {
			c.write(`<input type="checkbox" checked disabled aria-label="Đã xong"> `)
		} else {
			c.write(`<input type="checkbox" disabled aria-label="Chưa xong"> `)
		}
	case *east.FootnoteLink:
		c.footnoteLink(n)
	case *east.FootnoteBacklink:
		c.footnoteBacklink(n)
	default:
		panic("internal error: no renderer for " + n.Kind().String())
	}
}

// textRun renders a stretch of text and the line end behind it. Signs of bold print that are left in it were
// meant to work: editors type `**Thứ nhất:**các cấp` (E29).
func (c *conversion) textRun(n *ast.Text) {
	value := n.Value(c.Text)
	if n.IsRaw() {
		c.literal(value)
	} else {
		c.leftComment(n)
		c.markdownText(value)
		if at := syntax.MarksLeft(c.Text, n.Segment.Start, n.Segment.Stop); at >= 0 {
			c.markLeft(at)
		}
		if bytes.Contains(value, []byte("**")) {
			if at := syntax.BoldLeft(c.Text, n.Segment.Start, n.Segment.Stop); at >= 0 {
				c.boldLiteral(at)
			}
		}
	}
	switch {
	case n.HardLineBreak():
		c.breakLine()
	case n.SoftLineBreak() && c.lines.Before(n.Segment.Stop, c.Text):
		c.endLine()
	case n.SoftLineBreak():
		before := len(c.out)
		if c.dropNBSP(); !c.gap || len(c.out) < before {
			c.write("\n")
			c.partWords()
		}
	}
}

// leftComment refuses a body in whose text a comment begins after all: asides and goldmark disagree about
// what is code.
func (c *conversion) leftComment(n *ast.Text) {
	value := n.Segment.Value(c.Text)
	for at := 0; ; at++ {
		next := bytes.IndexByte(value[at:], '<')
		if next < 0 {
			return
		}
		at += next
		if from := n.Segment.Start - n.Segment.Padding + at; bytes.HasPrefix(c.Text[max(0, from):], []byte("<!--")) && (at == 0 || value[at-1] != '\\') {
			c.Fault(from, "comment-unclosed", "<!--", "-->")
			return
		}
	}
}

// boldLiteral reports ** in the rendered text, once for a line.
func (c *conversion) boldLiteral(offset int) {
	if line := c.Place(offset).Line; line != c.boldLine {
		c.boldLine = line
		c.Warn(offset, "bold-literal")
	}
}

// endLine writes a line break at the end of a line, where <br> has not made one.
func (c *conversion) endLine() {
	if !bytes.HasSuffix(bytes.TrimRight(c.out, " "), []byte("<br>\n")) {
		c.breakLine()
	}
}

// breakLine writes a line break.
func (c *conversion) breakLine() {
	c.dropNBSP()
	if end := len(c.out) - 1; c.gap && end >= 0 && c.out[end] == ' ' && !c.markAt(end+1) {
		c.out = c.out[:end]
	}
	c.write("<br>\n")
	c.partWords()
}

// linkState is the link that is open.
type linkState struct {
	open     bool
	from     int // where its words begin in the plain text
	pictures int // how many pictures stand before it
}

// link renders a link as a pair of slots around its words.
func (c *conversion) link(n *ast.Link) {
	marks := c.Uncertain[n]
	a := c.addressOf(n.Destination)
	if marks.Form == LinkTitle {
		a = lex.Address{Dest: string(lex.Decode(n.Destination))}
	}
	begun := c.beginLink(a, string(strip.PlainTitle(n.Title)), n.Pos())
	if begun {
		c.marks[len(c.marks)-1].typed = marks.Open
		c.doc.Links[len(c.doc.Links)-1].Form = marks.Form
	}
	c.children(n)
	if begun {
		c.endLink()
		c.marks[len(c.marks)-1].typed = marks.End
	}
}

// linkSize is about what a link takes beside its address, every letter of which may become three when it is
// escaped.
const linkSize = 60

// beginLink opens a link, or reports why there can be none: then only the words stay (E44).
func (c *conversion) beginLink(a lex.Address, title string, offset int) bool {
	switch {
	case c.inLink.open:
		return false
	case a.Kind == lex.AddressLocal:
		c.Warn(offset, "address-local")
		return false
	case a.Kind == lex.AddressRefused:
		c.Warn(offset, "link-scheme", a.Scheme)
		return false
	case a.Dest == "":
		c.Warn(offset, "link-empty")
		return false
	}
	h := slot{kind: slotLinkOpen, n: len(c.doc.Links)}
	if title = lex.OneLine(title); title != "" {
		h.text = ` title="` + lex.Attribute(title) + `"`
	}
	c.slotMark(h, 3*len(a.Dest)+len(h.text)+linkSize)
	at := c.Place(offset)
	c.doc.Links, c.doc.At.Links = append(c.doc.Links, Link{Dest: a.Dest}), append(c.doc.At.Links, Place{at.Line, at.Col})
	c.inLink = linkState{open: true, from: len(c.plain), pictures: len(c.doc.Pictures)}
	return true
}

// endLink closes the open link. One around a picture is called by the picture's words.
func (c *conversion) endLink() {
	last := &c.doc.Links[len(c.doc.Links)-1]
	last.Text = lex.OneLine(string(c.plain[min(c.inLink.from, len(c.plain)):]))
	if pictures := c.doc.Pictures[c.inLink.pictures:]; last.Text == "" && len(pictures) > 0 {
		last.Text = cmp.Or(pictures[0].Alt, pictures[0].Caption)
	}
	c.inLink = linkState{}
	c.slotMark(slot{kind: slotLinkClose, n: len(c.doc.Links) - 1}, 0)
}

// autoLink renders an address that stands as text.
func (c *conversion) autoLink(n *ast.AutoLink) {
	written := n.URL(c.Text)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(written), []byte("mailto:")) {
		written = append([]byte("mailto:"), written...)
	}
	offset := n.Pos()
	if bytes.IndexByte([]byte(" \t\n*_~("), c.Text[offset]) >= 0 {
		offset++ // goldmark reads the sign before a bare address together with it
	}
	begun := c.beginLink(lex.ReadAddress(lex.DecodeEntities(written)), "", offset)
	c.literal(lex.DecodeEntities(n.Label(c.Text)))
	if begun {
		c.endLink()
	}
}

// markLeft reports marks that are left in the rendered text, once for a line.
func (c *conversion) markLeft(offset int) {
	if at := c.Place(offset); at.Line != c.markLine {
		c.markLine = at.Line
		signs := syntax.RestOfLine(c.Text, offset)
		c.Warn(offset, "marks-left", string(signs[:min(2, len(signs))]))
	}
}

// addressed is an address that was read, with the source that it was read from.
type addressed struct {
	source []byte
	lex.Address
}

// addressOf reads a destination as written. References are used many times and share their source, so what
// was read is kept: n uses of one definition of n bytes would else be n² bytes of work.
func (c *conversion) addressOf(written []byte) lex.Address {
	if lex.OnComputer(string(written[:min(len(written), 256)])) { // before its backslashes are escapes
		return lex.Address{Kind: lex.AddressLocal}
	}
	if len(written) < 256 {
		return lex.ReadAddress(lex.Decode(written))
	}
	if known, ok := c.known[&written[0]]; ok && len(known.source) == len(written) {
		return known.Address
	}
	if c.known == nil {
		c.known = map[*byte]addressed{}
	}
	a := lex.ReadAddress(lex.Decode(written))
	c.known[&written[0]] = addressed{source: written, Address: a}
	return a
}
