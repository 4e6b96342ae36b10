package check

import (
	"strings"

	"bantin/internal/diag"
	"bantin/internal/site"
)

// orphans finds entries that a reader meets only in the archive by time, the map of the site and the search:
// in no section, without tag or series, in no menu, named by no other text.
func (c *checker) orphans() {
	led := map[string]bool{} // addresses that other pages lead to
	lead := func(from string, targets []site.Target) {
		for _, t := range targets {
			if url := site.PathOf(t.URL); url != from {
				led[url] = true
			}
		}
	}
	for _, it := range c.Site.Items {
		lead(it.URL, it.Links)
		lead(it.URL, it.Documents)
	}
	lead("", c.Site.Root.Refs.Links)
	for _, s := range c.Site.Sections {
		lead("", s.Refs.Links)
	}
	for _, t := range append(c.Site.Chrome.Menu[:len(c.Site.Chrome.Menu):len(c.Site.Chrome.Menu)], site.NamedTarget{Target: c.Site.Chrome.Editor}) {
		led[t.URL] = true
	}
	for _, it := range c.Site.Items {
		if it.Section == c.Site.Root && len(it.Tags)+len(it.Series) == 0 && !led[it.URL] {
			c.report(diag.Pos{Path: it.Entry.Path, Line: 1, Col: 1}, "entry-orphan")
		}
	}
}

// originals finds kept originals whose digest is not the one that the entry states.
func (c *checker) originals() {
	for _, it := range c.Site.Items {
		want := strings.ToLower(strings.TrimSpace(it.Entry.Provenance.OriginalSHA256))
		if want == "" || it.Original == nil || it.Original.URL == "" {
			continue
		}
		is := c.Digest(it.Original.Path).String()
		if is == want {
			continue
		}
		ref := it.Entry.Provenance.OriginalFile
		c.report(diag.Pos{Path: it.Entry.Path, Line: ref.Line, Col: ref.Col}, "original-changed", ref.Value, is)
	}
}
