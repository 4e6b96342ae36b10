package content

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// jsonReader reads front matter in JSON as a stream of tokens: that keeps the order of the keys, repeated keys, the text of
// numbers and the place of everything.
type jsonReader struct {
	remarks *remarks
	src     string
	base    int
	tokens  *json.Decoder
	depth   int
}

// errTooDeep stops reading; it was reported where it was found.
var errTooDeep = errors.New("front matter nests too deeply")

// readJSON reads a block that holds one object.
func readJSON(rm *remarks, src string, base int) []member {
	r := &jsonReader{remarks: rm, src: src, base: base, tokens: json.NewDecoder(strings.NewReader(src))}
	r.tokens.UseNumber()
	n, err := r.value()
	switch {
	case err == errTooDeep:
	case err != nil:
		rm.at(base+r.faultOffset(err), "json-syntax", err.Error())
	case n.kind != table:
		rm.at(n.off, "json-syntax", "no object")
		return nil
	case r.start() < len(src):
		rm.at(base+r.start(), "json-syntax", "text after the object")
	}
	return n.members
}

// faultOffset is where reading stopped: at the end, or at the token that cannot stand where it stands.
func (r *jsonReader) faultOffset(err error) int {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return len(trimRight(r.src))
	}
	return r.start()
}

// start is the place of the next token: the decoder stands behind the last one.
func (r *jsonReader) start() int {
	i := int(r.tokens.InputOffset())
	for i < len(r.src) && strings.IndexByte(" \t\r\n,:", r.src[i]) >= 0 {
		i++
	}
	return i
}

func (r *jsonReader) value() (node, error) {
	at := r.start()
	tk, err := r.tokens.Token()
	if err != nil {
		return node{}, err
	}
	n := node{off: r.base + at}
	switch v := tk.(type) {
	case json.Delim:
		err = r.collection(&n, v)
	case string:
		n.text, n.quoted = v, true
		if strings.Contains(v, "\n") {
			n.kind, n.text = block, strings.TrimRight(v, "\n")
		}
	case json.Number:
		n.text = v.String()
	case bool:
		n.text = "false"
		if v {
			n.text = "true"
		}
	}
	return n, err
}

// collection reads the members of an object or array, whose opening bracket has been read.
func (r *jsonReader) collection(n *node, open json.Delim) error {
	n.kind = list
	if open == '{' {
		n.kind = table
	}
	if r.depth == maxDepth {
		r.remarks.at(n.off, "matter-deep")
		return errTooDeep
	}
	r.depth++
	defer func() { r.depth-- }()
	for r.tokens.More() {
		m := member{keyOff: r.base + r.start()}
		if open == '{' {
			key, err := r.tokens.Token()
			if err != nil {
				return err
			}
			m.key = key.(string)
		}
		value, err := r.value()
		m.node = value
		n.members = append(n.members, m)
		if err != nil {
			return err
		}
	}
	_, err := r.tokens.Token()
	return err
}
