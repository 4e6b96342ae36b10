package markdown

import (
	"bytes"
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"bantin/internal/diag"
	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// rawPolicy is what raw HTML may hold (E33). Everything that comes through it is read once more, tag by tag
// (rawtree.go), so that its tags pair and its links and pictures become slots like those of Markdown.
var rawPolicy = newRawPolicy()

// allowedTags are the elements that raw HTML may hold.
var allowedTags = []string{
	"p", "br", "hr", "wbr", "pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "img",
	"ul", "ol", "li", "dl", "dt", "dd", "h2", "h3", "h4", "h5", "h6", "blockquote", "details", "summary",
}

func newRawPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(allowedTags...)
	p.AllowElements(textTags...)
	p.AllowNoAttrs().OnElements("a")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt", "title").OnElements("img")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9][0-9]{0,2}$`)).OnElements("td", "th")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("start").Matching(listNumber).OnElements("ol")
	p.AllowAttrs("value").Matching(listNumber).OnElements("li")
	p.AllowAttrs("reversed").OnElements("ol")
	p.AllowAttrs("id").OnElements("wbr")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("title").OnElements("abbr", "dfn")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9PTWZ:+. -]{1,32}$`)).OnElements("time")
	p.RequireParseableURLs(false) // addresses are judged by readAddress, like those of Markdown
	return p
}

// listNumber is a number of a list or of an item in it.
var listNumber = regexp.MustCompile(`^-?[0-9]{1,9}$`)

// listStyles are the ways of counting that a style sheet names, as types of a list: "điểm a" refers to them.
var listStyles = map[string]string{
	"decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}

// olderTags are elements under the names that they had in older HTML.
var olderTags = map[string]string{"strike": "s", "tt": "code", "acronym": "abbr", "listing": "pre"}

// renamedTags are elements that the allow-list has another word for.
var renamedTags = map[string]string{
	"h1":  "h2",
	"div": "p", "center": "p", "section": "p", "article": "p", "header": "p", "footer": "p", "main": "p", "aside": "p", "nav": "p",
	"address": "p", "figure": "p", "figcaption": "p",
	"fieldset": "p", "legend": "p", "form": "p",
}

// dataTags hold no words for readers: they go with what is in them.
var dataTags = []string{
	"script", "style", "xml", "template", "svg", "math", "noembed", "noframes", "iframe", "object", "head",
}

// strippedTags are elements of HTML that go while their words stay. Names in no list are no elements: "<tên
// đơn vị>" is text.
var strippedTags = []string{
	"applet", "area", "base", "basefont", "bdi", "bdo", "big", "body", "button", "canvas", "col", "colgroup", "data", "datalist", "dialog",
	"dir", "font", "frameset", "html", "input", "label", "link", "map", "marquee", "menu", "meta", "meter", "nobr", "noscript", "optgroup",
	"option", "output", "param", "picture", "progress", "search", "select", "slot", "span", "textarea", "title", "track",
}

// apartTags are those of them whose words a browser sets apart from their neighbours'.
var apartTags = []string{"button", "meter", "optgroup", "option", "progress", "select", "textarea"}

// cleaned is HTML that came through the allow-list.
type cleaned struct {
	html    []byte
	offsets []int // where its links, pictures and headings stand in the body, in order
}

// placedTags are the elements whose places are kept, for messages and for the lists of links and pictures.
var placedTags = []string{"a", "img", "h2", "h3", "h4", "h5", "h6"}

// next is the place of the next tag of a name that is among the placed ones.
func (c *cleaned) next(name string) int {
	if !slices.Contains(placedTags, name) || len(c.offsets) == 0 {
		return 0
	}
	offset := c.offsets[0]
	c.offsets = c.offsets[1:]
	return offset
}

// cleanHTML takes markup that stands at an offset of the body through the allow-list.
func (c *conversion) cleanHTML(fragment []byte, offset int) cleaned {
	var kept bytes.Buffer
	var offsets []int
	z := html.NewTokenizer(bytes.NewReader(fragment))
	for at := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return cleaned{rawPolicy.SanitizeBytes(kept.Bytes()), offsets}
		}
		raw := bytes.Clone(z.Raw())
		token := z.Token()
		here := offset + at
		at += len(raw)
		switch {
		case kind == html.TextToken:
			kept.Write(bytes.TrimSuffix(raw, []byte("<")))
			if raw[len(raw)-1] == '<' { // it would make a tag of what follows something that is taken out
				kept.WriteString("&lt;")
			}
		case kind == html.CommentToken, kind == html.DoctypeToken:
			c.dropMarkup(token, raw, here)
		case kind == html.EndTagToken:
			kept.WriteString(c.keepEndTag(token.Data, raw))
		default:
			tag := c.keepTag(token, raw, here)
			if slices.Contains(placedTags, tagName([]byte(tag))) {
				offsets = append(offsets, here)
			}
			kept.WriteString(tag)
			if name := placeName(token); name != "" {
				kept.WriteString(c.namedPlace(name, here))
			}
		}
	}
}

// dropMarkup takes out a comment, a declaration or a conditional of Office. A comment that does not end here
// would end where words of it have been published (see asides, which take them out before).
func (c *conversion) dropMarkup(token html.Token, raw []byte, offset int) {
	switch {
	case bytes.HasPrefix(raw, []byte("<!--")):
		if raw[len(raw)-1] != '>' {
			c.Fault(offset, "comment-unclosed", "<!--", "-->")
		}
	case strings.HasPrefix(token.Data, "[if"), strings.HasPrefix(token.Data, "[endif"):
		c.DropOffice(offset)
	case token.Type == html.DoctypeToken:
		c.DropTag(offset, "<!DOCTYPE>")
	default:
		c.Warn(offset, "html-words-removed", "<"+string(raw[1:min(2, len(raw))]), diag.Excerpt(token.Data))
	}
}

// keepTag is what stays of an opening tag.
func (c *conversion) keepTag(token html.Token, raw []byte, offset int) string {
	name := token.Data
	switch {
	case strings.Contains(name, ":"), name == "xml":
		c.DropOffice(offset)
		return ""
	case slices.Contains(lex.EmbeddingTags, name):
		c.DropTag(offset, name)
		return embeddedLink(token)
	case slices.Contains(dataTags, name):
		c.DropTag(offset, name)
		return ""
	}
	c.dropAttributes(token.Attr, offset)
	if name == "ol" && !hasAttribute(token, "type") {
		token.Attr = append(token.Attr, html.Attribute{Key: "type", Val: listType(attributeOf(token, "style"))})
		return token.String()
	}
	if older, ok := olderTags[name]; ok {
		token.Data = older
		return token.String()
	}
	if renamed, ok := renamedTags[name]; ok {
		c.DropTag(offset, name)
		return "<" + renamed + ">"
	}
	switch {
	case name == "wbr":
		return "<wbr>"
	case name == "img" && attributeOf(token, "src") == "":
		c.DropTag(offset, name)
		return html.EscapeString(attributeOf(token, "alt"))
	case isKept(name):
		return string(raw)
	case slices.Contains(strippedTags, name):
		c.dropShown(token, offset)
		if slices.Contains(apartTags, name) {
			return " "
		}
		return ""
	}
	return html.EscapeString(string(raw))
}

// isKept reports whether an element stays.
func isKept(name string) bool {
	return slices.Contains(allowedTags, name) || slices.Contains(textTags, name)
}

// listType is the type of a list whose style sheet says how it counts, "" when it says nothing.
func listType(style string) string {
	for _, word := range strings.FieldsFunc(strings.ToLower(style), func(r rune) bool { return strings.ContainsRune(" :;", r) }) {
		if kind := listStyles[word]; kind != "" {
			return kind
		}
	}
	return ""
}

// placeName is the name under which links lead to an element, "" without one.
func placeName(token html.Token) string {
	name := attributeOf(token, "id")
	if name == "" && token.Data == "a" {
		name = attributeOf(token, "name")
	}
	if name = viet.NFC(lex.OneLine(name)); strings.ContainsRune(name, ' ') {
		return viet.Slug(name)
	}
	return strings.Map(lex.DropControl, name)
}

// namedPlace is a mark at which links to a name lead, "" when an earlier place has that name.
func (c *conversion) namedPlace(name string, offset int) string {
	id, free := c.ids.Own(name)
	if !free {
		c.Warn(offset, "anchor-taken", name)
		return ""
	}
	c.doc.Anchors = append(c.doc.Anchors, id)
	return `<wbr id="` + html.EscapeString(id) + `">`
}

// dropShown reports a tag that is taken out, with what a browser would have shown of its attributes.
func (c *conversion) dropShown(token html.Token, offset int) {
	words := ""
	switch kind := attributeOf(token, "type"); {
	case token.Data == "area":
		words = attributeOf(token, "alt")
	case token.Data == "option" || token.Data == "optgroup":
		words = attributeOf(token, "label")
	case token.Data == "input" && kind != "hidden" && kind != "password":
		words = cmp.Or(attributeOf(token, "value"), attributeOf(token, "placeholder"), attributeOf(token, "alt"))
	}
	if words == "" {
		c.DropTag(offset, token.Data)
		return
	}
	c.Warn(offset, "html-words-removed", token.Data, diag.Excerpt(words))
}

// keepEndTag is what stays of a closing tag.
func (c *conversion) keepEndTag(name string, raw []byte) string {
	if renamed := cmp.Or(renamedTags[name], olderTags[name]); renamed != "" {
		return "</" + renamed + ">"
	}
	known := strings.Contains(name, ":") || isKept(name) || slices.Contains(strippedTags, name) ||
		slices.Contains(dataTags, name) || slices.Contains(lex.EmbeddingTags, name)
	switch {
	case !known:
		return html.EscapeString(string(raw))
	case slices.Contains(apartTags, name):
		return " "
	}
	return string(raw)
}

// dropAttributes reports attributes that do something. The others (class, width …) go without a word: they
// cannot be seen in what stays.
func (c *conversion) dropAttributes(attributes []html.Attribute, offset int) {
	for _, a := range attributes {
		switch {
		case strings.HasPrefix(a.Key, "on"):
			c.DropTag(offset, "on…")
		case a.Key == "class" && strings.HasPrefix(a.Val, "Mso"), a.Key == "style" && strings.Contains(a.Val, "mso-"):
			c.DropOffice(offset)
		case a.Key == "style":
			c.DropTag(offset, "style=")
		}
	}
}

// embeddedLink is the link that takes the place of an embedded video, sound or page.
func embeddedLink(token html.Token) string {
	source, title := "", ""
	for _, a := range token.Attr {
		switch a.Key {
		case "src", "data":
			source = a.Val
		case "title":
			title = a.Val
		}
	}
	if source == "" {
		return ""
	}
	u, err := url.Parse(source)
	if err != nil {
		u = &url.URL{}
	}
	host := strings.TrimPrefix(u.Host, "www.")
	if id, ok := strings.CutPrefix(u.Path, "/embed/"); ok && strings.HasPrefix(host, "youtube") && id != "" {
		source = "https://www.youtube.com/watch?v=" + url.QueryEscape(id)
		host = "youtube.com"
	}
	words := lex.EmbeddedWords
	if host != "" {
		words += " trên " + host
	}
	if title != "" {
		words += ": " + title
	}
	return `<a href="` + html.EscapeString(source) + `">` + html.EscapeString(words) + `</a>`
}
