// Package legacytext owns the ways of writing Vietnamese from before Unicode (bảng mã cũ), as they survive in
// the papers of an office: it finds text in TCVN3 (fonts .VnTime), VNI-Windows or VIQR, and UTF-8 that was
// read as Windows-1252 (mojibake), and converts it. It is pure: strings in, strings and values out.
//
//	text                                    Detect       Convert
//	§¶ng bé huyÖn B¶o Yªn                   TCVN3        Đảng bộ huyện Bảo Yên
//	Ñaûng boä huyeän Baûo Yeân              VNI          Đảng bộ huyện Bảo Yên
//	DDa?ng bo^. huye^.n Ba?o Ye^n           VIQR         Đảng bộ huyện Bảo Yên
//	Ä‘áº£ng bá»™ huyá»‡n Báº£o YÃªn          Mojibake     đảng bộ huyện Bảo Yên
//
// Input is what a program without knowledge of the encoding shows: the bytes read as Windows-1252
// (FromWindows1252). Text must not have been cleaned before: the soft hyphen, which no editor shows, is the
// letter ư of TCVN3.
//
// # A verdict
//
// Detect judges a whole text; Find looks at each paragraph of 40 characters or more, too, so that one pasted
// paragraph is found in a sound article:
//
//	if found, ok := legacytext.Find(text); ok {
//		line := text[found.Start:found.End]        // the first line of the passage
//		proposal := legacytext.Convert(line, found.Encoding)
//	}
//
// A verdict by counting codes is held against the words: they must be no written Vietnamese as they stand,
// and must become it by conversion, with the words between them. What is most of a text is certain; a passage
// of a sound text (Passage.Whole is false) is left as it is by Recover, unless a person says what it is. VIQR
// is a hint only, for LaTeX and code look like it. A conversion is a proposal for a person to read: which
// letters were capitals is lost in TCVN3.
//
// # A whole file
//
// Read gives the text of bytes that may be UTF-16, Windows-1258 or Windows-1252. Recover converts a file,
// sound passages left as they are, and Review names the lines of the result that a person must look at:
//
//	r := legacytext.Recover(raw, legacytext.Unicode)   // Unicode: find out what it is
//	r.From                                             // [TCVN3]; nothing when all was sound
//	legacytext.Review(r)                               // "QUYếT ĐịNH" may be "QUYẾT ĐỊNH"
//
// # Files
//
//	bytes.go      bytes that are not UTF-8
//	recover.go    whole files, line by line
//	review.go     what to look at in the result
//	detect.go     counting, and the decision between the encodings
//	markup.go     code, math, tags and addresses, which do not count
//	syllable.go   whether a word could be written Vietnamese
//	convert.go    conversion by the codes of table.go
package legacytext
