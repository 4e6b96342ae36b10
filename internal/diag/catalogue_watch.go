package diag

// watchMessages are the texts of package watch. None of them is about an editor's file: they say how changes
// are noticed.
var watchMessages = map[Code]Message{
	"watch-lost": {Notice,
		"Hệ thống báo thay đổi bị quá tải hoặc gặp lỗi ({1}); toàn bộ trang được quét lại.",
		"The system lost track of what changed ({1}); the whole site is looked at again.",
		"Không cần làm gì. Nếu điều này xảy ra thường xuyên, hãy tăng giới hạn: sudo sysctl fs.inotify.max_queued_events=65536",
		"Nothing to do. If it happens often, raise the limit: sudo sysctl fs.inotify.max_queued_events=65536"},
	"watch-limit": {Notice,
		"Hệ thống không cho theo dõi thêm thư mục ({1}); từ giờ trang được quét lại mỗi giây.",
		"The system does not let more folders be watched ({1}); from now on the site is scanned every second.",
		"Để thay đổi được thấy ngay, hãy tăng giới hạn: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512",
		"To see changes at once, raise the limit: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512"},
	"watch-no-events": {Notice,
		"Thư mục này nằm trên hệ tệp {1}, nơi thay đổi không được báo; trang được quét lại mỗi giây.",
		"This folder lies on a file system of the kind {1}, which does not tell of changes; the site is scanned every second.",
		"Để thay đổi được thấy ngay, hãy đặt trang trên ổ đĩa của máy này.",
		"To see changes at once, keep the site on a disk of this machine."},
	"watch-failed": {Notice,
		"Không theo dõi được thư mục này ({1}); trang được quét lại mỗi giây.",
		"This folder cannot be watched ({1}); the site is scanned every second.",
		"Không cần làm gì; thay đổi được thấy sau khoảng một giây.",
		"Nothing to do; changes are seen after about a second."},
}
