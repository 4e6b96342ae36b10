package diag

// outputMessages are the texts of package output.
var outputMessages = map[Code]Message{
	"output-target-none": {
		Severity: Error,
		VI:       "Chưa cho biết thư mục xuất.",
		EN:       "No output folder is given.",
		HintVI:   "Thêm --out public.",
		HintEN:   "Add --out public.",
	},
	"output-target-protected": {
		Severity: Error,
		VI:       "Không thể xuất trang vào “{1}”: thư mục này là hoặc chứa “{2}”.",
		EN:       "The site cannot be written to “{1}”: that folder is, or contains, “{2}”.",
		HintVI:   "Chọn một thư mục riêng chỉ dùng để xuất trang, ví dụ --out public.",
		HintEN:   "Choose a folder of its own for the output, for example --out public.",
	},
	"output-target-input": {
		Severity: Error,
		VI:       "Không thể xuất trang vào “{1}”: thư mục này nằm trong “{2}”, nơi chương trình đọc hoặc giữ dữ liệu.",
		EN:       "The site cannot be written to “{1}”: that folder lies inside “{2}”, which the program reads or keeps its data in.",
		HintVI:   "Chọn một thư mục riêng chỉ dùng để xuất trang, ví dụ --out public.",
		HintEN:   "Choose a folder of its own for the output, for example --out public.",
	},
	"output-not-folder": {
		Severity: Error,
		VI:       "Không thể xuất trang vào “{1}”: đó không phải là thư mục.",
		EN:       "The site cannot be written to “{1}”: it is not a folder.",
		HintVI:   "Đổi tên tệp ấy hoặc chọn thư mục khác bằng --out.",
		HintEN:   "Rename that file or choose another folder with --out.",
	},
	"output-foreign": {
		Severity: Error,
		VI:       "Thư mục “{1}” đã có sẵn tệp không do chương trình này tạo ra (ví dụ “{2}”); chưa có gì bị thay đổi.",
		EN:       "The folder “{1}” holds files that this program did not write (for example “{2}”); nothing was changed.",
		HintVI:   "Chọn thư mục trống, hoặc thêm --adopt để dùng thư mục này; các tệp sẵn có sẽ được giữ nguyên.",
		HintEN:   "Choose an empty folder, or add --adopt to use this one; the files in it will be kept.",
	},
	"output-in-the-way": {
		Severity: Error,
		VI:       "Trong thư mục xuất đã có “{1}” không do chương trình này tạo ra, nằm đúng chỗ của một trang; chưa có gì bị thay đổi.",
		EN:       "“{1}” in the output folder was not written by this program and lies where a page has to be; nothing was changed.",
		HintVI:   "Chuyển hoặc đổi tên tệp ấy trong “{2}” rồi xuất lại.",
		HintEN:   "Move or rename that file in “{2}” and build again.",
	},
	"output-locked": {
		Severity: Error,
		VI:       "Một lần xuất trang khác đang ghi vào “{1}”.",
		EN:       "Another build is writing to “{1}”.",
		HintVI:   "Đợi lần ấy xong rồi chạy lại.",
		HintEN:   "Wait until it has finished and run again.",
	},
	"output-full": {
		Severity: Error,
		VI:       "Đĩa đã đầy khi ghi “{1}”; cần khoảng {2} byte cho các tệp mới. Trang đã xuất trước đây vẫn nguyên vẹn.",
		EN:       "The disk is full at “{1}”; the new files need about {2} bytes. The site published before is intact.",
		HintVI:   "Giải phóng chỗ trống rồi xuất lại.",
		HintEN:   "Free some space and build again.",
	},
	"output-unwritable": {
		Severity: Error,
		VI:       "Không có quyền ghi vào “{1}”.",
		EN:       "No permission to write to “{1}”.",
		HintVI:   "Cấp quyền ghi cho thư mục ấy hoặc chọn thư mục khác bằng --out.",
		HintEN:   "Grant the permission or choose another folder with --out.",
	},
	"output-io": {
		Severity: Error,
		VI:       "Không đọc hoặc ghi được “{1}”: {2}",
		EN:       "“{1}” cannot be read or written: {2}",
		HintVI:   "Kiểm tra đĩa và dây nối rồi xuất lại; lần xuất sau sẽ tự hoàn tất phần dở dang.",
		HintEN:   "Check the disk and its connection and build again; the next build completes what was left unfinished.",
	},
	"output-unfinished": {
		Severity: Error,
		VI:       "Lần xuất trước vào “{1}” bị ngắt giữa chừng và phần còn lại nằm ở “{2}”, nơi không có quyền ghi.",
		EN:       "The last build of “{1}” was cut off, and the rest of it lies in “{2}”, which cannot be written to.",
		HintVI:   "Chạy lại bằng tài khoản đã xuất lần trước.",
		HintEN:   "Run again as the user of the last build.",
	},
	"output-recovered": {
		Severity: Notice,
		VI:       "Lần xuất trước vào “{1}” bị ngắt giữa chừng; phần dở dang đã được hoàn tất.",
		EN:       "The last build of “{1}” was cut off; what it had begun was completed.",
	},
	"output-journal-damaged": {
		Severity: Notice,
		VI:       "Lần xuất trước vào “{1}” bị ngắt giữa chừng và nhật ký của nó bị hỏng; mọi tệp được kiểm tra lại.",
		EN:       "The last build of “{1}” was cut off and its journal is damaged; every file is checked again.",
	},
	"output-state-lost": {
		Severity: Notice,
		VI:       "Không còn bản ghi riêng về thư mục “{1}”; mọi trang được dựng lại và so sánh.",
		EN:       "The private record of “{1}” is gone; every page is made again and compared.",
	},
	"output-state-damaged": {
		Severity: Notice,
		VI:       "Bản ghi riêng về thư mục “{1}” bị hỏng hoặc thuộc phiên bản khác nên bị bỏ qua; mọi trang được dựng lại và so sánh.",
		EN:       "The private record of “{1}” is damaged or of another version and is ignored; every page is made again and compared.",
	},
	"output-state-stale": {
		Severity: Notice,
		VI:       "Thư mục “{1}” đã thay đổi từ lần xuất trước; mọi trang được dựng lại và so sánh.",
		EN:       "The folder “{1}” was changed since the last build; every page is made again and compared.",
	},
	"output-manifest-damaged": {
		Severity: Notice,
		VI:       "Danh mục “{1}” trong thư mục xuất thiếu hoặc bị hỏng; các tệp mà nó ghi không còn chứng cứ là do chương trình tạo ra.",
		EN:       "The list “{1}” in the output folder is missing or damaged; nothing proves any more that the files in it are ours.",
	},
	"output-swap-impossible": {
		Severity: Error,
		VI:       "Không thể tráo thư mục “{1}” với bản mới: nơi đặt nó hoặc hệ tệp của nó (FAT, exFAT, ổ mạng) không cho phép.",
		EN:       "The folder “{1}” cannot be exchanged with the new one: its place or its file system (FAT, exFAT, a network drive) does not allow it.",
		HintVI:   "Bỏ `--swap`, hoặc dùng `--out` với một thư mục nằm trên ổ đĩa cục bộ mà thư mục cha ghi được.",
		HintEN:   "Leave out `--swap`, or use `--out` with a folder on a local disk whose parent can be written to.",
	},
}
