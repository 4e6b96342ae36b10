package content

import (
	"slices"
	"strings"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/markdown/lex"
	"bantin/internal/viet"
)

// ValueType is the type of a field's value.
type ValueType uint8

// The types of values. What is none of the others is a TextValue: the rest of the line as typed.
const (
	TextValue  ValueType = iota
	ListValue            // texts; also one text that is split at commas
	NamesValue           // names of people: texts, or one text with signs of its own ("Bài: A; ảnh: B")
	DateValue            // with its precision
	CountValue           // a whole number
	BoolValue            // yes or no
	TableValue           // tables, or texts and tables; of fields of their own or of the editor's
)

// The functions below make the third column of a schema's table: how a value of a type is read and where it
// goes.

func textInto[T any](at func(*T) *string) reading[T] {
	return reading[T]{TextValue, func(rd *reader, into *T, v value) { *at(into) = rd.text(v) }}
}

func nameInto[T any](at func(*T) *string) reading[T] {
	return reading[T]{TextValue, func(rd *reader, into *T, v value) { *at(into) = rd.nameText(v) }}
}

func blockInto[T any](at func(*T) *string) reading[T] {
	return reading[T]{TextValue, func(rd *reader, into *T, v value) { *at(into) = rd.block(v) }}
}

func refInto[T any](at func(*T) *Ref) reading[T] {
	return reading[T]{TextValue, func(rd *reader, into *T, v value) { *at(into) = rd.ref(rd.text(v), v.Offset) }}
}

func refsInto[T any](at func(*T) *[]Ref) reading[T] {
	return reading[T]{ListValue, func(rd *reader, into *T, v value) { *at(into) = rd.list(v) }}
}

func listInto[T any](at func(*T) *[]string) reading[T] {
	return reading[T]{ListValue, func(rd *reader, into *T, v value) { *at(into) = plainTexts(rd.list(v)) }}
}

func dateInto[T any](at func(*T) *viet.Date) reading[T] {
	return reading[T]{DateValue, func(rd *reader, into *T, v value) { *at(into), _ = rd.date(v) }}
}

func countInto[T any](at func(*T) *int64) reading[T] {
	return reading[T]{CountValue, func(rd *reader, into *T, v value) { *at(into) = rd.count(v) }}
}

// text reads a value of type text: the rest of the line as typed.
func (rd *reader) text(v value) string {
	text := v.Text
	switch {
	case v.Kind == frontmatter.BlockScalar:
		text = strings.Join(strings.Fields(text), " ")
	case v.Kind == frontmatter.Scalar && !v.Quoted:
		text = strings.ReplaceAll(text, "\n", " ")
	case v.IsCollection() && text == "":
		rd.At(v.Offset, "value-not-text", v.field)
		return ""
	case v.Kind == frontmatter.Table && !strings.HasPrefix(text, "{"):
		// `- Nghị quyết: giải pháp` is a table to YAML and a text to whoever wrote it.
		rd.At(v.Offset, "colon-in-value", text)
	}
	return rd.typed(v, text)
}

// typed is a text as it stands in the file, with diagnostics on what others would read there.
func (rd *reader) typed(v value, text string) string {
	rd.checkQuotes(v, text)
	rd.checkHash(v, text)
	rd.checkSign(v, text)
	return rd.plain(v, text)
}

// block reads a value of type block: text of several lines.
func (rd *reader) block(v value) string {
	if v.Kind != frontmatter.BlockScalar {
		return rd.text(v)
	}
	return rd.plain(v, v.Text)
}

// cleanText gives text from escapes the form that all other text has: NFC, no blanks at its ends.
func cleanText(text string) string { return viet.NFC(viet.TrimBlanks(text)) }

// checkQuotes warns of quotation marks without a partner.
func (rd *reader) checkQuotes(v value, text string) {
	if strings.Count(text, `"`)%2 != 0 || strings.Count(text, "“") != strings.Count(text, "”") {
		rd.At(v.Offset, "quote-unbalanced", v.field)
	}
}

// checkHash warns of " # " in a text: YAML takes the rest for a comment, here it is text.
func (rd *reader) checkHash(v value, text string) {
	if v.Kind == frontmatter.Scalar && !v.Quoted && strings.Contains(text, " # ") {
		rd.At(v.Offset, "hash-in-text", v.field)
	}
}

// checkSign warns of a value without quotes whose first sign means something to other programs.
func (rd *reader) checkSign(v value, text string) {
	// which is reported, with the same cure
	colon := v.Kind == frontmatter.Scalar && strings.Contains(text, ": ")
	if v.Kind != frontmatter.BlockScalar && !v.Quoted && !colon && text != "" && strings.IndexByte("[]{}@`%&*!|>", text[0]) >= 0 {
		rd.At(v.Offset, "sign-in-front", text[:1], diag.Excerpt(text))
	}
}

