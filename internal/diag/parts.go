package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// Parts are the pieces that a diagnostic is shown by, wherever it is shown: a terminal, the overlay of the
// preview, a report. All texts are of one language, on one line each, and hold nothing that steers a
// terminal; they are not escaped for HTML.
type Parts struct {
	Place    string // "content/tin-tuc/a.md:4:1", or the path alone for a file as a whole
	Severity string // "lỗi"
	Code     Code
	Message  string
	Hint     string   // "" for none
	Also     []string // further places

	// The line that the diagnostic points at, as a terminal shows it, cut where the fault is: At is the
	// character there, "" at the end of the line. Line is 0, and the rest empty, when there is no line to
	// show.
	Line              int
	Before, At, After string
}

// Parts gives the pieces of a diagnostic in a language. A width above 0 is that of a terminal, in columns: of
// a longer line the part around the fault is given, with an ellipsis where something was left out.
func (d Diagnostic) Parts(lang Lang, width int) Parts {
	message, hint := d.Text(lang)
	p := Parts{
		Place: d.Pos.String(), Severity: Say(lang, severityPhrase(d.Severity)), Code: d.Code, Message: printable(message), Hint: printable(hint),
	}
	for _, also := range d.Also {
		p.Also = append(p.Also, also.String())
	}
	if d.Pos.Line > 0 && strings.TrimSpace(d.Source) != "" {
		p.Line = d.Pos.Line
		p.Before, p.At, p.After = excerpt(d.Source, d.Pos.Col-d.Skip, width)
	}
	return p
}

// cell is what one place of a terminal shows: a character with its combining marks.
type cell struct {
	text  string
	width int // columns: 0, 1 or 2; 4 for a tab
}

// cells cuts a line into what a terminal shows, and finds the cell of column col (in runes, from 1); a column
// beyond the line is that behind its last cell.
func cells(line string, col int) (list []cell, at int) {
	at = -1
	runes := 0
	for g := graphemes.FromString(line); g.Next(); {
		text := g.Value()
		if runes += utf8.RuneCountInString(text); at < 0 && runes >= col {
			at = len(list)
		}
		list = append(list, newCell(text))
	}
	if at < 0 {
		at = len(list)
	}
	return list, at
}

// newCell shows a tab as four blanks, and what cannot be seen, or would move the cursor or turn the line
// around, as a dot.
func newCell(text string) cell {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case text == "\t":
		return cell{"    ", 4}
	case size == len(text) && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)), r == utf8.RuneError:
		return cell{"·", 1}
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
	// A condition of our own: the library's default asks the environment.
	return cell{text, (&runewidth.Condition{StrictEmojiNeutral: true}).StringWidth(text)}
}

// columns is how many columns of a terminal a shown text takes.
func columns(shown string) int {
	n := 0
	list, _ := cells(shown, 1)
	for _, c := range list {
		n += c.width
	}
	return n
}

// excerpt is the part of a line around column col that fits a terminal of the given width (0 for any), cut
// before and behind the cell of that column.
func excerpt(line string, col, width int) (before, at, after string) {
	list, i := cells(line, col)
	from, to := window(list, i, width)
	end := min(i+1, to)
	before, at, after = join(list[from:i]), join(list[i:end]), join(list[end:to])
	if from > 0 {
		before = "…" + before
	}
	if to < len(list) {
		after += "…"
	}
	return before, at, after
}

func join(list []cell) string {
	var b strings.Builder
	for _, c := range list {
		b.WriteString(c.text)
	}
	return b.String()
}

// Rooms of an excerpt, in columns.
const (
	gutter   = 12  // the number of the line, a bar, two ellipses
	mostRoom = 400 // where the width is not known
	minRoom  = 20
)

// window chooses which cells are shown so that the fault's cell is among them.
func window(list []cell, at, width int) (from, to int) {
	room := mostRoom
	if width > 0 {
		room = max(width-gutter, minRoom)
	}
	from, to = at, at
	used := 0
	left := func(most int) {
		for from > 0 && used+list[from-1].width <= most {
			from--
			used += list[from].width
		}
	}
	left(room / 2)
	for to < len(list) && used+list[to].width <= room {
		used += list[to].width
		to++
	}
	left(room) // what the right side did not need
	return from, to
}
