package content

import (
	"strings"
	"testing"
	"time"
)

// TestFound_E1_KindWords: the words by which editors name a kind, and the kind whose pages are built.
func TestFound_E1_KindWords(t *testing.T) {
	for kind, words := range map[string][]string{
		"article": {"article", "tin", "bài", "tin, bài", "tin bài", "Tin bài", "bài viết", "tin tức"},
		"page":    {"page", "trang", "trang tĩnh", "Trang Tĩnh", "trang tinh"},
	} {
		for _, word := range words {
			r := Parse("content/t/a.md", []byte("---\ntitle: A\ntype: "+word+"\n---\nLời.\n"), Options{Zone: time.UTC})
			if r.Entry == nil || r.Entry.Kind != kind || len(r.Diagnostics) > 0 {
				t.Errorf("%q: %+v, %v; not a plain %s", word, r.Entry, r.Diagnostics, kind)
			}
		}
	}
	for label, words := range map[string][]string{
		"document": {"document", "văn bản"}, "notice": {"notice", "thông báo", "giấy mời"}, "schedule": {"schedule", "lịch công tác"},
		"outline": {"outline", "đề cương"}, "broadcast": {"broadcast", "phát thanh"}, "album": {"album", "album ảnh", "ảnh"},
	} {
		for _, word := range words {
			r := Parse("content/t/a.md", []byte("---\ntitle: A\ntype: "+word+"\n---\nLời.\n"), Options{Zone: time.UTC})
			if r.Entry == nil || r.Entry.Kind != "article" || len(r.Diagnostics) != 1 || r.Diagnostics[0].Code != "kind-unsupported" {
				t.Errorf("%q: %+v, %v; not an article in place of a %s", word, r.Entry, r.Diagnostics, label)
			}
		}
	}
}

// TestFound_E1_HeldBack: the fields and words, of this program and of others, that keep a file from being
// published.
func TestFound_E1_HeldBack(t *testing.T) {
	no := []string{"false", "no", "không", "0", "off", "chưa", "sai"}
	yes := []string{"true", "yes", "có", "x", "1", "on", "đúng", "rồi"}
	held := []string{"draft", "nháp", "bản nháp", "pending", "private", "hidden", "unpublished", "chưa đăng", "chưa duyệt", "chờ duyệt"}
	for _, c := range []struct{ keys, values []string }{
		{[]string{"published", "publish", "public", "is_published", "isPublished", "xuất bản", "công khai", "đã đăng", "đã duyệt", "duyệt"}, no},
		{[]string{"hidden", "private", "unpublished", "unlisted", "ẩn", "riêng tư", "chưa đăng", "chưa duyệt", "is_draft", "isDraft", "là bản nháp", "là nháp", "draft", "nháp", "bản nháp"}, yes},
		{[]string{"status", "state", "trạng thái", "tình trạng"}, held},
	} {
		for _, key := range c.keys {
			for _, value := range c.values {
				r := Parse("content/t/a.md", []byte("---\ntitle: A\n"+key+": "+value+"\n---\nLời.\n"), Options{Zone: time.UTC})
				if r.Entry != nil && !r.Entry.Draft {
					t.Errorf("%s: %s is published", key, value)
				}
			}
			r := Parse("content/t/a.md", []byte("---\ntitle: A\n"+key+":\n---\nLời.\n"), Options{Zone: time.UTC})
			if r.Entry == nil {
				t.Errorf("%s without a value keeps the file back: %v", key, r.Diagnostics)
			}
		}
	}
}

// fieldOf is the field of a schema that a written name means.
func fieldOf[T any](s *schema[T]) func(written string) string {
	return func(written string) string {
		at, known := s.index[normalKey(written)]
		if !known {
			return ""
		}
		return s.fields[at].key
	}
}

