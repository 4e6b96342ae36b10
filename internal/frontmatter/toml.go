package frontmatter

import (
	"errors"
	"strings"

	"github.com/BurntSushi/toml"
)

// readTOML reads a block of TOML. The library judges the syntax; where keys and values stand, and how numbers and dates were
// typed, it does not say, so that is read beside it.
func readTOML(rd *reading, src string, base int) []Member {
	r := &tomlReader{src: src, base: base}
	members := r.document()
	if r.deep { // the library needs seconds for such
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

// tomlReader finds the statements of a document and the extent of their values. It trusts the syntax: what is wrong was
// reported by the library, and the file is not published.
type tomlReader struct {
	src  string
	base int
	pos  int
	deep bool
}

// document reads all statements into one tree of members.
func (r *tomlReader) document() []Member {
	root := Node{Kind: Table}
	current := &root
	for {
		r.skip(" \t\n", true)
		if r.pos >= len(r.src) {
			return root.Members
		}
		before := r.pos
		if r.src[r.pos] == '[' {
			current = r.header(&root)
		} else {
			r.statement(current)
		}
		if r.pos == before {
			r.pos++
		}
	}
}

// header reads [a.b] or [[a.b]] and gives the table that the statements below it fill.
func (r *tomlReader) header(root *Node) *Node {
	at := r.pos
	many := strings.HasPrefix(r.src[at:], "[[")
	line := r.restOfLine()
	r.pos = at + len(line)
	name := strings.Trim(strings.TrimSpace(cutComment(line)), "[]")
	target := root
	path := splitPath(name)
	for i, key := range path {
		last := i == len(path)-1
		child := target.child(key, r.base+at)
		if many && last {
			child.Kind = List
			child.Members = append(child.Members, Member{KeyOffset: r.base + at, Node: Node{Kind: Table, Offset: r.base + at}})
		}
		if child.Kind == List && len(child.Members) > 0 {
			child = &child.Members[len(child.Members)-1].Node
		}
		target = child
	}
	r.deep = r.deep || len(path) >= maxDepth
	return target
}

// child finds the table or list of a name below n, or adds a table. The last of several of one name counts, as it was opened
// last.
func (n *Node) child(key string, off int) *Node {
	for i := len(n.Members) - 1; i >= 0; i-- {
		if m := &n.Members[i]; m.Key == key && m.Kind >= List {
			return &m.Node
		}
	}
	n.Members = append(n.Members, Member{Key: key, KeyOffset: off, Node: Node{Kind: Table, Offset: off}})
	return &n.Members[len(n.Members)-1].Node
}

// statement reads "key = value" into a table; a dotted key makes tables of its own.
func (r *tomlReader) statement(into *Node) {
	at := r.pos
	line := r.restOfLine()
	equals := keyEnd(line)
	if equals < 0 {
		r.pos = at + len(line)
		return
	}
	path := splitPath(line[:equals])
	r.deep = r.deep || len(path) >= maxDepth
	for _, key := range path[:len(path)-1] {
		into = into.child(key, r.base+at)
	}
	r.pos = at + equals + 1
	r.skip(" \t", false)
	m := Member{Key: path[len(path)-1], KeyOffset: r.base + at, Node: r.value(1)}
	into.Members = append(into.Members, m)
	r.pos += len(r.restOfLine())
}

// keyEnd is the offset of the equals sign behind a key, which may be quoted.
func keyEnd(line string) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '=':
			return i
		case '"', '\'':
			end := closingQuote(line[i:])
			if end < 0 {
				return -1
			}
			i += end
		}
	}
	return -1
}

// splitPath splits a dotted key; a quoted element may hold dots.
func splitPath(key string) []string {
	var path []string
	for {
		key = strings.TrimSpace(key)
		if key != "" && (key[0] == '"' || key[0] == '\'') {
			if end := closingQuote(key); end > 0 {
				path = append(path, key[1:end])
				rest := strings.TrimSpace(key[end+1:])
				if !strings.HasPrefix(rest, ".") {
					return path
				}
				key = rest[1:]
				continue
			}
		}
		first, rest, more := strings.Cut(key, ".")
		path = append(path, strings.TrimSpace(first))
		if !more {
			return path
		}
		key = rest
	}
}

// cutComment removes a comment from the end of a line that holds no strings.
func cutComment(line string) string {
	before, _, _ := strings.Cut(line, "#")
	return before
}

func (r *tomlReader) restOfLine() string {
	if end := strings.IndexByte(r.src[r.pos:], '\n'); end >= 0 {
		return r.src[r.pos : r.pos+end]
	}
	return r.src[r.pos:]
}

// skip passes blanks and, if asked to, comments.
func (r *tomlReader) skip(blanks string, comments bool) {
	for r.pos < len(r.src) {
		switch {
		case strings.IndexByte(blanks, r.src[r.pos]) >= 0:
			r.pos++
		case comments && r.src[r.pos] == '#':
			r.pos += len(r.restOfLine())
		default:
			return
		}
	}
}
