package site

import (
	"fmt"
	"path"
)

// List is the list of a section, a term or the whole archive, cut into pages by time and not by count:
// readers of an archive look for a time and not for "page 37", and one more item, today's or one with an old
// date, changes one or two pages.
//
// A list of at most three times the page size is one page. A longer one shows its newest items there and
// links its years; a year is a page; a year that is too long links its months; a month that is too long is
// numbered from its oldest item, so that its full pages stand still. Items without a date have pages of their
// own.
type List struct {
	Path  string     // folder of the pages: "tin-tuc", "the/hoa-giai", "luu-tru"
	Pages []ListPage // the first page first

	items []*Item // newest first
}

// ListPage is one page of a list.
type ListPage struct {
	Period
	Items []*Item // newest first (on a section's first page, those with a weight before)

	Years  []Period // on the first page of a list that is split, newest first; the undated last
	Months []Period // on a year, newest first
	Parts  []Period // on a month that is numbered, newest part first
	Up     *Period  // from a month or a part: its year or month
	Newer  *Period  // neighbours in time of the same kind
	Older  *Period
}

// Period is a stretch of time and the page of a list that shows it.
type Period struct {
	URL     string
	Count   int   // items of the period
	Part    int   // number within a month, from its oldest; 0 for the month's own page
	Year    int16 // 0 on the first page and for the undated
	Month   int8  // 0 for a whole year
	Undated bool
}

// IsFirst reports whether the page is the list's index.html.
func (p Period) IsFirst() bool { return p.Year == 0 && !p.Undated }

// undatedName is the file (in the archive: the folder) of the items without a date.
const undatedName = "khong-ro-ngay"

// naming gives the addresses of a list's periods.
type naming func(folder string, p Period) string

// listNames is the naming of sections and terms: tin-tuc/nam-2018-03-1.html.
func listNames(folder string, p Period) string {
	name := undatedName
	if !p.Undated {
		name = fmt.Sprintf("nam-%04d", p.Year)
	}
	if p.Month > 0 {
		name += fmt.Sprintf("-%02d", p.Month)
	}
	if p.Part > 0 {
		name += fmt.Sprintf("-%d", p.Part)
	}
	return path.Join(folder, name+".html")
}

// archiveNames is the naming of the archive: luu-tru/2018/03/1.html.
func archiveNames(folder string, p Period) string {
	dir := path.Join(folder, undatedName)
	if !p.Undated {
		dir = path.Join(folder, fmt.Sprintf("%04d", p.Year))
	}
	if p.Month > 0 {
		dir = path.Join(dir, fmt.Sprintf("%02d", p.Month))
	}
	if p.Part > 0 {
		return path.Join(dir, fmt.Sprintf("%d.html", p.Part))
	}
	return path.Join(dir, "index.html")
}

// splitter cuts one list.
type splitter struct {
	list *List
	name naming
	most int  // items of a page that is not cut further
	deep bool // cut every year into months, however short (the archive)
}

// newList cuts a list of items, newest first in the total order. first is what its first page shows when the
// list is split.
func newList(folder string, items, first []*Item, pageSize int) *List {
	l := &List{Path: folder, items: items}
	index := ListPage{Period: Period{URL: path.Join(folder, "index.html"), Count: len(items)}}
	if len(items) <= 3*pageSize {
		index.Items = first
		l.Pages = []ListPage{index}
		return l
	}
	index.Items = first[:pageSize]
	l.Pages = []ListPage{index}
	s := splitter{list: l, name: listNames, most: 3 * pageSize}
	l.Pages[0].Years = s.years(items)
	return l
}

// newArchive cuts the archive of all dated items: its first page links the years, each year its months.
func newArchive(items []*Item, pageSize int) *List {
	l := &List{Path: "luu-tru", items: items}
	l.Pages = []ListPage{{Period: Period{URL: "luu-tru/index.html", Count: len(items)}}}
	s := splitter{list: l, name: archiveNames, most: 3 * pageSize, deep: true}
	l.Pages[0].Years = s.years(items)
	return l
}

