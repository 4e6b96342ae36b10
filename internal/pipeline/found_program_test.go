package pipeline

import (
	"bytes"
	"io"
	"testing"

	"bantin/internal/fingerprint"
)

// TestFound_E4_NewProgram: another version of the program may minify otherwise, so scripts and style are made
// anew by it; other files are not.
func TestFound_E4_NewProgram(t *testing.T) {
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte("a{}"))), nil }
	digest := fingerprint.Of("bytes")
	for url, anew := range map[string]bool{"assets/site.css": true, "assets/search.js": true, "tep/a.pdf": false, "anh/cau.png": false, "a.txt": false} {
		one, other := &Builder{Options: Options{Program: fingerprint.Of("1")}}, &Builder{Options: Options{Program: fingerprint.Of("2")}}
		was, is := one.file(url, url, digest, open).Fingerprint, other.file(url, url, digest, open).Fingerprint
		if (was != is) != anew {
			t.Errorf("%s: made anew %v", url, was != is)
		}
		if again := one.file(url, url, fingerprint.Of("other bytes"), open).Fingerprint; again == was {
			t.Errorf("%s: other bytes are the same file", url)
		}
	}
}
