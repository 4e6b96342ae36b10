package archive

import (
	"fmt"

	"bantin/internal/legacytext"
)

// plan is what an article's text has beside paragraphs.
type plan struct {
	paragraphs int
	headings   bool
	ordinals   int // paragraphs that open with "Thứ nhất, …"
	list       bool
	table      bool
	quote      bool
	footnote   bool
	picture    *picture // nil for none
	links      int
}

func (a *article) plan(target int) plan {
	r := a.r
	p := plan{
		paragraphs: min(max(target/55, 3), 14),
		headings:   chance(r, 15),
		list:       chance(r, 8),
		table:      chance(r, 5),
		quote:      chance(r, 10),
		footnote:   chance(r, 1),
		picture:    a.own,
	}
	if chance(r, 4) {
		p.ordinals = 3 + r.IntN(3)
		p.paragraphs = max(p.paragraphs, p.ordinals+2)
	}
	if p.picture == nil && chance(r, 60) {
		p.picture = a.g.anyPicture(r)
	}
	if a.place.index > 0 && chance(r, 20) {
		p.links = 1 + r.IntN(3)
	}
	return p
}

// body writes paragraphs up to a length drawn from real ones, and what is planned between them.
func (a *article) body() {
	target := quantile(a.r, lengths)
	p := a.plan(target)
	for i := range p.paragraphs {
		a.interlude(i, &p)
		a.begin()
		if 1 <= i && i <= p.ordinals {
			a.ordinal(i)
		}
		a.paragraph((target - a.tokens) / (p.paragraphs - i))
		if i == 0 && a.cites {
			a.say("Thực hiện")
			a.document()
			a.say(",")
			a.rule("mệnh đề")
			a.say(".")
		}
		if p.links > 0 && (i == p.paragraphs-1 || chance(a.r, 30)) {
			a.links(&p, i == p.paragraphs-1)
		}
		if p.footnote && i == 1 {
			a.buf = append(a.buf[:len(a.buf)-1], "[^1]."...)
		}
		a.put("\n\n")
	}
	if p.footnote {
		a.put("[^1]: ")
		a.line("ý")
	}
	a.buf = a.buf[:len(a.buf)-1]
}

// interlude writes what stands before paragraph i.
func (a *article) interlude(i int, p *plan) {
	if i == 1 && p.picture != nil {
		a.figure(p.picture)
	}
	if p.headings && i > 0 && i%3 == 1 && p.ordinals == 0 {
		a.put("## ")
		a.line("mục")
	}
	if i != 2 {
		return
	}
	if p.quote {
		a.put("> ")
		a.line("câu")
	}
	if p.list {
		for range 3 + a.r.IntN(4) {
			a.put("- ")
			a.line("ý")
			a.buf = a.buf[:len(a.buf)-1]
		}
		a.put("\n")
	}
	if p.table {
		a.table()
	}
}

// paragraph writes sentences of about tokens syllables, at least one.
func (a *article) paragraph(tokens int) {
	end := a.tokens + tokens*(70+a.r.IntN(61))/100 - 14
	for {
		a.rule("câu")
		if a.tokens >= end {
			return
		}
	}
}

// ordinal opens a paragraph of a series that starts with 1.
func (a *article) ordinal(number int) {
	names := [...]string{1: "nhất", "hai", "ba", "tư", "năm"}
	a.say("thứ " + names[number])
	a.say(",")
}

// line writes a rule's text and ends the block. A line whose letters all stand in Latin-1 ("An toàn giao
// thông và toàn xã") may pass for an old encoding, which an editor would have to put right: it is made again.
func (a *article) line(rule string) {
	start, tokens := len(a.buf), a.tokens
	for {
		a.begin()
		a.rule(rule)
		if legacytext.Detect(string(a.buf[start:])) == legacytext.Unicode {
			break
		}
		a.buf, a.tokens = a.buf[:start], tokens
	}
	a.put("\n\n")
}

func (a *article) figure(p *picture) {
	address := "/" + p.address
	if p == a.own {
		address = ownPicture + p.extension()
	}
	a.put("![" + p.alt + "](" + address + " \"")
	a.begin()
	a.markup = false // a caption is plain text
	a.rule("ảnh")
	a.markup = true
	a.put("\")\n\n")
}

func (a *article) table() {
	a.put("| STT | Đơn vị | Nội dung | Kết quả |\n|---:|---|---|---:|\n")
	for row := range 4 + a.r.IntN(7) {
		a.put(fmt.Sprintf("| %d | Xã %s | ", row+1, communes[(row+a.place.index)%len(communes)]))
		a.begin()
		a.rule("ô")
		a.put(" | " + a.decimal() + "% |\n")
		a.tokens += 6
	}
	a.put("\n")
}

// links writes one link to an earlier article, at the end all that are left.
func (a *article) links(p *plan, last bool) {
	for {
		target := a.g.earlier(a.r, a.place.index)
		title := a.g.title(target, a.g.subject(target.index, target.section))
		a.put(" " + [...]string{"Xem thêm: ", "Đọc lại bài ", "Bài liên quan: "}[a.r.IntN(3)])
		a.put("[" + title + "](" + relative(a.path, target.path(title)) + ").")
		a.tokens += 2 + syllableCount(title)
		if p.links--; p.links == 0 || !last {
			return
		}
	}
}
