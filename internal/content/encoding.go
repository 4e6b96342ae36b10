package content

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

// decodeUTF16 reads text in UTF-16 with a byte order mark. Anything that is not well formed is no text.
func decodeUTF16(raw []byte) (text string, ok bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE, 0, 0}): // UTF-32
		return "", false
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		order = binary.LittleEndian
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	default:
		return "", false
	}
	if len(raw)%2 != 0 {
		return "", false
	}
	units := make([]uint16, 0, len(raw)/2-1)
	for at := 2; at < len(raw); at += 2 {
		units = append(units, order.Uint16(raw[at:]))
	}
	runes := utf16.Decode(units)
	for _, r := range runes {
		if r == utf8.RuneError || r == 0 {
			return "", false
		}
	}
	return string(runes), true
}

// binaryHead is how much of a file is looked at to tell a picture from a text.
const binaryHead = 8 << 10

// isBinary recognises photos, office files and the like that bear the name of an article, among bytes that are not UTF-8: by a
// well-known signature, or by NUL.
func isBinary(raw []byte) bool {
	if looksLikeUTF16(raw) {
		return false
	}
	head := raw[:min(len(raw), binaryHead)]
	return !strings.HasPrefix(http.DetectContentType(head), "text/") || bytes.IndexByte(raw, 0) >= 0
}

// binaryKind names what the bytes are, for the message.
func binaryKind(raw []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(raw), ";")
	if strings.HasPrefix(kind, "text/") {
		return "application/octet-stream"
	}
	return kind
}

// looksLikeUTF16 recognises UTF-16 without a byte order mark: every other byte of its ASCII letters is NUL.
func looksLikeUTF16(raw []byte) bool {
	head := raw[:min(len(raw), binaryHead)]
	if bytes.IndexByte(head, 0) < 0 {
		return false
	}
	var nuls [2]int
	for i, b := range head {
		if b == 0 {
			nuls[i%2]++
		}
	}
	most, least := max(nuls[0], nuls[1]), min(nuls[0], nuls[1])
	return most > len(head)/5 && least < len(head)/50+1
}

// refuseEncoding reports bytes that are not UTF-8, with the encoding that they look like and how the line would read in it.
func (r *remarks) refuseEncoding(raw []byte) {
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
	pos := diag.Pos{Path: r.file.Path, Line: 1 + bytes.Count(raw[:start], []byte("\n")), Col: 1 + utf8.RuneCount(raw[start:at])}
	d := diag.New("encoding-unknown", pos, name, diag.Excerpt(lineNumber(text, pos.Line)))
	d.Source = diag.Excerpt(lineNumber(legacytext.FromWindows1252(raw), pos.Line))
	r.found = append(r.found, d)
}

// lineNumber gives a line of a text by its number, without control characters.
func lineNumber(text string, number int) string {
	for range number - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	line, _, _ := strings.Cut(text, "\n")
	return strings.Map(func(c rune) rune {
		if isControl(c) {
			return -1
		}
		return c
	}, line)
}

// guessEncoding names the encoding that bytes look like and gives their text in it.
func guessEncoding(raw []byte) (name, text string) {
	if looksLikeUTF16(raw) {
		return "UTF-16", strings.ReplaceAll(string(bytes.ToValidUTF8(raw, nil)), "\x00", "")
	}
	if looksLike1258(raw) {
		if text, err := charmap.Windows1258.NewDecoder().Bytes(raw); err == nil {
			return "Windows-1258", viet.NFC(string(text))
		}
	}
	text = legacytext.FromWindows1252(raw)
	if found := legacytext.Detect(text); found == legacytext.TCVN3 || found == legacytext.VNI {
		return encodingName(found), legacytext.Convert(text, found)
	}
	return "Windows-1252", text
}

// looksLike1258 recognises Windows-1258, which writes tones as marks of their own behind a vowel: at least a quarter of what is
// not ASCII are such marks in such places.
func looksLike1258(raw []byte) bool {
	high, marks := 0, 0
	for i, b := range raw {
		if b < 0x80 {
			continue
		}
		high++
		if i > 0 && strings.IndexByte("\xCC\xD2\xDE\xEC\xF2", b) >= 0 &&
			strings.IndexByte("aeiouyAEIOUY\xE2\xEA\xF4\xE3\xF5\xFD\xC2\xCA\xD4\xC3\xD5\xDD", raw[i-1]) >= 0 {
			marks++
		}
	}
	return marks >= 2 && marks*4 >= high
}
