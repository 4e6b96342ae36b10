package eval

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSyllables(t *testing.T) {
	for _, test := range []struct{ text, exact, fold string }{
		{"Đảng bộ huyện", "đảng bộ huyện", "dang bo huyen"},
		{"Ðại hội, Văn thƣ", "đại hội văn thư", "dai hoi van thu"},
		{"hoá khoẻ thuý uỷ goá", "hóa khỏe thúy ủy góa", "hoa khoe thuy uy goa"},
		{"quỳ quỹ thoại huỳnh khuỷu quá giá nguyễn", "quỳ quỹ thoại huỳnh khuỷu quá giá nguyễn", "quy quy thoai huynh khuyu qua gia nguyen"},
		{"15-NQ/HU", "15 nq hu", "15 nq hu"},
		{"Đắk N'Drung, Nâm N’Jang", "đắk ndrung nâm njang", "dak ndrung nam njang"},
		{"trọng tâm.Bí thư", "trọng tâm bí thư", "trong tam bi thu"},
		{"khuy\u00ADến th\u200Bợ", "khuyến thợ", "khuyen tho"},
		{"HO\u0323\u0302I", "hội", "hoi"},
		{"'ngoặc' đóng'", "ngoặc đóng", "ngoac dong"},
	} {
		var exact, fold []string
		for _, s := range syllables(test.text) {
			exact, fold = append(exact, s.exact), append(fold, s.fold)
		}
		if got := strings.Join(exact, " "); got != test.exact {
			t.Errorf("%q: exact %q, want %q", test.text, got, test.exact)
		}
		if got := strings.Join(fold, " "); got != test.fold {
			t.Errorf("%q: fold %q, want %q", test.text, got, test.fold)
		}
	}
}

