package site

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/fingerprint"
	"bantin/internal/viet"
)

// Taxonomy is a way of grouping entries across sections: by tag (chủ đề), author (tác giả), organisation (đơn
// vị) or series (chuyên đề).
type Taxonomy struct {
	Name  string  // "tag", "author", "organization", "series": names of page kinds
	Path  string  // folder of its pages: "the"
	Terms []*Term // in Vietnamese order; authors by given name
}

// URL is the address of the index of all terms.
func (t *Taxonomy) URL() string { return t.Path + "/index.html" }

// Term is one tag, author, organisation or series.
type Term struct {
	Label string  // the most frequent spelling
	Path  string  // "the/hoa-giai"
	Items []*Item // newest first
	List  *List
	Index *content.Entry // content/tags/hoa-giai/_index.md; nil without one
	Refs  References     // of the text of Index

	key    string // viet.LabelKey of the label
	labels map[string]int
	rarity int // ⌊log2 of the number of items⌋
}

// URL is the address of the term's first page.
func (t *Term) URL() string { return t.Path + "/index.html" }

// classify makes the taxonomies and tells every item its terms. Labels with one key (viet.LabelKey: NFC, tone
// placement, case, hyphens) are one term.
func (j *joiner) classify() {
	s := j.site
	s.Tags = j.taxonomy("tag", "the", func(it *Item) []string { return it.Labels }, func(it *Item, t []*Term) { it.Tags = t })
	s.Authors = j.taxonomy("author", "tac-gia", func(it *Item) []string { return it.Entry.Authors }, func(it *Item, t []*Term) { it.Authors = t })
	s.Series = j.taxonomy("series", "chuyen-de", func(it *Item) []string { return it.Entry.Series }, func(it *Item, t []*Term) { it.Series = t })
	s.Organizations = j.taxonomy("organization", "don-vi", organizationOf, func(it *Item, t []*Term) {
		if len(t) > 0 {
			it.Organization = t[0]
		}
	})
	viet.SortBy(s.Authors.Terms, func(t *Term) string { return viet.PersonKey(t.Label) })
}

func organizationOf(it *Item) []string {
	if it.Entry.Organization == "" {
		return nil
	}
	return []string{it.Entry.Organization}
}

// taxonomy groups the items by the labels that read gives.
func (j *joiner) taxonomy(name, folder string, read func(*Item) []string, tell func(*Item, []*Term)) *Taxonomy {
	tax := &Taxonomy{Name: name, Path: folder}
	// byLabel: the same few spellings come again and again
	byKey, byLabel := map[string]*Term{}, map[string]*Term{}
	first := map[string]*Item{} // by label
	for _, it := range j.site.Items {
		var own []*Term
		for _, label := range read(it) {
			t := byLabel[label]
			if t == nil {
				key := viet.LabelKey(label)
				if key == "" {
					continue
				}
				if t = byKey[key]; t == nil {
					t = &Term{key: key, labels: map[string]int{}}
					byKey[key] = t
					tax.Terms = append(tax.Terms, t)
				}
				byLabel[label], first[label] = t, it
			}
			t.labels[label]++
			if !slices.Contains(own, t) {
				own = append(own, t)
			}
		}
		tell(it, own)
	}
	for _, t := range tax.Terms {
		t.Label = strings.Trim(mostFrequent(t.labels), ",; ")
		j.reportVariants(t, first)
	}
	viet.SortBy(tax.Terms, func(t *Term) string { return t.Label })
	j.placeTerms(tax, first)
	return tax
}

// reportVariants names the spellings of a term that differ by hyphens or by signs at their ends. Those that
// differ by case or by the place of the tone are told by `bantin check`.
func (j *joiner) reportVariants(t *Term, first map[string]*Item) {
	for _, label := range slices.Sorted(maps.Keys(t.labels)) {
		if viet.ExactKey(label) != viet.ExactKey(t.Label) {
			pos := diag.Pos{Path: first[label].Entry.Path, Line: 1, Col: 1}
			j.report(diag.New("label-variant", pos, label, t.Label, strconv.Itoa(t.labels[label])))
		}
	}
}

// mostFrequent is the spelling that occurs most; of equally frequent ones the smaller.
func mostFrequent(labels map[string]int) string {
	best := ""
	for label, n := range labels {
		if best == "" || n > labels[best] || n == labels[best] && viet.Compare(label, best) < 0 {
			best = label
		}
	}
	return best
}

// placeTerms gives every term its address. Different words with one slug (hòa giải, hóa giải) each get a
// short hash, so that neither address depends on which came first, nor on how often each is used. For tags
// tag_slugs may settle it.
func (j *joiner) placeTerms(tax *Taxonomy, first map[string]*Item) {
	bySlug := map[string][]*Term{}
	for _, t := range tax.Terms {
		slug := ""
		if tax.Name == "tag" {
			slug = j.in.Settings.TagSlugs[t.key]
		}
		slug = cmp.Or(slug, viet.SlugMax(t.Label), viet.FallbackSlug(t.Label))
		t.Path = slug
		bySlug[slug] = append(bySlug[slug], t)
	}
	paths := map[string]bool{}
	for _, t := range tax.Terms {
		slug := t.Path
		if rivals := bySlug[slug]; len(rivals) > 1 {
			hash := addressHash(t.key)
			t.Path = viet.SlugMax(slug + "-" + hash)
			if rivals[0] == t {
				j.reportRivals(tax, slug, rivals, first)
			}
		}
		// the slug of a third is the second's with its hash
		for paths[t.Path] || len(bySlug[t.Path]) > 0 && t.Path != slug {
			t.Path = viet.SlugMax(t.Path + "-" + addressHash(t.key, t.Path))
		}
		paths[t.Path] = true
		t.Path = tax.Path + "/" + t.Path
		j.addresses.take(t.URL(), claim{source: t.URL()})
	}
}

// reportRivals names the terms of one slug and an entry that uses each.
func (j *joiner) reportRivals(tax *Taxonomy, slug string, rivals []*Term, first map[string]*Item) {
	var labels, places []string
	var used []diag.Pos
	for _, t := range rivals {
		path := first[mostFrequent(t.labels)].Entry.Path
		labels, places = append(labels, "“"+t.Label+"”"), append(places, path)
		used = append(used, diag.Pos{Path: path, Line: 1, Col: 1})
	}
	code := diag.Code("name-slug-taken")
	if tax.Name == "tag" {
		code = "tag-slug-taken"
	}
	d := diag.New(code, used[0], strings.Join(labels, ", "), slug, rivals[1].Label, strings.Join(places, ", "))
	d.Also = used[1:]
	j.report(d)
}

// fillTerms lists the items of every term, newest first.
func (j *joiner) fillTerms() {
	for i := len(j.site.Items) - 1; i >= 0; i-- {
		it := j.site.Items[i]
		for _, terms := range [][]*Term{it.Tags, it.Authors, it.Series} {
			for _, t := range terms {
				t.Items = append(t.Items, it)
			}
		}
		if t := it.Organization; t != nil {
			t.Items = append(t.Items, it)
		}
	}
	for _, t := range j.site.Tags.Terms {
		t.rarity = log2(len(t.Items))
	}
}

// addressHash is what parts two labels of one slug. It stands in addresses, so it is a function of its own
// that never changes, whatever fingerprints are made of.
func addressHash(words ...string) string {
	var b []byte
	for _, word := range words {
		b = append(binary.AppendUvarint(append(b, 's'), uint64(len(word))), word...)
	}
	return fingerprint.Bytes(b).String()[:6]
}
