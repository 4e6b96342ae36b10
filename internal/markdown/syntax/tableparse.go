package syntax

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/markdown/lex"
)

// tableParser makes tables of paragraphs as GitHub does, with these differences:
//
//   - a delimiter row has a bar in it ("--" under a word is none), its dashes may be those of Word, and it
//     may have more or fewer columns than the header; behind a bar or a plus it may be drawn with = and _
//     too, and its columns parted by + ("+---+---+");
//   - those with a plus around and between the others are lines of the drawing and no rows;
//   - a cell beyond the header makes a column without a name: nothing vanishes;
//   - lines without a bar at the end of a table are a paragraph below it.
//
// The cells alone must not pass the limit of the HTML, which is judged before a node is made for each of
// them: n columns over n ragged rows have n² cells.
type tableParser struct{}

// Transform implements parser.ParagraphTransformer.
func (tableParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	source, lines := reader.Source(), node.Lines()
	for i := 1; i < lines.Len(); i++ {
		delimiter := lines.At(i)
		alignments := readDelimiters(delimiter.Value(source))
		if alignments == nil || isDrawn(lines.At(i-1), source) {
			continue
		}
		header := splitRow(lines.At(i-1), source)
		if barred := hasBar(lines.At(i-1), source); !barred && (len(header) != len(alignments) || isDrawn(delimiter, source)) {
			continue
		}
		end := tableEnd(lines, i+1, hasBar(lines.At(i-1), source), source)
		rows := make([][]text.Segment, 0, end-i)
		rows = append(rows, header)
		columns := max(len(header), len(alignments))
		for j := i + 1; j < end; j++ {
			if isDrawn(lines.At(j), source) {
				continue
			}
			row := splitRow(lines.At(j), source)
			rows = append(rows, row)
			columns = max(columns, len(row))
		}
		c := parsingOf(pc)
		if c.cells += columns * len(rows); c.cells*minCell > c.MaxHTML {
			c.Fault(delimiter.Start, "html-too-large")
			return
		}
		for len(alignments) < columns {
			alignments = append(alignments, east.AlignNone)
		}
		from := i - 1
		if from > 0 && isDrawn(lines.At(from-1), source) {
			from--
		}
		placeTable(node, newTable(rows, alignments, columns), from, end, source)
		return
	}
	reportBars(parsingOf(pc), lines)
}

// reportBars reports the first of two lines that are drawn like the rows of a table, in a paragraph that is
// none.
func reportBars(p *parsing, lines *text.Segments) {
	for i := 1; i < lines.Len(); i++ {
		first, second := lines.At(i-1), lines.At(i)
		if n := barredCells(first.Value(p.Text)); n > 1 && barredCells(second.Value(p.Text)) > 1 {
			p.Warn(first.Start, "table-no-rule", strings.Repeat("|---", n)+"|")
			return
		}
	}
}

// barredCells is how many cells a line has that begins and ends with a bar, 0 for any other.
func barredCells(line []byte) int {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '|' || line[len(line)-1] != '|' || isDelimiterRow(line) {
		return 0
	}
	return bytes.Count(line, []byte("|")) - 1
}

// newTable makes the nodes of a table; the first row is its header.
func newTable(rows [][]text.Segment, alignments []east.Alignment, columns int) *east.Table {
	table := east.NewTable()
	table.Alignments = alignments
	for i, cells := range rows {
		row := east.NewTableRow(alignments)
		for j := range columns {
			cell := east.NewTableCell()
			if j < len(cells) {
				cell.Alignment = alignments[j]
				cell.Lines().Append(cells[j])
			}
			row.AppendChild(row, cell)
		}
		if i == 0 {
			table.AppendChild(table, east.NewTableHeader(row))
		} else {
			table.AppendChild(table, row)
		}
	}
	return table
}

// placeTable sets a table in the place of the lines of a paragraph that it is made of. What is above and
// below stays as text.
func placeTable(node *ast.Paragraph, table *east.Table, from, end int, source []byte) {
	lines, parent := node.Lines(), node.Parent()
	if table.SetPos(lines.At(from).Start); end < lines.Len() {
		below := ast.NewParagraph()
		below.SetPos(lines.At(end).Start)
		for i := end; i < lines.Len(); i++ {
			line := lines.At(i)
			below.Lines().Append(line.TrimLeftSpace(source))
		}
		trimLastLine(below.Lines(), source)
		parent.InsertAfter(parent, node, below)
	}
	parent.InsertAfter(parent, node, table)
	if from == 0 {
		parent.RemoveChild(parent, node)
		return
	}
	lines.SetSliced(0, from)
	trimLastLine(lines, source)
}