func TestSwapTones(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"hòa bình", "hoà bình"}, {"hoà bình", "hòa bình"}, {"khỏe", "khoẻ"}, {"quỹ", "quỹ"}, {"thủy lợi", "thuỷ lợi"}, {"hoa", "hoa"}, {"toán", "toán"},
	} {
		if got := placeTones(test.text, toOther); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"15-NQ/HU", []string{"15-NQ/HU"}},
		{"theo 123/QĐ–UBND ngày 20/3/2018", []string{"123/QD-UBND"}},
		{"06/CT-TTg và 33/2024/QH15", []string{"6/CT-TTG", "33/2024/QH15"}},
		{"30a/2008/NQ-CP, 1.234/QĐ-UBND", []string{"30A/2008/NQ-CP", "1234/QD-UBND"}},
		{"16-CTr/TU; 144/CP; số 15/BTG", []string{"16-CTR/TU", "144/CP", "15/BTG"}},
		{"20/3/2018, 2016-2021, 10 - 15 phút, Mác-Lênin, V/v, năm 2018 - Hội nghị", nil},
		{"Quốc lộ 70 - Bảo Yên, năm 2020 - UBND huyện, QCVN 01:2009/BYT", nil},
	} {
		if got := numbersIn(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
	for _, test := range [][2]string{{"Số: 06/NQ-HĐND", "6/NQ-HDND"}, {"6/nq-hdnd", "6/NQ-HDND"}, {"123 / QĐ – UBND", "123/QD-UBND"}, {"01-NQ/ĐU", "1-NQ/DU"}} {
		if got := numberKey(test[0]); got != test[1] {
			t.Errorf("key of %q: %q, want %q", test[0], got, test[1])
		}
	}
}

// few is a corpus small enough to check by eye.
func few() *Corpus {
	return NewCorpus([]Article{
		{Path: "b.html", Title: "Ủy ban nhân dân xã họp", Number: "06/NQ-HĐND", Paragraphs: []string{
			"Khỏe để học, chăm làm để giàu. Trâu bò xuống ruộng sâu cày; lúa nương lên xanh tốt lắm rồi (mới gặt)."}},
		{Path: "a.html", Title: "Đường về bản", Paragraphs: []string{"Ngắn."}},
	})
}

func TestQueriesByHand(t *testing.T) {
	c := few()
	for _, test := range []struct {
		kind string
		want []string // every possible text, the answer is b.html
	}{
		{"title-fold", []string{"uy ban nhan dan", "ban nhan dan xa", "nhan dan xa hop"}},
		{"title-upper", []string{"ỦY BAN NHÂN DÂN", "BAN NHÂN DÂN XÃ", "NHÂN DÂN XÃ HỌP"}},
		{"tone-swap", []string{"khoẻ để học chăm"}},
		{"number", []string{"06/NQ-HĐND", "06/nq-hđnd", "06 NQ HĐND", "6/NQ-HĐND", "06/NQ-HDND"}},
	} {
		queries := c.Queries(test.kind, 42)
		if test.kind == "tone-swap" {
			// "Khỏe để học" is a stretch of three: there is nothing to ask for.
			if len(queries) != 0 {
				t.Errorf("%s: %v from a stretch of three syllables", test.kind, queries)
			}
			continue
		}
		if len(queries) != 1 || !slices.Contains(test.want, queries[0].Text) || !slices.Equal(queries[0].Answer, []string{"b.html"}) {
			t.Errorf("%s: %v, want one of %q for b.html", test.kind, queries, test.want)
		}
	}
	if queries := c.Queries("body", 42); len(queries) != 0 {
		t.Errorf("body: %v, but the article has two stretches of five", queries)
	}
	if c.Queries("no-such-kind", 42) != nil {
		t.Error("queries of an unknown kind")
	}
}

func TestAbbreviationsBothWays(t *testing.T) {
	c := NewCorpus([]Article{{Path: "a.html", Title: "Ủy ban nhân dân xã họp tối"}, {Path: "b.html", Title: "HĐND xã họp tối"}, {Path: "c.html", Title: "tu thân ở xã"}})
	got := map[string]string{}
	for _, q := range c.Queries("abbr", 42) {
		got[q.Answer[0]] = q.Text
	}
	want := map[string]string{"a.html": "UBND xã họp tối", "b.html": "hội đồng nhân dân xã họp tối"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMistype(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	shapes := map[int]bool{}
	for range 500 {
		word := mistype(r, "nghiep")
		if word == "nghiep" || word[0] != 'n' {
			t.Fatalf("%q: unchanged, or its first letter is", word)
		}
		if distance(word, "nghiep") != 1 {
			t.Fatalf("%q is more than one edit away", word)
		}
		shapes[len(word)] = true
	}
	if !shapes[5] || !shapes[6] || !shapes[7] {
		t.Errorf("lengths %v: not every kind of edit occurs", shapes)
	}
}

// distance is the edit distance with swaps of neighbours.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], 1+d[i-2][j-2])
			}
		}
	}
	return d[len(a)][len(b)]
}

// TestKindsOnFixture holds the rules that a kind's queries must keep, on all of them.
func TestKindsOnFixture(t *testing.T) {
	c := NewCorpus(Fixture())
	scan := NewScan(c)
	kinds := map[string][]Query{}
	for _, kind := range Kinds() {
		queries := c.Queries(kind.Name, 42)
		kinds[kind.Name] = queries
		if len(queries) < 20 {
			t.Errorf("%s: %d queries only: the kind is not tested", kind.Name, len(queries))
		}
		seen := map[string]bool{}
		for _, q := range queries {
			if q.Kind != kind.Name || len(q.Answer) == 0 || !kind.Set && (len(q.Answer) != 1 || seen[q.Answer[0]]) {
				t.Errorf("%s: %v: an article is asked for twice, or without answer", kind.Name, q)
			}
			seen[q.Answer[0]] = true
		}
	}
	same := func(a, b string, change func(string) string) {
		for i, q := range kinds[a] {
			if kinds[b][i].Text != change(q.Text) || kinds[b][i].Answer[0] != q.Answer[0] {
				t.Errorf("%s %q and %s %q differ by more than spelling", a, q.Text, b, kinds[b][i].Text)
			}
		}
	}
	same("title", "title-fold", fold)
	same("title", "title-nfd", norm.NFD.String)
	same("title", "title-upper", strings.ToUpper)
	same("body", "body-fold", fold)
	same("body", "quoted", func(s string) string { return `"` + s + `"` })
	same("tone-orig", "tone-swap", func(s string) string { return placeTones(s, toOther) })
	same("scatter", "scatter-fold", fold)
	same("word", "word-fold", fold)
	for _, q := range kinds["quoted"] {
		if !scan.HoldsPhrase(q.Answer[0], strings.Trim(q.Text, `"`)) {
			t.Errorf("quoted: %s does not hold %s", q.Answer[0], q.Text)
		}
	}
	for _, q := range kinds["title-mixed"] {
		if fold(q.Text) == q.Text || slices.ContainsFunc(kinds["title"], func(other Query) bool { return other.Text == q.Text && other.Answer[0] == q.Answer[0] }) {
			t.Errorf("title-mixed: %q has all its accents or none", q.Text)
		}
	}
	for _, q := range kinds["word"] {
		if len(q.Answer) != scan.Phrase(q.Text) || scan.All(q.Text) <= 2*len(q.Answer) {
			t.Errorf("word: %q: true set %d, phrase %d, both syllables %d", q.Text, len(q.Answer), scan.Phrase(q.Text), scan.All(q.Text))
		}
	}
}

