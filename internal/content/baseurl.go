package content

import (
	"net/netip"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/idna"

	"bantin/internal/viet"
)

// NormalBase gives the address of a site its one form: https or http, the host in small letters and as the
// network knows it (xn--…), no port that goes without saying, the path percent-encoded and with a slash at
// its end. What belongs to one page (index.html, ?…, #…) goes. ok is false for what is no address of a site.
func NormalBase(written string) (base string, ok bool) {
	text := viet.TrimBlanks(written)
	scheme, rest, found := strings.Cut(text, "://")
	if !found { // baoyen.vn, //baoyen.vn
		scheme, rest = "https", strings.TrimPrefix(text, "//")
		if !strings.Contains(host(rest), ".") && !strings.HasPrefix(rest, "localhost") {
			return "", false
		}
	}
	if scheme = strings.ToLower(scheme); scheme != "https" && scheme != "http" {
		return "", false
	}
	authority := host(rest)
	name, ok := normalHost(authority, scheme)
	if !ok || strings.Contains(rest, `\`) {
		return "", false
	}
	p := rest[len(authority):]
	if end := strings.IndexAny(p, "?#"); end >= 0 {
		p = p[:end]
	}
	if decoded, err := url.PathUnescape(p); err == nil {
		p = decoded
	}
	p = path.Clean("/" + viet.NFC(viet.TrimBlanks(p)))
	if last := strings.ToLower(path.Base(p)); last == "index.html" || last == "index.htm" {
		p = path.Dir(p)
	}
	u := url.URL{Scheme: scheme, Host: name, Path: strings.TrimSuffix(p, "/") + "/"}
	return u.String(), true
}

// host is what stands before the path of an address without its scheme.
func host(rest string) string {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		return rest[:end]
	}
	return rest
}

// normalHost reads a name and a port. The name is one of the domain name system, in any script, or a number.
func normalHost(authority, scheme string) (name string, ok bool) {
	usual := map[string]string{"https": "443", "http": "80"}[scheme]
	u, err := url.Parse(scheme + "://" + authority + "/")
	if err != nil || u.User != nil || u.Hostname() == "" || strings.ContainsAny(authority, "@%") {
		return "", false
	}
	name, port := u.Hostname(), u.Port()
	if number, err := netip.ParseAddr(name); err == nil {
		if name = number.String(); number.Is6() {
			name = "[" + name + "]"
		}
	} else if name, err = idna.Lookup.ToASCII(strings.TrimSuffix(viet.NFC(name), ".")); err != nil || name == "" || strings.Contains(name, "..") {
		return "", false
	}
	if port != "" && port != usual {
		name += ":" + port
	}
	return name, true
}
