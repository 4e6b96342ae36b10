package syntax

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
)

// linkParser reads links and pictures as goldmark does, but finds the target in parentheses itself, for two
// reasons: editors' file names have blanks (`![Lễ hội](ảnh lễ hội.jpg)`, E38), and goldmark looks through the
// rest of the line for every `[x](`, which takes seconds for 64 KB of them.
type linkParser struct{ parser.InlineParser }

// Limits of a target, so that text which looks like thousands of them is read in linear time.
const (
	maxParentheses = 32   // inside of each other; cmark has the same limit
	maxTarget      = 2048 // bytes, when it goes over several lines
)

// Parse implements parser.InlineParser.
func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	c := parsingOf(pc)
	line, _ := block.PeekLine()
	if line[0] != ']' {
		if title := titleLink(block, pc); title != nil {
			return title
		}
		_, segment := block.PeekLine()
		opener := p.InlineParser.Parse(parent, block, pc)
		if opener != nil {
			words := segment.Start + bytes.IndexByte(line, '[') + 1
			c.openers = append(c.openers, linkOpener{line[0] == '!', segment.Start, words})
		}
		return opener
	}
	if len(c.openers) == 0 {
		return nil
	}
	opener := c.openers[len(c.openers)-1]
	c.openers = c.openers[:len(c.openers)-1]
	if t, ok := looseMarks(line); ok && !c.refersTo(opener, block, pc) {
		node := p.withTarget(parent, block, pc, t)
		c.mayBe(node, opener, line[:t.length], t)
		return node
	}
	if len(line) > 1 && line[1] == '(' {
		if t, ok := readTarget(block, opener.picture); ok {
			if _, segment := block.PeekLine(); t.sized {
				c.Warn(segment.Start, "picture-size")
			}
			return p.withTarget(parent, block, pc, t)
		}
		_, segment := block.PeekLine()
		words := c.Text[min(opener.words, segment.Start):segment.Start]
		if t, ok := openTarget(line); ok && !lex.BlankOnly(words) && !c.refersTo(opener, block, pc) {
			node := p.withTarget(parent, block, pc, t)
			c.mayBe(node, opener, line[:t.length], t)
			return node
		}
		block = noTarget{block}
	}
	node := p.InlineParser.Parse(parent, block, pc)
	c.useLabel(node)
	return node
}

// CloseBlock implements parser.CloseBlocker.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	c := parsingOf(pc)
	c.openers = c.openers[:0]
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// withTarget lets goldmark close the bracket as if nothing stood in the parentheses and sets the target
// afterwards.
func (p linkParser) withTarget(parent ast.Node, block text.Reader, pc parser.Context, t target) ast.Node {
	switch n := p.InlineParser.Parse(parent, text.NewReader([]byte("]()")), pc).(type) {
	case *ast.Link:
		n.Destination, n.Title = t.destination, t.title
		block.Advance(t.length)
		return n
	case *ast.Image:
		n.Destination, n.Title = t.destination, t.title
		block.Advance(t.length)
		return n
	}
	return nil // a link inside of a link: the inner one stands
}

// noTarget hides the parenthesis that follows a bracket, when it opens no target: the bracket may still be a
// reference.
type noTarget struct{ text.Reader }

// Peek implements text.Reader.
func (noTarget) Peek() byte { return ' ' }

// useLabel remembers that a link reference definition has served.
func (p *parsing) useLabel(n ast.Node) {
	var reference *ast.ReferenceLink
	switch n := n.(type) {
	case *ast.Link:
		reference = n.Reference
	case *ast.Image:
		reference = n.Reference
	}
	if reference == nil {
		return
	}
	if p.Labels == nil {
		p.Labels = map[string]bool{}
	}
	p.Labels[util.ToLinkReference(reference.Value)] = true
}

// target is what stands in the parentheses of a link, as written.
type target struct {
	destination, title []byte
	length             int  // of the source from the closing bracket to the closing parenthesis
	sized              bool // a size was written that is not used
}

// readTarget reads the target behind the closing bracket where block stands, without moving block.
func readTarget(block text.Reader, picture bool) (target, bool) {
	line, _ := block.PeekLine()
	t, state := scanTarget(line[2:])
	if state == targetUnfinished {
		t, state = scanTarget(joinLines(block, maxTarget)[2:])
	}
	if state != targetComplete {
		t, state = scanLooseTarget(line[2:], picture)
	}
	t.length += 2
	return t, state == targetComplete
}

// joinLines is the text from where block stands, over several lines, up to a number of bytes.
func joinLines(block text.Reader, most int) []byte {
	savedLine, savedPosition := block.Position()
	var joined []byte
	for len(joined) < most {
		line, _ := block.PeekLine()
		if line == nil {
			break
		}
		joined = append(joined, line[:min(len(line), most-len(joined))]...)
		block.AdvanceLine()
	}
	block.SetPosition(savedLine, savedPosition)
	return joined
}

type targetState uint8

const (
	targetNone targetState = iota
	targetComplete
	targetUnfinished // may be complete with the next line
)

