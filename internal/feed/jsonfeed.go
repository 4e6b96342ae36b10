package feed

import (
	"encoding/json"
	"io"
	"time"

	"bantin/internal/output"
)

// jsonFeed is a JSON Feed 1.1 document (https://www.jsonfeed.org/version/1.1/).
type jsonFeed struct {
	Version     string         `json:"version"`
	Title       string         `json:"title"`
	HomePage    string         `json:"home_page_url"`
	Feed        string         `json:"feed_url"`
	Description string         `json:"description,omitempty"`
	Language    string         `json:"language"`
	Items       []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string           `json:"id"`
	URL       string           `json:"url"`
	Title     string           `json:"title"`
	Text      string           `json:"content_text"`
	Image     string           `json:"image,omitempty"`
	Published string           `json:"date_published,omitempty"`
	Authors   []jsonFeedAuthor `json:"authors,omitempty"`
	Tags      []string         `json:"tags,omitempty"`
}

type jsonFeedAuthor struct {
	Name string `json:"name"`
}

// addJSONFeed adds the JSON feed of the site.
func (m *maker) addJSONFeed() { m.addJSON("feed.json", output.ClassFeed, m.jsonFeed) }

func (m *maker) jsonFeed() any {
	s := m.site
	doc := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: s.Settings.Title, HomePage: s.Absolute("index.html"),
		Feed: s.Absolute("feed.json"), Description: s.Settings.Description, Language: "vi", Items: []jsonFeedItem{},
	}
	for _, it := range s.Articles[:min(len(s.Articles), feedItems)] {
		item := jsonFeedItem{ID: s.Absolute(it.URL), URL: s.Absolute(it.URL), Title: it.Entry.Title, Text: firstOf(it.Entry.Lead, it.Entry.Title)}
		if at, ok := moment(it.Entry.Date, s.Zone); ok {
			item.Published = at.Format(time.RFC3339)
		}
		if it.Cover != nil {
			item.Image = s.Absolute(it.Cover.URL)
		}
		for _, name := range it.Entry.Authors {
			item.Authors = append(item.Authors, jsonFeedAuthor{name})
		}
		for _, t := range it.Tags {
			item.Tags = append(item.Tags, t.Label)
		}
		doc.Items = append(doc.Items, item)
	}
	return doc
}

// addJSON adds the artifact of a value that encoding/json writes.
func (m *maker) addJSON(path string, class output.Class, value func() any) {
	m.add(path, class, value, func(w io.Writer, value any) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		return e.Encode(value)
	})
}
