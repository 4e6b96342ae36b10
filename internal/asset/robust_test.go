package asset

import (
	"encoding/binary"
	"strings"
	"testing"
)

// TestFound_E3_Cut: a picture that ends anywhere gives its size, or none and a message; never another size, and never a panic.
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
		".pptx": "Trình chiếu (PPTX)", ".odt": "Văn bản (ODT)", ".ods": "Bảng tính (ODS)", ".odp": "Trình chiếu (ODP)", ".rtf": "Văn bản (RTF)", ".epub": "Sách điện tử (EPUB)",
		".zip": "Tệp nén (ZIP)", ".rar": "Tệp nén (RAR)", ".7z": "Tệp nén (7Z)", ".gz": "Tệp nén (GZ)", ".tgz": "Tệp nén (TGZ)", ".tar": "Tệp gộp (TAR)",
		".txt": "Văn bản thuần (TXT)", ".csv": "Bảng dữ liệu (CSV)", ".json": "Dữ liệu (JSON)", ".woff2": "Phông chữ (WOFF2)", ".css": "Kiểu dáng (CSS)", ".js": "Mã lệnh (JS)",
	}
	for ext, want := range labels {
		if got := TypeLabel("tep/x" + strings.ToUpper(ext)); got != want {
			t.Errorf("%s is called %q, not %q", ext, got, want)
		}
	}
}

// TestFound_E3_LongAddress: a message holds the beginning of what is too long, and says that there is more.
func TestFound_E3_LongAddress(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"https://a.vn/" + strings.Repeat("x", 47), "https://a.vn/" + strings.Repeat("x", 47)},
		{"https://a.vn/" + strings.Repeat("x", 48), "https://a.vn/" + strings.Repeat("x", 47) + "…"},
	} {
		found := ScanSVG("static/a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="`+c.address+`"/></svg>`))
		if len(found) != 1 || found[0].Args[0] != c.want {
			t.Errorf("%s: %v", c.address, found)
		}
	}
}
