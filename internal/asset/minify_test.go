package asset

import (
	"strings"
	"testing"
)

func TestMinify(t *testing.T) {
	for _, c := range []struct{ url, text, want string }{
		{"assets/site.js", "// Says why.\n(function () {\n  'use strict';\n  var counter = 1;\n  window.x = counter + 1;\n}());\n", `(function(){"use strict";var e=1;window.x=e+1})()`},
		{"assets/site.css", "/* why */\nbody {\n  margin: 0;\n}\n", "body{margin:0}"},
	} {
		got, err := Minify(c.url, []byte(c.text))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v", c.url, got, err)
		}
	}
	if _, err := Minify("assets/a.js", []byte("var = ;")); err == nil || !strings.Contains(err.Error(), "assets/a.js") {
		t.Errorf("a broken script: %v", err)
	}
}

func TestMinifiedIsStyleAndScriptsOnly(t *testing.T) {
	for url, want := range map[string]bool{"assets/site.js": true, "assets/a/b.CSS": true, "assets/mark.svg": false, "tep/a.js": false, "a.css": false} {
		if Minified(url) != want {
			t.Errorf("%s: %v", url, !want)
		}
	}
}
