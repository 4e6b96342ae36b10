package content

import (
	"slices"
	"time"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// DefaultSettings are the settings of a site that sets nothing.
func DefaultSettings() Settings {
	return Settings{Zone: defaultZone, PageSize: 20, NestedPlusLists: true}
}

// ParseSettings reads the settings of the site from the front matter of content/_index.md. The same file is
// an entry, too, the home page, by Parse; fields of entries are no faults here. With a diagnostic of level
// Error nothing may be published.
func ParseSettings(p string, raw []byte) (Settings, []diag.Diagnostic) {
	s := DefaultSettings()
	rm, ok := decode.Read(p, raw, Options{}.decodeRules())
	if !ok || viet.IsBlankText(rm.File.Text) {
		return s, rm.Sorted()
	}
	rd := &reader{Text: rm, zone: time.UTC}
	rest := settingsSchema.read(rd, &s, withParams(rd, readMatter(rm).Members))
	for i := range rest {
		m := &rest[i]
		name := normalKey(m.Key)
		if m.IsEmpty() || commonSchema.has(name) || kindWords[defaultKind].own.has(name) || futureFields[name] {
			continue
		}
		rd.unknownKey(m, rd.nearestKey(m, slices.Concat(settingsSchema.names, commonSchema.names)))
	}
	return s, rm.Sorted()
}

// knownKeys holds every name of a field of an entry or of the settings: what tells a line of front matter
// from prose.
var knownKeys, canonicalKeys = makeKnownKeys()

func makeKnownKeys() (known, canonical map[string]bool) {
	known, canonical = map[string]bool{"params": true}, map[string]bool{"params": true}
	addNames(known, canonical, commonSchema)
	addNames(known, canonical, settingsSchema)
	for i := range kinds {
		addNames(known, canonical, kinds[i].own)
	}
	for name := range futureFields {
		known[name] = true
	}
	return known, canonical
}

func addNames[T any](known, canonical map[string]bool, s *schema[T]) {
	for _, f := range s.fields {
		canonical[f.key] = true
	}
	for _, name := range s.names {
		known[name] = true
	}
}
