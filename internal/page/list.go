package page

import (
	"fmt"
	"strconv"

	"bantin/internal/content"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func (v *ListView) bodies() []*Body { return []*Body{&v.Intro} }

// listed is a list with what its pages say of it.
type listed struct {
	layout  string
	list    *site.List
	label   string // kind of list in words, "" for sections
	title   string
	short   string // title for the breadcrumb
	feed    bool   // the list has an RSS feed of its own
	section *site.Section
	index   *content.Entry           // what editors wrote about the list; nil for nothing
	refs    site.References          // of its text
	trail   func(root string) []Link // places above the list
}

// archiveTitle is the title of the archive by year and month.
const archiveTitle = "Lưu trữ theo năm"

// addLists adds every page of every list: sections, terms, the archive by time.
func (m *maker) addLists() {
	for _, s := range m.site.Sections {
		m.addList(listed{layout: "section", list: s.List, title: s.Title, short: s.Label, feed: true, section: s, index: s.Index, refs: s.Refs,
			trail: func(root string) []Link { return sectionTrail(s.Parent, root) }})
	}
	for _, tax := range m.site.Taxonomies() {
		words := taxonomyWords[tax.Name]
		for _, t := range tax.Terms {
			m.addList(listed{layout: tax.Name, list: t.List, label: words.one, title: t.Title(), short: t.Label, feed: tax.Name == "tag",
				index: t.Index, refs: t.Refs,
				trail: func(root string) []Link { return []Link{{words.all, root + tax.URL()}} }})
		}
	}
	if len(m.site.Articles) > 0 {
		m.addList(listed{layout: "archive", list: m.site.Archive, title: archiveTitle, short: archiveTitle,
			trail: func(string) []Link { return nil }})
	}
}

func (m *maker) addList(l listed) {
	for i := range l.list.Pages {
		m.add(l.layoutOf(l.list.Pages[i].Period), l.list.Pages[i].URL, func(m *maker) view { return m.list(l, l.list.Pages[i]) })
	}
}

// layoutOf is the layout of a page of the list. The pages of the archive are page kinds of their own.
func (l listed) layoutOf(p site.Period) string {
	if l.layout != "archive" {
		return l.layout
	}
	switch {
	case p.Undated:
		return "undated"
	case p.Month > 0:
		return "month"
	case p.Year > 0:
		return "year"
	}
	return "archive"
}

// list makes the view of one page of a list. A year or month page shows neither the list's total nor other
// pages' counts: a new item elsewhere leaves it alone.
func (m *maker) list(l listed, p site.ListPage) *ListView {
	root := rootOf(p.URL)
	v := &ListView{Label: l.label, Heading: l.title, Period: period(p.Period)}
	trail, title, description := l.trail(root), l.title, ""
	if p.IsFirst() {
		m.firstPage(v, l, p, root)
		description = v.Summary
	} else {
		trail = append(trail, Link{l.short, root + l.list.Pages[0].URL})
		title = l.title + " – " + v.Period
		v.Up = &Link{l.title, root + l.list.Pages[0].URL}
		if l.section == nil && l.label == "" {
			title, v.Heading = v.Period, v.Period // "Năm 2018" says all about a page of the archive
		}
	}
	v.Frame = m.frame(l.layoutOf(p.Period), p.URL, title, description, trail)
	if p.Up != nil {
		v.Up = &Link{period(*p.Up), root + p.Up.URL}
		v.Breadcrumb = append(v.Breadcrumb, *v.Up)
	}
	v.Groups = groups(root, p)
	v.Months = periodLinks(root, append(p.Months[:len(p.Months):len(p.Months)], p.Parts...))
	v.Older, v.Newer = neighbourLink(root, p.Older), neighbourLink(root, p.Newer)
	if l.feed && m.chrome.HasFeeds {
		v.Feed = &Link{"RSS: " + l.title, root + l.list.Path + "/rss.xml"}
		v.Feeds = append(v.Feeds, Feed{l.title, v.Feed.Href, "application/rss+xml"})
	}
	return v
}

// firstPage fills what only the index.html of a list shows.
func (m *maker) firstPage(v *ListView, l listed, p site.ListPage, root string) {
	v.Count = viet.FormatCount(int64(p.Count)) + " " + countNoun(l)
	v.Years = periodLinks(root, p.Years)
	if l.section != nil {
		for _, child := range l.section.Children {
			v.Children = append(v.Children, Link{child.Title, root + child.URL()})
		}
	}
	if l.index != nil {
		v.Intro = m.body(l.index, l.refs, root)
		if !l.index.LeadInBody {
			v.Summary = l.index.Summary
		}
	}
}

// countNoun is what a list counts: a section of static pages holds no news.
func countNoun(l listed) string {
	for _, p := range l.list.Pages {
		for _, it := range p.Items {
			if it.IsArticle() {
				return "tin, bài"
			}
		}
	}
	return "trang"
}

// period names a period on its own page: "Năm 2018", "Tháng 3 năm 2018", "Không rõ ngày".
func period(p site.Period) string {
	name := ""
	switch {
	case p.Undated:
		name = "Không rõ ngày"
	case p.Month > 0:
		name = viet.MonthLabel(int(p.Year), int(p.Month))
	case p.Year > 0:
		name = "Năm " + strconv.Itoa(int(p.Year))
	}
	if p.Part > 0 {
		name += ", phần " + strconv.Itoa(p.Part)
	}
	return name
}

func neighbourLink(root string, p *site.Period) *Link {
	if p == nil {
		return nil
	}
	return &Link{period(*p), root + p.URL}
}

// groups sets the items of a year under the headings of its months; other pages are one run.
func groups(root string, p site.ListPage) []Group {
	if p.Year == 0 || p.Month > 0 {
		if len(p.Items) == 0 {
			return nil
		}
		return []Group{{Items: items(root, p.Items)}}
	}
	var out []Group
	month := -1
	for _, it := range p.Items {
		if int(it.Entry.Date.Month) != month {
			month = int(it.Entry.Date.Month)
			g := Group{ID: fmt.Sprintf("thang-%02d", month), Heading: "Tháng " + strconv.Itoa(month)}
			if month == 0 {
				g = Group{ID: "khong-ro-thang", Heading: "Không rõ tháng"}
			}
			out = append(out, g)
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, Item{root, it.Card})
	}
	return out
}
