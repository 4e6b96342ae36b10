package diag

// servePhrases are the words of the preview: in the terminal, and in the browser.
var servePhrases = map[Phrase]phraseText{
	"serve-ready": {"Xem thử tại {1} (dừng: Ctrl+C)", "Preview at {1} (stop: Ctrl+C)"},
	"serve-other-port": {
		"Cổng {1} đang có chương trình khác dùng; dùng cổng {2}.",
		"Port {1} is in use by another program; using port {2}."},
	"bad-addr": {
		"--addr cần một địa chỉ và cổng, ví dụ 127.0.0.1:8080, không phải “{1}”",
		"--addr takes an address and a port, for example 127.0.0.1:8080, not “{1}”"},
	"serve-updated": {"{1}: đã cập nhật trong {2}", "{1}: updated in {2}"},
	"serve-mended":  {"{1}: hết lỗi", "{1}: no errors any more"},
	"serve-no-browser": {
		"Không mở được trình duyệt ({1}). Hãy tự mở {2}",
		"The browser could not be opened ({1}). Open {2} yourself"},
	"preview-gone": {
		"Trang này không còn trong kho: bài đã bị xóa, đổi tên hoặc không còn được đăng. Đang hiện là bản cũ.",
		"This page is no longer part of the site: its article was deleted or renamed, or is not published any more. What you see is the old page."},
	"preview-errors": {"{1} lỗi cần sửa", "Errors to mend: {1}"},
	"preview-more":   {"… và {1} lỗi nữa; xem ở cửa sổ lệnh.", "… and {1} more; see the terminal."},
	"preview-stale": {
		"Đang hiện bản tốt gần nhất: cài đặt hoặc mẫu trang có lỗi nên chưa dựng được bản mới.",
		"What you see is the last good state of the site: settings or layouts have an error, so no new one can be made."},
	"preview-failed": {"Trang này chưa dựng được", "This page cannot be made"},
	"preview-mend":   {"Sửa những chỗ dưới đây rồi lưu: trang sẽ tự hiện.", "Mend what is named below and save: the page then appears by itself."},
	"preview-wait":   {"Không phải lỗi của bài viết. Trang sẽ tự hiện.", "This is no fault of an article. The page appears by itself."},
	"preview-home":   {"Về trang chủ", "To the front page"},

	"help-serve": {
		"Xem thử trang trên máy này, tự cập nhật khi lưu bài",
		"Preview the site on this machine; it follows every save"},
	"flag-addr": {
		"địa chỉ và cổng của bản xem thử",
		"address and port of the preview"},
	"flag-open":           {"mở trình duyệt", "open the browser"},
	"flag-poll":           {"quét lại mỗi giây thay vì chờ hệ thống báo (ổ đĩa mạng)", "scan every second in place of waiting for events (network drives)"},
	"flag-preview-drafts": {"hiện cả bản nháp, có đánh dấu", "show drafts too, marked"},
	"flag-preview-future": {"hiện cả bài hẹn giờ, có đánh dấu", "show scheduled entries too, marked"},
}
