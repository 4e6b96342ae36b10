package check

import (
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// alike names published entries that are most likely one: their texts are equal, or their titles and dates
// are.
func (c *checker) alike() {
	type heading struct {
		title string
		date  viet.Date
	}
	texts, headings := map[string]*content.Entry{}, map[heading]*content.Entry{}
	for _, it := range c.Site.Items { // oldest first: the later one is named
		e := it.Entry
		h := heading{viet.ExactKey(e.Title), e.Date}
		other := headings[h]
		if e.Date.IsZero() {
			other = nil
		} else if other == nil {
			headings[h] = e
		}
		if wording := c.Text(e.Path).Wording; wording != "" {
			if same := texts[wording]; same != nil {
				other = same
			} else {
				texts[wording] = e
			}
		}
		if other != nil {
			c.report(diag.Pos{Path: e.Path}, "entry-alike", other.Path)
		}
	}
}
