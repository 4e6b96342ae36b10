package site

import (
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// redirect makes the redirects from the old addresses that entries name (aliases). An address that cannot be used is an error; the
// entry itself stays.
func (j *joiner) redirect() {
	j.oldAddresses = map[string]*Item{}
	taken := map[string]*Item{}
	for _, it := range j.site.Items {
		for _, ref := range it.Entry.Aliases {
			r, code := j.alias(it, ref.Value)
			if code == "" {
				if other := taken[r.From+"?"+r.Query]; other != nil {
					j.reportAlias("alias-taken", it, ref, other.Entry.Path)
					continue
				}
				taken[r.From+"?"+r.Query] = it
			}
			switch code {
			case "":
				j.site.Redirects = append(j.site.Redirects, r)
				j.addAlias(r)
			case "alias-taken":
				owner, _ := j.addresses.owner(j.aliasPath(ref.Value))
				j.reportAlias(code, it, ref, owner.source)
			default:
				j.reportAlias(code, it, ref, "")
			}
		}
	}
	slices.SortFunc(j.site.Redirects, func(a, b Redirect) int {
		return strings.Compare(a.From+"?"+a.Query, b.From+"?"+b.Query)
	})
}

func (j *joiner) reportAlias(code diag.Code, it *Item, ref content.Ref, other string) {
	j.report(diag.New(code, diag.Pos{Path: it.Entry.Path, Line: ref.Line, Col: ref.Col}, ref.Value, other))
}

func (j *joiner) addAlias(r Redirect) {
	if r.Query == "" {
		j.oldAddresses[r.From] = r.To
	}
	if r.Stub != "" {
		j.addresses.take(r.Stub, claim{source: r.To.Entry.Path, exists: true})
	}
}

// aliasPath is the path of an old address under the output folder.
func (j *joiner) aliasPath(written string) string {
	p, _, _ := strings.Cut(j.sitePath(written), "?")
	return strings.TrimPrefix(decodePath(p), "/")
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

// alias reads one old address. An empty code means that it can be used.
func (j *joiner) alias(it *Item, written string) (Redirect, diag.Code) {
	full := j.sitePath(strings.TrimSpace(written))
	escaped, query, _ := strings.Cut(full, "?")
	decoded := decodePath(escaped)
	// Decode first, then judge: an escaped "..%2f" must not pass.
	if !strings.HasPrefix(decoded, "/") || strings.HasPrefix(decoded, "//") || strings.ContainsAny(decoded+query, "\\#%\x00\r\n\t") ||
		slices.Contains(strings.Split(decoded, "/"), "..") || slices.Contains(strings.Split(decoded, "/"), ".") || strings.Contains(decoded, "//") {
		return Redirect{}, "alias-invalid"
	}
	r := Redirect{From: decoded, Query: query, To: it}
	p := strings.TrimPrefix(decoded, "/")
	if query != "" {
		return r, "" // no file can answer for a query: these live in _redirects alone
	}
	for _, address := range []string{p, path.Join(p, "index.html")} {
		if _, ok := j.addresses.owner(address); ok {
			return r, "alias-taken"
		}
	}
	if p == "" || slices.Contains(reservedFolders, topElement(p)) {
		return r, "alias-reserved"
	}
	r.Stub = stubPath(p)
	return r, ""
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
