package content

import (
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// The functions below make the third column of a schema's table: how a value of a type is read and where it goes.

func textInto[T any](at func(*T) *string) func(*reader, *T, value) {
	return func(rd *reader, into *T, v value) { *at(into) = rd.text(v) }
}

func blockInto[T any](at func(*T) *string) func(*reader, *T, value) {
	return func(rd *reader, into *T, v value) { *at(into) = rd.block(v) }
}

func refInto[T any](at func(*T) *Ref) func(*reader, *T, value) {
	return func(rd *reader, into *T, v value) { *at(into) = rd.ref(rd.text(v), v.off) }
}

func refsInto[T any](at func(*T) *[]Ref) func(*reader, *T, value) {
	return func(rd *reader, into *T, v value) { *at(into) = rd.list(v) }
}

func listInto[T any](at func(*T) *[]string) func(*reader, *T, value) {
	return func(rd *reader, into *T, v value) { *at(into) = plainTexts(rd.list(v)) }
}

func dateInto[T any](at func(*T) *viet.Date) func(*reader, *T, value) {
	return func(rd *reader, into *T, v value) { *at(into), _ = rd.date(v) }
}

// text reads a value of type text: the rest of the line as typed.
func (rd *reader) text(v value) string {
	text := v.text
	switch {
	case v.kind == block:
		text = strings.Join(strings.Fields(text), " ")
	case v.kind >= list && text == "":
		rd.at(v.off, "value-not-text", v.field)
		return ""
	case v.kind == table && !strings.HasPrefix(text, "{"):
		// `- Nghị quyết: giải pháp` is a table to YAML and a text to whoever wrote it.
		rd.at(v.off, "colon-in-value", text)
	}
	rd.checkQuotes(v, text)
	rd.checkHash(v, text)
	return cleanText(text)
}

// block reads a value of type block: text of several lines.
func (rd *reader) block(v value) string {
	if v.kind != block {
		return rd.text(v)
	}
	return cleanText(v.text)
}

// cleanText gives text from escapes the form that all other text has: NFC, no blanks at its ends.
func cleanText(text string) string { return viet.NFC(trimBlanks(text)) }

// checkQuotes warns of quotation marks without a partner.
func (rd *reader) checkQuotes(v value, text string) {
	if strings.Count(text, `"`)%2 != 0 || strings.Count(text, "“") != strings.Count(text, "”") {
		rd.at(v.off, "quote-unbalanced", v.field)
	}
}

// checkHash warns of " # " in a text: YAML takes the rest for a comment, here it is text.
func (rd *reader) checkHash(v value, text string) {
	if v.kind == scalar && !v.quoted && strings.Contains(text, " # ") {
		rd.at(v.off, "hash-in-text", v.field)
	}
}

// word reads the raw text of a value that is no prose: a date, a number, yes or no. A comment after it is one.
func (rd *reader) word(v value) string {
	if v.quoted {
		return v.text
	}
	text := v.text
	for i := range len(text) {
		if text[i] != '#' {
			continue
		}
		if before := trimRight(text[:i]); i == 0 || len(before) < i {
			return before
		}
	}
	return text
}

// ref is a text with its place.
func (rd *reader) ref(text string, off int) Ref {
	if text == "" {
		return Ref{}
	}
	pos, _ := rd.file.Locate(off)
	return Ref{Value: text, Line: pos.Line, Col: pos.Col}
}

// list reads a list, or one text that is split at commas and semicolons.
func (rd *reader) list(v value) []Ref {
	switch v.kind {
	case list:
		refs := make([]Ref, 0, len(v.members))
		for i := range v.members {
			item := value{field: v.field, member: v.members[i]}
			if item.empty() {
				continue
			}
			if text := rd.text(item); text != "" {
				refs = append(refs, rd.ref(text, item.off))
			}
		}
		return refs
	case table:
		rd.at(v.off, "value-not-list", v.field)
		return nil
	}
	if v.isTorn('[') {
		rd.at(v.off, "list-unclosed", v.field)
		return nil
	}
	if v.isTorn('{') {
		rd.at(v.off, "value-not-list", v.field)
		return nil
	}
	rd.checkHash(v, v.text)
	return rd.split(v)
}

// isTorn reports whether a value begins like a collection and could not be read as one.
func (v *value) isTorn(bracket byte) bool {
	if v.kind != scalar || v.quoted || v.text == "" || v.text[0] != bracket {
		return false
	}
	return bracket == '{' || closingBracket(v.text) < 0
}

// split cuts a text at commas, semicolons and line ends.
func (rd *reader) split(v value) []Ref {
	var refs []Ref
	off := v.off
	if v.quoted {
		off++
	}
	start := 0
	for i := 0; i <= len(v.text); i++ {
		if i < len(v.text) && v.text[i] != ',' && v.text[i] != ';' && v.text[i] != '\n' {
			continue
		}
		part := v.text[start:i]
		if text := cleanText(part); text != "" {
			refs = append(refs, rd.ref(text, off+start+blankPrefix(part)))
		}
		start = i + 1
	}
	return refs
}

func plainTexts(refs []Ref) []string {
	if len(refs) == 0 {
		return nil
	}
	texts := make([]string, len(refs))
	for i, ref := range refs {
		texts[i] = ref.Value
	}
	return texts
}

// date reads a date with its precision; ok is false when there is none.
func (rd *reader) date(v value) (d viet.Date, ok bool) {
	word := rd.word(v)
	if v.kind >= list {
		rd.at(v.off, "value-not-text", v.field)
		return d, false
	}
	if isBlankText(word) {
		return d, false
	}
	d, err := viet.ParseDate(word, rd.zone)
	if err == nil {
		return d, true
	}
	fault := err.(*viet.DateError)
	suggestion := fault.Suggestion
	if suggestion == "" {
		suggestion = "20/03/2018"
	}
	args := []string{excerpt(word), suggestion}
	if fault.Code == viet.DateOrder {
		args = append(args, middleNumber(word))
	}
	rd.at(v.off, diag.Code(fault.Code), args...)
	return d, false
}

// middleNumber is the number that stands where the month belongs: the second of a date.
func middleNumber(word string) string {
	for _, part := range strings.Fields(word) {
		numbers := strings.FieldsFunc(part, func(c rune) bool { return c < '0' || c > '9' })
		if len(numbers) == 3 && !strings.Contains(part, ":") {
			return numbers[1]
		}
	}
	numbers := strings.FieldsFunc(word, func(c rune) bool { return c < '0' || c > '9' })
	if len(numbers) < 2 {
		return word
	}
	return numbers[1]
}

// count reads a whole number, -1 when there is none.
func (rd *reader) count(v value) int64 {
	word := rd.word(v)
	if isBlankText(word) && v.kind < list {
		return -1
	}
	n, ok := viet.ParseCount(word)
	if !ok || v.kind >= list {
		rd.at(v.off, "value-not-count", v.field, excerpt(word))
		return -1
	}
	return n
}

// bool reads yes or no; ok is false for nothing and for what is neither, which is reported.
func (rd *reader) bool(v value) (yes, ok bool) {
	word := rd.word(v)
	if isBlankText(word) && v.kind < list {
		return false, false
	}
	yes, ok = parseBool(word)
	if !ok || v.kind >= list {
		rd.at(v.off, "value-not-bool", v.field, excerpt(word))
		return false, false
	}
	return yes, true
}

// parseBool reads the words for yes and no, in English and Vietnamese.
func parseBool(word string) (yes, ok bool) {
	switch viet.FoldedKey(word) {
	case "true", "yes", "co", "x":
		return true, true
	case "false", "no", "khong":
		return false, true
	}
	return false, false
}

// enum reads one of a few words. words maps every accepted spelling, folded, to the canonical one; canonical lists those for
// the message.
func (rd *reader) enum(v value, words map[string]string, canonical string) string {
	word := rd.word(v)
	if isBlankText(word) && v.kind < list {
		return ""
	}
	if name, ok := words[viet.FoldedKey(word)]; ok && v.kind < list {
		return name
	}
	rd.at(v.off, "value-not-enum", v.field, excerpt(word), canonical)
	return ""
}
