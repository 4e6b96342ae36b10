// Package viet owns the rules of written Vietnamese: Unicode form, keys for equality and
// search, slugs, order, dates, numbers, document numbers and abbreviations. The encodings that were
// used before Unicode are the matter of package legacytext.
//
// It is pure: strings and values in, strings and values out. It reads no file, no clock, no
// environment, and knows nothing of articles or pages.
//
// # Three texts
//
// Three texts are kept apart everywhere:
//
//	display     what the editor wrote, in NFC, nothing else changed   NFC
//	exact key   display, cleaned, tone placed as in "hóa", lower case  ExactKey
//	folded key  exact key without any mark, đ as d                     FoldedKey
//
// The display text is shown, the exact key decides whether two tags or authors are one, the
// folded key serves slugs, accent-free search and "did you mean":
//
//	NFC("Hô\u0323i")               "Hội"
//	ExactKey("  Đa dạng  HOÁ ")    "đa dạng hóa"
//	FoldedKey("  Đa dạng  HOÁ ")   "da dang hoa"
//	Slug("123/QĐ-UBND ngày 20/3")  "123-qd-ubnd-ngay-20-3"
//
// Spelling, tone placement, capitals and quotation marks of the display text are never
// corrected: the archive is a record, and a fifth of real documents mix "hoá" and "hóa".
//
// # Canonical equivalence
//
// Every function that makes a key, a slug or an order gives the same result for the composed
// and the decomposed form of a text (macOS file names and pasted text are decomposed). The
// function that returns byte offsets (FindDocNumbers) takes text that is already NFC.
// Bytes that are not UTF-8 never cause a panic; keys keep them as they are.
//
// # Files
//
//	letter.go            the table of Vietnamese letters that all others look up
//	blank.go             blanks of any kind and characters without width
//	text.go, tone.go     Unicode form, cleaning, folding, tone placement, keys
//	slug.go              slugs, their length, heading ids
//	collate.go           the alphabetical order (CLDR vi), people, index letters;
//	                     collaterare.go is its slow path for the characters of other languages
//	date.go              dates with precision; dateparse.go and clock.go read them,
//	                     dateformat.go shows them
//	number.go            counts and numbers
//	docnumber.go         numbers of official documents ("15-NQ/HU") in running text;
//	                     docnumberkey.go has their keys, repair and order
//	abbreviation.go      UBND = ủy ban nhân dân, from abbreviations.txt
//	similar.go           did you mean
package viet
