package page

import (
	"cmp"
	"slices"
	"strings"

	"bantin/internal/asset"
	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// outlineFrom is how many outline entries a text has before a contents box is shown unasked.
const outlineFrom = 3

func (v *ArticleView) bodies() []*Body { return []*Body{&v.Body} }

// addArticles adds the page of every entry.
func (m *maker) addArticles() {
	for _, it := range m.site.Items {
		m.add(m.articleLayout(it), it.URL, func(m *maker) view { return m.article(it) })
	}
}

// articleLayout is the layout of an entry: the one that it names, if there is such a file, else that of its
// kind.
func (m *maker) articleLayout(it *site.Item) string {
	if name := it.Entry.Layout; name != "" && m.layouts.Has(name) {
		return name
	}
	return it.Entry.Kind
}

// article makes the view of an entry's page.
func (m *maker) article(it *site.Item) *ArticleView {
	e, root := it.Entry, rootOf(it.URL)
	v := &ArticleView{
		Frame:       m.frame(e.Kind, it.URL, e.Title, e.Description, sectionTrail(it.Section, root)),
		Heading:     e.Title,
		Summary:     e.Summary,
		Body:        m.body(e, it.References, root),
		Entry:       m.Text(e).Digest,
		Cover:       it.Cover,
		item:        it,
		Outline:     outline(e),
		PhotoCredit: e.PhotoCredit,
		Authors:     termLinks(root, it.Authors),
		Tags:        termLinks(root, it.Tags),
		People:      e.People,
		Places:      m.places(e.Places),
		Event:       m.event(it),
		Attachments: m.attachments(root, it.Attachments),
		SourceName:  e.Provenance.SourceName,
		ArchiveNote: e.Provenance.ArchiveNote,
		Redacted:    e.Provenance.Redacted,
		Provenance:  m.provenance(it, root),
		Related:     items(root, it.Related),
		Series:      seriesLinks(it, root),
		Image:       topFigure(it, root),
	}
	v.Mark = it.Card.Mark
	if e.LeadInBody {
		v.Summary = ""
	}
	if it.Section.Path != "" {
		v.Section = Link{it.Section.Label, root + it.Section.URL()}
	}
	if it.Organization != nil {
		v.Organization = &Link{it.Organization.Label, root + it.Organization.URL()}
	}
	for _, t := range it.Documents {
		v.Documents = append(v.Documents, Link{t.Text, href(root, t)})
	}
	for _, c := range e.Provenance.Corrections {
		v.Corrections = append(v.Corrections, Fact{Label: cmp.Or(c.Date.Short(), c.Date.Long()), Value: c.Text, ISO: m.machine(c.Date)})
	}
	m.dates(v, e)
	m.articleNeighbours(v, it, root)
	v.Citation = m.citation(it)
	return v
}

// machine is the form of a date for programs. A time of day is one in the zone of the site.
func (m *maker) machine(d viet.Date) string { return d.MachineIn(m.site.Zone) }

// dates fills the date line. A static page shows when it was changed and nothing else.
func (m *maker) dates(v *ArticleView, e *content.Entry) {
	if e.Kind != "page" {
		v.DateText, v.DateMachine, v.DateNote = e.Date.Long(), m.machine(e.Date), basisNotes[e.DateBasis]
	}
	if !e.LastMod.IsZero() {
		v.Updated, v.UpdatedISO = e.LastMod.Long(), m.machine(e.LastMod)
	}
	if e.ViewCount < 0 {
		return
	}
	when := "theo trang cũ"
	if at := asOf(e); !at.IsZero() {
		when = "khi lưu trữ, " + at.Short()
	}
	v.Views = "Lượt xem: " + viet.FormatCount(e.ViewCount) + " (" + when + ")"
}

// basisNotes say where a date was taken from when the old page did not state it.
var basisNotes = map[string]string{
	"caption":  "suy đoán từ chú thích ảnh",
	"text":     "suy đoán từ nội dung bài",
	"filename": "suy đoán từ tên tệp",
	"capture":  "theo ngày lưu trữ",
}

// asOf is the date of a frozen view count.
func asOf(e *content.Entry) viet.Date {
	if e.ViewCountAt.IsZero() {
		return e.Provenance.CapturedAt
	}
	return e.ViewCountAt
}

func (m *maker) articleNeighbours(v *ArticleView, it *site.Item, root string) {
	if it.Older != nil {
		v.Older = &Item{root, it.Older.Card}
	}
	if it.Newer != nil {
		v.Newer = &Item{root, it.Newer.Card}
	}
}

// places are the places of an entry, each with the unit that took its place where the settings name one
// (unit_map). The name itself stays as it was written then.
func (m *maker) places(names []string) []string {
	var out []string
	for _, name := range names {
		for _, r := range m.site.Settings.UnitMap {
			if viet.ExactKey(r.Old) == viet.ExactKey(name) {
				name += " (nay: " + r.New + ")"
				break
			}
		}
		out = append(out, name)
	}
	return out
}

// outline is the contents box: on from three entries unless the author said otherwise.
func outline(e *content.Entry) []OutlineItem {
	if e.TOC == content.Off || e.TOC == content.Unset && len(e.Outline) < outlineFrom || len(e.Outline) == 0 {
		return nil
	}
	top := slices.MinFunc(e.Outline, func(a, b markdown.Heading) int { return cmp.Compare(a.Level, b.Level) }).Level
	var items []OutlineItem
	for _, h := range e.Outline {
		items = append(items, OutlineItem{Title: h.Text, Href: "#" + h.ID, Level: h.Level - top + 1})
	}
	return items
}

// topFigure is the picture that the front matter names, unless the text shows it anyway.
func topFigure(it *site.Item, root string) *Figure {
	if it.Cover == nil || len(it.Entry.Images) == 0 {
		return nil
	}
	if slices.ContainsFunc(it.Pictures, func(p site.Picture) bool { return p.URL == it.Cover.URL }) {
		return nil
	}
	return &Figure{Src: root + it.Cover.URL, Alt: it.Cover.Alt, Width: it.Cover.Width, Height: it.Cover.Height}
}

func (m *maker) attachments(root string, list []site.Attachment) []AttachmentLink {
	var out []AttachmentLink
	for _, a := range list {
		link := AttachmentLink{Title: a.Title, Name: a.Name, Type: asset.TypeLabel(a.Name)}
		if a.URL != "" {
			size, digest := m.File(a.Path)
			link.Href, link.Size, link.SHA256 = root+a.URL, asset.SizeText(size), digest.String()
		}
		out = append(out, link)
	}
	return out
}

// seriesLinks place an entry in its series: the parts before and after it in time.
func seriesLinks(it *site.Item, root string) []SeriesLinks {
	var out []SeriesLinks
	for _, t := range it.Series {
		s := SeriesLinks{Title: t.Label, Href: root + t.URL()}
		at := slices.IndexFunc(t.Items, func(other *site.Item) bool { return other == it })
		if at+1 < len(t.Items) {
			s.Previous = cardLink(root, t.Items[at+1])
		}
		if at > 0 {
			s.Next = cardLink(root, t.Items[at-1])
		}
		out = append(out, s)
	}
	return out
}

func cardLink(root string, it *site.Item) *Link {
	return &Link{it.Card.Label, root + it.URL}
}

// event is the box of a meeting or a course.
func (m *maker) event(it *site.Item) []Fact {
	ev := it.Entry.Event
	if ev == nil {
		return nil
	}
	deadline := ev.Deadline.Long()
	if it.DeadlinePassed {
		deadline += " (đã hết hạn)"
	}
	var facts []Fact
	add := func(label, value, iso string, present bool) {
		if present {
			facts = append(facts, Fact{Label: label, Value: value, ISO: iso})
		}
	}
	add("Bắt đầu", ev.Start.Long(), m.machine(ev.Start), !ev.Start.IsZero())
	add("Kết thúc", ev.End.Long(), m.machine(ev.End), !ev.End.IsZero())
	add("Địa điểm", ev.Place, "", ev.Place != "")
	add("Chủ trì", ev.Host, "", ev.Host != "")
	add("Thành phần", ev.Participants, "", ev.Participants != "")
	add("Hạn", deadline, m.machine(ev.Deadline), !ev.Deadline.IsZero())
	add("Liên hệ", ev.Contact, "", ev.Contact != "")
	return facts
}

// provenance is the box that says where the entry comes from.
func (m *maker) provenance(it *site.Item, root string) []Fact {
	p := it.Entry.Provenance
	var facts []Fact
	if p.SourceURL != "" {
		facts = append(facts, Fact{Label: "Địa chỉ gốc (lịch sử)", Value: p.SourceURL, Href: webAddress(p.SourceURL)})
	}
	if !p.CapturedAt.IsZero() {
		facts = append(facts, Fact{Label: "Lưu trữ", Value: p.CapturedAt.Long(), ISO: m.machine(p.CapturedAt)})
	}
	if it.Original != nil {
		f := Fact{Label: "Bản gốc đã lưu", Value: it.Original.Name}
		if it.Original.URL != "" {
			f.Href = root + it.Original.URL
		}
		facts = append(facts, f)
	}
	if p.OriginalSHA256 != "" {
		facts = append(facts, Fact{Label: "SHA-256 của bản gốc", Value: p.OriginalSHA256})
	}
	if p.Rights != "" {
		facts = append(facts, Fact{Label: "Bản quyền", Value: p.Rights})
	}
	return facts
}

// webAddress is an address that may be linked: http or https, nothing else (docs/threats.md T01).
func webAddress(address string) string {
	if lower := strings.ToLower(address); strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://") {
		return address
	}
	return ""
}

// citation says in one line how to cite an entry.
func (m *maker) citation(it *site.Item) string {
	var parts []string
	if who := strings.Join(it.Entry.Authors, ", "); who != "" {
		parts = append(parts, who)
	} else if it.Entry.Organization != "" {
		parts = append(parts, it.Entry.Organization)
	}
	parts = append(parts, "“"+it.Entry.Title+"”", m.site.Settings.Title)
	if date := it.Entry.Date.Short(); date != "" {
		parts = append(parts, date)
	}
	return strings.Join(append(parts, cmp.Or(m.site.Absolute(it.URL), it.URL)), ", ")
}
