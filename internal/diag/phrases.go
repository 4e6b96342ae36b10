package diag

import (
	"maps"
	"slices"
)

// Phrase names a text of the command line that is no diagnostic: the last line of a build, labels, help.
type Phrase string

// Say returns a phrase in a language with {1}, {2} … filled in. An unknown phrase is a broken invariant.
func Say(lang Lang, p Phrase, args ...string) string {
	t, ok := phrases[p]
	if !ok {
		panic("internal error: phrase without a text: " + string(p))
	}
	if lang == EN {
		return fill(lang, t.EN, args)
	}
	return fill(lang, t.VI, args)
}

// Phrases lists every phrase in order.
func Phrases() []Phrase { return slices.Sorted(maps.Keys(phrases)) }

// phraseText is one phrase in both languages.
type phraseText struct{ VI, EN string }

// phrases is the table of the command line's texts.
var phrases = merge(deskPhrases, servePhrases, map[Phrase]phraseText{
	"error":   {"lỗi", "error"},
	"warning": {"cảnh báo", "warning"},
	"notice":  {"lưu ý", "notice"},
	"hint":    {"gợi ý", "hint"},
	"see":     {"xem thêm:", "see also:"},

	"summary-group":    {"{#1} × [{2}]", "{#1} × [{2}]"},
	"summary-errors":   {"… và {#1} lỗi [{2}] nữa", "… and {#1} more errors [{2}]"},
	"summary-subjects": {"… và {#1} trường lạ nữa, {#3} chỗ [{2}]", "… and {#1} more unknown fields, in {#3} places [{2}]"},
	"summary-all": {
		"Có {#1} lời báo nên chỉ in tóm tắt. Thêm --all để xem từng lời báo.",
		"There are {#1} messages, so this is a summary. Add --all to see each."},
	"flag-all": {"in từng lời báo, dù có hơn 100", "print each message, also where there are more than 100"},

	"built": {
		"Đã dựng {1} tệp: {2} trang và tệp được tạo lại, {3} được ghi, {4} bị xóa, trong {5}.",
		"Built {1} files: {2} rendered, {3} written, {4} removed, in {5}."},
	"unchanged": {
		"Không có gì thay đổi: {1} tệp, 0 được tạo lại, 0 được ghi, 0 bị xóa, trong {2}.",
		"Nothing changed: {1} files, 0 rendered, 0 written, 0 removed, in {2}."},
	"audited": {
		"Đã đối chiếu: {1} tệp trong “{2}” đúng với danh mục.",
		"Verified: {1} files in “{2}” are what the manifest says."},
	"verified": {
		"Đã kiểm tra: {1} tệp đúng như khi dựng lại từ đầu.",
		"Verified: {1} files are what a build from nothing makes."},
	"counts": {
		"{1} lỗi, {2} cảnh báo.",
		"Errors: {1}, warnings: {2}."},
	"not-published": {
		"Chưa ghi gì: bản đã dựng trước đó được giữ nguyên.",
		"Nothing was written: the earlier output stays as it was."},
	"removed": {"Đã xóa khỏi trang: {1}", "Removed from the site: {1}"},
	"restored": {
		"Đã khôi phục tệp bị sửa tay: {1}",
		"Restored a file that was edited by hand: {1}"},
	"foreign": {
		"Giữ nguyên tệp không do bantin tạo: {1}",
		"Kept a file that bantin did not make: {1}"},
	"watching": {
		"Đang theo dõi thay đổi; nhấn Ctrl-C để dừng.",
		"Watching for changes; press Ctrl-C to stop."},
	"rebuilt": {
		"{1} Dựng lại trong {4}: {2} tệp được ghi, {3} bị xóa ({5})",
		"{1} Rebuilt in {4}: {2} files written, {3} removed ({5})"},
	"mended": {"Không còn lỗi hay cảnh báo.", "No more errors or warnings."},
	"poll-alone": {
		"--poll đi cùng --watch: bantin build --watch --poll",
		"--poll goes with --watch: bantin build --watch --poll"},
	"scheduled": {"Hẹn đăng {1}: {2} ({3})", "Scheduled for {1}: {2} ({3})"},
	"more":      {"… và {1} mục nữa", "… and {1} more"},
	"timing":    {"{1}: {2}", "{1}: {2}"},
	"seconds":   {"{1} giây", "{1} s"},
	"failed":    {"bantin: {1}", "bantin: {1}"},
	"usage-try": {"Xem cách dùng: {1} --help", "For help: {1} --help"},
	"no-site": {
		"thư mục “{1}” không có content/. Hãy chạy lệnh trong thư mục của trang, hoặc thêm --site THƯ_MỤC",
		"the folder “{1}” has no content/. Run the command in the site's folder, or add --site DIR"},
	"no-command": {"không có lệnh “{1}”", "there is no command “{1}”"},
	"bad-lang":   {"--lang nhận vi hoặc en, không nhận “{1}”", "--lang takes vi or en, not “{1}”"},
	"bad-now": {
		"--now không đọc được “{1}”. Ví dụ: --now 2025-06-30 hoặc --now \"2025-06-30 08:00\"",
		"--now cannot read “{1}”. Example: --now 2025-06-30 or --now \"2025-06-30 08:00\""},
	"bad-base-url": {
		"--base-url cần một địa chỉ như https://baoyen.example/, không phải “{1}”",
		"--base-url takes an address such as https://baoyen.example/, not “{1}”"},
	"step-scan":   {"quét tệp", "scan"},
	"step-read":   {"đọc bài", "read"},
	"step-join":   {"ghép trang", "join"},
	"step-list":   {"lập danh sách", "list"},
	"step-search": {"lập chỉ mục", "search index"},
	"step-output": {"tạo và ghi", "render and write"},

	"help-root": {
		"bantin dựng kho lưu trữ tin tức từ các bài viết Markdown thành trang tĩnh.",
		"bantin turns a folder of Markdown articles into the static portal of a news archive."},
	"help-build":  {"Dựng trang vào thư mục public", "Build the site into the folder public"},
	"help-verify": {"Đối chiếu trang đã xuất, hoặc một bản chép, với danh mục manifest/ của nó; chỉ đọc", "Hold the published site, or a copy of it, against its manifest/; only reads"},
	"long-verify": {
		"Đọc mọi tệp của DIR (mặc định: public) và so với danh mục manifest/ trong đó: tệp nào\nthiếu, bị sửa hay thừa thì nêu tên, mã kết thúc 4. Không cần kho bài và không ghi gì,\nnên dùng được cho bản chép trên USB hay máy chủ.",
		"Reads every file of DIR (public if none is given) and compares it with the manifest/\nin it: files that are missing, altered or added are named, and the exit status is 4.\nIt needs no site and writes nothing, so it serves for copies on sticks and servers."},
	"help-check": {"Soát lại kho: lỗi, cảnh báo và những chỗ nên xem lại; không ghi gì", "Look the site over: errors, warnings and what is worth another look; writes nothing"},
	"long-check": {
		"Đọc cả kho như khi dựng trang, dựng thử mọi trang mà không ghi, rồi liệt kê lỗi,\ncảnh báo, lưu ý và mức đầy đủ của kho: số bài theo năm và tháng, bài không rõ\nngày, văn bản được nhắc tới mà kho chưa có. Mã trong ngoặc vuông được giải thích\nở docs/vi/thong-bao.md; mục checks của content/_index.md đổi mức của từng mã.",
		"Reads the site as a build does, makes every page without writing it, and lists\nerrors, warnings, notices and how complete the archive is: articles by year and\nmonth, those without a date, documents that are cited and not held. The codes in\nbrackets are explained in docs/vi/thong-bao.md; `checks` in content/_index.md sets\ntheir levels."},
	"flag-check-strict": {"có cảnh báo thì kết thúc với mã 1", "exit with status 1 on warnings too"},
	"check-stopped": {
		"Phần cài đặt hoặc mẫu trang có lỗi nên chưa soát được các trang. Sửa xong hãy chạy lại.",
		"Settings or layouts are at fault, so the pages could not be looked at. Mend them and run again."},
	"check-counts":   {"{1} lỗi, {2} cảnh báo, {3} lưu ý.", "Errors: {1}, warnings: {2}, notices: {3}."},
	"coverage-year":  {"Năm", "Year"},
	"coverage-total": {"Cộng", "All"},
	"coverage": {
		"{1} bài: {2} không rõ ngày, {3} có ngày suy đoán, {4} có ngày phỏng chừng, {5} không ghi tác giả hay nguồn.",
		"Articles: {1}; without a date {2}, with an inferred date {3}, with an approximate one {4}, without author or source {5}."},
	"not-held": {
		"{1} số văn bản được nhắc tới mà kho chưa có:",
		"Document numbers that are cited and not held: {1}"},
	"not-held-one":       {"{1}: {2} bài, bài đầu {3}:{4}", "{1}: entries {2}, the first {3}:{4}"},
	"flag-external":      {"thử cả đường nối ra trang khác (cần mạng)", "try links to other sites too (needs the network)"},
	"flag-external-time": {"thử đường nối ra ngoài trong bao lâu", "how long links to other sites may take"},
	"external-offline": {
		"Không trang nào bên ngoài trả lời, có lẽ máy không có mạng: {1} đường nối ra ngoài chưa được thử.",
		"No other site answered, so this machine is probably offline: {1} outside links were not tried."},
	"external-tried": {"Đã thử {1} trong {2} đường nối ra ngoài; số còn lại đã thử trong những lần trước.", "Tried {1} of {2} outside links; the rest was tried in earlier runs."},
	"external-cut":   {"Hết giờ: {1} đường nối ra ngoài chưa được thử. Chạy lại để thử tiếp, hoặc thêm --external-time 10m.", "Time is up: {1} outside links were not tried. Run again to go on, or add --external-time 10m."},
	"help-explain":   {"Nói rõ một trang hay một tệp: làm từ đâu, dẫn tới đâu, sửa thì đổi những gì", "Explain a page or a file: what it is made from, where it leads, what an edit would change"},
	"long-explain": {
		"ĐƯỜNG_DẪN là một tệp của kho (content/tin-tuc/bai.md, static/anh/cau.jpg,\nlayouts/card.html), một tệp trong thư mục xuất, hoặc địa chỉ của một trang, mới\nhay cũ. Phần “Nếu …” là kết quả thật: máy ghép lại kho với bài được sửa trong bộ\nnhớ rồi so hai danh sách tệp.",
		"PATH is a file of the site (content/tin-tuc/a.md, static/anh/a.jpg,\nlayouts/card.html), a file of the output, or the address of a page, new or old.\nWhat an edit would change is found by joining the site again with the entry edited\nin memory and comparing both lists."},
	"path-needed":       {"hãy cho biết tệp hoặc địa chỉ, ví dụ: bantin explain content/tin-tuc/2018/bai.md", "name a file or an address, for example: bantin explain content/tin-tuc/2018/a.md"},
	"explain-unknown":   {"kho không có “{1}”", "the site has no “{1}”"},
	"explain-address":   {"Trang", "Page"},
	"explain-source":    {"Nguồn", "Source"},
	"explain-layouts":   {"Mẫu trang", "Layouts"},
	"explain-lists":     {"Liệt kê", "Lists"},
	"explain-links":     {"Dẫn tới", "Leads to"},
	"explain-pictures":  {"Hình và tệp", "Pictures and files"},
	"explain-named-by":  {"Được nhắc trong", "Named by"},
	"explain-redirects": {"Địa chỉ cũ", "Old addresses"},
	"explain-pages":     {"Dùng cho các trang", "Used by the pages"},
	"explain-draft":     {"{1} là bản nháp: chưa có trang nào.", "{1} is a draft: it has no page."},
	"explain-scheduled": {"{1} chưa đến ngày đăng: chưa có trang nào.", "{1} is scheduled: it has no page yet."},
	"explain-secret":    {"{1} nằm trong một mục có ghi độ mật nên không được đăng.", "{1} lies in a section that bears a degree of secrecy: it is not published."},
	"explain-copy":      {"{1} là bản sao của một bài khác nên không được đăng.", "{1} is a copy of another entry: it is not published."},
	"explain-broken":    {"{1} có lỗi nên chưa được đăng; xem lỗi bằng bantin check.", "{1} has errors and is not published; bantin check tells them."},
	"explain-unused":    {"{1} chưa được đăng: không có bài đã đăng nào nhắc tới nó.", "{1} is not published: no published entry names it."},
	"explain-generated": {"máy tạo ra từ các bài", "made by the program from the entries"},
	"edit-body":         {"Nếu thêm một đoạn", "If a paragraph is added"},
	"edit-title":        {"Nếu đổi tên bài", "If the title changes"},
	"edit-tags":         {"Nếu đổi một thẻ", "If a tag changes"},
	"edit-date":         {"Nếu lùi một ngày", "If the date is a day earlier"},
	"edit-bytes":        {"Nếu thay tệp này", "If the file is replaced"},
	"edit-result":       {"{1} tệp đổi, {2} thêm, {3} bớt", "files changed {1}, added {2}, removed {3}"},
	"edit-more":         {"và {1} tệp của chỉ mục tìm kiếm", "and {1} files of the search index"},
	"help-version":      {"In phiên bản", "Print the version"},
	"help-completion": {
		"Tạo mã gợi ý lệnh cho bash, zsh, fish hoặc powershell",
		"Write shell completion for bash, zsh, fish or powershell"},
	"help-help":     {"Hướng dẫn về một lệnh", "Help about a command"},
	"flag-help":     {"hướng dẫn về lệnh này", "help for this command"},
	"flag-site":     {"thư mục có content, layouts, static", "folder with content, layouts, static"},
	"flag-out":      {"thư mục ghi trang (mặc định: public trong thư mục của trang)", "output folder (default: public in the site's folder)"},
	"flag-base-url": {"địa chỉ của trang trên mạng, thay cho base_url", "address of the site on the web, in place of base_url"},
	"flag-drafts":   {"đăng cả bản nháp, có đánh dấu", "publish drafts too, marked"},
	"flag-future":   {"đăng cả bài hẹn giờ, có đánh dấu", "publish scheduled entries too, marked"},
	"flag-now":      {"coi như đang ở thời điểm này", "build as if it were this time"},
	"flag-lang":     {"ngôn ngữ của thông báo: vi hoặc en", "language of messages: vi or en"},
	"flag-strict":   {"coi cảnh báo là lỗi; có lỗi thì không ghi gì", "warnings count as errors; any error writes nothing"},
	"flag-json":     {"in một báo cáo JSON cho máy đọc", "print one machine-readable report"},
	"flag-format":   {"cách in lời báo: text cho người đọc; line cho trình soạn thảo; github cho GitHub Actions; json cho máy đọc", "how to print messages: text for people; line for editors; github for GitHub Actions; json for programs"},
	"bad-format":    {"--format nhận text, line, github hoặc json, không nhận “{1}”", "--format takes text, line, github or json, not “{1}”"},
	"flag-watch":    {"dựng lại mỗi khi có tệp thay đổi", "build again whenever files change"},
	"flag-timing":   {"in thời gian của từng bước", "print how long each step took"},
	"flag-quiet":    {"chỉ in lỗi và cảnh báo", "print errors and warnings only"},
	"flag-adopt":    {"dùng thư mục đã có tệp khác, giữ nguyên các tệp ấy", "use a folder that holds other files, and keep them"},
	"flag-verify":   {"đọc và dựng lại tất cả, báo tệp nào bị sửa hoặc khác với tệp lẽ ra được giữ (mã 4)", "read and render everything, and name what was edited or what an ordinary build would have got wrong (status 4)"},
	"flag-swap":     {"đổi cả thư mục trong một lần, cho máy chủ đọc thẳng thư mục này", "publish all files at one moment, for a web server that reads the folder"},
	"flag-no-cache": {"không dùng những gì .bantin/ ghi nhớ", "use nothing that .bantin/ remembers"},
	"usage":         {"Cách dùng", "Usage"},
	"commands":      {"Các lệnh", "Commands"},
	"flags":         {"Tùy chọn", "Flags"},
	"common-flags":  {"Tùy chọn chung", "Common flags"},
	"more-help":     {"Xem cách dùng từng lệnh: {1} LỆNH --help", "Help about a command: {1} COMMAND --help"},
	"exit-codes": {
		"Mã kết thúc: 0 xong; 1 có lỗi trong nội dung hoặc mẫu trang; 2 sai cách dùng; 3 lỗi đọc, ghi; 4 kiểm tra không khớp.",
		"Exit status: 0 done; 1 an error in the content or layouts; 2 usage; 3 environment (I/O); 4 verification mismatch."},
})
