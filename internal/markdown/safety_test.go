package markdown

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"bantin/internal/casetest"
	"bantin/internal/markdown/lex"
)

// payloads are destinations that must not become links (T01, T02 of the threat table).
var payloads = []string{
	"javascript:alert(1)", "JavaScript:alert(1)", "JAVASCRIPT:alert(1)", "java&#115;cript:alert(1)", "javascript&colon;alert(1)",
	"&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106;avascript:alert(1)", "javascript&#58;alert(1)",
	"javascript&#x3a;alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "java&#9;script:alert(1)",
	"java&#10;script:alert(1)", "java&#13;script:alert(1)", "&#1;javascript:alert(1)", "&#32;javascript:alert(1)",
	"&nbsp;javascript:alert(1)", "javascript%3Aalert(1)", "javascript%3aalert(1)", "%6Aavascript:alert(1)",
	"java%0ascript:alert(1)", "java%09script:alert(1)", "%01javascript:alert(1)", "java&shy;script:alert(1)",
	"java&#8203;script:alert(1)", "java\u200bscript:alert(1)", "\ufeffjavascript:alert(1)", "javascript\\:alert(1)",
	"vbscript:msgbox(1)", "VBScript&colon;msgbox(1)", "livescript:alert(1)", "data:text/html,<script>alert(1)</script>",
	"data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml;base64,AAAA", "data:image/png;base64,AAAA", "DATA&colon;text/html,x",
	"blob:https://a.vn/b", "about:blank", "file:///etc/passwd", "view-source:javascript:alert(1)", "jar:javascript:alert(1)",
	"feed:javascript:alert(1)", "ms-word:ofe|u|https://a.vn/b.docx", "intent://a#Intent;end", "tel\u200b:javascript:alert(1)",
}

// wrappings are the places where Markdown takes an address.
var wrappings = map[string]string{
	"link": "[chữ](%)", "angle": "[chữ](<%>)", "picture": "![chữ](%)", "figure": `![chữ](% "tên")`, "reference": "[chữ][a]\n\n[a]: %",
	"angle reference": "[chữ][a]\n\n[a]: <%>", "auto": "<%>", "bare": "%", "html link": `<a href="%">chữ</a>`,
	"html block": "<p><a href='%'>chữ</a></p>", "html picture": `<img src="%" alt="chữ">`, "frame": `<iframe src="%"></iframe>`,
	"form": `<form action="%"><button formaction="%">chữ</button></form>`, "object": `<object data="%"></object>`,
	"link in link": "[![chữ](%)](%)",
}

// TestPayloads (T01, T02): no address of a script reaches the output, in any place, and the words stay.
func TestPayloads(t *testing.T) {
	for name, wrapping := range wrappings {
		for _, payload := range payloads {
			text := strings.ReplaceAll(wrapping, "%", payload)
			doc := convert(text, usual)
			out := render(doc)
			if strings.Contains(strings.ToLower(out), "script:") {
				t.Errorf("%s %q:\n%s", name, payload, out)
			}
			for _, fault := range htmlFaults(out) {
				t.Errorf("%s %q: %s:\n%s", name, payload, fault, out)
			}
			if strings.Contains(wrapping, "chữ") && !strings.Contains(out, "chữ") {
				t.Errorf("%s %q: the words went:\n%s", name, payload, out)
			}
			if name == "link" && len(doc.Links) > 0 && lex.ReadAddress([]byte(doc.Links[0].Dest)).Kind == lex.AddressRefused {
				t.Errorf("%s %q: link to %q", name, payload, doc.Links[0].Dest)
			}
		}
	}
}

// outputTags are the elements that a body may hold, with their attributes.
var outputTags = map[string][]string{
	"p": {"id", "class"}, "br": {}, "hr": {}, "em": {}, "strong": {}, "b": {}, "i": {}, "del": {}, "blockquote": {}, "pre": {},
	"code": {"class"}, "ul": {}, "ol": {"start", "type", "reversed", "class"}, "li": {"id", "value"}, "dl": {}, "dt": {}, "dd": {}, "figure": {}, "figcaption": {},
	"div": {"class"}, "table": {}, "caption": {}, "thead": {}, "tbody": {}, "tfoot": {}, "tr": {},
	"th": {"scope", "class", "colspan", "rowspan"}, "td": {"class", "colspan", "rowspan"}, "span": {"class", "id"},
	"h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "sup": {"id"}, "sub": {}, "u": {}, "s": {}, "small": {}, "mark": {}, "kbd": {}, "ins": {}, "abbr": {"title"}, "q": {},
	"cite": {}, "dfn": {"title"}, "var": {}, "samp": {}, "time": {"datetime"}, "ruby": {}, "rt": {}, "rp": {}, "wbr": {},
	"details": {"open"}, "summary": {},
	"section": {"class", "role", "aria-labelledby"}, "input": {"type", "checked", "disabled", "aria-label"},
	"a":     {"href", "class", "rel", "title", "role", "aria-label"},
	"img":   {"src", "alt", "width", "height", "title", "loading", "decoding"},
	"audio": {"controls", "preload", "src"},
}

