package archive

import "math/rand/v2"

// focusWords is how many words of a class an article uses again and again.
const focusWords = 12

// subject (đề tài) is what one article is about: the same for its title and its text.
type subject struct {
	topic, second int // indices in topics
	// focus holds the article's own words by class: words that occurred once in a text come
	// back in it, far more often than the frequencies of the language say.
	focus   [len(classes)][focusWords]string
	commune [2]string
	hamlet  [3]string
	product [3]string
	code    string
}

// topical tells the classes whose words depend on the topic; the others are the same everywhere.
const topical = "novwalu"

// Indices in classes and topical.
const (
	nouns = 0
	units = 6 // never from another topic: "5 bài dân ca đạt chuẩn" would read as a joke
)

// subject returns what article i of the section is about.
func (g *generator) subject(i int, section *section) *subject {
	r := g.random(streamSubject, i)
	s := &subject{topic: section.topic(r), second: 1 + r.IntN(len(topics)-1)}
	for c := range topical {
		for k := range s.focus[c] {
			from := s.topic
			switch u := r.IntN(100); {
			case u < 30:
				from = common
			case u < 40 && c != units:
				from = s.second
			}
			s.focus[c][k] = g.lexicon.word(r, c, from)
		}
	}
	for k := range s.commune {
		s.commune[k] = communes[r.IntN(len(communes))]
	}
	for k := range s.hamlet {
		s.hamlet[k] = g.hamlet(rareRank(r, g.nameLimit))
	}
	for k := range s.product {
		s.product[k] = g.product(rareRank(r, g.nameLimit))
	}
	s.code = code(r)
	return s
}

// word draws a word of a class and topic, of any topic where the topic has none.
func (lex *lexicon) word(r *rand.Rand, class, topic int) string {
	p := &lex.pools[class][topic]
	if len(p.texts) == 0 {
		p = &lex.pools[class][common]
	}
	return p.draw(r)
}
