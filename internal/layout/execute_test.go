package layout

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"io"
	"maps"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// load makes a set of own files over the carried ones and fails the test on any diagnostic.
func load(t testing.TB, files map[string]string) *Set {
	t.Helper()
	set, found := Load(sources(files), sources(carried), testViews, nil)
	for _, d := range found {
		t.Error(brief(d))
	}
	if set == nil {
		t.FailNow()
	}
	return set
}

func testArticle() article {
	a := article{Heading: "<Nghị quyết>", Tags: []item{{"../", "Hoà giải"}, {"../", "Đất \"đai\""}}}
	a.Title, a.Header.Menu = "T & T", []string{"Tin", "<i>"}
	a.Body.HTML = template.HTML("<p>Bài</p>")
	return a
}

func TestExecute(t *testing.T) {
	const head = "<!DOCTYPE html>\n<html><head><title>T &amp; T</title></head>\n<body><nav><b>Tin</b><b>&lt;i&gt;</b></nav>"
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"carried", nil, head + `<h1>&lt;Nghị quyết&gt;</h1><a href="../a.html">Hoà giải</a><a href="../a.html">Đất &#34;đai&#34;</a></body></html>` + "\n"},
		{"own partial", map[string]string{"layouts/partials/tag.html": "[{{.Label}}]"},
			head + `<h1>&lt;Nghị quyết&gt;</h1>[Hoà giải][Đất &#34;đai&#34;]</body></html>` + "\n"},
		{"block with a default", map[string]string{"layouts/base.html": `{{block "head" .}}cũ{{end}}{{block "foot" .}}chân{{end}}{{block "main" .}}{{end}}`,
			"layouts/article.html": `{{define "head"}}mới{{end}}{{define "main"}}.{{end}}`}, "mớichân."},
		{"by itself", map[string]string{"layouts/article.html": "<!doctype html><p>{{.Body.HTML}}{{count .Count}}|{{count 1234567}}|{{count -1000}}"},
			"<!doctype html><p><p>Bài</p>0|1.234.567|-1.000"},
		{"fragment is text of its own", map[string]string{"layouts/article.html": `<p title="{{fragment "tag" (index .Tags 1)}}">{{fragment "tag" (index .Tags 1)}}`},
			`<p title="Đất &#34;đai&#34;"><a href="../a.html">Đất &#34;đai&#34;</a>`},
		{"fragment in a fragment", map[string]string{"layouts/article.html": `{{fragment "all" .Tags}}`, "layouts/partials/all.html": `{{range .}}{{fragment "one" .}}{{end}}`,
			"layouts/partials/one.html": `<i>{{.Label}}</i>`}, "<i>Hoà giải</i><i>Đất &#34;đai&#34;</i>"},
		{"continue and break", map[string]string{"layouts/article.html": `{{range $i, $t := .Tags}}{{if not $i}}{{continue}}{{end}}{{$t.Label}}{{break}}{{else}}-{{end}}`}, "Đất &#34;đai&#34;"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set := load(t, test.files)
			for _, view := range []any{testArticle(), new(testArticle())} {
				var out bytes.Buffer
				if err := set.Execute(context.Background(), &out, "article", view); err != nil {
					t.Fatal(err)
				}
				if out.String() != test.want {
					t.Errorf("got  %q\nwant %q", out.String(), test.want)
				}
			}
		})
	}
}

// TestExecuteFails has what can only be seen while a page is made: each failure has its place, soon, and no
// goroutine hangs.
func TestExecuteFails(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"nil", mainBlock("\n {{.Up.Href}}"), "layouts/article.html:2:7 layout-exec article|<.Up.Href>: error calling Href: value method bantin/internal/layout.item.Href called using nil *item pointer"},
		{"index", mainBlock("{{(index .Tags 9).Label}}"), "layouts/article.html:1:21 layout-exec article|<index .Tags 9>: error calling index: index out of range: 9"},
		{"in a partial", map[string]string{"layouts/partials/tag.html": "\n\n {{slice .Label 0 99}}"},
			"layouts/partials/tag.html:3:4 layout-exec article|<slice .Label 0 99>: error calling slice: index out of range: 99"},
		{"in a fragment", map[string]string{"layouts/partials/header.html": "é{{index .Menu 9}}"},
			"layouts/partials/header.html:1:4 layout-exec article|<index .Menu 9>: error calling index: index out of range: 9"},
		{"panic of a method", mainBlock("{{.Any.Burst}}"), "layouts/article.html:1:24 layout-exec article|<.Any.Burst>: error calling Burst: a view burst"},
		{"data without a digest", mainBlock(`{{fragment "any" .Any}}`),
			"layouts/article.html:1:20 layout-exec article|<fragment \"any\" .Any>: error calling fragment: internal error: a func() has no place in a fingerprint or in memory"},
		{"empty loop", mainBlock("\n{{range 1000000000}}{{end}}"), "layouts/article.html:2:9 layout-steps article|2.000.000"},
		{"loop in a fragment", map[string]string{"layouts/partials/header.html": "{{range 1000000000}}{{end}}"}, "layouts/partials/header.html:1:9 layout-steps article|2.000.000"},
		{"long output", mainBlock(`{{$s := printf "%1000000d" 1}}{{range 1000}}{{$s}}{{end}}`), "layouts/article.html:1:56 layout-output-size article|96 MB"},
		{"long output in a fragment", map[string]string{"layouts/partials/header.html": `{{$s := printf "%1000000d" 1}}{{range 1000}}{{$s}}{{end}}`},
			"layouts/partials/header.html:1:39 layout-output-size article|96 MB"},
		{"multiplying templates", doubling(40), "layouts/partials/d38.html:1:1 layout-steps article|2.000.000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			view := testArticle()
			view.Any = bursting{}
			err := load(t, withPartial(test.files)).Execute(context.Background(), io.Discard, "article", &view)
			var failure *ExecError
			if !errors.As(err, &failure) {
				t.Fatalf("err = %v", err)
			}
			if got := brief(failure.Diagnostic); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if failure.Diagnostic.Source == "" || !strings.HasPrefix(failure.Error(), failure.Diagnostic.Pos.Path+":") {
				t.Errorf("no place: %+v, %v", failure.Diagnostic, failure)
			}
		})
	}
}