// trimLastLine takes the line end from the end of a paragraph.
func trimLastLine(lines *text.Segments, source []byte) {
	last := lines.At(lines.Len() - 1)
	lines.Set(lines.Len()-1, last.TrimRightSpace(source))
}

// tableEnd is the line behind the last row. In a table whose header has bars, the lines at the end that have
// none are no rows.
func tableEnd(lines *text.Segments, first int, barred bool, source []byte) int {
	end := lines.Len()
	for barred && end > first && !hasBar(lines.At(end-1), source) && !isDrawn(lines.At(end-1), source) {
		end--
	}
	return end
}

func hasBar(line text.Segment, source []byte) bool {
	return bytes.IndexByte(source[line.Start:line.Stop], '|') >= 0
}

// splitRow finds the cells of a row. Blank ones at its end are left out.
func splitRow(line text.Segment, source []byte) []text.Segment {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	from, stop := line.Start, line.Stop
	if from < stop && source[from] == '|' {
		from++
	}
	if from < stop && source[stop-1] == '|' && source[stop-2] != '\\' {
		stop--
	}
	var cells []text.Segment
	used := 0
	for at := from; from <= stop && from < line.Stop; at++ {
		if at < stop && (source[at] != '|' || at > 0 && source[at-1] == '\\') {
			continue
		}
		cell := text.NewSegment(from, at)
		cell = cell.TrimLeftSpace(source)
		cell = cell.TrimRightSpace(source)
		cells = append(cells, cell)
		if !lex.BlankOnly(cell.Value(source)) {
			used = len(cells)
		}
		from = at + 1
	}
	return cells[:used]
}

// tableDashes are what a delimiter row may be drawn with: hyphens, and what Word makes of them; behind a bar
// or a plus double and low lines too.
const (
	tableDashes = "-–—−‐‑―"
	tableLines  = tableDashes + "=_"
)

// isDrawn reports whether a line is one of a grid, "+---+---+" or "|---+---|". Rows of dashes between bars
// may say that there is nothing.
func isDrawn(line text.Segment, source []byte) bool {
	value := line.Value(source)
	return bytes.IndexByte(value, '+') >= 0 && readDelimiters(value) != nil
}

// readDelimiters reads the row under a table's header, nil when it is none.
func readDelimiters(line []byte) []east.Alignment {
	if !isDelimiterRow(line) {
		return nil
	}
	row := strings.TrimSpace(string(line))
	if row[0] == '|' || row[0] == '+' {
		row = strings.ReplaceAll(row, "+", "|")
	}
	row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
	var alignments []east.Alignment
	drawn := false
	for column := range strings.SplitSeq(row, "|") {
		column = strings.TrimSpace(column)
		dashes, left := strings.CutPrefix(column, ":")
		dashes, right := strings.CutSuffix(dashes, ":")
		if strings.Trim(dashes, tableLines) != "" || dashes == "" && column != "" {
			return nil
		}
		drawn = drawn || dashes != ""
		switch {
		case left && right:
			alignments = append(alignments, east.AlignCenter)
		case right:
			alignments = append(alignments, east.AlignRight)
		case left:
			alignments = append(alignments, east.AlignLeft)
		default:
			alignments = append(alignments, east.AlignNone)
		}
	}
	if !drawn {
		return nil
	}
	return alignments
}

// isDelimiterRow reports whether a line holds nothing but what delimiter rows hold, with a bar or a plus.
func isDelimiterRow(line []byte) bool {
	signs := "|: \t\n" + tableDashes
	if words := bytes.TrimLeft(line, " \t"); len(words) > 0 && (words[0] == '|' || words[0] == '+') {
		signs = "|+: \t\n" + tableLines
	}
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if !strings.ContainsRune(signs, r) {
			return false
		}
		i += size
	}
	return bytes.IndexByte(line, '|') >= 0 || bytes.Count(line, []byte("+")) > 1
}
