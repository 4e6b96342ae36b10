package asset

import "encoding/binary"

// readAVIF looks in the boxes meta/iprp/ipco for the largest picture (ispe): the parts of one that is cut
// into tiles have boxes of their own. A rotation (irot) by a quarter turns the whole.
func readAVIF(b []byte) (dimensions, reading) {
	meta, outcome := isoBox(b, "meta")
	if outcome != good {
		return dimensions{}, outcome
	}
	if len(meta) < 4 {
		return dimensions{}, corrupt
	}
	iprp, outcome := isoBox(meta[4:], "iprp")
	if outcome != good {
		return dimensions{}, corrupt
	}
	ipco, outcome := isoBox(iprp, "ipco")
	if outcome != good {
		return dimensions{}, corrupt
	}
	var d dimensions
	eachBox(ipco, func(name string, body []byte) bool {
		switch {
		case name == "ispe" && len(body) >= 12:
			part := dimensions{
				width:  int64(binary.BigEndian.Uint32(body[4:])),
				height: int64(binary.BigEndian.Uint32(body[8:])),
			}
			if part.plausible() && part.width*part.height > d.width*d.height {
				d.width, d.height = part.width, part.height
			}
		case name == "irot" && len(body) >= 1:
			d.turned = body[0]&1 == 1
		}
		return true
	})
	return d, good
}

// isoBox finds a box by its name. tooFew means that the bytes end within it.
func isoBox(b []byte, name string) (body []byte, outcome reading) {
	outcome = tooFew
	eachBox(b, func(n string, found []byte) bool {
		if n == name {
			body, outcome = found, good
		}
		return n != name
	})
	return body, outcome
}

// eachBox visits the boxes that lie whole within b, until visit returns false.
func eachBox(b []byte, visit func(name string, body []byte) bool) {
	for len(b) >= 8 {
		length, header := uint64(binary.BigEndian.Uint32(b)), uint64(8)
		if length == 1 && len(b) >= 16 {
			length, header = binary.BigEndian.Uint64(b[8:]), 16
		}
		if length < header || length > uint64(len(b)) || !visit(string(b[4:8]), b[header:length]) {
			return
		}
		b = b[length:]
	}
}
