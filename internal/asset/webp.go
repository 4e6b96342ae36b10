package asset

import "encoding/binary"

// readWebP reads the first chunk: VP8X (extended), VP8L (lossless) or VP8 (lossy).
func readWebP(b []byte) (dimensions, reading) {
	if len(b) < 30 {
		return dimensions{}, tooFew
	}
	u24 := func(at int) int64 { return int64(b[at]) | int64(b[at+1])<<8 | int64(b[at+2])<<16 }
	switch string(b[12:16]) {
	case "VP8X":
		return dimensions{width: u24(24) + 1, height: u24(27) + 1, gps: webpGPS(b)}, good
	case "VP8L":
		bits := binary.LittleEndian.Uint32(b[21:])
		if b[20] != 0x2f {
			return dimensions{}, corrupt
		}
		return dimensions{width: int64(bits&0x3fff) + 1, height: int64(bits>>14&0x3fff) + 1}, good
	case "VP8 ":
		if string(b[23:26]) != "\x9d\x01\x2a" {
			return dimensions{}, corrupt
		}
		width, height := binary.LittleEndian.Uint16(b[26:]), binary.LittleEndian.Uint16(b[28:])
		return dimensions{width: int64(width & 0x3fff), height: int64(height & 0x3fff)}, good
	}
	return dimensions{}, corrupt
}

// webpGPS looks for a position in the EXIF chunk, when it is within reach.
func webpGPS(b []byte) bool {
	for at := int64(12); at+8 <= int64(len(b)); {
		length := int64(binary.LittleEndian.Uint32(b[at+4:]))
		if end := at + 8 + length; string(b[at:at+4]) == "EXIF" && end <= int64(len(b)) {
			return readEXIF(b[at+8 : end]).gps
		}
		at += 8 + length + length&1
	}
	return false
}

// wholeWebP compares the length in the header with the file's.
func wholeWebP(b []byte) bool { return int64(binary.LittleEndian.Uint32(b[4:]))+8 <= int64(len(b)) }
