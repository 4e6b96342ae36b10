package frontmatter

import (
	"strings"

	"github.com/BurntSushi/toml"

	"bantin/internal/viet"
)

// value reads the value at the reader's position and moves behind it.
func (r *tomlReader) value(depth int) Node {
	at := r.pos
	n := Node{Offset: r.base + at}
	if at >= len(r.src) {
		return n
	}
	switch r.src[at] {
	case '"', '\'':
		r.pos += stringEnd(r.src[at:])
		n.Text, n.Quoted = tomlString(r.src[at:r.pos]), true
		if strings.Contains(n.Text, "\n") {
			n.Kind, n.Text = BlockScalar, strings.TrimRight(n.Text, "\n")
		}
	case '[', '{':
		r.collection(&n, depth)
	default:
		end := strings.IndexAny(r.src[at:], ",]}#\n")
		if end < 0 {
			end = len(r.src) - at
		}
		r.pos = at + end
		n.Text = viet.TrimBlanksRight(r.src[at:r.pos])
	}
	return n
}

// collection reads the items of an array or the fields of an inline table.
func (r *tomlReader) collection(n *Node, depth int) {
	closing := byte(']')
	n.Kind = List
	if r.src[r.pos] == '{' {
		closing, n.Kind = '}', Table
	}
	r.pos++
	for {
		r.skip(" \t\n,", true)
		if r.pos >= len(r.src) {
			return
		}
		if r.src[r.pos] == closing {
			r.pos++
			return
		}
		before := r.pos
		if depth >= maxDepth {
			r.deep = true
			r.pos = len(r.src)
			return
		}
		if n.Kind == List {
			item := Member{KeyOffset: r.base + r.pos}
			item.Node = r.value(depth + 1)
			n.Members = append(n.Members, item)
		} else {
			r.inlineField(n, depth)
		}
		if r.pos == before {
			r.pos++
		}
	}
}

// inlineField reads one "key = value" of an inline table.
func (r *tomlReader) inlineField(into *Node, depth int) {
	at := r.pos
	equals := keyEnd(r.restOfLine())
	if equals < 0 {
		r.pos = len(r.src)
		return
	}
	path := splitPath(r.src[at : at+equals])
	for _, key := range path[:len(path)-1] {
		into = into.child(key, r.base+at)
	}
	r.pos = at + equals + 1
	r.skip(" \t", false)
	into.Members = append(into.Members, Member{Key: path[len(path)-1], KeyOffset: r.base + at, Node: r.value(depth + 1)})
}

// stringEnd is the length of the string at the front of s, its quotes included.
func stringEnd(s string) int {
	for _, triple := range [...]string{`"""`, `'''`} {
		if !strings.HasPrefix(s, triple) {
			continue
		}
		for i := 3; i < len(s); i++ {
			if s[i] == '\\' && triple[0] == '"' {
				i++
			} else if strings.HasPrefix(s[i:], triple) {
				i += 3
				// Up to two quotes may stand before the closing three.
				for range 2 {
					if i < len(s) && s[i] == triple[0] {
						i++
					}
				}
				return i
			}
		}
		return len(s)
	}
	line, _, _ := strings.Cut(s, "\n")
	if s[0] == '\'' {
		if end := strings.IndexByte(line[1:], '\''); end >= 0 {
			return end + 2
		}
		return len(line)
	}
	if end := closingQuote(line); end >= 0 {
		return end + 1
	}
	return len(line)
}

// tomlString reads a string in quotes with the library. One that it cannot read was reported with the whole document.
func tomlString(quoted string) string {
	if inner := quoted[min(1, len(quoted)):max(1, len(quoted)-1)]; !strings.ContainsAny(inner, "\\\"'\n") {
		return inner
	}
	var v struct{ V string }
	if _, err := toml.Decode("V = "+quoted, &v); err != nil {
		return quoted
	}
	return v.V
}
