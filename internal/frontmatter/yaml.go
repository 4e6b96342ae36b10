package frontmatter

import (
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// yamlReader reads the YAML that editors type: fields, lists and tables by indentation. It is no YAML parser,
// on purpose. What follows "key: " is the value as typed, whatever YAML would make of it: `Nghị quyết: giải
// pháp` is a text and no table, `no` and `017` are not false and 15. Quotes count where they close at the end
// of the value, comments where they are certainly comments. Collections in braces go to a YAML library
// (yamlflow.go).
type yamlReader struct {
	reading *reading
	src     string // the block between the fences
	base    int    // byte offset of src in the file
	pos     int    // start of the next line
	done    int    // end of the last line that was taken, its line end included
	depth   int
	tabSeen bool // TAB or NBSP in an indentation is reported once

	ahead   yamlLine // the line that peek found last, for aheadAt
	aheadAt int
}

// A yamlLine is one line with something on it. Offsets are into src.
type yamlLine struct {
	indent       int // number of blanks before the content, of whatever kind
	content, end int // the content, without blanks at its ends
	next         int // start of the next line
}

// readYAML reads a block of fields.
func readYAML(rd *reading, src string, base int) []Member {
	r := &yamlReader{reading: rd, src: src, base: base, aheadAt: -1}
	members := make([]Member, 0, 16)
	for {
		l, ok := r.peek()
		if !ok {
			return members
		}
		members = r.table(members, l.indent)
	}
}

// peek moves to the next line that is neither blank nor a comment, without consuming it.
func (r *yamlReader) peek() (yamlLine, bool) {
	if r.aheadAt == r.pos {
		return r.ahead, true
	}
	for r.pos < len(r.src) {
		l := r.lineAt(r.pos)
		if l.content < l.end && r.src[l.content] != '#' {
			r.ahead, r.aheadAt = l, r.pos
			return l, true
		}
		r.pos = l.next
	}
	return yamlLine{}, false
}

func (r *yamlReader) lineAt(start int) yamlLine {
	l := yamlLine{end: len(r.src), next: len(r.src)}
	if i := strings.IndexByte(r.src[start:], '\n'); i >= 0 {
		l.end, l.next = start+i, start+i+1
	}
	text := viet.TrimBlanksRight(r.src[start:l.end])
	l.end = start + len(text)
	n := blankPrefix(text)
	l.content = start + n
	l.indent = utf8.RuneCountInString(text[:n])
	return l
}

// consume takes a line, and diagnostics on blanks in its indentation that YAML does not know.
func (r *yamlReader) consume(l yamlLine) {
	start := r.pos
	r.pos, r.done = l.next, l.next
	if r.tabSeen {
		return
	}
	if i := strings.IndexFunc(r.src[start:l.content], func(c rune) bool { return c != ' ' }); i >= 0 {
		r.tabSeen = true
		r.report(start+i, "indent-tab")
	}
}

func (r *yamlReader) report(at int, code diag.Code, args ...string) {
	r.reading.at(r.base+at, code, args...)
}

// table appends the fields that stand at one indentation. A line that is none is reported, and reading goes
// on.
func (r *yamlReader) table(members []Member, indent int) []Member {
	for {
		l, ok := r.peek()
		if !ok || l.indent < indent {
			return members
		}
		if l.indent > indent {
			r.misplaced(l)
			continue
		}
		text := r.src[l.content:l.end]
		key, value, ok := r.splitKey(text)
		if n, _ := listMarker(text); !ok || n > 0 {
			r.consume(l)
			r.report(l.content, "line-not-field", diag.Excerpt(text))
			continue
		}
		r.consume(l)
		r.reportTight(l.content+value, text[value:])
		m := Member{Key: key, KeyOffset: r.base + l.content}
		m.Node = r.value(l.content+value, l.end, indent)
		m.End = r.base + r.done
		members = append(members, m)
	}
}

// misplaced reports a line that is indented though nothing above it is open.
func (r *yamlReader) misplaced(l yamlLine) {
	r.consume(l)
	r.report(l.content, "indent-unexpected", diag.Excerpt(r.src[l.content:l.end]))
}

// value reads what follows a key or a list marker on its line, and the lines below that belong to it: those
// that are indented deeper than indent.
func (r *yamlReader) value(from, to, indent int) Node {
	from += blankPrefix(r.src[from:to])
	text := r.src[from:to]
	if text == "" || isComment(text) {
		return r.nested(from, indent, indent)
	}
	switch text[0] {
	case '"', '\'':
		if n, ok := r.quoted(from, to, indent); ok {
			return n
		}
	case '[', '{':
		if n, ok := r.flow(from, to, indent); ok {
			return n
		}
	case '|', '>':
		if isBlockHeader(text) {
			return r.block(from, text, indent)
		}
	}
	return r.plain(from, to, indent)
}

// plain reads a value as typed. Lines below that are indented continue it, as in YAML, unless they look like
// a field or a list item: then one of the two lines is a mistake, and which one cannot be known. The line
// ends stay: to a text they are blanks, to a list they part its items.
func (r *yamlReader) plain(from, to, indent int) Node {
	n := Node{Offset: r.base + from, Text: r.src[from:to]}
	r.reportColon(from, n.Text)
	var more []string
	for {
		l, ok := r.peek()
		if !ok || l.indent <= indent {
			if more != nil {
				n.Text += "\n" + strings.Join(more, "\n")
			}
			return n
		}
		text := r.src[l.content:l.end]
		_, _, isField := r.splitKey(text)
		if marker, _ := listMarker(text); isField || marker > 0 {
			r.misplaced(l)
			continue
		}
		r.consume(l)
		more = append(more, text)
	}
}

// reportColon warns of a colon that would end the file's life in another program.
func (r *yamlReader) reportColon(at int, text string) {
	i := strings.IndexByte(text, ':')
	for i >= 0 && !startsBlank(text[i+1:]) {
		next := strings.IndexByte(text[i+1:], ':')
		if next < 0 {
			return
		}
		i += 1 + next
	}
	if i >= 0 {
		r.report(at+i, "colon-in-value", text)
	}
}

// nested reads the value below a key or marker that has nothing behind it. Items of a list may stand at
// listIndent, everything else deeper than indent.
func (r *yamlReader) nested(from, indent, listIndent int) Node {
	nothing := Node{Offset: r.base + from}
	l, ok := r.peek()
	if !ok {
		return nothing
	}
	text := r.src[l.content:l.end]
	marker, _ := listMarker(text)
	if marker > 0 && l.indent < listIndent || marker == 0 && l.indent <= indent {
		return nothing
	}
	if r.depth == maxDepth {
		r.report(l.content, "matter-deep")
		r.pos = len(r.src)
		return nothing
	}
	r.depth++
	defer func() { r.depth-- }()
	if marker > 0 {
		return Node{Kind: List, Offset: r.base + l.content, Members: r.list(l.indent)}
	}
	if _, _, isField := r.splitKey(text); isField {
		return r.nestedTable(l)
	}
	r.consume(l)
	return r.value(l.content, l.end, indent)
}

// nestedTable reads a table; when it is one line, that line is kept as typed, for it may have been meant as a
// text.
func (r *yamlReader) nestedTable(l yamlLine) Node {
	n := Node{Kind: Table, Offset: r.base + l.content, Members: r.table(nil, l.indent)}
	if r.done == l.next {
		n.Text = r.src[l.content:l.end]
	}
	return n
}

// list reads the items that stand at one indentation.
func (r *yamlReader) list(indent int) []Member {
	var items []Member
	for {
		l, ok := r.peek()
		if !ok || l.indent < indent {
			return items
		}
		text := r.src[l.content:l.end]
		marker, usual := listMarker(text)
		if l.indent > indent {
			r.misplaced(l)
			continue
		}
		if marker == 0 {
			return items
		}
		r.consume(l)
		if !usual {
			r.report(l.content, "list-marker", diag.Excerpt(text))
		}
		item := Member{KeyOffset: r.base + l.content, Node: r.item(l, marker)}
		item.End = r.base + r.done
		items = append(items, item)
	}
}

// item reads one item: a text, or a table whose first field stands behind the marker.
func (r *yamlReader) item(l yamlLine, marker int) Node {
	from := l.content + marker
	from += blankPrefix(r.src[from:l.end])
	text := r.src[from:l.end]
	key, value, isField := r.splitKey(text)
	if text == "" || isComment(text) {
		return r.nested(from, l.indent, l.indent+1)
	}
	if !isField {
		return r.value(from, l.end, l.indent)
	}
	n := Node{Kind: Table, Offset: r.base + from}
	column := l.indent + utf8.RuneCountInString(r.src[l.content:from])
	r.reportTight(from+value, text[value:])
	first := Member{Key: key, KeyOffset: r.base + from}
	first.Node = r.value(from+value, l.end, column)
	first.End = r.base + r.done
	n.Members = append(n.Members, first)
	if next, ok := r.peek(); ok && next.indent > l.indent {
		n.Members = r.table(n.Members, next.indent)
	}
	if r.done == l.next {
		n.Text = text
	}
	return n
}
