package markdown

import (
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"bantin/internal/markdown/lex"
	"bantin/internal/markdown/strip"
	"bantin/internal/viet"
)

// figures renders a paragraph that holds nothing but pictures with captions as figures, and reports whether
// it did.
func (c *conversion) figures(n *ast.Paragraph) bool {
	found := false
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if text, ok := child.(*ast.Text); ok && lex.BlankOnly(text.Value(c.Text)) {
			continue
		}
		picture, _ := pictureIn(child)
		if picture == nil || c.Uncertain[picture].Form != LinkPlain || lex.BlankOnly(strip.PlainTitle(picture.Title)) {
			return false
		}
		if a := c.addressOf(picture.Destination); a.Kind > lex.AddressOutside || a.Dest == "" {
			return false
		}
		found = true
	}
	if !found {
		return false
	}
	for child := n.FirstChild(); child != nil && !c.over(); child = child.NextSibling() {
		if picture, link := pictureIn(child); picture != nil {
			c.figure(picture, link)
		}
	}
	return true
}

// pictureIn is the picture that a node is, or the only thing in the link that it is.
func pictureIn(n ast.Node) (*ast.Image, *ast.Link) {
	link, _ := n.(*ast.Link)
	if link != nil && link.ChildCount() == 1 {
		n = link.FirstChild()
	}
	picture, _ := n.(*ast.Image)
	return picture, link
}

// figure (ảnh có chú thích) renders a picture with its caption.
func (c *conversion) figure(picture *ast.Image, link *ast.Link) {
	c.write("<figure>")
	c.beginText()
	begun := link != nil && c.beginLink(c.addressOf(link.Destination), string(strip.PlainTitle(link.Title)), link.Pos())
	c.image(picture, true)
	if begun {
		c.endLink()
	}
	c.write("<figcaption>")
	c.beginText()
	c.literal(strip.PlainTitle(picture.Title))
	c.endText(false)
	c.write("</figcaption></figure>\n")
}

// image renders a picture of Markdown.
func (c *conversion) image(n *ast.Image, figure bool) {
	marks := c.Uncertain[n]
	pictures := len(c.doc.Pictures)
	c.picture(c.addressOf(n.Destination), n.Pos(), Picture{
		IfThere: marks.Form == LinkIfThere,
		Alt:     lex.OneLine(altText(n, c.Text)), Caption: lex.OneLine(string(strip.PlainTitle(n.Title))), Figure: figure,
	})
	if len(c.doc.Pictures) > pictures && marks.Form == LinkIfThere {
		c.marks[len(c.marks)-1].typed = marks.Open + lex.Attribute(altText(n, c.Text)) + marks.End
	}
}

// pictureSize is about what a picture takes beside its address and its words.
const pictureSize = 100

// picture leaves the slot of a picture whose words are given, or reports why there can be none: then the
// words stay.
func (c *conversion) picture(a lex.Address, offset int, p Picture) {
	words := cmp.Or(p.Alt, p.Caption)
	switch {
	case a.Kind == lex.AddressLocal:
		c.Warn(offset, "address-local")
	case a.Kind == lex.AddressRefused:
		c.Warn(offset, "picture-scheme", a.Scheme)
	case a.Kind == lex.AddressContact || a.Dest == "":
		c.Warn(offset, "picture-empty")
	case a.Kind == lex.AddressOutside:
		c.Warn(offset, "picture-external", a.Dest)
	}
	if a.Kind > lex.AddressOutside || a.Dest == "" {
		c.literal([]byte(words))
		return
	}
	if words == "" {
		c.Warn(offset, "picture-no-text")
	}
	if strings.Contains(p.Caption, "**") {
		c.boldLiteral(offset)
	}
	c.standPlaces()
	h := slot{kind: slotPicture, n: len(c.doc.Pictures), alt: lex.Attribute(words)}
	if p.Caption != "" && !p.Figure {
		h.text = ` title="` + lex.Attribute(p.Caption) + `"`
	}
	c.slotMark(h, 3*len(a.Dest)+len(h.alt)+len(h.text)+pictureSize)
	at := c.Place(offset)
	p.Dest = a.Dest
	c.doc.Pictures, c.doc.At.Pictures = append(c.doc.Pictures, p), append(c.doc.At.Pictures, Place{at.Line, at.Col})
	c.gap = false
}

// altText is the plain text of a picture's brackets.
func altText(n ast.Node, source []byte) string {
	var text []byte
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.Text:
			if child.IsRaw() {
				text = append(text, child.Value(source)...)
			} else {
				text = append(text, lex.Decode(child.Value(source))...)
			}
			if child.SoftLineBreak() || child.HardLineBreak() {
				text = append(text, ' ')
			}
		case *ast.AutoLink:
			text = append(text, child.Label(source)...)
		default:
			text = append(text, altText(child, source)...)
		}
	}
	return viet.NFC(string(text))
}
