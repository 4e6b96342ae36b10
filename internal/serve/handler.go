package serve

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"path"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/feed"
	"bantin/internal/fingerprint"
	"bantin/internal/pipeline"
	"bantin/internal/source"
)

// writeTime is how long a browser may take for one answer, and streamTime for one line of the event stream.
// Who reads more slowly is dropped.
const (
	writeTime  = time.Minute
	streamTime = 5 * time.Second
)

// Handler answers the requests of browsers.
type Handler struct {
	site   *Site
	hosts  hosts
	lang   diag.Lang
	memory *memory
	report func([]diag.Diagnostic) // faults that are found when a page is rendered
	ended  <-chan struct{}         // closed when the server ends: a stream does not end by itself
}

// memoryBytes bounds the rendered artifacts that are held.
const memoryBytes = 64 << 20

// NewHandler answers for a site, until ctx ends, in a language. names, with port, are those that a request
// may be for beside those of this machine. report is told of faults that only rendering a page can find.
func NewHandler(ctx context.Context, s *Site, names []string, lang diag.Lang, report func([]diag.Diagnostic)) *Handler {
	return &Handler{site: s, hosts: names, lang: lang, memory: newMemory(memoryBytes), report: report, ended: ctx.Done()}
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	// where there are no deadlines, slow browsers are not dropped
	_ = control.SetWriteDeadline(h.site.clock().Add(writeTime))
	if r.ContentLength != 0 {
		_ = control.SetReadDeadline(h.site.clock().Add(streamTime)) // nobody reads a body
	}
	for _, header := range headers("") {
		w.Header().Set(header.Name, header.Value)
	}
	switch {
	case !h.hosts.allow(r):
		refuse(w, http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
	case !visits(r):
		refuse(w, http.StatusForbidden)
	case strings.HasPrefix(r.URL.Path, ownPrefix):
		h.serveOwn(w, r)
	default:
		h.servePage(w, r)
	}
}

// refuse answers with a status and its name.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(http.StatusText(status) + "\n"))
}

// headers are those that the site's host sends with a file (the same source as _headers), but for two that
// concern TLS, which a preview does not have.
func headers(name string) []feed.Header {
	var list []feed.Header
	for _, header := range feed.Headers() {
		switch header.Name {
		case "Strict-Transport-Security":
			continue
		case "Content-Security-Policy":
			header.Value = strings.TrimSuffix(header.Value, "; upgrade-insecure-requests")
			if strings.HasSuffix(name, ".svg") {
				header.Value = feed.SVGPolicy
			}
		}
		list = append(list, header)
	}
	return list
}

// servePage answers with a file of the site.
func (h *Handler) servePage(w http.ResponseWriter, r *http.Request) {
	g, v, err := h.view(r, r.URL.Path)
	switch {
	case err != nil:
		h.fail(w, err)
		return
	case v.redirect != "":
		http.Redirect(w, r, v.redirect, http.StatusTemporaryRedirect)
		return
	}
	for _, header := range headers(v.name) {
		w.Header().Set(header.Name, header.Value)
	}
	w.Header().Set("Content-Type", contentType(v.name))
	if v.large != nil {
		h.stream(w, r, v)
		return
	}
	body, tag := v.body, v.tag
	if v.page != "" {
		in := h.inset(g, v, "")
		body, tag = withInset(body, in), short(fingerprint.Of(in))
	}
	if v.status != http.StatusOK {
		w.WriteHeader(v.status)
		_, _ = w.Write(body)
		return
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// stream writes an artifact that is too large to be held. When it fails in the middle the connection breaks:
// half a file must not look whole.
func (h *Handler) stream(w http.ResponseWriter, r *http.Request, v *view) {
	w.Header().Set("Content-Type", contentType(v.name))
	if r.Method == http.MethodHead {
		return
	}
	if _, err := v.large.Render(w); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// Unmade is the diagnostic about what keeps the whole site from being made, which is no fault of the site.
func Unmade(err error) diag.Diagnostic {
	var internal *pipeline.InternalError
	if errors.As(err, &internal) {
		return internal.Diagnostic
	}
	return diag.New("site-unmade", diag.Pos{Path: "bantin"}, err.Error())
}

// fail answers when nobody knows what to show: the build failed, or reading did while a page was made. The
// page that says so asks again.
func (h *Handler) fail(w http.ResponseWriter, err error) {
	why := []diag.Diagnostic{Unmade(err)}
	w.Header().Set("Content-Type", contentType("error.html"))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write(withInset(h.errorPage("preview-wait", why), inset{Lang: h.lang, Page: unmadePage + short(fingerprint.Of(why))}))
}

// attempts is how often a page is made again because its files changed while it was made.
const attempts = 5

// view makes what stands at an address of the newest generation.
func (h *Handler) view(r *http.Request, address string) (*generation, *view, error) {
	for attempt := 1; ; attempt++ {
		g, err := h.site.fresh(r.Context())
		if err != nil {
			return nil, nil, err
		}
		v, err := h.look(r.Context(), g, address)
		if err == nil || !errors.Is(err, source.ErrChanged) || attempt == attempts {
			return g, v, err
		}
	}
}

// contentType is the type of a file by its name. The table of the system is not asked: it differs from
// machine to machine.
func contentType(name string) string {
	switch ext := path.Ext(name); {
	case name == "rss.xml", strings.HasSuffix(name, "/rss.xml"):
		return "application/rss+xml; charset=utf-8"
	case ext == "", ext == ".txt", ext == ".csv":
		return "text/plain; charset=utf-8"
	case types[ext] != "":
		return types[ext]
	}
	return "application/octet-stream"
}

// types are those that browsers show. Everything else is downloaded.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".pdf": "application/pdf",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".mp4": "video/mp4", ".webm": "video/webm",
}
