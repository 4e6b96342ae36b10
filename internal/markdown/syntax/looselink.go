package syntax

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bantin/internal/markdown/lex"
)

// Links that are nearly right: a blank before the parenthesis, no parenthesis at the end, the title of an
// entry in two brackets. With an address of the web they are certain; with the name of a file whoever knows
// the site decides, and they stay as typed when there is none.

// linkOpener is a link bracket that is open.
type linkOpener struct {
	picture     bool
	from, words int // offsets of the bracket, with the sign of a picture, and of what stands in it
}

// typedMarks are the signs around the words of such a link, escaped.
type typedMarks struct {
	Form      LinkForm
	Open, End string
}

// looseMarks reads the target of `[words] (target)`, where line begins with the closing bracket.
func looseMarks(line []byte) (target, bool) {
	from := len(line) - len(bytes.TrimLeft(line[1:], " \t"))
	if from == 1 || from == len(line) || line[from] != '(' {
		return target{}, false
	}
	from++
	t, state := scanTarget(line[from:])
	if state != targetComplete {
		t, state = scanLooseTarget(line[from:], true)
	}
	t.length += from
	// ([a](b.md) is a link
	return t, state == targetComplete && namesSomething(t.destination) && !bytes.ContainsAny(t.destination, "[]")
}

// openTarget reads the target of `[words](target` that no parenthesis ends: up to the next blank.
func openTarget(line []byte) (target, bool) {
	words := line[2:]
	if end := bytes.IndexAny(words, " \t\n"); end >= 0 {
		words = words[:end]
	}
	words = bytes.TrimRight(words, ".,;:!?")
	if len(words) == 0 || len(words) > maxTarget || bytes.ContainsAny(words, "()[]<>") || !namesSomething(words) {
		return target{}, false
	}
	return target{destination: words, length: 2 + len(words)}, true
}

// namesSomething reports whether a target looks like a file or is an address.
func namesSomething(destination []byte) bool {
	return (lex.IsWebAddress(destination) || lex.HasExtension(destination)) && lex.ReadAddress(lex.Decode(destination)).Kind <= lex.AddressOutside
}

// refersTo reports whether the words of a bracket are the label of a reference, which goes before.
func (p *parsing) refersTo(opener linkOpener, block text.Reader, pc parser.Context) bool {
	_, segment := block.PeekLine()
	label := p.Text[min(opener.words, segment.Start):segment.Start]
	if len(label) > 999 {
		return false
	}
	_, ok := pc.Reference(util.ToLinkReference(label))
	return ok
}

// mayBe notes that a link or picture stands as typed unless it leads somewhere. One with an address of the
// web always does.
func (p *parsing) mayBe(node ast.Node, opener linkOpener, end []byte, t target) {
	if node != nil && !lex.IsWebAddress(t.destination) {
		p.noteUncertain(node, typedMarks{
			LinkIfThere, lex.Attribute(string(p.Text[opener.from:opener.words])), lex.Attribute(string(lex.Decode(end))),
		})
	}
}

func (p *parsing) noteUncertain(node ast.Node, marks typedMarks) {
	if p.Uncertain == nil {
		p.Uncertain = map[ast.Node]typedMarks{}
	}
	p.Uncertain[node] = marks
}

// longestTitleLink is how many bytes may stand between [[ and ]].
const longestTitleLink = 300

// titleLink reads `[[title]]`, nil when there is none.
func titleLink(block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) || block.PrecendingCharacter() == '!' || pc.IsInLinkLabel() {
		return nil
	}
	end := bytes.IndexAny(line[2:min(len(line), 2+longestTitleLink)], "[]|\n")
	if end < 1 || !bytes.HasPrefix(line[2+end:], []byte("]]")) || lex.BlankOnly(line[2:2+end]) {
		return nil
	}
	title, length := line[2:2+end], end+4
	if _, ok := pc.Reference(util.ToLinkReference(title)); ok || length < len(line) && (line[length] == '(' || line[length] == '[') {
		return nil
	}
	link := ast.NewLink()
	link.Destination = bytes.TrimSpace(title)
	link.AppendChild(link, ast.NewTextSegment(text.NewSegment(segment.Start+2, segment.Start+2+end)))
	parsingOf(pc).noteUncertain(link, typedMarks{LinkTitle, "[[", "]]"})
	block.Advance(length)
	return link
}

// MarksLeft finds marks of Markdown and its like that are left in text and were meant to work, from an offset
// of the source up to another; -1 when there are none: [words](…, [words] above (file.md), [[…]], |---, an
// entity that was escaped twice. Tags of Liquid are taken out before.
func MarksLeft(source []byte, from, to int) int {
	text := source[from:to]
	if bytes.IndexByte(text, '[') < 0 && bytes.IndexByte(text, ']') < 0 && bytes.IndexByte(text, '|') < 0 && bytes.IndexByte(text, '&') < 0 {
		return -1
	}
	for i := from; i < to; i++ {
		if b := source[i]; (b == '[' || b == ']' || b == '|' || b == '&') && marksAt(source, i) {
			return i
		}
	}
	return -1
}

// marksAt reports whether such marks begin at an offset.
func marksAt(source []byte, at int) bool {
	rest := RestOfLine(source, at)
	switch {
	case bytes.HasPrefix(rest, []byte("[[")):
		return bytes.Contains(rest, []byte("]]"))
	case bytes.HasPrefix(rest, []byte("](")):
		return bytes.IndexByte(source[lineStart(source, at):at], '[') >= 0
	case bytes.HasPrefix(rest, []byte("]")) && len(bytes.TrimRight(rest, " \t")) == 1:
		return targetBelow(source[at+len(rest):])
	case bytes.HasPrefix(rest, []byte("&amp;")):
		_, n := lex.Entity(append([]byte{'&'}, rest[len("&amp;"):]...))
		return n > 0
	}
	return bytes.HasPrefix(rest, []byte("|---"))
}

// targetBelow reports whether the line behind the one that a bracket ends begins with the target of a link:
// `[words]⏎(file.md)`.
func targetBelow(behind []byte) bool {
	line := bytes.TrimLeft(RestOfLine(bytes.TrimPrefix(behind, []byte("\n")), 0), " \t")
	end := bytes.IndexByte(line, ')')
	return end > 1 && line[0] == '(' && namesSomething(line[1:end])
}

// RestOfLine is what of a line behind an offset is looked at.
func RestOfLine(source []byte, at int) []byte {
	line := source[at:min(len(source), at+longestTitleLink)]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return line
}

// LinkForm says how certain a link is.
type LinkForm uint8

// The forms of a link.
const (
	LinkPlain LinkForm = iota // [words](address)
	// [words] (address), [words](address without an end: a link if it leads somewhere
	LinkIfThere
	LinkTitle // [[words]]: to the one entry with this title or file name
)
