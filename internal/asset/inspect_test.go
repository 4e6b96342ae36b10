package asset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"bantin/internal/diag"
)

// headOf gives the beginning of a file as Inspect asks for it.
func headOf(b []byte) func(n int) ([]byte, error) {
	return func(n int) ([]byte, error) { return b[:min(n, len(b))], nil }
}

// words writes a diagnostic without its place: "code arg|arg".
func words(d diag.Diagnostic) string {
	return strings.TrimSpace(string(d.Code) + " " + strings.Join(d.Args, "|"))
}

// codes writes diagnostics as "code arg|arg; code".
func codes(ds []diag.Diagnostic) string {
	var list []string
	for _, d := range ds {
		list = append(list, words(d))
	}
	return strings.Join(list, "; ")
}

// The pictures of the tests. small is 7 × 5; its pixels are of no matter.
func small() image.Image {
	img := image.NewPaletted(image.Rect(0, 0, 7, 5), color.Palette{color.Black, color.White})
	img.SetColorIndex(3, 3, 1)
	return img
}

func pngBytes() []byte {
	var b bytes.Buffer
	png.Encode(&b, small())
	return b.Bytes()
}

func jpegBytes() []byte {
	var b bytes.Buffer
	jpeg.Encode(&b, small(), nil)
	return b.Bytes()
}

func gifBytes() []byte {
	var b bytes.Buffer
	gif.Encode(&b, small(), nil)
	return b.Bytes()
}

// tiff builds EXIF data: an orientation and, when gps, a GPS directory with a latitude.
func tiff(order binary.AppendByteOrder, orientation uint16, gps bool) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	entry := func(tag, kind uint16, value []byte) {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, kind)
		b = order.AppendUint32(b, 1)
		b = append(b, value...)
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	entry(tagOrientation, 3, append(order.AppendUint16(nil, orientation), 0, 0))
	directory := uint32(0) // of a version only, as phones write without a position
	if gps {
		directory = 38
	}
	entry(tagGPS, 4, order.AppendUint32(nil, directory))
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	entry(tagLatitude, 5, order.AppendUint32(nil, 0))
	return b
}

// segments puts segments of a marker behind the start of a JPEG.
func segments(marker byte, contents ...[]byte) []byte {
	whole := jpegBytes()
	b := append([]byte{}, whole[:2]...)
	for _, content := range contents {
		b = append(b, 0xff, marker)
		b = binary.BigEndian.AppendUint16(b, uint16(len(content)+2))
		b = append(b, content...)
	}
	return append(b, whole[2:]...)
}

func withEXIF(order binary.AppendByteOrder, orientation uint16, gps bool) []byte {
	return segments(jpegAPP1, append([]byte("Exif\x00\x00"), tiff(order, orientation, gps)...))
}

// webp builds a file of one chunk.
func webp(chunk string, body []byte) []byte {
	b := []byte("RIFF")
	b = binary.LittleEndian.AppendUint32(b, uint32(4+8+len(body)))
	b = append(b, "WEBP"+chunk...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
	return append(b, body...)
}

// box builds a box of the ISO base media format.
func box(name string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), name...), body...)
}

func ispe(w, h uint32) []byte {
	return box("ispe", make([]byte, 4), binary.BigEndian.AppendUint32(nil, w), binary.BigEndian.AppendUint32(nil, h))
}

func avif(properties ...[]byte) []byte {
	return append(box("ftyp", []byte("avif\x00\x00\x00\x00mif1avif")),
		box("meta", make([]byte, 4), box("hdlr", make([]byte, 24)), box("iprp", box("ipco", properties...)))...)
}

// bomb is the GIF of 34 bytes that asks a decoder for 65535 × 65535 pixels (golang/go#79063).
var bomb = []byte("GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x01\x4c\x00;")

