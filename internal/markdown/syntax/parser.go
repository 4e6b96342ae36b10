package syntax

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
	"bantin/internal/markdown/strip"
)

// The parsers of bodies are made once and safe for concurrent use. Looking for bare addresses at every blank
// is a tenth of the time of reading an article, and most articles hold none.
var (
	bodyParser       = newParser()
	linkifyingParser = newParser(parser.WithInlineParsers(util.Prioritized(bareAddressParser{extension.NewLinkifyParser()}, 999)))
)

// parserFor is the parser for a body. What has none of these signs has nothing that the linkifying parser
// would make a link.
func parserFor(source []byte) parser.Parser {
	for _, sign := range []string{"@", "www.", "http:", "https:", "ftp:"} {
		if bytes.Contains(source, []byte(sign)) {
			return linkifyingParser
		}
	}
	return bodyParser
}

// newParser makes goldmark's parser with our constructs in it. What is left out on purpose: code by
// indentation (E28), attributes in braces (content would choose ids, classes and styles), single ~ as
// deletion.
func newParser(more ...parser.Option) parser.Parser {
	return parser.NewParser(append([]parser.Option{
		parser.WithBlockParsers(
			util.Prioritized(partParser{setextParser{parser.NewSetextHeadingParser()}}, 100),
			util.Prioritized(definitionParser{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(listParser{parser.NewListParser()}, 300),
			util.Prioritized(listItemParser{parser.NewListItemParser()}, 400),
			util.Prioritized(partParser{headingParser{parser.NewATXHeadingParser()}}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(formulaBlockParser{}, 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(htmlBlockParser{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(partParser{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(paragraphParser{parser.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(taskParser{extension.NewTaskCheckBoxParser()}, 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(formulaParser{}, 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
			util.Prioritized(officeParser{}, 250),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(delimiterParser{emphasisParser{}}, 500),
			util.Prioritized(strikethroughParser{delimiterParser{extension.NewStrikethroughParser()}}, 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(bulletParser{}, 150),
			util.Prioritized(tableParser{}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(keepFootnotes{}, 998),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	}, more...)...)
}

// Options are what parsing depends on beside the text.
type Options struct {
	NestedPlusLists bool // `+` items nest under the `-` or `*` item before them (E30)
	MaxHTML         int  // bytes of HTML; tables that alone would pass it are refused before they are made
}

// Tree is a body as parsed.
type Tree struct {
	Root ast.Node
	// links and pictures that stand as they are typed unless they lead somewhere
	Uncertain map[ast.Node]typedMarks
	Labels    map[string]bool // labels of link references that are used
}

// Parse reads a body. Errors are reported in it.
func Parse(s *strip.Source, opts Options) Tree {
	if s.Failed {
		return Tree{}
	}
	if offset, deep := tooDeep(s.Text); deep {
		s.Fault(offset, "nesting-too-deep")
		return Tree{}
	}
	p := &parsing{Source: s, Options: opts}
	context := parser.NewContext()
	context.Set(parsingKey, p)
	p.Root = parserFor(s.Text).Parse(text.NewReader(s.Text), parser.WithContext(context))
	return p.Tree
}

// parsingKey is where our parsers find the parsing that they work for.
var parsingKey = parser.NewContextKey()

func parsingOf(pc parser.Context) *parsing { return pc.Get(parsingKey).(*parsing) }

// parsing is what our parsers keep while one body is read.
type parsing struct {
	*strip.Source
	Options
	Tree
	indented   bool         // an indented paragraph has been reported
	verse      verseRun     // the lines that were last looked at as verse
	cells      int          // of all tables, counted before they are made
	parts      int          // headings and notes
	delimited  ast.Node     // the block whose signs of emphasis are being counted
	delimiters int          // how many there are
	openers    []linkOpener // the link brackets that are open
	bullets    *ast.List    // the last list that was made of bullets of Word
}

// paragraphParser reads a paragraph however far it is indented. goldmark's own makes code of four blanks and
// more, which is how Word and old portals set the first line of every paragraph (E28).
type paragraphParser struct{ parser.BlockParser }

// CanAcceptIndentedLine implements parser.BlockParser.
func (paragraphParser) CanAcceptIndentedLine() bool { return true }

// CanInterruptParagraph implements parser.BlockParser.
func (paragraphParser) CanInterruptParagraph() bool { return true }

// Open implements parser.BlockParser.
func (p paragraphParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if open, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph); ok && !parsingOf(pc).parted(open, line) &&
		(open.Parent() == parent || lex.YearOf(line) == 0) {
		return nil, parser.NoChildren
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	if c := parsingOf(pc); node != nil && !c.indented && parent.Kind() == ast.KindDocument && indentWidth(line) >= 4 &&
		!bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte(strip.EmptyComment)) {
		c.indented = true
		c.Warn(segment.Start, "paragraph-indented")
	}
	return node, state
}

// Continue implements parser.BlockParser.
func (p paragraphParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if line, _ := reader.PeekLine(); parsingOf(pc).parted(node, line) {
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// parted reports whether a line begins a paragraph of its own right below an open one: it is indented and
// begins a sentence where another ended. Pages of old portals and texts from Word set one paragraph a line
// and part them by the indent alone. Lines of verse stay together.
func (p *parsing) parted(open ast.Node, line []byte) bool {
	return open.Parent() != nil && open.Parent().Kind() == ast.KindDocument && indentWidth(line) >= 4 &&
		beginsSentence(line) && endsSentence(lastLine(open, p.Text)) && !p.inVerse(open)
}

// inVerse reports whether a paragraph stands in verse that is indented. Its lines are looked at once, up to
// the next blank one.
func (p *parsing) inVerse(open ast.Node) bool {
	if at := open.Lines().At(0).Start; at >= p.verse.end {
		start := bytes.LastIndexByte(p.Text[:at], '\n') + 1
		length := linesLength(p.Text[start:])
		p.verse = verseRun{end: start + length, is: isIndentedVerse(p.Text[start : start+length])}
	}
	return p.verse.is
}

// linesLength is the length of the lines up to the next blank one.
func linesLength(source []byte) int {
	n := 0
	for line := range bytes.Lines(source) {
		if util.IsBlank(line) {
			break
		}
		n += len(line)
	}
	return n
}

func lastLine(node ast.Node, source []byte) []byte {
	lines := node.Lines()
	if lines.Len() == 0 {
		return nil
	}
	last := lines.At(lines.Len() - 1)
	return last.Value(source)
}

// beginsSentence reports whether a line opens with a capital letter or a quotation mark, and not with a
// marker such as - or a).
func beginsSentence(line []byte) bool {
	first, _ := utf8.DecodeRune(bytes.TrimLeft(line, " \t\u00a0"))
	return unicode.IsUpper(first) || first == '“' || first == '"'
}

// endsSentence reports whether a line ends where a paragraph may end.
func endsSentence(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r\n\u00a0")
	return slices.ContainsFunc([]string{".", "!", "?", "…", ":", ";"}, func(end string) bool { return bytes.HasSuffix(line, []byte(end)) })
}

// indentWidth is the width of the blanks that a line begins with; a tab counts as four.
func indentWidth(line []byte) int {
	width := 0
	for i := 0; i < len(line); {
		n := lex.BlankLength(line[i:])
		switch {
		case n == 0:
			return width
		case line[i] == '\t':
			width += 4
		default:
			width++
		}
		i += n
	}
	return 0 // a blank line
}

// headingParser also reads `##Kết quả`, without the blank, as a heading (E32). A single # before a word is a
// hashtag and stays text.
type headingParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		return node, state
	}
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	level := len(line[pos:]) - len(bytes.TrimLeft(line[pos:], "#"))
	if level < 2 || level > 6 {
		return nil, parser.NoChildren
	}
	words := text.NewSegment(segment.Start+pos+level-segment.Padding, segment.Stop)
	words = words.TrimRightSpace(reader.Source())
	closing := bytes.TrimRight(words.Value(reader.Source()), "#")
	if signs := words.Len() - len(closing); bytes.HasSuffix(closing, []byte(" ")) || signs == level {
		words = words.WithStop(words.Start + len(bytes.TrimRight(closing, " ")))
	}
	parsingOf(pc).Warn(segment.Start+pos-segment.Padding, "heading-blank", string(line[pos:pos+level]))
	heading := ast.NewHeading(level)
	heading.Lines().Append(words)
	reader.AdvanceToEOL()
	return heading, parser.NoChildren
}

// setextParser makes headings of underlined lines only where the line can be one. A row of dashes or equals
// signs under a sentence is meant as a rule, and a single dash or two are no underline at all: prose stays
// prose (P8).
type setextParser struct{ parser.BlockParser }

// What a line may have at most to count as underlined.
const (
	longestUnderlined   = 80 // characters
	mostWordsUnderlined = 15
)

// Open implements parser.BlockParser.
func (p setextParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	above, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph)
	line, segment := reader.PeekLine()
	row := bytes.TrimSpace(line)
	if !ok || above.Parent() != parent || len(row) < 3 || len(bytes.Trim(row, "-")) > 0 && len(bytes.Trim(row, "=")) > 0 {
		return nil, parser.NoChildren
	}
	if above.Lines().Len() == 1 && mayBeUnderlined(lastLine(above, reader.Source())) {
		return p.BlockParser.Open(parent, reader, pc)
	}
	if above.Lines().Len() == 1 || row[0] == '=' {
		parsingOf(pc).Warn(segment.Start, "rule-below-text", string(row[:3]))
	}
	if row[0] == '-' {
		return nil, parser.NoChildren // goldmark makes a rule of it
	}
	reader.AdvanceToEOL()
	return ast.NewThematicBreak(), parser.NoChildren
}

// Close implements parser.BlockParser.
func (p setextParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	if node.Kind() == ast.KindHeading {
		p.BlockParser.Close(node, reader, pc)
	}
}

// mayBeUnderlined reports whether a line may be a heading: short, and no sentence.
func mayBeUnderlined(line []byte) bool {
	words := bytes.TrimRight(bytes.TrimSpace(line), "*_\"')]»”’")
	last, _ := utf8.DecodeLastRune(words)
	return len(words) > 0 && !strings.ContainsRune(".!?…:;,", last) &&
		utf8.RuneCount(words) <= longestUnderlined && len(bytes.Fields(words)) <= mostWordsUnderlined
}

// delimiterParser reads the signs of emphasis of one block up to a number that no text has. goldmark looks
// back over all of them for every one that closes nothing, so n signs may take n² steps. What is too many
// stays text.
type delimiterParser struct{ parser.InlineParser }

// maxDelimiters is how many signs of emphasis a block may have.
const maxDelimiters = 4000

// Parse implements parser.InlineParser.
func (p delimiterParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	c := parsingOf(pc)
	if c.delimited != parent {
		c.delimited, c.delimiters = parent, 0
	}
	if c.delimiters++; c.delimiters > maxDelimiters {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// strikethroughParser reads ~~ only. One ~ is a sign of its own in prose: "~5 km".
type strikethroughParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p strikethroughParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line)-len(bytes.TrimLeft(line, "~")) != 2 {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// definitionParser reads `: ` as a definition of the line above, unless that ends a sentence of a paragraph
// before, or is the row of a table: goldmark would set the definition's term behind the table that follows
// it.
type definitionParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p definitionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if above, ok := parent.LastChild().(*ast.Paragraph); ok {
		if last := lastLine(above, reader.Source()); above.Parent() != nil && pc.LastOpenedBlock().Node != ast.Node(above) && endsSentence(last) {
			return nil, parser.NoChildren // behind a blank line a sentence is no term
		}
		for i := 1; i < above.Lines().Len(); i++ {
			if line := above.Lines().At(i); isDelimiterRow(line.Value(reader.Source())) {
				return nil, parser.NoChildren
			}
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// taskParser reads the box of a task, `[x] `, and not the beginning of a link: `- [x](bai.md)`.
type taskParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > 3 && lex.BlankLength(line[3:]) == 0 {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}
