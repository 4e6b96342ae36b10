package content

import (
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// settingsSchema is the table of the settings (front matter of content/_index.md).
var settingsSchema = newSchema([]field[Settings]{
	{"title", "tieu_de ten_bai ten", textInto(func(s *Settings) *string { return &s.Title })},
	{"description", "mo_ta", textInto(func(s *Settings) *string { return &s.Description })},
	{"base_url", "baseurl dia_chi_trang", reading[Settings]{TextValue, readBaseURL}},
	{"timezone", "mui_gio", reading[Settings]{TextValue, readZone}},
	{"page_size", "so_bai_moi_trang", reading[Settings]{CountValue, readPageSize}},
	{"province", "tinh", textInto(func(s *Settings) *string { return &s.Province })},
	{"editor_url", "duong_dan_bien_tap", refInto(func(s *Settings) *Ref { return &s.EditorURL })},
	{"menu", "trinh_don_chinh", reading[Settings]{TableValue, func(rd *reader, s *Settings, v value) { s.Menu = readLinks(rd, v, true) }}},
	{"archive_banner", "thong_bao_luu_tru", blockInto(func(s *Settings) *string { return &s.ArchiveBanner })},
	{"successors", "don_vi_ke_thua", reading[Settings]{TableValue, func(rd *reader, s *Settings, v value) { s.Successors = readLinks(rd, v, false) }}},
	{"old_statistics", "thong_ke_cu", reading[Settings]{TableValue, readStatistics}},
	{"badge", "huy_hieu", reading[Settings]{TableValue, readBadge}},
	{"tag_slugs", "duong_dan_the", reading[Settings]{TableValue, readTagSlugs}},
	{"unit_map", "doi_ten_don_vi", reading[Settings]{TableValue, readUnitMap}},
	{"nested_plus_lists", "danh_sach_cong", reading[Settings]{BoolValue, readNestedPlusLists}},
	{"static_types", "kieu_tep_tinh", reading[Settings]{ListValue, readStaticTypes}},
	{"checks", "kiem_tra", reading[Settings]{TableValue, func(rd *reader, s *Settings, v value) { s.Checks = rd.checks(v) }}},
})

var linkSchema = newSchema([]field[NamedLink]{
	{"title", "tieu_de ten", textInto(func(l *NamedLink) *string { return &l.Title })},
	{"url", "duong_dan dia_chi", refInto(func(l *NamedLink) *Ref { return &l.URL })},
})

var badgeSchema = newSchema([]field[Badge]{
	{"file", "tep", refInto(func(b *Badge) *Ref { return &b.File })},
	{"alt", "mo_ta_anh", textInto(func(b *Badge) *string { return &b.Alt })},
	{"note", "ghi_chu", textInto(func(b *Badge) *string { return &b.Note })},
})

func readBaseURL(rd *reader, s *Settings, v value) {
	text := rd.text(v)
	if text == "" {
		return
	}
	base, ok := NormalBase(text)
	if !ok {
		rd.At(v.Offset, "base-url-invalid", diag.Excerpt(text))
		return
	}
	if strings.TrimRight(text, "/") != strings.TrimRight(base, "/") {
		rd.At(v.Offset, "base-url-form", diag.Excerpt(text), base)
	}
	s.BaseURL = base
}

func readZone(rd *reader, s *Settings, v value) {
	name := rd.text(v)
	if _, err := viet.Zone(name); err != nil {
		rd.At(v.Offset, "timezone-unknown", diag.Excerpt(name))
		return
	}
	if name != "" {
		s.Zone = name
	}
}

// mostPageSize keeps the first page of a list a page.
const mostPageSize = 1000

func readPageSize(rd *reader, s *Settings, v value) {
	switch n := rd.count(v); {
	case n < 0:
	case n == 0 || n > mostPageSize:
		rd.At(v.Offset, "page-size-invalid", v.Text)
	default:
		s.PageSize = int(n)
	}
}

// readLinks reads a list of tables of title and url, or a table from titles to addresses. A successor whose
// portal is not known is named without an address.
func readLinks(rd *reader, v value, needsURL bool) []NamedLink {
	var links []NamedLink
	if v.Kind == frontmatter.Table && !linkSchema.has(normalKey(v.Members[0].Key)) {
		for _, m := range rd.entries(v) {
			links = append(links, NamedLink{Title: rd.plain(m, m.Key), URL: rd.ref(rd.text(m), m.Offset)})
		}
		return links
	}
	for _, item := range v.items() {
		var l NamedLink
		if item.Kind == frontmatter.Table {
			readTable(rd, linkSchema, &l, &item)
		}
		if l.Title == "" || needsURL && l.URL.Value == "" {
			rd.At(item.Offset, "link-incomplete", v.field)
			continue
		}
		links = append(links, l)
	}
	return links
}

// entries gives the members of a table whose keys are words of the editor; a key that stands twice is
// reported.
func (rd *reader) entries(v value) []value {
	if v.Kind != frontmatter.Table {
		rd.At(v.Offset, "value-not-table", v.field)
		return nil
	}
	first := map[string]*frontmatter.Member{}
	var entries []value
	for i := range v.Members {
		m := &v.Members[i]
		key := viet.ExactKey(m.Key)
		if earlier := first[key]; earlier != nil {
			rd.duplicate(earlier, m, diag.Excerpt(m.Key))
			continue
		}
		first[key] = m
		if !m.IsEmpty() {
			entries = append(entries, value{field: v.field, Member: *m})
		}
	}
	return entries
}

func readStatistics(rd *reader, s *Settings, v value) {
	for _, m := range rd.entries(v) {
		if n := rd.count(m); n >= 0 {
			s.OldStatistics = append(s.OldStatistics, Statistic{Label: rd.plain(m, m.Key), Count: n})
		}
	}
}

func readBadge(rd *reader, s *Settings, v value) {
	if v.Kind != frontmatter.Table {
		rd.At(v.Offset, "value-not-table", v.field)
		return
	}
	readTable(rd, badgeSchema, &s.Badge, &v)
}

func readTagSlugs(rd *reader, s *Settings, v value) {
	s.TagSlugs = map[string]string{}
	for _, m := range rd.entries(v) {
		slug := rd.text(m)
		if right := viet.SlugMax(slug); right != slug || slug == "" {
			rd.At(m.Offset, "slug-invalid", diag.Excerpt(slug), right)
			continue
		}
		s.TagSlugs[viet.LabelKey(m.Key)] = slug
	}
}

func readUnitMap(rd *reader, s *Settings, v value) {
	for _, m := range rd.entries(v) {
		s.UnitMap = append(s.UnitMap, Renamed{Old: rd.plain(m, m.Key), New: rd.text(m)})
	}
}

func readNestedPlusLists(rd *reader, s *Settings, v value) {
	if yes, ok := rd.bool(v); ok {
		s.NestedPlusLists = yes
	}
}

// readStaticTypes reads extensions in any spelling: PDF, .pdf, *.pdf.
func readStaticTypes(rd *reader, s *Settings, v value) {
	for _, ref := range rd.list(v) {
		name := strings.ToLower(strings.TrimLeft(ref.Value, "*."))
		if name == "" || viet.Slug(name) != strings.ReplaceAll(name, ".", "-") {
			rd.At(v.Offset, "static-type-invalid", diag.Excerpt(ref.Value))
			continue
		}
		s.StaticTypes = append(s.StaticTypes, "."+name)
	}
}

// checkLevels are the words that raise or silence a warning.
var checkLevels = map[string]string{
	"error": "error", "loi": "error",
	"warning": "warning", "canh bao": "warning",
	"off": "off", "tat": "off",
}

// checks reads which warnings are raised or silenced, of the site or of one file. Errors are not for
// discussion.
func (rd *reader) checks(v value) map[string]string {
	levels := map[string]string{}
	for _, m := range rd.entries(v) {
		code := diag.Code(viet.TrimBlanks(m.Key))
		message, known := diag.Lookup(code)
		if !known {
			rd.At(m.KeyOffset, "check-unknown", diag.Excerpt(m.Key), nearestCode(m.Key))
			continue
		}
		level := rd.enum(m, checkLevels, "error, warning, off")
		if level == "" {
			continue
		}
		if message.Severity == diag.Error && level != "error" {
			rd.At(m.KeyOffset, "check-fixed", string(code))
			continue
		}
		levels[string(code)] = level
	}
	return levels
}

func nearestCode(name string) string {
	codes := make([]string, 0, 128)
	for _, code := range diag.Codes() {
		codes = append(codes, string(code))
	}
	if near := viet.Nearest(name, codes); near != "" {
		return near
	}
	return codes[min(len(codes)-1, slices.Index(codes, "key-unknown"))]
}
