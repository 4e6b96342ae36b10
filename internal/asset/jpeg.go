package asset

import (
	"bytes"
	"encoding/binary"
)

// Markers of JPEG (ITU T.81, table B.1).
const (
	jpegEOI  = 0xd9
	jpegSOS  = 0xda
	jpegAPP1 = 0xe1
	jpegTEM  = 0x01
)

// readJPEG walks the segments up to the frame header, and notes on the way how EXIF wants the picture turned.
func readJPEG(b []byte) (dimensions, reading) {
	var d dimensions
	for at := 2; ; {
		marker, segment, next := jpegSegment(b, at)
		switch {
		case next == 0:
			return d, tooFew
		case next < 0 || marker == jpegSOS || marker == jpegEOI:
			return d, corrupt
		case marker == jpegAPP1:
			e := readEXIF(bytes.TrimPrefix(segment, []byte("Exif\x00\x00")))
			d.turned = d.turned || e.turned
			d.gps = d.gps || e.gps || bytes.Contains(segment, []byte("exif:GPSLatitude"))
		case isFrame(marker):
			if len(segment) < 5 {
				return d, corrupt
			}
			d.height, d.width = int64(binary.BigEndian.Uint16(segment[1:])), int64(binary.BigEndian.Uint16(segment[3:]))
			return d, good
		}
		at = next
	}
}

// isFrame reports a start of frame: C0 to CF without the three markers among them that mean something else.
func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

// jpegSegment gives the segment at an offset and where the next one begins: 0 when the bytes end before, -1
// when there is no segment.
func jpegSegment(b []byte, at int) (marker byte, segment []byte, next int) {
	if at < len(b) && b[at] != 0xff {
		return 0, nil, -1
	}
	for at < len(b) && b[at] == 0xff { // fill bytes may precede a marker
		at++
	}
	if at >= len(b) {
		return 0, nil, 0
	}
	marker = b[at]
	if marker == jpegTEM || marker >= 0xd0 && marker <= jpegEOI {
		return marker, nil, at + 1
	}
	if at+3 > len(b) {
		return marker, nil, 0
	}
	length := int(binary.BigEndian.Uint16(b[at+1:]))
	if length < 2 {
		return marker, nil, -1
	}
	if at+1+length > len(b) {
		return marker, nil, 0
	}
	return marker, b[at+3 : at+1+length], at + 1 + length
}

// wholeJPEG reports whether the picture's data is followed by an end marker. Within the data no FF D9 can
// stand: there every FF is followed by 00. The end marker of a preview stands before the data.
func wholeJPEG(b []byte) bool {
	for at := 2; ; {
		marker, _, next := jpegSegment(b, at)
		if next <= 0 {
			return false
		}
		if marker == jpegSOS {
			return bytes.Contains(b[next:], []byte{0xff, jpegEOI})
		}
		at = next
	}
}
