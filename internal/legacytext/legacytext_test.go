package legacytext

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any // the vectors that came with the rules
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	unicodeText := v["unicode"].(string)
	for key, enc := range map[string]Encoding{
		"unicode": Unicode, "tcvn3_as_cp1252": TCVN3, "vni_windows_as_cp1252": VNI, "viqr": VIQR, "utf8_read_as_cp1252": Mojibake,
	} {
		text := v[key].(string)
		want := unicodeText
		if enc == Mojibake {
			want, _, _ = strings.Cut(unicodeText, ".") // the vector is shorter
		}
		if got := Detect(text); got != enc {
			t.Errorf("Detect(%q) = %q, want %q", text, got, enc)
		}
		if got := Convert(text, enc); got != want {
			t.Errorf("Convert(%q, %q) = %q, want %q", text, enc, got, want)
		}
	}
	if horn := v["tcvn3_u_horn"].([]any)[0].(string); Convert(horn, TCVN3) != "ư" {
		t.Errorf("the soft hyphen of TCVN3 is ư, got %q", Convert(horn, TCVN3))
	}
}

// prose is written in small letters, which is what TCVN3 can hold.
const prose = "một số giải pháp triển khai thực hiện nghị quyết tại đảng bộ huyện bảo yên: chuyển đổi số, xây dựng nông thôn mới, " +
	"giữ gìn bản sắc văn hóa các dân tộc; phát huy vai trò của người cao tuổi, cựu chiến binh ở cơ sở."

// encoders write Unicode in each encoding, as Windows-1252 shows it.
var encoders = map[Encoding]func(string) string{
	TCVN3: func(s string) string {
		codes := map[rune]rune{}
		for code, letter := range tables.tcvn3 {
			codes[letter] = code
		}
		return strings.Map(func(r rune) rune {
			if code, ok := codes[r]; ok {
				return code
			}
			return r
		}, s)
	},
	VNI: func(s string) string {
		var pairs []string
		for code, letter := range tables.vniPairs {
			if code[0] > 'Z' && code[0] != 'Ô' && code[0] != 'Ö' || strings.ToUpper(string(code[:])) == string(code[:]) {
				pairs = append(pairs, string(letter), string(code[:]))
			}
		}
		for code, letter := range tables.vni {
			pairs = append(pairs, string(letter), string(code))
		}
		return strings.NewReplacer(pairs...).Replace(s)
	},
	VIQR: func(s string) string {
		s = strings.NewReplacer("đ", "dd", "Đ", "DD").Replace(s)
		// norm puts the dot and the horn before other marks; VIQR wants the tone last.
		marks := strings.NewReplacer("\u0323\u0302", "^.", "\u0323\u0306", "(.", "\u0302", "^", "\u0306", "(", "\u031b", "+",
			"\u0301", "'", "\u0300", "`", "\u0309", "?", "\u0303", "~", "\u0323", ".")
		return marks.Replace(norm.NFD.String(s))
	},
	Mojibake: func(s string) string { return FromWindows1252([]byte(s)) },
}

