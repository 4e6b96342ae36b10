package frontmatter

import (
	"strings"

	"bantin/internal/viet"
)

// A Node is one value of front matter, the same whether it was written in YAML, TOML or JSON.
type Node struct {
	Kind   Kind
	Quoted bool // Text stood in quotes: it is never "nothing" and holds no comment
	Offset int  // of its first byte in the file
	// scalar: as typed, without its quotes; block scalar: its lines; YAML list or table on one line: as typed
	Text    string
	Members []Member // of a list (without keys) or a table, in the file's order
}

// Kind tells the four shapes of a value apart.
type Kind uint8

// The shapes of a value.
const (
	Scalar      Kind = iota // a text, usually of one line, or nothing
	BlockScalar             // text of several lines
	List
	Table
)

// A Member is an entry of a table, or of a list, where it has no key.
type Member struct {
	Key       string // as typed, without quotes
	KeyOffset int    // of its first byte in the file; in a list that of the item
	// End is the offset behind the last line of the member. It is known of fields and items of YAML that
	// stand on lines of their own, and 0 for all others.
	End int
	Node
}

// IsCollection reports whether the value is a list or a table.
func (n *Node) IsCollection() bool { return n.Kind >= List }

// IsEmpty reports whether the value says nothing: "", [], {}, blanks, YAML's words for it, or a list of such.
func (n *Node) IsEmpty() bool {
	switch n.Kind {
	case Scalar:
		return viet.IsBlankText(n.Text) || !n.Quoted && isNull(n.Text)
	case BlockScalar:
		return viet.IsBlankText(n.Text)
	}
	for i := range n.Members {
		if !n.Members[i].IsEmpty() {
			return false
		}
	}
	return true
}

// isNull holds for what programs write where there is no value, perhaps with a comment behind it.
func isNull(text string) bool {
	if word, comment, found := strings.Cut(text, " "); found && strings.HasPrefix(viet.TrimBlanksLeft(comment), "#") {
		text = word
	}
	return text == "~" || text == "null" || text == "Null" || text == "NULL"
}

// IsTorn reports whether a value begins like a collection, with the bracket '[' or '{', and could not be read
// as one.
func (n *Node) IsTorn(bracket byte) bool {
	if n.Kind != Scalar || n.Quoted || n.Text == "" || n.Text[0] != bracket {
		return false
	}
	return bracket == '{' || closingBracket(n.Text) < 0
}

// Display is the value in one line of text, for fields that are kept without being understood.
func (n *Node) Display() string {
	switch {
	case n.Kind == Scalar:
		return strings.ReplaceAll(n.Text, "\n", " ")
	case len(n.Members) == 0:
		return n.Text
	}
	parts := make([]string, 0, len(n.Members))
	for i := range n.Members {
		part := n.Members[i].Display()
		if key := n.Members[i].Key; key != "" {
			part = key + ": " + part
		}
		parts = append(parts, part)
	}
	if n.Kind == Table {
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts, ", ")
}
