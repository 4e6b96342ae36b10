package frontmatter

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// flowTable reads {a: b} through the YAML library. What the library cannot read, or what has no values
// ("{a}"), is no table but a Text: ok is false.
func (r *yamlReader) flowTable(at int, text string) (n Node, ok bool) {
	if !strings.Contains(text, ":") && strings.Trim(text, "{} \t\n") != "" {
		return Node{}, false
	}
	if r.depth+bracketDepth(text) > maxDepth {
		r.report(at, "matter-deep")
		return Node{Kind: Table, Offset: r.base + at}, true
	}
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil || len(file.Docs) != 1 {
		return Node{}, false
	}
	tree := newYAMLTree(r, at, text)
	n = tree.node(file.Docs[0].Body)
	if !strings.Contains(text, "\n") {
		n.Text = text
	}
	return n, n.Kind == Table && !tree.referring
}

// bracketDepth is how deeply brackets nest in text, quotes not regarded.
func bracketDepth(text string) int {
	depth, deepest := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return deepest
}

// yamlTree turns the library's tree into nodes. The library counts lines and characters, we count bytes.
type yamlTree struct {
	reader *yamlReader
	text   string
	at     int   // byte offset of the text in the block
	runes  []int // byte offset of each character of the text, and of its end
	lines  []int // index into runes of each line's first character

	// an anchor, an alias or a tag was met: such values stand elsewhere, which is how a YAML bomb is built
	referring bool
}

func newYAMLTree(r *yamlReader, at int, text string) *yamlTree {
	t := &yamlTree{reader: r, text: text, at: at, lines: []int{0}}
	for i, c := range text {
		t.runes = append(t.runes, i)
		if c == '\n' {
			t.lines = append(t.lines, len(t.runes))
		}
	}
	t.runes = append(t.runes, len(text))
	return t
}

// offset is the place of a token in the block.
func (t *yamlTree) offset(tk *token.Token) int {
	if tk == nil || tk.Position == nil {
		return t.at
	}
	line := max(0, min(tk.Position.Line-1, len(t.lines)-1))
	index := max(0, min(t.lines[line]+tk.Position.Column-1, len(t.runes)-1))
	return t.at + t.runes[index]
}

// node converts one value. Scalars keep their text as typed.
func (t *yamlTree) node(tree ast.Node) Node {
	if tree == nil {
		return Node{Offset: t.reader.base + t.at}
	}
	at := t.offset(tree.GetToken())
	n := Node{Offset: t.reader.base + at}
	switch v := tree.(type) {
	case *ast.MappingNode:
		n.Kind = Table
		for _, value := range v.Values {
			n.Members = append(n.Members, t.member(value))
		}
	case *ast.MappingValueNode:
		n.Kind = Table
		n.Members = []Member{t.member(v)}
	case *ast.SequenceNode:
		n.Kind = List
		for _, value := range v.Values {
			item := t.node(value)
			n.Members = append(n.Members, Member{KeyOffset: item.Offset, Node: item})
		}
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		t.referring = true
	case *ast.NullNode:
		if v.GetToken().Value == "null" && v.GetToken().Type == token.NullType {
			n.Text = "null"
		}
	default:
		tk := tree.GetToken()
		n.Quoted = tk.Type == token.DoubleQuoteType || tk.Type == token.SingleQuoteType
		n.Text = tk.Value
		if !n.Quoted {
			t.reader.reportColon(at, n.Text)
		}
	}
	return n
}

func (t *yamlTree) member(value *ast.MappingValueNode) Member {
	key := value.Key.GetToken()
	return Member{Key: key.Value, KeyOffset: t.reader.base + t.offset(key), Node: t.node(value.Value)}
}
