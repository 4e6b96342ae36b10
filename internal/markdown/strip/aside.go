package strip

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"

	"bantin/internal/diag"
	"bantin/internal/markdown/lex"
)

// What is no text of the article is taken out before goldmark cuts the body into blocks: comments, scripts,
// style sheets and the like end where HTML says, and not at the next blank line, at which their second half
// would be published. One that never ends is an error: neither may its rest be shown nor may the article lose
// its end. In code (between fences, in backticks) and behind a backslash all of it is text.

// asides takes out of a body what is no text of the article.
type asides struct {
	*Source
	body []byte // as in the file
	out  []byte // what stays of body[:done]
	done int

	walk     lex.LineWalk
	line     int         // where the line begins
	bare     bool        // all of the line up to done has been taken out
	html     bool        // in a block of raw HTML, where backticks are no code
	codeEnd  int         // backticks of the paragraph that ends here are known
	ticks    map[int]int // of them: place of the last run, by its length
	attempts int         // searches without success for an end that nests

	bodyEnds  lastPlaces // in body
	rawUntil  int        // up to here {% raw %} makes text of templates
	addressed int        // number of cuts after the last template that stood in an address
}

// Read reads the body of a file that begins at an offset.
func Read(file diag.File, start int) *Source {
	body := []byte(file.Text[start:])
	s := &Source{Text: body, file: file.Indexed(), start: start}
	if !mayHoldAsides(body) {
		return s
	}
	a := asides{Source: s, body: body}
	a.scan()
	if a.done > 0 {
		a.copyTo(len(body))
		s.Text = a.out
	}
	return s
}

// Blank is text of the same length in which blanks, and no line ends, stand for comments and whatever else is
// no text of an article: for whoever looks at its lines.
func Blank(text string) string {
	if !mayHoldAsides([]byte(text)) {
		return text
	}
	blanked := []byte(text)
	for _, e := range Read(diag.File{Text: text}, 0).cuts {
		for i := e.from; i < e.to && e.to-e.from > 1; i++ { // a single < became &lt;
			blanked[i] = ' '
		}
	}
	return string(blanked)
}

// mayHoldAsides reports whether any sign of an aside or a template is there: most articles have none.
func mayHoldAsides(body []byte) bool {
	for rest := body; ; rest = rest[1:] {
		at := bytes.IndexByte(rest, '<')
		if at < 0 || at+1 >= len(rest) {
			break
		}
		rest = rest[at:]
		if rest[1] == '!' || rest[1] == '?' || asideElement(rest[1:]) != "" {
			return true
		}
	}
	for rest := body; ; rest = rest[1:] {
		at := bytes.IndexByte(rest, '{')
		if at < 0 || at+1 >= len(rest) {
			return false
		}
		rest = rest[at:]
		if strings.IndexByte("{%:#.", rest[1]) >= 0 {
			return true
		}
	}
}

// asideElements go with all that is in them, to their end tag.
var asideElements = []string{
	"script", "style", "template", "textarea", "iframe", "object", "svg", "math", "noembed", "noframes", "head", "xml",
}

// endlessElements are those of which an opening without an end keeps the article back: a browser would show
// nothing behind it.
var endlessElements = []string{"script", "style", "template", "textarea"}

// rawElements end at their first end tag, whatever they hold.
var rawElements = []string{"script", "style", "textarea", "iframe", "noembed", "noframes", "xml"}

// asideElement is the name of the element whose tag s begins behind its "<", if it goes with what is in it;
// else "".
func asideElement(s []byte) string {
	name := s[:min(len(s), tagNameLength(s))]
	if len(name) > 2 && name[1] == ':' && strings.IndexByte("wmxWMX", name[0]) >= 0 { // Office's own data
		return strings.ToLower(string(name))
	}
	for _, known := range asideElements {
		if len(known) == len(name) && bytes.EqualFold(name, []byte(known)) {
			return known
		}
	}
	return ""
}

// tagNameLength is the length of the name of an element that s begins with.
func tagNameLength(s []byte) int {
	n := 0
	for n < len(s) && (util.IsAlphaNumeric(s[n]) || n > 0 && (s[n] == ':' || s[n] == '-')) {
		n++
	}
	return n
}

