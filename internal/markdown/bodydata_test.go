package markdown

import (
	"errors"
	"reflect"
	"testing"
)

// A body comes back as it was, from its own data alone: what is cut off or damaged is refused, or is at least
// a body.
func FuzzReadBody(f *testing.F) {
	body := Body{html: "<p>một hai ba</p>", slots: []slot{
		{at: 2, kind: slotLead}, {at: 3, kind: slotLinkOpen, n: 300, text: ` title="x"`}, {at: 6, kind: slotLinkClose, n: 300}, {at: 19, kind: slotPicture, alt: "ảnh"},
	}}
	data := body.Append(nil)
	if got, err := ReadBody(data); err != nil || !reflect.DeepEqual(got, body) {
		f.Fatalf("%+v, %v", got, err)
	}
	if got, err := ReadBody(Body{}.Append(nil)); err != nil || !reflect.DeepEqual(got, Body{}) {
		f.Fatalf("%+v, %v", got, err)
	}
	for n := range data {
		if _, err := ReadBody(data[:n]); !errors.Is(err, ErrBodyData) {
			f.Fatalf("%d of %d bytes are a body", n, len(data))
		}
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ReadBody(data)
		if err != nil {
			return
		}
		if again, err := ReadBody(b.Append(nil)); err != nil || !reflect.DeepEqual(again, b) {
			t.Fatalf("%+v, %v", again, err)
		}
	})
}
