package eval

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// A floor is the least that the engine must reach. The numbers are those of the first good run less .02, and
// only ever rise.
type floor struct {
	kind    string
	measure float64 // MRR@10, or P@10 of a set kind
	within  float64 // R@10, none for a set kind
}

// fixtureFloors hold on [Fixture]. Fragments of titles and bodies are ambiguous there on purpose: 300
// articles of the same words.
var fixtureFloors = []floor{
	{"title", .90, .95},
	{"title-fold", .89, .95},
	{"title-mixed", .89, .95},
	{"typo", .88, .94},
	{"prefix", .91, .96},
	{"body", .88, .97},
	{"body-fold", .87, .97},
	{"quoted", .90, .98},
	{"tone-orig", .72, .90},
	{"scatter", .86, .98},
	{"scatter-fold", .85, .98},
	{"number", .98, .98},
	{"abbr", .96, .98},
	{"syllable", .97, 0},
	{"word", .98, 0},
	{"word-fold", .98, 0},
}

// demoFloors hold on demoArticles articles of the demonstration archive, whose sentences come from a small
// grammar and repeat much more than prose does.
var demoFloors = []floor{
	{"title", .95, .98},
	{"title-fold", .95, .98},
	{"title-mixed", .96, .98},
	{"typo", .89, .94},
	{"prefix", .94, .98},
	{"body", .86, .96},
	{"body-fold", .87, .96},
	{"quoted", .90, .97},
	{"tone-orig", .60, .78},
	{"scatter", .94, .98},
	{"scatter-fold", .94, .98},
	{"number", .98, .98},
	{"abbr", .93, .94},
	{"syllable", .98, 0},
	{"word", .98, 0},
	{"word-fold", .98, 0},
}

const demoArticles = 500

func TestFloorsOnFixture(t *testing.T) {
	articles := Fixture()
	engine, _ := indexWithOurs(t, articles)
	holdFloors(t, engine, NewCorpus(articles), fixtureFloors)
}

func TestFloorsOnDemo(t *testing.T) {
	articles, err := readSource(demoContent(t, demoArticles))
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) < demoArticles {
		t.Fatalf("%d articles read of %d", len(articles), demoArticles)
	}
	engine, _ := indexWithOurs(t, articles)
	holdFloors(t, engine, NewCorpus(articles), demoFloors)
}

func holdFloors(t *testing.T, engine Engine, corpus *Corpus, floors []floor) {
	t.Helper()
	lists := map[string][][]string{}
	for _, kind := range Kinds() {
		score, list, err := Run(engine, corpus.Queries(kind.Name, 42))
		if err != nil {
			t.Fatalf("%s: %v", kind.Name, err)
		}
		lists[kind.Name] = list
		measure, within := score.MRR(), score.R10()
		if kind.Set {
			measure, within = score.P10(), 0
		}
		i := slices.IndexFunc(floors, func(f floor) bool { return f.kind == kind.Name })
		if i < 0 {
			if !kind.Same && score.Queries > 0 {
				t.Errorf("{%q, %.3f, %.3f}, // measured: the kind has no floor", kind.Name, measure-.02, max(0, within-.02))
			}
		} else if f := floors[i]; measure < f.measure || within < f.within {
			t.Errorf("%s: %.3f (R@10 %.3f), floor %.3f (%.3f)", kind.Name, measure, within, f.measure, f.within)
		}
		if kind.Same {
			if n := Unequal(list, lists[kind.From]); n > 0 {
				t.Errorf("%s: %d lists are not those of %s", kind.Name, n, kind.From)
			}
		}
		if score.Empty > 0 {
			t.Errorf("%s: %d queries without a result", kind.Name, score.Empty)
		}
	}
}

