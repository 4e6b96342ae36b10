package decode

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

// The limits of one file. They keep a mistake (a photo renamed to .md, a whole book in one article) from
// costing more than a message.
const (
	// MaxFile is the size of a file in bytes; a larger one is refused unread.
	MaxFile   = 2 << 20
	largeFile = 512 << 10 // bytes; a larger file is reported
	longLine  = 64 << 10  // bytes of one line; a longer one is reported
)

// Rules are what decoding asks about a text before anything of it is read.
type Rules struct {
	// legacyLevel gives what the settings or the file itself make of the code legacy-encoding: "error",
	// "warning", "off" or "".
	LegacyLevel func(diag.File) string
	// speaksOfDraft reports whether a line says anything of a draft.
	SpeaksOfDraft func(line string) bool
}

// Read turns the bytes of a file into its text: UTF-8 in NFC, lines that end in "\n", without byte order mark
// and control characters. The lines stay those of the file, so that positions in the text are positions in
// the file. ok is false when the bytes are no text that can be read with certainty; nothing is ever guessed.
func Read(path string, raw []byte, rules Rules) (rm *Text, ok bool) {
	rm = &Text{File: diag.File{Path: path}.Indexed()}
	if len(raw) > MaxFile {
		rm.Whole("file-too-large", megabytes(len(raw)), megabytes(MaxFile))
		return rm, false
	}
	text, ok := rm.decodeBytes(raw)
	if !ok {
		return rm, false
	}
	text = viet.NFC(rm.lineEnds(text))
	rm.File.Text = text
	if len(raw) > largeFile {
		rm.At(0, "file-large", strconv.Itoa(len(raw)>>10), strconv.Itoa(largeFile>>10))
	}
	if !rm.checkLegacy(rules) {
		return rm, false
	}
	rm.checkBreaks(rules.SpeaksOfDraft)
	rm.stripControls()
	rm.checkCharacters()
	rm.trimHidden()
	rm.oneCause()
	rm.checkLines()
	return rm, true
}

// Whole adds a diagnostic about the file as a whole.
func (r *Text) Whole(code diag.Code, args ...string) {
	r.Diagnostics = append(r.Diagnostics, diag.New(code, diag.Pos{Path: r.File.Path}, args...))
}

func megabytes(n int) string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64), ".0")
}

// decodeBytes reads UTF-8, and UTF-16 that says so by its byte order mark.
func (r *Text) decodeBytes(raw []byte) (text string, ok bool) {
	if rest, found := bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF")); found {
		r.first("byte-order-mark")
		raw = rest
	} else if legacytext.HasUTF16Mark(raw) {
		if text, ok := legacytext.FromUTF16(raw); ok {
			r.first("encoding-utf16", r.File.Path)
			return text, true
		}
	}
	kind, binary := Binary(raw)
	switch valid := utf8.Valid(raw); {
	case binary && (!valid || kind == rtf):
		r.Whole("file-binary", kind)
	case valid && !legacytext.LooksLikeUTF16(raw):
		return string(raw), true
	default:
		r.refuseEncoding(raw)
	}
	return "", false
}

// first adds a diagnostic about the file's first place.
func (r *Text) first(code diag.Code, args ...string) {
	r.Diagnostics = append(r.Diagnostics, diag.New(code, diag.Pos{Path: r.File.Path, Line: 1, Col: 1}, args...))
}

