package markdown

import (
	"strings"
	"testing"
)

// TestFound_B12_Formulas: what stands between the signs of a formula stays to the letter; prices are no
// formulas. A formula is shown in ‹ › here.
func TestFound_B12_Formulas(t *testing.T) {
	for _, tc := range []struct{ markdown, html string }{
		{"Có $a_1*b_2*c$ và *chữ*", "Có ‹$a_1*b_2*c$› và <em>chữ</em>"},
		{`$\frac{a}{b}$, $x^2$; ($y=2$).`, `‹$\frac{a}{b}$›, ‹$x^2$›; (‹$y=2$›).`},
		{`$\$5_a$`, `‹$\$5_a$›`},
		{"$a<b_1 & c>d$", "‹$a&lt;b_1 &amp; c&gt;d$›"},
		{`$$ a_1 \\ b*c*d $$ sau`, `‹$$ a_1 \\ b*c*d $$› sau`},
		{"Ta có $$a_1*b\n= c*d$$ nên", "Ta có ‹$$a_1*b\n= c*d$$› nên"},
		{`Số \(x_1*y*z\) và \[a_1*b*\]`, `Số ‹\(x_1*y*z\)› và ‹\[a_1*b*\]›`},
		{`\(n\) và \(a*b*c\)`, `‹\(n\)› và ‹\(a*b*c\)›`},
		{`$$x$$`, `‹$$x$$›`},
		{"$\\javascript:a$", `‹$\javascript&#58;a$›`},
		{"10$; $a_1*b_2*c$", "10$; ‹$a_1*b_2*c$›"}, {"5$ và $x^2$, 7$.", "5$ và ‹$x^2$›, 7$."}, {"$100 = 2$x, $y=1$", "$100 = 2$x, ‹$y=1$›"},
		// prices, and what else is none
		{"$5 **quan trọng** 10$", "$5 <strong>quan trọng</strong> 10$"},
		{"US$ 5 *và* 7 US$", "US$ 5 <em>và</em> 7 US$"},
		{"5$ và 10$, $5_000 và US$6_000", "5$ và 10$, $5_000 và US$6_000"},
		{"$a_1 $ và $ b_1 $", "$a_1 $ và $ b_1 $"},
		{`\(1\), \[a\]`, "(1), [a]"},
		{"$a_1\n*b*$", "$a_1\n<em>b</em>$"},
		{"$a_1$b *c*", "$a_1$b <em>c</em>"},
		{"$a_1$5 *c*", "$a_1$5 <em>c</em>"},
		{"$a_1$ề *c*", "$a_1$ề <em>c</em>"},
		{"$*a*" + strings.Repeat("x", 300) + "_$", "$<em>a</em>" + strings.Repeat("x", 300) + "_$"},
		{`\$a_*1* và \$b`, "$a_<em>1</em> và $b"},
		{"`$a_1*b*c$`", "<code>$a_1*b*c$</code>"},
		{"$$$$ *a* $$$", "$$$$ <em>a</em> $$$"},
		{`\[1\] và \[*Ảnh*\], \(xem *trang* 5\)`, "[1] và [<em>Ảnh</em>], (xem <em>trang</em> 5)"},
		{`\[[bài](a_b.md)\]`, `[<a href="a_b.html">bài</a>]`},
	} {
		doc := convert(tc.markdown, usual)
		got := strings.NewReplacer(`<span class="math">`, "‹", "</span>", "›", `<p class="lead">`, "", "</p>\n", "").Replace(render(doc))
		checkEqual(t, tc.markdown, got, tc.html)
	}
}

// TestFound_B12_FormulaBlocks: over several lines nothing in a formula is a list, a heading, a quotation or a
// rule.
func TestFound_B12_FormulaBlocks(t *testing.T) {
	const inside = "- a_1*b*c\n+ d\n=====\n# e &\n> f\n---\n1. g \\\\"
	for _, tc := range []struct{ name, markdown, html string }{
		{"dollars", "Ta có\n$$\n" + inside + "\n$$\nnên *c*", "<div class=\"math\">$$\n‹›\n$$</div>\n<p>nên <em>c</em></p>\n"},
		{"brackets", "Ta có\n\\[\n" + inside + "\n\\]\n\nnên *c*", "<div class=\"math\">\\[\n‹›\n\\]</div>\n<p>nên <em>c</em></p>\n"},
		{"on the lines", "Ta có\n\n$$x\n" + inside + "$$\n\nnên *c*", "<div class=\"math\">$$x\n‹›$$</div>\n<p>nên <em>c</em></p>\n"},
		{"blank lines", "Ta có\n\n$$\n\n" + inside + "\n\n$$\n\nnên *c*", "<div class=\"math\">$$\n\n‹›\n\n$$</div>\n<p>nên <em>c</em></p>\n"},
		{"never closed", "Ta có\n\n$$ giá\n\nnên *c* $$", "<p>$$ giá</p>\n<p>nên <em>c</em> $$</p>\n"},
	} {
		want := "<p class=\"lead\">Ta có</p>\n" +
			strings.Replace(tc.html, "‹›", strings.NewReplacer("&", "&amp;", ">", "&gt;").Replace(inside), 1)
		checkEqual(t, tc.name, render(convert(tc.markdown, usual)), want)
	}
	quoted := convert("> $$\n> a_1\n> $$\n\n- \\[\n  b\n  \\]\n", usual)
	checkEqual(t, "in a quotation and in an item", render(quoted), "<blockquote>\n<div class=\"math\">$$\na_1\n$$</div>\n</blockquote>\n"+
		"<ul>\n<li>\n<div class=\"math\">\\[\nb\n\\]</div>\n</li>\n</ul>\n")
	words := convert("Có $a_1 <\t b$ chữ\n\n$$\nx\n  y\n$$\n", usual)
	checkEqual(t, "plain text", words.Blocks[0].Text+"|"+words.Blocks[1].Text, "Có $a_1 < b$ chữ|$$ x y $$")
	picture := convert("![Đồ thị $a_1*b*$](a.png)", usual)
	checkEqual(t, "description of a picture", picture.Pictures[0].Alt, "Đồ thị $a_1*b*$")
}
