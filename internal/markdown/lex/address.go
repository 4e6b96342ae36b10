package lex

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"bantin/internal/viet"
)

// addressKind says where an address leads.
type addressKind uint8

const (
	addressInside  addressKind = iota // a path of this site, relative or from the top, or an anchor
	AddressOutside                    // http, https, or another host after //
	AddressContact                    // mailto, tel
	AddressRefused                    // any other scheme: javascript, data …
	AddressLocal                      // a file on the author's computer
)

// Address is the destination of a link or a picture as it can be understood without knowing the site.
type Address struct {
	Dest   string
	Kind   addressKind
	Scheme string // of a refused address
}

// ReadAddress judges a destination whose entities and backslashes are resolved. The scheme is judged in the
// form that a browser sees (blanks and control characters inside of it do not count) and in the form that
// percent escapes give; only http, https, mailto, tel and addresses without a scheme pass.
//
// An address of http or https without a host ("https:host") leads nowhere and is refused.
//
// Addresses of this site are decoded up to their query, since they name files: a backslash of Windows is a
// slash, percent escapes are letters. Others stay as written: their escapes may mean something else decoded
// (%2F is no slash of a path).
func ReadAddress(destination []byte) Address {
	written := strings.TrimFunc(string(destination), func(r rune) bool { return r <= ' ' || r == '\u00A0' })
	written = viet.NFC(written)
	if OnComputer(written) {
		return Address{Kind: AddressLocal}
	}
	plain, unescaped := decoded(written), Unescape(written)
	if scheme := schemeOf(written); (scheme == "http" || scheme == "https") && !namesHost(written[len(scheme)+1:]) {
		return Address{Kind: AddressRefused, Scheme: scheme}
	}
	for _, form := range []string{written, plain, unescaped} {
		switch scheme := schemeOf(form); scheme {
		case "", "http", "https", "mailto", "tel":
		default:
			return Address{Kind: AddressRefused, Scheme: scheme}
		}
	}
	switch schemeOf(written) {
	case "http", "https":
		return Address{Dest: strings.Map(DropControl, written), Kind: AddressOutside}
	case "mailto", "tel":
		return Address{Dest: strings.Map(DropControl, written), Kind: AddressContact}
	}
	if schemeOf(plain) != "" {
		return Address{Kind: AddressRefused, Scheme: schemeOf(plain)} // http%3A//: no browser reads it so
	}
	plain = strings.ReplaceAll(plain, `\`, "/")
	if strings.HasPrefix(plain, "//") {
		return Address{Dest: strings.ReplaceAll(written, `\`, "/"), Kind: AddressOutside}
	}
	path, query, asked := strings.Cut(written, "?")
	if !asked || strings.Contains(path, "#") {
		return Address{Dest: strings.Map(DropControl, plain), Kind: addressInside}
	}
	query, fragment, marked := strings.Cut(query, "#") // %26 in a query is no & between two of them
	plain = strings.ReplaceAll(decoded(path), `\`, "/") + "?" + query
	if marked {
		plain += "#" + decoded(fragment)
	}
	return Address{Dest: strings.Map(DropControl, plain), Kind: addressInside}
}

// decoded resolves percent escapes where they give text.
func decoded(written string) string {
	if unescaped := Unescape(written); isText(unescaped) {
		return viet.NFC(unescaped)
	}
	return written
}

// namesHost reports whether the rest of an address behind "https:" has two slashes and a host.
func namesHost(rest string) bool {
	rest, ok := strings.CutPrefix(rest, "//")
	return ok && rest != "" && strings.IndexByte("/?#", rest[0]) < 0
}

// schemeOf is the scheme of an address in lower case, "" without one. A scheme with invisible characters in
// it is none of those that are allowed, whatever it looks like.
func schemeOf(s string) string {
	end := strings.IndexAny(s, ":/?#\\")
	if end < 0 || s[end] != ':' {
		return ""
	}
	shown := strings.Map(dropInvisible, s[:end])
	scheme := strings.ToLower(shown)
	for i := 0; i < len(scheme); i++ {
		letter := 'a' <= scheme[i] && scheme[i] <= 'z'
		if !letter && (i == 0 || strings.IndexByte("0123456789+-.", scheme[i]) < 0) {
			return "" // "Nghị quyết: số 5.md" is a file name
		}
	}
	if len(shown) < end {
		return scheme + "…"
	}
	return scheme
}

// dropInvisible takes out what a scheme may hide behind: control and invisible characters. (Browsers ignore
// tabs and line ends.)
func dropInvisible(r rune) rune {
	if r < ' ' || 0x7F <= r && r < 0xA0 || r == 0xAD || 0x200B <= r && r <= 0x200F || 0x2028 <= r && r <= 0x202E ||
		0x2060 <= r && r <= 0x206F || r == 0xFEFF || r == utf8.RuneError {
		return -1
	}
	return r
}

// DropControl takes out control characters, which browsers ignore in addresses.
func DropControl(r rune) rune {
	if isControl(r) {
		return -1
	}
	return r
}

func isControl(r rune) bool { return r < ' ' || r == 0x7F }

// isText reports whether s is UTF-8 without control characters. Percent escapes that give anything else stay
// as written.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, isControl) }

// Unescape resolves the percent escapes of an address. A sign that begins none stays: "100%.jpg".
func Unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if b, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(b))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

// IsWebAddress reports whether an address names a host of the web: one with a blank in it was copied from a
// browser's address bar.
func IsWebAddress(s []byte) bool {
	return bytes.HasPrefix(s, []byte("https://")) || bytes.HasPrefix(s, []byte("http://"))
}

// HasExtension reports whether an address ends like a file name, up to its anchor: a dot and one to five
// letters or digits.
func HasExtension(s []byte) bool {
	name, _, _ := bytes.Cut(s, []byte("#"))
	extension := name[bytes.LastIndexByte(name, '.')+1:]
	if len(extension) == len(name) || len(extension) == 0 || len(extension) > 5 {
		return false
	}
	for _, b := range extension {
		if !util.IsAlphaNumeric(b) {
			return false
		}
	}
	return true
}
