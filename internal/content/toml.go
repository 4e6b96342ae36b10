package content

import (
	"errors"
	"strings"

	"github.com/BurntSushi/toml"
)

// readTOML reads a block of TOML. The library judges the syntax; where keys and values stand, and how numbers and dates were
// typed, it does not say, so that is read beside it.
func readTOML(rm *remarks, src string, base int) []member {
	r := &tomlReader{src: src, base: base}
	members := r.document()
	if r.deep { // the library needs seconds for such
		rm.at(base, "matter-deep")
		return nil
	}
	var parsed map[string]any
	_, err := toml.Decode(src, &parsed)
	var fault toml.ParseError
	if errors.As(err, &fault) && !strings.Contains(fault.Message, "already been defined") {
		rm.at(base+min(fault.Position.Start, len(src)), "toml-syntax", fault.Message)
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
func (r *tomlReader) document() []member {
	root := node{kind: table}
	current := &root
	for {
		r.skip(" \t\n", true)
		if r.pos >= len(r.src) {
			return root.members
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
func (r *tomlReader) header(root *node) *node {
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
			child.kind = list
			child.members = append(child.members, member{keyOff: r.base + at, node: node{kind: table, off: r.base + at}})
		}
		if child.kind == list && len(child.members) > 0 {
			child = &child.members[len(child.members)-1].node
		}
		target = child
	}
	r.deep = r.deep || len(path) >= maxDepth
	return target
}

// child finds the table or list of a name below n, or adds a table. The last of several of one name counts, as it was opened
// last.
func (n *node) child(key string, off int) *node {
	for i := len(n.members) - 1; i >= 0; i-- {
		if m := &n.members[i]; m.key == key && m.kind >= list {
			return &m.node
		}
	}
	n.members = append(n.members, member{key: key, keyOff: off, node: node{kind: table, off: off}})
	return &n.members[len(n.members)-1].node
}

// statement reads "key = value" into a table; a dotted key makes tables of its own.
func (r *tomlReader) statement(into *node) {
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
	m := member{key: path[len(path)-1], keyOff: r.base + at, node: r.value(1)}
	into.members = append(into.members, m)
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
