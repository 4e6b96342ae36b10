package site

import (
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Chrome is what stands around every page, from the settings and from the entries that name a menu.
type Chrome struct {
	Menu       []NamedTarget
	Successors []NamedTarget
	Editor     Target
	Badge      *Image
}

// NamedTarget is a link with its title.
type NamedTarget struct {
	Title string
	Target
}

// furnish resolves the links of the settings. A link that leads nowhere is a warning, and is left out.
func (j *joiner) furnish() {
	s := j.in.Settings
	f := Chrome{Menu: j.namedTargets(s.Menu), Successors: j.namedTargets(s.Successors)}
	f.Menu = append(f.Menu, j.ownMenuItems()...)
	if len(f.Menu) == 0 {
		for _, section := range j.site.Root.Children {
			f.Menu = append(f.Menu, NamedTarget{section.Label, Target{URL: section.URL()}})
		}
	}
	if s.EditorURL.Value != "" {
		f.Editor = j.settingsLink(s.EditorURL)
	}
	if s.Badge.File.Value != "" {
		at := place{entry: settingsEntry, line: s.Badge.File.Line, col: s.Badge.File.Col}
		if file, ok := j.findFile(at, s.Badge.File.Value, "image-missing"); ok {
			f.Badge = &Image{URL: j.use(file), Alt: s.Badge.Alt, Width: file.Width, Height: file.Height}
		}
	}
	j.site.Chrome = f
}

// settingsEntry stands for the settings as the place of a reference.
var settingsEntry = &content.Entry{Path: content.SettingsPath}

func (j *joiner) namedTargets(links []content.NamedLink) []NamedTarget {
	var targets []NamedTarget
	for _, l := range links {
		if l.URL.Value == "" { // a name without an address: a successor whose portal is not known
			targets = append(targets, NamedTarget{Title: l.Title})
		} else if t := j.settingsLink(l.URL); t.URL != "" {
			targets = append(targets, NamedTarget{l.Title, t})
		}
	}
	return targets
}

// settingsLink resolves a link of the settings.
func (j *joiner) settingsLink(ref content.Ref) Target {
	dest, external := j.internal(ref.Value)
	if !external {
		return j.follow(place{entry: settingsEntry, self: "index.html", line: ref.Line, col: ref.Col}, dest)
	}
	if scheme, _, _ := strings.Cut(dest, ":"); !slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)) {
		j.report(diag.New("settings-link", diag.Pos{Path: content.SettingsPath, Line: ref.Line, Col: ref.Col}, ref.Value))
		return Target{}
	}
	return Target{URL: dest, External: true}
}

// ownMenuItems are the entries and sections that put themselves into the menu (menus in their front matter),
// by weight and title.
func (j *joiner) ownMenuItems() []NamedTarget {
	type candidate struct {
		entry *content.Entry
		url   string
	}
	var found []candidate
	for _, it := range j.site.Items {
		if len(it.Entry.Menus) > 0 {
			found = append(found, candidate{it.Entry, it.URL})
		}
	}
	for _, s := range j.site.Sections {
		if s.Index != nil && len(s.Index.Menus) > 0 {
			found = append(found, candidate{s.Index, s.URL()})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		if c := compareWeight(a.entry.Weight, b.entry.Weight); c != 0 {
			return c
		}
		if c := viet.Compare(a.entry.Title, b.entry.Title); c != 0 {
			return c
		}
		return strings.Compare(a.url, b.url)
	})
	var targets []NamedTarget
	for _, c := range found {
		title := c.entry.LinkTitle
		if title == "" {
			title = c.entry.Title
		}
		targets = append(targets, NamedTarget{title, Target{URL: c.url}})
	}
	return targets
}
