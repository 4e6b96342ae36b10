package sourcefmt

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// repairBold sets the blanks of bold print that did not work: `**Thứ nhất **các` becomes `**Thứ nhất** các`.
// A line is repaired when the signs then work and every word is where it was.
func (f *formatting) repairBold(matter, body string) (repaired string, changes []diag.Diagnostic) {
	now := read(f.path, []byte(matter+body), f.opts)
	first := 1 + strings.Count(matter, "\n")
	for _, d := range now.result.Diagnostics {
		if d.Code != "bold-literal" {
			continue
		}
		lines := strings.SplitAfter(body, "\n")
		at := d.Pos.Line - first
		if at < 0 || at >= len(lines) {
			continue
		}
		before := strings.TrimSuffix(lines[at], "\n")
		after := setBold(before)
		if after == before {
			continue
		}
		lines[at] = strings.Replace(lines[at], before, after, 1)
		next := strings.Join(lines, "")
		then := read(f.path, []byte(matter+next), f.opts)
		if !betterBold(now.result, then.result) {
			continue
		}
		body, now = next, then
		change := diag.New("fmt-bold", diag.Pos{Path: f.path, Line: f.lineOf(before, d.Pos.Line), Col: 1}, diag.Excerpt(after))
		change.Quote(before)
		changes = append(changes, change)
	}
	return body, changes
}

// lineOf is the number of a line in the file as it was: the nearest one with the same words.
func (f *formatting) lineOf(text string, near int) int {
	best, number := near, 0
	for line := range strings.Lines(f.original) {
		number++
		if viet.TrimBlanks(line) == viet.TrimBlanks(text) && (best == near || abs(number-near) < abs(best-near)) {
			best = number
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// setBold pairs the signs ** of a line and moves or adds the blanks around them.
func setBold(text string) string {
	if strings.Count(text, "**")%2 != 0 || strings.Contains(text, "`") || strings.Contains(text, `\*`) {
		return text
	}
	parts := strings.Split(text, "**")
	for i := 1; i < len(parts); i += 2 { // what is bold
		inner := viet.TrimBlanks(parts[i])
		if inner == "" {
			return text
		}
		if len(viet.TrimBlanksLeft(parts[i])) < len(parts[i]) {
			parts[i-1] = withBlank(parts[i-1])
		}
		if len(viet.TrimBlanksRight(parts[i])) < len(parts[i]) {
			parts[i+1] = blankBefore(parts[i+1])
		}
		parts[i] = inner
		first, _ := utf8.DecodeRuneInString(inner)
		last, _ := utf8.DecodeLastRuneInString(inner)
		before, _ := utf8.DecodeLastRuneInString(parts[i-1])
		after, _ := utf8.DecodeRuneInString(parts[i+1])
		if !isWord(first) && isWord(before) {
			parts[i-1] = withBlank(parts[i-1])
		}
		if !isWord(last) && isWord(after) {
			parts[i+1] = blankBefore(parts[i+1])
		}
	}
	return strings.Join(parts, "**")
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// withBlank ends a text with a blank, unless it is empty or ends with one.
func withBlank(text string) string {
	if text == "" || viet.TrimBlanksRight(text) != text {
		return text
	}
	return text + " "
}

// blankBefore begins a text with a blank, unless it is empty, begins with one, or with a sign that stands
// right behind a word.
func blankBefore(text string) string {
	if text == "" || viet.TrimBlanksLeft(text) != text || strings.IndexByte(".,;:!?)", text[0]) >= 0 {
		return text
	}
	return " " + text
}

// betterBold reports whether fewer signs are left in the text and nothing else has changed: the words, the
// links, the other diagnostics.
func betterBold(before, after content.Result) bool {
	if before.Entry == nil || after.Entry == nil {
		return false
	}
	count := func(r content.Result, code diag.Code) (n int) {
		for _, d := range r.Diagnostics {
			if (d.Code == "bold-literal") == (code == "bold-literal") {
				n++
			}
		}
		return n
	}
	return count(after, "bold-literal") < count(before, "bold-literal") && count(after, "") == count(before, "") &&
		words(before) == words(after) && len(before.Blocks) == len(after.Blocks) &&
		len(before.Entry.Links) == len(after.Entry.Links) &&
		!slices.ContainsFunc(before.Entry.Anchors, func(a string) bool { return !slices.Contains(after.Entry.Anchors, a) })
}

// words is the plain text without blanks and signs of bold print.
func words(r content.Result) string {
	var out strings.Builder
	for _, b := range r.Blocks {
		for _, c := range b.Text {
			if !viet.IsBlank(c) && c != '*' {
				out.WriteRune(c)
			}
		}
	}
	return out.String()
}
