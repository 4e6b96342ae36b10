package syntax

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
)

// listParser and listItemParser keep a `-` or `*` item open for a `+` line at the same column, which then
// begins or continues a list inside of the item. Official texts are written so; for CommonMark the `+` begins
// a new list and the next `-` another one (E30).
//
// A year is no number of an item, unless it counts on from the item before: "2018. Năm của những đổi thay"
// stays as it is.
type listParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p listParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if list, ok := node.(*ast.List); ok && list.IsOrdered() && lex.IsYear(list.Start) {
		_, segment := reader.PeekLine()
		parsingOf(pc).Warn(segment.Start+max(0, pc.BlockOffset())-segment.Padding, "list-year", strconv.Itoa(list.Start)+string(list.Marker))
		return nil, parser.NoChildren
	}
	return node, state
}

// Continue implements parser.BlockParser.
func (p listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	list := node.(*ast.List)
	if nestsPlus(list, reader, pc) {
		return parser.Continue | parser.HasChildren
	}
	line, _ := reader.PeekLine()
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	if year := lex.YearOf(line); year > 0 && indent < list.LastChild().(*ast.ListItem).Offset &&
		(!list.IsOrdered() || list.Start+list.ChildCount() != year) {
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

type listItemParser struct{ parser.BlockParser }

// Attributes of items: the number as typed, when it does not count on from the start of the list, and the one
// to show.
var (
	typedNumber = []byte("typed")
	ShownNumber = []byte("shown")
)

// Open implements parser.BlockParser.
func (p listItemParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if list, ok := parent.(*ast.List); ok && node != nil && list.IsOrdered() {
		line = bytes.TrimLeft(line, " \t")
		digits := line[:len(line)-len(bytes.TrimLeft(line, "0123456789"))]
		if n, err := strconv.Atoi(string(digits)); err == nil && n != list.Start+list.ChildCount() {
			node.SetAttribute(typedNumber, n)
		}
	}
	return node, state
}

// SettleNumbers says of items which number they have to be given, so that a page shows those that were typed:
// "khoản 3" stays the third. A list whose items all have one number ("1." throughout) is counted by the
// browser.
func SettleNumbers(list *ast.List) {
	if !list.IsOrdered() {
		return
	}
	counted, all := list.Start, true
	for item, i := list.FirstChild(), 0; item != nil; item, i = item.NextSibling(), i+1 {
		number := list.Start + i
		if typed, ok := item.Attribute(typedNumber); ok {
			number = typed.(int)
		}
		if all = all && number == list.Start; number != counted {
			item.SetAttribute(ShownNumber, number)
		}
		counted = number + 1
	}
	for item := list.FirstChild(); item != nil && all; item = item.NextSibling() {
		item.RemoveAttributes()
	}
}

// Continue implements parser.BlockParser.
func (p listItemParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if nestsPlus(node.Parent().(*ast.List), reader, pc) {
		return parser.Continue | parser.HasChildren
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// nestsPlus reports whether the line opens with a + that belongs under the list's last item although it is
// not indented.
func nestsPlus(list *ast.List, reader text.Reader, pc parser.Context) bool {
	if list.Marker == '+' || list.IsOrdered() || !parsingOf(pc).NestedPlusLists {
		return false
	}
	if _, behindList := list.PreviousSibling().(*ast.List); behindList && list.Marker == '*' {
		return false // the third sign after - and +: which of the lists goes on cannot be told
	}
	line, _ := reader.PeekLine()
	indent, pos := util.IndentWidth(line, reader.LineOffset())
	item := list.LastChild().(*ast.ListItem)
	return indent < min(4, item.Offset) && lex.MarkerLength(line[min(pos, len(line)):]) == 1 && line[pos] == '+' &&
		item.HasChildren() && !util.IsBlank(line[pos+1:])
}
