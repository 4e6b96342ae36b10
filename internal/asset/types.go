package asset

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// family is what kind of thing a file is. The bytes of a file must be of the family that its extension
// promises.
type family uint8

const (
	noFamily family = iota
	picture
	vector // SVG: a picture that is text and can hold script
	media
	pdf
	office
	archive
	text
	font
	script // .css and .js
)

// fileType is what an extension says.
type fileType struct {
	mime   string
	label  string // in Vietnamese, for the table of attachments
	family family
}

// types are the files that a site may publish, by extension.
var types = map[string]fileType{
	".png":   {"image/png", "Ảnh PNG", picture},
	".jpg":   {"image/jpeg", "Ảnh JPEG", picture},
	".jpeg":  {"image/jpeg", "Ảnh JPEG", picture},
	".jfif":  {"image/jpeg", "Ảnh JPEG", picture}, // as Windows saves pictures of the web
	".jpe":   {"image/jpeg", "Ảnh JPEG", picture},
	".pjpeg": {"image/jpeg", "Ảnh JPEG", picture},
	".gif":   {"image/gif", "Ảnh GIF", picture},
	".webp":  {"image/webp", "Ảnh WebP", picture},
	".avif":  {"image/avif", "Ảnh AVIF", picture},
	".ico":   {"image/x-icon", "Biểu tượng", picture},
	".svg":   {"image/svg+xml", "Hình vẽ SVG", vector},

	".mp3":  {"audio/mpeg", "Âm thanh MP3", media},
	".m4a":  {"audio/mp4", "Âm thanh M4A", media},
	".aac":  {"audio/aac", "Âm thanh AAC", media},
	".ogg":  {"audio/ogg", "Âm thanh OGG", media},
	".oga":  {"audio/ogg", "Âm thanh OGG", media},
	".opus": {"audio/ogg", "Âm thanh Opus", media},
	".wav":  {"audio/wav", "Âm thanh WAV", media},
	".flac": {"audio/flac", "Âm thanh FLAC", media},
	".wma":  {"audio/x-ms-wma", "Âm thanh WMA", media},
	".mp4":  {"video/mp4", "Video MP4", media},
	".m4v":  {"video/mp4", "Video MP4", media},
	".webm": {"video/webm", "Video WebM", media},
	".ogv":  {"video/ogg", "Video OGG", media},
	".mov":  {"video/quicktime", "Video MOV", media},
	".avi":  {"video/x-msvideo", "Video AVI", media},
	".wmv":  {"video/x-ms-wmv", "Video WMV", media},

	".pdf":  {"application/pdf", "PDF", pdf},
	".doc":  {"application/msword", "Word (DOC)", office},
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (DOCX)", office},
	".xls":  {"application/vnd.ms-excel", "Bảng tính (XLS)", office},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Bảng tính (XLSX)", office},
	".ppt":  {"application/vnd.ms-powerpoint", "Trình chiếu (PPT)", office},
	".pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "Trình chiếu (PPTX)", office},
	".odt":  {"application/vnd.oasis.opendocument.text", "Văn bản (ODT)", office},
	".ods":  {"application/vnd.oasis.opendocument.spreadsheet", "Bảng tính (ODS)", office},
	".odp":  {"application/vnd.oasis.opendocument.presentation", "Trình chiếu (ODP)", office},
	".rtf":  {"application/rtf", "Văn bản (RTF)", office},
	".epub": {"application/epub+zip", "Sách điện tử (EPUB)", office},

	".zip": {"application/zip", "Tệp nén (ZIP)", archive},
	".rar": {"application/vnd.rar", "Tệp nén (RAR)", archive},
	".7z":  {"application/x-7z-compressed", "Tệp nén (7Z)", archive},
	".gz":  {"application/gzip", "Tệp nén (GZ)", archive},
	".tgz": {"application/gzip", "Tệp nén (TGZ)", archive},
	".tar": {"application/x-tar", "Tệp gộp (TAR)", archive},

	".txt":         {"text/plain; charset=utf-8", "Văn bản thuần (TXT)", text},
	".csv":         {"text/csv; charset=utf-8", "Bảng dữ liệu (CSV)", text},
	".json":        {"application/json", "Dữ liệu (JSON)", text},
	".webmanifest": {"application/manifest+json", "Dữ liệu (WEBMANIFEST)", text},

	".woff":  {"font/woff", "Phông chữ (WOFF)", font},
	".woff2": {"font/woff2", "Phông chữ (WOFF2)", font},
	".ttf":   {"font/ttf", "Phông chữ (TTF)", font},
	".otf":   {"font/otf", "Phông chữ (OTF)", font},

	".css": {"text/css; charset=utf-8", "Kiểu dáng (CSS)", script},
	".js":  {"text/javascript; charset=utf-8", "Mã lệnh (JS)", script},
}

// originals are pictures that browsers do not show, or that nobody would wait for (E42 of the editor inputs);
// they are recognised in order to say so.
var originals = []string{".heic", ".heif", ".tif", ".tiff", ".bmp", ".jp2", ".jxl", ".psd", ".dng", ".cr2", ".nef"}

// extension is the last extension of a file's name in lower case, with its dot.
func extension(p string) string { return strings.ToLower(path.Ext(p)) }

// IsPicture reports whether the name is that of a picture, shown by browsers or not (.heic, .tiff).
func IsPicture(p string) bool {
	ext := extension(p)
	return types[ext].family == picture || types[ext].family == vector || slices.Contains(originals, ext)
}

// TypeLabel says in Vietnamese what a file is, by its extension: "PDF", "Word (DOCX)", "Ảnh PNG". Of an
// unknown extension it gives the letters: "Tệp XYZ", of none "Tệp".
func TypeLabel(p string) string {
	ext := extension(p)
	if t, ok := types[ext]; ok {
		return t.label
	}
	return strings.TrimSpace("Tệp " + strings.ToUpper(strings.TrimPrefix(ext, ".")))
}

// SizeText writes a number of bytes for readers, with decimal units and comma: "345 byte", "340 kB", "1,2
// MB". A decimal stands below ten megabytes and gigabytes only, and not when it is zero.
func SizeText(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " byte"
	}
	if kilobytes := rounded(n, 1e3); kilobytes < 1000 {
		return strconv.FormatInt(kilobytes, 10) + " kB"
	}
	if megabytes := rounded(n, 1e6); megabytes < 1000 {
		return withTenth(n, 1e6) + " MB"
	}
	return withTenth(n, 1e9) + " GB"
}

func rounded(n, unit int64) int64 { return (n + unit/2) / unit }

func withTenth(n, unit int64) string {
	tenths := rounded(n, unit/10)
	if tenths >= 100 || tenths%10 == 0 {
		return strconv.FormatInt(rounded(n, unit), 10)
	}
	return strconv.FormatInt(tenths/10, 10) + "," + strconv.FormatInt(tenths%10, 10)
}
