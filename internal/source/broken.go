package source

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"bantin/internal/viet"
)

// pages are the character sets as which programs that unzip or download read a name in UTF-8.
var pages = []*charmap.Charmap{charmap.CodePage437, charmap.CodePage850, charmap.CodePage865, charmap.Windows1252, charmap.Windows1258, charmap.ISO8859_1}

// escapes are the ways in which programs write letters beyond ASCII into names: #U1ed1 (Info-ZIP), _x1ED1_
// (Microsoft).
var escapes = regexp.MustCompile(`#U[0-9a-fA-F]{4}|_x[0-9a-fA-F]{4}_`)

// brokenName reports whether a name was broken by a program that took it for another encoding, and what was
// meant, "" where that is lost.
func brokenName(name string) (meant string, broken bool) {
	switch {
	case strings.ContainsRune(name, utf8.RuneError):
		return "", true
	case escapes.MatchString(name):
		meant = escapes.ReplaceAllStringFunc(name, func(s string) string {
			code, _ := strconv.ParseUint(strings.Trim(s[2:], "_"), 16, 32)
			return string(rune(code))
		})
	case strings.Contains(name, "%"):
		meant, _ = url.PathUnescape(name)
	case isASCII(name):
		return "", false
	default:
		meant = misread(name)
	}
	return viet.NFC(meant), meant != "" && meant != name && isWriting(meant)
}

// misread undoes the reading of UTF-8 as another set, "" where the name is none such. Of several readings one
// in Vietnamese letters wins.
func misread(name string) (meant string) {
	for _, page := range pages {
		raw, err := page.NewEncoder().String(name)
		if err != nil || raw == name || !utf8.ValidString(raw) || isASCII(raw) {
			continue
		}
		if isASCII(viet.Fold(raw)) {
			return raw
		}
		if meant == "" {
			meant = raw
		}
	}
	return meant
}

// isWriting reports whether a name has a letter beyond ASCII and nothing that nobody writes into one.
func isWriting(name string) bool {
	letters := 0
	for _, r := range name {
		if !unicode.IsPrint(r) || r == '/' {
			return false
		}
		if r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)) {
			letters++
		}
	}
	return letters > 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
