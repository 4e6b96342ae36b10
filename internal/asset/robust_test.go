package asset

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// TestFound_E3_Cut: a picture that ends anywhere gives its size, or none and a message; never another size,
// and never a panic.
func TestFound_E3_Cut(t *testing.T) {
	wide := box("colr", []byte("nclx"), binary.BigEndian.AppendUint32(nil, 5000), binary.BigEndian.AppendUint32(nil, 5000))
	for name, whole := range map[string][]byte{
		"a.png": pngBytes(), "b.png": insertAt(pngBytes(), 33, chunk("eXIf", tiff(binary.BigEndian, 1, true))), "a.jpg": jpegBytes(),
		"b.jpg": segments(0xe2, []byte("profile"), nil), "c.jpg": segments(jpegAPP1, append([]byte("Exif\x00\x00"), tiff(binary.LittleEndian, 4, true)...)), "a.gif": gifBytes(),
		"a.webp": webp("VP8 ", []byte("\x00\x00\x00\x9d\x01\x2a\x07\x40\x05\x80")), "b.webp": webp("VP8L", []byte("\x2f\x06\x00\x01\x00\x00\x00\x00\x00\x00")),
		"c.webp": webp("VP8X", []byte("\x00\x00\x00\x00\x06\x00\x00\x04\x00\x00")), "a.avif": avif(wide, ispe(7, 5), box("irot"), box("ispe", []byte("short"))),
		"a.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"><g/></svg>`),
	} {
		for n := range len(whole) + 1 {
			cut := whole[:n:n]
			info := Inspect("content/"+name, int64(n), headOf(cut))
			sized := info.Width == 7 && info.Height == 5
			if !sized && (info.Width != 0 || info.Height != 0 || len(info.Diagnostics) == 0) {
				t.Errorf("%s after %d of %d bytes: %d × %d, %q", name, n, len(whole), info.Width, info.Height, codes(info.Diagnostics))
			}
		}
	}
}

// TestFound_E3_Labels: what readers are told of every type of file that may be published.
func TestFound_E3_Labels(t *testing.T) {
	labels := map[string]string{
		".jpg": "Ảnh JPEG", ".jpeg": "Ảnh JPEG", ".png": "Ảnh PNG", ".gif": "Ảnh GIF", ".webp": "Ảnh WebP", ".avif": "Ảnh AVIF", ".svg": "Hình vẽ SVG",
		".mp3": "Âm thanh MP3", ".m4a": "Âm thanh M4A", ".aac": "Âm thanh AAC", ".ogg": "Âm thanh OGG", ".oga": "Âm thanh OGG", ".opus": "Âm thanh Opus", ".wav": "Âm thanh WAV",
		".flac": "Âm thanh FLAC", ".pdf": "PDF", ".doc": "Word (DOC)", ".docx": "Word (DOCX)", ".xls": "Bảng tính (XLS)", ".xlsx": "Bảng tính (XLSX)", ".ppt": "Trình chiếu (PPT)",
		".jfif": "Ảnh JPEG", ".jpe": "Ảnh JPEG", ".pjpeg": "Ảnh JPEG", ".ico": "Biểu tượng", ".wma": "Âm thanh WMA", ".mp4": "Video MP4", ".m4v": "Video MP4", ".webm": "Video WebM",
		".ogv": "Video OGG", ".mov": "Video MOV", ".avi": "Video AVI", ".wmv": "Video WMV", ".webmanifest": "Dữ liệu (WEBMANIFEST)", ".woff": "Phông chữ (WOFF)", ".ttf": "Phông chữ (TTF)",
		".otf": "Phông chữ (OTF)", ".pptx": "Trình chiếu (PPTX)", ".odt": "Văn bản (ODT)", ".ods": "Bảng tính (ODS)", ".odp": "Trình chiếu (ODP)", ".rtf": "Văn bản (RTF)", ".epub": "Sách điện tử (EPUB)",
		".zip": "Tệp nén (ZIP)", ".rar": "Tệp nén (RAR)", ".7z": "Tệp nén (7Z)", ".gz": "Tệp nén (GZ)", ".tgz": "Tệp nén (TGZ)", ".tar": "Tệp gộp (TAR)",
		".txt": "Văn bản thuần (TXT)", ".csv": "Bảng dữ liệu (CSV)", ".json": "Dữ liệu (JSON)", ".woff2": "Phông chữ (WOFF2)", ".css": "Kiểu dáng (CSS)", ".js": "Mã lệnh (JS)",
	}
	for ext, want := range labels {
		if got := TypeLabel("tep/x" + strings.ToUpper(ext)); got != want {
			t.Errorf("%s is called %q, not %q", ext, got, want)
		}
	}
	for ext := range types {
		if labels[ext] == "" {
			t.Errorf("%s is not in this table", ext)
		}
	}
}

// TestFound_E3_LongAddress: a message holds the beginning of what is too long, and says that there is more.
func TestFound_E3_LongAddress(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"https://a.vn/" + strings.Repeat("x", 47), "https://a.vn/" + strings.Repeat("x", 47)},
		{"https://a.vn/" + strings.Repeat("x", 48), "https://a.vn/" + strings.Repeat("x", 47) + "…"},
	} {
		found := scanSVG("static/a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="`+c.address+`"/></svg>`))
		if len(found) != 1 || found[0].Args[0] != c.want {
			t.Errorf("%s: %v", c.address, found)
		}
	}
}

