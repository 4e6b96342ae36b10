package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/content/decode"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// descriptionLength is where search engines cut a description, in characters.
const descriptionLength = 160

// settleLead decides what stands at the head of the entry and in lists. A written summary is set above the
// text; without one the first paragraph is the lead where it stands. It is never shown twice: a summary that
// repeats the first paragraph counts as that paragraph. One that is longer than a lead is text like any
// other, and lists show its first sentences.
func (f *form) settleLead(first string) {
	f.Lead, first = oneLine(f.Summary), decode.DropUnseen(oneLine(first))
	if f.Lead == "" || sameWords(f.Lead, first) {
		f.Summary = ""
		f.Lead = first
		f.LeadInBody = f.Lead != ""
		if utf8.RuneCountInString(first) > longestLead {
			f.Lead, f.LeadInBody = cutAtSentence(first, longestSummary), false
		}
	}
}

// A first paragraph with more characters than longestLead is no lead; of it lists show at most
// longestSummary.
const (
	longestLead    = 600
	longestSummary = 400
)

// cutAtSentence shortens a text to its first sentences, at most a number of characters, or to words when
// there is no sentence as short.
func cutAtSentence(text string, most int) string {
	cut := firstCharacters(text, most)
	for end := len(cut); ; {
		end = strings.LastIndexAny(cut[:end], ".!?…")
		if end < 0 {
			return cutAtWord(text, most)
		}
		_, size := utf8.DecodeRuneInString(cut[end:])
		if endsSentence(text[:end], text[end+size:]) {
			return cut[:end+size]
		}
	}
}

// endsSentence reports whether a sentence ends between two parts of a text: a blank and a capital follow, and
// no abbreviation or number ("TP. Lào Cai", "số 12. 500") stands before.
func endsSentence(before, after string) bool {
	word := before[strings.LastIndexByte(before, ' ')+1:]
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " “\""))
	return strings.HasPrefix(after, " ") && unicode.IsUpper(next) && strings.IndexFunc(word, unicode.IsLower) > 0
}

// settleDescription describes the page where the editor has not: by its lead, else by what it begins with
// (the caption of a picture, the first item of a list), else by its title. The cells of a table say nothing
// by themselves.
func (f *form) settleDescription(blocks []markdown.Block, body string) {
	if f.Description != "" {
		return
	}
	text := f.Lead
	if text == "" && len(f.Pictures) > 0 {
		text = cmp.Or(f.Pictures[0].Caption, f.Pictures[0].Alt)
	}
	if first := slices.IndexFunc(blocks, func(b markdown.Block) bool { return !b.Heading }); text == "" && first >= 0 && !beginsWithTable(body) {
		text = blocks[first].Text
	}
	text = decode.DropUnseen(oneLine(text))
	if f.Summary == "" && f.Lead != "" && !f.LeadInBody {
		f.Description = cutAtSentence(text, descriptionLength)
		return
	}
	f.Description = cutAtWord(cmp.Or(text, f.Title), descriptionLength)
}

// beginsWithTable reports whether a table stands at the front of a body, headings not regarded.
func beginsWithTable(body string) bool {
	for line := range strings.Lines(body) {
		if line = viet.TrimBlanks(line); line != "" && line[0] != '#' {
			return strings.Contains(line, "|") || strings.HasPrefix(strings.ToLower(line), "<table")
		}
	}
	return false
}

// sameWords reports whether two texts of one line are the same but for spelling. Most differ in their first
// word, which costs less to know than the keys of two paragraphs.
func sameWords(a, b string) bool {
	wordA, _, _ := strings.Cut(a, " ")
	wordB, _, _ := strings.Cut(b, " ")
	if keyA, keyB := viet.ExactKey(wordA), viet.ExactKey(wordB); keyA != keyB && keyA != "" && keyB != "" {
		return false
	}
	return viet.ExactKey(a) == viet.ExactKey(b)
}

// oneLine is a text for lists and feeds: blanks folded, without the sign that ends official texts.
func oneLine(text string) string {
	if !isOneLine(text) {
		text = strings.Join(strings.Fields(text), " ")
	}
	return viet.TrimBlanks(strings.TrimSuffix(text, "./."))
}

// isOneLine reports whether a text has single blanks and no others, as nearly every lead does: then there is
// nothing to take apart.
func isOneLine(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			if i == 0 || i == len(text)-1 || text[i+1] == ' ' {
				return false
			}
		case c < ' ':
			return false
		// the other blanks of Unicode begin so
		case c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xE1 && text[i+1] == 0x9A:
			if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
				return false
			}
		}
	}
	return true
}

// cutAtWord shortens a text to at most a number of characters, between two words.
func cutAtWord(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	cut := firstCharacters(text, most)
	if end := strings.LastIndexByte(cut, ' '); end > 0 && text[len(cut)] != ' ' {
		cut = cut[:end]
	}
	return strings.TrimRight(cut, " ,;:.–-") + "…"
}

// firstCharacters gives at most a number of characters from the front of a text.
func firstCharacters(text string, most int) string {
	for i := range text {
		if most == 0 {
			return text[:i]
		}
		most--
	}
	return text
}
