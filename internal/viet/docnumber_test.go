package viet

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestVectorsDocNumbers(t *testing.T) {
	v := readVectors(t)
	for _, token := range v.DocNumberTokens {
		checkWholeNumber(t, token)
	}
	for _, text := range v.NotDocNumber {
		if found := FindDocNumbers(text); len(found) > 0 {
			t.Errorf("FindDocNumbers(%q) = %+v, want none", text, found)
		}
		if key := DocNumberKey(text); key != "" {
			t.Errorf("DocNumberKey(%q) = %q, want none", text, key)
		}
	}
}

// checkWholeNumber wants token to be found whole, alone and within a sentence.
func checkWholeNumber(t *testing.T, token string) {
	t.Helper()
	for _, text := range []string{token, "Thực hiện " + token + ", các cấp", "(" + token + ")", "\u00a0" + token + "."} {
		found := FindDocNumbers(text)
		start := strings.Index(text, token)
		if len(found) != 1 || found[0] != (DocNumber{start, start + len(token), token, DocNumberKey(token)}) || found[0].Key == "" {
			t.Errorf("FindDocNumbers(%q) = %+v, want %q", text, found, token)
		}
	}
}

func TestOneDocNumber(t *testing.T) {
	for _, token := range []string{
		"15-NQ/HU", "123/QĐ–UBND", "06/CT-TTg", "33/2024/QH15", "30a/2008/NQ-CP", "1.234/QĐ-UBND", "16-CTr/TU", "16-Ctr/TU", "144/CP",
		"12 - NQ/TU", "12\u00a0/\u00a0KH-UBND", "88−GM/HU", "01/TTLT-BNV-BTC-BTP", "5/TTr", "26/1996/QH", "70/QĐ", "11/Ctr",
	} {
		checkWholeNumber(t, token)
	}
}

func TestNoDocNumber(t *testing.T) {
	for _, text := range []string{
		"20/3/2018", "2016-2021", "10 - 15 phút", "Mác-Lênin", "V/v", "năm 2018 - Hội nghị", "Quốc lộ 70 - Bảo Yên", "năm 2020 - UBND huyện",
		"QCVN 01:2009/BYT", "15/BTG", "123456/QĐ-UBND", "a15-NQ/HU", "_15-NQ/HU", "15-NQ/HUyệnn", "15-NQx", "15--NQ/HU", "15-  NQ/HU", "15-nq/hu",
		"05NQ-HĐND", "tham số 15 - BTG", "ấsố 15/BTG", "COVID-19", "",
	} {
		if found := FindDocNumbers(text); len(found) > 0 {
			t.Errorf("FindDocNumbers(%q) = %+v, want none", text, found)
		}
	}
}

func TestDocNumbersInText(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"số 15/BTG", []string{"15/BTG"}},
		{"Số: 15/BTG", []string{"15/BTG"}},
		{"SỐ 15-BTG; số 16 - BTG", []string{"15-BTG"}},
		{"Nghị quyết 15-NQ/HU và Chỉ thị số 06/CT-TTg ngày 20/3/2018", []string{"15-NQ/HU", "06/CT-TTg"}},
		{"số 123/QĐ-UBND ngày 20/3/2018 của UBND huyện", []string{"123/QĐ-UBND"}},
		{"1.234.567-NQ/HU", []string{"567-NQ/HU"}}, // the pattern's own reading
		{"15-NQ/HU15-NQ/HU", []string{"15-NQ/HU15-NQ/HU"}},
		{"01-NQ/ĐU,02-NQ/ĐU", []string{"01-NQ/ĐU", "02-NQ/ĐU"}},
		{"15-NQ/HU150", nil},
		{"15-NQ/HU/A", []string{"15-NQ/HU"}},
		{"1/AB-CD-EF-GH-IJ", []string{"1/AB-CD-EF-GH"}},
	} {
		var got []string
		for _, number := range FindDocNumbers(c.text) {
			got = append(got, number.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("FindDocNumbers(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// The pattern as it stands in the rules.
var (
	docNumberPattern = func() *regexp.Regexp {
		const (
			num = `\d{1,2}\.\d{3}|\d{1,5}[a-zA-Z]?`
			yr  = `/(?:19|20)\d{2}`
			sep = `[ \x{A0}]?[/\-\x{2010}-\x{2014}\x{2212}][ \x{A0}]?`
			grp = `(?:\p{Lu}{2,}(?:\p{Ll}{1,2}\p{Lu}*)?|[CT]tr)\d{0,2}`
		)
		return regexp.MustCompile(`\b(` + num + `)(` + yr + `)?` + sep + `(` + grp + `(?:` + sep + grp + `){0,3})`)
	}()
	aloneList = strings.Fields("NQ QĐ CT KH BC TB CV TTr HD KL CTr Ctr ĐA GM NĐ TT PL TTLT CĐ QC GP SL TTg CP HĐBT UB")
	soBefore  = regexp.MustCompile(`(?i)(?:^|\P{L})số[ \x{A0}]?:?[ \x{A0}]?$`)
)

func findByPattern(text string) (found []string) {
	for _, m := range docNumberPattern.FindAllStringSubmatchIndex(text, -1) {
		match, hasYear, groups := text[m[0]:m[1]], m[4] >= 0, text[m[6]:m[7]]
		next, size := utf8.DecodeRuneInString(text[m[1]:])
		switch {
		case size > 0 && (unicode.IsLetter(next) || unicode.IsDigit(next)):
		case hasYear, slices.Contains(aloneList, groups), strings.ContainsAny(groups, "/-‐‑‒–—−"),
			!strings.ContainsAny(match, " \u00a0") && soBefore.MatchString(text[:m[0]]):
			found = append(found, match)
		}
	}
	return found
}

func checkDocNumbers(t interface{ Fatalf(string, ...any) }, text string) {
	var got []string
	for _, number := range FindDocNumbers(text) {
		if text[number.Start:number.End] != number.Text || number.Key == "" || DocNumberKey(number.Key) != number.Key {
			t.Fatalf("FindDocNumbers(%q) gives %+v, key of the key %q", text, number, DocNumberKey(number.Key))
		}
		got = append(got, number.Text)
	}
	if want := findByPattern(text); !slices.Equal(got, want) {
		t.Fatalf("FindDocNumbers(%q) = %q, by the pattern %q", text, got, want)
	}
}

func TestDocNumbersAgreeWithPattern(t *testing.T) {
	pieces := strings.Split("1|2|15|30a|1.234|/2018|/1998|/|-|–| |\u00a0|NQ|QĐ|UBND|TTg|CTr|Ctr|HU|Q|h|ữ|Đ|số|Số:|số |.|x|_|ngày|CP|HĐBT", "|")
	rapid.Check(t, func(t *rapid.T) {
		checkDocNumbers(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 14).Draw(t, "pieces"), ""))
	})
}

func FuzzFindDocNumbers(f *testing.F) {
	for _, seed := range []string{
		"số 15/BTG", "Nghị quyết 15-NQ/HU và 30a/2008/NQ-CP, 1.234/QĐ–UBND", "năm 2020 - UBND huyện", "20/3/2018", "12 − CTr / TU15",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) || strings.Count(text, " ")+strings.Count(text, "\u00a0") > 1000 {
			return
		}
		if regexp.MustCompile(`(?i)số[ \x{A0}:]{2}`).MatchString(text) {
			return // more blanks and colons than the oracle allows for
		}
		checkDocNumbers(t, text)
	})
}

