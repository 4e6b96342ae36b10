package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// rawMarkup is what is known of the raw HTML of one body.
type rawMarkup struct {
	raw     []rawElement // open elements
	rawBase int          // how many of them are open around the node whose children are being written
	atTop   bool         // the paragraph of Markdown that is being written stands at the top level
}

// rawElement is an element of raw HTML that is open.
type rawElement struct {
	name       string
	inline     bool       // stands in running text
	token      html.Token // of one that does, and where it stands
	offset     int
	words      int // where its words begin in the plain text
	open       int // where it begins in the HTML …
	inside     int // … and where its content does
	marks      int // how many marks stand before that
	*paragraph     // of a p
}

// htmlBlock renders a block of raw HTML.
func (c *conversion) htmlBlock(n *ast.HTMLBlock) {
	var fragment bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		fragment.Write(line.Value(c.Text))
	}
	if n.HasClosure() {
		fragment.Write(n.ClosureLine.Value(c.Text))
	}
	if at := bytes.Index(fragment.Bytes(), []byte("**")); at >= 0 {
		c.boldLiteral(n.Pos() + at)
	}
	c.rawTokens(c.cleanHTML(fragment.Bytes(), n.Pos()), false)
}

// rawInline renders one tag or comment in running text. The plainest tags need no sanitiser, which takes 30
// µs for each: tables have hundreds of <br>.
func (c *conversion) rawInline(n *ast.RawHTML) {
	fragment := n.Segments.Value(c.Text)
	switch tag := tagName(fragment); {
	case tag == "br" && len(fragment) <= len("<br />"):
		c.breakLine()
	case tag != "a" && slices.Contains(textTags, tag) && len(fragment) == len(tag)+2:
		c.openText(html.Token{Data: tag}, n.Pos())
	case strings.HasPrefix(tag, "/") && slices.Contains(textTags, tag[1:]):
		c.closeTag(tag[1:], true)
	default:
		c.rawTokens(c.cleanHTML(fragment, n.Pos()), true)
	}
}

// tagName is the name of a tag in lower case, with a slash before it when the tag closes.
func tagName(tag []byte) string {
	name := bytes.TrimPrefix(tag, []byte("<"))
	end := bytes.IndexAny(name, " \t\n>")
	if end > 0 && name[end-1] == '/' && end > 1 {
		end--
	}
	return strings.ToLower(string(name[:max(0, end)]))
}

// rawTokens writes HTML that came through the allow-list. Inline, only the elements of running text are kept.
func (c *conversion) rawTokens(clean cleaned, inline bool) {
	z := html.NewTokenizer(bytes.NewReader(clean.html))
	for !c.over() {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			c.rawText([]byte(viet.NFC(z.Token().Data)), inline)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			c.openTag(token, clean.next(token.Data), inline)
		case html.EndTagToken:
			c.closeTag(z.Token().Data, inline)
		}
	}
}

// rawText writes text of raw HTML.
func (c *conversion) rawText(s []byte, inline bool) {
	if c.inPre() {
		c.verbatim(s)
		return
	}
	if !inline {
		if lex.BlankOnly(s) {
			if c.inRawText() {
				c.blank()
			}
			return
		}
		c.needText()
	}
	c.literal(s)
}

// Elements of raw HTML by what they are for.
var (
	textTags = strings.Fields(`b i strong em a sup sub u s small mark kbd ins del abbr q cite dfn var samp time code ruby rt rp`)
	// may hold paragraphs, lists and tables
	flowTags = []string{"blockquote", "li", "td", "th", "dd", "details"}
	leafTags = strings.Fields(`p pre h2 h3 h4 h5 h6 li td th dt dd caption summary`) // may hold text

	headingTags   = []string{"h2", "h3", "h4", "h5", "h6"}
	tablePartTags = []string{"caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
)

// keptAttributes are those of an element that stay; rawPolicy knows their values.
var keptAttributes = map[string][]string{
	"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"type", "start", "reversed"}, "li": {"value"},
	"details": {"open"}, "abbr": {"title"}, "dfn": {"title"}, "time": {"datetime"},
}

// parentsOf says what an element must stand in.
var parentsOf = map[string][]string{
	"caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
	"tr": {"thead", "tbody", "tfoot", "table"}, "td": {"tr"}, "th": {"tr"}, "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"},
	"summary": {"details"},
}

