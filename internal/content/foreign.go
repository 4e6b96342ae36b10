package content

import (
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// foreignHolds are the documented ways in which other generators are told not to publish an entry: the field,
// by its normal key, and whether a value of it does. They are obeyed like `draft: true`, also beside `draft:
// false`, which those programs do not ask either.
//
//	published: false                          Jekyll
//	status: draft, hidden, skip               Pelican; pending, private: WordPress
//	build: {render: never, list: never}       Hugo, and headless: true
//	permalink: false                          Eleventy, and eleventyExcludeFromCollections: true
//	render: false                             Zola
//
// `list: never` keeps a page out of lists only. There are no such pages here, so the entry waits.
var foreignHolds = map[string]func(m *frontmatter.Member) bool{
	"published":                      isNo,
	"permalink":                      isNo,
	"render":                         isNo,
	"headless":                       isYes,
	"eleventyexcludefromcollections": isYes,
	"status":                         isHeldStatus,
	"post_status":                    isHeldStatus,
	"visibility":                     isHeldStatus,
	"build":                          isHeldBuild,
	"_build":                         isHeldBuild,
}

func wordOf(m *frontmatter.Member) string {
	if m.IsCollection() {
		return ""
	}
	word, _, _ := strings.Cut(m.Text, " #")
	return viet.FoldedKey(strings.Trim(word, "\"' "))
}

func isYes(m *frontmatter.Member) bool { return slices.Contains(yeses, wordOf(m)) }

func isNo(m *frontmatter.Member) bool {
	word := wordOf(m)
	return slices.Contains(nos, word) || word == "never"
}

func isHeldStatus(m *frontmatter.Member) bool { return slices.Contains(heldBack, wordOf(m)) }

// isHeldBuild reads the table with which Hugo says what becomes of a page.
func isHeldBuild(m *frontmatter.Member) bool {
	return isNo(m) || slices.ContainsFunc(m.Members, func(inner frontmatter.Member) bool {
		switch normalKey(inner.Key) {
		case "render":
			return isNo(&inner) || wordOf(&inner) == "link"
		case "list":
			return isNo(&inner)
		}
		return false
	})
}

// obeyForeign keeps an entry back for the words of another program, in its own fields or in those that a
// section's page hands down.
func (f *form) obeyForeign(rd *reader, members []frontmatter.Member) {
	for i := range members {
		m := &members[i]
		name := normalKey(m.Key)
		if holds := foreignHolds[name]; holds != nil && holds(m) {
			f.Draft = true
			rd.At(m.KeyOffset, "draft-foreign", diag.Excerpt(m.Key))
		} else if name == "published" && f.PublishDate.IsZero() {
			if day, err := viet.ParseDate(wordOf(m), rd.zone); err == nil { // Hugo names the day so
				f.PublishDate = day
			}
		} else if name == "cascade" {
			f.obeyCascade(rd, m)
		}
	}
}

// obeyCascade reads what a section's page hands down to its entries: what keeps them back keeps the section
// back. It may be a list of tables.
func (f *form) obeyCascade(rd *reader, m *frontmatter.Member) {
	tables := []frontmatter.Member{*m}
	if m.Kind == frontmatter.List {
		tables = m.Members
	}
	for _, table := range tables {
		f.obeyForeign(rd, table.Members)
	}
}

// heldLine reports whether a line "key: value" keeps an entry back beyond doubt, in our words or in those of
// another program.
func heldLine(key, value string) bool {
	if found, yes := draftField(key, value); found {
		return yes
	}
	if len(key) > 40 || len(value) > 40 {
		return false
	}
	if isSecrecy(key) {
		return !viet.IsBlankText(value)
	}
	m := &frontmatter.Member{Key: key, Node: frontmatter.Node{Text: strings.Trim(value, ", \t\n")}}
	name := normalKey(key)
	if holds := foreignHolds[name]; holds != nil && holds(m) {
		return true
	}
	return slices.Contains(withholding[name], wordOf(m))
}