// lineEnds makes every line end "\n".
func (r *Text) lineEnds(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.Contains(text, "\r") {
		r.first("line-ends-cr")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}

// IsControl holds for the control characters that have no place in a text.
func IsControl(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0
}

// isBreak holds for the control characters that part words: Word's line break, page break, next line. They
// become a blank, for without them two words would become one.
func isBreak(c rune) bool { return c == '\v' || c == '\f' || c == 0x85 }

// firstControl is the offset of the first control character, -1 without one. It looks at bytes: every file
// passes here.
func firstControl(text string) int {
	for i := range len(text) {
		c := text[i]
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7F || c == 0xC2 && i+1 < len(text) && text[i+1] < 0xA0 {
			return i
		}
	}
	return -1
}

// stripControls removes control characters, which editors do not see, and warns of them once.
func (r *Text) stripControls() {
	text := r.File.Text
	first := firstControl(text)
	if first < 0 {
		return
	}
	count := 0
	sign, _ := utf8.DecodeRuneInString(text[first:])
	stripped := strings.Map(func(c rune) rune {
		switch {
		case !IsControl(c):
			return c
		case isBreak(c):
			count++
			return ' '
		}
		count++
		return -1
	}, text)
	d := r.File.At(first, "control-characters", strconv.Itoa(count), CodePoint(sign))
	d.Source = strings.Map(func(c rune) rune {
		if IsControl(c) {
			return utf8.RuneError
		}
		return c
	}, d.Source)
	r.Diagnostics = append(r.Diagnostics, d)
	r.File.Text = viet.NFC(stripped)
}

func CodePoint(c rune) string { return fmt.Sprintf("U+%04X", c) }

// checkCharacters warns of characters that cannot be seen and of letters with the wrong code, each kind once.
// Both stay in the body; fields lose the former (plain.go), keys and search look through them.
func (r *Text) checkCharacters() {
	text := r.File.Text
	hidden, firstHidden, lettersSeen := 0, -1, false
	for i := 0; i < len(text); i++ {
		if !suspicious[text[i]] {
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case IsHidden(c) && !joins(text, i, size):
			if hidden == 0 {
				firstHidden = i
			}
			hidden++
		case lettersSeen:
		default:
			if meant := Lookalike(c, text, i, size); meant != "" {
				lettersSeen = true
				r.At(i, "letter-lookalike", string(c), meant, CodePoint(c))
			}
		}
		i += size - 1
	}
	if hidden > 0 {
		c, _ := utf8.DecodeRuneInString(text[firstHidden:])
		r.At(firstHidden, "hidden-characters", strconv.Itoa(hidden), CodePoint(c))
	}
}

// IsHidden holds for the characters of which checkCharacters warns.
func IsHidden(c rune) bool { return c == 0x00AD || viet.IsUnseen(c) }

// trimHidden drops hidden characters at both ends of every line, and everywhere in a line that is a fence
// without them: there they are never meant, and they would keep a fence or a key from being one.
func (r *Text) trimHidden() {
	if !r.Has("hidden-characters") {
		return
	}
	var b strings.Builder
	b.Grow(len(r.File.Text))
	for line := range strings.Lines(r.File.Text) {
		body, end := strings.CutSuffix(line, "\n")
		body = strings.TrimFunc(body, IsHidden)
		if shown := strings.Map(dropHidden, body); IsFence(viet.TrimBlanks(shown)) {
			body = shown
		}
		b.WriteString(body)
		if end {
			b.WriteByte('\n')
		}
	}
	r.File.Text = viet.NFC(b.String())
}

func dropHidden(c rune) rune {
	if IsHidden(c) {
		return -1
	}
	return c
}

// IsFence reports whether a line opens or closes front matter.
func IsFence(line string) bool { return line == "---" || line == "+++" || line == ";;;" }

// checkLines warns of the first line that no editor wrote.
func (r *Text) checkLines() {
	text := r.File.Text
	if len(text) < longLine {
		return
	}
	at := 0
	for line := range strings.Lines(text) {
		if size := len(strings.TrimSuffix(line, "\n")); size >= longLine {
			r.At(at, "line-long", strconv.Itoa(size>>10))
			return
		}
		at += len(line)
	}
}

// checkBreaks looks for a draft field behind a character that parts lines in Word or on other machines, and
// does not here.
func (r *Text) checkBreaks(speaksOfDraft func(line string) bool) {
	if !slices.ContainsFunc(lineParters, func(sign string) bool { return strings.Contains(r.File.Text, sign) }) {
		return // nearly every file, found at the speed of memory
	}
	for rest := r.File.Text; ; {
		i := strings.IndexFunc(rest, partsLines)
		if i < 0 {
			return
		}
		_, size := utf8.DecodeRuneInString(rest[i:])
		rest = rest[i+size:]
		line, _, _ := strings.Cut(rest, "\n")
		if speaksOfDraft != nil && speaksOfDraft(line) {
			r.At(len(r.File.Text)-len(rest), "draft-stray", diag.Excerpt(line))
			return
		}
	}
}

// lineParters are the characters for which partsLines holds.
var lineParters = []string{"\v", "\f", "\u0085", "\u2028", "\u2029"}

// partsLines holds for the characters other than "\n" at which some programs begin a new line.
func partsLines(c rune) bool { return isBreak(c) || c == '\u2028' || c == '\u2029' }
