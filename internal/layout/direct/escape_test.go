package direct

import "testing"

// In every place, a text is written as html/template writes it.
func FuzzEscape(f *testing.F) {
	for _, text := range []string{
		"", "Hội nghị", "a+b", "<b>'\"&", "\x00\x01\xff\ufdd0\uffff", "javascript:x", "../../tin-tuc/a.html?q=1#a", "HTTP://A", "https://a.vn/b:c", "https://a.vn/b.html", "https:///", "xhttps://a", "%41%", "a b\n", "[x];y=@!$*,()~",
	} {
		f.Add(text)
	}
	all := newEscapers()
	if len(all) < 5 {
		f.Fatalf("html/template tells only %d places apart", len(all))
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, e := range all {
			if got, want := string(e.append(nil, text)), string(e.escape(text)); got != want {
				t.Errorf("%s: %q is written %q, html/template writes %q", name, text, got, want)
			}
		}
	})
}

// Each byte by itself decides rightly.
func TestEscapeBytes(t *testing.T) {
	for name, e := range newEscapers() {
		for b := range 256 {
			for _, text := range []string{string([]byte{byte(b)}), "x" + string([]byte{byte(b)}) + "y:", string(rune(b))} {
				if got, want := string(e.append(nil, text)), string(e.escape(text)); got != want {
					t.Errorf("%s: %q is written %q, html/template writes %q", name, text, got, want)
				}
			}
		}
	}
}