func TestDetect(t *testing.T) {
	capitals := "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, ĐỘC LẬP - TỰ DO - HẠNH PHÚC"
	for enc, encode := range encoders {
		if got := Detect(encode(prose)); got != enc {
			t.Errorf("%s: Detect(%q) = %q", enc, encode(prose), got)
		}
	}
	for _, c := range []struct {
		name, text string
		want       Encoding
	}{
		{"empty", "", Unicode},
		{"Unicode", prose, Unicode},
		{"Unicode, decomposed", norm.NFD.String(prose), Unicode},
		{"capitals", capitals, Unicode},
		{"VNI capitals", encoders[VNI](capitals), VNI},
		{"TCVN3 with soft hyphens only", strings.Repeat("tr\u00adng nh\u00adng t\u00ad t\u00adng ", 2), TCVN3},
		{"English", "The quick brown fox jumps over the lazy dog, again and again.", Unicode},
		{"English with naïve café", "A naïve résumé in a café is enough for no one.", Unicode},
		{"Spanish", "El niño español comió mañana en la montaña con su compañía, según señaló el señor", Unicode}, // ñ is a code of VNI, but no word becomes Vietnamese
		{"few letters", "## An toàn giao thông và an toàn giao thông", Unicode},                                   // oà is a code of VNI
		{"German", "Über die Brücke führt für Fußgänger schöner grüner Weg, größer als früher", Unicode},
		{"French, few accents", "Élève à Paris, où l'été est long, Rémy préfère la forêt près d'un étang.", Unicode},
		{"signs are no words", "§ · ¨ ® © § · ¨ ® ©", Unicode},
		{"signs in code do not count", prose + " ```·¨®©§·¨®©§``` " + strings.Repeat("`·¨®©§·¨®©§` ", 60), Unicode},
		{"VIQR in a formula", `Ta có $a^2 + b^2 = c^2$ và $$o+ u+ a^ e^$$ \(o+u+\).`, Unicode},
		{"VIQR in code", "Run `a^ e^ o^ u+ o+`\n\n```\na^ e^ o^ u+ o+\n```\nand then go on.", Unicode},
		{"a(n) and C++ and foo+1", "Let f be a(n) = 1 in C++, then go on for a long while with many more words of English.", Unicode},
		{"one telltale pair", "Citroën Ã© and nothing else of the kind", Unicode},
		{"two telltale pairs", "há»™i nghá»‹ and more", Mojibake},
		{"telltale pairs 401 characters apart", "Ã© " + strings.Repeat("x", 400) + "á»‹", Unicode},
		{"telltale pairs 400 characters apart", "Ã©" + strings.Repeat("x", 399) + "á»‹", Mojibake},
		{"mojibake read as Latin-1", "\u00c4\u0091\u00e1\u00ba\u00a3ng b\u00e1\u00bb\u0099", Mojibake},
		{"mojibake in a tag does not count", `<img alt="há»™i nghá»‹">` + prose, Unicode},
		{"mojibake in code does not count", "```\nhá»™i nghá»‹\n```\n" + prose, Unicode},
		{"address", "https://vi.wikipedia.org/wiki/a^e^o^u+o+ xem thêm", Unicode},
	} {
		if got := Detect(c.text); got != c.want {
			t.Errorf("%s: Detect(%q) = %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestConvert(t *testing.T) {
	for enc, encode := range encoders {
		if got := Convert(encode(prose), enc); got != prose {
			t.Errorf("%s: there and back\n%q\n%q", enc, prose, got)
		}
	}
	for _, c := range []struct {
		enc      Encoding
		in, want string
	}{
		{Unicode, "Ho\u0323\u0302i", "Hội"},
		{TCVN3, "§¶ng bé, ¢n, £ch, ¥n, ¦u, ¡n, ¤ng", "Đảng bộ, Ân, Êch, Ơn, Ưu, Ăn, Ông"},
		{TCVN3, "“Hội” ộ", "“Hội” ộ"},
		{VNI, "Ñaûng boä Baûo Yeân", "Đảng bộ Bảo Yên"},
		{VNI, "ÑAÛNG BOÄ", "ĐẢNG BỘ"},
		{VNI, "OÄ Oä oä ÖÙ Öù ÔØ Ôø Ô Ö Ñ Æ Ó Ò Î", "Ộ Ộ ộ Ứ Ứ Ờ Ờ Ơ Ư Đ Ỉ Ĩ Ị Ỵ"},
		{VNI, "nöôùc thöôøng ngöôøi", "nước thường người"},
		{VNI, "yù kieán, lyø, myõ, kyû, tî", "ý kiến, lỳ, mỹ, kỷ, tỵ"},
		{VNI, "chì, chæ, nghó, tí, thò", "chì, chỉ, nghĩ, tí, thị"},
		{VIQR, "nu+o+'c Vie^.t, ddu+o+`ng DDie^.n, Ddo^ng", "nước Việt, đường Điện, Đông"},
		{VIQR, "chu?. Xong.", "chủ. Xong."},
		{VIQR, `o\. a\^ b\c`, `o. a^ b\c`},
		{VIQR, "xem `a^.b` https://a.vn/e^.html <a href='e.'> a^.", "xem `a^.b` https://a.vn/e^.html <a href='e.'> ậ"},
		{Mojibake, "Cá»™ng hÃ²a “ộ” Ã x", "Cộng hòa “ộ” Ã x"},
		{Mojibake, "\u00c4\u0091\u00e1\u00ba\u00a3ng", "đảng"},
		{Mojibake, "Ä‘áº£ng Ã©té ®", "đảng été ®"},
		{Mojibake, "â€œÄáº£ngâ€\u009d", "“Ä\u1ea3ng”"},
	} {
		if got := Convert(c.in, c.enc); got != c.want {
			t.Errorf("%s: Convert(%q) = %q, want %q", c.enc, c.in, got, c.want)
		}
	}
}

func TestTables(t *testing.T) {
	if got := len(tables.tcvn3); got != 67+7 {
		t.Errorf("%d codes of TCVN3, want 67 small letters and 7 capitals", got)
	}
	if got := len(tables.vni); got != 2*9 { // ì í ò ó æ î ô ö ñ
		t.Errorf("%d single codes of VNI, want 18", got)
	}
	codes := map[rune]bool{}
	for code, letter := range tables.vniPairs {
		codes[letter] = true
		if want := string(letter); strings.ToUpper(want) != want && (strings.ToUpper(string(code[:])) == string(code[:])) {
			t.Errorf("%q is %q", string(code[:]), want)
		}
	}
	for _, letter := range tables.vni {
		codes[letter] = true
	}
	if len(codes) != 134 {
		t.Errorf("%d letters of VNI, want 134", len(codes))
	}
}

func TestFromWindows1252(t *testing.T) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	text := []rune(FromWindows1252(all))
	if len(text) != 256 || text[0x80] != '€' || text[0x81] != 0x81 || text[0x9F] != 'Ÿ' || text[0xA0] != 0xA0 || text['a'] != 'a' {
		t.Errorf("FromWindows1252 = %q", string(text))
	}
	for i, r := range text {
		if b, ok := windows1252Byte(r); !ok || int(b) != i {
			t.Errorf("byte %02X is %q, back %02X", i, r, b)
		}
	}
}

func TestFind(t *testing.T) {
	vni, tcvn3, viqr, mojibake := encoders[VNI](prose), encoders[TCVN3](prose), encoders[VIQR](prose), encoders[Mojibake](prose)
	long := strings.Repeat(prose+"\n\n", 20)
	for _, c := range []struct {
		name, text string
		enc        Encoding
		line       string
	}{
		{"sound", long, Unicode, ""},
		{"empty", "", Unicode, ""},
		{"whole", "# Tin\n\n" + tcvn3 + "\n", TCVN3, tcvn3},
		{"whole, short paragraphs", "Tin\nx· héi\n\nchñ nghÜa\n\nViÖt", TCVN3, "x· héi"},
		{"one paragraph", long + vni + "\nsecond line\n\n" + long, VNI, vni},
		{"one paragraph, CRLF", strings.ReplaceAll(long+vni+"\n\n"+long, "\n", "\r\n"), VNI, vni},
		{"a short paragraph in a sound text", long + "x· héi chñ nghÜa ViÖt Nam\n\n" + long, TCVN3, "x· héi chñ nghÜa ViÖt Nam"},
		{"twice mojibake", encoders[Mojibake](mojibake), Mojibake, encoders[Mojibake](mojibake)},
		{"mojibake", long + mojibake, Mojibake, mojibake},
		{"a hint", long + viqr, VIQR, viqr},
		{"hint and error", viqr + "\n\n" + long + tcvn3, TCVN3, tcvn3},
		{"in code", long + "```\n" + tcvn3 + "\n```\n", Unicode, ""},
		{"all VIQR in short lines", "\nVie^.t Nam\n\nddo^.c la^.p", VIQR, "Vie^.t Nam"},
	} {
		got, ok := Find(c.text)
		if got.Encoding != c.enc || ok != (c.enc != Unicode) || c.text[got.Start:got.End] != c.line {
			t.Errorf("%s: Find = %+v %q, want %q %q", c.name, got, c.text[got.Start:got.End], c.enc, c.line)
		}
	}
}

// Code, math, tags and addresses stand between ⟦ and ⟧.
func TestBlankMarkup(t *testing.T) {
	for _, marked := range []string{
		"a ⟦`b c`⟧ d",
		"a ⟦``b ` c``⟧ d",
		"a `b\n\nc` d",
		"ho`a la`m ra(`ng no^`i", // VIQR
		"⟦```go\na\n``\n```\n⟧b",
		"x\n  ⟦~~~\n```\n~~~~\n⟧b",
		"⟦```\na⟧",
		"a ⟦```b```⟧ c",
		"⟦$x+y$⟧ 5$ 6 $",
		"từ 5 $ đến 6 $",
		"⟦$$a\nb$$⟧ c",
		"$$a",
		`⟦\(a\)⟧ ⟦\[b` + "\n" + `c\]⟧ \$x$`,
		"\\(a\nb\\)",
		"a < b > c ⟦<b x='ă'>⟧d⟦</b>⟧⟦<!-- x -->⟧",
		"xem ⟦https://a.vn/b?c,⟧ ⟦www.d.vn⟧ và awww.x",
		"\\`a` b",
		"ă ⟦`đ`⟧",
	} {
		in, want := "", ""
		for i, part := range strings.Split(strings.ReplaceAll(marked, "⟧", "⟦"), "⟦") {
			in += part
			for _, c := range []byte(part) {
				if i%2 == 1 && c != '\n' {
					c = ' '
				}
				want += string([]byte{c})
			}
		}
		if got := blankMarkup(in); got != want {
			t.Errorf("blankMarkup(%q) =\n%q, want\n%q", in, got, want)
		}
	}
}

// TestFound_E7_BlankMarkupIsLinear: unclosed marks must not make the scan quadratic. Four times the text may take eight times as long, of the best
// of some runs; a quadratic scan takes sixteen times.
func TestFound_E7_BlankMarkupIsLinear(t *testing.T) {
	best := func(text string) time.Duration {
		least := time.Hour
		for range 5 {
			start := time.Now()
			blankMarkup(text)
			least = min(least, time.Since(start))
		}
		return least
	}
	for _, piece := range []string{"`", "``` ", "`a``", "$", "$$ ", `\(`, `\[`, "<a ", "<", "~~~", "\n```\n", "https://", "www.", "\\", "a`b` "} {
		text := strings.Repeat(piece, 10_000)
		if n, more := best(text), best(strings.Repeat(text, 4)); more > 8*n+5*time.Millisecond {
			t.Errorf("%q: %v, four times as much %v", piece, n, more)
		}
	}
}

func TestProperties(t *testing.T) {
	words := strings.Fields(strings.ReplaceAll(prose, ",", ""))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.Permutation(words).Draw(t, "words"), " ")
		if got := Detect(text); got != Unicode {
			t.Fatalf("Detect(%q) = %q", text, got)
		}
		for enc, encode := range encoders {
			if got := Convert(encode(text), enc); got != text {
				t.Fatalf("%s: %q comes back as %q", enc, text, got)
			}
			if got := Detect(encode(text)); got != enc {
				t.Fatalf("Detect(%q) = %q, want %q", encode(text), got, enc)
			}
		}
	})
}

