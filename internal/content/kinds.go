package content

import (
	"maps"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/frontmatter"
	"bantin/internal/viet"
)

// A Kind (loại nội dung) is a row of the schema: what entries of a type are called and which fields they have
// beside those of all kinds.
type Kind struct {
	Name    string   // value of `type`: "article"
	Label   string   // Vietnamese, as shown: "Tin, bài"
	Aliases []string // other values of `type`, in Vietnamese

	own *schema[form]
}

// kinds is the table. A kind is added by a row here, with a table of its fields; the fields of every kind are
// in fields.go.
var kinds = []Kind{
	{
		Name: "article", Label: "Tin, bài",
		Aliases: []string{"tin", "bài", "tin, bài", "tin bài", "bài viết", "tin tức"},
		own:     newSchema(eventFields),
	},
	{
		Name: "page", Label: "Trang tĩnh",
		Aliases: []string{"trang", "trang tĩnh"},
		own:     newSchema[form](),
	},
}

// defaultKind is what an entry is when nothing else is said.
const defaultKind = "article"

// futureKinds are the kinds of the content model that have no pages of their own yet. Their entries are built
// as articles; their fields are kept.
var futureKinds = []Kind{
	{Name: "document", Label: "Văn bản"},
	{Name: "notice", Label: "Thông báo", Aliases: []string{"giấy mời"}},
	{Name: "schedule", Label: "Lịch công tác"},
	{Name: "outline", Label: "Đề cương"},
	{Name: "broadcast", Label: "Phát thanh"},
	{Name: "album", Label: "Album ảnh", Aliases: []string{"ảnh"}},
}

// futureFields are the names of the fields of those kinds. They are kept as written, without a warning.
var futureFields = makeSet(`
	number so_hieu so_ky_hieu so symbol ky_hieu doc_type loai_van_ban hinh_thuc hinh_thuc_van_ban abstract trich_yeu
	issuer co_quan_ban_hanh noi_ban_hanh issue_date ngay_ban_hanh ngay_ky effective_from ngay_co_hieu_luc ngay_hieu_luc
	effective_until ngay_het_hieu_luc status tinh_trang hieu_luc status_at ngay_tinh_trang signer nguoi_ky signer_title chuc_vu
	subject_area linh_vuc gazette_number so_cong_bao gazette_date ngay_cong_bao lead_agency co_quan_chu_tri recipients noi_nhan
	legal_basis can_cu implements trien_khai thuc_hien replaces thay_the replaced_by bi_thay_the_boi
	notice_kind loai_thong_bao entries lich audience doi_tuong
	audio tep_am_thanh duration thoi_luong air_date ngay_phat episode so_ky station dai presenter nguoi_doc
	photos anh cac_anh
	start_date tu_ngay bat_dau end_date den_ngay ket_thuc place dia_diem host chu_tri participants thanh_phan
	deadline han han_nop contact lien_he`)

// insteadOfBody are the names of those of them that say enough without a body.
var insteadOfBody = makeSet("entries lich audio tep_am_thanh photos anh cac_anh")

func makeSet(names string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

// kindWords maps every value of `type`, folded, to its kind.
var kindWords = makeKindWords()

func makeKindWords() map[string]*Kind {
	words := map[string]*Kind{}
	for _, table := range [][]Kind{kinds, futureKinds} {
		for i := range table {
			k := &table[i]
			for _, word := range append([]string{k.Name, k.Label}, k.Aliases...) {
				words[viet.FoldedKey(word)] = k
			}
		}
	}
	return words
}

// kind reads the value of `type`. as is the kind whose pages are built; written is the one that was named,
// which may come later. A word that names none leaves the default.
func (rd *reader) kind(v value, otherwise string) (as string, written *Kind) {
	if v.IsEmpty() {
		return otherwise, kindWords[otherwise]
	}
	word := rd.word(v)
	k, ok := kindWords[viet.FoldedKey(word)]
	switch {
	case !ok || v.IsCollection():
		rd.At(v.Offset, "kind-unknown", diag.Excerpt(v.Display()), nearestKind(word))
		return otherwise, kindWords[otherwise]
	case k.own == nil:
		rd.At(v.Offset, "kind-unsupported", word)
		return defaultKind, k
	}
	return k.Name, k
}

func nearestKind(word string) string {
	words := slices.Sorted(maps.Keys(kindWords))
	if near := viet.Nearest(viet.FoldedKey(word), words); near != "" {
		return kindWords[near].Name
	}
	return defaultKind
}

// kindOf finds the `type` among the fields, before they are read: it says which fields there are.
func (rd *reader) kindOf(members []frontmatter.Member, otherwise string) (as string, written *Kind) {
	if k := kindWords[otherwise]; k == nil || k.own == nil {
		otherwise = defaultKind
	}
	for i := range members {
		if at, known := commonSchema.index[normalKey(members[i].Key)]; known && commonSchema.fields[at].key == "type" {
			return rd.kind(value{field: "type", Member: members[i]}, otherwise)
		}
	}
	return otherwise, kindWords[otherwise]
}
