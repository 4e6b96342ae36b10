package decode

import (
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

// checkLegacy looks for text in an encoding from before Unicode. It is never converted silently: which
// letters were capitals is lost in some of them, so a person must look at the result. ok is false when the
// file as a whole is such text, and neither its own checks nor those of the settings (level) say that it is
// right. A passage may be right, so it is a warning.
func (r *Text) checkLegacy(rules Rules) (ok bool) {
	found, any := legacytext.Find(r.File.Text)
	if !any {
		return true
	}
	at, preview := firstConverted(r.File.Text, found)
	if found.Encoding == legacytext.VIQR { // LaTeX and code look alike
		r.At(at, "legacy-viqr", preview, r.File.Path)
		return true
	}
	from := "" // who says so has a passage of a sound text converted
	if !found.Whole {
		from = " --from " + string(found.Encoding)
	}
	r.At(at, "legacy-encoding", found.Encoding.Label(), preview, r.File.Path, from)
	if !found.Whole {
		return true
	}
	if rules.LegacyLevel != nil {
		if level := rules.LegacyLevel(r.File); level == "off" || level == "warning" {
			return true
		}
	}
	r.Diagnostics[len(r.Diagnostics)-1].Severity = diag.Error
	return false
}

// oneCause takes back what is said about the characters of a line that is in an old encoding.
func (r *Text) oneCause() {
	old := slices.IndexFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "legacy-encoding" })
	if old < 0 {
		return
	}
	line := r.Diagnostics[old].Pos.Line
	r.Diagnostics = slices.DeleteFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Pos.Line == line && d.Code != "legacy-encoding" })
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
