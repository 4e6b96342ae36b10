package layout

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/diag"
)

// The views of the tests: small ones of each sort that the real views have.
type (
	frame struct {
		Root, Title string
		Header      chrome
	}
	chrome  struct{ Menu []string }
	article struct {
		frame
		Heading string
		Body    struct{ HTML template.HTML }
		Tags    []item
		Up      *item
		Count   int
		Extra   map[string]string
		Any     any
		Mark    mark
	}
	home struct {
		frame
		Latest []item
	}
	item struct{ Root, Label string }
	mark string
)

func (i item) Href() string            { return i.Root + "a.html" }
func (i item) In(folder string) string { return folder + i.Label }

var testViews = map[string]any{"article": &article{}, "home": &home{}}

// carried are the layouts that a test's own files replace one by one.
var carried = map[string]string{
	"layouts/base.html": "<!DOCTYPE html>\n<html><head><title>{{.Title}}</title>{{block \"head\" .}}{{end}}</head>\n" +
		"<body>{{fragment \"header\" .Header}}{{block \"main\" .}}{{end}}</body></html>\n",
	"layouts/article.html":         `{{define "main"}}<h1>{{.Heading}}</h1>{{range .Tags}}{{template "tag" .}}{{end}}{{end}}`,
	"layouts/home.html":            `{{define "main"}}{{range .Latest}}{{fragment "tag" .}}{{end}}{{end}}`,
	"layouts/partials/header.html": `<nav>{{range .Menu}}<b>{{.}}</b>{{end}}</nav>`,
	"layouts/partials/tag.html":    `<a href="{{.Href}}">{{.Label}}</a>`,
}

func sources(files map[string]string) []Source {
	var list []Source
	for _, path := range slices.Sorted(maps.Keys(files)) {
		list = append(list, Source{path, files[path]})
	}
	return list
}

// brief writes a diagnostic as "path:line:col code arg|arg".
func brief(d diag.Diagnostic) string {
	place := d.Pos.Path
	if d.Pos.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", d.Pos.Path, d.Pos.Line, d.Pos.Col)
	}
	return strings.TrimSpace(place + " " + string(d.Code) + " " + strings.Join(d.Args, "|"))
}

// main puts a text into the main block of an article, on its first line.
func mainBlock(text string, partials ...string) map[string]string {
	files := map[string]string{"layouts/article.html": `{{define "main"}}` + text + `{{end}}`}
	for _, name := range partials {
		files[partialFolder+name+extension] = "{{.}}"
	}
	return files
}

