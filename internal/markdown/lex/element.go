package lex

import (
	"slices"
	"strings"
)

// EmbeddingTags load something from elsewhere; a link takes their place.
var EmbeddingTags = []string{"iframe", "embed", "video", "audio", "object", "frame", "source"}

// BlockTags are the elements that end a paragraph of Markdown.
var BlockTags = strings.Fields(`address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl
	dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem
	meta nav noframes ol optgroup option p param pre search section summary table tbody td tfoot th thead title tr track ul`)

func IsBlockTag(name string) bool { return slices.Contains(BlockTags, name) }

// EmbeddedWords are those of a link to what another program would have shown in its place.
const EmbeddedWords = "Xem nội dung nhúng"
