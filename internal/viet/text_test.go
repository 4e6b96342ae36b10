package viet

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Tables give pairs of input and wanted output.
type pair struct{ in, want string }

func testPairs(t *testing.T, name string, f func(string) string, pairs []pair) {
	t.Helper()
	for _, p := range pairs {
		if got := f(p.in); got != p.want {
			t.Errorf("%s(%+q) = %+q, want %+q", name, p.in, got, p.want)
		}
	}
}

func TestNFC(t *testing.T) {
	testPairs(t, "NFC", NFC, []pair{
		{"", ""},
		{"Ho\u0323\u0302i", "Hội"},
		{"H\u00f4\u0323i", "Hội"},
		{"o\u0303\u031b", "ỡ"},
		{"o\u031b\u0303", "ỡ"},
		{"a\u0340e\u0341", "àé"},
		{"tr\u00f4\u0300ng", "trồng"}, // what is left of tr&ocirc;◌̀ng once entities are decoded
		{"“Đảng”\u00a0– ủy…", "“Đảng”\u00a0– ủy…"},
		{"\u2000", "\u2002"},
		{"a\xffo\u0309", "a\xffỏ"},
		{"한\u1100\u1161", "한가"},
	})
}

func TestClean(t *testing.T) {
	testPairs(t, "Clean", Clean, []pair{
		{"", ""},
		{" ", ""},
		{"Bảo Yên", "Bảo Yên"},
		{"\ufeffBảo\u00a0\u00a0 Yên\t", "Bảo Yên"},
		{"Bảo\u200b Y\u00adên\u2060", "Bảo Yên"},
		{"o\u200d\u0302", "ô"}, // composed after the joiner is gone
		{"a\u3000\u2009b\r\nc\u0085d\u1680e\u2028f", "a b c d e f"},
		{"a \u200b b", "a b"},
		{"x\xffy ", "x\xffy"},
	})
}

func TestFold(t *testing.T) {
	testPairs(t, "Fold", Fold, []pair{
		{"Đảng bộ", "Dang bo"},
		{"Ðại hội", "Dai hoi"},                   // U+00D0
		{"\u0189\u0256\u00f0", "Ddd"},            // wrong codes of đ
		{"Văn thƣ, LƢU TRỮ", "Van thu, LUU TRU"}, // PDF text
		{"“Ngày mới” – 5°", "“Ngay moi” – 5°"},
		{"Ho\u0323\u0302i", "Hoi"},
		{"Søren Müller Škoda Łódź ñandú", "Søren Muller Skoda Łodz nandu"},
		{"ДНЕЙ й", "ДНЕИ и"},
		{"日本語", "日本語"},
		{"a\xffé", "a\xffe"},
	})
}

// Meilisearch's first folding of đ deleted every other Latin letter (charabia PR #257).
func TestFoldKeepsEveryLetter(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !unicode.IsLetter(r) {
			continue
		}
		if got := Fold(string(r)); got != foldSlow(string(r)) || got == "" {
			t.Errorf("Fold(%q U+%04X) = %q, by the book %q", r, r, got, foldSlow(string(r)))
		}
	}
	for row := range strings.FieldsSeq(vowelRows + " đ") {
		for _, r := range row {
			for _, c := range []rune{r, unicode.ToUpper(r)} {
				plain := Fold(string(c))
				if len(plain) != 1 || plain != Fold(norm.NFD.String(string(c))) || unicode.IsUpper(c) != unicode.IsUpper(rune(plain[0])) {
					t.Errorf("Fold(%q) = %q", c, plain)
				}
			}
		}
	}
}

func TestTonePlacement(t *testing.T) {
	testPairs(t, "TonePlacement", TonePlacement, []pair{
		{"đa dạng hoá", "đa dạng hóa"},
		{"HOÁ Hoá hOÁ HoÁ", "HÓA Hóa hÓA HóA"},
		{"khoẻ, loè; xoã toạ", "khỏe, lòe; xõa tọa"},
		{"Thuỵ Sĩ, luỹ tre, huỷ bỏ", "Thụy Sĩ, lũy tre, hủy bỏ"},
		{"QUỲ QUỸ quý Quỵ", "QUỲ QUỸ quý Quỵ"},
		{"hoán toàn thuỳnh", "hoán toàn thuỳnh"}, // not final
		{"hòa thúy", "hòa thúy"},
		{"uỷ-uỷ/uỷ.uỷ2", "ủy-ủy/ủy.ủy2"},
		{"hoa\u0301", "hóa"},
		{"hoá\u0302", "hoá\u0302"}, // not the plain letter
		{"hoấ huứ", "hoấ huứ"},     // other letters
		{"ngoé ngoéo", "ngóe ngoéo"},
	})
}

func TestKeys(t *testing.T) {
	testPairs(t, "ExactKey", ExactKey, []pair{
		{"  Đa dạng  HOÁ ", "đa dạng hóa"},
		{"UỶ BAN", "ủy ban"},
		{"Ðại hội", "đại hội"},
		{"Văn thƣ, LƢU TRỮ", "văn thư, lưu trữ"},
		{"\u01a2\u0301", "ứ"}, // Ƣ with an acute
		{"Du\u00a0lịch", "du lịch"},
		{"Tháng\u00ad 3", "tháng 3"},
		{"ÉCOLE Ünal ΑΒΓ", "école ünal αβγ"},
	})
	testPairs(t, "FoldedKey", FoldedKey, []pair{
		{"  Đa dạng  HOÁ ", "da dang hoa"},
		{"UBND Huyện", "ubnd huyen"},
		{"tin tuc", "tin tuc"},
	})
	if ExactKey("hòa giải") == ExactKey("hóa giải") || FoldedKey("hòa giải") != FoldedKey("hóa giải") {
		t.Error("hòa and hóa must differ in the exact key and agree in the folded key")
	}
}

