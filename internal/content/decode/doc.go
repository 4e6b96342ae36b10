// Package decode turns the bytes of a file into text: UTF-8 in NFC, lines that end in "\n", without byte
// order mark and control characters. The lines stay those of the file, so that places in the text are places
// in the file.
//
//	text, ok := decode.Read("content/tin/bai.md", raw, decode.Rules{})
//	text.File.Text     // what later steps read
//	text.Diagnostics   // what there is to say so far; later steps add theirs
//
// Nothing is guessed: bytes in another encoding (encoding.go) and text that is Unicode by its bytes only
// (legacy.go) are refused with the encoding that they look like. Characters that cannot be seen, and letters
// that only look like those of Vietnamese, are reported (signs.go).
package decode
