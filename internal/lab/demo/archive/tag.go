package archive

import (
	"math/rand/v2"
	"slices"
	"strings"

	"bantin/internal/viet"
)

// tagSet is the tags (thẻ) of an archive with weights by rank, at large and by topic.
type tagSet struct {
	all     pool
	byTopic [len(topics)]pool
}

// newTagSet makes 4√n tags for n articles. Each is a noun of a topic, or a noun and a commune when there are
// no more, so that articles of one tag share words. No two have one slug: tags are told apart by it.
func (g *generator) newTagSet(n int) tagSet {
	want := 4 * squareRoot(n)
	order := g.random(streamTags, 0).Perm(len(topics) - 1)
	var all []string
	var byTopic [len(topics)][]string
	taken := map[string]bool{}
	for round := 0; len(all) < want; round++ {
		for _, t := range order {
			topic := t + 1
			label := g.tagLabel(topic, round)
			slug := viet.Slug(label)
			if taken[slug] || len(all) == want {
				continue
			}
			taken[slug] = true
			all = append(all, label)
			byTopic[topic] = append(byTopic[topic], label)
		}
	}
	set := tagSet{all: newPool(all, 3)}
	for t := range byTopic {
		set.byTopic[t] = newPool(byTopic[t], 3)
	}
	return set
}

// tagLabel returns the label of a topic in a round: first the topic's nouns of two syllables and more, then
// the same with each commune, then with each hamlet.
func (g *generator) tagLabel(topic, round int) string {
	var words []string
	for _, noun := range g.lexicon.pools[nouns][topic].texts {
		if strings.Contains(noun, " ") {
			words = append(words, noun)
		}
	}
	label := capital(words[round%len(words)])
	switch lap := round / len(words); {
	case lap == 0:
		return label
	case lap <= len(communes):
		return label + " xã " + communes[lap-1]
	default:
		return label + " thôn " + g.hamlet(lap)
	}
}

// tags draws one to four tags for an article of the topic, none for one in twenty.
func (g *generator) tags(r *rand.Rand, topic int) []string {
	if chance(r, 5) {
		return nil
	}
	var tags []string
	for range 1 + r.IntN(4) {
		tag := g.tagSet.byTopic[topic].draw(r)
		if tag == "" || chance(r, 25) {
			tag = g.tagSet.all.draw(r)
		}
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// squareRoot returns ⌊√n⌋.
func squareRoot(n int) int {
	root := 0
	for (root+1)*(root+1) <= n {
		root++
	}
	return root
}
