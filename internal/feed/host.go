package feed

import (
	"net/url"
	"strings"

	"bantin/internal/site"
)

// Header is an HTTP header that every file of the site is served with.
type Header struct{ Name, Value string }

// Headers are the headers of docs/threats.md. The preview server sends the same, so that a fault of the
// policy shows at the desk.
func Headers() []Header {
	policy := []string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
		"media-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
		"object-src 'none'", "require-trusted-types-for 'script'", "trusted-types bantin-search", "upgrade-insecure-requests",
	}
	return []Header{
		{"Content-Security-Policy", strings.Join(policy, "; ")},
		{"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Cache-Control", "public, max-age=0, must-revalidate"},
	}
}

// SVGPolicy is sent with SVG files in addition: opened alone, one must not be able to do anything
// (docs/threats.md).
const SVGPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'"

// addHost adds the tables that Netlify and hosts like it read.
func (m *maker) addHost() {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, h := range Headers() {
		b.WriteString("  " + h.Name + ": " + h.Value + "\n")
	}
	b.WriteString("/*.svg\n  Content-Security-Policy: " + SVGPolicy + "\n")
	m.addText("_headers", b.String())
	m.addText("_redirects", redirects(m.site))
}

// redirects is the table of old addresses, one a line: from, query parameters, to, status. A query is not
// part of the path there ("/Default.aspx id=1 /tin/a.html 301"); blanks and letters beyond ASCII are
// percent-encoded.
func redirects(s *site.Site) string {
	base := "/"
	if u, err := url.Parse(s.Settings.BaseURL); err == nil && u.Path != "" {
		base = u.EscapedPath()
	}
	var b strings.Builder
	for _, r := range s.Redirects {
		fields := []string{escape(base + strings.TrimPrefix(r.From, "/"))}
		for _, parameter := range strings.Split(r.Query, "&") {
			if parameter != "" {
				fields = append(fields, escape(parameter))
			}
		}
		fields = append(fields, base+r.To, "301")
		b.WriteString(strings.Join(fields, " ") + "\n")
	}
	return b.String()
}

// escape percent-encodes what would end a field of the table or is no ASCII. "=" stays: it joins a parameter
// and its value.
func escape(field string) string {
	var b strings.Builder
	for _, c := range []byte(field) {
		if c <= ' ' || c > '~' || c == '#' || c == '*' || c == ':' || c == '"' {
			b.WriteString("%" + strings.ToUpper(hex(c)))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func hex(c byte) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[c>>4], digits[c&15]})
}
