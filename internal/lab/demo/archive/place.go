package archive

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"bantin/internal/viet"
)

// The archive covers the twenty years before the day on which the districts ended. Dates are in the zone of
// the site, which has no daylight saving: they are calculated in UTC.
var (
	firstDay = time.Date(2005, 7, 1, 0, 0, 0, 0, time.UTC)
	endDay   = time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC) // the last article is of 2025-06-30
)

// maxName is the greatest length of a file name without its extension, in bytes: addresses keep names up to
// it whole.
const maxName = 80

// precision is how exactly an article says when it was published.
type precision uint8

const (
	toTime precision = iota
	toDay
	toMonth
	toYear
	undated
)

// place is where and when an article stands: cheap, for it is asked for every article that may be linked.
type place struct {
	index     int
	section   *section
	date      time.Time // also where the article does not tell it
	precision precision
	bundle    bool // a folder with index.md and a picture
}

// place returns the place of article i. Dates rise with i.
func (g *generator) place(i int) place {
	r := g.random(streamPlace, i)
	span := int64(endDay.Sub(firstDay) / time.Second)
	from, to := span*int64(i)/int64(g.articles), span*int64(i+1)/int64(g.articles)
	p := place{
		index:   i,
		section: &sections[g.sections.index(r)],
		date:    firstDay.Add(time.Duration(from+r.Int64N(to-from)) * time.Second),
	}
	switch u := r.IntN(1000); {
	case u < 465:
		p.precision = toTime
	case u < 930:
		p.precision = toDay
	case u < 960:
		p.precision = toMonth
	case u < 980:
		p.precision = toYear
	default:
		p.precision = undated
	}
	p.bundle = chance(r, 2)
	return p
}

// title returns the title of the article at p: the same wherever it is asked for.
func (g *generator) title(p place, s *subject) string {
	r := g.random(streamTitle, p.index)
	prose := prose{g: g, r: r, subject: s, date: p.date}
	for {
		before := prose.tokens
		title := prose.text("tiêu đề")
		if n := prose.tokens - before; 7 <= n && n <= 14 || n >= 5 && n < 7 && chance(r, 10) {
			return title
		}
	}
}

// path returns the source path of the article below content/.
func (p place) path(title string) string {
	dir := p.section.path + "/"
	if p.precision != undated {
		dir += p.date.Format("2006/")
	}
	if p.bundle {
		return dir + name(title, p.index+1) + "/index.md"
	}
	return dir + name(title, p.index+1) + ".md"
}

// name returns title and number as a slug, as the old portals made their addresses: the number keeps names
// apart.
func name(title string, number int) string {
	end := fmt.Sprintf("-%d", number)
	slug := viet.Slug(title)
	if room := maxName - len(end); len(slug) > room {
		slug = slug[:strings.LastIndexByte(slug[:room+1], '-')]
	}
	return slug + end
}

// relative returns the path of target as seen from the file source, both below content/.
func relative(source, target string) string {
	from, to := strings.Split(source, "/"), strings.Split(target, "/")
	for len(from) > 1 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)-1) + strings.Join(to, "/")
}

// earlier returns the place of an article before article i, as numbered: half of the links go to the last few
// hundred.
func (g *generator) earlier(r *rand.Rand, i int) place {
	back := i
	if chance(r, 50) {
		back = min(i, 300)
	}
	return g.place(i - 1 - r.IntN(back))
}
