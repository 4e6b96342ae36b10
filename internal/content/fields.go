package content

import (
	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// form is an entry while its fields are read. Some fields only make sense together with others, whatever
// their order.
type form struct {
	Entry
	text         Text
	titleAt      int            // byte offset, for diagnostics
	precision    viet.Precision // what date_precision lowers the date to; PrecisionNone when it says nothing
	precisionAt  int
	circa        bool
	draftSaid    bool // there is a draft field
	draftUnclear bool // and it is neither yes nor no
	bylines      []value
	other        others
	event        Event
}

// commonFields are the fields of every kind.
var commonFields = []field[form]{
	{"title", "tieu_de ten_bai ten", reading[form]{TextValue, readTitle}},
	{"linktitle", "tieu_de_hien_thi tieu_de_ngan", textInto(func(f *form) *string { return &f.LinkTitle })},
	{"date", "ngay ngay_dang ngay_xuat_ban thoi_gian", dateInto(func(f *form) *viet.Date { return &f.Date })},
	{"date_precision", "do_chinh_xac_ngay", reading[form]{TextValue, readPrecision}},
	{"date_circa", "ngay_khoang", reading[form]{BoolValue, readCirca}},
	{"date_basis", "can_cu_ngay", reading[form]{TextValue, readBasis}},
	{"lastmod", "ngay_sua ngay_cap_nhat cap_nhat", dateInto(func(f *form) *viet.Date { return &f.LastMod })},
	{"publishdate", "publish_date pubdate published_at published_date publish_at embargo embargo_until dang_tu_ngay hen_dang", dateInto(func(f *form) *viet.Date { return &f.PublishDate })},
	{"expirydate", "expiry_date unpublishdate go_bai_ngay", reading[form]{DateValue, readExpiry}},
	{"draft", "nhap ban_nhap", reading[form]{BoolValue, readDraft}},
	{"tags", "the tu_khoa nhan", listInto(func(f *form) *[]string { return &f.Tags })},
	{"keywords", "tu_tim_kiem", listInto(func(f *form) *[]string { return &f.Keywords })},
	{"categories", "chuyen_muc danh_muc", refsInto(func(f *form) *[]Ref { return &f.Categories })},
	{"series", "chuyen_de loat_bai", listInto(func(f *form) *[]string { return &f.Series })},
	{"summary", "sapo tom_tat mo_dau", blockInto(func(f *form) *string { return &f.Summary })},
	{"description", "mo_ta", textInto(func(f *form) *string { return &f.Description })},
	{"slug", "duong_dan", reading[form]{TextValue, readSlug}},
	{"aliases", "url_cu dia_chi_cu duong_dan_cu", refsInto(func(f *form) *[]Ref { return &f.Aliases })},
	{"weight", "thu_tu", reading[form]{CountValue, readWeight}},
	// read first, by kindOf
	{"type", "loai loai_noi_dung", reading[form]{TextValue, func(*reader, *form, value) {}}},
	{"layout", "bo_cuc mau", textInto(func(f *form) *string { return &f.Layout })},
	{"menus", "trinh_don", reading[form]{TableValue, readMenus}},
	{"author", "tac_gia nguoi_viet but_danh", reading[form]{NamesValue, keepByline}},
	{"organization", "don_vi don_vi_tac_gia co_quan", nameInto(func(f *form) *string { return &f.Organization })},
	{"photo_credit", "nguoi_chup nguon_anh", nameInto(func(f *form) *string { return &f.PhotoCredit })},
	{"images", "anh_dai_dien hinh_anh", reading[form]{ListValue, readImages}},
	{"toc", "muc_luc", reading[form]{BoolValue, readTOC}},
	{"documents", "van_ban van_ban_lien_quan", refsInto(func(f *form) *[]Ref { return &f.Documents })},
	{"related", "lien_quan bai_lien_quan", refsInto(func(f *form) *[]Ref { return &f.Related })},
	{"attachments", "tep_dinh_kem tai_lieu_dinh_kem dinh_kem", reading[form]{TableValue, readAttachments}},
	{"people", "nhan_vat", listInto(func(f *form) *[]string { return &f.People })},
	{"places", "dia_danh", listInto(func(f *form) *[]string { return &f.Places })},
	{"view_count", "luot_xem so_luot_xem", countInto(func(f *form) *int64 { return &f.ViewCount })},
	{"view_count_at", "luot_xem_luc", dateInto(func(f *form) *viet.Date { return &f.ViewCountAt })},
	{"secrecy", "do_mat muc_do_mat cap_do_mat muc_mat do_bao_mat phan_loai_mat classification", reading[form]{TextValue, refuseSecrecy}},
	{"checks", "kiem_tra", reading[form]{TableValue, readOwnChecks}},
	{"cascade", "", reading[form]{TableValue, readCascade}},
}

// provenanceFields say where an entry comes from.
var provenanceFields = []field[form]{
	{"source_name", "nguon theo", textInto(func(f *form) *string { return &f.Provenance.SourceName })},
	{"source_url", "nguon_url url_nguon lien_ket_goc", reading[form]{TextValue, readSourceURL}},
	{"captured_at", "ngay_thu_thap luu_luc", dateInto(func(f *form) *viet.Date { return &f.Provenance.CapturedAt })},
	{"original_file", "tep_goc", refInto(func(f *form) *Ref { return &f.Provenance.OriginalFile })},
	{"original_sha256", "ma_bam_goc", textInto(func(f *form) *string { return &f.Provenance.OriginalSHA256 })},
	{"rights", "ban_quyen", textInto(func(f *form) *string { return &f.Provenance.Rights })},
	{"archive_note", "ghi_chu_luu_tru ghi_chu", blockInto(func(f *form) *string { return &f.Provenance.ArchiveNote })},
	{"corrections", "dinh_chinh", reading[form]{TableValue, readCorrections}},
	{"redacted", "an_danh", blockInto(func(f *form) *string { return &f.Provenance.Redacted })},
}

// eventFields are those of meetings and courses.
var eventFields = []field[form]{
	{"start_date", "tu_ngay bat_dau", dateInto(func(f *form) *viet.Date { return &f.event.Start })},
	{"end_date", "den_ngay ket_thuc", dateInto(func(f *form) *viet.Date { return &f.event.End })},
	{"place", "dia_diem", textInto(func(f *form) *string { return &f.event.Place })},
	{"host", "chu_tri", textInto(func(f *form) *string { return &f.event.Host })},
	{"participants", "thanh_phan", blockInto(func(f *form) *string { return &f.event.Participants })},
	{"deadline", "han han_nop", dateInto(func(f *form) *viet.Date { return &f.event.Deadline })},
	{"contact", "lien_he", textInto(func(f *form) *string { return &f.event.Contact })},
}

// commonSchema is read first, for every kind.
var commonSchema = newSchema(commonFields, provenanceFields, otherFields)

func keepByline(_ *reader, f *form, v value) { f.bylines = append(f.bylines, v) }

// readSourceURL reads the address of the page that an entry was taken from.
func readSourceURL(rd *reader, f *form, v value) {
	f.Provenance.SourceURL = rd.ref(rd.text(v), v.Offset).Value
}

func readTitle(rd *reader, f *form, v value) { f.Title, f.titleAt = rd.text(v), v.Offset }

func readCirca(rd *reader, f *form, v value) { f.circa, _ = rd.bool(v) }

func readPrecision(rd *reader, f *form, v value) {
	words := map[string]string{
		"day": "day", "ngay": "day",
		"month": "month", "thang": "month",
		"year": "year", "nam": "year",
	}
	f.precisionAt = v.Offset
	switch rd.enum(v, words, "day, month, year") {
	case "day":
		f.precision = viet.PrecisionDay
	case "month":
		f.precision = viet.PrecisionMonth
	case "year":
		f.precision = viet.PrecisionYear
	}
}

func readBasis(rd *reader, f *form, v value) {
	words := map[string]string{
		"stated": "stated", "ghi ro": "stated", "ghi tren trang": "stated",
		"caption": "caption", "chu thich": "caption", "chu thich anh": "caption",
		"text": "text", "noi dung": "text", "trong bai": "text",
		"filename": "filename", "ten tep": "filename",
		"capture": "capture", "ngay luu": "capture", "luu tru": "capture",
	}
	f.DateBasis = rd.enum(v, words, "stated, caption, text, filename, capture")
}

// readExpiry reads the date at which other generators drop a page. An archive loses nothing by itself: it is
// not obeyed.
func readExpiry(rd *reader, f *form, v value) {
	if _, ok := rd.date(v); ok {
		rd.At(v.KeyOffset, "expiry-ignored")
	}
}

// readDraft reads the one field that must never be misread: what is neither yes nor no keeps the file
// unpublished.
func readDraft(rd *reader, f *form, v value) {
	word := rd.word(v)
	yes, ok := ParseBool(word)
	f.draftSaid = true
	switch {
	case v.IsCollection() || !ok && !viet.IsBlankText(word):
		f.draftUnclear = true
		rd.At(v.Offset, "draft-unclear", diag.Excerpt(word))
	default:
		f.Draft = f.Draft || yes
	}
}

// readOwnChecks reads levels for this file alone. On the home page they are those of the site, a setting.
func readOwnChecks(rd *reader, f *form, v value) {
	if f.Path != SettingsPath {
		f.Checks = rd.checks(v)
	}
}

func readWeight(rd *reader, f *form, v value) {
	const most = 1 << 30
	n := rd.count(v)
	if n > most {
		rd.At(v.Offset, "value-not-count", v.field, v.Text)
		return
	}
	f.Weight = int(max(0, n))
}

// readMenus reads the names of menus. In Hugo each may have settings of its own below it, which are not used
// here.
func readMenus(rd *reader, f *form, v value) {
	if v.Kind != frontmatter.Table {
		f.Menus = plainTexts(rd.list(v))
		return
	}
	for i := range v.Members {
		f.Menus = append(f.Menus, cleanText(v.Members[i].Key))
	}
}

func readTOC(rd *reader, f *form, v value) {
	switch yes, ok := rd.bool(v); {
	case !ok:
	case yes:
		f.TOC = On
	default:
		f.TOC = Off
	}
}

// refuseSecrecy keeps papers that bear a degree of secrecy from being published, whatever it is.
func refuseSecrecy(rd *reader, f *form, v value) {
	rd.At(v.Offset, "secrecy-marked", diag.Excerpt(v.Display()))
}

// settleDate joins the date with the fields that qualify it. They can only take knowledge away.
func (f *form) settleDate(rd *reader) {
	if f.precision != viet.PrecisionNone && !f.Date.IsZero() {
		if f.precision > f.Date.Precision {
			rd.At(f.precisionAt, "date-precision-raised")
		}
		f.Date = f.Date.Lower(f.precision)
	}
	if f.circa && !f.Date.IsZero() {
		f.Date.Circa = true
	}
}
