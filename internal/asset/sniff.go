package asset

import (
	"bytes"
	"net/http"
	"strings"
)

// magic are formats that the sniffing rules of browsers do not name.
var magic = []struct {
	offset int
	bytes  string
	mime   string
}{
	{0, "MZ\x90", "application/x-executable"},
	{0, "\x7fELF", "application/x-executable"},
	{0, "\xca\xfe\xba\xbe", "application/x-executable"},
	{0, "\xcf\xfa\xed\xfe", "application/x-executable"},
	{0, "#!", "application/x-script"},
	{0, "<?php", "application/x-script"},
	{0, "FWS", "application/x-shockwave-flash"},
	{0, "CWS", "application/x-shockwave-flash"},
	{0, "ZWS", "application/x-shockwave-flash"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole"},
	{0, `{\rtf`, "application/rtf"},
	{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{0, "Rar!\x1a\x07", "application/vnd.rar"},
	{257, "ustar", "application/x-tar"},
	{0, "II*\x00", "image/tiff"},
	{0, "MM\x00*", "image/tiff"},
	{0, "fLaC", "audio/flac"},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"},
	{0, "\xff\xf1", "audio/aac"},
	{0, "\xff\xf9", "audio/aac"},
	{0, "\xff\xfb", "audio/mpeg"},
	{0, "\xff\xf3", "audio/mpeg"},
	{0, "\xff\xf2", "audio/mpeg"},
}

// isoBrands maps brands of the ISO base media format ("....ftypavif") to their types; others are some video
// or sound.
var isoBrands = map[string]string{
	"avif": "image/avif", "avis": "image/avif",
	"heic": "image/heic", "heix": "image/heic", "heim": "image/heic", "heis": "image/heic", "hevc": "image/heic", "hevx": "image/heic",
	"mif1": "image/heic", "msf1": "image/heic",
	"M4A ": "audio/mp4", "M4B ": "audio/mp4",
}

// sniff gives the type of a file by its first bytes: a few kilobytes are enough, 512 in most cases. What is
// known neither here nor to browsers is application/octet-stream, or text/plain when it holds no control
// characters.
func sniff(head []byte) string {
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		return sniffISO(head)
	}
	for _, m := range magic {
		if len(head) >= m.offset+len(m.bytes) && string(head[m.offset:m.offset+len(m.bytes)]) == m.bytes {
			return m.mime
		}
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return "application/pdf"
	}
	if isSVG(head) {
		return "image/svg+xml"
	}
	mime, _, _ := strings.Cut(http.DetectContentType(head), ";")
	return mime
}

// sniffISO looks at the major brand, then at the compatible ones: an AVIF may name itself mif1 first.
func sniffISO(head []byte) string {
	end := min(int(head[2])<<8|int(head[3]), len(head))
	found := "video/mp4"
	for at := 8; at+4 <= end; at += 4 {
		if mime, ok := isoBrands[string(head[at:at+4])]; ok && at != 12 {
			if mime == "image/avif" {
				return mime
			}
			if found == "video/mp4" {
				found = mime
			}
		}
	}
	return found
}

// isSVG reports whether a text's first element is <svg>, past comments, instructions and a DOCTYPE.
func isSVG(head []byte) bool {
	rest := bytes.TrimPrefix(head, []byte("\ufeff"))
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			rest = after(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<!")):
			if i := bytes.IndexAny(rest, "[>"); i >= 0 && rest[i] == '[' {
				rest = after(rest, "]")
			}
			rest = after(rest, ">")
		case bytes.HasPrefix(rest, []byte("<?")):
			rest = after(rest, "?>")
		default:
			return bytes.HasPrefix(rest, []byte("<svg")) || bytes.HasPrefix(rest, []byte("<svg:svg"))
		}
	}
}

func after(b []byte, end string) []byte {
	_, rest, _ := bytes.Cut(b, []byte(end))
	return rest
}

// fits reports whether bytes of a sniffed type may stand behind an extension of a family. Formats that nobody
// can recognise (raw MP3, TAR of old tools) pass as application/octet-stream; what a browser would run never
// does.
func fits(f family, mime string) bool {
	unknown := mime == "application/octet-stream"
	major, _, _ := strings.Cut(mime, "/")
	switch f {
	case picture:
		return major == "image" && mime != "image/svg+xml"
	case vector:
		return mime == "image/svg+xml"
	case media:
		return major == "audio" || major == "video" || mime == "application/ogg" || unknown
	case pdf:
		return mime == "application/pdf"
	case office:
		return mime == "application/x-ole" || mime == "application/zip" || mime == "application/rtf"
	case archive:
		return strings.Contains(mime, "zip") || strings.Contains(mime, "rar") || strings.Contains(mime, "7z") ||
			mime == "application/x-tar" || unknown
	case text, script:
		return mime == "text/plain"
	case font:
		return major == "font" || unknown
	}
	return false
}
