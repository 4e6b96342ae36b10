package page

import (
	"strconv"

	"bantin/internal/asset"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// How much the front page shows.
const (
	homeLatest  = 4 // newest items beside the lead story
	homeSection = 4 // items of each section
	homeSearch  = 8 // newest items among which the lead story is looked for
)

func (v *HomeView) bodies() []*Body { return []*Body{&v.Intro} }

// home makes the view of the front page.
func (m *maker) home() *HomeView {
	s := m.site
	v := &HomeView{
		Frame:   m.frame("home", "index.html", "", s.Settings.Description, nil),
		Heading: s.Settings.Title,
		Intro:   m.body(s.Home, s.Root.Refs, ""),
		Archive: m.statistics(),
		Years:   periodLinks("", s.Archive.Pages[0].Years),
	}
	lead := leadStory(s.Articles)
	if lead != nil {
		v.Lead = &Item{"", lead.Card}
	}
	for _, it := range s.Articles {
		if it != lead && len(v.Latest) < homeLatest {
			v.Latest = append(v.Latest, Item{"", it.Card})
		}
	}
	for _, section := range s.Root.Children {
		if block := newestOf(section, lead); block.Lead != nil {
			v.Sections = append(v.Sections, block)
		}
	}
	return v
}

func (v *HomeView) derive(m *maker) {
	s := m.site
	m.describe(&v.Frame, "website", nil)
	v.Linked = jsonLD(thing{Type: "WebSite", Name: s.Settings.Title, Description: s.Settings.Description, URL: s.Absolute("index.html"), InLanguage: "vi"})
}

// leadStory is the newest article with a picture among the newest few, else the newest.
func leadStory(articles []*site.Item) *site.Item {
	for _, it := range articles[:min(len(articles), homeSearch)] {
		if it.Cover != nil {
			return it
		}
	}
	if len(articles) > 0 {
		return articles[0]
	}
	return nil
}

// newestOf is a section on the front page: its newest items but the lead story, which stands above already.
func newestOf(s *site.Section, lead *site.Item) HomeSection {
	block := HomeSection{Title: s.Title, Href: s.URL()}
	for _, it := range s.Items[:min(len(s.Items), homeSection+1)] {
		switch {
		case it == lead || len(block.Items) == homeSection-1:
		case block.Lead == nil:
			block.Lead = &Item{"", it.Card}
		default:
			block.Items = append(block.Items, Item{"", it.Card})
		}
	}
	return block
}

// statistics are the figures of this archive, counted from the build.
func (m *maker) statistics() []Statistic {
	s := m.site
	pictures, bytes := 0, int64(0)
	for _, f := range s.Files {
		size, _ := m.File(f.Path)
		bytes += size
		if asset.IsPicture(f.URL) {
			pictures++
		}
	}
	years := 0
	for _, p := range s.Archive.Pages[0].Years {
		if !p.Undated {
			years++
		}
	}
	var all []Statistic
	add := func(label string, n int) {
		if n > 0 {
			all = append(all, Statistic{label, viet.FormatCount(int64(n))})
		}
	}
	add("Tin, bài", len(s.Articles))
	add("Trang tĩnh", len(s.Items)-len(s.Articles))
	add("Ảnh", pictures)
	add("Chủ đề", len(s.Tags.Terms))
	add("Năm có tin", years)
	if bytes > 0 {
		all = append(all, Statistic{"Ảnh và tệp", asset.SizeText(bytes)})
	}
	return all
}

// periodLinks are the links to the periods of a list.
func periodLinks(root string, periods []site.Period) []Link {
	var links []Link
	for _, p := range periods {
		links = append(links, Link{periodName(p), root + p.URL})
	}
	return links
}

// periodName names a period within its list: "2018", "Tháng 3", "Phần 2", "Không rõ ngày".
func periodName(p site.Period) string {
	switch {
	case p.Part > 0:
		return "Phần " + strconv.Itoa(p.Part)
	case p.Undated:
		return "Không rõ ngày"
	case p.Month > 0:
		return "Tháng " + strconv.Itoa(int(p.Month))
	}
	return strconv.Itoa(int(p.Year))
}
