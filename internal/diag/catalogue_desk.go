package diag

// deskMessages are the texts of the commands of the editors' desk: convert, fmt, new.
var deskMessages = map[Code]Message{
	"desk-not-file": {Severity: Error,
		VI:     "Đây không phải một tệp thường mà là thư mục, liên kết hay thiết bị.",
		EN:     "This is no ordinary file but a folder, a link or a device.",
		HintVI: "Ghi đường dẫn đến chính tệp cần sửa, ví dụ `content/tin-tuc/2018/bai.md`.",
		HintEN: "Name the file itself, for example `content/tin-tuc/2018/bai.md`.",
	},
	"desk-changed": {Severity: Error,
		VI:     "Tệp vừa được chương trình khác ghi lại nên chưa sửa gì.",
		EN:     "Another program has just written this file, so nothing was changed.",
		HintVI: "Đóng tệp trong trình soạn thảo rồi chạy lại lệnh.",
		HintEN: "Close the file in your editor and run the command again.",
	},
	"convert-capitals": {Severity: Warning,
		VI:     "Chữ hoa ở dòng này có thể đã mất khi chuyển: bảng mã cũ không giữ chữ hoa có dấu.",
		EN:     "Capitals of this line may be lost: the old encoding does not keep capitals with marks.",
		HintVI: "{?1|Có lẽ phải là: {1}|}{?2|Xem lại bản gốc rồi gõ lại chữ hoa cho đúng.|}",
		HintEN: "{?1|It may have to read: {1}|}{?2|Compare the original and retype the capitals.|}",
	},
	"convert-doubt": {Severity: Warning,
		VI:     "Dòng này có chữ không giống tiếng Việt: có thể là ký hiệu, dấu chấm hay tên riêng bị hiểu thành chữ.",
		EN:     "This line holds words that are not like Vietnamese: a sign, a full stop or a name may have been taken for letters.",
		HintVI: "So với bản gốc rồi sửa tay chỗ sai.",
		HintEN: "Compare the original and correct it by hand.",
	},
}
