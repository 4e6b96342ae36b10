package asset

import "encoding/binary"

// readGIF reads the logical screen.
func readGIF(b []byte) (dimensions, reading) {
	if len(b) < 13 {
		return dimensions{}, tooFew
	}
	return dimensions{width: int64(binary.LittleEndian.Uint16(b[6:])), height: int64(binary.LittleEndian.Uint16(b[8:]))}, good
}
