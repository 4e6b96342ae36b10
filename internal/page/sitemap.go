package page

import "bantin/internal/site"

func (v *MapView) bodies() []*Body { return nil }

// siteMap makes the view of the page that maps the site for people. It holds no counts and no news, so that
// it changes only when the shape of the site does.
func (m *maker) siteMap() *MapView {
	s := m.site
	v := &MapView{
		Frame: m.frame("map", "so-do.html", "Sơ đồ trang", "Mọi chuyên mục, trang và bảng tra của "+s.Settings.Title, nil),
		Pages: pageLinks(s.Root),
		Years: periodLinks("", s.Archive.Pages[0].Years),
	}
	for _, child := range s.Root.Children {
		v.Sections = appendMap(v.Sections, child, 1)
	}
	if len(s.Articles) > 0 {
		v.Indexes = append(v.Indexes, Link{archiveTitle, s.Archive.Pages[0].URL})
	}
	for _, tax := range s.Taxonomies() {
		if len(tax.Terms) > 0 {
			v.Indexes = append(v.Indexes, Link{taxonomyWords[tax.Name].all, tax.URL()})
		}
	}
	if m.chrome.HasFeeds {
		v.Indexes = append(v.Indexes, Link{"RSS", "rss.xml"}, Link{"JSON Feed", "feed.json"})
	}
	return v
}

// deepestLevel is the deepest level that the style indents.
const deepestLevel = 6

func appendMap(list []MapSection, s *site.Section, level int) []MapSection {
	list = append(list, MapSection{s.Title, s.URL(), min(level, deepestLevel), pageLinks(s)})
	for _, child := range s.Children {
		list = appendMap(list, child, level+1)
	}
	return list
}

// pageLinks are the static pages whose main section is s; at the top of the site, whatever lies outside of
// every section.
func pageLinks(s *site.Section) []Link {
	var links []Link
	for _, it := range s.Items {
		if it.Section == s && (!it.IsArticle() || s.Path == "") {
			links = append(links, Link{it.Card.Label, it.URL})
		}
	}
	return links
}
