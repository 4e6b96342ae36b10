package source

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// keyOf returns the NFC form of one name of a folder, or the code of what is wrong with the name.
func keyOf(name string) (key string, fault diag.Code) {
	if !utf8.ValidString(name) {
		return "", "source-name-utf8"
	}
	if strings.ContainsFunc(name, unprintable) {
		return "", "source-name-control"
	}
	return viet.NFC(name), ""
}

// unprintable reports control characters, line and paragraph separators among them: a name with one cannot
// stand in one line of a message, a manifest or a list.
func unprintable(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// printable replaces what cannot be printed, so that a name can stand in a position.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unprintable(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(name, string(utf8.RuneError)))
}

// quoted writes a name so that two spellings that look alike can be told apart: characters that combine, and
// bytes that are no character, are written as escapes.
func quoted(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 || unprintable(r) || unicode.Is(unicode.Mn, r) {
			b.WriteString(strings.Trim(strconv.QuoteToASCII(name[i:i+size]), `"`))
		} else {
			b.WriteString(name[i : i+size])
		}
		i += size
	}
	return b.String()
}
