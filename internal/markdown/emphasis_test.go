package markdown

import "testing"

// TestFound_B1_C2_Emphasis: what * ** and __ make of a line. The HTML is that of its paragraph.
func TestFound_B1_C2_Emphasis(t *testing.T) {
	for _, tc := range []struct{ markdown, html, diagnostics string }{
		// B1: signs of multiplication, powers, footnotes
		{"Diện tích 4*5m; 6*7m.", "Diện tích 4*5m; 6*7m.", ""},
		{"3*4*5", "3*4*5", ""},
		{"a*b*c", "a*b*c", ""},
		{"x*y; z*t", "x*y; z*t", ""},
		{"ô*đất*ở", "ô*đất*ở", ""},
		{"5*5 m và 6*6 m", "5*5 m và 6*6 m", ""},
		{"(4*5)*(6*7) và (a+b)*2*3", "(4*5)*(6*7) và (a+b)*2*3", ""},
		{"10 m²*2 và 5m²*3", "10 m²*2 và 5m²*3", ""},
		{"*Ghi chú: 4*5m; 6*7m", "*Ghi chú: 4*5m; 6*7m", ""},
		{"**Giá 12ha*3 vụ", "**Giá 12ha*3 vụ", "bold-literal:1"},
		{"**Giá 12ha*3 vụ và **đậm** *Cả 12ha*3", "**Giá 12ha*3 vụ và <strong>đậm</strong> <em>Cả 12ha</em>3", "bold-literal:1"},
		{"2**10 và 2**3**4", "2**10 và 2**3**4", ""},
		{"2*3 **và** 4*5", "2*3 <strong>và</strong> 4*5", ""},
		{"Giá* và giá** (*) chưa thuế, (**) có thuế", "Giá* và giá** (*) chưa thuế, (**) có thuế", "bold-literal:1"},
		{"Hàng sao **** và (**) và “**”", "Hàng sao **** và (**) và “**”", ""},
		{"a ** b ** c", "a ** b ** c", "bold-literal:1"},
		{"Lê Văn A (*), Trần Thị B (*) và [**], [**]", "Lê Văn A (*), Trần Thị B (*) và [**], [**]", ""},
		// B1: bold print inside of words
		{"**Đậm**chữ", "<strong>Đậm</strong>chữ", ""},
		{"**N**ghị quyết", "<strong>N</strong>ghị quyết", ""},
		{"Ph**ạm** vi", "Ph<strong>ạm</strong> vi", ""},
		{"a**b**c", "a<strong>b</strong>c", ""},
		{"Ph**ạm* vi", "Ph**ạm* vi", "bold-literal:1"},
		{"*Đậm*chữ", "<em>Đậm</em>chữ", ""},
		{"a***b***", "a<em><strong>b</strong></em>", ""},
		// B1: what CommonMark does not close
		{"**Thứ nhất:**các cấp", "<strong>Thứ nhất:</strong>các cấp", ""},
		{"**“Trích”**nói", "<strong>“Trích”</strong>nói", ""},
		{"**(1)**các", "<strong>(1)</strong>các", ""},
		{"**1.**Nội dung", "<strong>1.</strong>Nội dung", ""},
		{"*Ghi chú:*nội dung", "<em>Ghi chú:</em>nội dung", ""},
		{"***Kết luận:***các cấp", "<em><strong>Kết luận:</strong></em>các cấp", ""},
		{"Có (**một:**hai) và **ba:**bốn", "Có (<strong>một:</strong>hai) và <strong>ba:</strong>bốn", ""},
		{"**a:**b **c** d", "<strong>a:</strong>b <strong>c</strong> d", ""},
		{"**a** b **c:**d", "<strong>a</strong> b <strong>c:</strong>d", ""},
		{"2 * 3 **Đậm:**chữ", "2 * 3 <strong>Đậm:</strong>chữ", ""},
		{"[**a:**b](c.md)", `<a href="c.html"><strong>a:</strong>b</a>`, ""},
		// B1: not certain, or as CommonMark has it
		{"**a:**b**", "**a:<strong>b</strong>", "bold-literal:1"},
		{"*a **b:**c", "*a **b:**c", "bold-literal:1"},
		{"**a\nb:**c", "**a\nb:**c", "bold-literal:1 bold-literal:2"},
		{"**Đậm **chữ", "**Đậm **chữ", "bold-literal:1"},
		{"**Mở mà không đóng\nDòng hai **đậm** hết", "**Mở mà không đóng<br>\nDòng hai <strong>đậm</strong> hết", "bold-literal:1"},
		{"**Một\n**Hai\n**Ba", "**Một<br>\n**Hai<br>\n**Ba", "bold-literal:1 bold-literal:2 bold-literal:3"},
		{"*một **hai** ba* **bốn *năm* sáu**", "<em>một <strong>hai</strong> ba</em> <strong>bốn <em>năm</em> sáu</strong>", ""},
		// C2: __
		{"__Đậm__chữ", "<strong>Đậm</strong>chữ", ""},
		{"__Đậm__đất", "<strong>Đậm</strong>đất", ""},
		{"__Đậm__ chữ", "<strong>Đậm</strong> chữ", ""},
		{"__init__.py và __init__py", "__init__.py và __init__py", ""},
		{"gọi __main__(x), __init__.py; __Kết luận__.", "gọi __main__(x), __init__.py; <strong>Kết luận</strong>.", ""},
		{"a__b__đ", "a__b__đ", ""},
		{"ten_tep_dai_1.jpg", "ten_tep_dai_1.jpg", ""},
	} {
		doc := convert(tc.markdown, usual)
		checkEqual(t, tc.markdown, render(doc), "<p class=\"lead\">"+tc.html+"</p>\n")
		checkEqual(t, tc.markdown, codes(doc), tc.diagnostics)
	}
}
