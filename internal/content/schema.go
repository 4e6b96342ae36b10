package content

import (
	"slices"
	"strings"
	"time"

	"bantin/internal/viet"
)

// A field is one row of a schema: its canonical key, other names under which editors know it (separated by blanks) and how its
// value is read into a T.
type field[T any] struct {
	key     string
	aliases string
	read    func(rd *reader, into *T, v value)
}

// A value is a field's value with the name of the field, for messages.
type value struct {
	field string // canonical key
	member
}

// reader is what reading values depends on beside the values.
type reader struct {
	*remarks
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

// read gives every member to its field and returns those that the schema does not know. A field that is written twice, also
// under two of its names, is an error: which one counts would be a guess. Empty values mean nothing and are passed over.
func (s *schema[T]) read(rd *reader, into *T, members []member) (unknown []member) {
	first := make([]int, len(s.fields)) // 1 + index of the member that filled the field
	for i := range members {
		m := &members[i]
		at, known := s.index[normalKey(m.key)]
		if !known {
			unknown = append(unknown, *m)
			continue
		}
		if m.empty() {
			continue
		}
		if earlier := first[at]; earlier > 0 {
			rd.duplicate(&members[earlier-1], m, s.fields[at].key)
			continue
		}
		first[at] = i + 1
		s.fields[at].read(rd, into, value{field: s.fields[at].key, member: *m})
	}
	return unknown
}

// duplicate reports a field that stands twice, naming both lines.
func (rd *reader) duplicate(earlier, later *member, key string) {
	rd.both(earlier.keyOff, later.keyOff, "key-duplicate", key, rd.line(earlier.keyOff), rd.line(later.keyOff))
}

// unknownKey warns of a key that no table knows, with the nearest name that one does know.
func (rd *reader) unknownKey(m *member, names []string) {
	near := ""
	if rd.suggestions < maxSuggestions {
		rd.suggestions++
		near = viet.Nearest(normalKey(m.key), names)
	}
	if near == "" {
		rd.at(m.keyOff, "key-unlisted", excerpt(m.key))
		return
	}
	rd.at(m.keyOff, "key-unknown", excerpt(m.key), near)
}

// withParams puts the members of a `params` table among those beside it: Hugo's documentation keeps author and the like there.
func withParams(rd *reader, members []member) []member {
	at := slices.IndexFunc(members, func(m member) bool { return normalKey(m.key) == "params" })
	if at < 0 {
		return members
	}
	var flat []member
	for i := range members {
		m := &members[i]
		if normalKey(m.key) != "params" || m.empty() {
			flat = append(flat, *m)
			continue
		}
		if m.kind != table {
			rd.at(m.off, "value-not-table", "params")
			continue
		}
		flat = append(flat, m.members...)
	}
	return flat
}
