// Package sourcefmt owns the form of source files: the canonical form of an article that is there (Format),
// and the beginning of a new one (Skeleton). It is pure: bytes in, bytes out.
//
//	result := sourcefmt.Format(path, raw, options)
//	if result.Refused != nil { … what must be repaired by hand first … }
//	write(result.Text)
//
// # What the canonical form is
//
//   - the file is UTF-8 in NFC without byte order mark, lines end in "\n", no line ends in blanks (but for
//     the two of a line break), no two blank lines follow each other, the last line is ended;
//   - front matter in YAML has its fields in the order of the schema, each under its name proper, dates as
//     2018-03-20, yes and no as true and false, counts in digits, lists in brackets or one item a line as
//     they were, and quotes where another program would read something else than what is meant: `title: "Nghị
//     quyết: giải pháp"`. Unknown fields keep their lines and their order, behind the known ones. Comments
//     stay with the field below them. TOML and JSON stay as they are;
//   - in the text, `##Kết quả` is `## Kết quả`, and a paragraph begins at the margin.
//
// # Nothing is lost
//
// The reader of package content is the judge: what was formatted is read again, and unless it gives the same
// entry, the same page and the same errors, the step that made the difference is taken back. Only the repair
// of bold print that did not work (`**Thứ nhất **các`) changes the page; it says so in Result.Changes, and
// must leave the words as they were.
//
// # Files
//
//	format.go    the steps and the judge
//	matter.go    front matter: order, names, comments; value.go: values by their types; quote.go: when a text needs quotes
//	body.go      the text
//	bold.go      bold print that did not work
//	skeleton.go  a new article
package sourcefmt
