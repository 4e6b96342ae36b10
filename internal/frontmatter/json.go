package frontmatter

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"bantin/internal/viet"
)

// jsonReader reads front matter in JSON as a stream of tokens: that keeps the order of the keys, repeated
// keys, the text of numbers and the place of everything.
type jsonReader struct {
	reading *reading
	src     string
	base    int
	tokens  *json.Decoder
	depth   int
}

// errTooDeep stops reading; it was reported where it was found.
var errTooDeep = errors.New("front matter nests too deeply")

// readJSON reads a block that holds one object.
func readJSON(rd *reading, src string, base int) []Member {
	r := &jsonReader{reading: rd, src: src, base: base, tokens: json.NewDecoder(strings.NewReader(src))}
	r.tokens.UseNumber()
	n, err := r.value()
	switch {
	case err == errTooDeep:
	case err != nil:
		rd.at(base+r.faultOffset(err), "json-syntax", err.Error())
	case n.Kind != Table:
		rd.at(n.Offset, "json-syntax", "no object")
		return nil
	case r.start() < len(src):
		rd.at(base+r.start(), "json-syntax", "text after the object")
	}
	return n.Members
}

// faultOffset is where reading stopped: at the end, or at the token that cannot stand where it stands.
func (r *jsonReader) faultOffset(err error) int {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return len(viet.TrimBlanksRight(r.src))
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

func (r *jsonReader) value() (Node, error) {
	at := r.start()
	tk, err := r.tokens.Token()
	if err != nil {
		return Node{}, err
	}
	n := Node{Offset: r.base + at}
	switch v := tk.(type) {
	case json.Delim:
		err = r.collection(&n, v)
	case string:
		n.Text, n.Quoted = v, true
		if strings.Contains(v, "\n") {
			n.Kind, n.Text = BlockScalar, strings.TrimRight(v, "\n")
		}
	case json.Number:
		n.Text = v.String()
	case bool:
		n.Text = "false"
		if v {
			n.Text = "true"
		}
	}
	return n, err
}

// collection reads the members of an object or array, whose opening bracket has been read.
func (r *jsonReader) collection(n *Node, open json.Delim) error {
	n.Kind = List
	if open == '{' {
		n.Kind = Table
	}
	if r.depth == maxDepth {
		r.reading.at(n.Offset, "matter-deep")
		return errTooDeep
	}
	r.depth++
	defer func() { r.depth-- }()
	for r.tokens.More() {
		m := Member{KeyOffset: r.base + r.start()}
		if open == '{' {
			key, err := r.tokens.Token()
			if err != nil {
				return err
			}
			m.Key = key.(string)
		}
		value, err := r.value()
		m.Node = value
		n.Members = append(n.Members, m)
		if err != nil {
			return err
		}
	}
	_, err := r.tokens.Token()
	return err
}
