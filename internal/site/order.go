package site

import (
	"slices"
	"sort"
	"strings"
)

// sortItems puts the entries into the one total order: date key ascending, then source path. Lists show its reverse; neighbours,
// feeds and search ids use it, so that a change of a title moves nothing.
func (j *joiner) sortItems() {
	for _, it := range j.site.Items {
		it.key = it.Entry.Date.Key() + "\x00" + it.Entry.Path
	}
	slices.SortFunc(j.site.Items, func(a, b *Item) int { return strings.Compare(a.key, b.key) })
}

func sortNewestFirst(items []*Item) {
	slices.SortFunc(items, func(a, b *Item) int { return strings.Compare(b.key, a.key) })
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
	return sort.Search(len(newestFirst), func(i int) bool { return newestFirst[i].key <= it.key })
}