// openTag opens an element, closing what cannot hold it. An element that cannot stand where it is goes; its
// words stay.
func (c *conversion) openTag(token html.Token, offset int, inline bool) {
	name := token.Data
	switch {
	case name == "br":
		if inline || c.inRawText() && !c.secondBreak() {
			c.breakLine()
		}
	case name == "wbr" && hasAttribute(token, "id"):
		c.addPlace(attributeOf(token, "id"))
	case name == "wbr":
		if inline || c.inRawText() {
			c.write("<wbr>")
		}
	case name == "hr" && !inline:
		if c.closeText(); c.topRaw() == "" || slices.Contains(flowTags, c.topRaw()) {
			c.write("<hr>\n")
		}
	case name == "img":
		if !inline {
			c.needText()
		}
		c.rawPicture(token, offset)
	case token.Type == html.SelfClosingTagToken: // <b/>, <p/>: holds nothing
	case slices.Contains(textTags, name):
		if !inline {
			c.needText()
		}
		c.openText(token, offset)
	case inline:
		c.blank()
	default:
		c.openBlock(token, offset)
	}
}

// secondBreak ends a paragraph at the second of two line breaks, and reports whether it did.
func (c *conversion) secondBreak() bool {
	rest, ok := bytes.CutSuffix(bytes.TrimRight(c.out, " "), []byte("<br>\n"))
	if top := c.raw[len(c.raw)-1]; !ok || top.name != "p" || len(rest) < top.inside || c.markAt(len(c.out)) {
		return false
	}
	c.out = rest
	c.closeRaw(len(c.raw) - 1)
	return true
}

// openText opens an element of running text.
func (c *conversion) openText(token html.Token, offset int) {
	before := len(c.out)
	if token.Data != "a" {
		c.write("<" + token.Data + c.attributes(token) + ">")
	} else if !hasAttribute(token, "href") || !c.beginLink(lex.ReadAddress([]byte(attributeOf(token, "href"))), "", offset) {
		return
	}
	if token.Data == "q" {
		c.plain, c.gap = append(c.plain, "“"...), false
	}
	c.raw = append(c.raw, rawElement{
		name: token.Data, inline: true, token: token, offset: offset,
		words: len(c.plain), open: before, inside: len(c.out), marks: len(c.marks),
	})
}

// maxReopened bounds how many elements of running text go on in the next block: each block of a text could
// else repeat all of them.
const maxReopened = 4

// openTexts are the elements of running text that are open in the current block, outermost first.
func (c *conversion) openTexts() []rawElement {
	from := len(c.raw)
	for from > c.rawBase && c.raw[from-1].inline && len(c.raw)-from < maxReopened {
		from--
	}
	return slices.Clone(c.raw[from:])
}

// reopen opens elements of running text in a block that stands within them, as a browser does:
// <b><p>…</p></b>.
func (c *conversion) reopen(elements []rawElement) {
	for _, e := range elements {
		c.openText(e.token, e.offset)
	}
}

// attributes writes those of an element that stay.
func (c *conversion) attributes(token html.Token) string {
	var written strings.Builder
	for _, name := range keptAttributes[token.Data] {
		value, has := attributeOf(token, name), hasAttribute(token, name)
		switch {
		case name == "reversed" || name == "open":
			if has {
				written.WriteString(" " + name)
			}
		case value != "" && !(strings.HasSuffix(name, "span") && value == "1"):
			written.WriteString(" " + name + `="` + lex.Attribute(viet.NFC(value)) + `"`)
		}
	}
	return written.String()
}

