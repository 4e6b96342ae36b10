package feed

import (
	"fmt"

	"bantin/internal/content"
	"bantin/internal/output"
	"bantin/internal/site"
)

// dataMost is how many entries one data file holds: a year with more is split by month, so that an edit
// rewrites kilobytes.
const dataMost = 1000

// record is one entry in the data files, with the fields that the schema does not know.
type record struct {
	URL          string        `json:"url"`
	Source       string        `json:"source"`
	Type         string        `json:"type"`
	Title        string        `json:"title"`
	Date         string        `json:"date,omitempty"`
	Section      string        `json:"section,omitempty"`
	Summary      string        `json:"summary,omitempty"`
	Tags         []string      `json:"tags,omitempty"`
	Authors      []string      `json:"authors,omitempty"`
	Organization string        `json:"organization,omitempty"`
	SourceURL    string        `json:"source_url,omitempty"`
	Captured     string        `json:"captured_at,omitempty"`
	Extra        []extraRecord `json:"extra,omitempty"`
}

// extraRecord is a field of the front matter outside of the schema.
type extraRecord struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// yearRecords is data/articles/2018.json: the entries of a year, or the files that hold them month by month.
type yearRecords struct {
	Year    string   `json:"year"`
	Parts   []string `json:"parts,omitempty"`
	Entries []record `json:"entries,omitempty"`
}

// addData adds the data files: the metadata of every entry, by year.
func (m *maker) addData() {
	for items := m.site.Items; len(items) > 0; {
		year := yearName(items[0].Entry.Date)
		n := 0
		for n < len(items) && yearName(items[n].Entry.Date) == year {
			n++
		}
		m.addYear(year, items[:n])
		items = items[n:]
	}
}

func (m *maker) addYear(year string, items []*site.Item) {
	add := func(name string, doc yearRecords, of []*site.Item) string {
		path := "data/articles/" + name + ".json"
		m.addJSON(path, output.ClassData, func() any {
			whole := doc
			whole.Entries = m.records(of)
			return whole
		})
		return path
	}
	doc := yearRecords{Year: year}
	if len(items) <= dataMost {
		add(year, doc, items)
		return
	}
	for len(items) > 0 {
		month := items[0].Entry.Date.Month
		n := 0
		for n < len(items) && items[n].Entry.Date.Month == month {
			n++
		}
		doc.Parts = append(doc.Parts, add(fmt.Sprintf("%s-%02d", year, month), yearRecords{Year: year}, items[:n]))
		items = items[n:]
	}
	add(year, doc, nil)
}

func (m *maker) records(items []*site.Item) []record {
	if len(items) == 0 {
		return nil
	}
	out := make([]record, len(items))
	for i, it := range items {
		e := it.Entry
		out[i] = record{
			URL: it.URL, Source: e.Path, Type: e.Kind, Title: e.Title, Date: e.Date.MachineIn(m.site.Zone), Section: it.Card.Section,
			Summary: e.Lead, Tags: it.Labels, Authors: e.Authors, Organization: e.Organization,
			SourceURL: e.Provenance.SourceURL, Captured: e.Provenance.CapturedAt.MachineIn(m.site.Zone), Extra: extraRecords(e.Extra),
		}
	}
	return out
}

func extraRecords(extra []content.Extra) []extraRecord {
	var out []extraRecord
	for _, x := range extra {
		out = append(out, extraRecord{x.Key, x.Value})
	}
	return out
}
