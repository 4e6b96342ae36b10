package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// Body is a rendered body with numbered slots where links and pictures stand: they are filled once their
// targets are known, so that goldmark runs once for a body and not again for its page. It is never modified
// once made; the zero value renders nothing.
type Body struct {
	html  string // everything but the slots
	slots []slot // in order of at
}

// Len is about how many bytes the body takes in memory.
func (b Body) Len() int { return len(b.html) + 64*len(b.slots) }

// slot is a place of the HTML that References fill.
type slot struct {
	at    int // offset in Body.html
	kind  slotKind
	n     int    // number of the link or picture
	text  string // of a link and a picture: attributes and words that are known already, escaped
	alt   string // of a picture: its alternative text, escaped
	typed string // what stands there when nothing is found and the marks may mean something else, escaped
}

// slotKind says what fills a slot.
type slotKind uint8

const (
	slotLead      slotKind = iota // inside the opening tag of the first paragraph
	slotLinkOpen                  // text = further attributes
	slotLinkClose                 //
	slotPicture                   // text = further attributes, alt = alternative text
)

// The words of a body that its author did not write.
const (
	missingLabel  = "Ảnh này chưa có trong kho lưu trữ"
	externalLabel = "Xem ảnh ở trang gốc"
)

// Render writes the HTML with the slots filled. References that are absent count as unresolved, so a link
// keeps its words and a picture becomes a placeholder.
func (b Body) Render(dst *bytes.Buffer, refs References) {
	dst.Grow(len(b.html) + 96*len(b.slots))
	at, inLink := 0, false
	for _, h := range b.slots {
		dst.WriteString(b.html[at:h.at])
		at = h.at
		switch h.kind {
		case slotLead:
			if refs.LeadInBody {
				dst.WriteString(` class="lead"`)
			}
		case slotLinkOpen:
			inLink = openLink(dst, refs.link(h.n), h)
		case slotLinkClose:
			closeLink(dst, refs.link(h.n), h)
			inLink = false
		case slotPicture:
			writePicture(dst, h, refs.picture(h.n), inLink)
		}
	}
	dst.WriteString(b.html[at:])
}

func (r References) link(n int) LinkTarget {
	if n < len(r.Links) {
		return r.Links[n]
	}
	return LinkTarget{}
}

func (r References) picture(n int) PictureSource {
	if n < len(r.Pictures) {
		return r.Pictures[n]
	}
	return PictureSource{}
}

// openLink writes the opening tag of a link that leads somewhere and reports whether it did.
func openLink(dst *bytes.Buffer, target LinkTarget, h slot) bool {
	if target.Href == "" {
		if target.Typed {
			dst.WriteString(h.typed)
		}
		return false
	}
	dst.WriteString(`<a href="`)
	writeAddress(dst, target.Href)
	dst.WriteByte('"')
	if target.External && leavesSite(target.Href) {
		dst.WriteString(` class="external" rel="noopener nofollow"`)
	}
	dst.WriteString(h.text)
	dst.WriteByte('>')
	return true
}

// closeLink ends a link. Sound gets a player of the browser's own beside its link: both work from file:// and
// without scripts.
func closeLink(dst *bytes.Buffer, target LinkTarget, h slot) {
	if target.Href == "" {
		if target.Typed {
			dst.WriteString(h.typed)
		}
		return
	}
	dst.WriteString("</a>")
	if target.Audio {
		dst.WriteString(` <audio controls preload="none" src="`)
		writeAddress(dst, target.Href)
		dst.WriteString(`"></audio>`)
	}
}

// writePicture writes a picture, the link to one of another site (never loaded: the archive makes no request
// to anybody else), or the placeholder of a missing one. A link cannot stand inside of a link, so there only
// the words are given.
func writePicture(dst *bytes.Buffer, h slot, source PictureSource, inLink bool) {
	switch {
	case source.Src != "":
		dst.WriteString(`<img src="`)
		writeAddress(dst, source.Src)
		dst.WriteString(`" alt="` + h.alt + `"`)
		if source.Width > 0 && source.Height > 0 {
			dst.WriteString(` width="` + strconv.Itoa(source.Width) + `" height="` + strconv.Itoa(source.Height) + `"`)
		}
		dst.WriteString(h.text + ` loading="lazy" decoding="async">`)
	case source.External != "":
		words := externalLabel
		if h.alt != "" {
			words = h.alt + " (" + externalLabel + ")"
		}
		if inLink {
			dst.WriteString(words)
			return
		}
		dst.WriteString(`<a href="`)
		writeAddress(dst, source.External)
		dst.WriteString(`" class="external" rel="noopener nofollow">` + words + `</a>`)
	case source.Typed:
		dst.WriteString(h.typed)
	default:
		dst.WriteString(`<span class="picture-missing">` + missingLabel)
		if h.alt != "" {
			dst.WriteString(": " + h.alt)
		}
		dst.WriteString(`</span>`)
	}
}

// leavesSite is false for addresses that open a program of the reader and no other site.
func leavesSite(href string) bool {
	return !strings.HasPrefix(href, "mailto:") && !strings.HasPrefix(href, "tel:")
}

// writeAddress writes an address as an attribute's value. Percent escapes that are there already stay.
func writeAddress(dst *bytes.Buffer, address string) {
	dst.Write(util.EscapeHTML(util.URLEscape([]byte(address), false)))
}
