package archive

import (
	"fmt"
	"path/filepath"
	"strings"
)

const homeText = `---
title: Cổng thông tin minh họa
description: Kho lưu trữ minh họa do chương trình bantin sinh ra để thử nghiệm; không có bài nào là thật.
base_url: "https://minh-hoa.example/"
timezone: Asia/Ho_Chi_Minh
page_size: 20
province: Tỉnh Minh Họa (không có thật)
menu:
%sarchive_banner: Đây là dữ liệu minh họa do chương trình bantin sinh ra. Huyện Minh Họa, các xã, các con số và mọi bài viết đều không có thật.
successors:
  - title: Xã Minh Họa Đông
    url: "https://dong.minh-hoa.example/"
  - title: Xã Minh Họa Tây
    url: "https://tay.minh-hoa.example/"
old_statistics:
  Đang online: 3
  Hôm nay: 128
  Tất cả: 1234567
unit_map:
  Xã Hạ Mơ: Xã Minh Họa Tây
  Xã Thượng Mơ: Xã Minh Họa Đông
---

Bạn đang xem một kho lưu trữ minh họa. Toàn bộ bài viết, số liệu, văn bản và tên gọi ở đây do máy ghép từ một danh sách từ tiếng Việt, chỉ để thử chương trình và để xem trang làm ra trông như thế nào. Xin đừng trích dẫn bất cứ điều gì trong kho này.

Muốn biết thêm, xin đọc [lời giới thiệu](gioi-thieu.md) và [cách thử tìm kiếm](huong-dan.md).
`

// frame holds the pages that every archive has beside its articles, by path below content/.
var frame = map[string]string{
	"gioi-thieu.md": `---
title: Giới thiệu dữ liệu minh họa
type: page
weight: 1
---

Kho này do chương trình **demo** của dự án sinh ra. Cùng một số hạt giống thì lần nào cũng ra đúng những tệp ấy, từng byte một, nên kho dùng được để kiểm thử và để so sánh tốc độ.

## Cái gì là thật

Không có gì. Huyện Minh Họa, các xã và thôn bản, các đơn vị, bút danh, số văn bản và số liệu đều được ghép ngẫu nhiên. Nếu có chỗ nào trùng với một nơi hay một người nào thì đó chỉ là tình cờ.

## Cái gì giống thật

- Độ dài của bài, tần số của âm tiết và của từ ghép gần với tin tức tiếng Việt.
- Có bài không rõ ngày, có bài chỉ biết tháng hoặc năm.
- Có ảnh, bảng, trích dẫn, chú thích và liên kết giữa các bài.
`,
	"lien-he.md": `---
title: Liên hệ
type: page
weight: 2
---

Đây là trang liên hệ minh họa. Một kho lưu trữ thật sẽ ghi ở đây tên cơ quan, địa chỉ và thư điện tử của người phụ trách.
`,
	"huong-dan.md": `---
title: Cách thử tìm kiếm
type: page
weight: 3
---

Trong kho có những cặp tên chỉ khác nhau ở dấu, để thử xem ô tìm kiếm có phân biệt được không:

- thôn Thúy Lâm, thôn Thủy Lâm, thôn Thùy Lâm;
- hòa giải và hóa giải;
- thôn Bảo Lĩnh và thôn Báo Lĩnh.

Hãy gõ có dấu, rồi gõ không dấu, và so sánh thứ tự của kết quả. Có thể thử cả số văn bản, thí dụ 15-NQ/HU.
`,
}

// writeFrame writes the settings, the sections, the pages and the shared pictures.
func (g *generator) writeFrame(dir string) error {
	var menu strings.Builder
	files := map[string]string{}
	for i, s := range sections {
		files[s.path+"/_index.md"] = fmt.Sprintf("---\ntitle: %s\ndescription: %s trong kho minh họa.\nweight: %d\n---\n", s.title, s.description, i+1)
		if !strings.Contains(s.path, "/") {
			fmt.Fprintf(&menu, "  - title: %s\n    url: /%s/index.html\n", s.title, s.path)
		}
	}
	files["_index.md"] = fmt.Sprintf(homeText, menu.String())
	for path, text := range frame {
		files[path] = text
	}
	for path, text := range files {
		if err := writeFile(filepath.Join(dir, "content", filepath.FromSlash(path)), []byte(text)); err != nil {
			return err
		}
	}
	for _, p := range g.pictures {
		if err := writeFile(filepath.Join(dir, "static", filepath.FromSlash(p.address)), p.data); err != nil {
			return err
		}
	}
	return nil
}
