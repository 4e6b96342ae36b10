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

// bareAddressParser makes links of addresses that stand in the text. goldmark's own takes letters of English
// only and cuts https://vi.wikipedia.org/wiki/Lào_Cai at the à; here letters of any script belong to an
// address. Where its end is in doubt there is no link rather than a wrong one. Addresses of mail are
// goldmark's.
type bareAddressParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p bareAddressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	before := 0
	if strings.IndexByte(" *_~(", line[0]) >= 0 {
		before = 1
	}
	address := line[before:]
	var protocol []byte
	scheme := 0
	switch {
	case bytes.HasPrefix(address, []byte("www.")):
		protocol = []byte("http")
	case bytes.HasPrefix(address, []byte("http://")), bytes.HasPrefix(address, []byte("https://")), bytes.HasPrefix(address, []byte("ftp://")):
		scheme = bytes.IndexByte(address, '/') + 2
	default:
		if end := util.FindEmailIndex(address); end < 0 || startsWord(address[end:]) {
			return nil
		}
		return p.InlineParser.Parse(parent, block, pc)
	}
	length := addressLength(address, scheme)
	if length == 0 {
		return nil
	}
	if before > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(before + length)
	start := segment.Start + before
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, start+length)))
	link.Protocol = protocol
	return link
}

func startsWord(s []byte) bool {
	r, _ := utf8.DecodeRune(s)
	return lex.IsWordRune(r)
}

// addressLength is the length of the address that s begins with, whose host begins at an offset; 0 when it is
// none, or its end is not certain.
func addressLength(s []byte, host int) int {
	s = s[:min(len(s), maxTarget)] // n addresses in one another would be read n times
	end := host + runLength(s[host:], "-._")
	name := bytes.TrimRight(s[host:end], ".-_")
	dot := bytes.LastIndexByte(name, '.')
	if dot < 1 || name[0] == '.' || bytes.ContainsFunc(name[dot+1:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		return 0
	}
	if port := len(s[end:]) - len(bytes.TrimLeft(s[end:], ":0123456789")); port > 1 && s[end] == ':' && bytes.Count(s[end:end+port], []byte(":")) == 1 {
		end += port
	}
	if end < len(s) && strings.IndexByte("/#?", s[end]) >= 0 {
		end += runLength(s[end:], "-@:%_+.~#$!?&/=();,'\">^{}[]`")
	}
	if end == maxTarget || endsInDoubt(s[end:]) {
		return 0
	}
	return trimAddress(s[:end], host)
}

// runLength is the length of the letters and digits of any script and of some signs that s begins with.
func runLength(s []byte, signs string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if !lex.IsWordRune(r) && (r >= utf8.RuneSelf || strings.IndexByte(signs, byte(r)) < 0) {
			return i
		}
		i += size
	}
	return len(s)
}

// endsInDoubt reports whether what follows an address may still belong to it: a sign with a letter behind it
// that is no blank, no closing quote and no mark of a sentence.
func endsInDoubt(s []byte) bool {
	r, size := utf8.DecodeRune(s)
	doubtful := strings.ContainsRune(`*|\`, r) ||
		r >= utf8.RuneSelf && r != utf8.RuneError && !unicode.IsSpace(r) && !strings.ContainsRune("”’»）】」』、。，；：！？…", r)
	return doubtful && startsWord(s[size:])
}

// trimAddress takes the marks of a sentence from the end of an address, and closing parentheses that it does
// not open.
func trimAddress(s []byte, host int) int {
	extra := bytes.Count(s, []byte(")")) - bytes.Count(s, []byte("("))
	end := len(s)
	for end > host {
		switch b := s[end-1]; {
		case strings.IndexByte("?!.,:*_~'\"", b) >= 0:
		case b == ')' && extra > 0:
			extra--
		case b == ';':
			entity := bytes.LastIndexByte(s[:end], '&')
			if entity >= host && end-entity <= 10 && !bytes.ContainsFunc(s[entity+1:end-1], func(r rune) bool { return !lex.IsWordRune(r) }) {
				end = entity + 1
			}
		default:
			return end
		}
		end--
	}
	return end
}
