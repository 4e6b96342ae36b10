package diag

import (
	"fmt"
	"path"
	"strings"
)

// Format is a way of writing diagnostics.
type Format string

// The formats. Severities are English words in all but Text, because programs look for them; messages are of
// the printer's language.
const (
	// Text is for people: several lines each.
	Text Format = "text"
	// Line is for editors, in the manner of GCC, which the problem matcher "$gcc" of VS Code and the quickfix
	// list of Vim read:
	//
	//	content/tin-tuc/a.md:4:1: warning: Không có trường “titel”. Có phải “title” không? [key-unknown]
	Line Format = "line"
	// GitHub is for GitHub Actions, which shows such a line beside the line of the file:
	//
	//	::warning file=content/tin-tuc/a.md,line=4,col=1,title=key-unknown::Không có trường “titel”. Có phải “title” không?
	//
	// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
	GitHub Format = "github"
	// JSON is for programs; see Record.
	JSON Format = "json"
)

// Formats lists the formats, the default first.
func Formats() []Format { return []Format{Text, Line, GitHub, JSON} }

// line writes one diagnostic in the manner of GCC. A file as a whole is its first line: matchers want a
// number.
func (p Printer) line(b *strings.Builder, d Diagnostic) {
	severity := d.Severity.String()
	if d.Severity == Notice {
		severity = "note"
	}
	fmt.Fprintf(b, "%s:%d:%d: %s: %s [%s]\n", printable(p.path(d.Pos)), max(d.Pos.Line, 1), max(d.Pos.Col, 1), severity, p.sentence(d), d.Code)
}

// github writes one diagnostic as a workflow command.
func (p Printer) github(b *strings.Builder, d Diagnostic) {
	fmt.Fprintf(b, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", d.Severity, githubProperty.Replace(p.path(d.Pos)), max(d.Pos.Line, 1),
		max(d.Pos.Col, 1), d.Code, githubText.Replace(p.sentence(d)))
}

// The escapes of workflow commands.
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// sentence is message and hint on one line.
func (p Printer) sentence(d Diagnostic) string {
	message, hint := d.Text(p.Lang)
	return printable(strings.TrimSpace(message + " " + hint))
}

// path is the path by which a program that runs where the command ran opens the file.
func (p Printer) path(pos Pos) string {
	for _, folder := range []string{"content/", "layouts/", "static/"} {
		if strings.HasPrefix(pos.Path, folder) {
			return path.Join(p.Site, pos.Path)
		}
	}
	return pos.Path
}
