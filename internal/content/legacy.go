package content

import (
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/legacytext"
	"bantin/internal/viet"
)

// checkLegacy looks for text in an encoding from before Unicode. It is never converted silently: which letters were capitals is
// lost in some of them, so a person must look at the result. ok is false when the file as a whole is such text, and neither its own checks nor
// those of the settings (level) say that it is right. A passage may be right, so it is a warning.
func (r *remarks) checkLegacy(rules decodeRules) (ok bool) {
	found, any := legacytext.Find(r.file.Text)
	if !any {
		return true
	}
	at, preview := firstConverted(r.file.Text, found)
	if found.Encoding == legacytext.VIQR { // LaTeX and code look alike
		r.at(at, "legacy-viqr", preview, r.file.Path)
		return true
	}
	from := "" // who says so has a passage of a sound text converted
	if !found.Whole {
		from = " --from " + string(found.Encoding)
	}
	r.at(at, "legacy-encoding", found.Encoding.Label(), preview, r.file.Path, from)
	if !found.Whole {
		return true
	}
	if rules.legacyLevel != nil {
		if level := rules.legacyLevel(r.file); level == "off" || level == "warning" {
			return true
		}
	}
	r.found[len(r.found)-1].Severity = diag.Error
	return false
}

// oneCause takes back what is said about the characters of a line that is in an old encoding.
func (r *remarks) oneCause() {
	old := slices.IndexFunc(r.found, func(d diag.Diagnostic) bool { return d.Code == "legacy-encoding" })
	if old < 0 {
		return
	}
	line := r.found[old].Pos.Line
	r.found = slices.DeleteFunc(r.found, func(d diag.Diagnostic) bool { return d.Pos.Line == line && d.Code != "legacy-encoding" })
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
