package diag

// deskPhrases are the texts of the commands of the editors' desk: convert, fmt, new.
var deskPhrases = map[Phrase]phraseText{
	"help-convert": {
		"Chuyển tệp gõ bằng bảng mã cũ (TCVN3, VNI, VIQR …) sang Unicode",
		"Convert files in old encodings (TCVN3, VNI, VIQR …) to Unicode"},
	"flag-convert-check": {
		"chỉ cho xem chỗ khác nhau, không ghi gì; mã kết thúc 1 nếu có tệp cần chuyển",
		"only show the difference and write nothing; exit status 1 if a file needs it"},
	"flag-convert-from": {
		"bảng mã của tệp, khi máy không nhận ra: {1}",
		"encoding of the file, where it is not recognised: {1}"},
	"bad-encoding": {
		"--from nhận {2}, không nhận “{1}”",
		"--from takes {2}, not “{1}”"},
	"help-fmt": {
		"Sửa phần đầu bài và lỗi gõ Markdown về dạng chuẩn; xem trước, rồi ghi bằng --write",
		"Put front matter and slips of Markdown into canonical form; look first, then --write"},
	"flag-write": {
		"ghi vào tệp, thay vì chỉ cho xem chỗ khác nhau",
		"write the files, in place of showing the difference"},
	"flag-fmt-check": {
		"chỉ kê tên tệp chưa đúng dạng chuẩn; mã kết thúc 1 nếu có",
		"only list files that are not in canonical form; exit status 1 if there are any"},
	"write-or-check": {
		"chỉ dùng một trong hai: --write hoặc --check",
		"use --write or --check, not both"},
	"not-of-site": {
		"“{1}” không phải bài nào trong content/ của trang. Nếu trang ở thư mục khác, thêm --site THƯ_MỤC",
		"“{1}” is no article in content/ of the site. If the site lies elsewhere, add --site DIR"},
	"formatted": {"Đã sửa: {1}", "Formatted: {1}"},
	"fmt-clean": {
		"{1} tệp đều đúng dạng chuẩn.",
		"All {1} files are in canonical form."},
	"fmt-pending": {
		"{1} tệp, {2} tệp sẽ đổi. Chưa ghi gì; chạy lại với --write để ghi.",
		"{1} files, {2} would change. Nothing was written; run again with --write."},
	"fmt-written": {
		"{1} tệp, đã sửa {2} tệp.",
		"{1} files, {2} changed."},
	"fmt-refused": {
		"{1} tệp được giữ nguyên: hãy sửa các lỗi trên rồi chạy lại.",
		"{1} files were left alone: repair the errors above and run again."},
	"help-new": {
		"Tạo một bài mới, có sẵn phần đầu bài",
		"Begin a new article with its front matter"},
	"flag-section": {
		"chuyên mục: thư mục hoặc tên (mặc định: chuyên mục đầu tiên)",
		"section: its folder or its title (default: the first section)"},
	"flag-type": {
		"loại nội dung: article, page, document … hoặc tên tiếng Việt",
		"kind of content: article, page, document … or its Vietnamese name"},
	"flag-name": {
		"tên tệp, thay cho tên lấy từ tiêu đề",
		"name of the file, in place of the one made from the title"},
	"title-needed": {
		"hãy cho biết tiêu đề, ví dụ: bantin new \"Nước về bản\"",
		"name the title, for example: bantin new \"Nước về bản\""},
	"title-no-letters": {
		"từ “{1}” không làm được tên tệp. Thêm --name, ví dụ --name nuoc-ve-ban",
		"“{1}” gives no file name. Add --name, for example --name nuoc-ve-ban"},
	"no-section": {
		"không có chuyên mục “{1}”. Các chuyên mục: {2}",
		"there is no section “{1}”. The sections are: {2}"},
	"no-sections": {
		"trang chưa có chuyên mục nào. Tạo thư mục content/tin-tuc có tệp _index.md rồi chạy lại",
		"the site has no section yet. Make a folder content/tin-tuc with a file _index.md and run again"},
	"no-kind": {
		"không có loại nội dung “{1}”. Gần giống nhất: {2}",
		"there is no kind of content “{1}”. The nearest is {2}"},
	"new-index": {
		"tệp index.md biến cả thư mục thành một bài. Thêm --name và một tên khác, ví dụ --name ten-bai; trang của một mục là _index.md",
		"a file index.md makes one article of its whole folder. Add --name and another name, such as --name my-article; the page of a section is _index.md",
	},
	"new-exists": {
		"đã có bài {1}. Sửa bài ấy, hoặc đặt tên khác: bantin new --name {2} …",
		"there is an article {1}. Edit that one, or choose another name: bantin new --name {2} …"},
	"new-written": {
		"Đã tạo {1}\nMở tệp này để viết. Xem thử trên máy: bantin serve --open. Viết xong thì xóa dòng `draft: true`.",
		"Made {1}\nOpen this file and write. Preview: bantin serve --open. Delete the line `draft: true` when it is done."},
	"new-section": {
		"Chuyên mục: {1}. Muốn chọn chuyên mục khác, thêm --section với một trong: {2}",
		"Section: {1}. For another one add --section with one of: {2}"},
	"field-draft":        {"bản nháp, chưa đăng: viết xong thì xóa dòng dưới", "a draft, not published: delete the line below when it is done"},
	"field-tags":         {"thẻ, ví dụ: [nông nghiệp, thôn bản]", "tags, for example: [nông nghiệp, thôn bản]"},
	"field-author":       {"người viết", "who wrote it"},
	"field-summary":      {"lời dẫn một, hai câu; để trống thì lấy đoạn đầu của bài", "one or two sentences; the first paragraph where this is empty"},
	"field-weight":       {"thứ tự trong chuyên mục, số nhỏ đứng trước", "order in the section, small numbers first"},
	"field-number":       {"số, ký hiệu, ví dụ: 15-NQ/HU", "number and symbol, for example: 15-NQ/HU"},
	"field-doc_type":     {"loại văn bản, ví dụ: Nghị quyết", "type of document, for example: Nghị quyết"},
	"field-issuer":       {"cơ quan ban hành", "who issued it"},
	"field-issue_date":   {"ngày ban hành, ví dụ: 20/03/2018", "day of issue, for example: 20/03/2018"},
	"field-abstract":     {"trích yếu", "abstract"},
	"field-signer":       {"người ký", "who signed it"},
	"field-attachments":  {"tệp đính kèm, đặt cạnh bài, ví dụ: nghi-quyet.pdf", "files beside the article, for example: nghi-quyet.pdf"},
	"field-notice_kind":  {"notice (thông báo) hoặc invitation (giấy mời)", "notice or invitation"},
	"field-deadline":     {"hạn, ví dụ: 30/06/2018", "deadline, for example: 30/06/2018"},
	"field-start_date":   {"từ ngày", "first day"},
	"field-end_date":     {"đến ngày", "last day"},
	"field-entries":      {"các việc trong tuần; một bảng ở dưới cũng được", "what happens in the week; a table below is as good"},
	"field-audience":     {"đối tượng, mỗi đối tượng một dòng bắt đầu bằng - ", "audiences, one a line that begins with - "},
	"field-documents":    {"văn bản liên quan, theo số hiệu", "related documents by their numbers"},
	"field-audio":        {"tệp âm thanh, đặt cạnh bài, ví dụ: so-12.mp3", "file of sound beside the article, for example: so-12.mp3"},
	"field-duration":     {"thời lượng, ví dụ: 12:30", "duration, for example: 12:30"},
	"field-air_date":     {"ngày phát", "day of the broadcast"},
	"field-series":       {"chuyên đề, loạt bài", "series"},
	"field-presenter":    {"người đọc", "who reads it"},
	"field-photos":       {"các ảnh: mỗi ảnh một mục gồm file và caption", "pictures: an item with file and caption for each"},
	"field-photo_credit": {"người chụp ảnh", "who took the pictures"},
	"field-organization": {"đơn vị của người viết", "the author's organisation"},
	"field-images":       {"hình hiện trong danh sách, ví dụ: [hinh-1.jpg]", "picture for lists, for example: [hinh-1.jpg]"},
	"field-places":       {"nơi được nhắc đến", "places that are named"},
	"field-people":       {"người được nhắc đến", "people who are named"},
	"field-keywords":     {"từ giúp tìm ra bài, không hiện trên trang", "words that help to find it, not shown"},
	"field-source_name":  {"nguồn", "source"},
	"field-rights":       {"quyền sử dụng", "rights"},
	"no-file":            {"không có tệp “{1}”", "there is no file “{1}”"},
	"file-needed": {
		"hãy cho biết tệp cần chuyển, ví dụ: bantin convert content/tin-tuc/2018/bai.md",
		"name the file to convert, for example: bantin convert content/tin-tuc/2018/bai.md"},
	"converted": {
		"{1}: đã chuyển {2} → UTF-8, {3} dòng. Bản gốc giữ ở {4}",
		"{1}: converted {2} → UTF-8, {3} lines. The original is kept as {4}"},
	"would-convert": {
		"{1}: sẽ chuyển {2} → UTF-8, {3} dòng. Chưa ghi gì; bỏ --check để chuyển.",
		"{1}: would convert {2} → UTF-8, {3} lines. Nothing was written; leave out --check to convert."},
	"convert-sound": {
		"{1}: đã là Unicode, không có gì để chuyển.",
		"{1}: is Unicode already, nothing to convert."},
	"convert-read": {
		"Hãy đọc lại cả bài. Nên xem kỹ {1} dòng sau:",
		"Read the whole text again. Look closely at {1} lines:"},
}
