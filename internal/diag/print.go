package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Printer writes diagnostics for people and for the programs that they work with.
type Printer struct {
	Lang   Lang
	Format Format // "" is Text
	Color  bool
	Width  int // columns of the terminal; 0 for no limit
	// Site is the path of the site's folder from where the command runs. Programs that open the file need it before the path; a person
	// who reads knows where the site is.
	Site string
}

// Colours of the severities, for terminals.
const (
	colorReset = "\x1b[0m"
	colorBold  = "\x1b[1m"
	colorFaint = "\x1b[2m"
	colorError = "\x1b[1;31m"
	colorWarn  = "\x1b[1;33m"
	colorNote  = "\x1b[1;36m"
)

// Print writes diagnostics one after the other. As text: where, what, the source line with a caret under the column, and what to do.
func (p Printer) Print(w io.Writer, ds []Diagnostic) error {
	write := p.text
	switch p.Format {
	case Line:
		write = p.line
	case GitHub:
		write = p.github
	}
	var b strings.Builder
	for _, d := range ds {
		write(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Printer) text(b *strings.Builder, d Diagnostic) {
	t := d.Parts(p.Lang, p.Width)
	color := severityColor(d.Severity)
	fmt.Fprintf(b, "%s: %s: %s [%s]\n", p.paint(colorBold, t.Place), p.paint(color, t.Severity), t.Message, t.Code)
	if t.Line > 0 {
		fmt.Fprintf(b, "%6d | %s\n", t.Line, t.Before+t.At+t.After)
		fmt.Fprintf(b, "       | %s%s\n", strings.Repeat(" ", columns(t.Before)), p.paint(color, "^"))
	}
	for _, also := range t.Also {
		fmt.Fprintf(b, "       %s %s\n", p.paint(colorFaint, Say(p.Lang, "see")), also)
	}
	if t.Hint != "" {
		fmt.Fprintf(b, "       %s: %s\n", p.paint(colorFaint, Say(p.Lang, "hint")), t.Hint)
	}
}

// String is path:line:col, or the path alone for a file as a whole.
func (p Pos) String() string {
	if p.Line == 0 {
		return printable(p.Path)
	}
	return fmt.Sprintf("%s:%d:%d", printable(p.Path), p.Line, max(p.Col, 1))
}

// printable keeps an editor's text from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '·'
		}
		return r
	}, s)
}

func (p Printer) paint(color, s string) string {
	if !p.Color {
		return s
	}
	return color + s + colorReset
}

func severityColor(s Severity) string {
	return [...]string{Notice: colorNote, Warning: colorWarn, Error: colorError}[s]
}

func severityPhrase(s Severity) Phrase {
	return [...]Phrase{Notice: "notice", Warning: "warning", Error: "error"}[s]
}

// String is the severity's name in reports for programs.
func (s Severity) String() string { return string(severityPhrase(s)) }