func (c *conversion) rawPicture(token html.Token, offset int) {
	c.picture(lex.ReadAddress([]byte(attributeOf(token, "src"))), offset, Picture{
		Alt: lex.OneLine(viet.NFC(attributeOf(token, "alt"))), Caption: lex.OneLine(viet.NFC(attributeOf(token, "title"))),
	})
}

// openBlock opens an element of structure.
func (c *conversion) openBlock(token html.Token, offset int) {
	name := token.Data
	around := c.openTexts()
	parents, bound := parentsOf[name]
	depth := c.lastRaw(parents)
	if depth >= 0 {
		c.closeRaw(depth + 1)
	} else {
		c.closeText()
	}
	if top := c.topRaw(); bound && depth < 0 || !bound && top != "" && !slices.Contains(flowTags, top) {
		if c.inRawText() {
			c.write("\n") // it cannot stand here; it parts words all the same
		}
		return
	}
	if name == "p" {
		c.pushParagraph(false)
		c.reopen(around)
		return
	}
	if c.rawBase == 0 {
		c.lead.pass(len(c.doc.Blocks) > 0)
	}
	switch {
	case slices.Contains(headingTags, name):
		c.beginHeading(int(name[1]-'0'), offset)
		c.raw = append(c.raw, rawElement{name: name})
		c.reopen(around)
		return
	case name == "table":
		c.write("<div class=\"table\">")
	}
	c.write("<" + name + c.attributes(token) + ">")
	if name == "table" {
		c.write("\n")
	}
	c.raw = append(c.raw, rawElement{name: name, inside: len(c.out), marks: len(c.marks)})
	c.beginText()
}

// closeTag closes an element, and what is open inside of it. A closing tag without its opening tag is none.
func (c *conversion) closeTag(name string, inline bool) {
	for i := len(c.raw) - 1; i >= c.rawBase; i-- {
		open := c.raw[i]
		if open.name == name && (!inline || open.inline) {
			c.closeRaw(i)
			return
		}
		if inline && !open.inline || open.name == "table" && !slices.Contains(tablePartTags, name) {
			break
		}
	}
	if lex.IsBlockTag(name) && (inline || c.inRawText()) {
		c.blank()
	}
}

// closeRaw closes raw elements until depth are open.
func (c *conversion) closeRaw(depth int) {
	for len(c.raw) > depth {
		last := c.raw[len(c.raw)-1]
		c.raw = c.raw[:len(c.raw)-1]
		switch name := last.name; {
		case last.inline && last.inside == len(c.out) && last.marks == len(c.marks):
			c.dropText(last)
		case name == "a":
			c.endLink()
		case last.inline:
			c.write("</" + name + ">")
			c.closeWords(last)
		case slices.Contains(headingTags, name):
			c.endHeading()
		case name == "table":
			c.endText(false)
			c.write("</table></div>\n")
		case name == "p":
			words := c.endText(false)
			if rest, ok := bytes.CutSuffix(c.out, []byte("<br>")); ok && len(rest) >= last.inside && !c.markAt(len(c.out)) {
				c.out = rest
			}
			if len(c.out) == last.inside && len(c.marks) == last.marks {
				c.rollback(last.before)
				continue // what was in it went
			}
			c.write("</p>\n")
			c.closeParagraph(*last.paragraph, words)
		default:
			c.endText(false)
			c.write("</" + name + ">\n")
		}
	}
}

// dropText takes back an element of running text that holds nothing: a block of HTML ended it.
func (c *conversion) dropText(e rawElement) {
	c.out, c.plain = c.out[:e.open], c.plain[:min(e.words, len(c.plain))]
	if e.name == "a" {
		c.marks = c.marks[:e.marks-1]
		c.dropLinks(len(c.doc.Links) - 1)
		c.inLink = linkState{}
	}
}