// maxTag is how many bytes of a line are looked at for a tag.
const maxTag = 2048

// cut is a place where the source departs from the body of the file.
type cut struct {
	at, length int // of what stands in the source
	from, to   int // of what stood in the body
}

// replace puts text in the place of body[from:to].
func (a *asides) replace(from, to int, text string) {
	a.copyTo(from)
	a.cuts = append(a.cuts, cut{at: len(a.out), length: len(text), from: from, to: to})
	a.out = append(a.out, text...)
	a.done, a.bare = to, false
}

func (a *asides) copyTo(end int) {
	a.out = append(a.out, a.body[a.done:end]...)
	a.done = end
}

// here is where a place of the body that is not copied yet will stand in the source.
func (a *asides) here(at int) int { return len(a.out) + at - a.done }

// inBody is the place of the body that a place of the source comes from.
func (s *Source) inBody(offset int) int {
	i, exact := slices.BinarySearchFunc(s.cuts, offset, func(e cut, offset int) int { return e.at - offset })
	if !exact {
		i--
	}
	if i < 0 {
		return offset
	}
	for ; i+1 < len(s.cuts) && s.cuts[i+1].at == s.cuts[i].at && s.cuts[i].at == offset; i++ {
		continue // what was taken out there is followed by another
	}
	e := s.cuts[i]
	if offset < e.at+e.length {
		return e.from
	}
	return e.to + offset - e.at - e.length
}

// scan reads the body once. Every construct is left at its end, so that the time is that of the length.
func (a *asides) scan() {
	atLine := true
	for i := 0; i < len(a.body) && !a.Failed; {
		if atLine {
			atLine = false
			if next := a.beginLine(i); next > i {
				i, atLine = next, true
				continue
			}
		}
		switch a.body[i] {
		case '\n':
			i, atLine = i+1, true
		case '\\':
			i++
			if i < len(a.body) && a.body[i] != '\n' && (!a.html || a.body[i] == '{') {
				i++
			}
		case '`':
			i = a.codeSpan(i)
		case '<':
			i = a.angle(i)
		case '{':
			i = a.brace(i)
		default:
			i++
		}
	}
}

// beginLine looks at the line that begins at i and returns where the next one begins if this one is all code.
func (a *asides) beginLine(i int) int {
	a.line, a.bare = i, true
	line := a.body[i:a.lineEnd(i)]
	if a.html = a.html && !lex.BlankOnly(line) && a.walk.Within(line); a.html {
		return i
	}
	if a.walk.Next(line) {
		return i + len(line)
	}
	a.html = !a.walk.Deep && a.opensHTML(i+min(len(line), a.walk.Indent))
	return i
}

// lineEnd is where the line after the one at i begins.
func (a *asides) lineEnd(i int) int {
	if end := bytes.IndexByte(a.body[i:], '\n'); end >= 0 {
		return i + end + 1
	}
	return len(a.body)
}

// opensHTML reports whether a block of raw HTML begins at i, where the text of a line does.
func (a *asides) opensHTML(i int) bool {
	line := a.body[i:min(len(a.body), i+maxTag)]
	name := bytes.TrimPrefix(bytes.TrimPrefix(line, []byte("<")), []byte("/"))
	if len(name) == len(line) || tagNameLength(name) == 0 {
		return false
	}
	word := strings.ToLower(string(name[:tagNameLength(name)]))
	if word == "pre" && line[1] != '/' {
		return a.bodyEnds.of(a.body, "</pre>") > i
	}
	if lex.IsBlockTag(word) && word != "pre" {
		return true
	}
	end := openTagEnd(line)
	return end > 0 && a.endsLine(i+end)
}

// codeSpan is where the code ends that backticks at i begin, or where they end when they begin none.
func (a *asides) codeSpan(i int) int {
	n := tickRun(a.body[i:])
	if a.html {
		return i + n
	}
	if i >= a.codeEnd {
		a.readTicks(i)
	}
	if a.ticks[n] <= i {
		return i + n
	}
	for at := i + n; ; {
		at += bytes.IndexByte(a.body[at:], '`')
		run := tickRun(a.body[at:])
		if at += run; run == n {
			return at
		}
	}
}

