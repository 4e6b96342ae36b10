package asset

import "encoding/binary"

// exif is what we want to know of a picture's EXIF data.
type exif struct {
	turned bool // orientation 5 to 8: shown on its side
	gps    bool // a position is given
}

// The tags of TIFF and EXIF that matter here.
const (
	tagOrientation = 0x0112
	tagGPS         = 0x8825
	tagLatitude    = 0x0002 // of the GPS directory
	tagLongitude   = 0x0004
)

// readEXIF reads a TIFF structure: a header, then directories of entries of twelve bytes. Anything odd ends
// the reading.
func readEXIF(b []byte) exif {
	var order binary.ByteOrder
	switch {
	case len(b) < 8:
		return exif{}
	case string(b[:4]) == "II*\x00":
		order = binary.LittleEndian
	case string(b[:4]) == "MM\x00*":
		order = binary.BigEndian
	default:
		return exif{}
	}
	var found exif
	eachEntry(b, order, order.Uint32(b[4:]), func(tag uint16, value []byte) {
		switch tag {
		case tagOrientation:
			n := order.Uint16(value)
			found.turned = n >= 5 && n <= 8
		case tagGPS:
			eachEntry(b, order, order.Uint32(value), func(tag uint16, _ []byte) {
				found.gps = found.gps || tag == tagLatitude || tag == tagLongitude
			})
		}
	})
	return found
}

// eachEntry calls visit with the tag and the four bytes of value of each entry of the directory at an offset.
func eachEntry(b []byte, order binary.ByteOrder, offset uint32, visit func(tag uint16, value []byte)) {
	at := int64(offset)
	if at+2 > int64(len(b)) {
		return
	}
	n := int64(order.Uint16(b[at:]))
	for at += 2; n > 0 && at+12 <= int64(len(b)); n, at = n-1, at+12 {
		visit(order.Uint16(b[at:]), b[at+8:at+12])
	}
}
