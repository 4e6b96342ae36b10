package byline

import (
	"strings"
	"testing"
)

func TestByline(t *testing.T) {
	tests := []struct{ in, authors, office, photo string }{
		{"Nguyễn Anh Dũng", "Nguyễn Anh Dũng", "", ""},
		{"H.M", "H.M", "", ""},
		{"Minh Anh, Quốc Hồng; Thu Hà", "Minh Anh|Quốc Hồng|Thu Hà", "", ""},
		{"Bài, ảnh: N.V.A", "N.V.A", "", "N.V.A"},
		{"Tin, bài và ảnh: N.V.A", "N.V.A", "", "N.V.A"},
		{"Bài & ảnh: N.V.A", "N.V.A", "", "N.V.A"},
		{"Tin: Minh Anh", "Minh Anh", "", ""},
		{"Ảnh: Quốc Hồng", "", "", "Quốc Hồng"},
		{"Bài: Minh Anh, Thu Hà; Ảnh: Quốc Hồng, A", "Minh Anh|Thu Hà", "", "Quốc Hồng, A"},
		{"Bài: Minh Anh - Ảnh: Quốc Hồng", "Minh Anh", "", "Quốc Hồng"},
		{"Bài viết: Minh Anh", "Bài viết: Minh Anh", "", ""},
		{"Nguyễn Anh Dũng - Ban Tuyên giáo Huyện ủy Bảo Yên", "Nguyễn Anh Dũng", "Ban Tuyên giáo Huyện ủy Bảo Yên", ""},
		{"Nguyễn Anh Dũng – UBND huyện", "Nguyễn Anh Dũng", "UBND huyện", ""},
		{"Bài, ảnh: N.V.A - Đài Truyền thanh, Truyền hình", "N.V.A", "Đài Truyền thanh, Truyền hình", "N.V.A"},
		{"Minh Anh - Quốc Hồng", "Minh Anh - Quốc Hồng", "", ""},
		{"Vũ Xuân Ban - Ban", "Vũ Xuân Ban - Ban", "", ""},
		{"Ban Tuyên giáo Huyện ủy", "Ban Tuyên giáo Huyện ủy", "", ""},
	}
	for _, test := range tests {
		got := Read(test.in, true)
		if strings.Join(got.Authors, "|") != test.authors || got.Organization != test.office || got.Photo != test.photo {
			t.Errorf("%q: %+v", test.in, got)
		}
	}
}