func tickRun(s []byte) int { return len(s) - len(bytes.TrimLeft(s, "`")) }

// readTicks notes the backticks from i to the end of the paragraph.
func (a *asides) readTicks(i int) {
	a.codeEnd = a.lineEnd(i)
	for a.codeEnd < len(a.body) && !opensBlock(a.body[a.codeEnd:a.lineEnd(a.codeEnd)]) {
		a.codeEnd = a.lineEnd(a.codeEnd)
	}
	a.ticks = map[int]int{}
	for at := i; at < a.codeEnd; {
		next := bytes.IndexByte(a.body[at:a.codeEnd], '`')
		if next < 0 {
			return
		}
		at += next
		n := tickRun(a.body[at:a.codeEnd])
		a.ticks[n] = at
		at += n
	}
}

// opensBlock reports whether a line cannot go on with the paragraph above it.
func opensBlock(line []byte) bool {
	line = bytes.TrimLeft(line, " \t>")
	if len(line) == 0 || line[0] == '\n' || line[0] == '#' || line[0] == '|' {
		return true
	}
	if n := lex.MarkerLength(line); n == 1 || n == 2 && line[0] == '1' {
		return true
	}
	return len(lex.FenceRun(line)) > 0
}

// angle reads what begins with the < at i and returns where to go on.
func (a *asides) angle(i int) int {
	rest := a.body[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return a.comment(i)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return a.section(i, "<![CDATA[", "]]>")
	case len(rest) > 2 && rest[1] == '?' && bytes.HasPrefix(a.bodyEnds.lowered(a.body)[i:], []byte("<?xml")):
		return a.section(i, "<?xml", ">")
	case len(rest) > 2 && rest[1] == '?' && (util.IsAlphaNumeric(rest[2]) || rest[2] == '='):
		return a.section(i, string(rest[:min(len(rest), 2+max(1, tagNameLength(rest[2:])))]), "?>")
	}
	end := openTagEnd(rest)
	if end == 0 || bytes.Contains(rest[:end], []byte("{{")) || bytes.Contains(rest[:end], []byte("{%")) {
		return i + 1
	}
	if name := asideElement(rest[1:]); name != "" {
		return a.element(i, i+end, name)
	}
	return i + end
}

// comment takes out a comment, which ends where it does in a browser.
func (a *asides) comment(i int) int {
	end := commentEnd(a.body[i:])
	if end < 0 {
		a.Fault(a.here(i), "comment-unclosed", "<!--", "-->")
		return len(a.body)
	}
	inside := a.body[i+len("<!--") : max(i+len("<!--"), i+end-len("-->"))]
	if at := bytes.LastIndex(inside, []byte("<!--")); at >= 0 && a.closesAgain(i+end) {
		a.Fault(a.here(i+len("<!--")+at), "comment-nested")
		return len(a.body)
	}
	for _, sign := range []string{"[if", "[endif", "StartFragment", "EndFragment"} {
		if bytes.HasPrefix(inside, []byte(sign)) {
			a.DropOffice(a.here(i))
			break
		}
	}
	return a.take(i, i+end)
}

// commentEnd is the length of the comment that s begins with, -1 when it never ends.
func commentEnd(s []byte) int {
	for _, empty := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(s, []byte(empty)) {
			return len(empty)
		}
	}
	end := -1
	for _, closer := range []string{"-->", "--!>"} {
		within := s
		if end >= 0 {
			within = s[:end]
		}
		if at := bytes.Index(within[len("<!--"):], []byte(closer)); at >= 0 {
			end = len("<!--") + at + len(closer)
		}
	}
	return end
}

// closesAgain reports whether the end of a comment follows before the next beginning of one: then a person
// put a comment around another.
func (a *asides) closesAgain(i int) bool {
	end := bytes.Index(a.body[i:], []byte("-->"))
	open := bytes.Index(a.body[i:], []byte("<!--"))
	return end >= 0 && (open < 0 || end < open)
}