func TestDocNumberKey(t *testing.T) {
	testPairs(t, "DocNumberKey", DocNumberKey, []pair{
		{"Số: 06/NQ-HĐND", "6/NQ-HDND"},
		{"6/nq-hdnd", "6/NQ-HDND"},
		{"số 06/NQ–HĐND", "6/NQ-HDND"},
		{"SO 6 / NQ - HDND", "6/NQ-HDND"},
		{"06\u00a0/\u00a0NQ−HĐND", "6/NQ-HDND"},
		{"15-NQ/HU", "15-NQ/HU"},
		{"1.234/QĐ-UBND", "1234/QD-UBND"},
		{"30a/2008/NQ-CP", "30A/2008/NQ-CP"},
		{"033/2024/QH15", "33/2024/QH15"},
		{"39-CT/TƯ", "39-CT/TU"},
		{"15/BTG", "15/BTG"}, // enough for a field
		{"00/KH", "0/KH"},
		{"05NQ-HĐND", "5/NQ-HDND"},
		{"05NQ/HU", "5-NQ/HU"},
		{"", ""}, {"số", ""}, {"15", ""}, {"6 nq hdnd", ""}, {"1/2", ""}, {"2016-2021", ""}, {"20/3/2018", ""}, {"10phút", ""}, {"10 phút - 5", ""},
		{"15-NQ/HU ngày", ""}, {"Nghị quyết 15-NQ/HU", ""}, {"15-NQ/", ""}, {"15-/NQ", ""}, {"15-N", ""}, {"123456/QĐ", ""}, {"1/AB/CD/EF/GH/IJ", ""},
	})
}

func TestRepairDocNumber(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"05NQ-HĐND", "05/NQ-HĐND", true},
		{" 05NQ–HĐND ", "05/NQ–HĐND", true},
		{"05NQ/HU", "05-NQ/HU", true},
		{"05NQ/TƯ", "05-NQ/TƯ", true},
		{"05/NQ-HĐND", "05/NQ-HĐND", false},
		{"30a/2008/NQ-CP", "30a/2008/NQ-CP", false},
		{"05NQ", "05NQ", false},
		{"NQ-HĐND", "NQ-HĐND", false},
		{"", "", false},
	} {
		if got, ok := RepairDocNumber(c.in); got != c.want || ok != c.ok {
			t.Errorf("RepairDocNumber(%q) = %q, %v, want %q, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestCompareDocNumbers(t *testing.T) {
	ascending := []string{
		"9/QĐ-UBND", "15-NQ/HU", "15/QĐ-UBND", "15a/QĐ-UBND", "15/2016/QĐ-UBND", "15/2018/NQ-HĐND", "15/2018/QĐ-UBND", "103/QĐ-UBND",
		"1.234/QĐ-UBND", "không số", "văn bản",
	}
	for i, a := range ascending {
		for j, b := range ascending {
			if got, want := CompareDocNumbers(a, b), min(max(i-j, -1), 1); got != want {
				t.Errorf("CompareDocNumbers(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
	if CompareDocNumbers("06/NQ-HĐND", "6/nq-hdnd") == 0 || CompareDocNumbers("06/NQ-HĐND", "7/A-AA") >= 0 {
		t.Error("spellings of one number differ, but less than numbers do")
	}
}

func BenchmarkFindDocNumbers(b *testing.B) {
	text := strings.Repeat("Thực hiện Nghị quyết số 15-NQ/HU ngày 20/3/2018 của Ban Chấp hành Đảng bộ huyện, năm 2018 - Hội nghị. ", 50)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if len(FindDocNumbers(text)) != 50 {
			b.Fatal("not 50 numbers")
		}
	}
}
