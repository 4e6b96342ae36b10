package content

import (
	"slices"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// Names are the fields that a file may have, for whoever writes one: each with its name proper, its type and
// its place.
type Names struct {
	tops   []namedField
	inside map[string][]namedField // by the field that holds the table
}

// Name is what is to be known of a field in order to write it.
type Name struct {
	Key  string // "title"
	Type ValueType
	Rank int // place among the fields of the file
}

type namedField struct {
	names []string
	Name
}

// NamesOf gives the fields of the file at a path whose kind is known ("" is article): those of entries, and
// for the home page before them those of the settings.
func NamesOf(path, kind string) Names {
	n := Names{inside: map[string][]namedField{
		"attachments": namesIn(attachmentSchema, 0), "corrections": namesIn(correctionSchema, 0), "cascade": namesIn(cascadeSchema, 0),
		"menu": namesIn(linkSchema, 0), "successors": namesIn(linkSchema, 0), "badge": namesIn(badgeSchema, 0),
	}}
	if path == SettingsPath {
		n.tops = namesIn(settingsSchema, 0)
	}
	n.tops = append(n.tops, namesIn(commonSchema, len(n.tops))...)
	if k := kindWords[kind]; k != nil && k.own != nil {
		return n.and(k.own)
	}
	return n.and(kindWords[defaultKind].own)
}

func (n Names) and(s *schema[form]) Names {
	n.tops = append(n.tops, namesIn(s, len(n.tops))...)
	return n
}

func namesIn[T any](s *schema[T], from int) []namedField {
	fields := make([]namedField, len(s.fields))
	for i, f := range s.fields {
		fields[i] = namedField{Name: Name{Key: f.key, Type: f.as, Rank: from + i}}
	}
	for name, i := range s.index {
		fields[i].names = append(fields[i].names, name)
	}
	return fields
}

// Lookup finds a field by any spelling of any of its names: one of the file itself where parent is "", one of
// a table in the field parent else.
func (n Names) Lookup(parent, key string) (Name, bool) {
	fields := n.tops
	if parent != "" && parent != "params" {
		fields = n.inside[parent]
	}
	normal := normalKey(key)
	for _, f := range fields {
		if slices.Contains(f.names, normal) {
			return f.Name, true
		}
	}
	return Name{}, false
}

// Matter reads the front matter of a text as it stands (see package frontmatter). The text is that of Text.
func Matter(path, text string) (frontmatter.Block, []diag.Diagnostic) {
	return frontmatter.Read(diag.File{Path: path, Text: text}, vocabulary)
}

// KindNamed gives the value of `type` that a word names, in English or Vietnamese; for a word that names none
// the nearest one.
func KindNamed(word string) (name, nearest string, ok bool) {
	if k := kindWords[viet.FoldedKey(word)]; k != nil {
		return k.Name, "", true
	}
	return "", nearestKind(word), false
}

// TextOf is a file's text as Parse counts its lines, for whoever shows the line of a diagnostic; "" when the
// bytes are no text.
func TextOf(raw []byte) string {
	file, ok := decode.Read("", raw, Options{}.decodeRules())
	if !ok {
		return ""
	}
	return file.File.Text
}
