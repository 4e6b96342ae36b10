package content

import (
	"regexp"
	"testing"

	"bantin/internal/diag"
)

var unfilled = regexp.MustCompile(`\{\d\}`)

// checkTexts asserts that a diagnostic reads well: both languages, everything filled in, what to type
// instead.
func checkTexts(t *testing.T, ds []diag.Diagnostic) {
	t.Helper()
	for _, d := range ds {
		for _, lang := range []diag.Lang{diag.VI, diag.EN} {
			message, hint := d.Text(lang)
			if message == "" || hint == "" || unfilled.MatchString(message+hint) {
				t.Errorf("%s in %s: %q, %q", d.Code, lang, message, hint)
			}
		}
		if d.Pos.Line > 0 && d.Source == "" && d.Code != "file-large" && d.Code != "byte-order-mark" &&
			d.Code != "encoding-utf16" && d.Code != "line-ends-cr" && d.Code != "title-missing" {
			t.Errorf("%s at %d:%d without its line", d.Code, d.Pos.Line, d.Pos.Col)
		}
	}
}

// TestMessages pins what an editor reads.
func TestMessages(t *testing.T) {
	tests := []struct{ name, raw, vi, hintVI, en, hintEN string }{
		{
			"fence-unclosed", "---\ntitle: A\n",
			"Phần đầu bài mở ở dòng 1 chưa được đóng.", "Thêm một dòng `---` sau trường cuối cùng.",
			"The front matter opened on line 1 is never closed.", "Add a line `---` after its last field.",
		},
		{
			"key-unknown", "---\ntitle: A\ntitel: B\n---\nC\n",
			"Không có trường “titel”.", "Có phải “title” không?",
			"There is no field “titel”.", "Did you mean “title”?",
		},
		{
			"date-impossible", "---\ntitle: A\ndate: 2018-02-30\n---\nC\n",
			"Ngày 2018-02-30 không tồn tại.", "Hãy xem lại ngày và tháng, ví dụ “2018-02”.",
			"The date 2018-02-30 does not exist.", "Check day and month, for example “2018-02”.",
		},
		{
			"date-order", "---\ntitle: A\ndate: 03/20/2018\n---\nC\n",
			"“03/20/2018”: tháng không thể là 20.", "Ý bạn là 20/03/2018?",
			"“03/20/2018”: there is no month 20.", "Did you mean 20/03/2018?",
		},
		{
			"legacy-encoding", "---\ntitle: Bai\n---\n§¶ng bé huyÖn B¶o Yªn tæ chøc häc tËp, qu¸n triÖt nghÞ quyÕt cña §¶ng\n",
			"Đoạn này gõ bằng bảng mã cũ TCVN3.",
			"Đọc đúng là: Đảng bộ huyện Bảo Yên tổ chức học tập, quán triệt nghị quyết… — chạy `bantin convert content/a.md` để chuyển; nếu bài vốn viết như vậy thì ghi `legacy-encoding: off` dưới mục `checks:` ở phần đầu bài.",
			"This passage is written in the old encoding TCVN3.",
			"It should read: Đảng bộ huyện Bảo Yên tổ chức học tập, quán triệt nghị quyết… — run `bantin convert content/a.md` to convert it; if it is right as it is, write `legacy-encoding: off` below `checks:` in the front matter.",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := find(t, Parse("content/a.md", []byte(test.raw), testOptions()).Diagnostics, diag.Code(test.name))
			vi, hintVI := d.Text(diag.VI)
			en, hintEN := d.Text(diag.EN)
			if vi != test.vi || hintVI != test.hintVI || en != test.en || hintEN != test.hintEN {
				t.Errorf("%s\n%s\n%s\n%s", vi, hintVI, en, hintEN)
			}
		})
	}
}
