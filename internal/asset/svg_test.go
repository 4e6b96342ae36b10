package asset

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestScanSVG(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // line:col code argument
	}{
		{"plain drawing", `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
  <title>Núi &amp; sông</title><defs><linearGradient id="a"/><style>.x { fill: url(#a) }</style></defs>
  <use xlink:href="#a"/><path fill="url( '#a' )" style="stroke:red" d="M0 0"/><text>onload=</text>
  <image href="data:image/png;base64,iVBORw0KGgo="/><metadata><x rdf:about="http://a.vn/" xmlns:rdf="r"/></metadata></svg>`, nil},
		{"script", "<svg>\n  <script>x</script></svg>", []string{"2:3 svg-active <script>"}},
		{"script with a prefix", `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:ScRiPt/></s:svg>`, []string{"1:45 svg-active <ScRiPt>"}},
		{"handler", `<svg onload="alert(1)"><g oNclick='x'/></svg>`, []string{"1:6 svg-handler onload", "1:27 svg-handler oNclick"}},
		{"html inside", `<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>`,
			[]string{"1:6 svg-active <foreignObject>", "1:21 svg-active <body>"}},
		{"frame", `<svg><iframe src="x"/></svg>`, []string{"1:6 svg-active <iframe>", "1:14 svg-external x"}},
		{"reference", `<svg><use href="https://a.vn/x.svg#a"/><image xlink:href="b.png"/></svg>`,
			[]string{"1:11 svg-external https://a.vn/x.svg#a", "1:53 svg-external b.png"}},
		{"reference without scheme", `<svg><feImage href="//a.vn/x"/><a href="/"/></svg>`, []string{"1:15 svg-external //a.vn/x", "1:35 svg-external /"}},
		{"embedded drawing", `<svg><image href="data:image/svg+xml,x"/></svg>`, []string{"1:13 svg-external data:image/svg+xml,x"}},
		{"script address", `<svg><a href=" java&#10;script:x"/><set to="javascript:y"/></svg>`,
			[]string{"1:9 svg-active javascript:", "1:41 svg-active javascript:"}},
		{"animated address", `<svg><animate attributeName="xlink:href" to="x"/><set attributeName="onclick"/></svg>`,
			[]string{"1:15 svg-active xlink:href", "1:55 svg-active onclick"}},
		{"style", "<svg><style>\n@import 'a.css';</style><style>a{b:url(//c)}</style><style>u\\72l(x)</style></svg>",
			[]string{"1:13 svg-external @import", "2:32 svg-external //c", "2:60 svg-external \\"}},
		{"style in CDATA", `<svg><style><![CDATA[a{b:url("x.png")}]]></style></svg>`, []string{"1:13 svg-external x.png"}},
		{"style attribute", `<svg><g style="fill:url(http://a/#b)"/><g fill="url(x#y)"/></svg>`, []string{"1:9 svg-external http://a/#b", "1:43 svg-external x#y"}},
		{"style sheet", `<?xml-stylesheet href="a.css"?><svg/>`, []string{"1:1 svg-external <?xml-stylesheet?>"}},
		{"base", `<svg xml:base="http://a.vn/"/>`, []string{"1:10 svg-external http://a.vn/"}},
		{"doctype", "\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg/>", []string{"2:1 svg-doctype"}},
		{"entities", "<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg>&a;</svg>", []string{"1:1 svg-doctype", "2:9 svg-broken invalid character entity &a;"}},
		{"not closed", "<svg>\n<g>", []string{"2:4 svg-broken unexpected EOF"}},
		{"attribute without a name", `<svg xmlns="http://www.w3.org/2000/svg" a:="x" :b="y"/>`, nil},
		{"another root", "<html/>", []string{"1:1 svg-broken no <svg>"}},
		{"found_C9: no namespace", "<!-- a -->\n<svg width='4'/>", []string{`2:1 svg-broken no xmlns|xmlns="http://www.w3.org/2000/svg"`}},
		{"found_C9: another namespace", `<svg xmlns="https://www.w3.org/2000/svg"/>`, []string{`1:1 svg-broken no xmlns|xmlns="http://www.w3.org/2000/svg"`}},
		{"found_C9: a prefix", `<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>`, nil},
		{"found_C9: one cause, one message", `<svg onload="a()"/>`, []string{"1:6 svg-handler onload"}},
		{"found_E3: the look-alike of an attribute", `<svg data-onload="x" onload="a()"/>`, []string{"1:22 svg-handler onload"}},
		{"found_E3: look-alikes in a row", `<svg x="onloadonload onload" onload="a()"/>`, []string{"1:30 svg-handler onload"}},
		{"found_E3: a look-alike in another line", "<svg data-onload='x'\n\tonload='a()'/>", []string{"2:2 svg-handler onload"}},
		{"found_E3: pictures of what does not run", `<svg xmlns="http://www.w3.org/2000/svg"><g poster="https://a.vn/x.png" data="b" srcset="c" action="d" formaction="e" src="#f"/></svg>`,
			[]string{"1:44 svg-external https://a.vn/x.png", "1:72 svg-external b", "1:81 svg-external c", "1:92 svg-external d", "1:103 svg-external e"}},
		{"found_E3: the look-alike in a value", `<svg id="onload" class=" onload" onload ="a()"/>`, []string{"1:34 svg-handler onload"}},
		{"empty", "", []string{"1:1 svg-broken no <svg>"}},
		{"another encoding", `<?xml version="1.0" encoding="UTF-16"?><svg/>`, []string{`1:40 svg-broken opening charset "UTF-16": not UTF-8`}},
		{"bytes that are no UTF-8", "<svg>\xff</svg>", []string{"1:7 svg-broken invalid UTF-8"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range scanSVG("static/a.svg", []byte(test.text)) {
				got = append(got, fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Col, words(d)))
				if d.Pos.Path != "static/a.svg" {
					t.Errorf("path %q", d.Pos.Path)
				}
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// TestScanSVGStops: a file of nothing but faults is left after a few of them, however they are packed.
func TestScanSVGStops(t *testing.T) {
	for _, text := range []string{
		"<svg>" + strings.Repeat("<script/>", 100_000) + "</svg>",
		"<svg" + strings.Repeat(" onload='x'", 100_000) + "/>",
	} {
		start := time.Now()
		if n := len(scanSVG("a.svg", []byte(text))); n != maxFindings {
			t.Errorf("%d findings in %.20s", n, text)
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%v for %.20s", d, text)
		}
	}
}

// FuzzScanSVG holds that a text in which nothing was found has no script, handler or address, however it is
// written, and that nothing takes long.
func FuzzScanSVG(f *testing.F) {
	f.Add(`<svg><a href="#x"/></svg>`)
	f.Add(`<svg><!-- --><style>a{b:url(#c)}</style><![CDATA[x]]></svg>`)
	f.Add(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "b">]><svg>&a;</svg>`)
	f.Add(`<svg onload="x" xlink:href='y'><script/></svg>`)
	f.Add("<svg>" + strings.Repeat("<g>", 100))
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		found := scanSVG("a.svg", []byte(text))
		if d := time.Since(start); d > time.Second {
			t.Errorf("%v for %d bytes", d, len(text))
		}
		if len(found) > 0 {
			for _, d := range found {
				if d.Pos.Line < 1 || d.Pos.Line > 1+strings.Count(text, "\n") {
					t.Errorf("impossible place %+v", d.Pos)
				}
			}
			return
		}
		if strings.Contains(text, "<script") && !strings.ContainsAny(text, "![") {
			t.Errorf("a script passed: %q", text)
		}
	})
}

// An SVG that lacks the namespace shows nothing in any browser: one message, with what to type.
func TestFound_C9_Namespace(t *testing.T) {
	for text, want := range map[string]int{
		`<svg/>`: 1, `<svg xmlns="http://www.w3.org/2000/svg"/>`: 0, `<svg xmlns=""/>`: 1, `<g xmlns="http://www.w3.org/2000/svg"/>`: 1,
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"/>`: 0, `<svg xmlns="http://www.w3.org/2000/SVG"/>`: 1,
	} {
		found := scanSVG("static/a.svg", []byte(text))
		if len(found) != want || want == 1 && found[0].Code != "svg-broken" {
			t.Errorf("%s: %v", text, found)
		}
	}
	_, hint := scanSVG("static/a.svg", []byte("<svg/>"))[0].Text("vi")
	if !strings.Contains(hint, "xmlns=\"http://www.w3.org/2000/svg\"") {
		t.Error(hint)
	}
}

// TestFound_C8_Types: a picture of Windows is a JPEG, and pictures that no page can use are one message of
// one code.
func TestFound_C8_Types(t *testing.T) {
	for _, name := range []string{"static/a.jfif", "static/a.JPE", "static/a.pjpeg"} {
		if ok, code := AllowedStatic(name, jpegBytes(), nil); !ok {
			t.Errorf("%s: %s", name, code)
		}
	}
	for _, name := range []string{"static/a.heic", "static/a.bmp", "static/a.tiff", "static/a.psd"} {
		if ok, code := AllowedStatic(name, []byte("x"), nil); ok || code != "picture-format" {
			t.Errorf("%s: %s", name, code)
		}
	}
}
