// Package proof reads one text as a careful proof-reader (người đọc soát) does: it finds what a person should
// look at again, and changes nothing.
//
//	reading := proof.Read(file, start, true)
//	reading.Diagnostics   // a “ that nothing closes, "trọng tâm.Bí thư", numbers that look like those of identity cards …
//	reading.Cited         // the numbers of documents that the text names, with their places
//
// # Personal data
//
// A number of 9 or 12 digits that stands by itself looks like that of an identity card, in groups of three
// too:
//
//	012345678      001088012345      001 088 012 345      CCCD 001.088.012.345
//
// unless a unit follows ("500000000 đồng") or it is part of an address, a file name or another number. A
// number of a mobile telephone counts where it stands in a list or a table: there it belongs to one of many
// people, while one in running text is a contact that its owner gave. Land lines (02…) are those of offices.
// The message never repeats the number. These are warnings and always looked for.
//
// # Prose (E36), only when thorough
//
// Quotation marks “ ” without a partner within their paragraph (a quotation of several paragraphs may open
// each of them again); no blank behind a full stop or a comma ("kết quả,Huyện ủy"); blanks doubled inside a
// line. One diagnostic of each sort for a paragraph. Code, addresses and tags are passed over. They are
// notices: an archive keeps its texts as they are.
//
// # Numbers of documents, only when thorough
//
// Those that viet.FindDocNumbers finds in running text.
package proof

import "bantin/internal/diag"

// Reading is what was found in one text.
type Reading struct {
	Diagnostics []diag.Diagnostic
	Cited       []Citation
}

// Citation is a document number in running text.
type Citation struct {
	Text   string // as written: "15-NQ/HU"
	Offset int    // in the file's text, in bytes
}

// Read looks at a file whose body begins at an offset of its text. Personal data is looked for in all of it,
// the rest in the body, if thorough.
func Read(f diag.File, body int, thorough bool) Reading {
	r := Reading{Diagnostics: personal(f)}
	if thorough {
		p := &prose{file: f}
		p.read(body)
		r.Diagnostics, r.Cited = append(r.Diagnostics, p.found...), p.cited
	}
	return r
}