func TestInspect(t *testing.T) {
	jfif, wide := jpegBytes(), make([]byte, 60_000)
	tests := []struct {
		name, path    string
		bytes         []byte
		width, height int
		mime, want    string
	}{
		{"png", "a.png", pngBytes(), 7, 5, "image/png", ""},
		{"jpeg", "a.JPG", jfif, 7, 5, "image/jpeg", ""},
		{"gif", "a.gif", gifBytes(), 7, 5, "image/gif", ""},
		{"webp, lossy", "a.webp", webp("VP8 ", []byte("\x00\x00\x00\x9d\x01\x2a\x07\x40\x05\x80")), 7, 5, "image/webp", ""},
		{"webp, lossless", "a.webp", webp("VP8L", []byte("\x2f\x06\x00\x01\x00\x00\x00\x00\x00\x00")), 7, 5, "image/webp", ""},
		{"webp, extended", "a.webp", webp("VP8X", []byte("\x00\x00\x00\x00\x06\x00\x00\x04\x00\x00")), 7, 5, "image/webp", ""},
		{"avif", "a.avif", avif(ispe(3, 3), ispe(7, 5)), 7, 5, "image/avif", ""},
		{"avif, turned", "a.avif", avif(ispe(7, 5), box("irot", []byte{1})), 5, 7, "image/avif", ""},
		{"avif, half a turn", "a.avif", avif(ispe(7, 5), box("irot", []byte{2})), 7, 5, "image/avif", ""},

		{"orientation 1", "a.jpg", withEXIF(binary.LittleEndian, 1, false), 7, 5, "image/jpeg", ""},
		{"orientation 4", "a.jpg", withEXIF(binary.BigEndian, 4, false), 7, 5, "image/jpeg", ""},
		{"orientation 5", "a.jpg", withEXIF(binary.BigEndian, 5, false), 5, 7, "image/jpeg", ""},
		{"orientation 8", "a.jpg", withEXIF(binary.LittleEndian, 8, false), 5, 7, "image/jpeg", ""},
		{"orientation 9", "a.jpg", withEXIF(binary.LittleEndian, 9, false), 7, 5, "image/jpeg", ""},
		{"position", "a.jpg", withEXIF(binary.LittleEndian, 6, true), 5, 7, "image/jpeg", "picture-position"},
		{"position in XMP", "a.jpg", segments(jpegAPP1, []byte("http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude=\"22,1N\"/>")), 7, 5, "image/jpeg", "picture-position"},
		{"position in PNG", "a.png", insertAt(pngBytes(), 33, chunk("eXIf", tiff(binary.BigEndian, 1, true))), 7, 5, "image/png", "picture-position"},
		{"size behind 120 kB of profiles", "a.jpg", segments(0xe2, wide, wide), 7, 5, "image/jpeg", ""},

		{"another type", "a.png", jfif, 7, 5, "image/jpeg", "picture-type .png|Ảnh JPEG"},
		{"no picture", "a.png", []byte("<html>"), 0, 0, "image/png", "picture-broken Ảnh PNG"},
		{"empty", "a.jpg", nil, 0, 0, "image/jpeg", "picture-broken Ảnh JPEG"},
		{"heic", "a.HEIC", []byte("x"), 0, 0, "application/octet-stream", "picture-format .heic"},
		{"heic under another name", "a.jpg", box("ftyp", []byte("heic\x00\x00\x00\x00mif1")), 0, 0, "image/jpeg", "picture-format HEIC"},
		{"tiff", "a.tif", tiff(binary.LittleEndian, 1, false), 0, 0, "application/octet-stream", "picture-format .tif"},

		{"bomb", "a.gif", bomb, 0, 0, "image/gif", "picture-bomb 65.535 × 65.535|34 byte"},
		{"large photo", "a.gif", append(append([]byte{}, bomb...), make([]byte, 400_000)...), 65535, 65535, "image/gif", "picture-pixels 65.535 × 65.535|40"},
		{"heavy", "a.gif", append(gifBytes(), make([]byte, 1_200_000)...), 7, 5, "image/gif", "picture-heavy 1,2 MB"},
		{"zero", "a.gif", []byte("GIF89a\x00\x00\x05\x00\x00\x00\x00;"), 0, 0, "image/gif", "picture-broken Ảnh GIF"},
		{"png of 2^31 pixels and more", "a.png", patchPNG(0xffffffff, 0xffffffff), 0, 0, "image/png", "picture-broken Ảnh PNG"},
		{"jpeg cut in its header", "a.jpg", jfif[:30], 0, 0, "image/jpeg", "picture-broken Ảnh JPEG"},
		{"jpeg cut in its data", "a.jpg", jfif[:len(jfif)-3], 7, 5, "image/jpeg", "picture-truncated Ảnh JPEG"},
		{"jpeg with a preview, cut", "a.jpg", segments(jpegAPP1, jfif)[:len(jfif)*2-4], 7, 5, "image/jpeg", "picture-truncated Ảnh JPEG"},
		{"jpeg with something behind", "a.jpg", append(jpegBytes(), "tail"...), 7, 5, "image/jpeg", ""},
		{"png cut", "a.png", pngBytes()[:40], 7, 5, "image/png", "picture-truncated Ảnh PNG"},
		{"webp cut", "a.webp", webp("VP8X", append([]byte("\x00\x00\x00\x00\x06\x00\x00\x04\x00\x00"), make([]byte, 50)...))[:60], 7, 5, "image/webp", "picture-truncated Ảnh WebP"},

		{"svg", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30mm"/>`), 40, 113, "image/svg+xml", ""},
		{"svg with a view box", "a.svg", []byte(`<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 960,540"></svg>`), 960, 540, "image/svg+xml", ""},
		{"svg without a size", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), 0, 0, "image/svg+xml", ""},
		{"found_E3: a width of nothing", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="0" height="3"/>`), 0, 0, "image/svg+xml", ""},
		{"found_E3: a width beyond all measure", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1e300" height="3"/>`), 0, 0, "image/svg+xml", ""},
		{"found_E3: neither, but a box", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="0" height="-1" viewBox="0 0 8 6"/>`), 8, 6, "image/svg+xml", ""},
		{"found_C8: a bitmap", "a.bmp", []byte("BM123456"), 0, 0, "application/octet-stream", "picture-format .bmp"},
		{"found_C8: a bitmap under another name", "a.png", append([]byte("BM"), make([]byte, 60)...), 0, 0, "image/png", "picture-format BMP"},
		{"found_C8: a JPEG of Windows", "a.JFIF", jpegBytes(), 7, 5, "image/jpeg", ""},
		{"svg with script", "a.svg", []byte("<svg width='1' height='2'>\n<script/></svg>"), 1, 2, "image/svg+xml", "svg-active <script>"},

		{"pdf", "a.pdf", []byte("%PDF-1.7"), 0, 0, "application/pdf", ""},
		{"unknown", "a.xyz", []byte("x"), 0, 0, "application/octet-stream", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := "content/tin-tuc/" + test.path
			info := Inspect(path, int64(len(test.bytes)), headOf(test.bytes))
			if info.Width != test.width || info.Height != test.height || info.Type != test.mime || info.Size != int64(len(test.bytes)) {
				t.Errorf("%d × %d, %s, %d bytes", info.Width, info.Height, info.Type, info.Size)
			}
			if got := codes(info.Diagnostics); got != test.want {
				t.Errorf("diagnostics %q, want %q", got, test.want)
			}
			for _, d := range info.Diagnostics {
				if d.Pos.Path != path {
					t.Errorf("%s has no file: %+v", d.Code, d.Pos)
				}
			}
		})
	}
}

func insertAt(b []byte, at int, part []byte) []byte {
	return bytes.Join([][]byte{b[:at], part, b[at:]}, nil)
}

// chunk is a PNG chunk; its checksum is of no matter here.
func chunk(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	return append(append(append(b, name...), body...), 0, 0, 0, 0)
}

func patchPNG(width, height uint32) []byte {
	b := pngBytes()
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	return b
}

func TestInspectUnreadable(t *testing.T) {
	info := Inspect("static/a.png", 10, func(int) ([]byte, error) { return nil, errors.New("denied") })
	if got := codes(info.Diagnostics); got != "picture-unreadable denied" {
		t.Error(got)
	}
}

// TestInspectReadsLittle: the size of a large picture is found in its first bytes.
func TestInspectReadsLittle(t *testing.T) {
	b := append(jpegBytes(), make([]byte, 64)...)
	const size = 200 << 20
	most := 0
	info := Inspect("a.jpg", size, func(n int) ([]byte, error) {
		most = max(most, n)
		return b, nil
	})
	if info.Width != 7 || most > maxHeader {
		t.Errorf("width %d after asking for %d bytes", info.Width, most)
	}
}

// TestInspectDecodesNothing: the bomb would take 4 GiB.
func TestInspectDecodesNothing(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Inspect("a.gif", int64(len(bomb)), headOf(bomb))
	runtime.ReadMemStats(&after)
	if len(bomb) != 34 {
		t.Errorf("the bomb has %d bytes", len(bomb))
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 1<<20 {
		t.Errorf("%d bytes were allocated for a header", taken)
	}
}

// FuzzInspect holds that any bytes under any picture's name give a size within bounds or a message, and never
// a panic.
func FuzzInspect(f *testing.F) {
	for _, b := range [][]byte{pngBytes(), jpegBytes(), gifBytes(), bomb, withEXIF(binary.LittleEndian, 6, true), withEXIF(binary.BigEndian, 8, true),
		webp("VP8 ", []byte("\x00\x00\x00\x9d\x01\x2a\x07\x40\x05\x80")), webp("VP8X", make([]byte, 40)), avif(ispe(7, 5)), []byte(`<svg width="4"/>`)} {
		f.Add(b, "a.jpg")
	}
	f.Add([]byte(`<svg onload="x"><style>@import "x"</style></svg>`), "a.svg")
	f.Fuzz(func(t *testing.T, b []byte, path string) {
		info := Inspect(path, int64(len(b)), headOf(b))
		if info.Width < 0 || info.Height < 0 || (info.Width == 0) != (info.Height == 0) {
			t.Errorf("%d × %d", info.Width, info.Height)
		}
		if info := Inspect("x.jpg", int64(len(b)), headOf(b)); info.Width == 0 && len(info.Diagnostics) == 0 {
			t.Error("a picture without a size and without a message")
		}
		AllowedStatic(path, b, nil)
	})
}
