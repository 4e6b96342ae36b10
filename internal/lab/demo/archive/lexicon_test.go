package archive

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/viet"
)

func TestLexicon(t *testing.T) {
	form := regexp.MustCompile(`^[\p{L}]+([ -][\p{L}]+)*\t[` + classes + `]/[a-z*-]+( [` + classes + `]/[a-z*-]+)*$`)
	words := map[string]bool{}
	for line := range strings.Lines(lexiconText) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		word, _, _ := strings.Cut(line, "\t")
		if !form.MatchString(line) || words[word] || !norm.NFC.IsNormalString(line) {
			t.Errorf("line %q: not of the form, twice, or not in NFC", line)
		}
		words[word] = true
	}
	if len(words) < 1500 {
		t.Errorf("%d words, want 1,500 or more", len(words))
	}
	lex := parseLexicon(lexiconText)
	for c := range classes {
		if len(lex.pools[c][common].texts) == 0 {
			t.Errorf("class %c has no common word", classes[c])
		}
	}
	for topic := range topics[1:] {
		for c := range topical {
			if len(lex.pools[c][1+topic].texts) < 4 {
				t.Errorf("topic %s has too few words of class %c", topics[1+topic], topical[c])
			}
		}
	}
	if topical[nouns] != 'n' || topical[units] != 'u' || !strings.HasPrefix(classes, topical) {
		t.Error("the indices of classes do not match")
	}
}

// TestCollisions sees that the text holds words that differ in accents alone.
func TestCollisions(t *testing.T) {
	w := generate(t, 1000, 1)
	for _, pair := range [][2]string{
		{"thúy", "thủy"}, {"thủy", "thùy"}, {"hòa giải", "hóa giải"}, {"bảo", "bão"}, {"bảo", "báo"}, {"đảng", "đang"}, {"thanh tra", "thành tra"},
	} {
		if viet.FoldedKey(pair[0]) != viet.FoldedKey(pair[1]) {
			t.Fatalf("%v do not collide", pair)
		}
		for _, word := range pair {
			found := 0
			for _, name := range w.articles {
				if strings.Contains(strings.ToLower(w.files[name]), word) {
					found++
				}
			}
			if found < 2 {
				t.Errorf("%q occurs in %d of 1,000 articles", word, found)
			}
		}
	}
}

// TestTerms sees that no two authors, organisations, series or names of places of one kind have one address.
func TestTerms(t *testing.T) {
	g, err := newGenerator(Options{Articles: 20_000, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	if len(g.series) != 51 || len(g.tagSet.all.texts) != 4*141 {
		t.Errorf("%d series, %d tags", len(g.series), len(g.tagSet.all.texts))
	}
	for kind, names := range map[string][]string{
		"authors": authors[:], "organizations": organizations[:], "series": g.series, "tags": g.tagSet.all.texts, "communes": communes[:],
	} {
		seen := map[string]string{}
		for _, n := range names {
			if other, ok := seen[viet.Slug(n)]; ok {
				t.Errorf("%s %q and %q have one address", kind, n, other)
			}
			seen[viet.Slug(n)] = n
		}
	}
}

func TestSyllables(t *testing.T) {
	for _, c := range []struct {
		onset, rime string
		tone        int
		want        string
	}{
		{"t", "uyê*n", 2, "tuyến"},
		{"h", "o*a", 1, "hòa"},
		{"ng", "iê*n", 0, "nghiên"},
		{"g", "ê*nh", 1, "ghềnh"},
		{"c", "i*nh", 3, "kỉnh"},
		{"b", "o*a", 1, ""},  // no glide after lips
		{"s", "ươ*c", 1, ""}, // stopped rimes bear sắc
		{"s", "ươ*c", 2, "sước"},
	} {
		if got := spell(c.onset, c.rime, c.tone); got != c.want {
			t.Errorf("spell(%q, %q, %d) = %q, want %q", c.onset, c.rime, c.tone, got, c.want)
		}
	}
	seen := map[string]bool{}
	for _, s := range syllables() {
		if seen[s] || !norm.NFC.IsNormalString(s) || syllableCount(s) != 1 {
			t.Errorf("syllable %q: twice, not in NFC, or not one", s)
		}
		seen[s] = true
	}
}

func TestGrammarFaults(t *testing.T) {
	for _, text := range []string{"câu <n>\n", "câu 0 <n>\n", "câu 1 <không có>\n"} {
		if !panics(func() { parseGrammar(text) }) {
			t.Errorf("grammar %q was read", text)
		}
	}
	for _, text := range []string{"kế hoạch\tq/*\n", "kế hoạch\tn/khong-co\n", "\tn/*\n"} {
		if !panics(func() { parseLexicon(text) }) {
			t.Errorf("lexicon %q was read", text)
		}
	}
}

func panics(f func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	f()
	return false
}
