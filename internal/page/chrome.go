package page

import (
	"slices"

	"bantin/internal/fingerprint"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// newChrome makes the chrome of the site.
func newChrome(s *site.Site) *Chrome {
	c := &Chrome{
		SiteTitle:   s.Settings.Title,
		Description: s.Settings.Description,
		Province:    s.Settings.Province,
		Banner:      s.Settings.ArchiveBanner,
		Menu:        menuItems(s.Chrome.Menu),
		Successors:  menuItems(s.Chrome.Successors),
		EditorURL:   MenuItem{Title: "Dành cho ban biên tập", URL: s.Chrome.Editor.URL, External: s.Chrome.Editor.External},
		HasTags:     len(s.Tags.Terms) > 0,
		HasAuthors:  len(s.Authors.Terms) > 0,
		HasOrgs:     len(s.Organizations.Terms) > 0,
		HasSeries:   len(s.Series.Terms) > 0,
		HasArchive:  len(s.Articles) > 0,
		HasFeeds:    s.Settings.BaseURL != "",
	}
	for _, st := range s.Settings.OldStatistics {
		c.Statistics = append(c.Statistics, Statistic{st.Label, viet.FormatCount(st.Count)})
	}
	if img := s.Chrome.Badge; img != nil {
		c.Badge = &Badge{URL: img.URL, Alt: img.Alt, Note: s.Settings.Badge.Note, Width: img.Width, Height: img.Height}
	}
	c.digest = fingerprint.Of("chrome", *c)
	return c
}

func menuItems(targets []site.NamedTarget) []MenuItem {
	var items []MenuItem
	for _, t := range targets {
		items = append(items, MenuItem{Title: t.Title, URL: t.URL, External: t.External})
	}
	return items
}

// current is the menu item that a page belongs to: the first of the addresses, nearest first, that the menu
// holds.
func (c *Chrome) current(addresses []string) string {
	for _, a := range addresses {
		if slices.ContainsFunc(c.Menu, func(m MenuItem) bool { return m.URL == a }) {
			return a
		}
	}
	return ""
}
