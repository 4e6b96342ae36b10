package layout

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lintTests give a partial and what is said about it, as "line:col code arg".
var lintTests = []struct {
	name, text string
	want       []string
}{
	{"harmless", `<p class="{{.A}}" title="{{.B}}" data-on="x" onward="1" {{if .C}}hidden{{end}}>on style= onclick=</p>`, []string{"1:46 layout-event-handler onward"}},
	{"script of a file", `<script src="{{.Root}}assets/a.js" defer></script>`, nil},
	{"script in the page", "<p>\n<script>alert(1)</script>", []string{"2:1 layout-script-inline"}},
	{"capitals", `<SCRIPT>x</SCRIPT><P STYLE="x" OnClick="y">`, []string{"1:1 layout-script-inline", "1:22 layout-style-inline style", "1:32 layout-event-handler onclick"}},
	{"action in a script", `<script src="a.js">var a = {{.A}};</script>`, []string{"1:28 layout-script-action"}},
	{"comment in a script", `<script src="a.js">{{/* x */}}</script>`, nil},
	{"partial in a script", `<script>{{template "x" .}}</script>`, []string{"1:1 layout-script-inline", "1:9 layout-script-action"}},
	{"JSON-LD from an action", `<script type="application/ld+json">{{.A}}</script>`, []string{"1:36 layout-script-action"}},
	{"JSON-LD, fixed", `<script type="application/ld+json">{"a": 1}</script>`, nil},
	{"JSON-LD as a field", `{{.Linked}}`, nil},
	{"condition for src", `<script {{if .A}}src="a.js"{{end}}></script>`, nil},
	{"style element", `<style>p { color: red }</style>`, []string{"1:1 layout-style-inline <style>"}},
	{"style attribute", `<p style="color: {{.A}}">`, []string{"1:4 layout-style-inline style"}},
	{"style without quotes", `<p style={{.A}} class="b">`, []string{"1:4 layout-style-inline style"}},
	{"style after an action", `<p {{if .A}}style="x"{{end}}>`, []string{"1:13 layout-style-inline style"}},
	{"tag not closed", "<p>\n<script ", []string{"2:1 layout-tag-open"}},
	{"script not closed", `<script src="a.js">`, []string{"1:1 layout-tag-open"}},
	{"handler over lines", "<p\n  onclick\n  = 'x'>", []string{"2:3 layout-event-handler onclick"}},
	{"handler after an unquoted action", `<a href={{.A}} onclick={{.B}}>`, []string{"1:16 layout-event-handler onclick"}},
	{"script address", `<a href="java&#115;cript:alert(1)">`, []string{"1:4 layout-script-url javascript:"}},
	{"script address with blanks", "<a href=\" java\tscript:x\"><form action=vbscript:x><img src='data:text/html,x'>",
		[]string{"1:4 layout-script-url javascript:", "1:32 layout-script-url vbscript:", "1:55 layout-script-url data:text/"}},
	{"resources elsewhere", `<link href="https://a.vn/x.css"><script src=//b.vn/x.js></script><img src="HTTP://c.vn/{{.A}}.png"><img srcset="a.png, https://d.vn/b.png 2x">`,
		[]string{"1:7 layout-external https://a.vn/x.css", "1:41 layout-external //b.vn/x.js", "1:71 layout-external http://c.vn/", "1:105 layout-external https://d.vn/b.png"}},
	{"link elsewhere", `<a href="https://a.vn/">x</a>`, nil},
	{"address of a field", `<link rel="canonical" href="{{.Canonical}}"><img src="{{.Src}}">`, nil},
	{"in a comment", `<!-- <script>x</script> --><p>{{/* <p style="x"> */}}`, nil},
	{"in text of an element that holds text only", `<title><p style="x"></title><textarea onclick></textarea>`, []string{"1:39 layout-event-handler onclick"}},
	{"in a string of an action", `<p>{{printf "<p style=x>"}}`, nil},
	{"in a document within", `<iframe srcdoc="<script>x</script>"></iframe>`, []string{"1:9 layout-script-inline"}},
	{"column counts letters", `<p>Tiếng Việt <b style="x">`, []string{"1:18 layout-style-inline style"}},
}

func TestLint(t *testing.T) {
	for _, test := range lintTests {
		t.Run(test.name, func(t *testing.T) {
			const path = "layouts/partials/x.html"
			f, fault := parseFile(Source{path, test.text})
			if fault != nil {
				t.Fatal(brief(*fault))
			}
			var got []string
			for _, d := range lint(f) {
				got = append(got, brief(d)[len(path+":"):])
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("%s\n(-want +got):\n%s", test.text, d)
			}
		})
	}
}
