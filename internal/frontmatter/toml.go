package frontmatter

import (
	"errors"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/pelletier/go-toml/v2/unstable"

	"bantin/internal/viet"
)

// readTOML reads a block of TOML. BurntSushi/toml judges it; pelletier/go-toml says where keys and values
// stand and how numbers and dates were typed.
func readTOML(rd *reading, src string, base int) []Member {
	r := &tomlReader{src: src, base: base}
	members := r.document()
	if r.deep { // the judge needs seconds for such
		rd.at(base, "matter-deep")
		return nil
	}
	var parsed map[string]any
	_, err := toml.Decode(src, &parsed)
	var fault toml.ParseError
	if errors.As(err, &fault) && !strings.Contains(fault.Message, "already been defined") {
		rd.at(base+min(fault.Position.Start, len(src)), "toml-syntax", fault.Message)
	}
	return members
}

// tomlReader turns the library's expressions into one tree of members. The library counts from where it was
// started last.
type tomlReader struct {
	parser unstable.Parser
	src    string
	base   int // byte offset of src in the file
	from   int // where in src the library was started
	end    int // in src, behind what was read last
	deep   bool
}

// document reads all statements. One that cannot be read is kept as typed, and reading goes on below it: the
// file is not published, but what it says of a draft counts.
func (r *tomlReader) document() []Member {
	root := Node{Kind: Table}
	current, bytes := &root, []byte(r.src)
	for r.from < len(r.src) && !r.deep {
		r.parser.Reset(bytes[r.from:])
		for r.parser.NextExpression() && !r.deep {
			if e := r.parser.Expression(); e.Kind == unstable.KeyValue {
				r.field(current, e)
			} else {
				current = r.header(&root, e)
			}
		}
		var fault *unstable.ParserError
		if !errors.As(r.parser.Error(), &fault) {
			break
		}
		if r.from == 0 { // what stands below the first statement that is torn holds what stands below the others
			r.deep = r.deep || bracketDepth(r.src[r.end:]) > maxDepth
		}
		r.torn(current)
		at := r.from + int(r.parser.Range(fault.Highlight).Offset)
		r.end = max(r.end, min(at+len(lineFrom(r.src, at))+1, len(r.src)))
		r.from = r.end
	}
	return root.Members
}

// torn keeps the statement at which the library stopped as "key = value" with the value as typed.
func (r *tomlReader) torn(into *Node) {
	at := r.skip(" \t\n")
	line := lineFrom(r.src, at)
	r.end = min(at+len(line)+1, len(r.src))
	key, value, ok := strings.Cut(line, "=")
	if ok && line[0] != '[' {
		from := r.base + at + len(key) + 1 + blankPrefix(value)
		m := Member{Key: strings.Trim(viet.TrimBlanks(key), `"'`), KeyOffset: r.base + at, Node: tornValue(viet.TrimBlanks(value))}
		m.Offset = from
		into.Members = append(into.Members, m)
	}
}

// tornValue is what can be known of a value that cannot be read.
func tornValue(typed string) Node {
	switch {
	case typed == "":
		return Node{}
	case typed[0] == '[':
		return Node{Kind: List}
	case typed[0] == '{':
		return Node{Kind: Table}
	case typed[0] != '"' && typed[0] != '\'':
		before, _, _ := strings.Cut(typed, "#")
		return Node{Text: viet.TrimBlanksRight(before)}
	}
	end := closingQuote(typed)
	if end < 0 {
		end = len(typed)
	}
	return Node{Text: typed[1:end], Quoted: true}
}

// skip gives the offset behind signs and comments that follow what was read last.
func (r *tomlReader) skip(signs string) int {
	at := r.end
	for at < len(r.src) {
		switch {
		case strings.IndexByte(signs, r.src[at]) >= 0:
			at++
		case r.src[at] == '#':
			at += len(lineFrom(r.src, at))
		default:
			return at
		}
	}
	return at
}