// TestFound_E3_Lengths: the lengths of CSS in pixels, and what is none.
func TestFound_E3_Lengths(t *testing.T) {
	for text, want := range map[string]int{
		"120": 120, " 12.5 ": 13, "12.4px": 12, "72pt": 96, "6pc": 96, "25.4mm": 96, "2.54cm": 96, "1in": 96, "0.1": 1, "999999": 999999,
		"100%": 0, "2em": 0, "6PC": 0, "pc": 0, "": 0, "-3": 0, "0": 0, "1000000": 0, "20000in": 0, "NaN": 0, "Inf": 0, "1 2": 0,
	} {
		if got := svgLength(text); got != want {
			t.Errorf("%q is %d, not %d", text, got, want)
		}
	}
}

// TestFound_E3_Magic: what the first bytes of a file say, for formats that browsers do not tell by them.
func TestFound_E3_Magic(t *testing.T) {
	for head, want := range map[string]string{
		"\xff\xf1\x50\x80": "audio/aac", "\xff\xf9\x50\x80": "audio/aac", "\xff\xfb\x90\x00": "audio/mpeg", "\xff\xf3\x90\x00": "audio/mpeg", "\xff\xf2\x90\x00": "audio/mpeg",
		"fLaC\x00": "audio/flac", "\x30\x26\xb2\x75\x8e\x66\xcf\x11": "video/x-ms-asf", "II*\x00": "image/tiff", "MM\x00*": "image/tiff",
		"MZ\x90\x00": "application/x-executable", "\x7fELF": "application/x-executable", "\xca\xfe\xba\xbe": "application/x-executable", "\xcf\xfa\xed\xfe": "application/x-executable",
		"#!/bin/sh": "application/x-script", "<?php": "application/x-script", "FWS": "application/x-shockwave-flash", "CWS": "application/x-shockwave-flash", "ZWS": "application/x-shockwave-flash",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole", `{\rtf1`: "application/rtf", "7z\xbc\xaf\x27\x1c": "application/x-7z-compressed", "Rar!\x1a\x07": "application/vnd.rar",
		strings.Repeat("\x00", 257) + "ustar": "application/x-tar", "\x00\x00\x00\x14ftypM4A \x00\x00\x00\x00M4A ": "audio/mp4", "\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ": "video/mp4",
		"\x00\x00\x00\x14ftypmif1\x00\x00\x00\x00avif": "image/avif", "\x00\x00\x00\x14ftypmif1\x00\x00\x00\x00heic": "image/heic", "\x00\x00\x00\x10ftypmp42avifavif": "video/mp4",
		"\xff\xf1": "audio/aac", "\x00\xff": "application/octet-stream", "chữ": "text/plain",
	} {
		if got := sniff([]byte(head)); got != want {
			t.Errorf("%.20q is %s, not %s", head, got, want)
		}
	}
}

// TestFound_E3_PositionInWebP: a WebP that says where it was taken, behind its picture, behind chunks of odd
// length, or cut off.
func TestFound_E3_PositionInWebP(t *testing.T) {
	head, exif := webp("VP8X", []byte("\x00\x00\x00\x00\x06\x00\x00\x04\x00\x00")), tiff(binary.LittleEndian, 1, true)
	for _, c := range []struct {
		name   string
		chunks [][]byte
		want   string
	}{
		{"with a position", [][]byte{riff("EXIF", exif)}, "picture-position"},
		{"without one", [][]byte{riff("EXIF", tiff(binary.LittleEndian, 1, false))}, ""},
		{"behind chunks", [][]byte{riff("ICCP", make([]byte, 7)), riff("VP8 ", make([]byte, 20)), riff("EXIF", exif)}, "picture-position"},
		{"of another name", [][]byte{riff("XMP ", exif)}, ""},
		{"cut off", [][]byte{riff("EXIF", exif)[:len(exif)]}, ""},
	} {
		b := bytes.Join(append([][]byte{head}, c.chunks...), nil)
		binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
		if got := codes(Inspect("content/a.webp", int64(len(b)), headOf(b)).Diagnostics); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// riff is a chunk of a WebP, of even length with what fills it up.
func riff(name string, body []byte) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
	return append(b, make([]byte, len(body)&1)...)
}

// TestFound_E3_Segments: where the next segment of a JPEG begins, at every end that one can have.
func TestFound_E3_Segments(t *testing.T) {
	for _, c := range []struct {
		bytes  string
		at     int
		marker byte
		body   string
		next   int
	}{
		{"\xff\xe0\x00\x04ab\xff", 0, 0xe0, "ab", 6}, {"\xff\xff\xff\xe0\x00\x02", 0, 0xe0, "", 6}, {"..\xff\xe0\x00\x03a", 2, 0xe0, "a", 7},
		{"\xff\x01a", 0, 0x01, "", 2}, {"\xff\xd0a", 0, 0xd0, "", 2}, {"\xff\xd8a", 0, 0xd8, "", 2}, {"\xff\xd9", 0, 0xd9, "", 2},
		{"", 0, 0, "", 0}, {"a", 1, 0, "", 0}, {"a", 2, 0, "", 0}, {"\xff", 0, 0, "", 0}, {"\xff\xff", 0, 0, "", 0}, {"\xff\xe0", 0, 0xe0, "", 0}, {"\xff\xe0\x00", 0, 0xe0, "", 0},
		{"\xff\xe0\x00\x05ab", 0, 0xe0, "", 0}, {"\xff\xe0\x00\x01ab", 0, 0xe0, "", -1}, {"\xff\xe0\x00\x00ab", 0, 0xe0, "", -1}, {"ab", 0, 0, "", -1},
	} {
		marker, body, next := jpegSegment([]byte(c.bytes), c.at)
		if marker != c.marker || string(body) != c.body || next != c.next {
			t.Errorf("%q at %d: %x %q %d", c.bytes, c.at, marker, body, next)
		}
	}
}
