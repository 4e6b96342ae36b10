package syntax

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/markdown/lex"
)

// Formulas in TeX stay to the letter, with their signs: $a_1*b_2*c$, $$…$$, \(…\), \[…\]. The site loads no
// script that would set them.

// Limits of a formula. A single $ is a currency more often, so it has the narrow one.
const (
	maxDollars = 300  // characters between two single $
	maxFormula = 4096 // bytes of any other
)

// texSigns are what formulas have and prices have not.
const texSigns = `\^_={}`

var (
	kindFormula      = ast.NewNodeKind("Formula")
	kindFormulaBlock = ast.NewNodeKind("FormulaBlock")
)

// Formula is one in running text. Its children are its lines, as raw text.
type Formula struct{ ast.BaseInline }

// Kind implements ast.Node.
func (*Formula) Kind() ast.NodeKind { return kindFormula }

// Dump implements ast.Node.
func (f *Formula) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// formulaParser reads formulas in running text.
type formulaParser struct{}

// Trigger implements parser.InlineParser.
func (formulaParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse implements parser.InlineParser.
func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	closing := closingOf(line)
	switch {
	case block.PrecendingCharacter() == '$': // "$$$" is a price class
	case closing != "":
		return takeFormula(block, formulaLength(joinLines(block, maxFormula), closing))
	case line[0] == '$':
		return takeFormula(block, dollarsLength(line))
	}
	return nil
}

// closingOf is what closes the formula that a line begins with, "" for a single $ and anything else.
func closingOf(line []byte) string {
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		return "$$"
	case bytes.HasPrefix(line, []byte(`\(`)):
		return `\)`
	case bytes.HasPrefix(line, []byte(`\[`)):
		return `\]`
	}
	return ""
}

// formulaLength is the length of the formula that s begins with, 0 when it is none.
func formulaLength(s []byte, closing string) int {
	end := bytes.Index(s[2:], []byte(closing))
	if end < 0 {
		return 0
	}
	inside := bytes.TrimSpace(s[2 : 2+end])
	if len(inside) == 0 || inside[0] == '$' || closing != "$$" && !isFormula(inside, closing) {
		return 0
	}
	return 2 + end + len(closing)
}

// isFormula tells what stands between brackets with backslashes from words: programs that turn pages into
// Markdown write \[1\] and \[ảnh\] for brackets that are no link.
func isFormula(inside []byte, closing string) bool {
	if bytes.Contains(inside, []byte("](")) {
		return false
	}
	return bytes.ContainsAny(inside, texSigns) || closing == `\)` && isVariables(inside)
}

// isVariables reports whether s has letters, and none of three in a row.
func isVariables(s []byte) bool {
	letters, run := 0, 0
	for _, r := range string(s) {
		if run++; !unicode.IsLetter(r) {
			run = 0
		}
		if letters = max(letters, run); letters > 2 {
			return false
		}
	}
	return letters > 0
}

// dollarsLength is the length of the formula between single $ that a line begins with, 0 when they are
// currencies.
func dollarsLength(line []byte) int {
	if len(line) < 2 || lex.BlankLength(line[1:]) > 0 {
		return 0
	}
	tex := false
	for i, characters := 1, 0; i < len(line) && characters <= maxDollars; characters++ {
		switch b := line[i]; {
		case b == '\n':
			return 0
		case b == '$': // none stands inside: the second of "10$; $x_1$" opens
			if after, _ := utf8.DecodeRune(line[i+1:]); !tex || lex.IsWordRune(after) || endsBlank(line[:i]) {
				return 0
			}
			return i + 1
		case b == '$':
			return 0
		case b == '\\' && i+1 < len(line) && line[i+1] != '\n':
			tex, i = true, i+1
			characters++
		case strings.IndexByte(texSigns, b) >= 0:
			tex = true
		}
		_, size := utf8.DecodeRune(line[i:])
		i += size
	}
	return 0
}

func endsBlank(s []byte) bool {
	last, _ := utf8.DecodeLastRune(s)
	return unicode.IsSpace(last)
}

// takeFormula makes a node of the next bytes, over several lines.
func takeFormula(block text.Reader, length int) ast.Node {
	if length == 0 {
		return nil
	}
	node := &Formula{}
	for length > 0 {
		line, segment := block.PeekLine()
		n := min(length, len(line))
		node.AppendChild(node, ast.NewRawTextSegment(segment.WithStop(segment.Start+n-segment.Padding)))
		block.Advance(n)
		length -= n
	}
	return node
}

// FormulaBlock is a formula that begins a line and ends one further down. Between may stand what would open a
// list or a heading.
type FormulaBlock struct {
	ast.BaseBlock
	end    int // offset of the line that closes it
	closed bool
}

// Kind implements ast.Node.
func (*FormulaBlock) Kind() ast.NodeKind { return kindFormulaBlock }

// IsRaw implements ast.Node.
func (*FormulaBlock) IsRaw() bool { return true }

// Dump implements ast.Node.
func (f *FormulaBlock) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// formulaBlockParser reads formulas of several lines.
type formulaBlockParser struct{}

// Trigger implements parser.BlockParser.
func (formulaBlockParser) Trigger() []byte { return []byte{'$', '\\'} }

// CanInterruptParagraph implements parser.BlockParser.
func (formulaBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (formulaBlockParser) CanAcceptIndentedLine() bool { return true }

// Open implements parser.BlockParser.
func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	words := line[max(0, pc.BlockOffset()):]
	closing := closingOf(words)
	if closing == "" || closing == `\)` || bytes.Contains(words[2:], []byte(closing)) {
		return nil, parser.NoChildren
	}
	end := closingLine(reader.Source(), segment.Stop, closing, len(bytes.TrimSpace(words)) == 2)
	if end < 0 {
		return nil, parser.NoChildren
	}
	node := &FormulaBlock{end: end}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// closingLine is the offset of the line that closes a formula with its last sign, -1 without one. A blank
// line ends the search, unless the signs stand alone on their lines.
func closingLine(source []byte, from int, closing string, alone bool) int {
	rest := source[from:min(len(source), from+maxFormula)]
	parted := false
	for at := 0; at < len(rest); {
		n := bytes.IndexByte(rest[at:], '\n') + 1
		if n == 0 {
			n = len(rest) - at
		}
		line := bytes.TrimSpace(rest[at : at+n])
		switch i := bytes.Index(line, []byte(closing)); {
		case i >= 0 && i+len(closing) == len(line) && (!parted || i == 0):
			return from + at
		case i >= 0:
			return -1
		case len(line) == 0 && !alone:
			return -1
		case len(line) == 0:
			parted = true
		}
		at += n
	}
	return -1
}

// Continue implements parser.BlockParser.
func (formulaBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	f := node.(*FormulaBlock)
	if f.closed {
		return parser.Close
	}
	_, segment := reader.PeekLine()
	f.Lines().Append(segment)
	f.closed = segment.Stop > f.end
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (formulaBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
