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
	// Site is the path of the site's folder from where the command runs. Programs that open the file need it
	// before the path; a person who reads knows where the site is.
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

// Print writes diagnostics one after the other. As text: where, what, the source line with a caret under the
// column, and what to do.
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
	p.parts(b, d.Severity, d.Parts(p.Lang, p.Width))
}

func (p Printer) parts(b *strings.Builder, severity Severity, t Parts) {
	color := severityColor(severity)
	message := p.wrap(t.Place+": "+t.Severity+": ", fmt.Sprintf("%s [%s]", t.Message, t.Code))
	fmt.Fprintf(b, "%s: %s: %s\n", p.paint(colorBold, t.Place), p.paint(color, t.Severity), message)
	if t.Line > 0 {
		fmt.Fprintf(b, "%6d | %s\n", t.Line, t.Before+t.At+t.After)
		fmt.Fprintf(b, "       | %s%s\n", strings.Repeat(" ", columns(t.Before)), p.paint(color, "^"))
	}
	for _, also := range t.Also {
		fmt.Fprintf(b, "%s%s %s\n", margin, p.paint(colorFaint, Say(p.Lang, "see")), also)
	}
	if t.Hint != "" {
		label := Say(p.Lang, "hint")
		fmt.Fprintf(b, "%s%s: %s\n", margin, p.paint(colorFaint, label), p.wrap(margin+label+": ", t.Hint))
	}
}

// margin stands before everything of a diagnostic but its first line.
const margin = "       "

// wrap breaks the words that follow a head on the same line where the terminal ends, so that it does not
// break them itself, anywhere. Lines after the first begin at the margin. Where the width is not known there
// is one line.
func (p Printer) wrap(head, text string) string {
	if p.Width < 2*len(margin) {
		return text
	}
	var b strings.Builder
	at := columns(head) % p.Width // a head that is longer than a line goes on in the next
	for i, word := range strings.Split(text, " ") {
		width := columns(word)
		switch {
		case i == 0:
		case at+1+width > p.Width:
			b.WriteString("\n" + margin)
			at = len(margin)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += width
	}
	return b.String()
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