// scanTarget reads a target by the rules of CommonMark from s, which begins behind the opening parenthesis.
func scanTarget(s []byte) (target, targetState) {
	i := skipBlanks(s, 0)
	destination, n := scanDestination(s[i:])
	if n < 0 {
		return target{}, targetNone
	}
	i += n
	gap := skipBlanks(s, i)
	var title []byte
	if gap > i && gap < len(s) && s[gap] != ')' {
		title, n = scanTitle(s[gap:])
		switch {
		case n < 0:
			return target{}, targetNone
		case n == 0:
			return target{}, targetUnfinished
		}
		gap = skipBlanks(s, gap+n)
	}
	switch {
	case gap == len(s):
		return target{}, targetUnfinished
	case s[gap] != ')':
		return target{}, targetNone
	}
	return target{destination: destination, title: title, length: gap + 1}, targetComplete
}

func skipBlanks(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n') {
		i++
	}
	return i
}

// scanDestination reads <…> or a word whose parentheses pair; the length is -1 when there is no such thing.
func scanDestination(s []byte) (destination []byte, length int) {
	if len(s) > 0 && s[0] == '<' {
		end := indexUnescaped(s[1:], "<>\n")
		if end < 0 || s[1+end] != '>' {
			return nil, -1
		}
		return s[1 : 1+end], end + 2
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
		case b == '(':
			if depth++; depth > maxParentheses {
				return nil, -1
			}
		case b == ')':
			if depth--; depth < 0 {
				return s[:i], i
			}
		case b <= ' ':
			return s[:i], i
		}
	}
	return s, len(s)
}

// scanTitle reads a title in quotes or parentheses; the length is 0 when its end is not in s, -1 when it is
// no title.
func scanTitle(s []byte) (title []byte, length int) {
	closing := string(s[:1])
	switch s[0] {
	case '"', '\'':
	case '(':
		closing = "()"
	default:
		return nil, -1
	}
	end := indexUnescaped(s[1:], closing)
	switch {
	case end < 0:
		return nil, 0
	case s[1+end] == '(':
		return nil, -1
	}
	return s[1 : 1+end], end + 2
}

// indexUnescaped is the place of the first of some bytes that no backslash stands before, -1 without one.
func indexUnescaped(s []byte, any string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if bytes.IndexByte([]byte(any), s[i]) >= 0 {
			return i
		}
	}
	return -1
}

// scanLooseTarget reads a file name with blanks in it, with a title in quotes of any kind behind it. For a
// link it must look like a file name: "[1](xem trang 5)" is prose, and would vanish.
func scanLooseTarget(s []byte, picture bool) (target, targetState) {
	end, depth := 0, 0
	for ; end < len(s) && s[end] != '\n'; end++ {
		if s[end] == '(' {
			depth++
		}
		if s[end] == ')' {
			if depth--; depth < 0 {
				break
			}
		}
		if depth > maxParentheses {
			return target{}, targetNone
		}
	}
	if quoted := quotedEnd(s, end); quoted > 0 {
		end, depth = quoted, -1
	}
	if depth >= 0 {
		return target{}, targetNone
	}
	t := target{length: end + 1}
	words, size := cutSize(bytes.TrimSpace(s[:end]))
	t.destination, t.title = cutTitle(words)
	if t.destination, t.sized = cutSize(t.destination); size {
		t.sized = true
	}
	if len(t.destination) == 0 || !picture && !lex.HasExtension(t.destination) && !lex.IsWebAddress(t.destination) {
		return target{}, targetNone
	}
	return t, targetComplete
}

// quotedEnd is the place of the parenthesis that ends a target whose title has quotes in it, and a
// parenthesis that no other opens; 0 when the first one that pairs, at end, is right.
func quotedEnd(s []byte, end int) int {
	open := bytes.IndexAny(s[:end], titleQuotes)
	words, _ := cutSize(bytes.TrimSpace(s[:end]))
	if open < 1 || s[open-1] != ' ' || endsQuoted(words) {
		return 0
	}
	s = s[:min(len(s), maxTarget)]
	if next := bytes.Index(s, []byte("](")); next > end {
		s = s[:next]
	}
	for i := end; i < len(s) && s[i] != '\n'; i++ {
		if s[i] == ')' && endsQuoted(bytes.TrimRight(s[:i], " ")) {
			return i
		}
	}
	return 0
}

// titleQuotes may stand around the title of a picture or link.
const titleQuotes = `"'“”„«»‘’`

func endsQuoted(s []byte) bool {
	last, _ := utf8.DecodeLastRune(s)
	return last != utf8.RuneError && strings.ContainsRune(titleQuotes, last)
}

// cutSize takes the size off that other programs know: "anh.png =300x200".
func cutSize(s []byte) (rest []byte, sized bool) {
	at := bytes.LastIndexByte(s, ' ')
	if at < 0 || len(s) < at+3 || s[at+1] != '=' || len(bytes.Trim(s[at+2:], "0123456789xX%*")) > 0 || !lex.IsDigit(s[at+2]) && s[at+2] != 'x' {
		return s, false
	}
	return bytes.TrimSpace(s[:at]), true
}

// cutTitle parts a title from the file name before it: from the first quote behind a blank to the last.
func cutTitle(s []byte) (destination, title []byte) {
	if !endsQuoted(s) {
		return s, nil
	}
	for at := range s {
		if s[at] != ' ' {
			continue
		}
		quote, size := utf8.DecodeRune(s[at+1:])
		_, last := utf8.DecodeLastRune(s)
		if strings.ContainsRune(titleQuotes, quote) && at+1+size <= len(s)-last {
			return bytes.TrimSpace(s[:at]), s[at+1+size : len(s)-last]
		}
	}
	return s, nil
}
