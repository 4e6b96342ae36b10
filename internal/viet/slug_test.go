package viet

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	testPairs(t, "Slug", Slug, []pair{
		{"123/QĐ–UBND", "123-qd-ubnd"},
		{"a'b’c‘dʼe`f", "abcdef"},
		{"Bảo\u200bYên\u00ad", "baoyen"},
		{"Bảo\u00a0Yên\u2003…", "bao-yen"},
		{"ＡＢＣ ﬁ ² ½ Ⅳ", "abc-fi-2-1-2-iv"}, // NFKC
		{"ŉ", "n"}, // NFKC gives an apostrophe
		{"Müller & Škoda", "muller-skoda"},
		{"Łódź straße", "odz-stra-e"}, // no decomposition: separators
		{"C++ / C#", "c-c"},
		{"../../etc/passwd\x00", "etc-passwd"},
		{"日本", ""},
		{"😀 vui", "vui"},
		{"__proto__", "proto"},
		{"-a--b-", "a-b"},
		{"a\xffb", "a-b"},
		{"ƣu đãi", "uu-dai"},
		{"Kelvin \u212a", "kelvin-k"},
		{"İstanbul", "istanbul"},
	})
}

// slugByTheBook is the rule of Slug, word for word and slow.
func slugByTheBook(s string) string {
	s = strings.ToLower(foldSlow(norm.NFKC.String(s)))
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("'’‘ʼ`\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) {
			return -1
		}
		return r
	}, s)
	s = regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(s, "-")
	return strings.Trim(s, "-")
}

var slugAlphabet = regexp.MustCompile(`^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$`)

func checkSlug(t interface{ Fatalf(string, ...any) }, s string) {
	slug := Slug(s)
	// Two broken bytes may become a letter when the rule drops the mark between them.
	if want := slugByTheBook(s); slug != want && utf8.ValidString(s) {
		t.Fatalf("Slug(%+q) = %q, by the book %q", s, slug, want)
	}
	short := SlugMax(s)
	if !slugAlphabet.MatchString(slug) || !slugAlphabet.MatchString(short) || len(short) > maxSlug {
		t.Fatalf("Slug(%+q) = %q, SlugMax %q", s, slug, short)
	}
	if (short == "") != (slug == "") || Slug(slug) != slug || SlugMax(short) != short {
		t.Fatalf("Slug(%+q) = %q, SlugMax %q: not idempotent", s, slug, short)
	}
}

func TestSlugProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkSlug(t, sample().Draw(t, "s")) })
	rapid.Check(t, func(t *rapid.T) { checkSlug(t, rapid.String().Draw(t, "s")) })
}

func TestSlugEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := "x" + string(r) + "y"
		if got, want := Slug(s), slugByTheBook(s); got != want {
			t.Errorf("Slug with U+%04X = %q, by the book %q", r, got, want)
		}
		if r == 0x33FF {
			r = 0xF8FF // no compatibility forms between: ideographs, Hangul, private use
		}
		if r == 0x1FFFF {
			break
		}
	}
}

func FuzzSlug(f *testing.F) {
	for _, seed := range []string{benchTitle, "Đắk N'Drung, Nâm N’Jang", "!!!", "o\u031b\u0323", "½\xff", "con"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSlug(t, s) })
}

