package page

func (v *AliasView) bodies() []*Body { return nil }

func (v *AliasView) derive(*maker) {}

// addAliases adds a stub page at every old address that can have one.
func (m *maker) addAliases() {
	for _, r := range m.site.Redirects {
		if r.Stub == "" {
			continue
		}
		m.add("alias", r.Stub, func(m *maker) view {
			return &AliasView{Title: r.Entry.Title, Href: rootOf(r.Stub) + r.To, Canonical: m.site.Absolute(r.To)}
		})
	}
}
