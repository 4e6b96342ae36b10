package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// TestFound_C11_BrokenNames: names that a program took for another encoding are known, with what was meant;
// others are nobody's business.
func TestFound_C11_BrokenNames(t *testing.T) {
	broken := map[string]string{
		"Tß╗ì tr├¼nh.pdf":                 "Tọ trình.pdf",
		"LÃ¢m.jpg":                        "Lâm.jpg",
		"l#U1ec5 h#U1ed9i.png":            "lễ hội.png",
		"b_x00e1_o c_x00e1_o.md":          "báo cáo.md",
		"%C4%90%E1%BA%A3ng b%E1%BB%99.md": "Đảng bộ.md",
		"B\ufffdo c\ufffdo.docx":          "",
		"Quy¿t \ufffd.md":                 "",
	}
	for _, name := range []string{"Đảng bộ huyện.md", "tờ trình số 15.pdf", "ảnh lễ hội.jpg", "quyết định.docx"} {
		for _, page := range []*charmap.Charmap{charmap.CodePage437, charmap.CodePage850, charmap.Windows1252, charmap.ISO8859_1} {
			if misread, err := page.NewDecoder().String(name); err == nil && isWriting(misread) && !strings.ContainsRune(misread, utf8.RuneError) {
				broken[misread] = name
			}
		}
	}
	for name, want := range broken {
		if meant, is := brokenName(name); !is || meant != want {
			t.Errorf("%+q: %q %v, want %q", name, meant, is, want)
		}
	}
	for _, name := range []string{
		"Lâm.jpg", "tờ trình.pdf", "Müller.jpg", "señor.md", "100%.md", "50% hộ nghèo.md", "a_x.md", "#U.md", "_x_.md", "ảnh (1).jpg", "β.md", "Москва.md", "日本.md",
		"_drafts", "%20.md", "a%2Fb.md", "ß.md", "naïve café.md", "Đ.md", "½ lít.md", "x²+y².md",
	} {
		if meant, is := brokenName(name); is {
			t.Errorf("%q is taken for %q", name, meant)
		}
	}
}