func TestCapitalsOnly(t *testing.T) {
	for in, want := range map[string]bool{
		"LỊCH CÔNG TÁC TUẦN 33":      true,
		"ĐẢNG BỘ":                    true,
		"Đảng bộ":                    false,
		"UBND":                       false,
		"UBND 2018":                  false,
		"A B":                        false,
		"LỊCH CÔNG TÁC của UBND":     false,
		"U\u031b\u0301NG DU\u0323NG": true,
		"":                           false,
		"2018 – 2019":                false,
	} {
		if got := CapitalsOnly(in); got != want {
			t.Errorf("CapitalsOnly(%q) = %v, want %v", in, got, want)
		}
	}
}

// sample draws texts in which the rules meet: Vietnamese letters of both forms, wrong codes,
// invisible characters, blanks, signs, other scripts and broken bytes.
func sample() *rapid.Generator[string] {
	pieces := []string{
		"o", "a", "e", "u", "y", "q", "h", "Th", "ng", "O", "A", "Y", "U", "Q", "á", "à", "ỏ", "ỹ", "Ỵ", "Ấ", "ặ", "ơ", "Ư", "đ", "Đ",
		"ð", "Ɖ", "ƣ", "Ƣ", "\u0300", "\u0301", "\u0302", "\u0309", "\u031b", "\u0323", "\u0306", "\u00ad", "\u200b", "\ufeff",
		" ", "\u00a0", "\t", "\n", "-", "/", "–", "’", "'", "`", "“", "…", "1", "2018", ".", ",", ":", "(", "ß", "İ", "ü", "ﬁ", "Ⅳ", "½",
		"ŉ", "K", "Ω", "й", "日", "한", "\u1100", "\u1161", "\u0345", "\u034f", "😀", "\x1f", "\xff", "\xc3", "nội dung",
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
	})
}

func TestKeysProperties(t *testing.T) {
	functions := []struct {
		name       string
		f          func(string) string
		idempotent bool
	}{
		{"NFC", NFC, true},
		{"Clean", Clean, true},
		{"Fold", Fold, true},
		{"TonePlacement", TonePlacement, true},
		{"ExactKey", ExactKey, true},
		{"FoldedKey", FoldedKey, false}, // a mark alone leaves its blank: "o ◌̀" gives "o "
		{"Slug", Slug, true},
		{"SlugMax", SlugMax, true},
		{"FallbackSlug", FallbackSlug, false},
		{"PersonKey", PersonKey, false},
		{"FirstLetter", FirstLetter, false},
		{"DocNumberKey", DocNumberKey, true},
		{"AbbreviationKey", AbbreviationKey, true},
	}
	for _, f := range functions {
		t.Run(f.name, rapid.MakeCheck(func(t *rapid.T) {
			s := sample().Draw(t, "s")
			once := f.f(s)
			for form, other := range map[string]string{"NFC": norm.NFC.String(s), "NFD": norm.NFD.String(s)} {
				if got := f.f(other); got != once {
					t.Fatalf("%s(%+q) = %+q, of its %s %+q", f.name, s, once, form, got)
				}
			}
			if f.idempotent && f.f(once) != once {
				t.Fatalf("%s(%+q) = %+q, again %+q", f.name, s, once, f.f(once))
			}
		}))
	}
}

func TestNFCAgreesWithNorm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sample().Draw(t, "s")
		if got, want := NFC(s), norm.NFC.String(s); got != want {
			t.Fatalf("NFC(%+q) = %+q, want %+q", s, got, want)
		}
		if key := ExactKey(s); !norm.NFC.IsNormalString(key) {
			t.Fatalf("ExactKey(%+q) = %+q is not NFC", s, key)
		}
		if got, want := Fold(s), foldSlow(s); got != want {
			t.Fatalf("Fold(%+q) = %+q, by the book %+q", s, got, want)
		}
		if got, want := FoldedKey(s), Fold(ExactKey(s)); got != want {
			t.Fatalf("FoldedKey(%+q) = %+q, want %+q", s, got, want)
		}
	})
}

const (
	benchTitle = "Một số giải pháp triển khai thực hiện nghị quyết tại Đảng bộ huyện Bảo Yên"
	benchTag   = "đa dạng hoá"
)

var sink string

func benchmark(b *testing.B, f func(string) string, s string) {
	b.ReportAllocs()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		sink = f(s)
	}
}

func BenchmarkNFC(b *testing.B)           { benchmark(b, NFC, benchTitle) }
func BenchmarkNFCDecomposed(b *testing.B) { benchmark(b, NFC, norm.NFD.String(benchTitle)) }
func BenchmarkFold(b *testing.B)          { benchmark(b, Fold, benchTitle) }
func BenchmarkExactKey(b *testing.B)      { benchmark(b, ExactKey, benchTag) }
func BenchmarkFoldedKey(b *testing.B)     { benchmark(b, FoldedKey, benchTitle) }
