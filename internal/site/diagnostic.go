package site

import (
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
)

// Diagnostic is one of Join. If it is about a link or a picture of a body it names that and not its place,
// which moves with every word above it while the site stays.
type Diagnostic struct {
	diag.Diagnostic
	Slot Slot
}

// Slot names a link or a picture of the body of a diagnostic's file, counted from 1; the zero value names
// none.
type Slot struct{ Link, Picture int }

// Placed gives diagnostics their places and sorts them. text gives the text of a source path as it is now.
func Placed(found []Diagnostic, text func(path string) *content.Text) []diag.Diagnostic {
	list := make([]diag.Diagnostic, len(found))
	for i, r := range found {
		list[i] = r.Diagnostic
		var at markdown.Place
		switch h := r.Slot; {
		case h.Link > 0:
			at = text(r.Pos.Path).At.Links[h.Link-1]
		case h.Picture > 0:
			at = text(r.Pos.Path).At.Pictures[h.Picture-1]
		default:
			continue
		}
		list[i].Pos.Line, list[i].Pos.Col = at.Line, at.Col
	}
	return diag.Sort(list)
}
