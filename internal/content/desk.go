package content

import (
	"path"
	"regexp"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/markdown"
	"bantin/internal/proof"
	"bantin/internal/viet"
)

// proofread looks for what a person should look at again: personal data always; slips of prose, the numbers
// that the body cites and what an archive would like to know of the entry only when thorough (`bantin
// check`).
func (f *form) proofread(rm *decode.Text, body int, doc markdown.Document, kind *Kind, opts Options) {
	reading := proof.Read(rm.File, body, opts.Thorough)
	rm.Diagnostics = append(rm.Diagnostics, reading.Diagnostics...)
	if !opts.Thorough {
		return
	}
	if doc.Words >= leastAlike {
		f.text.Wording = fingerprint.Of(doc.Blocks).String()
	}
	for _, c := range reading.Cited {
		pos := rm.File.Locate(c.Offset)
		f.text.Cited = append(f.text.Cited, Ref{Value: c.Text, Line: pos.Line, Col: pos.Col})
	}
	for i, p := range f.Pictures {
		if p.Caption == "" && p.Alt != "" {
			at := doc.At.Pictures[i]
			rm.Diagnostics = append(rm.Diagnostics, diag.New("picture-no-caption", diag.Pos{Path: f.Path, Line: at.Line, Col: at.Col}))
		}
	}
	if f.IsIndex() || f.Draft || f.Kind == "page" || rm.Failed() {
		return
	}
	f.missing(rm, kind)
}

// leastAlike is from how many words on a text that stands twice is a copy: "Chi tiết xem tệp đính kèm." is
// none.
const leastAlike = 8

// missing reports what an archive would like to know of a dated entry.
func (f *form) missing(rm *decode.Text, kind *Kind) {
	if f.Date.IsZero() {
		words, date, basis := f.dateHint()
		rm.At(f.titleAt, "date-missing", words, date, basis)
	}
	if !f.Signed() {
		rm.At(f.titleAt, "source-missing")
	}
	if kind.Name == "document" && f.Number() == "" {
		rm.At(f.titleAt, "document-number-missing", f.numberHint())
	}
}

// Dates as they stand in captions and in file names.
var (
	writtenDate = regexp.MustCompile(`(?i)(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}|tháng \d{1,2}(?: năm |[/.-])\d{4}|\b\d{4}-\d{2}-\d{2}\b`)
	namedDate   = regexp.MustCompile(`\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}`)
)

// dateHint finds a date in the captions, else in the file name: its words, the value that `date` would have,
// and the basis. It is only proposed; a date is never invented.
func (f *form) dateHint() (words, date, basis string) {
	for _, p := range f.Pictures {
		if words := writtenDate.FindString(p.Caption); words != "" {
			if d, err := viet.ParseDate(words, nil); err == nil {
				return words, d.Machine(), "caption"
			}
		}
	}
	name := path.Base(f.Path)
	if name == "index.md" {
		name = path.Base(path.Dir(f.Path))
	}
	if words := namedDate.FindString(name); words != "" {
		if d, err := viet.ParseDate(words, nil); err == nil {
			return words, d.Machine(), "filename"
		}
	}
	return "", "", ""
}

// numberHint is the first document number in the title, else "".
func (f *form) numberHint() string {
	if found := viet.FindDocNumbers(f.Title); len(found) > 0 {
		return found[0].Text
	}
	return ""
}
