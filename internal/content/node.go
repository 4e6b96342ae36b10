package content

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A node is one value of front matter, the same whether it was written in YAML, TOML or JSON. The schema reads nodes and never
// learns which it was.
type node struct {
	kind    nodeKind
	quoted  bool     // text stood in quotes: it is never "nothing" and holds no comment
	off     int      // byte offset in the file
	text    string   // scalar: as typed, without its quotes; block: its lines; YAML list or table on one line: as typed
	members []member // of a list (without keys) or a table, in the file's order
}

// nodeKind tells the four shapes of a value apart.
type nodeKind uint8

const (
	scalar nodeKind = iota // one line of text, or nothing
	block                  // text of several lines
	list
	table
)

// A member is an entry of a table, or of a list, where it has no key.
type member struct {
	key    string // as typed, without quotes
	keyOff int    // byte offset of the key in the file
	node
}

// empty reports whether the value says nothing: "", [], {}, ~, blanks, or a list of such.
func (n *node) empty() bool {
	switch n.kind {
	case scalar:
		return isBlankText(n.text) || !n.quoted && n.text == "~"
	case block:
		return isBlankText(n.text)
	}
	for i := range n.members {
		if !n.members[i].empty() {
			return false
		}
	}
	return true
}

// display is the value in one line of text, for fields that are kept without being understood.
func (n *node) display() string {
	if len(n.members) == 0 {
		return n.text
	}
	parts := make([]string, 0, len(n.members))
	for i := range n.members {
		part := n.members[i].display()
		if key := n.members[i].key; key != "" {
			part = key + ": " + part
		}
		parts = append(parts, part)
	}
	if n.kind == table {
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts, ", ")
}

// isBlank holds for white space of any kind and for characters without width: to an editor all of them are nothing.
func isBlank(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r == '\t' || r == '\n'
	}
	return unicode.IsSpace(r) || isZeroWidth(r)
}

// isZeroWidth holds for the characters that take no room and are not meant: zero-width space and joiners, word joiner, byte
// order mark. The soft hyphen is no blank; it is the letter ư of TCVN3.
func isZeroWidth(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}

func isBlankText(s string) bool { return trimBlanks(s) == "" }

func trimBlanks(s string) string { return trimLeft(trimRight(s)) }

func trimRight(s string) string { return strings.TrimRightFunc(s, isBlank) }

func trimLeft(s string) string { return strings.TrimLeftFunc(s, isBlank) }

// blankPrefix is the number of bytes of blanks at the front of s.
func blankPrefix(s string) int { return len(s) - len(trimLeft(s)) }

// startsBlank reports whether s begins with a blank or has ended.
func startsBlank(s string) bool {
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isBlank(r)
}
