// Package content reads one Markdown file, alone, into an [Entry], and the settings of the site from the
// front matter of the home page. It knows no other file: not the article next door, not the size of a
// picture, not the clock. Its functions are pure, so that their results can be remembered by the digest of a
// file.
//
//	result := content.Parse("content/tin-tuc/2018/le-hoi.md", raw, content.Options{Zone: zone})
//	if result.Entry == nil { … a diagnostic of level Error says why … }
//
// # From bytes to an entry
//
//	package decode                      bytes → text: UTF-8, NFC, "\n", no control characters; the lines stay those of the file
//	package frontmatter                 text → members: fences, YAML, TOML, JSON; keys and values as typed, with their places
//	keys.go, draft.go                   what that package must be told: which names are fields, which lines speak of a draft
//	names.go                            the fields for whoever writes a file: names proper, types, order
//	schema.go, types.go, plain.go       members → values by a table of fields; unknown and repeated keys; what readers see of a text
//	fields.go, fieldlists.go, kinds.go  the table itself, by kind
//	title.go, lead.go, byline.go        what is taken from several fields or from the body
//
// # What is read, and how
//
// The value of a text field is the rest of its line as typed, whatever YAML would make of it:
//
//	title: Nghị quyết: giải pháp        "Nghị quyết: giải pháp", with a warning: other programs fail on it
//	title: no                           "no"; also 2018, 017, 1.10
//	title: null                         nothing, as ~ and []; "null" in quotes is a text
//	title: "Mở đường" trong nghị quyết  `"Mở đường" trong nghị quyết`: quotes that close before the end are text
//	title: "Mở đường"                   "Mở đường": quotes that close at the end are YAML's
//	title: [Ảnh] Lễ hội                 "[Ảnh] Lễ hội", with a warning; so are {Video}, @x, &x, *x, !x
//	title: &quot;Sơ kết&quot;           `"Sơ kết"`, with a warning
//	tags: [2018, 06, no]                three texts; also written `- 2018` below, or as one text with commas
//	title: Bài #1 # của năm             all of it, with a warning: a comment cannot be told from text here
//	date: 20/3/2018 # theo ảnh          20 March 2018: what is no prose may have a comment behind it
//	tags: # các thẻ                     a comment: nothing but "# …" stands behind the key
//
// A key may be written in any case, with or without accents, with blanks or hyphens ("Tiêu đề", "tieu-de"),
// or under any of its aliases. A field that stands twice is an error naming both lines. Values of type date,
// count, yes or no that cannot be read with certainty are errors with a suggestion; nothing is guessed. An
// unknown field is kept in [Entry.Extra] with a warning.
//
// # Drafts
//
// A file whose draft field says yes, or cannot be read, is never published; nor is one whose front matter has
// any error, or is not fenced as it should be, nor one that speaks of a draft anywhere else (draft.go).
// FuzzDraft holds that, and FuzzParse with a judge of its own.
//
// # A new kind
//
// A kind of entry is a row of the table in kinds.go with a table of its fields, written like those in
// fields.go, and the fields of [Entry] that they fill.
package content
