package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// Printer writes diagnostics for people.
type Printer struct {
	Lang  Lang
	Color bool
	Width int // columns of the terminal; 0 for no limit
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

// Print writes diagnostics one after the other: where, what, the source line with a caret under the column, and what to do.
func (p Printer) Print(w io.Writer, ds []Diagnostic) error {
	var b strings.Builder
	for _, d := range ds {
		p.one(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Printer) one(b *strings.Builder, d Diagnostic) {
	message, hint := d.Text(p.Lang)
	fmt.Fprintf(b, "%s: %s: %s [%s]\n", p.paint(colorBold, d.Pos.String()), p.paint(severityColor(d.Severity), Say(p.Lang, severityPhrase(d.Severity))),
		printable(message), d.Code)
	if strings.TrimSpace(d.Source) != "" && d.Pos.Line > 0 {
		line, caret := p.excerpt(d.Source, d.Pos.Col)
		fmt.Fprintf(b, "%6d | %s\n", d.Pos.Line, line)
		fmt.Fprintf(b, "       | %s%s\n", strings.Repeat(" ", caret), p.paint(severityColor(d.Severity), "^"))
	}
	for _, also := range d.Also {
		fmt.Fprintf(b, "       %s %s\n", p.paint(colorFaint, Say(p.Lang, "see")), also)
	}
	if hint != "" {
		fmt.Fprintf(b, "       %s: %s\n", p.paint(colorFaint, Say(p.Lang, "hint")), printable(hint))
	}
}

// String is path:line:col, or the path alone for a file as a whole.
func (p Pos) String() string {
	if p.Line == 0 {
		return printable(p.Path)
	}
	return fmt.Sprintf("%s:%d:%d", printable(p.Path), p.Line, max(p.Col, 1))
}

// excerpt is the part of a source line that fits the terminal around column col (in runes, from 1), and the column of the caret as the
// terminal shows it: combining marks take no room, wide characters two columns, a tab is shown as four blanks.
func (p Printer) excerpt(source string, col int) (line string, caret int) {
	var cells []string
	var widths []int
	at := 0
	for i, r := range []rune(source) {
		if i == col-1 {
			at = len(cells)
		}
		cell, width := string(r), runewidth.RuneWidth(r)
		switch {
		case r == '\t':
			cell, width = "    ", 4
		case unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			cell, width = "·", 1 // would move the cursor or turn the line around
		}
		cells, widths = append(cells, cell), append(widths, width)
	}
	if col > len(cells) {
		at = len(cells)
	}
	from, to := p.window(widths, at)
	for i := from; i < at; i++ {
		caret += widths[i]
	}
	line = strings.Join(cells[from:to], "")
	if from > 0 {
		line, caret = "…"+line, caret+1
	}
	if to < len(cells) {
		line += "…"
	}
	return line, caret
}

// window chooses which cells are shown so that the caret's cell is among them.
func (p Printer) window(widths []int, at int) (from, to int) {
	room := p.Width - 12 // the gutter and two ellipses
	if p.Width == 0 {
		room = 400
	}
	room = max(room, 20)
	from, to = at, at
	used := 0
	left := func(most int) {
		for from > 0 && used+widths[from-1] <= most {
			from--
			used += widths[from]
		}
	}
	left(room / 2)
	for to < len(widths) && used+widths[to] <= room {
		used += widths[to]
		to++
	}
	left(room) // what the right side did not need
	return from, to
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
