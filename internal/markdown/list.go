package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// listParser and listItemParser keep a `-` or `*` item open for a `+` line at the same column, which then begins or continues a list inside of
// the item. Official texts are written so; for CommonMark the `+` begins a new list and the next `-` another one (E30).
type listParser struct{ parser.BlockParser }

// Continue implements parser.BlockParser.
func (p listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if nestsPlus(node.(*ast.List), reader, pc) {
		return parser.Continue | parser.HasChildren
	}
	return p.BlockParser.Continue(node, reader, pc)
}

type listItemParser struct{ parser.BlockParser }

// Continue implements parser.BlockParser.
func (p listItemParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if nestsPlus(node.Parent().(*ast.List), reader, pc) {
		return parser.Continue | parser.HasChildren
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// nestsPlus reports whether the line opens with a + that belongs under the list's last item although it is not indented.
func nestsPlus(list *ast.List, reader text.Reader, pc parser.Context) bool {
	if list.Marker == '+' || list.IsOrdered() || !conversionOf(pc).opts.NestedPlusLists {
		return false
	}
	if _, behindList := list.PreviousSibling().(*ast.List); behindList && list.Marker == '*' {
		return false // the third sign after - and +: which of the lists goes on cannot be told
	}
	line, _ := reader.PeekLine()
	indent, pos := util.IndentWidth(line, reader.LineOffset())
	item := list.LastChild().(*ast.ListItem)
	return indent < min(4, item.Offset) && markerLength(line[min(pos, len(line)):]) == 1 && line[pos] == '+' &&
		item.HasChildren() && !util.IsBlank(line[pos+1:])
}
