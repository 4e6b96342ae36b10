package content

import (
	"slices"
	"strings"
	"time"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// A field is one row of a schema: its canonical key, other names under which editors know it (separated by
// blanks) and how its value is read into a T.
type field[T any] struct {
	key     string
	aliases string
	reading[T]
}

// reading is the third column of a schema's table: the type of a value, and how it is read into a T.
type reading[T any] struct {
	as   ValueType
	read func(rd *reader, into *T, v value)
}

// A value is a field's value with the name of the field, for messages.
type value struct {
	field string // canonical key
	frontmatter.Member
}

// reader is what reading values depends on beside the values.
type reader struct {
	*decode.Text
	zone        *time.Location
	suggestions int // near names looked for so far
}

// A schema is a table of fields that may be looked up by any of their names.
type schema[T any] struct {
	fields []field[T]
	index  map[string]int // normal key of every name → field
	names  []string       // the same names, in the order of the table
}

// newSchema joins tables. Two fields of one name are a broken invariant.
func newSchema[T any](tables ...[]field[T]) *schema[T] {
	s := &schema[T]{index: map[string]int{}}
	for _, f := range slices.Concat(tables...) {
		for _, name := range append([]string{f.key}, strings.Fields(f.aliases)...) {
			if _, taken := s.index[name]; taken {
				panic("internal error: two fields are named " + name)
			}
			s.index[name] = len(s.fields)
			s.names = append(s.names, name)
		}
		s.fields = append(s.fields, f)
	}
	return s
}

// read gives every member to its field and returns those that the schema does not know. A field that is
// written twice, also under two of its names, is an error: which one counts would be a guess. Empty values
// mean nothing and are passed over.
func (s *schema[T]) read(rd *reader, into *T, members []frontmatter.Member) (unknown []frontmatter.Member) {
	first := make([]int, len(s.fields)) // 1 + index of the member that filled the field
	for i := range members {
		m := &members[i]
		at, known := s.index[normalKey(m.Key)]
		if !known {
			unknown = append(unknown, *m)
			continue
		}
		if m.IsEmpty() {
			continue
		}
		if earlier := first[at]; earlier > 0 {
			rd.duplicate(&members[earlier-1], m, s.fields[at].key)
			continue
		}
		first[at] = i + 1
		s.fields[at].read(rd, into, value{field: s.fields[at].key, Member: *m})
	}
	return unknown
}

// duplicate reports a field that stands twice, naming both lines.
func (rd *reader) duplicate(earlier, later *frontmatter.Member, key string) {
	rd.Both(earlier.KeyOffset, later.KeyOffset, "key-duplicate", key, rd.Line(earlier.KeyOffset), rd.Line(later.KeyOffset))
}

// nearestKey is the known name that is most like a key that no table knows, "" without one.
func (rd *reader) nearestKey(m *frontmatter.Member, names []string) string {
	if rd.suggestions == maxSuggestions {
		return ""
	}
	rd.suggestions++
	return viet.Nearest(normalKey(m.Key), names)
}

// unknownKey warns of a key that no table knows, with the nearest name that one does know.
func (rd *reader) unknownKey(m *frontmatter.Member, near string) {
	if near == "" {
		rd.At(m.KeyOffset, "key-unlisted", diag.Excerpt(m.Key))
		return
	}
	rd.At(m.KeyOffset, "key-unknown", diag.Excerpt(m.Key), near)
}

// withParams puts the members of a `params` table among those beside it: Hugo's documentation keeps author
// and the like there.
func withParams(rd *reader, members []frontmatter.Member) []frontmatter.Member {
	at := slices.IndexFunc(members, func(m frontmatter.Member) bool { return normalKey(m.Key) == "params" })
	if at < 0 {
		return members
	}
	var flat []frontmatter.Member
	for i := range members {
		m := &members[i]
		if normalKey(m.Key) != "params" || m.IsEmpty() {
			flat = append(flat, *m)
			continue
		}
		if m.Kind != frontmatter.Table {
			rd.At(m.Offset, "value-not-table", "params")
			continue
		}
		flat = append(flat, m.Members...)
	}
	return flat
}
