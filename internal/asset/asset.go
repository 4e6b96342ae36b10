// Package asset finds out what a static or bundled file says about itself: the size of a picture, its type,
// and whether it may be published at all.
//
// Pictures are read by their headers, with code of our own. bep/imagemeta 1.0.1 reads no GIF; odd EXIF costs
// it the size of the picture, a header that is cut off gives it a wrong one, and it misses positions in WebP
// and in attributes of XMP. Nothing here decodes a pixel: a GIF of 34 bytes can ask a decoder for 4 GiB
// (golang/go#79063). What a file says is remembered by its digest, so everything here is a function of the
// path and the bytes.
//
//	info := asset.Inspect("content/tin-tuc/anh.jpg", size, head)
//	info.Width, info.Height  // 1600, 1200: as shown, a picture turned by its EXIF data has them exchanged
//	info.Diagnostics         // "Ảnh ghi vị trí nơi chụp (GPS)" …
//
//	asset.AllowedStatic("static/tep/bao-cao.pdf", head, nil)  // true, ""
//	asset.AllowedStatic("static/trang.html", head, nil)       // false, "static-type"
//
// A fault inside a picture has no line: its diagnostics name the file. Those of an SVG, which is text, have
// line and column.
package asset

import "bantin/internal/diag"

// Info is what a file says about itself.
type Info struct {
	Width, Height int    // of a picture as it is shown, in CSS pixels; 0 when unknown
	Type          string // MIME: of a picture by its bytes, of any other file by its extension
	Size          int64
	Diagnostics   []diag.Diagnostic
}