func TestSameArticlesSameQueries(t *testing.T) {
	articles := Fixture()
	a := NewCorpus(articles)
	slices.Reverse(articles)
	b := NewCorpus(articles)
	for _, kind := range Kinds() {
		first := a.Queries(kind.Name, 42)
		if !reflect.DeepEqual(first, b.Queries(kind.Name, 42)) {
			t.Errorf("%s: the order of the articles reaches the queries", kind.Name)
		}
		if reflect.DeepEqual(first, a.Queries(kind.Name, 7)) {
			t.Errorf("%s: seed 7 asks what seed 42 asks", kind.Name)
		}
	}
}

func TestMeasures(t *testing.T) {
	var s Score
	s.Add(Query{Answer: []string{"a"}}, []string{"a", "b"})
	s.Add(Query{Answer: []string{"a"}}, []string{"b", "c", "d", "a"})
	s.Add(Query{Answer: []string{"a"}}, []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a"})
	s.Add(Query{Answer: []string{"a"}}, nil)
	if s.MRR() != 1.25/4 || s.R1() != .25 || s.R10() != .5 || s.Empty != 1 {
		t.Errorf("MRR %v, R@1 %v, R@10 %v, empty %d", s.MRR(), s.R1(), s.R10(), s.Empty)
	}
	for _, test := range []struct {
		answer, list string
		want         float64
	}{
		{"a b", "a b c", 1}, {"a b", "a c b", .5}, {"a b", "c d", 0}, {"a b c d", "a", .25}, {"a", "", 0},
		{"a b c d e f g h i j k l", "a b c d e f g h i x j", .9},
	} {
		if got := precision(strings.Fields(test.answer), strings.Fields(test.list)); got != test.want {
			t.Errorf("true set %q, list %q: %v, want %v", test.answer, test.list, got, test.want)
		}
	}
	if n := Unequal([][]string{{"a"}, {"b", "c"}, nil}, [][]string{{"a"}, {"c", "b"}}); n != 2 {
		t.Errorf("%d unequal lists, want 2", n)
	}
}

func TestScan(t *testing.T) {
	s := NewScan(NewCorpus([]Article{
		{Path: "a.html", Title: "Nghị quyết mới"},
		{Path: "b.html", Title: "Hội nghị", Paragraphs: []string{"Bà con quyết làm."}},
		{Path: "c.html", Title: "Hội nghị. Quyết tâm"},
	}))
	if s.All("nghi QUYET") != 3 || s.Phrase("nghị quyết") != 1 || s.Phrase("nghi quyet") != 1 || s.Phrase("nghỉ quyết") != 0 {
		t.Errorf("all %d, phrase %d, folded %d, other accents %d", s.All("nghi QUYET"), s.Phrase("nghị quyết"), s.Phrase("nghi quyet"), s.Phrase("nghỉ quyết"))
	}
	if paths, total, _ := s.Search(`"hội nghị" quyet`, 1); total != 2 || !slices.Equal(paths, []string{"b.html"}) {
		t.Errorf("%v of %d", paths, total)
	}
}
