package sourcefmt

import (
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// Skeleton is the beginning of an article: its title and date, the draft field, and the fields that its kind
// needs, empty, each under a comment.
type Skeleton struct {
	Title  string
	Date   viet.Date // the zero Date for none
	Kind   string    // a value of `type`, "" for the one that the section gives
	Fields []string  // further fields that are usual in the section, by their names proper
	// Comment gives the words above a field; those above `draft` say when to delete it.
	Comment func(key string) string
}

// kindFields are the fields that an editor is asked for, by kind.
var kindFields = map[string][]string{
	"":          {"tags", "author", "summary"},
	"article":   {"tags", "author", "summary"},
	"page":      {"weight", "summary"},
	"document":  {"number", "doc_type", "issuer", "issue_date", "abstract", "signer", "attachments"},
	"notice":    {"notice_kind", "number", "issuer", "issue_date", "deadline", "attachments"},
	"schedule":  {"start_date", "end_date", "entries"},
	"outline":   {"audience", "documents", "issuer", "attachments"},
	"broadcast": {"audio", "duration", "air_date", "series", "presenter"},
	"album":     {"photos", "photo_credit"},
}

// NeedsDate reports whether entries of a kind bear the day of their writing. Static pages do not.
func NeedsDate(kind string) bool { return kind != "page" }

// Write gives the file, in canonical form.
func (s Skeleton) Write(path string, opts content.Options) []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: " + yamlText(s.Title, false) + "\n")
	if !s.Date.IsZero() {
		b.WriteString("date: " + s.Date.Machine() + "\n")
	}
	kind := s.Kind
	if kind != "" {
		b.WriteString("type: " + kind + "\n")
	} else {
		kind = opts.DefaultKind
	}
	b.WriteString("# " + s.Comment("draft") + "\ndraft: true\n")
	var written []string
	for _, key := range slices.Concat(kindFields[kind], s.Fields) {
		if !slices.Contains(written, key) {
			written = append(written, key)
			if comment := s.Comment(key); comment != "" {
				b.WriteString("# " + comment + "\n")
			}
			b.WriteString(key + ":\n")
		}
	}
	b.WriteString("---\n\n")
	return Format(path, []byte(b.String()), opts).Text
}

// Usual are the fields that at least half of some articles have, beside those that everybody is asked for.
// articles are their texts.
func Usual(path string, articles [][]byte, opts content.Options) []string {
	names := content.NamesOf(path, opts.DefaultKind)
	counts, order := map[string]int{}, []content.Name{}
	for _, raw := range articles {
		block, _ := content.Matter(path, content.TextOf(raw))
		seen := map[string]bool{}
		for _, m := range block.Members {
			if name, ok := names.Lookup("", m.Key); ok && !m.IsEmpty() && !seen[name.Key] {
				seen[name.Key] = true
				if counts[name.Key]++; counts[name.Key] == 1 {
					order = append(order, name)
				}
			}
		}
	}
	slices.SortFunc(order, func(a, b content.Name) int { return a.Rank - b.Rank })
	var usual []string
	for _, name := range order {
		if 2*counts[name.Key] >= len(articles) && !slices.Contains(ownOfEach, name.Key) {
			usual = append(usual, name.Key)
		}
	}
	return usual
}

// ownOfEach are fields that no article has because its neighbours do.
var ownOfEach = []string{"title", "linktitle", "date", "type", "draft", "slug", "aliases", "lastmod", "publishdate", "corrections", "date_basis", "date_circa", "view_count", "view_count_at", "description", "layout", "original_sha256"}
