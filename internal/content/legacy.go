package content

import (
	"strings"

	"bantin/internal/viet"
)

// checkLegacy looks for text in an encoding from before Unicode. It is never converted silently: which letters were capitals is
// lost in some of them, so a person must look at the result. ok is false when such text was found.
func (r *remarks) checkLegacy() (ok bool) {
	found, any := viet.FindLegacy(r.file.Text)
	if !any {
		return true
	}
	preview := excerpt(trimBlanks(viet.ConvertLegacy(r.file.Text[found.Start:found.End], found.Encoding)))
	if found.Encoding == viet.VIQR { // LaTeX and code look alike
		r.at(found.Start, "legacy-viqr", preview, r.file.Path)
		return true
	}
	r.at(found.Start, "legacy-encoding", encodingName(found.Encoding), preview, r.file.Path)
	return false
}

func encodingName(e viet.Encoding) string {
	if e == viet.Mojibake {
		return "UTF-8 (mojibake)"
	}
	return strings.ToUpper(string(e))
}
