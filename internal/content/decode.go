package content

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

// decode turns the bytes of a file into its text: UTF-8 in NFC, lines that end in "\n", without byte order mark and control
// characters. The lines stay those of the file, so that positions in the text are positions in the file. ok is false when the
// bytes are no text that can be read with certainty; nothing is ever guessed. legacyLevel is Options.LegacyLevel.
func decode(path string, raw []byte, legacyLevel string) (rm *remarks, ok bool) {
	rm = &remarks{file: diag.File{Path: path}.Indexed()}
	if len(raw) > MaxFile {
		rm.whole("file-too-large", megabytes(len(raw)), megabytes(MaxFile))
		return rm, false
	}
	text, ok := rm.decodeBytes(raw)
	if !ok {
		return rm, false
	}
	text = viet.NFC(rm.lineEnds(text))
	rm.file.Text = text
	if len(raw) > largeFile {
		rm.at(0, "file-large", strconv.Itoa(len(raw)>>10), strconv.Itoa(largeFile>>10))
	}
	if !rm.checkLegacy(legacyLevel) {
		return rm, false
	}
	rm.checkBreaks()
	rm.stripControls()
	rm.checkCharacters()
	rm.trimHidden()
	rm.oneCause()
	rm.checkLines()
	return rm, true
}

// whole adds a remark about the file as a whole.
func (r *remarks) whole(code diag.Code, args ...string) {
	r.found = append(r.found, diag.New(code, diag.Pos{Path: r.file.Path}, args...))
}

func megabytes(n int) string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64), ".0")
}

// decodeBytes reads UTF-8, and UTF-16 that says so by its byte order mark.
func (r *remarks) decodeBytes(raw []byte) (text string, ok bool) {
	if rest, found := bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF")); found {
		r.first("byte-order-mark")
		raw = rest
	} else if legacytext.HasUTF16Mark(raw) {
		if text, ok := legacytext.FromUTF16(raw); ok {
			r.first("encoding-utf16", r.file.Path)
			return text, true
		}
	}
	kind, binary := Binary(raw)
	switch valid := utf8.Valid(raw); {
	case binary && (!valid || kind == rtf):
		r.whole("file-binary", kind)
	case valid && !legacytext.LooksLikeUTF16(raw):
		return string(raw), true
	default:
		r.refuseEncoding(raw)
	}
	return "", false
}

// first adds a remark about the file's first place.
func (r *remarks) first(code diag.Code, args ...string) {
	r.found = append(r.found, diag.New(code, diag.Pos{Path: r.file.Path, Line: 1, Col: 1}, args...))
}

// lineEnds makes every line end "\n".
func (r *remarks) lineEnds(text string) string {
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

// isControl holds for the control characters that have no place in a text.
func isControl(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0
}

// isBreak holds for the control characters that part words: Word's line break, page break, next line. They become a blank, for
// without them two words would become one.
func isBreak(c rune) bool { return c == '\v' || c == '\f' || c == 0x85 }

// firstControl is the offset of the first control character, -1 without one. It looks at bytes: every file passes here.
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
func (r *remarks) stripControls() {
	text := r.file.Text
	first := firstControl(text)
	if first < 0 {
		return
	}
	count := 0
	sign, _ := utf8.DecodeRuneInString(text[first:])
	stripped := strings.Map(func(c rune) rune {
		switch {
		case !isControl(c):
			return c
		case isBreak(c):
			count++
			return ' '
		}
		count++
		return -1
	}, text)
	d := r.file.At(first, "control-characters", strconv.Itoa(count), codePoint(sign))
	d.Source = strings.Map(func(c rune) rune {
		if isControl(c) {
			return utf8.RuneError
		}
		return c
	}, d.Source)
	r.found = append(r.found, d)
	r.file.Text = viet.NFC(stripped)
}

func codePoint(c rune) string { return fmt.Sprintf("U+%04X", c) }

// checkCharacters warns of characters that cannot be seen and of letters with the wrong code, each kind once. Both stay in the
// body; fields lose the former (plain.go), keys and search look through them.
func (r *remarks) checkCharacters() {
	text := r.file.Text
	hidden, firstHidden, lettersSeen := 0, -1, false
	for i := 0; i < len(text); i++ {
		if !suspicious[text[i]] {
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isHidden(c) && !joins(text, i, size):
			if hidden == 0 {
				firstHidden = i
			}
			hidden++
		case lettersSeen:
		default:
			if meant := lookalike(c, text, i, size); meant != "" {
				lettersSeen = true
				r.at(i, "letter-lookalike", string(c), meant, codePoint(c))
			}
		}
		i += size - 1
	}
	if hidden > 0 {
		c, _ := utf8.DecodeRuneInString(text[firstHidden:])
		r.at(firstHidden, "hidden-characters", strconv.Itoa(hidden), codePoint(c))
	}
}

// isHidden holds for the characters of which checkCharacters warns.
func isHidden(c rune) bool { return c == 0x00AD || viet.IsUnseen(c) }

// trimHidden drops hidden characters at both ends of every line, and everywhere in a line that is a fence without them: there they are
// never meant, and they would keep a fence or a key from being one.
func (r *remarks) trimHidden() {
	if !r.has("hidden-characters") {
		return
	}
	var b strings.Builder
	b.Grow(len(r.file.Text))
	for line := range strings.Lines(r.file.Text) {
		body, end := strings.CutSuffix(line, "\n")
		body = strings.TrimFunc(body, isHidden)
		if shown := strings.Map(dropHidden, body); isFence(viet.TrimBlanks(shown)) {
			body = shown
		}
		b.WriteString(body)
		if end {
			b.WriteByte('\n')
		}
	}
	r.file.Text = viet.NFC(b.String())
}

func dropHidden(c rune) rune {
	if isHidden(c) {
		return -1
	}
	return c
}

// isFence reports whether a line opens or closes front matter.
func isFence(line string) bool { return line == "---" || line == "+++" || line == ";;;" }

// checkLines warns of the first line that no editor wrote.
func (r *remarks) checkLines() {
	text := r.file.Text
	if len(text) < longLine {
		return
	}
	at := 0
	for line := range strings.Lines(text) {
		if size := len(strings.TrimSuffix(line, "\n")); size >= longLine {
			r.at(at, "line-long", strconv.Itoa(size>>10))
			return
		}
		at += len(line)
	}
}
