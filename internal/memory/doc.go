// Package memory keeps values in the files of .bantin/ from one run to the next.
//
//	err := memory.Save(".bantin", "entries", program, entries)          // []entry, any struct of plain data, to entries.memory
//	entries, err := memory.Load[entry](".bantin", "entries", program)
//
// What is remembered saves time and nothing else, so nothing here can make a build fail or wrong: a file that
// is missing, cut short, changed, or of another program gives an error of [Load] that says which, and the
// caller does without. Every file bears the digest of the program that wrote it, so the encoding needs no
// version and no way to read what another program wrote.
//
// [Folder] is .bantin/ itself: whoever keeps a file of another form in it (packages pack and output) opens it
// there.
//
// # Encoding
//
// Values are written and read by [fingerprint.Codec]: a field that a person adds tomorrow is remembered
// without anybody remembering to add it. What has no content, and a field that is not exported, is refused
// with a panic, by the first test that saves one.
//
// A new process must not decode slowly what it needs (gob: 27 ms for 10,000 entries, twelve times ours):
// records are flat, their strings point into the one buffer that the file was read into, a struct begins with
// a mask of the fields that are not zero (of the fifty of an entry most are), and the list is cut into chunks
// that all processors decode at once.
//
//	"bantin memory\n", digest of the program (32), CRC-32C of the rest (4)
//	number of values; the chunks, each behind its length
package memory