// TestFixtureSeparates holds that the fixture tests something: an engine made for other languages stays
// clearly below the floors.
func TestFixtureSeparates(t *testing.T) {
	articles := Fixture()
	corpus := NewCorpus(articles)
	other := newNaive(articles)
	for _, test := range []struct {
		kind string
		gap  float64 // how far below the floor it must stay
	}{
		{"title-fold", .15}, {"title-mixed", .08}, {"typo", .30}, {"body", .20}, {"body-fold", .25}, {"quoted", .20},
		{"tone-orig", .30}, {"tone-swap", .30}, {"scatter-fold", .15}, {"abbr", .30}, {"syllable", .30}, {"word", .30}, {"word-fold", .30},
	} {
		score, _, err := Run(other, corpus.Queries(test.kind, 42))
		if err != nil {
			t.Fatal(err)
		}
		kind := test.kind
		if kind == "tone-swap" {
			kind = "tone-orig"
		}
		i := slices.IndexFunc(fixtureFloors, func(f floor) bool { return f.kind == kind })
		measure := score.MRR()
		if fixtureFloors[i].within == 0 {
			measure = score.P10()
		}
		if measure > fixtureFloors[i].measure-test.gap {
			t.Errorf("%s: a naive engine reaches %.3f, floor %.3f: the fixture does not tell them apart", test.kind, measure, fixtureFloors[i].measure)
		}
	}
}

// TestCollisions asks for the hand-written articles by words that differ from others by accents, place or
// spelling alone.
func TestCollisions(t *testing.T) {
	engine, _ := indexWithOurs(t, Fixture())
	for _, test := range []struct {
		query string
		first []string // the first results, in any order
	}{
		{"cô thúy", []string{"tin-tuc/2016/thuy-co-giao.html"}},
		{"mương thủy lợi", []string{"tin-tuc/2016/thuy-loi.html"}},
		{"thuỷ triều", []string{"tin-tuc/2016/thuy-loi.html"}},
		{"hát thùy mị", []string{"tin-tuc/2016/thuy-mi.html"}},
		{"bảo mẫu", []string{"tin-tuc/2016/bao-ve.html"}},
		{"tờ báo viết tay", []string{"tin-tuc/2016/bao-tuong.html"}},
		{"đêm bão", []string{"tin-tuc/2016/bao-lon.html"}},
		{"dang bo xa nha", []string{"tin-tuc/2016/dang-bo.html"}},
		{"đảng bộ xã nhà", []string{"tin-tuc/2016/dang-bo.html"}},
		{"đang bơi", []string{"tin-tuc/2016/dang-boi.html"}},
		{"dáng núi", []string{"tin-tuc/2016/dang-nui.html"}},
		{"tổ hòa giải thôn", []string{"tin-tuc/2016/hoa-giai.html"}},
		{"tổ hoà giải thôn", []string{"tin-tuc/2016/hoa-giai.html"}},
		{"hóa giải nỗi lo", []string{"tin-tuc/2016/hoa-giai-tuong-khac.html"}},
		{"hoá giải nỗi lo", []string{"tin-tuc/2016/hoa-giai-tuong-khac.html"}},
		{"thanh tra", []string{"tin-tuc/2016/thanh-tra.html"}},
		{"thành tra", []string{"tin-tuc/2016/thanh-tra-co.html"}},
		{"nghị quyết bếp", []string{"tin-tuc/2018/nghi-quyet-lien.html"}},
		{"hội nghị quyết góp", []string{"tin-tuc/2018/nghi-roi-quyet.html"}},
		{"tỷ phú", []string{"tin-tuc/2019/ty-le.html", "tin-tuc/2019/ti-phu.html"}},
		{"tỉ phú", []string{"tin-tuc/2019/ti-phu.html", "tin-tuc/2019/ty-le.html"}},
		{"kỹ thuật ghép chồi", []string{"tin-tuc/2019/ky-luat.html"}},
		{"khuyến khích thợ mộc", []string{"tin-tuc/2019/an-giau.html"}},
		{"dak ndrung", []string{"tin-tuc/2020/drung.html"}},
		{"Đắk N’Drung", []string{"tin-tuc/2020/drung.html"}},
		{"gõ thẻ <b>đậm</b>", []string{"tin-tuc/2019/markup.html"}},
		{"phòng cháy chữa cháy tiểu thương", []string{"tin-tuc/2020/abbr-pccc.html"}},
		{"PCCC trường nội trú", []string{"tin-tuc/2020/abbr-pccc-dai.html"}},
		{"phòng tài nguyên và môi trường", []string{"tin-tuc/2020/abbr-tnmt.html"}},
		{"phòng tnmt", []string{"tin-tuc/2020/abbr-tnmt.html"}},
		{"15-NQ/HU", []string{"van-ban/nghi-quyet-15.html"}},
		{"15 nq hu", []string{"van-ban/nghi-quyet-15.html"}},
		{"15/nq-hu", []string{"van-ban/nghi-quyet-15.html"}},
		{"123/qd-ubnd", []string{"van-ban/quyet-dinh-123.html"}},
		{"124/QĐ-UBND", []string{"van-ban/quyet-dinh-0123.html"}},
		{"6/NQ-HĐND", []string{"van-ban/nghi-quyet-06.html"}},
		{"60/NQ-HĐND", []string{"van-ban/nghi-quyet-60.html"}},
		{"6 ct ttg", []string{"van-ban/chi-thi-06.html"}},
		{"1234/QĐ-UBND", []string{"van-ban/quyet-dinh-1234.html"}},
		{"30a/2008/nq-cp", []string{"van-ban/ke-hoach-30a.html"}},
		{"01/TB-UBND", []string{"van-ban/trung-so-a.html", "van-ban/trung-so-b.html"}},
	} {
		list, _, err := engine.Search(test.query, depth)
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Clone(list[:min(len(test.first), len(list))])
		want := slices.Clone(test.first)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: first %q, want %q", test.query, got, want)
		}
	}
}

