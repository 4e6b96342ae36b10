package proof

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bantin/internal/diag"
)

// said lists what was found as "line:col code args".
func said(ds []diag.Diagnostic) []string {
	lines := []string{}
	for _, d := range ds {
		place := strings.TrimPrefix(d.Pos.String(), "a.md:")
		lines = append(lines, strings.TrimSpace(place+" "+string(d.Code)+" "+strings.Join(d.Args, " ")))
	}
	return lines
}

func check(t *testing.T, text string, thorough bool, want ...string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, said(Read(diag.File{Path: "a.md", Text: text}, 0, thorough).Diagnostics)); diff != "" {
		t.Errorf("%q:\n%s", text, diff)
	}
}

func TestIdentityNumbers(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Số 001088012345 cấp năm 2016.", []string{"1:4 personal-id 1"}},
		{"CCCD: 001 088 012 345, cấp", []string{"1:7 personal-id 1"}},
		{"Căn cước 101.088.012.345", []string{"1:10 personal-id 1"}},
		{"CMND 063.123.456.", []string{"1:6 personal-id 1"}},
		{"CMND số 063123456; 063123457.", []string{"1:9 personal-id 2"}},
		{"| A | 063123456 |\n| B | 063123457 |\n\nCó 123456789012", []string{"1:7 personal-id 2", "4:4 personal-id 1"}},
		{"(063123456)", []string{"1:2 personal-id 1"}},

		{"500000000 đồng, 500000000đ, 123456789 m², 123456789012 đồng", nil},
		// an amount or a number in groups, unless the line says what it is
		{"500.000.000 đồng; 063.123.456", nil},
		{"https://x.vn/tin-123456789.html và /anh/123456789.jpg, ?id=123456789, a=123456789", nil},
		{"![x](123456789012.jpg)", nil},
		{"số 12345678, 1234567890, 1234567890123", nil},
		{"mã a123456789, 123456789b, 123456789-0", nil},
		{"20/03/2018, 3.369, 1.234.567", nil},
	} {
		check(t, c.text, false, c.want...)
	}
}

func TestTelephoneNumbers(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"- Nguyễn Văn A: 0912345678\n- B: 0912.345.679\n- C: +84 912 345 679", []string{"1:17 personal-phone 3"}},
		{"1. A, 0912 345 678", []string{"1:7 personal-phone 1"}},
		{"a) A, 0912-345-678", []string{"1:7 personal-phone 1"}},
		{"•\tA 0912345678", []string{"1:5 personal-phone 1"}},
		{"> - A 0912345678", []string{"1:7 personal-phone 1"}},
		{"|A|01686123456|", []string{"1:4 personal-phone 1"}}, // the eleven digits of before 2018

		// a contact in running text
		{"Liên hệ: 0912345678.", nil},
		// land lines are those of offices
		{"- Văn phòng: 0214 3876 123\n- 02143876123", nil},
		// no numbers of telephones; nine digits are an identity card's
		{"- Số 0612345678, 09123456789, 091234567", []string{"1:31 personal-id 1"}},
		{"- https://x.vn/0912345678", nil},
	} {
		check(t, c.text, false, c.want...)
	}
}

func TestProse(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Nói: “được.\n\nXong.", []string{"1:6 prose-quote"}},
		{"Nói: “được”. Và: ”", []string{"1:18 prose-quote"}},
		{"“Một.\n\n“Hai”, ông nói.", nil}, // a quotation that runs on
		{"“Một.\n\n“Hai.\n\nBa.", []string{"3:1 prose-quote"}},
		{"- “một\n- “hai”", []string{"1:3 prose-quote"}},
		{"“`”`", []string{"1:1 prose-quote"}},

		{"là trọng tâm.Bí thư", []string{"1:13 prose-stop"}},
		{"kết quả,huyện;Bảo Yên", []string{"1:8 prose-stop"}}, // one for a paragraph
		{"ở Phố Ràng.Huyện", []string{"1:11 prose-stop"}},
		{"Gs.Ts. Nguyễn, TP.Lào Cai, v.v. và tep.pdf, vietnam.vn, 3.369, V/v", nil},
		{"[x](a.B,c) `a.B` <https://a.B> http://a,b www.a,b a@b.Cd", nil},

		{"một  hai", []string{"1:5 prose-blanks"}},
		{"một \u00a0hai", []string{"1:5 prose-blanks"}},
		{"   một hai  ", nil}, // an indent, a line break
		{"- một\n-   hai", nil},
		{"| một  | hai |", nil},

		{"```\nmột  hai.Ba “\n```\n\n~~~\n“\n~~~", nil},
		{"````\n```\n“\n````\nbốn  năm", []string{"5:5 prose-blanks"}},
	} {
		check(t, c.text, true, c.want...)
		check(t, c.text, false)
	}
}

func TestCitedNumbers(t *testing.T) {
	text := "---\nnumber: 1-NQ/HU\n---\nTheo Nghị quyết 15-NQ/HU và `16-NQ/HU`,\nQuyết định 123/QĐ-UBND; [tệp](17-NQ/HU.pdf)."
	r := Read(diag.File{Text: text}, strings.LastIndex(text, "---\n")+4, true)
	var got []string
	for _, c := range r.Cited {
		got = append(got, c.Text)
		if !strings.HasPrefix(text[c.Offset:], c.Text) {
			t.Errorf("%s does not stand at %d", c.Text, c.Offset)
		}
	}
	if diff := cmp.Diff([]string{"15-NQ/HU", "123/QĐ-UBND"}, got); diff != "" {
		t.Error(diff)
	}
}

// Nobody's number is told again by the message about it.
func TestMessagesKeepNumbersToThemselves(t *testing.T) {
	for _, d := range Read(diag.File{Text: "- A 001088012345, 0912345678"}, 0, true).Diagnostics {
		message, hint := d.Text(diag.VI)
		if strings.Contains(message+hint, "0880") || strings.Contains(message+hint, "0912") {
			t.Error(message, hint)
		}
	}
}

// Whatever is typed, reading ends, and every place lies in the text.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"“- 0912 345 678|001 088 012 345” a.B  ```", "+84.9\u00a01\n\n~~~\n](`<@:", "1.\t2)3"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, body int) {
		body = max(0, min(body, len(text)))
		file := diag.File{Path: "a.md", Text: text}
		for _, d := range Read(file, body, true).Diagnostics {
			if d.Pos.Line < 1 || d.Pos.Line > 1+strings.Count(text, "\n") {
				t.Errorf("%v lies outside", d)
			}
		}
	})
}

func BenchmarkPersonal(b *testing.B) {
	text := strings.Repeat("Ngày 20/3/2018, Huyện ủy Bảo Yên tổng kết 15-NQ/HU với 1.234 đại biểu và 3.369 lượt xem.\n", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		personal(diag.File{Text: text})
	}
}

func BenchmarkThorough(b *testing.B) {
	text := strings.Repeat("Ngày 20/3/2018, Huyện ủy “Bảo Yên” tổng kết 15-NQ/HU với 1.234 đại biểu và 3.369 lượt xem.\n\n", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read(diag.File{Text: text}, 0, true)
	}
}
