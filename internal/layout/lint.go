package layout

import (
	"slices"
	"strings"

	"bantin/internal/diag"
)

// lint reports what the site's Content-Security-Policy would block or what would weaken it: script, style and
// event handlers inside the page, resources of other origins (docs/threats.md T07, T31, T32). Template
// actions inside <script> are forbidden altogether: every recent hole of html/template was there
// (CVE-2023-24538 … CVE-2026-56858).
func lint(f *file) []diag.Diagnostic {
	l := linter{file: f}
	tags, unfinished := scanTags(f.Text, f.actions)
	if unfinished < len(f.Text) {
		l.report(unfinished, "layout-tag-open")
	}
	for _, t := range tags {
		switch t.name {
		case "script":
			l.script(t)
		case "style":
			l.report(t.start, "layout-style-inline", "<style>")
		}
		for _, a := range t.attributes {
			l.attribute(t, a)
		}
	}
	return l.found
}

type linter struct {
	file  *file
	found []diag.Diagnostic
}

// maxFindings is how many faults of one file are reported.
const maxFindings = 50

func (l *linter) report(offset int, code diag.Code, args ...string) {
	if len(l.found) == maxFindings {
		return
	}
	l.found = append(l.found, l.file.At(offset, code, args...))
}

func (l *linter) script(t tag) {
	_, src := t.attribute("src")
	kind, _ := t.attribute("type")
	if !src && !strings.EqualFold(strings.TrimSpace(kind.value), "application/ld+json") {
		l.report(t.start, "layout-script-inline")
	}
	if rest := l.file.Text[t.textEnd:]; len(rest) < len("</script") || !strings.EqualFold(rest[:len("</script")], "</script") {
		l.report(t.start, "layout-tag-open")
	}
	for _, a := range l.file.actions {
		if a.start >= t.textStart && a.start < t.textEnd && !isComment(l.file.Text[a.start:a.end]) {
			l.report(a.start, "layout-script-action")
			return
		}
	}
}

func isComment(action string) bool {
	return strings.HasPrefix(strings.TrimLeft(action, "{- \t\n"), "/*")
}

// addresses are the attributes that hold an address.
var addresses = []string{"href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href", "background", "cite", "ping"}

// resources are the elements whose addresses the browser loads by itself.
var resources = []string{
	"link", "script", "img", "source", "video", "audio", "track", "iframe", "embed", "object", "input", "image", "use", "body",
}

func (l *linter) attribute(t tag, a attribute) {
	switch {
	case a.name == "style":
		l.report(a.start, "layout-style-inline", "style")
	case isHandler(a.name):
		l.report(a.start, "layout-event-handler", a.name)
	case slices.Contains(addresses, a.name):
		l.address(t, a)
	case a.name == "srcdoc":
		l.report(a.start, "layout-script-inline")
	}
}

// isHandler reports an event handler such as onclick. The letters after "on" keep a word of a masked tag from
// passing for one.
func isHandler(name string) bool {
	return len(name) > 2 && strings.HasPrefix(name, "on") && name[2] >= 'a' && name[2] <= 'z'
}

func (l *linter) address(t tag, a attribute) {
	address := plainAddress(a.value)
	for _, scheme := range []string{"javascript:", "vbscript:", "data:text/", "data:image/svg"} {
		if strings.HasPrefix(address, scheme) {
			l.report(a.start, "layout-script-url", scheme)
			return
		}
	}
	if !slices.Contains(resources, t.name) {
		return
	}
	candidates := []string{address}
	if a.name == "srcset" {
		candidates = strings.Split(address, ",")
	}
	for _, candidate := range candidates {
		if host := outside(strings.TrimSpace(candidate)); host != "" {
			l.report(a.start, "layout-external", host)
			return
		}
	}
}

// plainAddress is an address as a browser reads it: without control characters and blanks around it, in lower
// case.
func plainAddress(value string) string {
	value = strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, value)
	return strings.ToLower(strings.TrimSpace(value))
}

// outside is an address that names another host ("https://…", "//…"), cut for a message; "" for every other
// one.
func outside(address string) string {
	for _, prefix := range []string{"http:", "https:", "//", `\\`, `/\`, `\/`} {
		if strings.HasPrefix(address, prefix) {
			shown := []rune(strings.Fields(address)[0])
			return string(shown[:min(len(shown), 60)])
		}
	}
	return ""
}
