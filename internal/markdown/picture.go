package markdown

import (
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"bantin/internal/viet"
)

// figures renders a paragraph that holds nothing but pictures with captions as figures, and reports whether it did.
func (c *conversion) figures(n *ast.Paragraph) bool {
	found := false
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if text, ok := child.(*ast.Text); ok && blankOnly(text.Value(c.text)) {
			continue
		}
		picture, _ := pictureIn(child)
		if picture == nil || c.uncertain[picture].form != LinkPlain || blankOnly(plainTitle(picture.Title)) {
			return false
		}
		if a := c.addressOf(picture.Destination); a.kind > addressOutside || a.dest == "" {
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
	begun := link != nil && c.beginLink(c.addressOf(link.Destination), string(plainTitle(link.Title)), link.Pos())
	c.image(picture, true)
	if begun {
		c.endLink()
	}
	c.write("<figcaption>")
	c.beginText()
	c.literal(plainTitle(picture.Title))
	c.endText(false)
	c.write("</figcaption></figure>\n")
}

// image renders a picture of Markdown.
func (c *conversion) image(n *ast.Image, figure bool) {
	marks := c.uncertain[n]
	pictures := len(c.doc.Pictures)
	c.picture(c.addressOf(n.Destination), n.Pos(), Picture{
		IfThere: marks.form == LinkIfThere,
		Alt:     oneLine(altText(n, c.text)), Caption: oneLine(string(plainTitle(n.Title))), Figure: figure,
	})
	if len(c.doc.Pictures) > pictures && marks.form == LinkIfThere {
		c.marks[len(c.marks)-1].typed = marks.open + attribute(altText(n, c.text)) + marks.end
	}
}

// pictureSize is about what a picture takes beside its address and its words.
const pictureSize = 100

// picture leaves the hole of a picture whose words are given, or reports why there can be none: then the words stay.
func (c *conversion) picture(a address, offset int, p Picture) {
	words := cmp.Or(p.Alt, p.Caption)
	switch {
	case a.kind == addressLocal:
		c.warn(offset, "address-local")
	case a.kind == addressRefused:
		c.warn(offset, "picture-scheme", a.scheme)
	case a.kind == addressContact || a.dest == "":
		c.warn(offset, "picture-empty")
	case a.kind == addressOutside:
		c.warn(offset, "picture-external", a.dest)
	}
	if a.kind > addressOutside || a.dest == "" {
		c.literal([]byte(words))
		return
	}
	if words == "" {
		c.warn(offset, "picture-no-text")
	}
	if strings.Contains(p.Caption, "**") {
		c.boldLiteral(offset)
	}
	c.standPlaces()
	h := hole{kind: holePicture, n: len(c.doc.Pictures), alt: attribute(words)}
	if p.Caption != "" && !p.Figure {
		h.text = ` title="` + attribute(p.Caption) + `"`
	}
	c.holeMark(h, 3*len(a.dest)+len(h.alt)+len(h.text)+pictureSize)
	at := c.place(offset)
	p.Dest, p.Line, p.Col = a.dest, at.Line, at.Col
	c.doc.Pictures = append(c.doc.Pictures, p)
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
				text = append(text, decode(child.Value(source))...)
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
