package decode

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
)

// binaryHead is how much of a file is looked at to tell a picture from a text.
const binaryHead = 8 << 10

// isBinary recognises photos, office files and the like that bear the name of an article, among bytes that
// are not UTF-8: by a well-known signature, or by NUL.
func isBinary(raw []byte) bool {
	if legacytext.LooksLikeUTF16(raw) {
		return false
	}
	head := raw[:min(len(raw), binaryHead)]
	return !strings.HasPrefix(http.DetectContentType(head), "text/") || bytes.IndexByte(raw, 0) >= 0
}

// rtf is the format of WordPad: text by its bytes, and none to read.
const rtf = "text/rtf"

// Binary reports whether the bytes of a file are no text, and what they are.
func Binary(raw []byte) (kind string, ok bool) {
	if bytes.HasPrefix(raw, []byte(`{\rtf`)) {
		return rtf, true
	}
	if !isBinary(raw) {
		return "", false
	}
	return binaryKind(raw), true
}

// binaryKind names what the bytes are, for the message.
func binaryKind(raw []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(raw), ";")
	if strings.HasPrefix(kind, "text/") {
		return "application/octet-stream"
	}
	return kind
}

// refuseEncoding reports bytes that are not UTF-8, with the encoding that they look like and how the line
// would read in it.
func (r *Text) refuseEncoding(raw []byte) {
	at := 0
	for at < len(raw) {
		c, size := utf8.DecodeRune(raw[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	name, text := guessEncoding(raw)
	start := bytes.LastIndexByte(raw[:at], '\n') + 1
	pos := diag.Pos{Path: r.File.Path, Line: 1 + bytes.Count(raw[:start], []byte("\n")), Col: 1 + utf8.RuneCount(raw[start:at])}
	d := diag.New("encoding-unknown", pos, name, diag.Excerpt(lineNumber(text, pos.Line)), r.File.Path)
	d.Quote(lineNumber(legacytext.FromWindows1252(raw), pos.Line))
	r.Diagnostics = append(r.Diagnostics, d)
}

// lineNumber gives a line of a text by its number, without control characters.
func lineNumber(text string, number int) string {
	for range number - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	line, _, _ := strings.Cut(text, "\n")
	return strings.Map(func(c rune) rune {
		if IsControl(c) {
			return -1
		}
		return c
	}, line)
}

// guessEncoding names the encoding that bytes look like and gives their text in it.
func guessEncoding(raw []byte) (name, text string) {
	if text, from := legacytext.Read(raw); from != legacytext.Windows1252 {
		return from.Label(), text
	}
	if legacytext.LooksLikeUTF16(raw) { // and is cut
		return legacytext.UTF16.Label(), strings.ReplaceAll(string(bytes.ToValidUTF8(raw, nil)), "\x00", "")
	}
	recovered := legacytext.Recover(raw, legacytext.Unicode)
	return recovered.From[len(recovered.From)-1].Label(), recovered.Text
}
