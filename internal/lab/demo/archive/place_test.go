package archive

import (
	"path"
	"slices"
	"strings"
	"testing"
)

func TestRelative(t *testing.T) {
	for _, c := range [][3]string{
		{"kinh-te/2018/a-2.md", "kinh-te/2018/b-1.md", "b-1.md"},
		{"kinh-te/2018/a-2.md", "kinh-te/2017/b-1.md", "../2017/b-1.md"},
		{"kinh-te/2018/a-2/index.md", "kinh-te/2018/b-1.md", "../b-1.md"},
		{"kinh-te/a-2.md", "kinh-te/2018/b-1/index.md", "2018/b-1/index.md"},
		{"van-hoa-xa-hoi/y-te/2018/a-2.md", "van-hoa-xa-hoi/2018/b-1.md", "../../2018/b-1.md"},
		{"kinh-te/2018/a-2.md", "du-lich/b-1.md", "../../du-lich/b-1.md"},
	} {
		if got := relative(c[0], c[1]); got != c[2] {
			t.Errorf("relative(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// FuzzPlace: whatever the archive, an article's place is the same each time, its date rises with its number
// and lies in the twenty years, and a relative path between two articles leads from one to the other.
func FuzzPlace(f *testing.F) {
	f.Add(uint64(1), 10, 3, 4)
	f.Add(uint64(9), 1, 0, 0)
	f.Add(uint64(7), 1_000_000, 999_999, 5)
	lexicon, grammar, sections, names := parseLexicon(lexiconText), parseGrammar(grammarText), newSectionPool(), syllables()
	f.Fuzz(func(t *testing.T, seed uint64, n, i, j int) {
		if n < 1 || n > 5_000_000 || i < 0 || j < 0 || i >= n || j >= n {
			return
		}
		g := &generator{articles: n, seed: seed, lexicon: lexicon, grammar: grammar, sections: sections, syllables: names, nameLimit: nameLimit(n)}
		a, b := g.place(i), g.place(j)
		if a != g.place(i) {
			t.Fatalf("two places of article %d", i)
		}
		if i < j && a.date.After(b.date) || a.date.Before(firstDay) || !a.date.Before(endDay) {
			t.Errorf("article %d of %s, article %d of %s", i, a.date, j, b.date)
		}
		from := a.path(g.title(a, g.subject(i, a.section)))
		to := b.path(g.title(b, g.subject(j, b.section)))
		if got := path.Join(path.Dir(from), relative(from, to)); got != to {
			t.Errorf("from %s the path %s leads to %s", from, relative(from, to), got)
		}
		if (from == to) != (i == j) {
			t.Errorf("articles %d and %d lie in %s and %s", i, j, from, to)
		}
		for element := range strings.SplitSeq(from, "/") {
			if len(element) > maxName+len(".md") {
				t.Errorf("%s: %q is too long", from, element)
			}
		}
	})
}

func TestSectionsAreUneven(t *testing.T) {
	sum := 0
	for _, s := range sections {
		sum += s.weight
		for _, topic := range s.topics {
			if !slices.Contains(topics[1:], topic) {
				t.Errorf("section %s: topic %s", s.path, topic)
			}
		}
	}
	if sum != 100 {
		t.Errorf("weights add up to %d, want 100", sum)
	}
}
