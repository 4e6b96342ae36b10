package index

import (
	"errors"

	"bantin/internal/search/format"
)

// cursor reads the rows of one part of one vector.
type cursor struct {
	at     int    // offset of the next row
	before []byte // key of the row before
	form   []byte // memory of the forms
}

var errVector = errors.New("vector is cut off or not of this format")

// next reads the row at the cursor. The bytes are valid until the next call.
func (c *cursor) next(data []byte, forms bool) (key, form []byte, level uint8, err error) {
	key, at, ok := format.FrontKey(c.before, data, c.at)
	if !ok {
		return nil, nil, 0, errVector
	}
	c.before = key
	if forms {
		c.form = append(c.form[:0], key...)
		form, at, ok = format.FrontKey(c.form, data, at)
		if !ok {
			return nil, nil, 0, errVector
		}
	}
	if at >= len(data) {
		return nil, nil, 0, errVector
	}
	c.at = at + 1
	return key, form, data[at], nil
}
