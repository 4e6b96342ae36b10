package serve

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"bantin/internal/fingerprint"
)

// ownPrefix begins the addresses of the preview itself. No file of a site has such a name.
const ownPrefix = "/.bantin/"

// heartbeat is how often the stream says that it is alive.
const heartbeat = 15 * time.Second

// serveOwn answers for the preview itself.
func (h *Handler) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch name := r.URL.Path[len(ownPrefix):]; name {
	case "preview.js":
		serveFile(w, r, name, script)
	case "preview.css":
		serveFile(w, r, name, stylesheet)
	case "look", "events":
		if !sameOrigin(r) {
			refuse(w, http.StatusForbidden)
		} else if name == "look" {
			h.serveLook(w, r)
		} else {
			h.serveEvents(w, r)
		}
	default:
		refuse(w, http.StatusNotFound)
	}
}

func serveFile(w http.ResponseWriter, r *http.Request, name, text string) {
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("ETag", `"`+short(fingerprint.Of(text))+`"`)
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
}

// serveLook tells a tab what it would be shown now: ?at= is the path of its address, ?page= what it shows.
func (h *Handler) serveLook(w http.ResponseWriter, r *http.Request) {
	address, err := url.PathUnescape(r.URL.Query().Get("at"))
	if err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	shown := r.URL.Query().Get("page")
	g, v, err := h.view(r, address)
	if err != nil {
		refuse(w, http.StatusServiceUnavailable) // whatever the tab shows, there is nothing better
		return
	}
	var answer bytes.Buffer
	execute(&answer, "answer", h.inset(g, v, shown))
	w.Header().Set("Content-Type", contentType("look.html"))
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(answer.Bytes())
}

// serveEvents is the stream that tells browsers the number of each new generation, and nothing else
// (docs/threats.md T22). Whoever makes generations does not know who listens: a listener that reads slowly
// delays itself, until its deadline ends it.
func (h *Handler) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	control := http.NewResponseController(w)
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	told := -1
	for {
		number, changed := h.site.generation()
		line := ":\n\n"
		if number != told {
			told, line = number, fmt.Sprintf("data: %d\n\n", number)
		}
		_ = control.SetWriteDeadline(h.site.clock().Add(streamTime))
		if _, err := w.Write([]byte(line)); err != nil {
			return
		}
		if err := control.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-alive.C:
		case <-h.ended:
			return
		case <-r.Context().Done():
			return
		}
	}
}
