package feed

import (
	"strings"
	"time"
	"unicode/utf8"

	"bantin/internal/site"
	"bantin/internal/viet"
)

// feedItems is how many entries a feed holds.
const feedItems = 20

// rss is an RSS 2.0 document (https://www.rssboard.org/rss-specification). It names no time of its own: a
// feed changes when an entry does.
type rss struct {
	XMLName struct{}   `xml:"rss" fingerprint:"-"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Self        atomLink  `xml:"atom:link"`
	Items       []rssItem `xml:"item"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        string   `xml:"guid"`
	Date        string   `xml:"pubDate,omitempty"` // only for dates that name a day
	Creators    []string `xml:"dc:creator,omitempty"`
	Categories  []string `xml:"category,omitempty"`
	Description string   `xml:"description,omitempty"`
}

// addRSS adds the feeds of the site, of every section and of every tag.
func (m *maker) addRSS() {
	s := m.site
	m.addChannel("rss.xml", "index.html", s.Settings.Title, firstOf(s.Settings.Description, s.Settings.Title), s.Articles)
	for _, section := range s.Sections {
		m.addChannel(section.Path+"/rss.xml", section.URL(), section.Title+" – "+s.Settings.Title, section.Title, section.List.Newest(feedItems))
	}
	for _, t := range s.Tags.Terms {
		m.addChannel(t.Path+"/rss.xml", t.URL(), t.Label+" – "+s.Settings.Title, "Chủ đề: "+t.Label, t.Items)
	}
}

func (m *maker) addChannel(path, home, title, description string, newest []*site.Item) {
	m.addXML(path, func() any { return m.channel(path, home, title, description, newest[:min(len(newest), feedItems)]) })
}

func (m *maker) channel(path, home, title, description string, newest []*site.Item) rss {
	doc := rss{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/",
		Channel: rssChannel{
			Title: text(title), Link: m.site.Absolute(home), Description: text(description), Language: "vi",
			Self: atomLink{m.site.Absolute(path), "self", "application/rss+xml"},
		},
	}
	for _, it := range newest {
		doc.Channel.Items = append(doc.Channel.Items, m.rssItem(it))
	}
	return doc
}

func (m *maker) rssItem(it *site.Item) rssItem {
	e := it.Entry
	item := rssItem{
		Title: text(e.Title), Link: m.site.Absolute(it.URL), GUID: m.site.Absolute(it.URL), Description: text(e.Lead),
	}
	if at, ok := moment(e.Date, m.site.Zone); ok {
		item.Date = at.Format(time.RFC1123Z)
	}
	for _, name := range e.Authors {
		item.Creators = append(item.Creators, text(name))
	}
	for _, tag := range it.Tags {
		item.Categories = append(item.Categories, text(tag.Label))
	}
	return item
}

// moment is the instant of a date that names at least its day.
func moment(d viet.Date, zone *time.Location) (time.Time, bool) {
	if d.Precision < viet.PrecisionDay {
		return time.Time{}, false
	}
	return d.Time(zone), true
}

// text drops what XML 1.0 cannot hold: encoding/xml would write U+FFFD in its place.
func text(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
