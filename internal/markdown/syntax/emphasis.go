package syntax

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
)

// emphasisParser reads * and _ as CommonMark does, with these differences:
//
//   - * is a sign of multiplication as often as one of emphasis: behind a letter or digit it opens nothing,
//     nor does ** behind a digit, nor
//   - between the brackets of two factors; * between two digits does not close either;
//   - what opened at the start of a word closes on the same line also where CommonMark refuses it, when
//     nothing else is open and no other sign would close it: `**Thứ nhất:**các cấp`, `**“Trích”**nói`;
//   - so does __ before a word that has letters beyond ASCII: `__Đậm__chữ`. Names of programs stay:
//     `__init__.py`.
type emphasisParser struct{}

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_'} }

// Parse implements parser.InlineParser.
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	run := parser.ScanDelimiter(line, before, 1, ordinaryRun)
	n := run.OriginalLength
	switch after, _ := utf8.DecodeRune(line[n:]); {
	case strings.ContainsRune(openingSigns, before) && strings.ContainsRune(closingSigns, after):
		run.CanOpen, run.CanClose = false, false
	case line[0] == '*' && lex.IsWordRune(before):
		run.CanOpen = run.CanOpen && n > 1 && !unicode.IsNumber(before)
		run.CanClose = run.CanClose && (n > 1 || !unicode.IsNumber(before) || !unicode.IsNumber(after))
		if n == 2 {
			run.Processor = wordRun
		} else if n == 1 && lex.IsWordRune(after) {
			run.Processor = factorRun
		}
	case line[0] == '_' && n == 2 && run.CanClose && namesProgram(parsingOf(pc).Text[:segment.Start], line[n:]):
		run.CanClose = false
	case line[0] == '*' && n == 1 && isBracket(before) && (isBracket(after) || unicode.IsNumber(after)):
		run.CanOpen = false
	case line[0] == '*' && n <= 3 && !run.CanClose && !util.IsSpaceRune(before) && lex.IsWordRune(after),
		line[0] == '_' && n == 2 && lex.IsWordRune(before) && foreignToASCII(line[n:]):
		run.CanClose = true
		run.Processor = &emphasisRun{refused: true, from: lineStart(parsingOf(pc).Text, segment.Start)}
	}
	run.Segment = segment.WithStop(segment.Start + n)
	block.Advance(n)
	pc.PushDelimiter(run)
	return run
}

// Signs that a mark of a note may stand between.
const (
	openingSigns = "([“‘\"'"
	closingSigns = ")]”’\"'"
)

func isBracket(r rune) bool { return r == '(' || r == ')' || r == '[' || r == ']' }

// foreignToASCII reports whether s begins with a word that has a letter beyond ASCII.
func foreignToASCII(s []byte) bool {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		switch {
		case !lex.IsWordRune(r) || i > longestWord:
			return false
		case r >= utf8.RuneSelf:
			return true
		}
		i += size
	}
	return false
}

// namesProgram reports whether a closing __ belongs to a name such as `__init__.py` or `__main__()`.
func namesProgram(before, after []byte) bool {
	from := max(0, len(before)-longestWord)
	name := bytes.TrimRightFunc(before[from:], func(r rune) bool { return r != '_' && r < utf8.RuneSelf && util.IsAlphaNumeric(byte(r)) })
	return bytes.HasSuffix(name, []byte("__")) &&
		(bytes.HasPrefix(after, []byte("(")) || len(after) > 1 && after[0] == '.' && util.IsAlphaNumeric(after[1]))
}

// longestWord is how many bytes of a word are looked at.
const longestWord = 64

// longestRefused is how many bytes may stand between a sign and the one that closes it against CommonMark. No
// line is searched further.
const longestRefused = 1000

// lineStart is where the line of an offset begins, or longestRefused before the offset.
func lineStart(source []byte, offset int) int {
	from := max(0, offset-longestRefused)
	return from + bytes.LastIndexByte(source[from:offset], '\n') + 1
}

// emphasisRun is what a run of signs may pair with. It implements parser.DelimiterProcessor.
type emphasisRun struct {
	insideWord bool // ** behind a letter: opens bold print only
	factor     bool // * inside a word: closes no **, of which a sign would be left
	refused    bool // CommonMark would not let it close
	from       int  // of a refused one: where its line begins
}

var (
	ordinaryRun = &emphasisRun{}
	wordRun     = &emphasisRun{insideWord: true}
	factorRun   = &emphasisRun{factor: true}
)

// IsDelimiter implements parser.DelimiterProcessor.
func (*emphasisRun) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// OnMatch implements parser.DelimiterProcessor.
func (*emphasisRun) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// CanOpenCloser implements parser.DelimiterProcessor.
func (r *emphasisRun) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	if opener.Char != closer.Char || r.insideWord && min(opener.Length, closer.Length) < 2 {
		return false
	}
	c, ok := closer.Processor.(*emphasisRun)
	switch {
	case ok && c.factor:
		return opener.OriginalLength != 2
	case ok && c.refused:
		return !r.insideWord && c.closes(opener, closer)
	}
	return true
}

// maxSeen is how many signs before and behind a pair are looked at.
const maxSeen = 32

// closes reports whether a sign that CommonMark refuses closes the one before it.
func (r *emphasisRun) closes(opener, closer *parser.Delimiter) bool {
	if opener != closer.PreviousDelimiter || opener.Segment.Start < r.from ||
		opener.Length != closer.Length || opener.OriginalLength != closer.OriginalLength {
		return false
	}
	seen := 0
	for d := opener.PreviousDelimiter; d != nil && d.Segment.Start >= r.from; d = d.PreviousDelimiter {
		if seen++; d.CanOpen || seen > maxSeen {
			return false
		}
	}
	return !closedLater(closer)
}

// closedLater reports whether a refused sign may be an opening one for CommonMark, which another closes
// further on.
func closedLater(run *parser.Delimiter) bool {
	depth, seen := 0, 0
	for d := run.NextDelimiter; d != nil && run.CanOpen && seen < maxSeen; d = d.NextDelimiter {
		seen++
		other, ok := d.Processor.(*emphasisRun)
		switch {
		case d.Char != run.Char || !ok:
		case d.CanClose && !other.refused && depth == 0:
			return true
		case d.CanClose && !other.refused:
			depth--
		case d.CanOpen:
			depth++
		}
	}
	return false
}

// BoldLeft finds ** that stands in text and was meant to work, from an offset of the source up to another; -1
// when there is none. Signs of footnotes, (**), rows of stars and powers, 2**10, are no bold print.
func BoldLeft(source []byte, from, to int) int {
	for i := from; i+1 < to; i++ {
		if source[i] != '*' || source[i+1] != '*' {
			continue
		}
		n := len(source[i:to]) - len(bytes.TrimLeft(source[i:to], "*"))
		before, _ := utf8.DecodeLastRune(source[:i])
		after, _ := utf8.DecodeRune(source[i+n:])
		signs := !isBlankRune(before) && !lex.IsWordRune(before) && !isBlankRune(after) && !lex.IsWordRune(after)
		power := unicode.IsNumber(before) && lex.IsWordRune(after) || lex.IsWordRune(before) && unicode.IsNumber(after)
		if n <= 3 && !signs && !power {
			return i
		}
		i += n - 1
	}
	return -1
}

// isBlankRune reports whether a character parts words. The start and the end of a text do.
func isBlankRune(r rune) bool { return r == utf8.RuneError || unicode.IsSpace(r) }
