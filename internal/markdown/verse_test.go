package markdown

import (
	"strings"
	"testing"
)

// TestFound_B15_Lines: which line ends stay. / stands for a line end of the source, | for a break of the
// page.
func TestFound_B15_Lines(t *testing.T) {
	for _, tc := range []struct{ name, markdown, html string }{
		{"an invitation", "Thời gian: 8 giờ/Địa điểm: Hội trường", "Thời gian: 8 giờ|Địa điểm: Hội trường"},
		{"the longest line first", "Địa điểm: Hội trường Trung tâm văn hóa huyện Bảo Yên, tầng 2/Thời gian: 8 giờ",
			"Địa điểm: Hội trường Trung tâm văn hóa huyện Bảo Yên, tầng 2|Thời gian: 8 giờ"},
		{"six and eight", "Sông Chảy nước biếc lững lờ,/Thuyền ai đậu bến đợi chờ ai sang./Bảo Hà soi bóng đền vàng/“Khách ơi”, ai gọi đò ngang giữa chiều.",
			"Sông Chảy nước biếc lững lờ,|Thuyền ai đậu bến đợi chờ ai sang.|Bảo Hà soi bóng đền vàng|“Khách ơi”, ai gọi đò ngang giữa chiều."},
		{"five each", "Mưa về trên bản nhỏ/Suối gọi đá tìm nhau/Em qua cầu gọi gió/Ruộng bậc thang xanh màu",
			"Mưa về trên bản nhỏ|Suối gọi đá tìm nhau|Em qua cầu gọi gió|Ruộng bậc thang xanh màu"},
		{"digits, dashes, quotes", "Lịch họp/7 giờ: đón khách/– Khai mạc/\"Bế mạc\" lúc 11 giờ", "Lịch họp|7 giờ: đón khách|– Khai mạc|&quot;Bế mạc&quot; lúc 11 giờ"},
		{"breaks that were typed", "A<br>/B<br>/C dài", "A|B|C dài"}, {"the last one too", "Một<br>/“Hai”<br>", "Một|“Hai”<br>"},
		{"a signature", "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH/Nguyễn Văn A", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH|Nguyễn Văn A"},
		{"bold labels", "**Thời gian:** 8 giờ/**Địa điểm:** xã", "<strong>Thời gian:</strong> 8 giờ|<strong>Địa điểm:</strong> xã"},
		{"tabs", "\tSông Chảy nước biếc lững lờ./\tThuyền ai đậu bến./\tAi sang", "Sông Chảy nước biếc lững lờ.|Thuyền ai đậu bến.|Ai sang"},
		{"blanks", "      Sông Chảy nước biếc!/      Thuyền ai đậu bến,/      Ai sang", "Sông Chảy nước biếc!|Thuyền ai đậu bến,|Ai sang"},
		{"sixty characters", "Một/" + strings.Repeat("Năm ", 14) + "Năm1/Hai", "Một|" + strings.Repeat("Năm ", 14) + "Năm1|Hai"},
		// what flows together
		{"a line begins small", "Thời gian: 8 giờ/Địa điểm: Hội trường/huyện", "Thời gian: 8 giờ/Địa điểm: Hội trường/huyện"},
		{"a long line", "Một/" + strings.Repeat("Năm ", 14) + "Năm 1/Hai", "Một/" + strings.Repeat("Năm ", 14) + "Năm 1/Hai"},
		{"wrapped between names", "Dự hội nghị có ông Nguyễn Văn An, Chủ tịch Ủy ban xã/Bảo Hà và đoàn.",
			"Dự hội nghị có ông Nguyễn Văn An, Chủ tịch Ủy ban xã/Bảo Hà và đoàn."},
		{"wrapped between many names", "Gồm các ông Nguyễn Văn An, Trần Văn Bình,/Lê Văn Cường, Phạm Văn Dũng và Hoàng Văn/Em.",
			"Gồm các ông Nguyễn Văn An, Trần Văn Bình,/Lê Văn Cường, Phạm Văn Dũng và Hoàng Văn/Em."},
	} {
		got := render(convert(strings.ReplaceAll(tc.markdown, "/", "\n"), usual))
		want := strings.NewReplacer("</", "</", "/", "\n", "|", "<br>\n").Replace(tc.html)
		checkEqual(t, tc.name, got, "<p class=\"lead\">"+want+"</p>\n")
	}
	item := convert("- Thời gian: 8 giờ\n  Địa điểm: xã\n\n> Sông Chảy\n> Nước biếc\n", usual)
	checkEqual(t, "in items and quotations", render(item), "<ul>\n<li>Thời gian: 8 giờ<br>\nĐịa điểm: xã</li>\n</ul>\n"+
		"<blockquote>\n<p>Sông Chảy<br>\nNước biếc</p>\n</blockquote>\n")
	checkEqual(t, "plain text", item.Blocks[0].Text, "Thời gian: 8 giờ Địa điểm: xã")
}