var voidTags = []string{"br", "wbr", "hr", "img", "input"}

// htmlFaults reads the HTML of a body and lists what it must not hold: foreign elements and attributes,
// addresses that are not allowed, doubled ids, tags that do not pair, links in links, blocks in paragraphs.
func htmlFaults(out string) (faults []string) {
	z := html.NewTokenizer(strings.NewReader(out))
	var open []string
	ids := map[string]bool{}
	for {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(open) > 0 {
				faults = append(faults, "left open: "+strings.Join(open, " "))
			}
			return faults
		case html.CommentToken, html.DoctypeToken:
			faults = append(faults, "a comment")
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return append(faults, "</"+token.Data+"> closes "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		case html.StartTagToken, html.SelfClosingTagToken:
			attributes, ok := outputTags[token.Data]
			if !ok {
				faults = append(faults, "<"+token.Data+">")
			}
			for _, a := range token.Attr {
				switch {
				case !slices.Contains(attributes, a.Key):
					faults = append(faults, token.Data+" "+a.Key)
				case a.Key == "href" || a.Key == "src":
					if lex.ReadAddress([]byte(a.Val)).Kind == lex.AddressRefused {
						faults = append(faults, a.Key+" "+a.Val)
					}
				case a.Key == "id":
					if ids[a.Val] || !strings.HasPrefix(a.Val, "h-") && !strings.HasPrefix(a.Val, "fn") {
						faults = append(faults, "id "+a.Val)
					}
					ids[a.Val] = true
				}
			}
			if nested := slices.Contains(open, token.Data); nested && (token.Data == "a" || token.Data == "p" && !slices.Contains(open, "td")) {
				faults = append(faults, token.Data+" in "+token.Data)
			}
			if !slices.Contains(voidTags, token.Data) {
				open = append(open, token.Data)
			}
		}
	}
}

// seeds are the beginnings of the fuzz corpus beside the cases.
var seeds = []string{
	"<table><tr><td>a<p>b<table><li>c</table>d", "<a href=x>a<a href=y>b\n\nc</a>", "<ul>a<li>b<p>c</ul></p>d", "<b>a\n\n# b</b>",
	"*a <b>c* d</b>", "<p>a<blockquote>b\n\n- c <i>d\n\n</blockquote>", "[a <a href=b>c</a>](d)", "![a [b](c)](d \"e\")",
	"- <td>a\n- <b>b\n  + c", "> <h2>a\n\n</h2>b", "<h2>a<h3>b", "[^1]\n\n[^1]: <b>a\n[^2]: b", "|<b>a|b|\n|-|-|\n|c|<td>d|",
	"<script>a</script><style>b", "a <script>b <b>c</script>d", "{{< a <b> >}}", "<!--a--><![CDATA[b]]><?c?><!D>", "1. a\n\n2. b <i>c",
	"<br><img src=a><p><br></p>", "a\u0338b<b>\u0338</b>&#x338;", "<tr><td>a", "<caption>a</caption>", "<table>a<b>b<tr>c", "Thứ nhất, <b>a\n\nThứ hai, b",
	"{%}", "{{%}}", "{{<>}}", "\u00a0\n---", "[a[^1]](b)\n\n[^1]: c",
}

// FuzzConvert: whatever is typed, the conversion ends in time, the HTML is within its limit, in NFC when the
// source is, and holds nothing but what a body may hold.
func FuzzConvert(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	for _, generate := range generators {
		f.Add(generate(40))
	}
	for name, wrapping := range wrappings {
		f.Add(strings.ReplaceAll(wrapping, "%", payloads[len(name)]))
	}
	for _, path := range []string{"testdata/cases/inputs.txt", "testdata/cases/language.txt", "testdata/cases/outline.txt"} {
		for _, tc := range casetest.Read(f, path) {
			f.Add(tc.Input)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
		begin := time.Now()
		doc := convert(text, usual)
		out := render(doc)
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("took %v for %d bytes", took, len(text))
		}
		if len(out) > maxGrowth*len(text)+maxGrowthBase {
			t.Errorf("%d bytes of HTML from %d of source", len(out), len(text))
		}
		if !norm.NFC.IsNormalString(out) {
			t.Errorf("not in NFC: %q", out)
		}
		for _, fault := range htmlFaults(out) {
			t.Errorf("%s:\n%s", fault, out)
		}
		for _, b := range doc.Blocks {
			if !norm.NFC.IsNormalString(b.Text) || b.Text != lex.OneLine(b.Text) || b.Text == "" {
				t.Errorf("block %q", b.Text)
			}
		}
	})
}
