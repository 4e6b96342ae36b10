package diag

// Phrase names a text of the command line that is no diagnostic: the last line of a build, labels, help.
type Phrase string

// Say returns a phrase in a language with {1}, {2} … filled in. An unknown phrase is a broken invariant.
func Say(lang Lang, p Phrase, args ...string) string {
	t, ok := phrases[p]
	if !ok {
		panic("internal error: phrase without a text: " + string(p))
	}
	if lang == EN {
		return fill(t.EN, args)
	}
	return fill(t.VI, args)
}

// phraseText is one phrase in both languages.
type phraseText struct{ VI, EN string }

// phrases is the table of the command line's texts.
var phrases = map[Phrase]phraseText{
	"error":   {"lỗi", "error"},
	"warning": {"cảnh báo", "warning"},
	"notice":  {"lưu ý", "notice"},
	"hint":    {"gợi ý", "hint"},
}
