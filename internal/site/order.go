package site

import (
	"slices"
	"sort"
	"strings"
)

// sortItems puts the entries into the one total order: date key ascending, then source path. Lists show its
// reverse; neighbours, feeds and search ids use it, so that a change of a title moves nothing.
func (j *joiner) sortItems() {
	slices.SortFunc(j.site.Items, compareItems)
}

func compareItems(a, b *Item) int {
	if c := a.Entry.Date.Compare(b.Entry.Date); c != 0 {
		return c
	}
	return strings.Compare(a.Entry.Path, b.Entry.Path)
}

func sortNewestFirst(items []*Item) {
	slices.SortFunc(items, func(a, b *Item) int { return compareItems(b, a) })
}

// neighbours links each article with the one before and after it in its main section.
func (j *joiner) neighbours() {
	last := map[*Section]*Item{}
	for _, it := range j.site.Items {
		if !it.IsArticle() {
			continue
		}
		if older := last[it.Section]; older != nil {
			it.Older, older.Newer = older, it
		}
		last[it.Section] = it
	}
}

// position is the index of an item in a list of newest-first items that holds it.
func position(newestFirst []*Item, it *Item) int {
	return sort.Search(len(newestFirst), func(i int) bool { return compareItems(newestFirst[i], it) <= 0 })
}
