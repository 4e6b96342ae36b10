package legacytext

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"bantin/internal/viet"
)

// The encodings of bytes that are not UTF-8. Text in TCVN3 or VNI is saved as Windows-1252.
const (
	UTF16       Encoding = "utf-16"
	Windows1258 Encoding = "windows-1258" // tones are marks behind the letters
	Windows1252 Encoding = "windows-1252"
)

// Read gives the text of a file by its bytes: UTF-8 (Unicode), UTF-16 with or without byte order mark, else
// Windows-1258 if they look like it, else Windows-1252. A byte order mark is dropped. The text is not
// cleaned, so that Find can judge it.
func Read(raw []byte) (text string, from Encoding) {
	if text, ok := FromUTF16(raw); ok {
		return text, UTF16
	}
	raw = bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
	switch {
	case utf8.Valid(raw):
		return string(raw), Unicode
	case looksLike1258(raw):
		return from1258(raw), Windows1258
	}
	return FromWindows1252(raw), Windows1252
}

// FromUTF16 reads text in UTF-16: with a byte order mark, or recognised by its NULs. What is not well formed,
// or holds NUL, is no text.
func FromUTF16(raw []byte) (text string, ok bool) {
	order, marked := utf16Order(raw)
	if order == nil || len(raw)%2 != 0 {
		return "", false
	}
	units := make([]uint16, 0, len(raw)/2)
	for at := 0; at < len(raw); at += 2 {
		units = append(units, order.Uint16(raw[at:]))
	}
	if marked {
		units = units[1:]
	}
	runes := utf16.Decode(units)
	for _, r := range runes {
		if r == utf8.RuneError || r == 0 {
			return "", false
		}
	}
	return string(runes), true
}

// utf16Order is the order of the bytes of UTF-16, nil when they are something else, UTF-32 for example.
func utf16Order(raw []byte) (order binary.ByteOrder, marked bool) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE, 0, 0}):
		return nil, false
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return binary.LittleEndian, true
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return binary.BigEndian, true
	}
	even, odd := countNULs(raw)
	switch size := min(len(raw), headSize); {
	case odd > size/5 && even < size/50+1:
		return binary.LittleEndian, false
	case even > size/5 && odd < size/50+1:
		return binary.BigEndian, false
	}
	return nil, false
}

// headSize is how much of a file tells whether it is UTF-16.
const headSize = 8 << 10

// LooksLikeUTF16 recognises UTF-16, whole or cut, by its byte order mark or because every other byte of its
// ASCII letters is NUL.
func LooksLikeUTF16(raw []byte) bool {
	order, _ := utf16Order(raw)
	return order != nil
}

// HasUTF16Mark reports whether a file says by its byte order mark that it is UTF-16.
func HasUTF16Mark(raw []byte) bool {
	_, marked := utf16Order(raw)
	return marked
}

// countNULs counts the NULs at even and odd places of the head of a file.
func countNULs(raw []byte) (even, odd int) {
	head := raw[:min(len(raw), headSize)]
	if bytes.IndexByte(head, 0) < 0 {
		return 0, 0
	}
	for i, b := range head {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	return even, odd
}

// looksLike1258 recognises Windows-1258, which writes tones as marks of their own behind a vowel: at least a
// quarter of what is not ASCII are such marks in such places.
func looksLike1258(raw []byte) bool {
	high, marks := 0, 0
	for i, b := range raw {
		if b < utf8.RuneSelf {
			continue
		}
		high++
		if i > 0 && bytes.IndexByte([]byte("\xCC\xD2\xDE\xEC\xF2"), b) >= 0 &&
			bytes.IndexByte([]byte("aeiouyAEIOUY\xE2\xEA\xF4\xE3\xF5\xFD\xC2\xCA\xD4\xC3\xD5\xDD"), raw[i-1]) >= 0 {
			marks++
		}
	}
	return marks >= 2 && marks*4 >= high
}

func from1258(raw []byte) string {
	text, err := charmap.Windows1258.NewDecoder().Bytes(raw)
	if err != nil { // a decoder of single bytes has nothing to refuse
		return FromWindows1252(raw)
	}
	return viet.NFC(string(text))
}