type bursting struct{ F func() }

func (bursting) Burst() string { panic("a view burst") }

func withPartial(files map[string]string) map[string]string {
	files = maps.Clone(files)
	files["layouts/partials/any.html"] = "x"
	return files
}

// doubling are n partials that each include the next one twice.
func doubling(n int) map[string]string {
	files := mainBlock(`{{template "d0"}}`)
	name := func(i int) string { return "d" + strconv.Itoa(i) }
	for i := range n {
		files["layouts/partials/"+name(i)+".html"] = `{{template "` + name(i+1) + `"}}{{template "` + name(i+1) + `"}}`
	}
	files["layouts/partials/"+name(n)+".html"] = ""
	return files
}

func TestExecuteEndsWithItsContext(t *testing.T) {
	set := load(t, mainBlock("{{range 1000000000}}{{end}}"))
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	view := testArticle()
	err := set.Execute(ctx, io.Discard, "article", &view)
	var failure *ExecError
	if !errors.As(err, &failure) || brief(failure.Diagnostic) != "layouts/article.html:1:26 layout-deadline article" {
		t.Errorf("err = %v", err)
	}
}

func TestExecuteUnknownLayout(t *testing.T) {
	var failure *ExecError
	err := load(t, nil).Execute(context.Background(), io.Discard, "rieng", nil)
	if !errors.As(err, &failure) || brief(failure.Diagnostic) != "layouts/rieng.html layout-unknown rieng" {
		t.Errorf("err = %v", err)
	}
}

// full fails like a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestExecutePassesOnErrorsOfTheWriter(t *testing.T) {
	view := testArticle()
	err := load(t, nil).Execute(context.Background(), full{}, "article", &view)
	var failure *ExecError
	if !errors.Is(err, io.ErrShortWrite) || errors.As(err, &failure) {
		t.Errorf("err = %v", err)
	}
}

// TestExecuteAfterFailure: a page that failed does no harm to the next one of the same layout.
func TestExecuteAfterFailure(t *testing.T) {
	set := load(t, mainBlock("{{(index .Tags 1).Label}}"))
	broken, whole := article{}, testArticle()
	if err := set.Execute(context.Background(), io.Discard, "article", &broken); err == nil {
		t.Fatal("an index out of range passed")
	}
	if err := set.Execute(context.Background(), io.Discard, "article", &whole); err != nil {
		t.Fatal(err)
	}
}

func TestExecuteConcurrently(t *testing.T) {
	set := load(t, nil)
	view := testArticle()
	var want bytes.Buffer
	if err := set.Execute(context.Background(), &want, "article", &view); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				var got bytes.Buffer
				if err := set.Execute(context.Background(), &got, "article", &view); err != nil || got.String() != want.String() {
					t.Errorf("%v, %q", err, got.String())
				}
			}
		})
	}
	group.Wait()
}

// TestFragmentsAreRemembered counts how often a fragment's method is called.
func TestFragmentsAreRemembered(t *testing.T) {
	set := load(t, map[string]string{"layouts/article.html": `{{range .Any}}{{fragment "c" .}}{{end}}`, "layouts/partials/c.html": `{{.Name}}`})
	calls := 0
	list := []counted{{N: 1, calls: &calls}, {N: 2, calls: &calls}, {N: 1, calls: &calls}}
	for range 3 {
		var out bytes.Buffer
		if err := set.Execute(context.Background(), &out, "article", &article{Any: list}); err != nil || out.String() != "abba" {
			t.Fatalf("%v, %q", err, out.String())
		}
	}
	if calls != 2 {
		t.Errorf("a fragment was rendered %d times, want once for each of 2 values", calls)
	}
}

type counted struct {
	N     int
	calls *int `fingerprint:"-"`
}

func (c counted) Name() string {
	*c.calls++
	return []string{"", "a", "bb"}[c.N]
}

func TestMemoryIsBounded(t *testing.T) {
	m := newMemory(10_000)
	text := strings.Repeat("x", 100)
	for i := range 1000 {
		m.put([32]byte{byte(i), byte(i >> 8)}, text)
		if _, ok := m.get([32]byte{0}); !ok {
			t.Fatal("what is asked for again and again was dropped")
		}
	}
	if n := len(m.young) + len(m.old); n > 60 {
		t.Errorf("%d texts of 180 bytes are kept in 10,000", n)
	}
	m.put([32]byte{1, 1, 1}, strings.Repeat("x", 20_000))
	if _, ok := m.get([32]byte{1, 1, 1}); ok {
		t.Error("a text larger than the memory is kept")
	}
}

func BenchmarkExecute(b *testing.B) {
	set := load(b, nil)
	view := testArticle()
	for b.Loop() {
		if err := set.Execute(context.Background(), io.Discard, "article", &view); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, nil)
	}
}
