// Package mention finds what may be names of files in any text: in a link, a field, a comment, a piece of
// HTML that was dropped, a text that cannot be read. An entry that is not published keeps back what it
// mentions; what a published one shows is known better, from its links, pictures and fields.
package mention

import (
	"html"
	"iter"
	"slices"
	"strings"

	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// maxMention bounds a mention in bytes, and so the longest file name that is found.
const maxMention = 200

// Find gives the mentions (chỗ nhắc đến tệp) of a text, stretches of a line that end like a file name: each
// once, in its order.
func Find(text string) []string {
	var found []string
	var known map[string]bool
	for at := 0; ; {
		dot := strings.IndexByte(text[at:], '.')
		if dot < 0 {
			return found
		}
		dot += at
		end := dot + 1
		letter := false
		for end < len(text) && isAlphanumeric(text[end]) {
			letter = letter || text[end] > '9'
			end++
		}
		at = end
		if n := end - dot - 1; !letter || n < 2 || n > 10 || end < len(text) && strings.IndexByte("._-/\\", text[end]) >= 0 && followsName(text[end:]) {
			continue
		}
		start := max(strings.LastIndexByte(text[:dot], '\n')+1, end-maxMention)
		for start < dot && text[start]&0xC0 == 0x80 { // not within a character
			start++
		}
		if mention := text[start:end]; !known[mention] {
			if known == nil {
				known = map[string]bool{}
			}
			known[mention] = true
			found = append(found, strings.Clone(mention))
		}
		if len(found) == maxMentions {
			return found
		}
	}
}

// maxMentions bounds what one text may mention.
const maxMentions = 2000

// followsName reports whether what stands behind a supposed ending goes on as a name does: "a.tar.gz",
// "v1.0a-2".
func followsName(rest string) bool { return len(rest) > 1 && isAlphanumeric(rest[1]) }

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// namesIn gives the file names that a mention may stand for, with their folders as typed: from each sign that
// may begin one to its end. Escapes of addresses, of HTML and of Markdown are resolved.
func namesIn(mention string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, form := range formsOf(mention) {
			if !yield(form) {
				return
			}
			for i := 0; i < len(form); i++ {
				if strings.IndexByte(" \t\"'`<>()[]{}=:,;|!*", form[i]) < 0 {
					continue
				}
				if name := form[i+1:]; name != "" && name[0] != ' ' && !yield(name) {
					return
				}
			}
		}
	}
}

// formsOf are a mention as typed and as it may be meant.
func formsOf(mention string) []string {
	forms := []string{mention}
	add := func(form string) {
		if !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	plain := viet.NFC(html.UnescapeString(lex.Unescape(mention)))
	add(plain)
	if strings.Contains(plain, `\`) {
		add(strings.ReplaceAll(plain, `\`, "/"))
		add(strings.ReplaceAll(plain, `\`, ""))
	}
	return forms
}

// Names gives the file names that the mentions of a text may stand for. It is generous: a name that is none
// finds no file.
func Names(mentions []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, m := range mentions {
			for name := range namesIn(m) {
				if !yield(name) {
					return
				}
			}
		}
	}
}
