package proof

import (
	"testing"

	"bantin/internal/diag"
)

// What is no Vietnamese prose is no slip of it: code, formulas, quotation marks and abbreviations of others.
func TestFound_C16_FalseAlarms(t *testing.T) {
	for body, want := range map[string]diag.Code{
		"Mã `001088012345` là ví dụ.":            "",
		"```\nid 001088012345\n```":              "",
		"Ta có $x_1 = 001088012345$ đơn vị.":     "",
		"$$001088012345$$ và \\(001088012345\\)": "",
		"Ông A, căn cước 001088012345.":          "personal-id",
		"Giá $5 tới 001088012345 $10 một suất.":  "personal-id",
		"Công thức $f(x)=a,b  c$ đúng.":          "",
		"Hội „Freundeskreis“ tặng sách.":         "",
		"Hội Freundeskreis e.V. tặng sách.":      "",
		"Ông nói: “Cầu đã xong.":                 "prose-quote",
		"Cầu đã xong.Bà con vui.":                "prose-stop",
	} {
		got := diag.Code("")
		for _, d := range Read(diag.File{Path: "content/a.md", Text: body + "\n"}, 0, true).Diagnostics {
			got = d.Code
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
