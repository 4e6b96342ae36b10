package diag

// proofMessages are the texts of package proof: what a person should look at again. None of them repeats
// personal data.
var proofMessages = map[Code]Message{
	"personal-id": {Warning,
		"Có {1} dãy số giống số căn cước hoặc chứng minh nhân dân.",
		"Numbers that look like those of identity cards: {1}.",
		"Nếu đúng là của một người, thay bằng `[…]` và ghi vào `redacted` đã che loại thông tin gì.",
		"If they are a person's, write `[…]` in their place and say in `redacted` what kind of data was left out."},
	"personal-phone": {Warning,
		"Có {1} số điện thoại di động trong danh sách hoặc bảng.",
		"Numbers of mobile telephones in a list or table: {1}.",
		"Số của cá nhân thì thay bằng `[…]` và ghi vào `redacted`; chỉ để lại số của cơ quan.",
		"Write `[…]` in place of private numbers and say so in `redacted`; keep those of offices."},
	"prose-quote": {Notice,
		"Dấu ngoặc kép “ ” ở đây không có dấu đi cùng trong đoạn.",
		"A quotation mark “ ” here has no partner in its paragraph.",
		"Thêm dấu còn thiếu nếu là lỗi gõ của mình; nguyên văn như vậy thì để nguyên.",
		"Add the missing mark if it is a slip of yours; leave it if the original reads so."},
	"prose-stop": {Notice,
		"Sau dấu câu thiếu một khoảng trắng.",
		"A blank is missing after this sign.",
		"Thêm khoảng trắng nếu là lỗi gõ của mình; nguyên văn như vậy thì để nguyên.",
		"Add it if it is a slip of yours; leave it if the original reads so."},
	"prose-blanks": {Notice,
		"Có hai khoảng trắng liền nhau giữa câu.",
		"There are two blanks in a row inside the sentence.",
		"Bớt một khoảng trắng; trên trang chỉ hiện một.",
		"Remove one of them; the page shows one."},
}
