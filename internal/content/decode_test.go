package content

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"bantin/internal/diag"
)

// sample is a text in which every encoding shows itself.
const sample = "---\ntitle: Hội nghị học tập nghị quyết\n---\n" +
	"Đảng bộ huyện Bảo Yên tổ chức học tập, quán triệt nghị quyết của Trung ương.\n"

func utf16Bytes(text string, big bool) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		if big {
			out = append(out, byte(unit>>8), byte(unit))
		} else {
			out = append(out, byte(unit), byte(unit>>8))
		}
	}
	return out
}

// windows1258 writes tones as the marks that the encoding has; precomposed letters beyond it are taken apart.
func windows1258(t *testing.T, text string) []byte {
	t.Helper()
	var out []byte
	encoder := charmap.Windows1258.NewEncoder()
	for _, r := range text {
		if b, err := encoder.Bytes([]byte(string(r))); err == nil {
			out = append(out, b...)
			continue
		}
		base := []rune(norm.NFD.String(string(r)))
		// Marks of the letter (circumflex, breve, horn) stay with it, the tone comes after.
		letter, tone := base[:1], []rune(nil)
		for _, mark := range base[1:] {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", mark) {
				tone = append(tone, mark)
			} else {
				letter = append(letter, mark)
			}
		}
		b, err := encoder.Bytes([]byte(norm.NFC.String(string(letter)) + string(tone)))
		if err != nil {
			t.Fatalf("%q: %v", r, err)
		}
		out = append(out, b...)
	}
	return out
}

func codes(ds []diag.Diagnostic) []string {
	var out []string
	for _, d := range ds {
		out = append(out, string(d.Code))
	}
	return out
}

func find(t *testing.T, ds []diag.Diagnostic, code diag.Code) diag.Diagnostic {
	t.Helper()
	for _, d := range ds {
		if d.Code == code {
			return d
		}
	}
	t.Fatalf("no %s among %v", code, codes(ds))
	return diag.Diagnostic{}
}

// TestEncodings holds the rows on bytes: E01–E03, E09, C01, C12, C13.
func TestEncodings(t *testing.T) {
	random := make([]byte, 5<<20)
	source := rand.NewChaCha8([32]byte{1})
	source.Read(random)
	tests := []struct {
		name  string
		raw   []byte
		title string // "" when the file is not published
		codes []string
		arg   string // first argument of the first diagnostic
	}{
		{"E01 byte order mark", []byte("\xEF\xBB\xBF" + sample), "Hội nghị học tập nghị quyết", []string{"byte-order-mark"}, ""},
		{"E02 UTF-16 LE", utf16Bytes(sample, false), "Hội nghị học tập nghị quyết", []string{"encoding-utf16"}, ""},
		{"E02 UTF-16 BE", utf16Bytes(sample, true), "Hội nghị học tập nghị quyết", []string{"encoding-utf16"}, ""},
		{"C12 UTF-16 without its mark", utf16Bytes(sample, false)[2:], "", []string{"encoding-unknown"}, "UTF-16"},
		{"C12 UTF-16 that is cut", utf16Bytes(sample, false)[:101], "", []string{"encoding-unknown"}, "UTF-16"},
		{"E02 Windows-1258", windows1258(t, sample), "", []string{"encoding-unknown"}, "Windows-1258"},
		{"E02 Latin-1", []byte("---\ntitle: Caf\xe9 et th\xe9\n---\nVoil\xe0.\n"), "", []string{"encoding-unknown"}, "Windows-1252"},
		{"E02 TCVN3 bytes", []byte("---\ntitle: Bai\n---\n§¶ng bé huyÖn B¶o Yªn tæ chøc häc tËp, qu¸n triÖt nghÞ quyÕt cña Trung \u00ad¬ng"), "",
			[]string{"legacy-encoding"}, "TCVN3"},
		{"E02 TCVN3 bytes, not UTF-8", latin1("---\ntitle: Bai\n---\n§¶ng bé huyÖn B¶o Yªn tæ chøc häc tËp, qu¸n triÖt nghÞ quyÕt"), "",
			[]string{"encoding-unknown"}, "TCVN3"},
		{"E02 VNI bytes, not UTF-8", latin1("---\ntitle: Bai\n---\nÑaûng boä huyeän Baûo Yeân toå chöùc hoïc taäp, quaùn trieät nghò quyeát"), "",
			[]string{"encoding-unknown"}, "VNI"},
		{"E03 CRLF", []byte(strings.ReplaceAll(sample, "\n", "\r\n")), "Hội nghị học tập nghị quyết", nil, ""},
		{"E03 CR only", []byte(strings.ReplaceAll(sample, "\n", "\r")), "Hội nghị học tập nghị quyết", []string{"line-ends-cr"}, ""},
		{"E09 mojibake", latin1AsUTF8(sample), "", []string{"legacy-encoding"}, "UTF-8 (mojibake)"},
		{"C12 NUL in front matter", []byte("---\ntitle: A\x00B\n---\nThân bài.\n"), "AB", []string{"control-characters"}, "1"},
		{"C13 5 MB of random bytes", random, "", []string{"file-too-large"}, "5"},
		{"C13 1 MB of random bytes", random[:1<<20], "", []string{"file-binary"}, "application/octet-stream"},
		{"C13 a JPEG", append([]byte("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00"), random[:200<<10]...), "", []string{"file-binary"}, "image/jpeg"},
		{"C13 an office file", append([]byte("PK\x03\x04\x14\x00\x06\x00"), random[:50<<10]...), "", []string{"file-binary"}, "application/zip"},
		{"C13 a PDF", append([]byte("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"), random[:50<<10]...), "", []string{"file-binary"}, "application/pdf"},
		{"C13 NUL bytes only, a write that was cut off", make([]byte, 4096), "", nil, ""},
		{"E26 nothing", nil, "", []string{"file-empty"}, ""},
		{"E26 blanks", []byte("\n \u00a0\n\ufeff"), "", nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			got := Parse("content/a.md", test.raw, testOptions())
			if spent := time.Since(start); spent > time.Second {
				t.Errorf("took %v", spent)
			}
			title := ""
			if got.Entry != nil {
				title = got.Entry.Title
			}
			if title != test.title {
				t.Errorf("title %q, want %q", title, test.title)
			}
			if _, any := diag.Worst(got.Diagnostics); got.Entry == nil && !any {
				t.Error("not published, and no word about it")
			}
			if test.codes == nil {
				return
			}
			if !slices.Equal(codes(got.Diagnostics), test.codes) {
				t.Fatalf("remarks %v, want %v", codes(got.Diagnostics), test.codes)
			}
			if args := got.Diagnostics[0].Args; test.arg != "" && args[0] != test.arg {
				t.Errorf("arguments %q, want %q first", args, test.arg)
			}
		})
	}
}

