package check

import (
	"cmp"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// Coverage says how much the archive knows of itself.
type Coverage struct {
	Articles int // published entries that are dated news; pages are not counted
	Undated  int
	Inferred int // dated by a caption, the text, the file name or the capture, and not by the article itself
	Circa    int // dated about
	Unsigned int // without author, organisation or source

	Years []Year // newest first
	// NotHeld are the document numbers that published texts name and that no published entry bears, the most
	// cited first.
	NotHeld []CitedNumber
}

// Year is a row of the matrix of years and months.
type Year struct {
	Year    int
	Months  [12]int
	Unknown int // of that year, month not known
}

// Total is the number of articles of the year.
func (y Year) Total() int {
	n := y.Unknown
	for _, m := range y.Months {
		n += m
	}
	return n
}

// CitedNumber is a document number with where it was seen first.
type CitedNumber struct {
	Number string // as written there
	Count  int    // entries that name it
	Path   string // of the first of them, by path
	Line   int
}

func coverage(in Input) Coverage {
	var c Coverage
	years := map[int]*Year{}
	for _, it := range in.Site.Articles {
		e := it.Entry
		c.Articles++
		switch e.DateBasis {
		case "", "stated":
		default:
			c.Inferred++
		}
		if e.Date.Circa {
			c.Circa++
		}
		if !e.Signed() {
			c.Unsigned++
		}
		if e.Date.IsZero() {
			c.Undated++
			continue
		}
		year := int(e.Date.Year)
		y := years[year]
		if y == nil {
			y = &Year{Year: year}
			years[year] = y
		}
		if e.Date.Precision == viet.PrecisionYear {
			y.Unknown++
		} else {
			y.Months[e.Date.Month-1]++
		}
	}
	for _, y := range years {
		c.Years = append(c.Years, *y)
	}
	slices.SortFunc(c.Years, func(a, b Year) int { return cmp.Compare(b.Year, a.Year) })
	c.NotHeld = notHeld(in)
	return c
}

// notHeld counts the documents that are cited and not held. A number is no identity, numbers start
// again every year: what is not held under any year is what is counted.
func notHeld(in Input) []CitedNumber {
	held := map[string]bool{}
	var entries []*content.Entry
	for _, it := range in.Site.Items {
		entries = append(entries, it.Entry)
		held[viet.DocNumberKey(it.Entry.Number())] = true
	}
	slices.SortFunc(entries, func(a, b *content.Entry) int { return strings.Compare(a.Path, b.Path) })
	counts := map[string]*CitedNumber{}
	for _, e := range entries {
		seen := map[string]bool{}
		for _, ref := range slices.Concat(e.Documents, in.Text(e.Path).Cited) {
			key := viet.DocNumberKey(ref.Value)
			if held[key] || seen[key] || len(viet.FindDocNumbers(ref.Value)) == 0 {
				continue
			}
			seen[key] = true
			if counts[key] == nil {
				counts[key] = &CitedNumber{Number: ref.Value, Path: e.Path, Line: ref.Line}
			}
			counts[key].Count++
		}
	}
	var list []CitedNumber
	for _, n := range counts {
		list = append(list, *n)
	}
	slices.SortFunc(list, func(a, b CitedNumber) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), viet.CompareDocNumbers(a.Number, b.Number), strings.Compare(a.Number, b.Number))
	})
	return list
}
