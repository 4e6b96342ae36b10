package content

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/markdown/strip"
	"bantin/internal/viet"
)

// titleFromBody finds a title where the front matter has none: the first heading of level 1, else the first
// line of the text, else there is none and the file cannot be published. It returns where the body begins: a
// first line that became the title is not shown a second time, unless it is all there is.
func (f *form) titleFromBody(rm *decode.Text, start int, options markdown.Options) int {
	f.titleAt = start
	if title := markdown.Convert(rm.File, start, options).H1; title != "" {
		f.Title = decode.DropUnseen(title)
		return start
	}
	text := rm.File.Text[:start] + strip.Blank(rm.File.Text[start:])
	at := start
	for line := range strings.Lines(text[start:]) {
		next := at + len(line)
		if f.Title = decode.DropUnseen(plainLine(line)); f.Title == "" {
			at = next
			continue
		}
		f.titleAt = at
		rm.At(at, "title-from-line", diag.Excerpt(f.Title))
		if viet.IsBlankText(text[start:at]) && !viet.IsBlankText(text[next:]) {
			return next
		}
		// it is all there is, or a picture or a code fence stands above it, which must not go with it
		return start
	}
	rm.At(lastLine(text), "title-missing")
	return start
}

// plainLine is a line of Markdown as plain text; a line without letters and digits, such as a rule, is none.
func plainLine(line string) string {
	if strings.IndexFunc(line, isWordRune) < 0 {
		return ""
	}
	doc := markdown.Convert(diag.File{Text: viet.TrimBlanks(line)}, 0, markdown.Options{})
	if len(doc.Blocks) == 0 {
		return ""
	}
	return doc.Blocks[0].Text
}

func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// checkTitle warns of titles that will look bad in lists.
func (f *form) checkTitle(rm *decode.Text) {
	switch characters := utf8.RuneCountInString(f.Title); {
	case characters > maxTitle:
		rm.At(f.titleAt, "value-too-long", "title", strconv.Itoa(characters), strconv.Itoa(maxTitle))
	case characters > longTitle:
		rm.At(f.titleAt, "title-long", strconv.Itoa(longTitle))
	}
	if f.LinkTitle == "" && viet.CapitalsOnly(f.Title) {
		rm.At(f.titleAt, "title-capitals")
	}
}
