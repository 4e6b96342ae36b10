package sourcefmt

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// A line of Markdown outside of code may be formatted.
type line struct {
	text string
	code bool // between two code fences, or a fence itself
}

// splitLines cuts a text into lines and tells code from prose.
func splitLines(body string) []line {
	var lines []line
	var walk lex.LineWalk
	for text := range strings.Lines(body) {
		lines = append(lines, line{strings.TrimSuffix(text, "\n"), walk.Next([]byte(text))})
	}
	return lines
}

func joinLines(lines []line) string {
	var out strings.Builder
	for _, l := range lines {
		out.WriteString(l.text)
		out.WriteByte('\n')
	}
	return out.String()
}

// trimLines removes blanks at the ends of lines, but for the two that break a line.
func trimLines(body string) string {
	if viet.IsBlankText(body) {
		return ""
	}
	lines := splitLines(body)
	for i := range lines {
		l := &lines[i]
		if l.code {
			continue
		}
		trimmed := trimRight(l.text)
		if strings.HasSuffix(l.text, "  ") && trimmed != "" && i+1 < len(lines) && !viet.IsBlankText(lines[i+1].text) {
			trimmed += "  "
		}
		l.text = trimmed
	}
	return strings.TrimRight(joinLines(lines), "\n") + "\n"
}

// headingBlanks sets a blank behind the signs of a heading.
func headingBlanks(body string) string {
	lines := splitLines(body)
	for i := range lines {
		l := &lines[i]
		rest := strings.TrimLeft(l.text, "#")
		if level := len(l.text) - len(rest); l.code || level < 2 || level > 6 {
			continue
		}
		words := viet.TrimBlanksLeft(rest)
		if first, _ := utf8.DecodeRuneInString(rest); words != "" && (first != ' ' || rest[1:] != words) {
			l.text = l.text[:len(l.text)-len(rest)] + " " + words
		}
	}
	return joinLines(lines)
}

// outdent sets paragraphs at the margin. Where nothing but the indent parts two of them, a blank line does.
func outdent(body string) string {
	lines := splitLines(body)
	var out []line
	inList := false
	for _, l := range lines {
		words := viet.TrimBlanksLeft(l.text)
		indented := len(words) < len(l.text) && words != ""
		switch {
		case words != "" && !indented:
			inList = isItem(words)
		case l.code || inList || !indented || isItem(words):
			out = append(out, l)
			continue
		}
		if indented && len(out) > 0 && !viet.IsBlankText(out[len(out)-1].text) && partsParagraphs(out[len(out)-1].text, l.text, words) {
			out = append(out, line{})
		}
		if indented {
			l.text = words
		}
		out = append(out, l)
	}
	return joinLines(out)
}

// partsParagraphs reports whether an indented line begins a paragraph below another.
func partsParagraphs(above, indented, words string) bool {
	first, _ := utf8.DecodeRuneInString(words)
	indent := strings.ReplaceAll(indented[:len(indented)-len(words)], "\t", "    ")
	last, _ := utf8.DecodeLastRuneInString(trimRight(above))
	return utf8.RuneCountInString(indent) >= 4 && (unicode.IsUpper(first) || first == '“' || first == '"') && strings.ContainsRune(".!?…:;", last)
}

// isItem reports whether a line may be an item of a list or a definition, which other lines belong to by
// their indent.
func isItem(words string) bool {
	if strings.IndexByte("-+*:>|[<", words[0]) >= 0 {
		return true
	}
	digits := strings.TrimLeft(words, "0123456789")
	return len(digits) < len(words) && digits != "" && (digits[0] == '.' || digits[0] == ')')
}

// foldBlankLines leaves one blank line where there were several.
func foldBlankLines(body string) string {
	lines := splitLines(body)
	out := lines[:0]
	for i, l := range lines {
		if l.text == "" && !l.code && i > 0 && len(out) > 0 && out[len(out)-1].text == "" && !out[len(out)-1].code {
			continue
		}
		out = append(out, l)
	}
	return joinLines(out)
}
