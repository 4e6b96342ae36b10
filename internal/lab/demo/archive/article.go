package archive

import (
	"fmt"
	"strconv"

	"bantin/internal/viet"
)

// lengths are the quantiles, in steps of 1/32, of the syllables and numbers in 2,000 real news articles.
var lengths = []int{
	53, 107, 132, 149, 163, 176, 192, 205, 222, 237, 251, 270, 290, 306, 329, 349, 371, 398, 430, 466, 499, 533, 570, 608,
	656, 705, 763, 834, 913, 1035, 1155, 1393, 2342,
}

// article writes one article into the buffer of its prose.
type article struct {
	prose
	place place
	path  string // below content/
	title string
	own   *picture // beside the text when that is a folder, else nil
}

// article returns article i: its path below content/, its bytes, and the picture that stands beside it, nil
// for none. The bytes are valid until buf is used again.
func (g *generator) article(i int, buf []byte) (path string, text []byte, own *picture) {
	p := g.place(i)
	s := g.subject(i, p.section)
	title := g.title(p, s)
	a := article{
		prose: prose{g: g, subject: s, date: p.date, buf: buf[:0], tokens: syllableCount(title)},
		place: p, path: p.path(title), title: title,
	}
	a.r = g.random(streamFields, i)
	if p.bundle {
		a.own = g.anyPicture(a.r)
	}
	a.cites = chance(a.r, 15)
	a.fields()
	a.r = g.random(streamBody, i)
	a.markup = true
	a.body()
	return a.path, a.buf, a.own
}

// fields writes the front matter. No value needs quotes: the grammar makes no colon in titles and summaries.
func (a *article) fields() {
	r := a.r
	a.put("---\n")
	a.field("title", a.title)
	a.dateFields()
	if series := a.g.series; len(series) > 0 && chance(r, 3) {
		a.list("series", series[r.IntN(len(series))])
	}
	a.list("tags", a.g.tags(r, a.subject.topic)...)
	if chance(r, 60) {
		a.field("summary", a.text("tóm tắt"))
	}
	if chance(r, 92) {
		a.list("author", choose(r, authors[:]))
	}
	if chance(r, 70) {
		a.field("organization", choose(r, organizations[:]))
	}
	if chance(r, 10) {
		a.field("photo_credit", choose(r, authors[:]))
	}
	if chance(r, 5) {
		a.list("keywords", a.word(nouns), a.subject.hamlet[0])
	}
	if chance(r, 30) {
		a.list("places", "xã "+a.subject.commune[0])
	}
	if chance(r, 2) {
		a.list("people", choose(r, authors[:20]))
	}
	if r.IntN(300) == 0 {
		a.field("weight", strconv.Itoa(1+r.IntN(9)))
	}
	a.provenance()
	a.put("---\n\n")
}

// dateFields writes the date as exactly as the place tells it, in one of the ways in which editors do.
func (a *article) dateFields() {
	d, r := a.place.date, a.r
	switch a.place.precision {
	case toTime:
		a.field("date", fmt.Sprintf("%s %02d:%02d", d.Format("2006-01-02"), 7+r.IntN(11), r.IntN(60)))
	case toDay:
		layout := "2006-01-02"
		if chance(r, 15) {
			layout = "02/01/2006"
		}
		a.field("date", d.Format(layout))
	case toMonth:
		a.field("date", d.Format("2006-01"))
		if chance(r, 30) {
			a.field("date_basis", "caption")
			a.field("date_circa", "true")
		}
	case toYear:
		a.field("date", d.Format("2006"))
	}
}

// provenance writes where the article comes from: counts, old addresses and the day of the copy.
func (a *article) provenance() {
	r := a.r
	if chance(r, 80) {
		a.field("view_count", strconv.Itoa(20+rank(r, 20_000)))
	}
	// Numbers of the old portal lie above those of any archive, so that no old address is a new one.
	old := a.place.section.path + "/" + name(a.title, 10_000_000+a.place.index)
	if chance(r, 12) {
		a.field("source_url", "https://cu.minh-hoa.example/"+old)
		a.field("captured_at", "2025-06-30")
	}
	if chance(r, 3) {
		a.list("aliases", "/"+old)
	}
}

func (a *article) field(key, value string) { a.put(key + ": " + value + "\n") }

func (a *article) list(key string, values ...string) {
	if len(values) == 0 {
		return
	}
	a.put(key + ":\n")
	for _, v := range values {
		a.put("  - " + v + "\n")
	}
}

// authors are invented pen names: initials and roles, never a full name.
var authors = [...]string{
	"N.H", "T.M", "L.S", "H.A", "V.N", "P.T", "Đ.K", "B.L", "M.C", "Q.V", "X.T", "A.D", "K.O", "S.L", "C.H", "G.B", "Đ.M", "T.L",
	"N.K", "H.Đ", "Minh Họa", "Ban Biên tập", "Cộng tác viên", "Phóng viên nông thôn", "Phóng viên văn hóa", "Tổ tin bài",
	"Tổ truyền thanh", "Bạn đọc", "Người làm ảnh", "Tổ biên tập cổng thông tin", "Phóng viên thường trú", "Cán bộ khuyến nông",
	"Giáo viên vùng cao", "Tổ công nghệ số", "Đoàn viên thanh niên", "Hội viên phụ nữ", "Cán bộ văn hóa xã", "Ban Truyền thông",
	"Nhóm sưu tầm", "Thư ký tòa soạn",
}

var organizations = [...]string{
	"Trung tâm Văn hóa huyện Minh Họa", "Văn phòng Huyện ủy Minh Họa", "UBND huyện Minh Họa", "Ban Tuyên giáo Huyện ủy Minh Họa",
	"Hội Nông dân huyện Minh Họa", "Huyện đoàn Minh Họa", "Hội Phụ nữ huyện Minh Họa", "Phòng Giáo dục huyện Minh Họa",
	"Trung tâm Y tế huyện Minh Họa", "Phòng Nông nghiệp huyện Minh Họa", "UBND xã Nà Sương", "UBND xã Khe Trúc", "UBND xã Suối Mận",
	"Hạt Kiểm lâm huyện Minh Họa", "Đài Truyền thanh huyện Minh Họa",
}

// newSeries names one series (chuyên đề) for every four hundred articles, at least one.
func (g *generator) newSeries(n int) []string {
	var all []string
	endings := [...]string{"hôm nay", "qua từng năm", "quê mình", "nhìn từ cơ sở", "trong mắt bạn đọc"}
	r := g.random(streamTags, 1)
	seen := map[string]bool{}
	for len(all) < min(1+n/400, 1000) {
		name := capital(g.lexicon.word(r, nouns, 1+r.IntN(len(topics)-1))) + " " + endings[r.IntN(len(endings))]
		if slug := viet.Slug(name); !seen[slug] {
			seen[slug] = true
			all = append(all, name)
		}
	}
	return all
}
