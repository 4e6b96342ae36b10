package page

import (
	"strings"

	"bantin/internal/site"
)

// rootOf is the way from a page up to the output folder: "" at the top, "../" one folder down.
func rootOf(url string) string { return strings.Repeat("../", strings.Count(url, "/")) }

// frame fills what every page has. trail is the page's place: the sections above it, outermost first.
func (m *maker) frame(kind, url, title, description string, trail []Link) Frame {
	root := rootOf(url)
	f := Frame{
		Kind: kind, Root: root, Path: url, Title: title, Description: description,
		Footer: Footer{Root: root, Chrome: m.chrome},
	}
	addresses := []string{url}
	if url != "index.html" {
		f.Breadcrumb = append(f.Breadcrumb, Link{"Trang chủ", root + "index.html"})
		f.Breadcrumb = append(f.Breadcrumb, trail...)
		for i := len(trail) - 1; i >= 0; i-- {
			addresses = append(addresses, strings.TrimPrefix(trail[i].Href, root))
		}
	}
	f.Header = Header{Root: root, Current: m.chrome.current(addresses), Chrome: m.chrome}
	if base := m.site.Settings.BaseURL; base != "" {
		f.Canonical = m.site.Absolute(url)
		f.Feeds = []Feed{
			{m.site.Settings.Title, root + "rss.xml", "application/rss+xml"},
			{m.site.Settings.Title, root + "feed.json", "application/feed+json"},
		}
	}
	return f
}

// sectionTrail is the way from the home page to a section, the section included.
func sectionTrail(s *site.Section, root string) []Link {
	if s == nil || s.Path == "" {
		return nil
	}
	return append(sectionTrail(s.Parent, root), Link{s.Label, root + s.URL()})
}

func items(root string, list []*site.Item) []Item {
	var out []Item
	for _, it := range list {
		out = append(out, Item{root, it.Card})
	}
	return out
}

func termLinks(root string, terms []*site.Term) []Link {
	var links []Link
	for _, t := range terms {
		links = append(links, Link{t.Label, root + t.URL()})
	}
	return links
}
