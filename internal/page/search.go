package page

func (v *SearchView) bodies() []*Body { return nil }

// search makes the view of the search page. It holds nothing of the entries, so that it stands still while
// the archive grows.
func (m *maker) search() *SearchView {
	v := &SearchView{
		Frame:   m.frame("search", "tim-kiem.html", "Tìm kiếm", "Tìm trong mọi bài của "+m.site.Settings.Title, nil),
		Heading: "Tìm kiếm",
	}
	return v
}