// loadTests give own files over the carried ones, and all that is said about them. In an article's main block
// the text begins at column 18.
var loadTests = []struct {
	name  string
	files map[string]string
	want  []string
}{
	{"nothing of its own", nil, nil},

	// Files.
	{"stray", map[string]string{"layouts/ghi-chu.md": "x", "layouts/a/b.html": "x"},
		[]string{"layouts/a/b.html layout-stray", "layouts/ghi-chu.md layout-stray"}},
	{"encoding", map[string]string{"layouts/home.html": "a\nb\xff"}, []string{"layouts/home.html:2:2 layout-encoding"}},
	{"deep", map[string]string{"layouts/home.html": strings.Repeat("{{if 1}}", 101) + strings.Repeat("{{end}}", 101)},
		[]string{"layouts/home.html:1:1 layout-too-large 1 MB|100"}},
	{"BOM and CRLF", map[string]string{"layouts/article.html": "\ufeff{{define \"main\"}}\r\n\r\n  {{.Headng}}{{end}}"},
		[]string{"layouts/article.html:3:5 layout-field-unknown layout.article|Headng|.Heading"}},

	// Syntax: the column is that of the action, or of the word that is wrong.
	{"action not closed", mainBlock("\n <p>{{ .Heading</p>"), []string{"layouts/article.html:2:5 layout-action-unclosed"}},
	{"action not closed at all", map[string]string{"layouts/article.html": "<p>\n{{ .Nope"}, []string{"layouts/article.html:2:1 layout-action-unclosed"}},
	{"end missing", map[string]string{"layouts/article.html": "{{define \"main\"}}\n{{if .Up}}\n{{range .Tags}}x{{end}}\n{{end}}\n"},
		[]string{"layouts/article.html:1:1 layout-end-missing define"}},
	{"end too many", mainBlock("x{{end}}\n{{if .Up}}x{{end}}"), []string{"layouts/article.html:2:19 layout-syntax unexpected {{end}}"}},
	{"variable", mainBlock("é {{.Heading}} {{ $x }}"), []string{`layouts/article.html:1:36 layout-syntax undefined variable "$x"`}},
	{"operand", mainBlock("{{.Heading}}{{if}}x{{end}}"), []string{"layouts/article.html:1:30 layout-syntax missing value for if"}},
	{"string not closed", mainBlock(`{{printf "%s}}`), []string{"layouts/article.html:1:18 layout-action-unclosed"}},
	{"second action of a line", mainBlock("{{.Heading}}{{.Heading]}}{{.Heading}}"),
		[]string{"layouts/article.html:1:30 layout-syntax bad character U+005D ']'"}},

	// Names of functions and templates.
	{"function", mainBlock("{{cout 3}}"), []string{"layouts/article.html:1:20 layout-function-unknown cout|count"}},
	{"step function", mainBlock("{{_loop_step}}"), []string{"layouts/article.html:1:20 layout-function-unknown _loop_step|" + strings.Join(functionNames()[:12], ", ") + ", …"}},
	{"template", mainBlock(`{{template "tags" .}}`), []string{"layouts/article.html:1:29 layout-template-unknown tags|tag"}},
	{"fragment", mainBlock(`{{fragment "tags" .}}`), []string{"layouts/article.html:1:29 layout-template-unknown tags|tag"}},
	{"name of a fragment", mainBlock(`{{fragment .Heading .}}`), []string{"layouts/article.html:1:20 layout-fragment-name"}},
	{"count of values", mainBlock(`{{count}}`), []string{"layouts/article.html:1:20 layout-arguments count|1|0"}},
	{"in a partial that nothing uses", map[string]string{"layouts/partials/x.html": `{{cout 1}}{{template "tags"}}{{.Anything}}`},
		[]string{"layouts/partials/x.html:1:3 layout-function-unknown cout|count", "layouts/partials/x.html:1:22 layout-template-unknown tags|tag"}},

	// Fields.
	{"field", mainBlock("{{.Headng}}"), []string{"layouts/article.html:1:20 layout-field-unknown layout.article|Headng|.Heading"}},
	{"second field", mainBlock("{{ .Body.HTM }}"), []string{"layouts/article.html:1:26 layout-field-unknown struct { HTML template.HTML }|HTM|.HTML"}},
	{"field in range", mainBlock("{{range .Tags}}{{.Labl}}{{end}}"), []string{"layouts/article.html:1:35 layout-field-unknown layout.item|Labl|.Label"}},
	{"field of a variable", mainBlock("{{range $i, $t := .Tags}}{{$t.Labl}}{{$i.X}}{{end}}"),
		[]string{"layouts/article.html:1:47 layout-field-unknown layout.item|Labl|.Label", "layouts/article.html:1:58 layout-field-unknown int|X|–"}},
	{"field of the page", mainBlock("{{range .Tags}}{{$.Headng}}{{end}}"), []string{"layouts/article.html:1:36 layout-field-unknown layout.article|Headng|.Heading"}},
	{"field with else", mainBlock("{{with .Up}}{{.Href}}{{else}}{{.Href}}{{end}}"),
		[]string{"layouts/article.html:1:49 layout-field-unknown layout.article|Href|" + articleMembers}},
	{"field of parentheses", mainBlock("{{(index .Tags 0).Labl}}"), []string{"layouts/article.html:1:35 layout-field-unknown layout.item|Labl|.Label"}},
	{"field in an argument", mainBlock(`{{if and .Up (eq .Headng "x")}}{{end}}`), []string{"layouts/article.html:1:35 layout-field-unknown layout.article|Headng|.Heading"}},
	{"field of a method's result", mainBlock("{{.Up.Href.Nope}}"), []string{"layouts/article.html:1:28 layout-field-unknown string|Nope|–"}},
	{"unexported field", mainBlock("{{.frame.Root}}"), []string{"layouts/article.html:1:20 layout-field-unknown layout.article|frame|" + articleMembers}},
	{"field in a partial", map[string]string{"layouts/partials/tag.html": "{{.Labl}}"}, []string{"layouts/partials/tag.html:1:3 layout-field-unknown layout.item|Labl|.Label"}},
	{"field in a fragment", map[string]string{"layouts/partials/header.html": "{{range .Menue}}{{end}}"}, []string{"layouts/partials/header.html:1:9 layout-field-unknown layout.chrome|Menue|.Menu"}},
	{"field in the base", map[string]string{"layouts/base.html": "<!DOCTYPE html>\n{{.Latest}}{{block \"main\" .}}{{end}}"},
		[]string{"layouts/base.html:2:3 layout-field-unknown layout.article|Latest|" + articleMembers}},
	{"data of another type", mainBlock(`{{template "tag" .}}`), []string{
		"layouts/partials/tag.html:1:12 layout-field-unknown layout.article|Href|" + articleMembers, "layouts/partials/tag.html:1:23 layout-field-unknown layout.article|Label|" + articleMembers}},
	{"method's arguments", mainBlock(`{{.Up.In}}{{.Up.In "x"}}{{.Heading "x"}}{{"x" | .Up.In}}`),
		[]string{"layouts/article.html:1:23 layout-arguments .In|1|0", "layouts/article.html:1:44 layout-arguments .Heading|0|1"}},
	{"range over text", mainBlock(`{{range .Heading}}x{{end}}`), []string{"layouts/article.html:1:26 layout-range-type string"}},
	{"comparison", mainBlock(`{{if eq .Count "3"}}{{end}}{{if eq .Mark "draft"}}{{end}}{{if lt 1 .Count}}{{end}}`),
		[]string{"layouts/article.html:1:23 layout-compare int|string"}},
	{"unknown types are left alone", mainBlock(`{{.Any.X}}{{.Extra.x}}{{$x := .Up}}{{$x = .Heading}}{{$x.Y}}{{with or .Up .Heading}}{{.Z}}{{end}}{{(call .Any).T}}`), nil},

	// What stands where.
	{"no main", map[string]string{"layouts/article.html": `{{define "mian"}}x{{end}}`}, []string{"layouts/article.html:1:1 layout-define-unused mian|–", "layouts/article.html:1:1 layout-main-missing"}},
	{"misspelt block", map[string]string{"layouts/article.html": `{{define "main"}}{{end}}{{define "hed"}}x{{end}}`},
		[]string{"layouts/article.html:1:25 layout-define-unused hed|head"}},
	{"text outside", map[string]string{"layouts/article.html": "{{define \"main\"}}{{end}}\n {{/* lời */}} lạc"}, []string{"layouts/article.html:2:16 layout-text-lost"}},
	{"page by itself", map[string]string{"layouts/home.html": "<!DOCTYPE html><title>{{.Title}}</title>"}, nil},
	{"piece by itself", map[string]string{"layouts/home.html": "{{.Title}}"}, nil},
	{"extra layout", map[string]string{"layouts/rieng.html": `{{define "main"}}{{.Anything}}{{end}}`}, nil},
	{"name taken twice", map[string]string{"layouts/partials/a.html": `{{define "tag"}}x{{end}}`, "layouts/partials/head.html": `x`},
		[]string{"layouts/base.html:2:38 layout-defined-twice head|layouts/partials/head.html", "layouts/partials/tag.html:1:1 layout-defined-twice tag|layouts/partials/a.html"}},

	// Recursion.
	{"itself", map[string]string{"layouts/partials/tag.html": `{{if .Label}}{{template "tag" .}}{{end}}`}, []string{"layouts/partials/tag.html:1:25 layout-recursion tag → tag"}},
	{"each other", map[string]string{"layouts/partials/a.html": `{{fragment "b" .}}`, "layouts/partials/b.html": "\n{{template \"a\" .}}"},
		[]string{"layouts/partials/b.html:2:12 layout-recursion a → b → a"}},
	{"through a block", map[string]string{"layouts/article.html": `{{define "main"}}{{template "x" .}}{{end}}{{define "x"}}{{template "main" .}}{{end}}`},
		[]string{"layouts/article.html:1:68 layout-recursion main → x → main"}},

	// Escaping.
	{"quote not closed", mainBlock(`<a href="{{.Root}}>{{.Heading}}</a>`),
		[]string{"layouts/article.html:1:18 layout-tag-open"}},
	{"comment not closed", map[string]string{"layouts/partials/header.html": "<p>\n<!-- "}, []string{"layouts/partials/header.html:2:6 layout-escape an element or comment is not closed"}},
	{"partial in a tag", mainBlock(`<p {{template "word" .Mark}}>`, "word"), []string{`layouts/article.html:1:32 layout-escape "word" is included inside a tag, a script or a style`}},
	{"block in a script", map[string]string{"layouts/base.html": `<!DOCTYPE html><script src="a.js">{{block "main" .}}{{end}}</script>`}, []string{"layouts/base.html:1:35 layout-script-action"}},
	{"partial in an attribute's value and a title", mainBlock(`<title>{{template "tag" .Up}}</title><p title="{{template "word" .Mark}}" data-x='{{template "word" .Mark}}'><a href="{{template "word" .Mark}}">{{template "word" .Mark}}</a>`, "word"), nil},
	{"quote not closed before another", mainBlock("\n<a href=\"{{.Root}}>{{.Heading}}</a>\n<a class=\"x\">y</a>"),
		[]string{`layouts/article.html:3:11 layout-escape "\"" in attribute name: "x\">y</a>"`}},
	{"branches", mainBlock(`<p {{if .Up}}title="{{end}}">`), []string{`layouts/article.html:1:26 layout-escape {{if}} branches end in different contexts`}},
}

const articleMembers = ".Heading, .Body, .Tags, .Up, .Count, .Extra, .Any, .Mark, .Root, .Title, .Header"

func TestLoad(t *testing.T) {
	for _, test := range loadTests {
		t.Run(test.name, func(t *testing.T) {
			set, found := Load(sources(test.files), sources(carried), testViews, nil)
			var got []string
			broken := false
			for _, d := range found {
				got = append(got, brief(d))
				broken = broken || d.Severity == diag.Error
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("diagnostics (-want +got):\n%s", d)
			}
			if broken != (set == nil) {
				t.Errorf("set = %v although an error was found: %v", set, broken)
			}
		})
	}
}