// years adds the pages of every year and of the undated, and returns their periods.
func (s splitter) years(items []*Item) []Period {
	var periods []Period
	var pages []ListPage
	for len(items) > 0 {
		year := items[0].Entry.Date.Year
		n := runLength(items, func(it *Item) bool { return it.Entry.Date.Year == year })
		page := ListPage{Period: Period{Year: year, Undated: year == 0, Count: n}, Items: items[:n]}
		page.URL = s.name(s.list.Path, page.Period)
		periods = append(periods, page.Period)
		pages = append(pages, page)
		items = items[n:]
	}
	link(pages)
	for i := range pages {
		if pages[i].Undated {
			s.part(&pages[i])
			continue
		}
		s.months(&pages[i])
	}
	return periods
}

// months adds a year's page and, where the year is cut, its months'. Items that name no month stay on the
// year's page.
func (s splitter) months(year *ListPage) {
	if len(year.Items) <= s.most && !s.deep {
		s.list.Pages = append(s.list.Pages, *year)
		return
	}
	var months []ListPage
	rest := year.Items
	for len(rest) > 0 && rest[0].Entry.Date.Month > 0 {
		month := rest[0].Entry.Date.Month
		n := runLength(rest, func(it *Item) bool { return it.Entry.Date.Month == month })
		page := ListPage{Period: Period{Year: year.Year, Month: month, Count: n}, Items: rest[:n], Up: &year.Period}
		page.URL = s.name(s.list.Path, page.Period)
		months = append(months, page)
		year.Months = append(year.Months, page.Period)
		rest = rest[n:]
	}
	if len(year.Items) > s.most {
		year.Items = rest
	}
	s.list.Pages = append(s.list.Pages, *year)
	link(months)
	for i := range months {
		s.part(&months[i])
	}
}

// part adds the page of a month or of the undated, numbered from its oldest item where it is too long: the
// numbered pages are full and stand still, the newest items are on the page itself.
func (s splitter) part(page *ListPage) {
	full := (len(page.Items) - 1) / s.most
	var parts []ListPage
	for n := full; n >= 1; n-- {
		end := len(page.Items) - (n-1)*s.most
		p := ListPage{Period: page.Period, Items: page.Items[end-s.most : end], Up: &page.Period}
		p.Part, p.Count = n, s.most
		p.URL = s.name(s.list.Path, p.Period)
		parts = append(parts, p)
		page.Parts = append(page.Parts, p.Period)
	}
	page.Items = page.Items[:len(page.Items)-full*s.most]
	s.list.Pages = append(s.list.Pages, *page)
	link(parts)
	s.list.Pages = append(s.list.Pages, parts...)
}

// link makes pages, newest first, each other's neighbours in time.
func link(pages []ListPage) {
	for i := range pages {
		if i > 0 {
			pages[i].Newer = &pages[i-1].Period
		}
		if i+1 < len(pages) {
			pages[i].Older = &pages[i+1].Period
		}
	}
}

func runLength(items []*Item, same func(*Item) bool) int {
	n := 0
	for n < len(items) && same(items[n]) {
		n++
	}
	return n
}

// makeLists cuts every list of the site and enters the addresses of its pages.
func (j *joiner) makeLists() {
	size := j.in.Settings.PageSize
	for _, s := range j.site.Sections {
		s.List = newList(s.Path, byTime(s.Items), s.Items, size)
		j.enter(s.List)
	}
	for _, tax := range j.site.Taxonomies() {
		for _, t := range tax.Terms {
			t.List = newList(t.Path, t.Items, t.Items, size)
			j.enter(t.List)
		}
		j.addresses.take(tax.URL(), claim{source: tax.URL(), exists: len(tax.Terms) > 0})
	}
	var dated []*Item
	for i := len(j.site.Items) - 1; i >= 0; i-- {
		if j.site.Items[i].IsArticle() {
			dated = append(dated, j.site.Items[i])
		}
	}
	j.site.Articles = dated
	j.site.Archive = newArchive(dated, size)
	if len(dated) > 0 {
		j.enter(j.site.Archive)
	}
}

func (j *joiner) enter(l *List) {
	for _, p := range l.Pages {
		j.addresses.take(p.URL, claim{source: p.URL, exists: true})
	}
}

// byTime is a section's items without regard to weight, newest first.
func byTime(items []*Item) []*Item {
	sorted := make([]*Item, len(items))
	copy(sorted, items)
	sortNewestFirst(sorted)
	return sorted
}

// Newest are the first n items of the list in time, newest first.
func (l *List) Newest(n int) []*Item {
	return l.items[:min(n, len(l.items))]
}
