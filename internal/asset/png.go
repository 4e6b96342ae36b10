package asset

import (
	"bytes"
	"encoding/binary"
)

// readPNG reads the IHDR chunk, and the EXIF chunk when it is within reach.
func readPNG(b []byte) (dimensions, reading) {
	if len(b) < 24 {
		return dimensions{}, tooFew
	}
	if string(b[12:16]) != "IHDR" {
		return dimensions{}, corrupt
	}
	d := dimensions{width: int64(binary.BigEndian.Uint32(b[16:])), height: int64(binary.BigEndian.Uint32(b[20:]))}
	for at := 8; at+8 <= len(b); {
		length, name := int64(binary.BigEndian.Uint32(b[at:])), string(b[at+4:at+8])
		if name == "IDAT" || length > int64(len(b)-at-8) {
			break
		}
		if name == "eXIf" {
			d.gps = readEXIF(b[at+8 : at+8+int(length)]).gps
		}
		at += 12 + int(length)
	}
	return d, good
}

// wholePNG reports whether the last chunk is there. Whatever stands behind it does no harm.
func wholePNG(b []byte) bool { return bytes.Contains(b, []byte("IEND\xaeB\x60\x82")) }
