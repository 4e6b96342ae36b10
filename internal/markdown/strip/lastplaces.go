package strip

import "bytes"

// lastPlaces are the last places of texts in one text in small letters. Each is looked for once, for all that
// ask.
type lastPlaces struct {
	lower []byte
	known map[string]int
}

// of is the last place of s, -1 without one.
func (p *lastPlaces) of(text []byte, s string) int {
	at, known := p.known[s]
	if !known {
		if p.known == nil {
			p.known = map[string]int{}
		}
		at = bytes.LastIndex(p.lowered(text), []byte(s))
		p.known[s] = at
	}
	return at
}

func (p *lastPlaces) lowered(text []byte) []byte {
	if p.lower == nil {
		p.lower = lowerASCII(text)
	}
	return p.lower
}

// lowerASCII is s with A–Z in lower case. bytes.ToLower may change lengths, and with them offsets.
func lowerASCII(s []byte) []byte {
	lower := bytes.Clone(s)
	for i, b := range lower {
		if 'A' <= b && b <= 'Z' {
			lower[i] = b + 'a' - 'A'
		}
	}
	return lower
}
