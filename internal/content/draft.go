package content

import (
	"slices"
	"strings"

	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// mentionsDraft reports whether a draft field stands somewhere inside a table: one indented by mistake must not publish the file.
func mentionsDraft(m *frontmatter.Member) bool {
	return slices.ContainsFunc(m.Members, func(inner frontmatter.Member) bool {
		at, known := commonSchema.index[normalKey(inner.Key)]
		return known && commonSchema.fields[at].key == "draft" && !inner.IsEmpty() || mentionsDraft(&inner)
	})
}

// saysDraft looks for a draft field in a text whose front matter cannot be read.
func saysDraft(text string) bool {
	for key, value := range vocabulary.Fields(text) {
		if found, yes := draftField(key, value); found {
			return yes
		}
	}
	return false
}

// mentionsDraftField reports whether a line says anything of a draft.
func mentionsDraftField(key, value string) bool {
	found, _ := draftField(key, value)
	return found
}

// draftField judges a line "key: value" that says whether the file is a draft; yes also when that cannot be read.
func draftField(key, value string) (found, yes bool) {
	if len(key) > 32 {
		return false, false
	}
	name := normalKey(viet.TrimBlanksRight(strings.Trim(key, `"' `)))
	if name != "draft" && name != "nhap" && name != "ban_nhap" {
		return false, false
	}
	value, _, _ = strings.Cut(value, "#")
	value = strings.Trim(value, "\"', \t\n")
	yes, ok := parseBool(value)
	if !ok && name == "nhap" { // "nhập" is also an ordinary word: "Nhập: 20 tấn"
		return false, false
	}
	return true, yes || !ok && value != ""
}
