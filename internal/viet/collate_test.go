package viet

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// checkOrder reports every pair of a list that Compare would turn round.
func checkOrder(t *testing.T, ascending []string) {
	t.Helper()
	for i, a := range ascending {
		for j, b := range ascending {
			want := min(max(i-j, -1), 1)
			if got := Compare(a, b); got != want {
				t.Errorf("Compare(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestVectorsCollation(t *testing.T) { checkOrder(t, readVectors(t).Collation) }

// The file was sorted by Intl.Collator('vi') of ICU 78 (CLDR 48): place names of the district, and random
// strings of letters, signs, digits and other scripts. Five lines that begin with quotation marks stand as
// the older CLDR of x/text has them: ICU takes “ for a form of " there.
func TestCollationAgreesWithICU(t *testing.T) {
	data, err := os.ReadFile("testdata/collation-icu78.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if len(want) < 500 {
		t.Fatalf("%d lines", len(want))
	}
	got := slices.Clone(want)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	keyed := slices.Clone(got)
	slices.SortFunc(got, Compare)
	if SortBy(keyed, strings.Clone); !slices.Equal(keyed, got) {
		t.Error("SortBy has another order than Compare")
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d: %q, ICU has %q", i+1, got[i], want[i])
		}
	}
}

func TestCollation(t *testing.T) {
	for _, ascending := range [][]string{
		{"dan", "dân", "dần", "đan", "đàn"},
		{"Mã An", "Ma Bình", "Mã Bình"},
		{"a", "A", "à", "À", "ả", "ã", "á", "ạ", "ă", "â", "b"},
		{"", " ", "_", "-", "–", ",", "“", "(", "§", "%", "=", "☆", "₫", "0", "9", "a", "z", "я", "日"},
		{"ca", "cha", "chi", "co"}, // ch is two letters
		{"nga", "ngã", "ngà ngà", "nghe"},
		{"Đa", "đá", "Đá"},
		{"ab", "aB", "Ab", "AB"},
	} {
		checkOrder(t, ascending)
	}
	if Compare("Ho\u0323\u0302i", "Hội") != 0 {
		t.Error("the Unicode form must not count")
	}
	if Compare("a\u200bb", "ab") == 0 || Compare("a\u200bb", "ac") >= 0 {
		t.Error("an invisible character counts only last")
	}
}

func TestCollationIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := sample().Draw(t, "a"), sample().Draw(t, "b"), sample().Draw(t, "c")
		if Compare(a, b) != -Compare(b, a) {
			t.Fatalf("Compare(%q, %q) = %d, back %d", a, b, Compare(a, b), Compare(b, a))
		}
		if (Compare(a, b) == 0) != (norm.NFC.String(a) == norm.NFC.String(b)) {
			t.Fatalf("Compare(%q, %q) = %d", a, b, Compare(a, b))
		}
		if Compare(a, b) < 0 && Compare(b, c) < 0 && Compare(a, c) >= 0 {
			t.Fatalf("%q < %q < %q", a, b, c)
		}
	})
}

func TestPersonKey(t *testing.T) {
	want := []string{
		"",
		"Hoàng Văn An",
		"Lê An",
		"Trần Thị Bình",
		"Lý Dung",
		"Nguyễn Anh Dũng",
		"Nguyễn Văn Dũng",
		"Phạm Dũng",
		"Bùi Đức",
		"H.M",
		"Nguyễn Thị  Hòa",
		"Nguyễn Văn Hòa",
		"Vừ A Sùng",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return Compare(PersonKey(a), PersonKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("people are sorted as\n%q, want\n%q", got, want)
	}
	if PersonKey(" Nguyễn Anh\u00a0Dũng ") != PersonKey("Nguyễn Anh Dũng") {
		t.Error("kinds of blanks must not matter")
	}
	if got := FirstLetter(PersonKey("Bùi Đức")) + FirstLetter(PersonKey("H.M")) + FirstLetter(PersonKey("")); got != "ĐH#" {
		t.Errorf("index letters %s", got)
	}
	// All letters of the given name come before any letter of the rest.
	if Compare(PersonKey("Nguyễn Dũng"), PersonKey("Phạm Dung")) < 0 {
		t.Error("Dung comes before Dũng whatever the family name")
	}
}

func TestFirstLetter(t *testing.T) {
	testPairs(t, "FirstLetter", FirstLetter, []pair{
		{"an ninh", "A"}, {"Ăn", "Ă"}, {"ấm no", "Â"}, {"Bảo Yên", "B"}, {"dân", "D"}, {"đảng", "Đ"}, {"Đ", "Đ"}, {"ế", "Ê"}, {"Ý chí", "Y"},
		{"ở", "Ơ"}, {"Ô", "Ô"}, {"ứng", "Ư"}, {"  Yên", "Y"}, {"F0", "F"}, {"zalo", "Z"}, {"O\u0302\u0301", "Ô"},
		{"Müller", "M"}, {"Éc", "E"}, {"Ångström", "A"}, {"Ø", "O"}, {"œuvre", "O"},
		{"2018", "#"}, {"“Đảng", "#"}, {"", "#"}, {"日本", "#"}, {"Я", "#"}, {"\u200bĐ", "Đ"}, {"½", "#"},
	})
}

func TestFirstLettersFollowTheAlphabet(t *testing.T) {
	want := strings.Split("A Ă Â B C D Đ E Ê F G H I J K L M N O Ô Ơ P Q R S T U Ư V W X Y Z", " ")
	var got []string
	for _, r := range alphabet {
		got = append(got, FirstLetter(string(r)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("letters %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := sample().Draw(t, "a"), sample().Draw(t, "b")
		la, lb := FirstLetter(a), FirstLetter(b)
		if la != "#" && lb != "#" && Compare(Clean(a), Clean(b)) < 0 && Compare(la, lb) > 0 {
			t.Fatalf("%q under %s stands before %q under %s", a, la, b, lb)
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n += Compare("Nguyễn Anh Dũng", "Nguyễn Văn Dũng")
	}
	if n >= 0 {
		b.Fatal("Anh comes before Văn")
	}
}
