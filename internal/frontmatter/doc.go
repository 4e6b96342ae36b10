// Package frontmatter reads the front matter (phần đầu bài) of a Markdown file, whatever its notation, into
// one list of raw members: keys and values as typed, each with its place in the file. What a field means,
// which ones there are, and whether a value is right is the matter of package content; so a value never
// becomes a number, a date or a boolean here.
//
//	block, found := frontmatter.Read(diag.File{Path: path, Text: text}, names)
//	for i := range block.Members {
//		m := &block.Members[i]          // Key "title", Text "Nghị quyết: giải pháp", Kind Scalar, Offset 11
//	}
//	body := text[block.Body:]           // unless block.Broken
//
// # Notations
//
//	---  …  ---    YAML; also ---yaml
//	+++  …  +++    TOML; also ---toml … ---
//	{  …  }        JSON, at the very top; also ---json … ---, ;;; … ;;;, or an object between fences of YAML
//
// The same entry in any of them gives the same members, but for places and for Quoted.
//
// # Fences
//
// The opening fence is the first line with anything on it; blanks around it do not count. The closing one
// stands at the start of its line. What looks like front matter and is not fenced as it should be (`———`,
// four hyphens, a fence that is missing) is an error and Broken: shown to readers, it would publish a draft.
// A rule of Markdown that opens an article is no front matter. The two are told apart by the names of fields,
// which the caller passes in as a [Vocabulary], and anything that says something of a draft counts as front
// matter. A block of fields between fences that stands below other text, or below the front matter, is an
// error too.
//
// # Values as typed
//
//	title: Nghị quyết: giải pháp        "Nghị quyết: giải pháp", with a warning: other programs fail on it
//	title: no                           "no"; also 2018, 017, 1.10, null
//	title: "Mở đường" trong nghị quyết  `"Mở đường" trong nghị quyết`: quotes that close before the end are text
//	title: "Mở đường"                   "Mở đường", Quoted
//	title: [Ảnh] Lễ hội                 "[Ảnh] Lễ hội"
//	title: [Ảnh]                        a list, whose Text is "[Ảnh]": the schema knows whether a list was meant
//	title: Bài #1 # của năm             all of it: whether that is a comment depends on the field
//	tags: # các thẻ                     nothing, or the list below: only "# …" stands behind the key
//
// Repeated keys stay, in the order of the file. Anchors and aliases of YAML, which bombs are built of, are
// refused; so are more than 64 KiB of front matter and more than sixteen levels of lists and tables.
//
// # Files
//
//	read.go                    Read; the library adrg/frontmatter cuts the block, from text that was looked over
//	fence.go, fencejson.go     where front matter begins and ends; what is a fence gone wrong and what is prose
//	vocabulary.go              what a line of front matter looks like, by the names of fields
//	node.go                    the result: nodes and members
//	yaml.go, yamltext.go, yamlquote.go, yamlflow.go, yamltree.go   lines; keys and texts; quotes; brackets; braces (goccy/go-yaml)
//	toml.go                    statements and values by pelletier/go-toml; BurntSushi/toml judges the syntax
//	json.go                    an object as a stream of tokens
//	line.go                    lines and blanks
package frontmatter
