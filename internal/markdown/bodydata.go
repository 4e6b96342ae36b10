package markdown

import (
	"encoding/binary"
	"errors"
)

// Append appends the body in a form that [ReadBody] reads: numbers as varints, texts with their length before
// them.
func (b Body) Append(data []byte) []byte {
	data = appendText(data, b.html)
	data = binary.AppendUvarint(data, uint64(len(b.slots)))
	for _, h := range b.slots {
		data = binary.AppendUvarint(data, uint64(h.at))
		data = append(data, byte(h.kind))
		data = binary.AppendUvarint(data, uint64(h.n))
		data = appendText(appendText(appendText(data, h.text), h.alt), h.typed)
	}
	return data
}

func appendText(data []byte, text string) []byte {
	return append(binary.AppendUvarint(data, uint64(len(text))), text...)
}

// ErrBodyData says that data are no body.
var ErrBodyData = errors.New("damaged body")

// ReadBody reads what Append wrote.
func ReadBody(data []byte) (Body, error) {
	r := bodyReader{rest: string(data)} // one allocation: all texts of the body are parts of it
	b := Body{html: r.text()}
	n := r.number()
	if n > len(r.rest) {
		return Body{}, ErrBodyData
	}
	if n > 0 {
		b.slots = make([]slot, n)
	}
	at := 0
	for i := range b.slots {
		h := &b.slots[i]
		h.at = r.number()
		h.kind = slotKind(r.byte())
		h.n, h.text, h.alt, h.typed = r.number(), r.text(), r.text(), r.text()
		if h.at < at || h.at > len(b.html) {
			return Body{}, ErrBodyData
		}
		at = h.at
	}
	if r.broken || r.rest != "" {
		return Body{}, ErrBodyData
	}
	return b, nil
}

// bodyReader reads from the front of a text. Once it is broken everything is zero.
type bodyReader struct {
	rest   string
	broken bool
}

func (r *bodyReader) fail() {
	r.rest, r.broken = "", true
}

func (r *bodyReader) byte() byte {
	if r.rest == "" {
		r.fail()
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *bodyReader) number() int {
	n := uint64(0)
	for shift := 0; shift < 63; shift += 7 {
		b := r.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return int(n)
		}
	}
	r.fail()
	return 0
}

func (r *bodyReader) text() string {
	n := r.number()
	if n > len(r.rest) {
		r.fail()
		return ""
	}
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}
