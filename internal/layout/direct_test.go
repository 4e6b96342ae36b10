package layout

import (
	"bytes"
	"context"
	"html/template"
	"testing"
)

// hostile is a view whose texts mean something wherever they stand.
func hostile(text string) *article {
	a := &article{Heading: text, Up: &item{text, text}, Tags: []item{{text, text}, {"", text}, {"../", ""}}, Count: -12345, Mark: mark(text)}
	a.Root, a.Title, a.Header.Menu = text, text, []string{text, "Tin", ""}
	a.Body.HTML = template.HTML("<p>" + text)
	return a
}

// What is executed directly has the bytes that html/template writes. slow are layouts that direct leaves to
// it.
func TestDirectAgreesWithHTMLTemplate(t *testing.T) {
	tests := []struct {
		text string
		slow bool
	}{
		{text: `<p>{{.Heading}}</p><p title="{{.Heading}}">{{.Count}}</p>`},
		{text: `<a href="{{.Heading}}">{{.Heading}}</a><a href="{{.Root}}{{.Heading}}"></a><a href="a.html?q={{.Heading}}"></a>`},
		{text: `<title>{{.Heading}}</title><textarea>{{.Mark}}</textarea><img src="{{.Root}}a.png" alt="{{.Count}}">`},
		{text: `<meta http-equiv="refresh" content="0; url={{.Heading}}">`},
		{text: `{{.Body.HTML}}{{with .Body}}{{.HTML}}{{end}}`},
		{text: `<p title="{{.Body.HTML}}">`, slow: true},
		{text: `<textarea>{{.Body.HTML}}</textarea>`, slow: true},
		{text: `<p id={{.Heading}}>`, slow: true},
		{text: `<a href="{{.Up.Href}}">{{.Up.Label}}</a>{{with .Up}}{{.Href}}{{.Root}}{{end}}`},
		{text: `{{.Up.In "x"}}`, slow: true},
		{text: `{{if .Heading}}a{{else if .Count}}b{{else}}c{{end}}{{if not .Tags}}d{{end}}{{if and .Count .Up}}e{{end}}{{if or .Extra .Heading}}f{{end}}`},
		{text: `{{if eq .Mark "draft"}}a{{end}}{{if ne .Heading .Title}}b{{end}}{{if eq .Count 3}}c{{end}}{{if and .Up (ne .Up.Label "x")}}d{{end}}`},
		{text: `{{if eq .Heading "a" "b"}}a{{end}}`, slow: true},
		{text: `{{if lt .Count 3}}a{{end}}`, slow: true},
		{text: `{{range .Tags}}<i>{{.Label}}</i>{{else}}none{{end}}{{range .Header.Menu}}{{.}}{{end}}`},
		{text: `{{range $i, $t := .Tags}}{{if $i}}, {{end}}{{$t.Label}}{{$.Heading}}{{.Label}}{{$i}}{{end}}{{range $t := .Tags}}{{$t.Href}}{{end}}`},
		{text: `{{range $k, $v := .Extra}}{{$k}}{{end}}`, slow: true},
		{text: `{{range 3}}x{{end}}`, slow: true},
		{text: `{{range .Tags}}{{break}}{{end}}`, slow: true},
		{text: `{{$a := .Heading}}{{with .Up}}{{$a}}{{$b := .Label}}{{$a := $b}}{{$a}}{{end}}{{$a}}`},
		{text: `{{$a := .Heading}}{{$a = .Title}}{{$a}}`, slow: true},
		{text: `{{or .Heading .Title "x"}}{{and .Heading .Title}}{{with or .Title "x"}}{{.}}{{end}}{{count .Count}}`},
		{text: `{{printf "%s" .Heading}}`, slow: true},
		{text: `{{.Any}}`, slow: true},
		{text: `{{len .Tags}}`, slow: true},
		{text: `{{fragment "tag" .Up}}{{range .Tags}}{{fragment "tag" .}}{{fragment "tag" .}}{{end}}`},
		{text: `{{with .Any}}x{{end}}`, slow: true},
		{text: `{{template "none" .Any}}{{define "none"}}none{{end}}`, slow: true},
		{text: `{{template "tag" .Up}}{{define "none"}}none{{end}}{{template "none"}}`},
		{text: `<p title="{{template "tag2" .Up}}">`, slow: true},
	}
	texts := []string{"", "Bảo Yên", `"><script>alert('1')</script>`, "javascript:alert(1)", "a+b&c=d e", "https://a.vn/x?y=ă&z", "\x00\xff\ufffd", "mailto:a@b", "//x/%zz%41(')"}
	for _, test := range tests {
		set := load(t, map[string]string{"layouts/article.html": "<!doctype html>" + test.text, "layouts/partials/tag2.html": "{{.Label}}"})
		if set.IsDirect("article") == test.slow {
			t.Errorf("%s: executed directly: %v", test.text, test.slow)
		}
		for _, text := range texts {
			want, got := execute(t, set.Reference(), hostile(text)), execute(t, set, hostile(text))
			if got != want {
				t.Errorf("%s of %q\ngot  %q\nwant %q", test.text, text, got, want)
			}
		}
	}
}

func execute(t *testing.T, set *Set, view any) string {
	t.Helper()
	var out bytes.Buffer
	if err := set.Execute(context.Background(), &out, "article", view); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
