package markdown

import (
	"strings"
	"testing"
)

// TestFound_D11_Years: a year opens no item of a list, at any depth.
func TestFound_D11_Years(t *testing.T) {
	for _, tc := range []struct{ name, markdown, html, diagnostics string }{
		{"in an item", "- 2018. Kết quả", "<ul>\n<li>2018. Kết quả</li>\n</ul>\n", "list-year:1"},
		{"in items", "- 2018. Kết quả\n- 2019. Tồn tại", "<ul>\n<li>2018. Kết quả</li>\n<li>2019. Tồn tại</li>\n</ul>\n", "list-year:1 list-year:2"},
		{"in a deep item", "- a\n  - 1. 2018) b", "<ul>\n<li>a\n<ul>\n<li>\n<ol>\n<li>2018) b</li>\n</ol>\n</li>\n</ul>\n</li>\n</ul>\n", "list-year:2"},
		{"in a quotation", "> 1945. Năm độc lập", "<blockquote>\n<p>1945. Năm độc lập</p>\n</blockquote>\n", "list-year:1"},
		{"with a bracket", "2018) Kết quả", "<p class=\"lead\">2018) Kết quả</p>\n", "list-year:1"},
		{"below an item", "5. a\n2018. Kết quả", "<ol start=\"5\">\n<li>a</li>\n</ol>\n<p>2018. Kết quả</p>\n", "list-year:2"},
		{"below an item and a blank line", "- a\n\n2018. Kết quả", "<ul>\n<li>a</li>\n</ul>\n<p>2018. Kết quả</p>\n", "list-year:3"},
		{"counting on", "1899. a\n1900. b\n1901. c", "<ol start=\"1899\">\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>\n", ""},
		{"not counting on", "1898. z\n1899. a\n1902. b", "<ol start=\"1898\">\n<li>z</li>\n<li>a</li>\n</ol>\n<p>1902. b</p>\n", "list-year:3"},
		{"years in lines", "2017. Năm của những con đường mới, dài hơn một trăm cây số qua các xã.\n2018. Năm của những cây cầu mới.",
			"<p class=\"lead\">2017. Năm của những con đường mới, dài hơn một trăm cây số qua các xã.<br>\n2018. Năm của những cây cầu mới.</p>\n", "list-year:1"},
		{"no years", "100. a\n101. b\n\nx\n\n2100. a\n2101. b", "<ol start=\"100\">\n<li>a</li>\n<li>b</li>\n</ol>\n<p>x</p>\n<ol start=\"2100\">\n<li>a</li>\n<li>b</li>\n</ol>\n", ""},
		{"escaped", `2018\. Kết quả`, "<p class=\"lead\">2018. Kết quả</p>\n", ""},
	} {
		doc := convert(tc.markdown, usual)
		checkEqual(t, tc.name, render(doc), tc.html)
		checkEqual(t, tc.name, codes(doc), tc.diagnostics)
	}
}

// TestFound_D11_Rules: what stands under a sentence is a rule.
func TestFound_D11_Rules(t *testing.T) {
	long := strings.Repeat("Năm ", 15)
	for _, tc := range []struct{ above, below, kind, diagnostics string }{
		{"Một câu dài tám mươi sáu chữ cái nằm ngay trên hàng gạch thì không thể nào là một đề mục", "---", "rule", "rule-below-text:2"},
		{long + "Năm", "---", "rule", "rule-below-text:2"}, {strings.TrimSpace(long), "---", "heading", ""},
		{strings.Repeat("Nghiêng", 11) + "sáu", "---", "heading", ""}, {strings.Repeat("Nghiêng", 11) + "sáu số", "---", "rule", "rule-below-text:2"},
		{"Câu.", "---", "rule", "rule-below-text:2"}, {"Câu!", "---", "rule", "rule-below-text:2"}, {"Câu?", "----", "rule", "rule-below-text:2"},
		{"Câu…", "---", "rule", "rule-below-text:2"}, {"Câu:", "---", "rule", "rule-below-text:2"}, {"Câu;", "---", "rule", "rule-below-text:2"},
		{"Câu,", "---", "rule", "rule-below-text:2"}, {"**Câu.**", "---", "rule", "rule-below-text:2"}, {"“Câu.”", "---", "rule", "rule-below-text:2"},
		{"Câu.", "===", "rule", "rule-below-text:2"}, {"Một\nhai", "===", "rule", "rule-below-text:3"}, {"Một\nhai", "---", "rule", ""},
		{"Kết quả", "---", "heading", ""}, {"Kết quả", "--", "text", ""},
		{"Câu.\n", "---", "rule", ""},
	} {
		doc := convert(tc.above+"\n"+tc.below+"\n\nSau.", usual)
		html, got := render(doc), "text"
		switch {
		case strings.Contains(html, "<h2"):
			got = "heading"
		case strings.Contains(html, "<hr>\n<p>Sau."):
			got = "rule"
		}
		checkEqual(t, tc.above, got+" "+codes(doc), tc.kind+" "+tc.diagnostics)
	}
}