// closeWords sets an element of running text into the plain text, where it means something: 10<sup>5</sup> is
// not 105.
func (c *conversion) closeWords(e rawElement) {
	switch e.name {
	case "q":
		c.plain, c.gap = append(bytes.TrimSuffix(c.plain, []byte(" ")), "”"...), false
	case "sup":
		c.raiseWords(e.words, superscripts)
	case "sub":
		c.raiseWords(e.words, subscripts)
	}
}

// Digits and signs above and below the line.
var (
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
		"+", "⁺", "-", "⁻", "−", "⁻", "–", "⁻", "n", "ⁿ", "i", "ⁱ")
	subscripts = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉",
		"+", "₊", "-", "₋", "−", "₋", "–", "₋")
)

// raiseWords writes the plain text from a place with other digits, if all of it can be.
func (c *conversion) raiseWords(from int, digits *strings.Replacer) {
	from = min(from, len(c.plain))
	words := string(c.plain[from:])
	raised := digits.Replace(words)
	if strings.ContainsFunc(words, isDigitRune) && !strings.ContainsFunc(raised, func(r rune) bool { return r < utf8.RuneSelf }) {
		c.plain = append(c.plain[:from], raised...)
	}
}

func isDigitRune(r rune) bool { return '0' <= r && r <= '9' }

// closeText closes running text: what is open above the nearest element that may hold paragraphs.
func (c *conversion) closeText() {
	for len(c.raw) > c.rawBase {
		if top := c.raw[len(c.raw)-1]; !top.inline && (!slices.Contains(leafTags, top.name) || slices.Contains(flowTags, top.name)) {
			break
		}
		c.closeRaw(len(c.raw) - 1)
	}
	c.endText(false)
}

// closeRawForBlock makes room for a block of Markdown among raw HTML: it may stand in a quotation, an item or
// a cell.
func (c *conversion) closeRawForBlock() {
	for len(c.raw) > c.rawBase && !slices.Contains(flowTags, c.topRaw()) {
		c.closeRaw(len(c.raw) - 1)
	}
	if len(c.raw) > c.rawBase {
		c.endText(false)
	}
}

// needText makes a place for running text: an element that may hold it, else a paragraph.
func (c *conversion) needText() {
	if c.inRawText() {
		return
	}
	for top := c.topRaw(); top != "" && !slices.Contains(flowTags, top); top = c.topRaw() {
		c.closeRaw(len(c.raw) - 1) // text between the rows of a table cannot stay there
	}
	c.pushParagraph(len(c.raw) == 0 && c.atTop)
}

// pushParagraph opens a paragraph among raw HTML.
func (c *conversion) pushParagraph(top bool) {
	p := c.openParagraph(top)
	c.raw = append(c.raw, rawElement{name: "p", paragraph: &p, inside: len(c.out), marks: len(c.marks)})
	c.beginText()
}

// inRawText reports whether running text may stand where we are.
func (c *conversion) inRawText() bool {
	if len(c.raw) == c.rawBase {
		return false
	}
	top := c.raw[len(c.raw)-1]
	return top.inline || slices.Contains(leafTags, top.name)
}

// inPre reports whether text stands as it is typed, line by line.
func (c *conversion) inPre() bool {
	for i := len(c.raw) - 1; i >= c.rawBase; i-- {
		if !c.raw[i].inline {
			return c.raw[i].name == "pre"
		}
	}
	return false
}

func (c *conversion) topRaw() string {
	if len(c.raw) == c.rawBase {
		return ""
	}
	return c.raw[len(c.raw)-1].name
}

// lastRaw is the place of the innermost open element of one of some names, -1 without one. It does not look
// out of a table.
func (c *conversion) lastRaw(names []string) int {
	for i := len(c.raw) - 1; i >= c.rawBase; i-- {
		if slices.Contains(names, c.raw[i].name) {
			return i
		}
		if c.raw[i].name == "table" {
			return -1
		}
	}
	return -1
}

func hasAttribute(token html.Token, name string) bool {
	return slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func attributeOf(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
