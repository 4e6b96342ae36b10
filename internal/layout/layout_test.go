package layout

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
	"time"

	"bantin/internal/diag"
)

// TestDigest edits one file at a time and names the layouts whose digest moves: those that can reach the
// edit, no others.
func TestDigest(t *testing.T) {
	before := load(t, map[string]string{"layouts/partials/unused.html": "x", "layouts/alone.html": "<!doctype html>"})
	tests := []struct {
		name  string
		files map[string]string
		moved string
	}{
		{"nothing", nil, ""},
		{"base", map[string]string{"layouts/base.html": carried["layouts/base.html"] + "<p>"}, "article home"},
		{"a default that one layout replaces", map[string]string{"layouts/base.html": strings.Replace(carried["layouts/base.html"], `{{block "main" .}}`, `{{block "main" .}}-`, 1)}, ""},
		{"a default that none replaces", map[string]string{"layouts/base.html": strings.Replace(carried["layouts/base.html"], `{{block "head" .}}`, `{{block "head" .}}-`, 1)}, "article home"},
		{"layout", map[string]string{"layouts/home.html": carried["layouts/home.html"] + `{{define "head"}}x{{end}}`}, "home"},
		{"definition in a layout that replaces a partial", map[string]string{"layouts/home.html": carried["layouts/home.html"] + `{{define "tag"}}x{{end}}`}, "home"},
		{"partial of both", map[string]string{"layouts/partials/tag.html": "{{.Href}}"}, "article home"},
		{"fragment", map[string]string{"layouts/partials/header.html": "x"}, "article home"},
		{"partial of none", map[string]string{"layouts/partials/unused.html": "y"}, ""},
		{"a new partial that the header includes", map[string]string{"layouts/partials/header.html": carried["layouts/partials/header.html"] + `{{template "new"}}`, "layouts/partials/new.html": "y"}, "article home"},
		{"layout by itself", map[string]string{"layouts/alone.html": "<!doctype html>x"}, "alone"},
		{"comment", map[string]string{"layouts/home.html": "{{/* lời dẫn */}}" + carried["layouts/home.html"]}, ""},
		{"text in place of an action", map[string]string{"layouts/partials/unused.html": "x", "layouts/home.html": strings.Replace(carried["layouts/home.html"], `{{fragment "tag" .}}`, `fragment "tag" .`, 1)}, "home"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"layouts/partials/unused.html": "x", "layouts/alone.html": "<!doctype html>"}
			maps.Copy(files, test.files)
			after := load(t, files)
			var moved []string
			for _, name := range []string{"alone", "article", "home"} {
				if after.Digest(name) != before.Digest(name) {
					moved = append(moved, name)
				}
			}
			if got := strings.Join(moved, " "); got != test.moved {
				t.Errorf("moved: %q, want %q", got, test.moved)
			}
		})
	}
}

func TestHas(t *testing.T) {
	set := load(t, map[string]string{"layouts/rieng.html": `{{define "main"}}{{end}}`})
	for name, want := range map[string]bool{"article": true, "rieng": true, "base": false, "tag": false, "": false, "partials/tag": false} {
		if set.Has(name) != want || set.Digest(name).IsZero() == want {
			t.Errorf("Has(%q) = %v, digest %v", name, set.Has(name), set.Digest(name))
		}
	}
}

func TestLoadMissing(t *testing.T) {
	files := map[string]string{"layouts/home.html": `{{define "main"}}{{end}}`}
	set, found := Load(sources(files), nil, testViews, nil)
	var got []string
	for _, d := range found {
		got = append(got, brief(d))
	}
	want := []string{"layouts/article.html layout-missing layouts/article.html", "layouts/base.html layout-missing layouts/base.html"}
	if set != nil || !slices.Equal(got, want) {
		t.Errorf("set %v, diagnostics %q", set, got)
	}
}

