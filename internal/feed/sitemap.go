package feed

import (
	"fmt"
	"io"
	"slices"

	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// sitemapMost is how many addresses one sitemap file holds. The protocol allows 50,000
// (https://www.sitemaps.org/protocol.html); nothing that an edit rewrites should be large.
const sitemapMost = 5000

const sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type urlSet struct {
	XMLName   struct{}     `xml:"urlset" fingerprint:"-"`
	Namespace string       `xml:"xmlns,attr"`
	URLs      []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemapIndex struct {
	XMLName   struct{}     `xml:"sitemapindex" fingerprint:"-"`
	Namespace string       `xml:"xmlns,attr"`
	Sitemaps  []sitemapURL `xml:"sitemap"`
}

// addSitemap adds the sitemap: an index of one file a year of entries, one of entries without a date, and one
// of lists.
func (m *maker) addSitemap(pages []string) {
	index := sitemapIndex{Namespace: sitemapNamespace}
	add := func(name string, length int, url func(i int) sitemapURL) {
		for part, from := 1, 0; from < length; part, from = part+1, from+sitemapMost {
			path := "sitemap/" + name + ".xml"
			if part > 1 {
				path = fmt.Sprintf("sitemap/%s-%d.xml", name, part)
			}
			m.addXML(path, func() any {
				set := urlSet{Namespace: sitemapNamespace}
				for i := from; i < min(length, from+sitemapMost); i++ {
					set.URLs = append(set.URLs, url(i))
				}
				return set
			})
			index.Sitemaps = append(index.Sitemaps, sitemapURL{Loc: m.site.Absolute(path)})
		}
	}
	for _, year := range m.years() {
		add(year.name, len(year.items), func(i int) sitemapURL {
			return sitemapURL{m.site.Absolute(year.items[i].URL), lastMod(year.items[i])}
		})
	}
	lists := m.listPages(pages)
	add("danh-muc", len(lists), func(i int) sitemapURL { return sitemapURL{Loc: m.site.Absolute(lists[i])} })
	m.addXML("sitemap.xml", func() any { return index })
}

// sitemapYear is the entries of one year.
type sitemapYear struct {
	name  string
	items []*site.Item
}

// years groups the entries by year, oldest first.
func (m *maker) years() []sitemapYear {
	var years []sitemapYear
	for _, it := range m.site.Items {
		name := yearName(it.Entry.Date)
		if len(years) == 0 || years[len(years)-1].name != name {
			years = append(years, sitemapYear{name: name})
		}
		y := &years[len(years)-1]
		y.items = append(y.items, it)
	}
	return years
}

// yearName names the file of a year's entries.
func yearName(d viet.Date) string {
	if d.IsZero() {
		return "khong-ro-ngay"
	}
	return fmt.Sprintf("%04d", d.Year)
}

// lastMod is when an entry changed last, as far as it says so: its lastmod, else when it was captured, else
// its date. The schema of the protocol knows days only, so less precise dates are left out.
func lastMod(it *site.Item) string {
	for _, d := range []viet.Date{it.Entry.LastMod, it.Entry.Provenance.CapturedAt, it.Entry.Date} {
		if d.IsZero() {
			continue
		}
		if d.Precision < viet.PrecisionDay {
			return ""
		}
		d.Precision = viet.PrecisionDay
		return d.Machine()
	}
	return ""
}

// listPages are the paths of the pages that are no entries, stubs or errors.
func (m *maker) listPages(pages []string) []string {
	other := map[string]bool{"404.html": true}
	for _, it := range m.site.Items {
		other[it.URL] = true
	}
	for _, r := range m.site.Redirects {
		other[r.Stub] = true
	}
	lists := slices.DeleteFunc(slices.Clone(pages), func(p string) bool { return other[p] })
	slices.Sort(lists)
	return lists
}

// addRobots adds robots.txt: everything may be read.
func (m *maker) addRobots() {
	body := "User-agent: *\nAllow: /\n"
	if sitemap := m.site.Absolute("sitemap.xml"); sitemap != "" {
		body += "\nSitemap: " + sitemap + "\n"
	}
	m.addText("robots.txt", body)
}

func (m *maker) addText(path, body string) {
	m.add(path, output.ClassFeed, func() any { return body }, func(w io.Writer, _ any) error {
		_, err := io.WriteString(w, body)
		return err
	})
}
