package markdown

import (
	"bytes"
	"strings"
	"testing"

	"bantin/internal/diag"
)

// convert reads a body as the whole of a file.
func convert(text string, opts Options) Document {
	return Convert(diag.File{Path: "content/bai.md", Text: text}, 0, opts)
}

// usual are the options of a site that sets none.
var usual = Options{NestedPlusLists: true}

// exampleReferences fill the holes of a document as a site might: paths as they are written, .md made .html, sound with a player, names
// with "thiếu" or "nháp" in them missing, other sites external.
func exampleReferences(doc Document) References {
	refs := References{LeadInBody: true}
	for _, l := range doc.Links {
		target := LinkTarget{Href: strings.ReplaceAll(l.Dest, ".md", ".html")}
		target.External = strings.Contains(l.Dest, ":") || strings.HasPrefix(l.Dest, "//")
		target.Audio = strings.HasSuffix(l.Dest, ".mp3")
		if absent(l.Dest) {
			target = LinkTarget{}
		}
		refs.Links = append(refs.Links, target)
	}
	for _, p := range doc.Pictures {
		source := PictureSource{Src: p.Dest, Width: 640, Height: 480}
		switch {
		case absent(p.Dest):
			source = PictureSource{}
		case strings.Contains(p.Dest, "//"):
			source = PictureSource{External: p.Dest}
		}
		refs.Pictures = append(refs.Pictures, source)
	}
	return refs
}

func absent(dest string) bool {
	return strings.Contains(dest, "thiếu") || strings.Contains(dest, "nháp")
}

// render is the HTML of a document with example references.
func render(doc Document) string {
	var out bytes.Buffer
	doc.Body.Render(&out, exampleReferences(doc))
	return out.String()
}

// codes are the codes of the diagnostics with their lines, in order: "bold-literal:3".
func codes(doc Document) string {
	var list []string
	for _, d := range doc.Diagnostics {
		list = append(list, string(d.Code)+":"+count(d.Pos.Line))
	}
	return strings.Join(list, " ")
}

func checkEqual(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got: %s\nwant: %s", what, got, want)
	}
}
