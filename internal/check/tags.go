package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// tags finds one tag in several spellings (case, tone placement, Unicode form), each of which is shown as the
// most frequent one, and tags that nearly have one name. Tags of one address and different words, and hyphens
// for blanks, package site finds.
func (c *checker) tags() {
	spellings := map[string]map[string][]string{} // label key → label → paths of entries
	for _, it := range c.Site.Items {
		for _, label := range it.Labels {
			key := viet.LabelKey(label)
			if spellings[key] == nil {
				spellings[key] = map[string][]string{}
			}
			spellings[key][label] = append(spellings[key][label], it.Entry.Path)
		}
	}
	for _, t := range c.Site.Tags.Terms {
		labels := spellings[viet.LabelKey(t.Label)]
		for label, paths := range labels {
			if label != t.Label && viet.ExactKey(label) == viet.ExactKey(t.Label) {
				slices.Sort(paths)
				c.report(c.locate(paths[0], label), "tag-spelling", label, t.Label, strconv.Itoa(len(paths)))
			}
		}
	}
	c.nearTags()
}

// Tags are near when their names differ by one letter, are long enough for that to be a slip, and one is used
// seldom and the other much more often. "Bảo Hà" and "Bảo Hòa" are two communes.
const (
	nearLength = 8 // characters of the folded name
	nearSeldom = 2 // entries of the tag that may be a slip
	nearTimes  = 3 // as many entries, at least, has the other
)

// nearTags compares the names that share all letters but one.
func (c *checker) nearTags() {
	byRest := map[string][]*site.Term{}
	for _, t := range c.Site.Tags.Terms {
		name := viet.FoldedKey(t.Label)
		if utf8.RuneCountInString(name) < nearLength || strings.ContainsFunc(name, unicode.IsDigit) {
			continue // "Nghị quyết 15" and "Nghị quyết 16" are different on purpose
		}
		rests := append(deletions(name), name)
		slices.Sort(rests)
		for _, rest := range slices.Compact(rests) {
			byRest[rest] = append(byRest[rest], t)
		}
	}
	told := map[*site.Term]bool{}
	for _, t := range c.Site.Tags.Terms {
		if len(t.Items) > nearSeldom || told[t] {
			continue
		}
		if other := nearest(t, byRest); other != nil {
			told[t] = true
			paths := make([]string, len(t.Items))
			for i, it := range t.Items {
				paths[i] = it.Entry.Path
			}
			c.report(c.locate(slices.Min(paths), t.Label), "tag-near", t.Label, other.Label, strconv.Itoa(len(other.Items)))
		}
	}
}

// nearest is the most used tag whose name differs from that of t by one letter, nil when there is none.
func nearest(t *site.Term, byRest map[string][]*site.Term) *site.Term {
	var best *site.Term
	name := viet.FoldedKey(t.Label)
	for _, rest := range append(deletions(name), name) {
		for _, other := range byRest[rest] {
			if other != t && len(other.Items) >= nearTimes*len(t.Items) && (best == nil || len(other.Items) > len(best.Items)) {
				best = other
			}
		}
	}
	return best
}

// deletions are a name without one of its letters. Two names share one if a letter of the one was added,
// dropped or replaced.
func deletions(name string) []string {
	runes := []rune(name)
	rests := make([]string, 0, len(runes)+1)
	for i := range runes {
		rests = append(rests, string(runes[:i])+string(runes[i+1:]))
	}
	return rests
}

// locate is the first place of a word in a source file.
func (c *checker) locate(path, word string) diag.Pos {
	text := c.Source(path)
	if at := strings.Index(text, viet.NFC(word)); at >= 0 {
		return diag.File{Path: path, Text: text}.Locate(at)
	}
	return diag.Pos{Path: path, Line: 1, Col: 1}
}
