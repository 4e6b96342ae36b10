package page

import "net/url"

func (v *NotFoundView) bodies() []*Body { return nil }

func (v *NotFoundView) derive(*maker) {}

// notFound makes the view of 404.html. It is served at any depth, so its links begin at the base URL's path.
func (m *maker) notFound() *NotFoundView {
	v := &NotFoundView{Frame: m.frame("404", "404.html", "Không tìm thấy trang", "", nil)}
	root := "/"
	if base, err := url.Parse(m.site.Settings.BaseURL); err == nil && base.Path != "" {
		root = base.EscapedPath()
	}
	v.Root, v.Header.Root, v.Footer.Root = root, root, root
	v.Breadcrumb = nil
	v.Canonical = ""
	for i := range v.Feeds {
		v.Feeds[i].Href = root + v.Feeds[i].Href
	}
	return v
}
