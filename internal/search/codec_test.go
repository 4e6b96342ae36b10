package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bantin/internal/fingerprint"
)

func TestTokens(t *testing.T) {
	tests := []struct{ text, forms, keys string }{
		{"Đảng bộ huyện Bảo Yên", "đảng bộ huyện bảo yên", "dang bo huyen bao yen"},
		{"hoà HOÁ khoẻ thuỷ quý", "hòa hóa khỏe thủy quý", "hoa hoa khoe thuy quy"},
		{"trọng tâm.Bí thư", "trọng tâm |bí thư", "trong tam bi thu"},
		{"N’Drung, N'Jang 'a' ʼ", "ndrung njang a", "ndrung njang a"},
		{"ng\u00adười\u200b x", "người x", "nguoi x"},
		{"Ðại hội ƣu tú", "đại hội ưu tú", "dai hoi uu tu"},
		{"KT-XH 15/NQ – 2018…", "kt xh 15 nq 2018", "kt xh 15 nq 2018"},
		{"a (b) “c” d\ne", "a |b |c |d |e", "a b c d e"},
		{strings.Repeat("à", 40), strings.Repeat("à", 32), strings.Repeat("a", 32)},
		{"\u0301 ½ 𝐀", "", ""},
	}
	for _, test := range tests {
		var forms, keys []string
		for i, token := range Tokens(test.text) {
			form := token.Form
			if token.Break && i > 0 {
				form = "|" + form
			}
			forms, keys = append(forms, form), append(keys, token.Key)
		}
		if got := strings.Join(forms, " "); got != test.forms {
			t.Errorf("%q: forms %q, want %q", test.text, got, test.forms)
		}
		if got := strings.Join(keys, " "); got != test.keys {
			t.Errorf("%q: keys %q, want %q", test.text, got, test.keys)
		}
	}
}

func TestListRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + random.IntN(3000)
		var list []posting
		for doc, share := 0, random.Float64(); doc < n; doc++ {
			if random.Float64() < share*share || doc == n-1 && list == nil {
				list = append(list, posting{int32(doc), uint8(random.IntN(impactLevels))})
			}
		}
		data := appendList(nil, list, n, impactLevels)
		got, rest, err := readList(nil, append(data, 0xFF), n, len(list), impactLevels, true)
		if err != nil || !slices.Equal(got, list) || len(rest) != 1 {
			t.Fatalf("n %d, df %d: %v, %d bytes left", n, len(list), err, len(rest))
		}
	}
}

func TestImpactLevels(t *testing.T) {
	// 500 tokens: x = tf/(tf + 1.2), .5 from 1.2 occurrences on, .68 from 2.55.
	for tf, want := range map[int]byte{10: 0, 11: 0, 12: 1, 25: 1, 26: 2, 48: 3, 88: 4, 188: 5} {
		if got := impactLevel(tf, 500); got != want {
			t.Errorf("impactLevel(%d, 500) = %d, want %d", tf, got, want)
		}
	}
}

func TestShardNames(t *testing.T) {
	for first, want := range map[string]string{
		"con":        "t-con",
		"nghi quyet": "t-nghi-quyet",
		"15-nq/hu":   "t-15_2dnq_2fhu",
		"ж":          "t-_d0_b6",
		"s:Hòa":      "t-s_3a_48_c3_b2a",
		"":           "t-",
		"a b":        "t-a-b",
		"a_b":        "t-a_5fb",
		"a-b":        "t-a_2db",
	} {
		if got := shardName("t", first); got != want {
			t.Errorf("shardName(%q) = %q, want %q", first, got, want)
		}
	}
	long := strings.Repeat("ж", 32)
	if name := shardName("t", long); len(name) != maxName || name == shardName("t", long[2:]+"з") {
		t.Errorf("a long name: %q", name)
	}
}

// A directory in pages holds what it holds as one.
func TestPagesHoldTheSame(t *testing.T) {
	var whole, joined directory
	for i := range 3000 {
		whole.add(fmt.Sprintf("k%04d", i*3), fmt.Sprintf("%04d", i))
	}
	files, top := whole.pages("t")
	if len(files) < 3000/pageMax || len(files) > 3000/pageMin {
		t.Errorf("%d pages", len(files))
	}
	if len(top.firsts) != len(files) {
		t.Fatalf("%d pages in the directory, %d made", len(top.firsts), len(files))
	}
	for i, file := range files {
		data, err := file.Data()
		if err != nil {
			t.Fatal(err)
		}
		var call [3]string // the arguments of bt()
		if err := json.Unmarshal([]byte("["+strings.TrimSuffix(strings.TrimPrefix(string(data), "bt("), ")\n")+"]"), &call); err != nil {
			t.Fatal(err)
		}
		name, text := call[1], call[2][1+checkLen:]
		if name != shardName("t", top.firsts[i]) || file.Path != shardPath(rootKind, name) || versionOf(rootKind, name, text) != top.versions[i] {
			t.Errorf("page %d is %s of version %s", i, file.Path, top.versions[i])
		}
		lines := strings.Split(text, "\n")
		for n, first := range lines[:len(lines)-1] {
			joined.add(first, lines[len(lines)-1][n*versionLen:(n+1)*versionLen])
		}
	}
	if joined.text() != whole.text() {
		t.Error("the pages together are another directory")
	}
}

