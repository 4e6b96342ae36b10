package fingerprint

import (
	"strings"
	"testing"
)

type inner struct {
	Label string
	Count int
}

type view struct {
	Title   string
	Tags    []string
	Show    bool
	Size    int64
	Ratio   float64
	Link    *inner
	Inner   inner
	Extra   map[string]string
	private string
	sum     Digest
	Data    []byte
	Cached  string `fingerprint:"-"`
	Func    func() `fingerprint:"-"`
}

type carried struct {
	digest Digest
	Text   string
}

func (c *carried) FingerprintDigest() Digest { return c.digest }

func TestEveryFieldMovesTheFingerprint(t *testing.T) {
	base := func() view {
		return view{Title: "a", Tags: []string{"x", "y"}, Size: 1, Ratio: 1, Link: &inner{"l", 1}, Inner: inner{"i", 2},
			Extra: map[string]string{"k": "v"}, private: "p"}
	}
	changes := map[string]func(*view){
		"title":           func(v *view) { v.Title = "b" },
		"tag":             func(v *view) { v.Tags[1] = "z" },
		"tags joined":     func(v *view) { v.Tags = []string{"xy"} },
		"tags moved":      func(v *view) { v.Tags = []string{"xy", ""} },
		"bool":            func(v *view) { v.Show = true },
		"int":             func(v *view) { v.Size = -1 },
		"float":           func(v *view) { v.Ratio = 1.5 },
		"pointer to nil":  func(v *view) { v.Link = nil },
		"pointed value":   func(v *view) { v.Link.Count = 9 },
		"struct":          func(v *view) { v.Inner.Label = "" },
		"map value":       func(v *view) { v.Extra["k"] = "w" },
		"map key":         func(v *view) { v.Extra["j"] = "v" },
		"unexported":      func(v *view) { v.private = "q" },
		"array":           func(v *view) { v.sum[31] = 1 },
		"bytes":           func(v *view) { v.Data = []byte{0} },
		"title into tags": func(v *view) { v.Title, v.Tags = "", []string{"a", "x", "y"} },
	}
	seen := map[Digest]string{Of(base()): "the unchanged view"}
	for name, change := range changes {
		v := base()
		change(&v)
		d := Of(v)
		if other, taken := seen[d]; taken {
			t.Errorf("%s: same fingerprint as %s", name, other)
		}
		seen[d] = name
	}
}

func TestSameValueSameFingerprint(t *testing.T) {
	big := map[string]string{}
	for _, k := range strings.Fields("a b c d e f g h i j k l m n o p") {
		big[k] = k
	}
	want := Of("kind", big)
	for range 50 {
		if got := Of("kind", big); got != want {
			t.Fatal("a map's order reached the fingerprint")
		}
	}
	if Of(view{Cached: "x"}) != Of(view{}) {
		t.Error(`a field tagged fingerprint:"-" moved the fingerprint`)
	}
	if Of(strings.Repeat("x", 10000)) == Of(strings.Repeat("x", 9999)) {
		t.Error("long strings are cut")
	}
}

func TestDigesterStandsForItsValue(t *testing.T) {
	a := &carried{digest: Bytes([]byte("1")), Text: "one"}
	b := &carried{digest: Bytes([]byte("1")), Text: "another"}
	c := &carried{digest: Bytes([]byte("2")), Text: "one"}
	if Of(a) != Of(b) || Of(a) == Of(c) {
		t.Error("a carried digest does not stand for the value")
	}
	if Of((*carried)(nil)) == Of(a) {
		t.Error("a nil pointer has the digest of a value")
	}
}

func TestRefusesWhatHasNoContent(t *testing.T) {
	for name, v := range map[string]any{"func": func() {}, "chan": make(chan int), "map of ints": map[int]int{1: 1}} {
		func() {
			defer func() {
				if r, _ := recover().(string); !strings.HasPrefix(r, "internal error") {
					t.Errorf("%s: no internal error, got %q", name, r)
				}
			}()
			Of(v)
		}()
	}
}

func BenchmarkOf(b *testing.B) {
	v := view{Title: strings.Repeat("x", 200), Tags: []string{"x", "y", "z"}, Link: &inner{"l", 1}}
	for b.Loop() {
		Of("article", v)
	}
}
