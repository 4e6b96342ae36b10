package diag

// buildMessages are the texts of package build: what concerns the site as a whole.
var buildMessages = map[Code]Message{
	"settings-missing": {Warning,
		"Chưa có tệp cài đặt content/_index.md; trang dùng các giá trị mặc định.",
		"There is no settings file content/_index.md; the site uses the defaults.",
		"Tạo tệp content/_index.md, dòng đầu là `---`, sau đó `title: Tên cổng thông tin` và một dòng `---`.",
		"Make a file content/_index.md with a line `---`, then `title: Name of the portal`, and a line `---`."},
	"base-url-missing": {Notice,
		"Chưa có `base_url`: không tạo được RSS, sơ đồ cho máy tìm kiếm và địa chỉ chính thức của từng trang.",
		"There is no `base_url`: feeds, the sitemap and canonical addresses are not made.",
		"Thêm `base_url: https://…` vào content/_index.md, hoặc chạy lệnh với `--base-url`.",
		"Add `base_url: https://…` to content/_index.md, or run the command with `--base-url`."},
	"file-changing": {Error,
		"Không đọc được tệp: {1}.",
		"The file cannot be read: {1}.",
		"Nếu tệp đang được lưu, hãy chạy lại lệnh; nếu không, xem quyền đọc của tệp.",
		"If the file is being saved, run the command again; if not, check whether it may be read."},
	"asset-syntax": {Warning,
		"Tệp này có chỗ không đúng cú pháp và được đăng nguyên như vậy: {1}",
		"The file has a fault of syntax and is published as it is: {1}",
		"Sửa chỗ được nêu; trình duyệt có thể không chạy được tệp.",
		"Mend the place that is named; browsers may not run the file."},
}