// TestComplete holds that every article is in the results of its own title, in every spelling, and that
// spelling changes no list.
func TestComplete(t *testing.T) {
	articles := Fixture()
	engine, _ := indexWithOurs(t, articles)
	const all = fixtureSize
	for _, article := range articles {
		var first []string
		for _, spelling := range []struct {
			name string
			of   func(string) string
			same bool // as the title as written
		}{
			{"as written", func(s string) string { return s }, true},
			{"NFD", norm.NFD.String, true},
			{"upper case", strings.ToUpper, true},
			{"folded", fold, false},
		} {
			list, _, err := engine.Search(spelling.of(article.Title), all)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(list, article.Path) {
				t.Errorf("%s: not found by its title %s: %q", article.Path, spelling.name, spelling.of(article.Title))
			}
			if spelling.same {
				if first == nil {
					first = list
				} else if !slices.Equal(list, first) {
					t.Errorf("%q: %s gives another list", article.Title, spelling.name)
				}
			}
		}
	}
}

// TestCounts holds the printed totals against the plain scan.
func TestCounts(t *testing.T) {
	articles := Fixture()
	corpus := NewCorpus(articles)
	engine, _ := indexWithOurs(t, articles)
	scan := NewScan(corpus)
	for _, q := range slices.Concat(corpus.Queries("word-fold", 42), corpus.Queries("scatter-fold", 42), corpus.Queries("title-fold", 42)) {
		// A blank at the end says that the last syllable is whole.
		_, total, err := engine.Search(q.Text+" ", depth)
		if err != nil {
			t.Fatal(err)
		}
		if want := scan.All(q.Text); total != want {
			t.Errorf("%q: total %d, the scan has %d", q.Text, total, want)
		}
	}
	for _, q := range slices.Concat(corpus.Queries("quoted", 42), corpus.Queries("word", 42)) {
		phrase := strings.Trim(q.Text, `"`)
		list, total, err := engine.Search(`"`+phrase+`"`, len(articles))
		if err != nil {
			t.Fatal(err)
		}
		if want := scan.Phrase(phrase); total != want || len(list) != want {
			t.Errorf("%q: total %d and %d results, the scan has %d", phrase, total, len(list), want)
		}
		for _, path := range list {
			if !scan.HoldsPhrase(path, phrase) {
				t.Errorf("%q: %s does not hold the phrase", phrase, path)
			}
		}
	}
}
