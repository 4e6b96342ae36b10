package viet

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNearest(t *testing.T) {
	fields := strings.Fields("title date tags summary author organization slug draft deadline documents issuer issue_date")
	for _, c := range []struct{ word, want string }{
		{"titel", "title"},
		{"Title", "title"},
		{"tág", "tags"},
		{"tgas", "tags"},
		{"sumary", "summary"},
		{"summmarry", "summary"},
		{"athor", "author"},
		{"organisation", "organization"},
		{"orgnaisation", "organization"},
		{"isue_dtae", "issue_date"},
		{"dat", "date"},
		{"dte", "date"},
		{"dt", ""},    // two edits in a short word
		{"sulg2", ""}, // two edits
		{"x", ""},
		{"", ""},
		{"nguồn", ""},
	} {
		if got := Nearest(c.word, fields); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
		slices.Reverse(fields)
		if got := Nearest(c.word, fields); got != c.want {
			t.Errorf("Nearest(%q) among the reversed = %q, want %q", c.word, got, c.want)
		}
	}
	if got := Nearest("Lễ hội.jpg", []string{"le-hoi-2.jpg", "lễ hồi.jpg", "lễ hội.png"}); got != "lễ hồi.jpg" {
		t.Errorf("Nearest = %q", got)
	}
	if got := Nearest("tin", []string{"tim", "tia", "tít"}); got != "tia" {
		t.Errorf("among equals the first of the alphabet is taken, got %q", got)
	}
	if Nearest("a", []string{"b", "", "ab"}) != "" {
		t.Error("nothing of the word is left")
	}
}

func TestEditDistance(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("abc")), 0, 7, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(word.Draw(t, "a")), []rune(word.Draw(t, "b"))
		d := editDistance(a, b, 7)
		if d != editDistance(b, a, 7) || (d == 0) != slices.Equal(a, b) || d > max(len(a), len(b)) {
			t.Fatalf("%q %q: %d", string(a), string(b), d)
		}
		for limit := range 4 {
			if near := editDistance(a, b, limit); near != d && (near <= limit || d <= limit) {
				t.Fatalf("%q %q within %d: %d, not %d", string(a), string(b), limit, near, d)
			}
		}
	})
}

func TestAbbreviations(t *testing.T) {
	table := Abbreviations()
	if len(table) != 65 {
		t.Errorf("%d abbreviations, want 65", len(table))
	}
	seen := map[string]bool{}
	for _, a := range table {
		if seen[a.Short] || a.Short == "" || len(a.Long) == 0 || NFC(a.Short) != a.Short {
			t.Errorf("bad or repeated entry %+v", a)
		}
		seen[a.Short] = true
		for _, long := range a.Long {
			if Clean(long) != long || long == "" || strings.ContainsAny(long, "|=") {
				t.Errorf("%s: bad meaning %q", a.Short, long)
			}
		}
	}
	find := func(short string) []string {
		i := slices.IndexFunc(table, func(a Abbreviation) bool { return a.Short == short })
		if i < 0 {
			return nil
		}
		return table[i].Long
	}
	for short, want := range map[string][]string{
		"UBND": {"ủy ban nhân dân"},
		"TW":   {"trung ương"},
		"TƯ":   {"trung ương"},
		"TU":   {"tỉnh ủy", "thành ủy"},
		"TT":   {"thông tư", "thị trấn", "trung tâm", "thông tin"},
		"đ/c":  {"đồng chí"},
		"V/v":  {"về việc"},
	} {
		if got := find(short); !slices.Equal(got, want) {
			t.Errorf("%s = %q, want %q", short, got, want)
		}
	}
}

func TestAbbreviationKey(t *testing.T) {
	testPairs(t, "AbbreviationKey", AbbreviationKey, []pair{
		{"TN&MT", "tnmt"}, {"tnmt", "tnmt"}, {"TN-MT", "tnmt"}, {"HĐND", "hdnd"}, {"hdnd", "hdnd"}, {"đ/c", "dc"}, {"V/v", "vv"}, {"TƯ", "tu"}, {"KT – XH", "ktxh"},
	})
}
