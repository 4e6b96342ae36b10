package serve

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/diag"
)

// What the preview adds to pages. Nothing of it is an artifact, so no build can contain it (docs/threats.md
// T25).
var (
	//go:embed preview.html
	templateText string
	//go:embed preview.js
	script string
	//go:embed preview.css
	stylesheet string
)

var templates = template.Must(template.New("preview").Parse(templateText))

// inset is what is added to a page: for the script, what the page is; for the editor, the errors of the site.
// A tab that asks whether it is still right gets the same, and shows it in place of its own.
type inset struct {
	Lang   diag.Lang
	Page   string // view.page; "" says that the page that the browser shows is no longer part of the site
	Style  string // moves when style sheets are to be exchanged
	Gone   string // says that the page is no longer part of the site
	Title  string // of the errors
	Stale  string // says that an earlier state of the site is shown
	Errors diagnostics
	More   string // how many errors there are beside those
}

// diagnostics are diagnostics as the terminal shows them, with the words around them.
type diagnostics struct {
	Hint, See string
	List      []diag.Parts
}

// mostErrors is how many errors are shown in full.
const mostErrors = 5

// inset makes what is added to a view. shown is the page that the browser shows already, "" for none.
func (h *Handler) inset(g *generation, v *view, shown string) inset {
	in := inset{Lang: h.lang, Page: v.page, Style: short(g.style)}
	missing := func(page string) bool { return strings.HasPrefix(page, missingPage) }
	if missing(v.page) && shown != "" && !missing(shown) {
		in.Page, in.Gone = "", diag.Say(h.lang, "preview-gone")
	}
	if g.faulty && g.list != nil {
		in.Stale = diag.Say(h.lang, "preview-stale")
	}
	rest := slices.DeleteFunc(slices.Clone(g.errors), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(v.shows, func(s diag.Diagnostic) bool { return s.Pos == d.Pos && s.Code == d.Code })
	})
	in.Title = diag.Say(h.lang, "preview-errors", strconv.Itoa(len(rest)))
	if left := len(rest) - mostErrors; left > 0 {
		rest = rest[:mostErrors]
		in.More = diag.Say(h.lang, "preview-more", strconv.Itoa(left))
	}
	in.Errors = h.diagnostics(rest)
	return in
}

func (h *Handler) diagnostics(ds []diag.Diagnostic) diagnostics {
	e := diagnostics{Hint: diag.Say(h.lang, "hint"), See: diag.Say(h.lang, "see")}
	for _, d := range ds {
		e.List = append(e.List, d.Parts(h.lang, 0))
	}
	return e
}

// withInset puts an inset at the end of a page's body.
func withInset(page []byte, in inset) []byte {
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	var b bytes.Buffer
	b.Write(page[:end])
	execute(&b, "inset", in)
	b.Write(page[end:])
	return b.Bytes()
}

// errorPage is the page that shows errors in place of a page that they keep out. lead says what is to be
// done.
func (h *Handler) errorPage(lead diag.Phrase, why []diag.Diagnostic) []byte {
	var b bytes.Buffer
	execute(&b, "page", struct {
		Lang              diag.Lang
		Title, Lead, Home string
		Errors            diagnostics
	}{h.lang, diag.Say(h.lang, "preview-failed"), diag.Say(h.lang, lead), diag.Say(h.lang, "preview-home"), h.diagnostics(why)})
	return b.Bytes()
}

func execute(b *bytes.Buffer, name string, data any) {
	if err := templates.ExecuteTemplate(b, name, data); err != nil {
		panic("internal error: " + err.Error())
	}
}
