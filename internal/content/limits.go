package content

// The limits of one file. They keep a mistake (a photo renamed to .md, a whole book in one article) from costing more than a
// message. Those of its front matter are in package frontmatter.
const (
	// MaxFile is the size of a file in bytes; a larger one is refused unread.
	MaxFile   = 2 << 20
	largeFile = 512 << 10 // bytes; a larger file is remarked on
	longLine  = 64 << 10  // bytes of one line; a longer one is remarked on
	longTitle = 300       // characters; a longer title is remarked on

	// maxSuggestions bounds the search for near names: a file of thousands of unknown keys is no place for advice.
	maxSuggestions = 50
)