// TestLoadExtraViews: the key "" is the view of layouts that are no page kind; fragments are the data of
// partials that nobody calls.
func TestLoadExtraViews(t *testing.T) {
	files := map[string]string{"layouts/rieng.html": `{{define "main"}}{{.Headng}}{{end}}`, "layouts/partials/quote.html": "{{.Labl}}"}
	views := maps.Clone(testViews)
	views[""] = article{}
	_, found := Load(sources(files), sources(carried), views, map[string]any{"quote": item{}, "absent": item{}})
	var got []string
	for _, d := range found {
		got = append(got, brief(d))
	}
	want := []string{"layouts/partials/quote.html:1:3 layout-field-unknown layout.item|Labl|.Label",
		"layouts/rieng.html:1:20 layout-field-unknown layout.article|Headng|.Heading"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestMessages: each diagnostic of a layout says what to do, in both languages, with all its words filled in.
func TestMessages(t *testing.T) {
	for _, test := range loadTests {
		_, found := Load(sources(test.files), sources(carried), testViews, nil)
		for _, d := range found {
			for _, lang := range []diag.Lang{diag.VI, diag.EN} {
				message, hint := d.Text(lang)
				for i := 1; i < 4; i++ {
					if place := "{" + string(rune('0'+i)) + "}"; strings.Contains(message+hint, place) {
						t.Errorf("%s: %s is not filled: %s %s", test.name, place, message, hint)
					}
				}
				if message == "" || hint == "" {
					t.Errorf("%s: %s: message %q, hint %q", test.name, d.Code, message, hint)
				}
			}
		}
	}
}

// FuzzLoad holds that any text of a layout is loaded or refused with places inside of the text, in bounded
// time, and that what is loaded can be executed or fails with a place.
func FuzzLoad(f *testing.F) {
	for _, test := range loadTests {
		for _, path := range []string{"layouts/article.html", "layouts/partials/tag.html", "layouts/base.html"} {
			if text, ok := test.files[path]; ok {
				f.Add(text, path != "layouts/article.html")
			}
		}
	}
	for _, test := range lintTests {
		f.Add(test.text, true)
	}
	for _, text := range []string{"{{", "{{/*", "{{`", `{{"\`, "{{'", "{{- /* */ -}}", "{{range}}", "<a {{if .A}}=\"", "{{$x := 1}}{{$x = \"\"}}{{$x.Y}}", "{{break}}"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text string, partial bool) {
		path := "layouts/article.html"
		if partial {
			path = "layouts/partials/tag.html"
		}
		set, found := Load([]Source{{path, text}}, sources(carried), testViews, nil)
		for _, d := range found {
			if _, known := diag.Lookup(d.Code); !known || d.Pos.Line > 1+strings.Count(text, "\n") && d.Pos.Path == path {
				t.Errorf("impossible diagnostic %+v", d)
			}
		}
		if set == nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
		defer cancel()
		view := testArticle()
		var out bytes.Buffer
		var failure *ExecError
		if err := set.Execute(ctx, &out, "article", &view); err != nil && !errors.As(err, &failure) {
			t.Errorf("an error without a place: %v", err)
		}
	})
}

// TestActionsAgreeWithTheParser: the list of actions, which positions are taken from, has as many ends as the
// parser sees.
func TestActionsAgreeWithTheParser(t *testing.T) {
	for _, text := range []string{
		"{{.A}} {{- .B -}} }} {{\"}}\"}} {{`}}\n{{`}} {{'}'}}", "{{/* }} */}}{{- /* \" */ -}}{{.C}}", `{{printf "\"}}" }}{{"\\"}}`,
	} {
		actions, closed := scanActions(text)
		trees, err := parseTrees("x", text)
		if err != nil || !closed {
			t.Fatalf("%q: %v, closed %v", text, err, closed)
		}
		want := 0
		inspect(trees["x"].Root, func(n parse.Node) {
			if n.Type() == parse.NodeAction {
				want++
			}
		})
		got := 0
		for _, a := range actions {
			if !isComment(text[a.start:a.end]) {
				got++
			}
		}
		if got != want {
			t.Errorf("%q: %d actions, the parser sees %d", text, got, want)
		}
	}
}