// latin1 gives the bytes that a text was read from as Windows-1252.
func latin1(text string) []byte {
	b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return b
}

// latin1AsUTF8 is UTF-8 read as Windows-1252 and saved as UTF-8 again.
func latin1AsUTF8(text string) []byte {
	var out []rune
	for _, b := range []byte(text) {
		r := charmap.Windows1252.DecodeByte(b)
		if r == 0xFFFD {
			r = rune(b)
		}
		out = append(out, r)
	}
	return []byte(string(out))
}

// TestC01 is the fault that cost a draft its secrecy elsewhere.
func TestC01(t *testing.T) {
	for _, mark := range []string{"\xEF\xBB\xBF", "\n", " ", "\u200b", ""} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			raw := mark + strings.ReplaceAll("---\ntitle: A\ndraft: true\n---\n", "\n", end)
			got := Parse("content/a.md", []byte(raw), testOptions())
			if got.Entry == nil || !got.Entry.Draft || !got.Draft {
				t.Errorf("%q: %+v", raw, got)
			}
		}
	}
}

// TestPositions asserts that positions are those of the file on disk, whatever was stripped or converted.
func TestPositions(t *testing.T) {
	const text = "---\ntitle: A\ndate: hôm qua\n---\nThân bài.\n"
	tests := map[string][]byte{
		"plain":            []byte(text),
		"byte order mark":  []byte("\xEF\xBB\xBF" + text),
		"CRLF":             []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"CR":               []byte(strings.ReplaceAll(text, "\n", "\r")),
		"UTF-16":           utf16Bytes(text, true),
		"NFD":              []byte(norm.NFD.String(text)),
		"control stripped": []byte(strings.Replace(text, "title", "ti\x01tle", 1)),
	}
	for name, raw := range tests {
		d := find(t, Parse("content/a.md", raw, testOptions()).Diagnostics, "date-unreadable")
		if d.Pos.Line != 3 || d.Pos.Col != 7 || d.Source != "date: hôm qua" || d.Args[0] != "hôm qua" {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// TestC15 asserts that the two Unicode forms of a file are one entry.
func TestC15(t *testing.T) {
	const text = "---\nTiêu đề: Hội nghị\ntags: [hòa giải, Lễ hội]\nảnh đại diện: lễ hội.jpg\n---\nĐảng bộ [xã](bảo hà.md).\n"
	composed := Parse("content/a.md", []byte(text), testOptions())
	apart := Parse("content/a.md", []byte(norm.NFD.String(text)), testOptions())
	if composed.Entry == nil || apart.Entry == nil {
		t.Fatal(composed.Diagnostics, apart.Diagnostics)
	}
	if a, b := sprint(composed.Entry), sprint(apart.Entry); a != b {
		t.Errorf("composed:\n%s\napart:\n%s", a, b)
	}
}

func TestLimits(t *testing.T) {
	matter := "---\ntitle: A\n---\n"
	line := strings.Repeat("chữ ", 200) + "\n\n"
	tests := []struct {
		name string
		raw  string
		code diag.Code
		line int
		out  bool
	}{
		{"512 KiB", matter + strings.Repeat(line, (520<<10)/len(line)), "file-large", 1, false},
		{"2 MiB", matter + strings.Repeat(line, (3<<20)/len(line)), "file-too-large", 0, true},
		{"a line of 64 KiB", matter + "Mở đầu.\n\n" + strings.Repeat("chữ ", 16<<10) + "\n", "line-long", 6, false},
		{"a title of 301 characters", "---\ntitle: " + strings.Repeat("ă", 301) + "\n---\nThân bài.\n", "title-long", 2, false},
		{"64 KiB of front matter", "---\ntitle: A\nx: " + strings.Repeat("y", 64<<10) + "\n---\nThân bài.\n", "matter-large", 1, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Parse("content/a.md", []byte(test.raw), testOptions())
			d := find(t, got.Diagnostics, test.code)
			if d.Pos.Line != test.line || (got.Entry == nil) != test.out {
				t.Errorf("%+v, published %v", d, got.Entry != nil)
			}
			if len(d.Source) > 1024 {
				t.Errorf("the remark carries %d bytes of the file", len(d.Source))
			}
		})
	}
	within := Parse("content/a.md", []byte("---\ntitle: "+strings.Repeat("ă", 300)+"\n---\nThân bài.\n"), testOptions())
	if len(within.Diagnostics) > 0 {
		t.Error(within.Diagnostics)
	}
}

// TestC11 asserts that hostile front matter is refused at once.
func TestC11(t *testing.T) {
	bomb := "---\ntitle: A\na0: &a0 [x,x,x,x,x,x,x,x,x]\n"
	for i := range 9 {
		n, p := string(rune('1'+i)), string(rune('0'+i))
		bomb += "a" + n + ": &a" + n + " [*a" + p + strings.Repeat(",*a"+p, 8) + "]\n"
	}
	bomb += "---\nThân bài.\n"
	deep := func(open, end string) string { return strings.Repeat(open, 9000) + "x" + strings.Repeat(end, 9000) }
	steps := "---\ntitle: A\n"
	for i := range 300 {
		steps += strings.Repeat(" ", i) + "k:\n"
	}
	tests := map[string]string{
		"aliases":           bomb,
		"flow lists":        "---\nx: " + deep("[", "]") + "\n---\nA\n",
		"flow tables":       "---\nx: " + deep("{a: ", "}") + "\n---\nA\n",
		"steps":             steps + "---\nA\n",
		"JSON":              "{\"x\": " + deep("[", "]") + "}\nA\n",
		"TOML":              "+++\nx = " + deep("[", "]") + "\n+++\nA\n",
		"TOML dotted":       "+++\n" + strings.Repeat("a.", 9000) + "a = 1\n+++\nA\n",
		"10 MB":             "---\ntitle: A\n" + strings.Repeat("khóa: giá trị\n", 600000) + "---\nA\n",
		"64 KiB of keys":    "---\ntitle: A\ndate: x\n" + strings.Repeat("k: v\n", 12000) + "---\nA\n",
		"64 KiB of colons":  "---\ntitle: A\ndate: x\n" + strings.Repeat(": :\n", 15000) + "---\nA\n",
		"64 KiB of quotes":  "---\ntitle: A\ndate: x\nx: [" + strings.Repeat(`",'`, 20000) + "\n---\nA\n",
		"64 KiB of flows":   "---\ntitle: A\ndate: x\n" + strings.Repeat("- {\n", 15000) + "---\nA\n",
		"a flow of 64 KiB":  "---\ntitle: A\ndate: x\nx: {" + strings.Repeat("a: b, ", 10000) + "c: d}\n---\nA\n",
		"rules":             "---\ntitel\n" + strings.Repeat("----\n", 300000) + "draft: true\n",
		"unknown of 64 KiB": "---\ntitle: A\ndate: x\nx:\n" + strings.Repeat("  k: v\n", 9000) + "---\nA\n",
	}
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			got := Parse("content/a.md", []byte(raw), testOptions())
			// generous: what is refused takes milliseconds, a bomb minutes
			if spent := time.Since(start); spent > 5*time.Second {
				t.Errorf("took %v", spent)
			}
			// which are text, and stand for nothing
			if published := got.Entry != nil; published != (name == "aliases") {
				t.Errorf("published: %v", published)
			}
		})
	}
}

// TestE08 asserts what is kept for display and what is not.
func TestE08(t *testing.T) {
	got := Parse("content/a.md", []byte("---\ntitle: Gia đình 👨\u200d👩 A\u200bB\n---\nMột\vhai\x08.\n"), testOptions())
	if want := []string{"hidden-characters", "control-characters"}; !slices.Equal(codes(got.Diagnostics), want) {
		t.Errorf("remarks %v", got.Diagnostics)
	}
	if d := find(t, got.Diagnostics, "hidden-characters"); d.Args[0] != "1" || d.Args[1] != "U+200B" {
		t.Errorf("%+v", d)
	}
	if got.Entry.Title != "Gia đình 👨\u200d👩 AB" || got.Entry.Lead != "Một hai." {
		t.Errorf("title %q, lead %q", got.Entry.Title, got.Entry.Lead)
	}
	if d := find(t, got.Diagnostics, "control-characters"); d.Pos.Line != 4 || d.Pos.Col != 4 || bytes.ContainsAny([]byte(d.Source), "\v\x08") {
		t.Errorf("%+v", d)
	}
}
