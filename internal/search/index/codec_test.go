package index

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bantin/internal/fingerprint"
	"bantin/internal/search/format"
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
		{"\u0301 ½ 𝐀 𠀀", "a", "a"},
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

func TestImpactLevels(t *testing.T) {
	// 500 tokens: x = tf/(tf + 1.2), .5 from 1.2 occurrences on, .68 from 2.55.
	for tf, want := range map[int]byte{10: 0, 11: 0, 12: 1, 25: 1, 26: 2, 48: 3, 88: 4, 188: 5} {
		if got := impactLevel(tf, 500); got != want {
			t.Errorf("impactLevel(%d, 500) = %d, want %d", tf, got, want)
		}
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
			if kind == format.TermKind {
				return vectors[doc].Forms, nil
			}
			return vectors[doc].Pairs, nil
		}}
		if err := m.mergeRanges(limits, func(r encodedRow) { all = append(all, fmt.Sprintf("%s/%d %x", r.key, r.count, r.data)) }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, kind := range []string{format.TermKind, format.PairKind} {
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
