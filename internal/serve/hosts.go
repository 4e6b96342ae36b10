package serve

import (
	"net"
	"net/http"
	"strings"
)

// hosts are the names that a request may be for, with port, beside the machine's own: see allow.
type hosts []string

// allow reports whether a request is for this server and not for a name that a person made lead to it (DNS
// rebinding, docs/threats.md T20). The address at which a request arrived is always right: a page elsewhere
// has a name.
func (h hosts) allow(r *http.Request) bool {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	_, port, err := net.SplitHostPort(local.String())
	if err != nil {
		return false
	}
	host := strings.ToLower(r.Host)
	for _, name := range append([]string{local.String(), "localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port}, h...) {
		if host == strings.ToLower(name) || port == "80" && host+":80" == strings.ToLower(name) {
			return true
		}
	}
	return false
}

// sameOrigin reports whether a request comes from a page of this server, or from a program that is no
// browser: docs/threats.md T22. A browser says where a request comes from.
func sameOrigin(r *http.Request) bool {
	if origin, said := r.Header["Origin"]; said && (len(origin) != 1 || origin[0] != "http://"+r.Host) {
		return false
	}
	site, said := r.Header["Sec-Fetch-Site"]
	return !said || len(site) == 1 && site[0] == "same-origin"
}

// visits reports whether a request may have what readers get: it comes from a page of this server, from the
// address bar, from a program that is no browser, or it opens the page in a tab by a link elsewhere. Pages of
// other sites may not load anything into themselves, frames and pictures included: what they could see of it
// (its size, whether it is there) is nobody's business while a preview shows drafts.
func visits(r *http.Request) bool {
	site, said := r.Header["Sec-Fetch-Site"]
	if !said || len(site) == 1 && (site[0] == "same-origin" || site[0] == "none") {
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}