// section takes out what begins and ends with given signs. Without an end it is an error at the start of a
// line, and text in a sentence.
func (a *asides) section(i int, opening, closing string) int {
	end := bytes.Index(a.body[i:], []byte(closing))
	if end < 0 {
		return a.endless(i, i+len(opening), opening, closing)
	}
	end += i + len(closing)
	if opening == "<?xml" {
		a.DropOffice(a.here(i))
	} else {
		a.dropWords(i, opening, a.body[i+len(opening):end-len(closing)])
	}
	return a.take(i, end)
}

// element takes out an element whose opening tag ends at inside, with what is in it.
func (a *asides) element(i, inside int, name string) int {
	if a.body[inside-2] == '/' && !slices.Contains(rawElements, name) {
		return inside
	}
	content, end := a.elementEnd(inside, name)
	switch {
	case end < 0 && slices.Contains(endlessElements, name):
		return a.endless(i, inside, string(a.body[i:i+1+len(name)])+">", "</"+name+">")
	case end < 0:
		return inside // only the tag goes: the rest of the text must not
	case slices.Contains(lex.EmbeddingTags, name): // a link takes its place
		if words := wordsOf(a.body[inside:content]); words != "" {
			a.Warn(a.here(i), "html-words-removed", name, diag.Excerpt(words))
		}
		a.replace(inside, content, "")
		return end
	case strings.Contains(name, ":"), name == "xml":
		a.DropOffice(a.here(i))
	case name == "script" || name == "style":
		a.DropTag(a.here(i), name)
	default:
		a.dropWords(i, name, a.body[inside:content])
	}
	return a.take(i, end)
}

// elementEnd finds the end tag of an element: where it begins and ends, -1 without one. Elements that are no
// raw text may hold others of their name, and comments.
func (a *asides) elementEnd(inside int, name string) (content, end int) {
	if a.bodyEnds.of(a.body, "</"+name) < inside || a.attempts > 16 {
		return -1, -1
	}
	depth := 1
	for at := inside; ; {
		next := bytes.IndexByte(a.body[at:], '<')
		if next < 0 {
			a.attempts++
			return -1, -1
		}
		at += next
		rest := a.bodyEnds.lowered(a.body)[at:]
		nests := !slices.Contains(rawElements, name)
		switch {
		case isTag(rest, "</"+name):
			close := bytes.IndexByte(rest, '>')
			if close < 0 {
				return -1, -1
			}
			if depth--; depth == 0 {
				return at, at + close + 1
			}
			at += close
		case nests && isTag(rest, "<"+name):
			if length := openTagEnd(a.body[at:]); length > 1 && a.body[at+length-2] != '/' {
				depth++
			}
			at++
		case nests && bytes.HasPrefix(rest, []byte("<!--")):
			at += max(1, commentEnd(a.body[at:]))
		default:
			at++
		}
	}
}

// isTag reports whether s begins with a tag, and not with one of a longer name.
func isTag(s []byte, tag string) bool {
	if !bytes.HasPrefix(s, []byte(tag)) || len(s) == len(tag) {
		return false
	}
	return strings.IndexByte(" \t\n/>", s[len(tag)]) >= 0
}

// endless decides about an opening without an end: named in a sentence it is text, else nobody knows what is
// text behind it.
func (a *asides) endless(i, end int, opening, closing string) int {
	if !a.inSentence(i) {
		a.Fault(a.here(i), "comment-unclosed", opening, closing)
		return len(a.body)
	}
	a.Warn(a.here(i), "html-unclosed", opening, closing)
	a.replace(i, i+1, "&lt;")
	return end
}

// inSentence reports whether words stand on the line before i, beside tags.
func (a *asides) inSentence(i int) bool {
	return wordsOf(a.body[max(a.line, i-maxTag):i]) != ""
}

// dropWords reports markup that goes with words that readers might have read.
func (a *asides) dropWords(i int, name string, content []byte) {
	if words := wordsOf(content); words != "" {
		a.Warn(a.here(i), "html-words-removed", name, diag.Excerpt(words))
		return
	}
	a.DropTag(a.here(i), name)
}

