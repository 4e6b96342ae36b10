package site

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// redirect makes the redirects from the old addresses that entries name (aliases). An address that cannot be used is an error; the
// entry itself stays.
func (j *joiner) redirect() {
	j.oldAddresses = map[string]*Item{}
	for _, it := range j.site.Items {
		for _, ref := range it.Entry.Aliases {
			r, code, owner := j.alias(it, ref.Value)
			if code != "" {
				j.report(diag.New(code, diag.Pos{Path: it.Entry.Path, Line: ref.Line, Col: ref.Col}, ref.Value, owner))
				continue
			}
			j.site.Redirects = append(j.site.Redirects, r)
			j.addAlias(r)
		}
	}
	slices.SortFunc(j.site.Redirects, func(a, b Redirect) int { return strings.Compare(a.address(), b.address()) })
}

// address is the old address as one text.
func (r Redirect) address() string { return r.From + "?" + r.Query }

func (j *joiner) addAlias(r Redirect) {
	j.oldAddresses[r.address()] = r.To
	if r.Stub != "" {
		j.addresses.take(r.Stub, claim{source: r.To.Entry.Path, exists: true})
	}
}

// sitePath is an old address as a path from the top: an absolute address of this site loses its base.
func (j *joiner) sitePath(written string) string {
	if base := j.in.Settings.BaseURL; base != "" {
		written = strings.TrimPrefix(written, strings.TrimSuffix(base, "/"))
	}
	if !strings.HasPrefix(written, "/") && !strings.Contains(written, "://") {
		written = "/" + written
	}
	return written
}

// alias reads one old address. An empty code means that it can be used; owner is who has it already.
func (j *joiner) alias(it *Item, written string) (r Redirect, code diag.Code, owner string) {
	escaped, query, _ := strings.Cut(j.sitePath(strings.TrimSpace(written)), "?")
	decoded := decodePath(escaped)
	// Decode first, then judge: an escaped "..%2f" must not pass.
	if !isSitePath(decoded) || strings.ContainsAny(query, "\\#%\x00\r\n\t") {
		return r, "alias-invalid", ""
	}
	r = Redirect{From: decoded, Query: query, To: it}
	if other := j.oldAddresses[r.address()]; other != nil {
		return r, "alias-taken", other.Entry.Path
	}
	if query != "" {
		return r, "", "" // no file can answer for a query: these live in _redirects alone
	}
	p := strings.TrimPrefix(decoded, "/")
	for _, address := range []string{p, path.Join(p, "index.html")} {
		if c, ok := j.addresses.owner(address); ok {
			return r, "alias-taken", c.source
		}
	}
	if slices.Contains(reservedFolders, strings.ToLower(topElement(p))) {
		return r, "alias-reserved", ""
	}
	if r.Stub = stubPath(p); r.Stub == "" {
		return r, "", ""
	}
	switch why, owner := j.obstacle(r.Stub); why {
	case free:
		return r, "", ""
	case taken:
		return r, "alias-taken", owner
	case tooLong:
		return r, "address-long", ""
	default:
		return r, "alias-reserved", ""
	}
}

// isSitePath reports whether a decoded path is one of this site: absolute, and nothing in it that a host or a browser would read as
// something else.
func isSitePath(p string) bool {
	if !strings.HasPrefix(p, "/") || strings.Contains(p, "//") || strings.ContainsAny(p, "\\#%\x00\r\n\t") {
		return false
	}
	elements := strings.Split(p, "/")
	return !slices.Contains(elements, "..") && !slices.Contains(elements, ".")
}

// stubPath is the file that answers at an old address on a host without redirects: the address itself if it ends in .html, the
// index.html of its folder if it has no ending. Other endings (.aspx) would be served as something else and get none, nor do
// addresses that are no plain names: these live in _redirects alone.
func stubPath(p string) string {
	for e := range strings.SplitSeq(strings.TrimSuffix(p, "/"), "/") {
		if !viet.PlainName(e) {
			return ""
		}
	}
	switch strings.ToLower(path.Ext(p)) {
	case ".html", ".htm":
		return p
	case "":
		return path.Join(p, "index.html")
	}
	return ""
}
