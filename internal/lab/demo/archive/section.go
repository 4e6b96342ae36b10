package archive

import "math/rand/v2"

// section (chuyên mục) is a folder of content/ with an _index.md. Real portals are very uneven.
type section struct {
	path, title string
	description string
	weight      int // share of the articles, in percent
	topics      []string
}

var sections = [...]section{
	{"tin-tuc-su-kien", "Tin tức - Sự kiện", "Tin hoạt động của huyện và các xã", 28, []string{"hanh-chinh", "dang", "nong-thon", "xa-hoi", "doan-the", "moi-truong", "giao-thong", "kinh-te", "van-hoa", "the-thao"}},
	{"kinh-te", "Kinh tế", "Sản xuất, thị trường và việc làm", 13, []string{"kinh-te", "nong-nghiep", "nong-nghiep", "giao-thong", "kinh-te"}},
	{"van-hoa-xa-hoi", "Văn hóa - Xã hội", "Văn hóa, thể thao và đời sống", 12, []string{"van-hoa", "xa-hoi", "the-thao", "doan-the"}},
	{"van-hoa-xa-hoi/giao-duc", "Giáo dục", "Trường lớp và phong trào khuyến học", 5, []string{"giao-duc"}},
	{"van-hoa-xa-hoi/y-te", "Y tế", "Chăm sóc sức khỏe nhân dân", 4, []string{"y-te"}},
	{"xay-dung-dang", "Xây dựng Đảng", "Hoạt động của Đảng bộ và các đoàn thể", 11, []string{"dang", "dang", "doan-the"}},
	{"nong-thon-moi", "Nông thôn mới", "Các xã trên đường xây dựng nông thôn mới", 8, []string{"nong-thon", "nong-thon", "nong-nghiep"}},
	{"an-ninh-quoc-phong", "An ninh - Quốc phòng", "Giữ bình yên thôn bản", 7, []string{"an-ninh"}},
	{"cai-cach-hanh-chinh", "Cải cách hành chính", "Thủ tục, dịch vụ công và chuyển đổi số", 5, []string{"hanh-chinh", "hanh-chinh", "phap-luat"}},
	{"du-lich", "Du lịch", "Điểm đến và lễ hội", 3, []string{"du-lich", "van-hoa"}},
	{"van-ban-chi-dao", "Văn bản chỉ đạo", "Tin về các văn bản của huyện", 2, []string{"hanh-chinh", "phap-luat", "dang"}},
	{"thong-bao", "Thông báo", "Thông báo gửi nhân dân", 2, []string{"xa-hoi", "moi-truong", "hanh-chinh", "y-te"}},
}

// newSectionPool weighs the sections.
func newSectionPool() pool {
	p := pool{upto: make([]uint32, len(sections))}
	sum := 0
	for i, s := range sections {
		sum += s.weight
		p.texts = append(p.texts, s.path)
		p.upto[i] = uint32(sum)
	}
	return p
}

// topic draws a topic of the section.
func (s *section) topic(r *rand.Rand) int { return topicIndex(choose(r, s.topics)) }