// wordsOf is text without its tags, "" when it has no letters and digits.
func wordsOf(s []byte) string {
	var words []byte
	for len(s) > 0 {
		open := bytes.IndexByte(s, '<')
		if open < 0 {
			words = append(words, s...)
			break
		}
		words = append(append(words, s[:open]...), ' ')
		close := bytes.IndexByte(s[open:], '>')
		if close < 0 {
			break
		}
		s = s[open+close+1:]
	}
	if lex.CountWords(string(words)) == 0 {
		return ""
	}
	return lex.OneLine(string(lex.Decode(words)))
}

// EmptyComment stands where something was taken out of the middle of a line, so that its neighbours do not
// run together into other markup, and on a line of its own, where it parts lists and paragraphs.
const EmptyComment = "<!---->"

// take takes body[from:to] out.
func (a *asides) take(from, to int) int {
	begins := a.bare && isMarkers(a.body[max(a.line, a.done):from])
	ends := a.endsLine(to)
	switch {
	case a.inTag(from): // an end of a comment would end it
		a.replace(from, to, "")
	// a tag alone on its line would begin a block of HTML
	case begins == ends || a.html || from > 0 && a.body[from-1] == '>':
		a.replace(from, to, EmptyComment)
	case begins:
		for a.body[to] == ' ' || a.body[to] == '\t' {
			to++
		}
		a.replace(from, to, "")
		a.bare, a.html = true, a.opensHTML(to)
	default:
		for from > a.done && (a.body[from-1] == ' ' || a.body[from-1] == '\t') {
			from--
		}
		a.replace(from, to, "")
	}
	return to
}

// inTag reports whether a sign that may open a tag stands before i on its line, and none that closes it.
func (a *asides) inTag(i int) bool {
	line := a.body[max(a.line, a.done, i-maxTag):i]
	open := bytes.LastIndexByte(line, '<')
	if open < 0 || open == len(line)-1 || open < bytes.LastIndexByte(line, '>') {
		return false
	}
	first := line[open+1]
	return util.IsAlphaNumeric(first) || strings.IndexByte("!?/", first) >= 0
}

// PlainTitle is the title of a link or a picture as text.
func PlainTitle(written []byte) []byte {
	return lex.Decode(bytes.ReplaceAll(written, []byte(EmptyComment), nil))
}

// endsLine reports whether nothing but blanks stands between at and the end of its line.
func (a *asides) endsLine(at int) bool {
	for at < len(a.body) && (a.body[at] == ' ' || a.body[at] == '\t') {
		at++
	}
	return at == len(a.body) || a.body[at] == '\n'
}

// isMarkers reports whether the start of a line holds nothing but blanks and signs of quotes, lists,
// definitions and notes.
func isMarkers(s []byte) bool {
	for len(s) > 0 {
		switch n := lex.MarkerLength(s); {
		case s[0] == ' ' || s[0] == '\t' || s[0] == '>' || s[0] == ':':
			s = s[1:]
		case bytes.HasPrefix(s, []byte("[^")) && bytes.Contains(s, []byte("]:")):
			s = s[bytes.Index(s, []byte("]:"))+2:]
		case n > 0:
			s = s[n:]
		default:
			return false
		}
	}
	return true
}

// openTagEnd is the length of the opening or closing tag that s begins with, 0 when it is none. A blank line
// ends every tag.
func openTagEnd(s []byte) int {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	n := tagNameLength(s[i:])
	if n == 0 || '0' <= s[i] && s[i] <= '9' {
		return 0
	}
	for i += n; i < len(s); i++ {
		switch s[i] {
		case '>':
			return i + 1
		case '<':
			return 0
		case '\n':
			if blank := bytes.TrimLeft(s[i+1:], " \t"); len(blank) > 0 && blank[0] == '\n' {
				return 0
			}
		case '"', '\'':
			if s[i-1] != '=' {
				continue
			}
			close := bytes.IndexByte(s[i+1:min(len(s), i+maxTag)], s[i])
			if close < 0 {
				return 0
			}
			i += close + 1
		}
	}
	return 0
}
