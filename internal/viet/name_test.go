package viet

import "testing"

func TestPlainName(t *testing.T) {
	for name, want := range map[string]bool{
		"a.jpg": true, "Tep_1.v2.PDF": true, "index.html": true, "_headers": true, "-": true, "com10": true, "console": true,
		"": false, ".": false, ".env": false, "a.": false, "a b": false, "ả.jpg": false, "a/b": false, "a\\b": false, "a:b": false,
		"con": false, "NUL.txt": false, "com1.html": false, "LPT9": false,
	} {
		if PlainName(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
