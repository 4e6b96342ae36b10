package site

import (
	"cmp"
	"math/bits"
	"slices"

	"bantin/internal/parallel"
)

// Bounds of related entries. They keep an edit local: a new entry changes the related entries of at most
// eight others through its tags, and finding them costs the same at any size of the archive.
const (
	relatedTags  = 4 // the rarest tags of an entry that are looked at
	relatedReach = 2 // neighbours in time on each side within a tag
	relatedMost  = 4 // entries shown
)

// relate finds the related entries of every article: those that its editor named, then candidates near in
// time that share its rarest tags.
func (j *joiner) relate() {
	parallel.For(len(j.site.Items), func(i int) {
		it := j.site.Items[i]
		if !it.IsArticle() {
			return
		}
		for _, other := range candidates(it) {
			if len(it.Related) >= relatedMost {
				break
			}
			if !slices.Contains(it.Related, other) {
				it.Related = append(it.Related, other)
			}
		}
	})
}

// candidates are the entries near an item within its rarest tags, best first.
func candidates(it *Item) []*Item {
	tags := slices.Clone(it.Tags)
	slices.SortFunc(tags, func(a, b *Term) int { return cmp.Or(cmp.Compare(a.rarity, b.rarity), cmp.Compare(a.Path, b.Path)) })
	tags = tags[:min(len(tags), relatedTags)]
	type candidate struct {
		*Item
		score int
	}
	found := make([]candidate, 0, relatedTags*2*relatedReach)
	for _, t := range tags {
		at := position(t.Items, it)
		for i := max(0, at-relatedReach); i <= min(len(t.Items)-1, at+relatedReach); i++ {
			other := t.Items[i]
			if other == it || !other.IsArticle() {
				continue
			}
			n := slices.IndexFunc(found, func(c candidate) bool { return c.Item == other })
			if n < 0 {
				n, found = len(found), append(found, candidate{other, 0})
			}
			found[n].score += relatedWeight - t.rarity
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(daysApart(it, a.Item), daysApart(it, b.Item)), compareItems(b.Item, a.Item))
	})
	items := make([]*Item, len(found))
	for i, c := range found {
		items[i] = c.Item
	}
	return items
}

// relatedWeight is what sharing a tag of one entry would count; each doubling of the tag takes one away. The
// counts of tags are compared as ⌊log2⌋ only: else one more entry would reorder the related entries of pages
// everywhere.
const relatedWeight = 24

func log2(n int) int { return bits.Len(uint(n)) - 1 }

// daysApart is the distance of two dates in days, roughly: it only ranks.
func daysApart(a, b *Item) int {
	days := func(it *Item) int { d := it.Entry.Date; return int(d.Year)*372 + int(d.Month)*31 + int(d.Day) }
	n := days(a) - days(b)
	return max(n, -n)
}
