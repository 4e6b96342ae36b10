package archive

import (
	"strings"
	"testing"
	"unicode"

	"bantin/internal/viet"
)

// metrics are counted as the package comment says.
type metrics struct {
	articles, tokens, digits, accented int
	syllables, pairs, recurring        int            // summed over articles
	forms                              map[string]int // accented type → count
	pairArticles                       map[string]int // pair → articles that hold it
	byArticle                          [][]string     // distinct pairs
}

func (m *metrics) add(blocks []string) {
	seen, pairs := map[string]bool{}, map[string]bool{}
	for _, block := range blocks {
		for _, stretch := range strings.FieldsFunc(block, func(r rune) bool { return strings.ContainsRune(".;:!?()“”\"", r) }) {
			before := ""
			for _, token := range strings.FieldsFunc(strings.ToLower(stretch), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				folded := viet.FoldedKey(token)
				m.tokens++
				m.forms[token]++
				seen[token] = true
				if folded != token {
					m.accented++
				}
				if strings.ContainsAny(token, "0123456789") {
					m.digits++
				}
				if before != "" {
					pairs[before+" "+folded] = true
				}
				before = folded
			}
		}
	}
	m.articles++
	m.syllables += len(seen)
	m.pairs += len(pairs)
	var list []string
	for p := range pairs {
		m.pairArticles[p]++
		list = append(list, p)
	}
	m.byArticle = append(m.byArticle, list)
}

// ambiguous returns the share of tokens whose folded key has two forms or more.
func (m *metrics) ambiguous() float64 {
	counts, kinds := map[string]int{}, map[string]int{}
	for form, n := range m.forms {
		counts[viet.FoldedKey(form)] += n
		kinds[viet.FoldedKey(form)]++
	}
	sum := 0
	for key, k := range kinds {
		if k > 1 {
			sum += counts[key]
		}
	}
	return float64(sum) / float64(m.tokens)
}

// plainText returns the title, the summary and the blocks of an article without Markdown.
func plainText(text string) []string {
	var blocks []string
	head, body := splitArticle(text)
	for _, f := range head {
		if f.key == "title" || f.key == "summary" {
			blocks = append(blocks, f.value)
		}
	}
	for line := range strings.Lines(body) {
		if strings.HasPrefix(line, "|---") {
			continue
		}
		line = pictureForm.ReplaceAllString(line, "$3")
		line = linkForm.ReplaceAllString(line, "$1")
		blocks = append(blocks, strings.Split(line, "|")...)
	}
	return blocks
}

// TestTextIsLikeRealNews compares 2,000 articles with the figures of 2,000 real ones.
func TestTextIsLikeRealNews(t *testing.T) {
	archive := generate(t, 2000, 1)
	m := metrics{forms: map[string]int{}, pairArticles: map[string]int{}}
	for _, a := range archive.articles {
		m.add(plainText(archive.files[a]))
	}
	for _, pairs := range m.byArticle {
		for _, p := range pairs {
			if m.pairArticles[p] > 1 {
				m.recurring++
			}
		}
	}
	each := func(sum int) float64 { return float64(sum) / float64(m.articles) }
	share := func(sum int) float64 { return float64(sum) / float64(m.tokens) }
	for _, c := range []struct {
		what        string
		ours, real  float64
		maxDistance float64 // relative
	}{
		{"tokens an article", each(m.tokens), 491, .15},
		{"distinct syllables an article", each(m.syllables), 228, .15},
		{"distinct pairs an article", each(m.pairs), 376, .15},
		{"pairs that recur, an article", each(m.recurring), 321, .15},
		{"types", float64(len(m.forms)), 14_728, .15},
		{"pairs in all", float64(len(m.pairArticles)), 189_203, .30},
		{"tokens with a diacritic", share(m.accented), .806, .05},
		{"tokens with a digit", share(m.digits), .036, .20},
		{"tokens of ambiguous keys", m.ambiguous(), .911, .15},
	} {
		if d := c.ours/c.real - 1; d < -c.maxDistance || d > c.maxDistance {
			t.Errorf("%s: %.3f, real news %.3f: %+.0f %%, want within %.0f %%", c.what, c.ours, c.real, 100*d, 100*c.maxDistance)
		}
	}
}
