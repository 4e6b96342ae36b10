package serve

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/output"
)

// view is what stands at an address.
type view struct {
	status int
	name   string // path of the artifact; decides the type
	body   []byte // without the inset
	// of an HTML page: what a browser shows there, moves when it has to load the page again; else ""
	page     string
	tag      string            // of anything else: moves with the body
	shows    []diag.Diagnostic // the errors that the page itself shows
	redirect string            // where to go instead; "" to stay
	large    *output.Artifact  // to be written while it is made, instead of body
}

// Beginnings of view.page for what is no page of the site.
const (
	missingPage = "missing-"
	errorPage   = "error-"
	unmadePage  = "unmade-" // preview.js knows it
)

// look makes the view of an address of one generation. The table of the list is all that is asked: no address
// ever names a file (docs/threats.md T19).
func (h *Handler) look(ctx context.Context, g *generation, address string) (*view, error) {
	path, ok := strings.CutPrefix(g.underBase(address), "/")
	if !ok {
		return h.missing(ctx, g)
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	a, ok, err := g.find(path)
	switch {
	case err != nil:
		return nil, err
	case ok:
		return h.artifact(ctx, g, a)
	case g.broken[path] != "":
		return h.failed(g.about(g.broken[path])), nil
	case g.list == nil && len(g.errors) > 0:
		return h.failed(g.errors), nil
	}
	if _, ok := g.table[path+"/index.html"]; ok {
		return &view{redirect: "/" + path + "/"}, nil
	}
	return h.missing(ctx, g)
}

// underBase takes the path of the site's address on the web off an address: 404.html is served at any depth,
// so it alone links from there.
func (g *generation) underBase(address string) string {
	if g.list == nil {
		return address
	}
	u, err := url.Parse(g.list.Site.Settings.BaseURL)
	if err != nil || !strings.HasSuffix(u.Path, "/") {
		return address
	}
	if rest, ok := strings.CutPrefix(address, u.Path); ok {
		return "/" + rest
	}
	return address
}

// artifact is the view of an artifact.
func (h *Handler) artifact(ctx context.Context, g *generation, a output.Artifact) (*view, error) {
	made, failures := gather(a)
	if failures != nil {
		h.report(failures)
		return h.failed(failures), nil
	}
	r, err := h.memory.render(ctx, a.Path, made)
	switch {
	case errors.Is(err, errLarge):
		return &view{status: http.StatusOK, name: a.Path, large: &a}, nil
	case err != nil:
		return nil, err
	case len(r.failures) > 0:
		h.report(r.failures)
		return h.failed(r.failures), nil
	}
	v := &view{status: http.StatusOK, name: a.Path, body: r.body, tag: short(made.Fingerprint)}
	if isPage(a) {
		v.page = g.pageKey(made.Fingerprint, r)
	}
	return v, nil
}

// isPage reports whether an artifact is a page of ours and no HTML file that a person put into static/.
func isPage(a output.Artifact) bool {
	return a.Class == output.ClassPage && strings.HasSuffix(a.Path, ".html")
}

// pageKey covers all that a browser loads with a page but the style.
func (g *generation) pageKey(page fingerprint.Digest, r *rendered) string {
	parts := []fingerprint.Digest{page}
	for _, address := range r.loads {
		if i, ok := g.table[address]; ok {
			parts = append(parts, g.list.Artifacts[i].Fingerprint())
		}
	}
	return short(fingerprint.Of("page", parts))
}

// missing is the view where there is nothing: the site's own page for that.
func (h *Handler) missing(ctx context.Context, g *generation) (*view, error) {
	a, ok, _ := g.find("404.html")
	if !ok {
		return &view{status: http.StatusNotFound, body: []byte(http.StatusText(http.StatusNotFound) + "\n")}, nil
	}
	v, err := h.artifact(ctx, g, a)
	if err == nil {
		v.status, v.page = http.StatusNotFound, missingPage+v.page
	}
	return v, err
}

// failed is the view where a page is kept out by errors.
func (h *Handler) failed(why []diag.Diagnostic) *view {
	return &view{
		status: http.StatusInternalServerError, name: "error.html", body: h.errorPage("preview-mend", why),
		page: errorPage + short(fingerprint.Of(why)), shows: why,
	}
}

// short is enough of a digest to tell two states of one page apart.
func short(d fingerprint.Digest) string { return d.String()[:20] }