// TestFound_E1_FieldNames: the names by which editors know the fields, as they write them.
func TestFound_E1_FieldNames(t *testing.T) {
	for _, schema := range []struct {
		name  string
		field func(string) string
		names map[string][]string
	}{
		{"every kind", fieldOf(commonSchema), map[string][]string{
			"title": {"title", "Tiêu đề", "tên bài", "tên"}, "linktitle": {"linktitle", "tiêu đề hiển thị", "tiêu-đề-ngắn"},
			"date": {"Date", "ngày", "ngày đăng", "ngày xuất bản", "Thời gian"}, "date_precision": {"date_precision", "độ chính xác ngày"},
			"date_circa": {"date-circa", "ngày khoảng"}, "date_basis": {"date_basis", "căn cứ ngày"}, "lastmod": {"lastmod", "ngày sửa", "ngày cập nhật", "cập nhật"},
			"publishdate": {"publishDate", "đăng từ ngày", "hẹn đăng"}, "expirydate": {"expiryDate", "gỡ bài ngày"}, "draft": {"draft", "nháp", "bản nháp"},
			"tags": {"tags", "thẻ", "từ khóa", "từ khoá", "nhãn"}, "tag": {"tag"}, "keywords": {"keywords", "từ tìm kiếm"}, "categories": {"categories", "chuyên mục", "danh mục"}, "category": {"category"},
			"series": {"series", "chuyên đề", "loạt bài"}, "summary": {"summary", "sapo", "tóm tắt", "mở đầu"}, "description": {"description", "mô tả"},
			"slug": {"slug", "đường dẫn"}, "aliases": {"aliases", "URL cũ", "địa chỉ cũ", "đường dẫn cũ"}, "weight": {"weight", "thứ tự"}, "type": {"type", "loại", "loại nội dung"},
			"layout": {"layout", "bố cục", "mẫu"}, "menus": {"menus", "trình đơn"}, "author": {"author", "tác giả", "người viết", "bút danh"},
			"organization": {"organization", "đơn vị", "đơn vị tác giả", "cơ quan"}, "photo_credit": {"photo_credit", "người chụp", "nguồn ảnh"},
			"images": {"images", "ảnh đại diện", "hình ảnh"}, "banner": {"banner"}, "authors": {"authors"}, "url": {"url"}, "cover": {"cover"}, "toc": {"toc", "mục lục"}, "documents": {"documents", "văn bản", "văn bản liên quan"},
			"related": {"related", "liên quan", "bài liên quan"}, "attachments": {"attachments", "tệp đính kèm", "tài liệu đính kèm", "đính kèm"},
			"people": {"people", "nhân vật"}, "places": {"places", "địa danh"}, "view_count": {"view_count", "lượt xem", "số lượt xem"}, "view_count_at": {"view_count_at", "lượt xem lúc"},
			"secrecy": {"secrecy", "Độ mật"}, "cascade": {"cascade"}, "checks": {"checks", "kiểm tra"},
			"source_name": {"source_name", "nguồn", "theo"}, "source_url": {"source_url", "nguồn url", "url nguồn", "liên kết gốc"}, "captured_at": {"captured_at", "ngày thu thập", "lưu lúc"},
			"original_file": {"original_file", "tệp gốc"}, "original_sha256": {"original_sha256", "mã băm gốc"}, "rights": {"rights", "bản quyền"},
			"archive_note": {"archive_note", "ghi chú lưu trữ", "ghi chú"}, "corrections": {"corrections", "đính chính"}, "redacted": {"redacted", "ẩn danh"},
		}},
		{"articles", fieldOf(kinds[0].own), map[string][]string{
			"start_date": {"start_date", "từ ngày", "bắt đầu"}, "end_date": {"end_date", "đến ngày", "kết thúc"}, "place": {"place", "địa điểm"}, "host": {"host", "chủ trì"},
			"participants": {"participants", "thành phần"}, "deadline": {"deadline", "hạn", "hạn nộp"}, "contact": {"contact", "liên hệ"},
		}},
		{"attachments", fieldOf(attachmentSchema), map[string][]string{"file": {"file", "tệp"}, "title": {"title", "tiêu đề", "tên"}}},
		{"corrections", fieldOf(correctionSchema), map[string][]string{"date": {"date", "ngày"}, "text": {"text", "nội dung"}}},
		{"cascade", fieldOf(cascadeSchema), map[string][]string{"type": {"type", "loại", "loại nội dung"}, "draft": {"draft", "nháp", "bản nháp"}}},
		{"settings", fieldOf(settingsSchema), map[string][]string{
			"title": {"title", "tiêu đề", "tên bài", "tên"}, "description": {"description", "mô tả"}, "base_url": {"base_url", "baseURL", "địa chỉ trang"}, "timezone": {"timezone", "múi giờ"},
			"page_size": {"page_size", "số bài mỗi trang"}, "province": {"province", "tỉnh"}, "editor_url": {"editor_url", "đường dẫn biên tập"}, "menu": {"menu", "trình đơn chính"},
			"archive_banner": {"archive_banner", "thông báo lưu trữ"}, "successors": {"successors", "đơn vị kế thừa"}, "old_statistics": {"old_statistics", "thống kê cũ"},
			"badge": {"badge", "huy hiệu"}, "tag_slugs": {"tag_slugs", "đường dẫn thẻ"}, "unit_map": {"unit_map", "đổi tên đơn vị"}, "nested_plus_lists": {"nested_plus_lists", "danh sách cộng"},
			"static_types": {"static_types", "kiểu tệp tĩnh"}, "checks": {"checks", "kiểm tra"},
		}},
		{"links", fieldOf(linkSchema), map[string][]string{"title": {"title", "tiêu đề", "tên"}, "url": {"url", "đường dẫn", "địa chỉ"}}},
		{"the badge", fieldOf(badgeSchema), map[string][]string{"file": {"file", "tệp"}, "alt": {"alt", "mô tả ảnh"}, "note": {"note", "ghi chú"}}},
	} {
		for field, names := range schema.names {
			for _, name := range names {
				if got := schema.field(name); got != field {
					t.Errorf("%s: %q is the field %q, not %q", schema.name, name, got, field)
				}
			}
		}
	}
}

// TestFound_E1_Words: diagnostics that say the wrong thing are as bad as none.
func TestFound_E1_Words(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"title: Bài #1", ""},
		{"title: Bài # 1", "hash-in-text title"},
		{"title: A\ndate: 8:30 03/20/2018", "date-order 8:30 03/20/2018|20/03/2018|20"},
	} {
		got := ""
		for _, d := range Parse("content/t/a.md", []byte("---\n"+c.front+"\n---\nLời.\n"), Options{Zone: time.UTC}).Diagnostics {
			got += string(d.Code) + " " + strings.Join(d.Args, "|")
		}
		if got != c.want {
			t.Errorf("%q: %q, not %q", c.front, got, c.want)
		}
	}
}
