package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"bantin/internal/viet"
)

// rawMarkup is what is known of the raw HTML of one body.
type rawMarkup struct {
	raw     []rawElement // open elements
	rawBase int          // how many of them are open around the node whose children are being written
	dropped []droppedTag // names of markup that was taken out, in order of their first place
	office  officeCount  // markup of Word that was taken out
}

// rawElement is an element of raw HTML that is open.
type rawElement struct {
	name   string
	inline bool // stands in running text
}

// htmlBlock renders a block of raw HTML.
func (c *conversion) htmlBlock(n *ast.HTMLBlock) {
	var fragment bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		fragment.Write(line.Value(c.source))
	}
	if n.HasClosure() {
		fragment.Write(n.ClosureLine.Value(c.source))
	}
	if at := bytes.Index(fragment.Bytes(), []byte("**")); at >= 0 {
		c.boldLiteral(n.Pos() + at)
	}
	c.rawTokens(c.cleanHTML(fragment.Bytes(), n.Pos()), false)
}

// rawInline renders one tag or comment in running text. The plainest tags need no sanitiser, which takes 30 µs for each: tables have
// hundreds of <br>.
func (c *conversion) rawInline(n *ast.RawHTML) {
	fragment := n.Segments.Value(c.source)
	switch tag := tagName(fragment); {
	case tag == "br" && len(fragment) <= len("<br />"):
		c.breakLine()
	case slices.Contains(textTags[:4], tag) && len(fragment) == len(tag)+2:
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
	if !inline {
		if blankOnly(s) {
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
	textTags      = []string{"b", "i", "strong", "em", "a"}
	flowTags      = []string{"blockquote", "li", "td", "th"}                     // may hold paragraphs, lists and tables
	leafTags      = []string{"p", "h2", "h3", "h4", "li", "td", "th", "caption"} // may hold text
	tablePartTags = []string{"caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
)

// parentsOf says what an element must stand in.
var parentsOf = map[string][]string{
	"caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
	"tr": {"thead", "tbody", "tfoot", "table"}, "td": {"tr"}, "th": {"tr"}, "li": {"ul", "ol"},
}

// openTag opens an element, closing what cannot hold it. An element that cannot stand where it is goes; its words stay.
func (c *conversion) openTag(token html.Token, offset int, inline bool) {
	name := token.Data
	switch {
	case name == "br":
		if inline || c.inRawText() {
			c.breakLine()
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

// openText opens an element of running text.
func (c *conversion) openText(token html.Token, offset int) {
	if token.Data != "a" {
		c.write("<" + token.Data + ">")
	} else if !hasAttribute(token, "href") || !c.beginLink(readAddress([]byte(attributeOf(token, "href"))), "", offset) {
		return
	}
	c.raw = append(c.raw, rawElement{name: token.Data, inline: true})
}

func (c *conversion) rawPicture(token html.Token, offset int) {
	c.picture(readAddress([]byte(attributeOf(token, "src"))), offset, Picture{
		Alt: oneLine(viet.NFC(attributeOf(token, "alt"))), Caption: oneLine(viet.NFC(attributeOf(token, "title"))),
	})
}

// openBlock opens an element of structure.
func (c *conversion) openBlock(token html.Token, offset int) {
	name := token.Data
	parents, bound := parentsOf[name]
	if bound {
		depth := c.lastRaw(parents)
		if depth < 0 {
			c.closeText()
			return
		}
		c.closeRaw(depth + 1)
	} else {
		c.closeText()
		if top := c.topRaw(); top != "" && !slices.Contains(flowTags, top) {
			return
		}
	}
	c.raw = append(c.raw, rawElement{name: name})
	switch name {
	case "table":
		c.write("<div class=\"table\"><table>\n")
	case "h2", "h3", "h4":
		c.beginHeading(int(name[1]-'0'), offset)
		return
	default:
		c.write("<" + name)
		for _, span := range []string{"colspan", "rowspan"} {
			if n, err := strconv.Atoi(attributeOf(token, span)); err == nil && n > 1 {
				c.write(" " + span + `="` + strconv.Itoa(n) + `"`)
			}
		}
		c.write(">")
	}
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
	if inline && !slices.Contains(textTags, name) {
		c.blank()
	}
}

// closeRaw closes raw elements until depth are open.
func (c *conversion) closeRaw(depth int) {
	for len(c.raw) > depth {
		last := c.raw[len(c.raw)-1]
		c.raw = c.raw[:len(c.raw)-1]
		switch name := last.name; name {
		case "a":
			c.endLink()
		case "b", "i", "strong", "em":
			c.write("</" + name + ">")
		case "h2", "h3", "h4":
			c.endHeading()
		case "table":
			c.endText(false)
			c.write("</table></div>\n")
		default:
			c.endText(false)
			if c.dropEmpty("<" + name + ">") {
				continue
			}
			c.write("</" + name + ">\n")
		}
	}
}

// dropEmpty takes back the tag of a paragraph in which nothing was written: what was in it went.
func (c *conversion) dropEmpty(tag string) bool {
	if tag != "<p>" || !bytes.HasSuffix(c.out, []byte(tag)) || c.markAt(len(c.out)) {
		return false
	}
	c.out = c.out[:len(c.out)-len(tag)]
	return true
}

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

// closeRawForBlock makes room for a block of Markdown among raw HTML: it may stand in a quotation, an item or a cell.
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
	c.write("<p>")
	c.raw = append(c.raw, rawElement{name: "p"})
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

func (c *conversion) topRaw() string {
	if len(c.raw) == c.rawBase {
		return ""
	}
	return c.raw[len(c.raw)-1].name
}

// lastRaw is the place of the innermost open element of one of some names, -1 without one. It does not look out of a table.
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