// place is where a node begins. The end of what was read moves behind it.
func (r *tomlReader) place(n *unstable.Node) int {
	at := r.from + int(n.Raw.Offset)
	r.end = at + int(n.Raw.Length)
	return at
}

// path reads a dotted key and gives the place of its first element.
func (r *tomlReader) path(keys unstable.Iterator) (path []string, at int) {
	at = -1
	for keys.Next() {
		start := r.place(keys.Node())
		if at < 0 {
			at = start
		}
		path = append(path, string(keys.Node().Data))
	}
	r.deep = r.deep || len(path) >= maxDepth
	return path, at
}

// header reads [a.b] or [[a.b]] and gives the table that the statements below it fill.
func (r *tomlReader) header(root *Node, e *unstable.Node) *Node {
	path, at := r.path(e.Key())
	r.end += len(lineFrom(r.src, r.end))
	at = r.base + len(strings.TrimRight(r.src[:at], " \t["))
	at += strings.IndexByte(r.src[at-r.base:], '[')
	target := root
	for i, key := range path {
		child := target.child(key, at)
		if e.Kind == unstable.ArrayTable && i == len(path)-1 {
			child.Kind = List
			child.Members = append(child.Members, Member{KeyOffset: at, Node: Node{Kind: Table, Offset: at}})
		}
		if child.Kind == List && len(child.Members) > 0 {
			child = &child.Members[len(child.Members)-1].Node
		}
		target = child
	}
	return target
}

// child finds the table or list of a name below n, or adds a table. The last of several of one name counts,
// as it was opened last.
func (n *Node) child(key string, off int) *Node {
	for i := len(n.Members) - 1; i >= 0; i-- {
		if m := &n.Members[i]; m.Key == key && m.Kind >= List {
			return &m.Node
		}
	}
	n.Members = append(n.Members, Member{Key: key, KeyOffset: off, Node: Node{Kind: Table, Offset: off}})
	return &n.Members[len(n.Members)-1].Node
}

// field reads "key = value" into a table; a dotted key makes tables of its own.
func (r *tomlReader) field(into *Node, e *unstable.Node) { r.fieldAt(into, e, 1) }

func (r *tomlReader) fieldAt(into *Node, e *unstable.Node, depth int) {
	path, at := r.path(e.Key())
	for _, key := range path[:len(path)-1] {
		into = into.child(key, r.base+at)
	}
	m := Member{Key: path[len(path)-1], KeyOffset: r.base + at, Node: r.value(e.Value(), depth)}
	into.Members = append(into.Members, m)
}

// value reads a value. The library says the place of all but arrays, which begin behind what was read last.
func (r *tomlReader) value(v *unstable.Node, depth int) Node {
	n := Node{Text: string(v.Data)}
	switch v.Kind {
	case unstable.Array:
		n = r.collection(v, List, r.skip(" \t\n,="), depth)
	case unstable.InlineTable:
		n = r.collection(v, Table, r.place(v), depth)
	case unstable.String:
		n.Offset, n.Quoted = r.place(v), true
		if strings.Contains(n.Text, "\n") {
			n.Kind, n.Text = BlockScalar, strings.TrimRight(n.Text, "\n")
		}
	default:
		n.Offset = r.place(v)
	}
	n.Offset += r.base
	return n
}

// collection reads the items of an array or the fields of an inline table that begins at an offset.
func (r *tomlReader) collection(v *unstable.Node, kind Kind, at, depth int) Node {
	n := Node{Kind: kind, Offset: at}
	r.end = at + 1
	items := v.Children()
	for items.Next() && !r.deep {
		switch {
		case depth >= maxDepth:
			r.deep = true
		case kind == Table:
			r.fieldAt(&n, items.Node(), depth+1)
		default:
			item := r.value(items.Node(), depth+1)
			n.Members = append(n.Members, Member{KeyOffset: item.Offset, Node: item})
		}
	}
	r.end = min(r.skip(" \t\n,")+1, len(r.src)) // behind the bracket that closes it
	return n
}