func TestSlugMax(t *testing.T) {
	words := strings.Repeat("ab-", 23) + "cd" // 71 bytes
	for _, c := range []struct{ name, in, want string }{
		{"empty", "!!!", ""},
		{"short", "Bảo Yên", "bao-yen"},
		{"80 bytes stay", strings.Repeat("a", 80), strings.Repeat("a", 80)},
		{"81 bytes, no hyphen: hard cut", strings.Repeat("a", 81), strings.Repeat("a", 71) + "-" + shortHash(strings.Repeat("a", 81))},
		{"cut where a word ends exactly", words + "-efghijklmn", words + "-" + shortHash(words+"-efghijklmn")},
		{"cut before a word that does not fit", words + "x-efghijklmn", words[:68] + "-" + shortHash(words+"x-efghijklmn")},
		{"reserved", "Con", "con-" + shortHash("con")},
		{"reserved", "LPT9", "lpt9-" + shortHash("lpt9")},
		{"com0 is not reserved", "com0", "com0"},
		{"con as a part", "Con người", "con-nguoi"},
	} {
		if got := SlugMax(c.in); got != c.want || len(got) > 80 {
			t.Errorf("%s: SlugMax(%q) = %q (%d bytes), want %q", c.name, c.in, got, len(got), c.want)
		}
	}
	for _, name := range strings.Fields("con prn aux nul com1 com5 com9 lpt1 lpt5 lpt9 CON Aux") {
		if got := SlugMax(name); got == strings.ToLower(name) {
			t.Errorf("SlugMax(%q) = %q, which Windows reserves", name, got)
		}
	}
	// The hash is part of published addresses: it must never change.
	if got, want := SlugMax("con"), "con-1143da2b"; got != want {
		t.Errorf("SlugMax(con) = %q, want %q", got, want)
	}
}

func TestSlugMaxTellsLongTitlesApart(t *testing.T) {
	a := strings.Repeat("nghị quyết ", 20)
	if SlugMax(a+"một") == SlugMax(a+"hai") {
		t.Error("two long titles with one beginning have one address")
	}
}

func TestFallbackSlug(t *testing.T) {
	got := FallbackSlug("tin-tuc/!!!.md")
	if !regexp.MustCompile(`^bai-[0-9a-f]{8}$`).MatchString(got) {
		t.Errorf("FallbackSlug = %q", got)
	}
	if got == FallbackSlug("tin-tuc/!!.md") || FallbackSlug("Hội") != FallbackSlug("Ho\u0323\u0302i") {
		t.Error("FallbackSlug must depend on the path and not on its Unicode form")
	}
}

func TestHeadingIDs(t *testing.T) {
	for _, c := range []struct {
		name     string
		headings []string
		want     []string
	}{
		{"plain", []string{"Thứ nhất: Đổi mới công tác", "Điều khoản"}, []string{"h-thu-nhat-doi-moi-cong-tac", "h-dieu-khoan"}},
		{"repeated", []string{"Mục", "Mục", "MỤC"}, []string{"h-muc", "h-muc-2", "h-muc-3"}},
		{"empty", []string{"", "!!!", "Mục", "😀"}, []string{"h-muc", "h-muc-2", "h-muc-3", "h-muc-4"}},
		{"a heading like a suffix, before", []string{"x 2", "x", "x"}, []string{"h-x-2", "h-x", "h-x-3"}},
		{"a heading like a suffix, after", []string{"x", "x", "x-2", "x"}, []string{"h-x", "h-x-2", "h-x-2-2", "h-x-3"}},
		{"script names", []string{"__proto__", "constructor", "Con"}, []string{"h-proto", "h-constructor", "h-con"}},
	} {
		var ids IDs
		for i, heading := range c.headings {
			if got := ids.Heading(heading); got != c.want[i] {
				t.Errorf("%s: id of %q = %q, want %q", c.name, heading, got, c.want[i])
			}
		}
	}
}

func TestHeadingIDsAreUnique(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ids IDs
		seen := map[string]bool{}
		for _, text := range rapid.SliceOf(rapid.SampledFrom([]string{"x", "x-2", "x-2-2", "x-3", "", "mục", "mục 2"})).Draw(t, "headings") {
			id := ids.Heading(text)
			if seen[id] || !strings.HasPrefix(id, "h-") {
				t.Fatalf("id %q of %q is given twice", id, text)
			}
			seen[id] = true
		}
	})
}

func BenchmarkSlug(b *testing.B)    { benchmark(b, Slug, benchTitle) }
func BenchmarkSlugMax(b *testing.B) { benchmark(b, SlugMax, benchTitle+benchTitle) }

func BenchmarkHeadingEqual(b *testing.B) {
	b.ReportAllocs()
	var ids IDs
	for b.Loop() {
		sink = ids.Heading("Thứ nhất")
	}
}