// word reads the raw text of a value that is no prose: a date, a number, yes or no. A comment after it is
// one.
func (rd *reader) word(v value) string {
	if v.Quoted {
		return v.Text
	}
	text := v.Text
	for i := range len(text) {
		if text[i] != '#' {
			continue
		}
		if before := viet.TrimBlanksRight(text[:i]); i == 0 || len(before) < i {
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
	if lex.OnComputer(text) {
		rd.At(off, "address-local")
		return Ref{}
	}
	pos := rd.File.Locate(off)
	return Ref{Value: text, Line: pos.Line, Col: pos.Col}
}

// list reads a list, or one text that is split at commas and semicolons.
func (rd *reader) list(v value) []Ref {
	switch v.Kind {
	case frontmatter.List:
		refs := make([]Ref, 0, len(v.Members))
		for i := range v.Members {
			item := value{field: v.field, Member: v.Members[i]}
			if item.IsEmpty() {
				continue
			}
			if strings.HasPrefix(v.Text, "[") && !item.Quoted && !item.IsCollection() && strings.Contains(item.Text, ";") {
				refs = append(refs, rd.split(item)...) // [một; hai]
			} else if text := rd.text(item); text != "" {
				refs = append(refs, rd.ref(text, item.Offset))
			}
		}
		return refs
	case frontmatter.Table:
		if v.Text == "" {
			rd.At(v.Offset, "value-not-list", v.field)
			return nil
		}
		return []Ref{rd.ref(rd.text(v), v.Offset)}
	}
	if v.IsTorn('{') {
		return []Ref{rd.ref(rd.text(v), v.Offset)}
	}
	if v.IsTorn('[') {
		rd.At(v.Offset, "list-unclosed", v.field)
		v.Text, v.Offset = v.Text[1:], v.Offset+1
	}
	rd.checkHash(v, v.Text)
	rd.checkSign(v, v.Text)
	return rd.split(v)
}

// split cuts a text at commas, semicolons and line ends.
func (rd *reader) split(v value) []Ref {
	off := v.Offset
	if v.Quoted {
		off++
	}
	var refs []Ref
	at := 0
	for _, part := range SplitList(v.Text) {
		if text := rd.plain(v, part); text != "" {
			refs = append(refs, rd.ref(text, off+at+len(part)-len(viet.TrimBlanksLeft(part))))
		}
		at += len(part) + 1
	}
	return refs
}

// SplitList cuts a list that was typed as one text at commas, semicolons and line ends. The semicolon of a
// code of HTML ends no item.
func SplitList(text string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '&':
			if _, size := decode.EntityAt(text[i:]); size > 1 {
				i += size - 1
			}
		case ',', ';', '\n':
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
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
	if v.IsCollection() {
		rd.At(v.Offset, "value-not-text", v.field)
		return d, false
	}
	if viet.IsBlankText(word) {
		return d, false
	}
	if slices.Contains(noDate, viet.FoldedKey(word)) {
		rd.At(v.Offset, "date-none", diag.Excerpt(word))
		return d, false
	}
	d, err := viet.ParseDate(word, rd.zone)
	if err == nil {
		rd.checkYear(v, d)
		return d, true
	}
	fault := err.(*viet.DateError)
	if fault.Code == viet.DateClock {
		rd.At(v.Offset, "date-clock", diag.Excerpt(word), fault.Suggestion)
		rd.checkYear(v, fault.Day)
		if d = fault.Day; v.field == "publishdate" { // whoever waits for an hour that cannot be read waits for the day to end
			d.Hour, d.Minute, d.Precision = 23, 59, viet.PrecisionMinute
		}
		return d, true
	}
	suggestion := fault.Suggestion
	if suggestion == "" {
		suggestion = "20/03/2018"
	}
	args := []string{diag.Excerpt(word), suggestion}
	if fault.Code == viet.DateOrder {
		args = append(args, middleNumber(word))
	}
	rd.At(v.Offset, diag.Code(fault.Code), args...)
	return d, false
}

// firstYear is the year before which nothing in a newspaper's archive happened: a year of three digits, or a
// slip.
const firstYear = 1800

// checkYear warns of a year that is likely a slip.
func (rd *reader) checkYear(v value, d viet.Date) {
	if d.Year < firstYear {
		rd.At(v.Offset, "date-early", v.field, d.Short())
	}
}

// noDate are the words, folded, by which people say that a date is not known.
var noDate = []string{"khong ro", "khong ro ngay", "chua ro", "chua ro ngay", "khong biet", "khong co", "khuyet", "none", "n/a", "?"}

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
	if viet.IsBlankText(word) && !v.IsCollection() {
		return -1
	}
	n, ok := viet.ParseCount(word)
	if !ok || v.IsCollection() {
		rd.At(v.Offset, "value-not-count", v.field, diag.Excerpt(word))
		return -1
	}
	return n
}

// bool reads yes or no; ok is false for nothing and for what is neither, which is reported.
func (rd *reader) bool(v value) (yes, ok bool) {
	word := rd.word(v)
	if viet.IsBlankText(word) && !v.IsCollection() {
		return false, false
	}
	yes, ok = ParseBool(word)
	if !ok || v.IsCollection() {
		rd.At(v.Offset, "value-not-bool", v.field, diag.Excerpt(word))
		return false, false
	}
	return yes, true
}

// ParseBool reads the words for yes and no, in English and Vietnamese.
func ParseBool(word string) (yes, ok bool) {
	switch viet.FoldedKey(word) {
	case "true", "yes", "co", "x":
		return true, true
	case "false", "no", "khong":
		return false, true
	}
	return false, false
}

// enum reads one of a few words. words maps every accepted spelling, folded, to the canonical one; canonical
// lists those for the message.
func (rd *reader) enum(v value, words map[string]string, canonical string) string {
	word := rd.word(v)
	if viet.IsBlankText(word) && !v.IsCollection() {
		return ""
	}
	if name, ok := words[viet.FoldedKey(word)]; ok && !v.IsCollection() {
		return name
	}
	rd.At(v.Offset, "value-not-enum", v.field, diag.Excerpt(word), canonical)
	return ""
}
