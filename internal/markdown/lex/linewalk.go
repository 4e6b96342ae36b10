package lex

import (
	"bytes"
	"strconv"
	"strings"
)

// LineWalk goes over the lines of a text and knows which of them are code between fences. It reads the signs
// of quotes and lists before them, as far as a fence may depend on those.
type LineWalk struct {
	fence  []byte // the run of the open fence, nil without one
	base   int    // column of the list item in which it, or the last line, stands
	quotes int    // quotes in which they stand
	lists  []int  // columns where the text of the open items begins
	Indent int    // bytes of the line before its text
	Depth  int    // quotes and items in which the line stands
	Deep   bool   // the line is indented too far to begin anything but a paragraph
}

// Next reads a line and reports whether it belongs to code, its fences included.
func (w *LineWalk) Next(line []byte) bool {
	w.Depth, w.Indent, w.Deep = 0, 0, false
	if w.fence != nil && w.continues(line) {
		return true
	}
	w.fence = nil
	switch {
	case line[0] >= 'A' && line[0] != '~' && line[0] != '`': // a letter at the margin: the usual case
		w.lists, w.quotes, w.base = w.lists[:0], 0, 0
		return false
	case isRule(line):
		return false
	}
	column := 0
	w.quotes, w.base, column = w.enter(line)
	w.Deep = column-w.base > 3
	run := FenceRun(line[w.Indent:])
	if run == nil || w.Deep {
		return false
	}
	w.fence = run
	return true
}

// enter reads the signs before the text of a line: the number of quotes, the column of the item in which the
// text stands, and its own.
func (w *LineWalk) enter(line []byte) (quotes, base, column int) {
	i := 0
	for ; i < len(line); i++ {
		n := MarkerLength(line[i:])
		if n > 0 && (n < len("2018.") || YearOf(line[i:]) == 0) {
			w.leave(column)
			i, column = i+n-1, column+n
			w.lists = append(w.lists, column+1)
			continue
		}
		if line[i] == '\t' {
			column += 3 - column%4
		} else if line[i] == '>' {
			quotes, base = quotes+1, column+2
		} else if line[i] != ' ' {
			break
		}
		column++
	}
	w.Indent = i
	w.Depth = quotes + len(w.lists)
	if !BlankOnly(line[i:]) {
		w.leave(column)
	}
	if len(w.lists) > 0 {
		base = max(base, w.lists[len(w.lists)-1])
	}
	return quotes, base, column
}

// leave closes the items to the right of a column.
func (w *LineWalk) leave(column int) {
	for len(w.lists) > 0 && w.lists[len(w.lists)-1] > column {
		w.lists = w.lists[:len(w.lists)-1]
	}
}

// continues reports whether a line belongs to the open fence, which it may close. The end of its quote or
// item ends a fence, too.
func (w *LineWalk) continues(line []byte) bool {
	i, column, in := w.inside(line)
	if !in {
		return false
	}
	if run := closingRun(line[i:]); len(run) >= len(w.fence) && run[0] == w.fence[0] && column-w.base <= 3 {
		w.fence = nil
	}
	return true
}

// Within reports whether a line stands in the quotes and the item in which the last line with signs of those
// stood: what is no paragraph ends where they do.
func (w *LineWalk) Within(line []byte) bool {
	_, _, in := w.inside(line)
	return in
}

// inside reads a line of the quotes and the item w.quotes and w.base: where its text begins, in bytes and in
// columns.
func (w *LineWalk) inside(line []byte) (i, column int, in bool) {
	for quotes := w.quotes; quotes > 0; quotes-- {
		for i < len(line) && line[i] == ' ' {
			i, column = i+1, column+1
		}
		if i == len(line) || line[i] != '>' {
			return i, column, false
		}
		i, column = i+1, column+1
	}
	if BlankOnly(line[i:]) {
		return i, column, true
	}
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		if line[i] == '\t' {
			column += 3 - column%4
		}
		i, column = i+1, column+1
	}
	return i, column, w.base == 0 || w.quotes > 0 || column >= w.base
}

// FenceRun is the run of signs with which a line opens code, nil if it does not.
func FenceRun(s []byte) []byte {
	if len(s) < 3 || s[0] != '`' && s[0] != '~' {
		return nil
	}
	run := s[:len(s)-len(bytes.TrimLeft(s, string(s[:1])))]
	if len(run) < 3 || s[0] == '`' && bytes.IndexByte(s[len(run):], '`') >= 0 {
		return nil
	}
	return run
}

// closingRun is the run of signs that is all a line holds, nil if it holds anything else.
func closingRun(s []byte) []byte {
	run := FenceRun(s)
	if !BlankOnly(s[len(run):]) {
		return nil
	}
	return run
}

// MarkerLength is the length of the list marker that s begins with, 0 without one.
func MarkerLength(s []byte) int {
	i := 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	switch {
	case i == len(s):
		return 0
	case i == 0 && (s[0] == '-' || s[0] == '+' || s[0] == '*'), i > 0 && (s[i] == '.' || s[i] == ')'):
		i++
	default:
		return 0
	}
	if i < len(s) && s[i] != ' ' && s[i] != '\t' && s[i] != '\n' {
		return 0
	}
	return i
}

// isRule reports whether a line is a thematic break such as "- - -": no list, however many dashes it has.
func isRule(line []byte) bool {
	signs := 0
	var sign byte
	for _, b := range line {
		switch {
		case b == ' ' || b == '\t' || b == '\n':
		case b != '-' && b != '*' || sign != 0 && b != sign:
			return false
		default:
			sign = b
			signs++
		}
	}
	return signs >= 3
}

// IsYear reports whether a number is a year that an article may begin a line with.
func IsYear(n int) bool { return 1900 <= n && n <= 2099 }

// YearOf is the year that a line opens with like the number of an item: "2018. " or "2018) "; 0 without one.
func YearOf(line []byte) int {
	line = bytes.TrimLeft(line, " ")
	if len(line) < 5 || line[4] != '.' && line[4] != ')' || MarkerLength(bytes.TrimRight(line, "\n")) != 5 {
		return 0
	}
	if year, _ := strconv.Atoi(string(line[:4])); IsYear(year) {
		return year
	}
	return 0
}

// CodeLines follows the code fences of a text of Markdown from an offset on.
type CodeLines struct {
	text string
	next int // the line that has not been looked at
	walk LineWalk
	code bool // the line before it is code
}

// CodeLinesFrom follows the code of a text from an offset on, where a line begins.
func CodeLinesFrom(text string, offset int) *CodeLines { return &CodeLines{text: text, next: offset} }

// Hold reports whether the line that begins at an offset is code. The offsets of its calls ascend.
func (c *CodeLines) Hold(line int) bool {
	for c.next <= line && c.next < len(c.text) {
		end := len(c.text)
		if i := strings.IndexByte(c.text[c.next:], '\n'); i >= 0 {
			end = c.next + i + 1
		}
		c.code = c.walk.Next([]byte(c.text[c.next:end]))
		c.next = end
	}
	return c.code
}
