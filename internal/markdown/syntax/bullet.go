package syntax

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/markdown/lex"
)

// bulletParser makes lists of lines that begin with a bullet of Word's symbol fonts, which other fonts show
// as a box. Lines without one belong to the item above; blank lines between items do not part the list.
type bulletParser struct{}

// Transform implements parser.ParagraphTransformer.
func (bulletParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	source, lines := reader.Source(), node.Lines()
	first := 0
	for first < lines.Len() && bulletLength(source, lines.At(first)) == 0 {
		first++
	}
	if first == lines.Len() {
		return
	}
	c := parsingOf(pc)
	list, ok := node.PreviousSibling().(*ast.List)
	if !ok || first > 0 || list != c.bullets {
		list = ast.NewList('*')
		list.IsTight = true
		list.SetPos(lines.At(first).Start)
		node.Parent().InsertAfter(node.Parent(), node, list)
		c.bullets = list
		c.Warn(lines.At(first).Start, "word-bullets")
	}
	for i := first; i < lines.Len(); i++ {
		line := lines.At(i)
		if n := bulletLength(source, line); n > 0 {
			item := ast.NewListItem(2)
			item.AppendChild(item, ast.NewTextBlock())
			list.AppendChild(list, item)
			line = text.NewSegment(line.Start+n, line.Stop)
		}
		list.LastChild().FirstChild().Lines().Append(line.TrimLeftSpace(source))
		if i+1 == lines.Len() || bulletLength(source, lines.At(i+1)) > 0 {
			trimLastLine(list.LastChild().FirstChild().Lines(), source)
		}
	}
	if first == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
		return
	}
	lines.SetSliced(0, first)
	trimLastLine(lines, source)
}

// bulletLength is the length of the blanks and the bullet of a symbol font that a line begins with, 0 without
// one. The fonts put their signs at U+F020 to U+F0FF.
func bulletLength(source []byte, line text.Segment) int {
	value := source[line.Start:line.Stop]
	at := 0
	for n := lex.BlankLength(value); n > 0; n = lex.BlankLength(value[at:]) {
		at += n
	}
	if at == len(value) || value[at] != 0xEF {
		return 0
	}
	r, size := utf8.DecodeRune(value[at:])
	if at += size; r < 0xF020 || r > 0xF0FF || lex.BlankOnly(value[at:]) {
		return 0
	}
	for n := lex.BlankLength(value[at:]); n > 0; n = lex.BlankLength(value[at:]) {
		at += n
	}
	return at
}
