package content

import (
	"strconv"
	"unicode/utf8"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Shown is the text of a field as readers see it, without diagnostics: codes of HTML are the signs that they
// stand for, characters that cannot be seen are gone, and what is left is NFC.
func Shown(text string) string { return viet.NFC(decode.DropUnseen(decode.DecodeEntities(text))) }

// plain is Shown, without blanks at the ends, and diagnostics on what was changed.
func (rd *reader) plain(v value, text string) string {
	decoded := decode.DecodeEntities(text)
	if decoded != text {
		rd.At(v.Offset, "entity-in-text", v.field, diag.Excerpt(viet.TrimBlanks(decoded)))
	}
	shown := decode.DropUnseen(decoded)
	// of an escape or a code of HTML: decode has not seen it
	if shown != decoded && !rd.Has("hidden-characters") {
		dropped := utf8.RuneCountInString(decoded) - utf8.RuneCountInString(shown)
		rd.At(v.Offset, "hidden-characters", strconv.Itoa(dropped), decode.CodePoint(decode.RuneAfter(decoded, decode.FirstUnseen(decoded))))
	}
	if (v.Quoted || decoded != text) && !rd.Has("letter-lookalike") {
		rd.checkLetters(v, shown)
	}
	return cleanText(shown)
}

// checkLetters warns of the first letter of a text that has the wrong code.
func (rd *reader) checkLetters(v value, text string) {
	for i, c := range text {
		if c < utf8.RuneSelf {
			continue
		}
		if meant := decode.Lookalike(c, text, i, utf8.RuneLen(c)); meant != "" {
			rd.At(v.Offset, "letter-lookalike", string(c), meant, decode.CodePoint(c))
			return
		}
	}
}
