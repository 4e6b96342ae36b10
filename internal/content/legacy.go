package content

import (
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

// checkLegacy looks for text in an encoding from before Unicode. It is never converted silently: which letters were capitals is
// lost in some of them, so a person must look at the result. ok is false when such text was found.
func (r *remarks) checkLegacy() (ok bool) {
	found, any := legacytext.Find(r.file.Text)
	if !any {
		return true
	}
	at := telling(r.file.Text, found)
	_, line := r.file.Locate(at)
	preview := diag.Excerpt(viet.TrimBlanks(legacytext.Recover([]byte(line), found.Encoding).Text))
	if found.Encoding == legacytext.VIQR { // LaTeX and code look alike
		r.at(at, "legacy-viqr", preview, r.file.Path)
		return true
	}
	r.at(at, "legacy-encoding", found.Encoding.Label(), preview, r.file.Path)
	return false
}

// telling gives the start of the first line of a passage that shows its encoding: the passage may begin with a fence.
func telling(text string, found legacytext.Passage) int {
	strange := func(c rune) bool { return c >= utf8.RuneSelf }
	if found.Encoding == legacytext.VIQR {
		strange = func(c rune) bool { return c == '^' || c == '+' || c == '(' }
	}
	if i := strings.IndexFunc(text[found.Start:], strange); i >= 0 {
		return strings.LastIndexByte(text[:found.Start+i], '\n') + 1
	}
	return found.Start
}
