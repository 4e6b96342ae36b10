package diag

// searchMessages are the texts of package search.
var searchMessages = map[Code]Message{
	"search-file": {Error,
		"Chỉ mục tìm kiếm thiếu tệp hoặc tệp hỏng: {1}.",
		"A file of the search index is missing or damaged: {1}.",
		"Chạy `bantin build` để dựng lại chỉ mục, rồi tải cả thư mục search/ lên.",
		"Run `bantin build` to make the index again, and upload the whole folder search/."},
}