func FuzzConvert(f *testing.F) {
	for _, encode := range encoders {
		f.Add(encode(prose))
	}
	f.Add("a `b` $c$ <d> https://e \\(f\\) ```\ng\n``` Ã\xff á»")
	f.Fuzz(func(t *testing.T, text string) {
		Detect(text)
		found, ok := Find(text)
		if ok != (found.Encoding != Unicode) || found.Start > found.End || found.End > len(text) {
			t.Fatalf("Find(%q) = %+v, %v", text, found, ok)
		}
		for _, enc := range []Encoding{Unicode, TCVN3, VNI, VIQR, Mojibake} {
			converted := Convert(text, enc)
			if utf8.ValidString(text) && (!utf8.ValidString(converted) || !norm.NFC.IsNormalString(converted)) {
				t.Fatalf("Convert(%q, %q) = %q", text, enc, converted)
			}
			if isASCII(text) && enc != VIQR && converted != text {
				t.Fatalf("Convert(%q, %q) = %q", text, enc, converted)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(prose+"\n\n", 18)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, ok := Find(text); ok {
			b.Fatal("legacy")
		}
	}
}

// The bytes and the letters tell the same characters.
func TestBeginsVietnameseOnly(t *testing.T) {
	for r := rune(0x80); r <= 0xFFFF; r++ {
		if got, want := beginsVietnameseOnly(string(r)+"x"), isVietnameseOnly(r); got != want {
			t.Errorf("%c (U+%04X): %v, want %v", r, r, got, want)
		}
	}
}
