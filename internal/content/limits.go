package content

// The limits of one file. They keep a mistake (a photo renamed to .md, a whole book in one article, a YAML bomb) from costing
// more than a message.
const (
	maxFile   = 2 << 20   // bytes; a larger file is refused unread
	largeFile = 512 << 10 // bytes; a larger file is remarked on
	longLine  = 64 << 10  // bytes of one line; a longer one is remarked on
	maxMatter = 64 << 10  // bytes of front matter; more is refused unread
	maxDepth  = 16        // levels of lists and tables in front matter
	longTitle = 300       // characters; a longer title is remarked on

	// maxSuggestions bounds the search for near names: a file of thousands of unknown keys is no place for advice.
	maxSuggestions = 50
)
