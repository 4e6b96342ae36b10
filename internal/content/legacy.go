package content

import (
	"strings"

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
	at, preview := firstConverted(r.file.Text, found)
	if found.Encoding == legacytext.VIQR { // LaTeX and code look alike
		r.at(at, "legacy-viqr", preview, r.file.Path)
		return true
	}
	r.at(at, "legacy-encoding", found.Encoding.Label(), preview, r.file.Path)
	return false
}

// firstConverted is the place of the first line that a conversion would change, and how it would read.
func firstConverted(text string, found legacytext.Passage) (at int, preview string) {
	recovered := legacytext.Recover([]byte(text), legacytext.Unicode)
	if len(recovered.Lines) == 0 {
		return found.Start, diag.Excerpt(viet.TrimBlanks(legacytext.Convert(text[found.Start:found.End], found.Encoding)))
	}
	number := recovered.Lines[0]
	for range number - 1 {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return at, diag.Excerpt(viet.TrimBlanks(lineNumber(recovered.Text, number)))
}
