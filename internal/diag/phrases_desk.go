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
	"no-file": {"không có tệp “{1}”", "there is no file “{1}”"},
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
