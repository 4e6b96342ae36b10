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
