package archive

import (
	"fmt"
	"strconv"
	"time"
)

// makers make the parts of the grammar that are neither words nor other parts.
var makers = [...]struct {
	name string
	make func(*prose)
}{
	{"number", func(p *prose) { p.say(p.number()) }},
	{"percent", func(p *prose) { p.say(p.decimal() + "%") }},
	{"decimal", func(p *prose) { p.say(p.decimal()) }},
	{"money", func(p *prose) { p.say(p.number()); p.say("triệu đồng") }},
	{"year", func(p *prose) { p.say(strconv.Itoa(p.date.Year() - p.r.IntN(3))) }},
	{"month", func(p *prose) { p.say(strconv.Itoa(1 + p.r.IntN(12))) }},
	{"date", func(p *prose) { p.say(p.earlier().Format("2/1/2006")) }},
	{"commune", (*prose).commune},
	{"hamlet", (*prose).hamlet},
	{"product", (*prose).product},
	{"code", (*prose).code},
	{"document", (*prose).document},
}

// number is mostly small, as counts in news are, and grouped by dots.
func (p *prose) number() string {
	n := 1 + p.r.IntN(4<<(2*p.r.IntN(6)))
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d.%03d", n/1000, n%1000)
}

func (p *prose) decimal() string { return fmt.Sprintf("%d,%d", 1+p.r.IntN(99), p.r.IntN(10)) }

// earlier is a day in the year before the article's.
func (p *prose) earlier() time.Time { return p.date.AddDate(0, 0, -p.r.IntN(360)) }

func (p *prose) commune() {
	name := p.subject.commune[0]
	switch u := p.r.IntN(100); {
	case u < 10:
		p.say("thị trấn Minh Họa")
		return
	case u < 30:
		name = communes[p.r.IntN(len(communes))]
	case u < 50:
		name = p.subject.commune[1]
	}
	p.say("xã " + name)
}

func (p *prose) hamlet() {
	name := p.subject.hamlet[p.r.IntN(len(p.subject.hamlet))]
	if chance(p.r, 45) {
		name = p.g.hamlet(rareRank(p.r, p.g.nameLimit))
	}
	if chance(p.r, 30) {
		p.say("bản " + name)
		return
	}
	p.say("thôn " + name)
}

func (p *prose) product() {
	if chance(p.r, 45) {
		p.say(p.g.product(rareRank(p.r, p.g.nameLimit)))
		return
	}
	p.say(p.subject.product[p.r.IntN(len(p.subject.product))])
}

func (p *prose) code() {
	if chance(p.r, 30) {
		p.say(code(p.r))
		return
	}
	p.say(p.subject.code)
}

// documents are the kinds of official documents that texts name, with the form of their numbers.
var documents = [...]string{
	"Quyết định số %d/QĐ-UBND", "Kế hoạch số %d/KH-UBND", "Nghị quyết số %02d-NQ/HU", "Chương trình số %02d-CTr/HU",
	"Nghị quyết số %02d/NQ-HĐND", "Báo cáo số %d/BC-UBND", "Chỉ thị số %02d-CT/HU", "Thông báo số %d/TB-UBND",
}

// document names an official document: "Quyết định số 123/QĐ-UBND ngày 20/3/2018". Numbers start again every
// year, and one number of one year is always the same document. Most texts name none and speak of the plan.
func (p *prose) document() {
	if !p.cites {
		p.say("kế hoạch")
		return
	}
	number := rank(p.r, 900)
	r := p.g.random(streamNames, -1-number)
	form := documents[r.IntN(len(documents))]
	signed := time.Date(p.date.Year(), 1, 3+r.IntN(350), 0, 0, 0, 0, time.UTC)
	if signed.After(p.date) {
		signed = signed.AddDate(-1, 0, 0)
	}
	p.say(fmt.Sprintf(form, number+1) + signed.Format(" ngày 2/1/2006"))
}