// Vectors merged in ranges of keys give the lists that they give at once.
func TestMergeInRanges(t *testing.T) {
	texts := []string{"đảng bộ huyện Bảo Yên", "bảo vệ rừng", "báo cáo của huyện", "yên tâm, bao giờ", "", "đang đi"}
	var tokenizer Tokenizer
	vectors := make([]Vector, len(texts))
	ids := make([]int32, len(texts))
	for i, text := range texts {
		vectors[i] = tokenizer.Vector(Document{Title: text})
		ids[i] = int32(2 * i)
	}
	rows := func(kind string, limits ...string) (all []string) {
		m := merger{kind: kind, ids: ids, lib: &memory{rows: map[fingerprint.Digest][]byte{}}, universe: 2 * len(texts), part: func(doc int) ([]byte, error) {
			if kind == termKind {
				return vectors[doc].Forms, nil
			}
			return vectors[doc].Pairs, nil
		}}
		if err := m.mergeRanges(limits, func(r encodedRow) { all = append(all, fmt.Sprintf("%s/%d %x", r.key, r.count, r.data)) }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, kind := range []string{termKind, pairKind} {
		want := rows(kind)
		if len(want) < 8 || !slices.IsSorted(want) {
			t.Fatalf("%q", want)
		}
		for _, limits := range [][]string{{"bao"}, {"bao cao", "d"}, {"a", "bo", "bp", "huyen", "z"}} {
			if got := rows(kind, limits...); !slices.Equal(got, want) {
				t.Errorf("ranges %q: %q, want %q", limits, got, want)
			}
		}
		many := make([]string, 2*mergeBatch/rangePostings) // more than one batch
		for i := range many {
			many[i] = fmt.Sprintf("%c%03d", 'a'+26*i/len(many), i)
		}
		if got := rows(kind, many...); !slices.Equal(got, want) {
			t.Errorf("in batches: %q, want %q", got, want)
		}
	}
}

// Rows that were read once are read again, and name documents of the universe in order; anything else is refused.
func FuzzEachRow(f *testing.F) {
	f.Add([]byte{0}, 10)
	one := appendList(nil, []posting{{1, 2}, {5, 0}}, 10, impactLevels)
	f.Add(append(append(appendFront(nil, "", "nghi"), 1, 0x40, 2), one...), 10)
	f.Add(append(append(appendFront(nil, "", "a b"), 2), one...), 10)
	f.Fuzz(func(t *testing.T, data []byte, n int) {
		if n < 0 || n > 1<<20 {
			return
		}
		for _, kind := range []string{termKind, pairKind, facetKind} {
			_ = eachRow(data, kind, n, func(_ string, _ []byte, lists []list) {
				for _, l := range lists {
					list, _, err := readList(nil, l.data, n, l.df, l.levels, true)
					if err != nil || len(list) != l.df {
						t.Fatalf("%q was read once and not again: %v", l.form, err)
					}
					for i, p := range list {
						if int(p.doc) >= n || i > 0 && p.doc <= list[i-1].doc {
							t.Fatalf("documents %v of %d", list, n)
						}
					}
				}
			})
		}
	})
}

func FuzzTokens(f *testing.F) {
	f.Add("Nghị quyết số 15-NQ/HU, N’Drung hoà\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, token := range Tokens(text) {
			if token.Key == "" || token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("%q: %+v", text, token)
			}
			if again := Tokens(token.Form); len(again) != 1 || again[0].Key != token.Key {
				t.Fatalf("%q: the form %q is %+v", text, token.Form, again)
			}
			end = token.End
		}
	})
}

// TestBatches: a key that is several limits fills batches of its own, and no range is empty.
func TestBatches(t *testing.T) {
	const most = mergeBatch / rangePostings
	var limits []string
	for _, run := range []struct {
		key   string
		times int
	}{{"ba", 3}, {"bao", 2*most + 5}, {"cao", 1}, {"xa", most}} {
		limits = append(limits, slices.Repeat([]string{run.key}, run.times)...)
	}
	want := [][]string{{"ba", "bao"}, {"cao", "xa"}, {""}}
	if got := batchesOf(limits); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := batchesOf(nil); !reflect.DeepEqual(got, [][]string{{""}}) {
		t.Errorf("without limits %q", got)
	}
}
