package site

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// redirect makes the redirects from the old addresses that entries and pages of sections name. An alias that
// cannot be used is an error, what another program's field says is not; the entry itself stays.
func (j *joiner) redirect() {
	j.oldAddresses = map[string]Redirect{}
	targets := make([]Redirect, 0, len(j.site.Items)+len(j.site.Sections)+1)
	for _, it := range j.site.Items {
		targets = append(targets, Redirect{To: it.URL, Entry: it.Entry})
	}
	for _, s := range append(j.site.Sections, j.site.Root) {
		if s.Index != nil {
			targets = append(targets, Redirect{To: s.URL(), Entry: s.Index})
		}
	}
	for _, tax := range j.site.Taxonomies() {
		for _, t := range tax.Terms {
			if t.Index != nil {
				targets = append(targets, Redirect{To: t.URL(), Entry: t.Index})
			}
		}
	}
	for _, t := range targets {
		for _, ref := range t.Entry.Aliases {
			if code, owner := j.addAlias(t, ref.Value); code != "" {
				j.report(diag.New(code, diag.Pos{Path: t.Entry.Path, Line: ref.Line, Col: ref.Col}, ref.Value, owner))
			}
		}
	}
	for _, t := range targets { // whoever says `aliases` goes before
		for _, ref := range t.Entry.OldURLs {
			if code, owner := j.addAlias(t, ref.Value); code != "" {
				j.report(diag.New("old-address-unused", diag.Pos{Path: t.Entry.Path, Line: ref.Line, Col: ref.Col}, ref.Value, owner))
			}
		}
	}
	slices.SortFunc(j.site.Redirects, func(a, b Redirect) int { return strings.Compare(a.address(), b.address()) })
}

// address is the old address as one text.
func (r Redirect) address() string { return r.From + "?" + r.Query }

// addressKey is under which an old address is looked up: a folder and its index.html are one.
func addressKey(p, query string) string {
	return strings.TrimSuffix(strings.TrimSuffix(p, "index.html"), "/") + "?" + query
}

// sitePath is an old address as a path from the top, without a fragment, which no host is told. An absolute
// address of this site loses its base, one of another host, where the site was before, the host.
func (j *joiner) sitePath(written string) (p, host string) {
	written, _, _ = strings.Cut(written, "#")
	if base := j.in.Settings.BaseURL; base != "" {
		written = strings.TrimPrefix(written, strings.TrimSuffix(base, "/"))
	}
	if scheme, rest, ok := strings.Cut(written, "://"); ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")) {
		at := strings.IndexAny(rest+"/", "/?")
		return "/" + strings.TrimPrefix(rest[at:], "/"), strings.ToLower(rest[:at])
	}
	if !strings.HasPrefix(written, "/") && !strings.Contains(written, "://") {
		written = "/" + written
	}
	return written, ""
}

// addAlias makes one old address lead to a page. An empty code means that it does, or that it is the page's
// own; owner is who has it already.
func (j *joiner) addAlias(r Redirect, written string) (code diag.Code, owner string) {
	escaped, host := j.sitePath(strings.TrimSpace(written))
	escaped, query, _ := strings.Cut(escaped, "?")
	r.From, r.Query = decodePath(escaped), query
	// Decode first, then judge: an escaped "..%2f" must not pass.
	if !isSitePath(r.From) || strings.ContainsAny(query, "\\#%\x00\r\n\t") || isPattern(r.From) {
		return "alias-invalid", ""
	}
	key := addressKey(r.From, query)
	if host != "" {
		j.oldAddresses[host+key] = r // of the old site, by which other entries may name it
	}
	if other, taken := j.oldAddresses[key]; taken {
		if other.Entry == r.Entry {
			return "", ""
		}
		return "alias-taken", other.Entry.Path
	}
	if query == "" { // no file can answer for a query: these live in _redirects alone
		p := strings.TrimPrefix(r.From, "/")
		for _, address := range []string{p, path.Join(p, "index.html")} {
			if c, ok := j.addresses.owner(address); ok && address == r.To {
				return "", ""
			} else if ok {
				return "alias-taken", c.source
			}
		}
		if slices.Contains(reservedFolders, strings.ToLower(topElement(p))) {
			return "alias-reserved", ""
		}
		if r.Stub = stubPath(p); r.Stub != "" {
			if code, owner := j.stubFault(r.Stub); code != "" {
				return code, owner
			}
		}
	}
	j.oldAddresses[key] = r
	if r.Stub != "" {
		j.addresses.take(r.Stub, claim{source: r.Entry.Path, exists: true})
	}
	j.site.Redirects = append(j.site.Redirects, r)
	return "", ""
}

// stubFault says why a stub cannot lie at its path, "" when it can.
func (j *joiner) stubFault(stub string) (code diag.Code, owner string) {
	switch why, owner := j.obstacle(stub); why {
	case free:
		return "", ""
	case taken:
		return "alias-taken", owner
	case tooLong:
		return "address-long", ""
	default:
		return "alias-reserved", ""
	}
}

// isPattern holds for addresses that another program would have filled in: /:year/:title/, /{{ slug }}/.
func isPattern(p string) bool { return strings.Contains(p, "/:") || strings.Contains(p, "{{") }

// oldAddress finds the page that was at an address of another host, or one with a query.
func (j *joiner) oldAddress(written string) (Target, bool) {
	p, host := j.sitePath(written)
	p, query, _ := strings.Cut(p, "?")
	if host == "" && query == "" {
		return Target{}, false
	}
	for _, key := range []string{addressKey(decodePath(p), query), addressKey(decodePath(p), "")} {
		if r, ok := j.oldAddresses[host+key]; ok {
			return Target{URL: r.To}, true
		}
	}
	return Target{}, false
}

// isSitePath reports whether a decoded path is one of this site: absolute, and nothing in it that a host or a
// browser would read as something else.
func isSitePath(p string) bool {
	if !strings.HasPrefix(p, "/") || strings.Contains(p, "//") || strings.ContainsAny(p, "\\#%\x00\r\n\t") {
		return false
	}
	elements := strings.Split(p, "/")
	return !slices.Contains(elements, "..") && !slices.Contains(elements, ".")
}

// stubPath is the file that answers at an old address on a host without redirects: the address itself if it
// ends in .html, the index.html of its folder if it has no ending. Other endings (.aspx) would be served as
// something else and get none, nor do addresses that are no plain names: these live in _redirects alone.
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
