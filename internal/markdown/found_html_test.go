package markdown

import (
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/markdown/lex"
)

// TestFound_A5_Asides: what is no text of the article ends where HTML says. Words with "mật" must not get
// out, words with "hiện" must be on the page and in the plain text.
func TestFound_A5_Asides(t *testing.T) {
	for _, tc := range []struct{ name, body, codes string }{
		{"the row", "<div>\n<!-- mật1:\n\nmật2. …\n\nmật3 -->\n<p>hiện1.</p>\n</div>\n\nhiện2", "html-removed:1"},
		{"in a line", "hiện1 <!-- mật --> hiện2<!--mật-->\nhiện3", ""},
		{"over a blank line in running text", "hiện1 <!-- mật\n\nmật --> hiện2 *hiện3*", ""},
		{"in a list item", "- hiện1 <!-- mật\n\n  mật\n- mật -->\n- hiện2", ""},
		{"in a quotation", "> hiện1\n>\n> <!-- mật\n>\n> mật -->\n> hiện2", ""},
		{"in a table", "|a|b|\n|-|-|\n|hiện1 <!-- mật -->|hiện2|", ""},
		{"in a heading", "## hiện1 <!-- mật -->\n\nhiện2", ""},
		{"in bold", "**hiện1 <!-- mật\n\nmật -->hiện2**", ""},
		{"in a caption", "![a](b.jpg \"hiện <!-- mật -->\")", ""},
		{"in the words of a link", "[hiện <!-- mật -->](b.md)", ""},
		{"in a note", "hiện1[^1]\n\n[^1]: hiện2 <!-- mật\n\n    mật -->", ""},
		{"indented", "hiện1\n\n        <!-- mật\n\n        mật -->\n\nhiện2", ""},
		{"words behind one", "<!-- mật --> **hiện1** hiện2\n\nhiện3", ""},
		{"empty ones", "hiện1 <!--> hiện2 <!---> hiện3 <!----> hiện4", ""},
		{"dashes inside", "<!-- mật -- mật ---->hiện1", ""},
		{"an end that browsers know", "<!-- mật --!>hiện1", ""},
		{"two openings, one end", "<!-- mật <!-- mật --> hiện", ""},
		{"a comment within another", "hiện <!-- mật <!-- mật --> mật --> hiện", "comment-nested:1"},
		{"never ended", "hiện\n\n<!-- mật\n\nmật", "comment-unclosed:3"},
		{"never ended in a line", "mật <!-- mật", "comment-unclosed:1"},
		{"never ended in an item", "- a\n- b <!-- mật\n\nmật", "comment-unclosed:2"},
		{"never ended in HTML", "<div>\n<p><!-- mật\n\nmật</p></div>", "comment-unclosed:2"},
		{"script", "<div>\n<script>\n\nmật()\n\n</script>\n<p>hiện</p></div>", "html-removed:1 html-removed:2"},
		{"style in an item", "- hiện1 <STYLE type=a>\n\nmật\n</sTyle > hiện2", "html-removed:1"},
		{"a comment in a script", "<script><!-- </script>\n\nhiện", "html-removed:1"},
		{"textarea", "hiện1 <textarea>mật\n\n<b>mật</textarea> hiện2", "html-words-removed:1"},
		{"template in a template", "<template>mật<template>mật</template>\n\nmật</template>\n\nhiện", "html-words-removed:1"},
		{"template with a comment", "<template><!-- </template> --> mật</template> hiện", "html-words-removed:1"},
		{"svg over blank lines", "<svg>\n\n<text>mật</text>\n\n</svg>\n\nhiện", "html-words-removed:1"},
		{"script never ended", "hiện\n\n<script>\nmật()\n", "comment-unclosed:3"},
		{"style never ended in HTML", "<div><style>\n\nmật", "comment-unclosed:1"},
		{"a tag in a sentence", "hiện1 thẻ <style> hiện2\n\nhiện3", "html-unclosed:1"},
		{"more tags in sentences", "- hiện1 <script> hiện2\n- hiện3 <textarea> và <template> hiện4", "html-unclosed:1 html-unclosed:2 html-unclosed:2"},
		{"CDATA", "hiện1 <![CDATA[ mật > mật\n\nmật ]]> hiện2", "html-words-removed:1"},
		{"CDATA never ended", "<![CDATA[ mật\n\nmật", "comment-unclosed:1"},
		{"PHP", "hiện1\n<?php if (a > 1) {\n\necho 'mật'; ?>\nhiện2", "html-words-removed:2"},
		{"PHP never ended", "<?php\n\n$mật = 1;", "comment-unclosed:1"},
		{"PHP in a sentence", "hiện1 <?php hiện2", "html-unclosed:1"},
		{"an instruction of Word", "hiện1 <?xml:namespace prefix = o ns = \"mật\" /> hiện2", "html-office:1"},
		{"a declaration", "<!DOCTYPE html>\nhiện1\n\nhiện2", "html-removed:1"},
		{"a declaration never ended", "<!DOCTYPE\n\nhiện2", ""},
		{"between fences", "```\n<!-- hiện1\n\n<script> <?php\n```\n\nhiện2", ""},
		{"between fences in an item", "- a\n\n  ~~~\n  <!-- hiện1 -->\n\n  hiện2\n  ~~~\n\n  <!-- mật -->", ""},
		{"between fences in a quotation", "> ```\n> <!-- hiện1\n\nhiện2", ""},
		{"a fence that ends with its item", "- ```\n  a\n\n<!-- mật\n\nmật -->\nhiện", ""},
		{"a fence of another sign", "````\n```\n<!-- hiện1\n````\n<!-- mật\n\nmật -->", ""},
		{"in backticks", "hiện1 `<!-- hiện2` và ``<script> ` hiện3``", ""},
		{"backticks that do not pair", "`hiện1 <!-- mật\n\nmật` -->hiện2", ""},
		{"backticks in a comment", "<!-- `mật --> hiện1 ` hiện2", ""},
		{"behind a backslash", "\\<!-- hiện1 --> \\`<!-- mật\n\nmật --> hiện2`", ""},
		{"in an attribute", "<img src=a.jpg alt=\"hiện <!-- hiện2\"> hiện3", ""},
		{"backticks in HTML", "<div>\n`<!-- mật\n\nmật -->`hiện1</div>", "html-removed:1"},
		{"an arrow", "hiện1 --> hiện2", ""},
	} {
		doc := convert(tc.body, usual)
		html := render(doc)
		checkEqual(t, tc.name, codes(doc), tc.codes)
		if strings.Contains(html, "mật") {
			t.Errorf("%s: what was not to be shown is shown:\n%s", tc.name, html)
		}
		if worst, _ := diag.Worst(doc.Diagnostics); worst == diag.Error {
			continue
		}
		var plain strings.Builder
		for _, b := range doc.Blocks {
			plain.WriteString(b.Text + "\n")
		}
		for _, word := range strings.FieldsFunc(tc.body, func(r rune) bool { return !lex.IsLetter(r) && (r < '0' || r > '9') }) {
			if strings.HasPrefix(word, "hiện") && (!strings.Contains(html, word) || !strings.Contains(plain.String(), word) && tc.name != "in an attribute") {
				t.Errorf("%s: %s is lost:\n%s\n%s", tc.name, word, html, plain.String())
			}
		}
	}
}

// convertRow is a body, what its HTML must hold, and the codes of its diagnostics.
type convertRow struct{ name, body, html, codes string }

func checkRows(t *testing.T, rows []convertRow) {
	t.Helper()
	for _, tc := range rows {
		doc := convert(tc.body, usual)
		html := render(doc)
		checkEqual(t, tc.name, strings.TrimSpace(html), tc.html)
		checkEqual(t, tc.name+": codes", codes(doc), tc.codes)
		for _, fault := range htmlFaults(html) {
			t.Errorf("%s: %s", tc.name, fault)
		}
	}
}

// TestFound_B3_B4_Elements: elements that mean something and do no harm stay.
func TestFound_B3_B4_Elements(t *testing.T) {
	checkRows(t, []convertRow{
		{"B3 the row", "10<sup>5</sup> con", `<p class="lead">10<sup>5</sup> con</p>`, ""},
		{"B3 all of them", "H<sub>2</sub>O <u>a</u> <s>b</s> <small>c</small> <mark>d</mark> <kbd>e</kbd> <ins>f</ins> <del>g</del>",
			`<p class="lead">H<sub>2</sub>O <u>a</u> <s>b</s> <small>c</small> <mark>d</mark> <kbd>e</kbd> <ins>f</ins> <del>g</del></p>`, ""},
		{"B3 words around words", "<q>a</q> <cite>b</cite> <dfn title=\"x\">c</dfn> <var>d</var> <samp>e</samp> <code>f &lt;</code> dài<wbr>dài",
			`<p class="lead"><q>a</q> <cite>b</cite> <dfn title="x">c</dfn> <var>d</var> <samp>e</samp> <code>f &lt;</code> dài<wbr>dài</p>`, ""},
		{"B3 abbreviations keep their meaning", "<abbr title='Ủy ban \"nhân dân\"' onclick=x()>UBND</abbr> <acronym title=x>HĐND</acronym>",
			`<p class="lead"><abbr title="Ủy ban &quot;nhân dân&quot;">UBND</abbr> <abbr title="x">HĐND</abbr></p>`, "html-removed:1"},
		{"B3 older names", "<strike>a</strike> <tt>b</tt>", `<p class="lead"><s>a</s> <code>b</code></p>`, ""},
		{"B3 time and ruby", "<time datetime=\"2018-03\" class=x>tháng 3</time> <ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby>",
			`<p class="lead"><time datetime="2018-03">tháng 3</time> <ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby></p>`, ""},
		{"B3 in a block", "<p>5 m<sup>2</sup>, <b>x<sub>1</sub></b></p>", `<p>5 m<sup>2</sup>, <b>x<sub>1</sub></b></p>`, ""},
		{"B3 never closed", "a <sup>b\n\nc", "<p class=\"lead\">a <sup>b</sup></p>\n<p>c</p>", ""},
		{"B3 details", "<details open>\n<summary>Xem <b>thêm</b></summary>\n\nMột **hai**\n\n- ba\n\n</details>\n\nBốn",
			"<details open><summary>Xem <b>thêm</b></summary>\n<p>Một <strong>hai</strong></p>\n<ul>\n<li>ba</li>\n</ul>\n</details>\n<p>Bốn</p>", ""},
		{"B3 details in one block", "<details><summary>a</summary>b<p>c</details>", "<details><summary>a</summary>\n<p>b</p>\n<p>c</p>\n</details>", ""},
		{"B3 a summary alone", "<summary>a</summary>", "<p>a</p>", ""},
		{"B3 verse", "<pre>\nMột\n\n  hai <b>ba</b>\n</pre>", "<pre>\nMột\n\n  hai <b>ba</b></pre>", ""},
		{"B3 definitions", "<dl><dt>a<dd>b<p>c</dl>", "<dl><dt>a</dt>\n<dd>b<p>c</p>\n</dd>\n</dl>", ""},
		{"B3 a rule", "<p>a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>", ""},
		{"B3 levels of headings", "<h2>a</h2><h5>b</h5><h6>c</h6>", "<h2 id=\"h-a\">a</h2>\n<h5 id=\"h-b\">b</h5>\n<h6 id=\"h-c\">c</h6>", ""},
		{"B3 a field of a form", "<p>Tên: <input value=\"Nguyễn A\"></p>", "<p>Tên:</p>", "html-words-removed:1"},
		{"B3 what a browser sets apart", "<select><option>một</option><option>hai</option></select><button>Gửi</button><button>Xóa</button>",
			`<p class="lead">một hai Gửi Xóa</p>`, "html-removed:1 html-removed:1 html-removed:1"},
		{"B3 bars and choices in a block", "<p>a<progress>30%</progress><meter>2</meter>b<optgroup><option>c<option>d</optgroup>e</p>",
			"<p>a 30% 2 b c d e</p>", "html-removed:1 html-removed:1 html-removed:1 html-removed:1"},
		{"B3 a picture without a file", "<p><img alt=\"Cầu\"></p>", "<p>Cầu</p>", "html-removed:1"},

		{"B4 the row", "<ol type=\"a\"><li>x<li value=\"7\">y</ol>", "<ol type=\"a\"><li>x</li>\n<li value=\"7\">y</li>\n</ol>", ""},
		{"B4 from a number, backwards", "<ol start=\"5\" reversed><li>x</ol>", "<ol start=\"5\" reversed><li>x</li>\n</ol>", ""},
		{"B4 all types", "<ol type=I><li>x</ol>\n\n<ol type=i start=3><li>x</ol>\n\n<ol type=A><li>x</ol>",
			"<ol type=\"I\"><li>x</li>\n</ol>\n<ol type=\"i\" start=\"3\"><li>x</li>\n</ol>\n<ol type=\"A\"><li>x</li>\n</ol>", ""},
		{"B4 a style sheet's type", "<ol style=\"list-style-type: lower-alpha;\"><li>x</ol>", "<ol type=\"a\"><li>x</li>\n</ol>", "html-removed:1"},
		{"B4 what is none", "<ol type=\"x\" start=\"1e9\"><li value=\"a\">x</ol>", "<ol><li>x</li>\n</ol>", ""},
		{"B4 Markdown's own lists", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>", ""},
		{"B4 Markdown's numbers as typed", "1. a\n2. b\n\n1) c\n3) d\n4) e\n4) f",
			"<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ol class=\"paren\">\n<li>c</li>\n<li value=\"3\">d</li>\n<li>e</li>\n<li value=\"4\">f</li>\n</ol>", ""},
		{"B4 one number throughout", "1. a\n1. b\n1. c", "<ol>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ol>", ""},
		{"B4 numbers begin again", "1. a\n2. b\n1. c\n2. d", "<ol>\n<li>a</li>\n<li>b</li>\n<li value=\"1\">c</li>\n<li>d</li>\n</ol>", ""},
		{"B4 Markdown between the tags", "<ol type=\"a\">\n<li>\n\nMột **hai**\n\n</li>\n<li>ba</li>\n</ol>",
			"<ol type=\"a\"><li><p>Một <strong>hai</strong></p>\n</li>\n<li>ba</li>\n</ol>", ""},
	})
	plain := convert("10<sup>5</sup> H<sub>2</sub>O m<sup>2</sup> 1<sup>er</sup> 10<sup>−3</sup> <q>trích</q>", usual).Blocks[0].Text
	checkEqual(t, "plain text", plain, "10⁵ H₂O m² 1er 10⁻³ “trích”")
}

// TestFound_B5_Blocks: a block of HTML ends the paragraph that it stands in.
func TestFound_B5_Blocks(t *testing.T) {
	checkRows(t, []convertRow{
		{"the row", "Lời dẫn.<br /><h2>1. Quản lý</h2>Đoạn **sau**.<table><tr><td>a</td><td>b</td></tr></table>",
			"<p class=\"lead\">Lời dẫn.</p>\n<h2 id=\"h-1-quan-ly\">1. Quản lý</h2>\n<p>Đoạn <strong>sau</strong>.</p>\n" +
				"<div class=\"table\"><table>\n<tr><td>a</td>\n<td>b</td>\n</tr>\n</table></div>", ""},
		{"two line breaks", "a<br><br>b<br />\n<br/> c<br>d", "<p class=\"lead\">a</p>\n<p>b</p>\n<p>c<br>\nd</p>", ""},
		{"three of them", "a<br><br><br>b", "<p class=\"lead\">a</p>\n<p>b</p>", ""},
		{"in a block of HTML", "<div>a<br><br>b</div>", "<p>a</p>\n<p>b</p>", "html-removed:1"},
		{"in a cell of HTML they stay", "<table><tr><td>a<br><br>b</table>",
			"<div class=\"table\"><table>\n<tr><td>a<br>\n<br>\nb</td>\n</tr>\n</table></div>", ""},
		{"paragraphs", "a<p>b</p>c", "<p class=\"lead\">a</p>\n<p>b</p>\n<p>c</p>", ""},
		{"a list", "a <ul><li>b<li>**c**</ul> d", "<p class=\"lead\">a</p>\n<ul><li>b</li>\n<li><strong>c</strong></li>\n</ul>\n<p>d</p>", ""},
		{"a quotation", "a <blockquote>b [c](d.md)</blockquote>",
			"<p class=\"lead\">a</p>\n<blockquote><p>b <a href=\"d.html\">c</a></p>\n</blockquote>", ""},
		{"a heading first", "<b>x</b><h3>a</h3>b", "<p class=\"lead\"><b>x</b></p>\n<h2 id=\"h-a\">a</h2>\n<p>b</p>", ""},
		{"in an item", "- a<br><br>b <ol type=a><li>c</ol>\n- d",
			"<ul>\n<li><p>a</p>\n<p>b</p>\n<ol type=\"a\"><li>c</li>\n</ol>\n</li>\n<li>d</li>\n</ul>", ""},
		{"in a cell", "|a|\n|-|\n|<ul><li>b<li>c</ul>|",
			"<div class=\"table\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><ul><li>b</li>\n<li>c</li>\n</ul>\n</td>\n</tr>\n</tbody>\n</table></div>", ""},
		{"in a quotation of Markdown", "> a<hr>b", "<blockquote>\n<p>a</p>\n<hr>\n<p>b</p>\n</blockquote>", ""},
		{"in a numbered paragraph", "1. a<p>b", "<ol>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>", ""},
		{"entries of the outline", "Thứ nhất, a<br><br>Thứ hai, b", "<p id=\"h-thu-nhat\" class=\"lead\">Thứ nhất, a</p>\n<p id=\"h-thu-hai\">Thứ hai, b</p>", ""},
		{"bold print around blocks", "<b><p>a</p><h3>c</h3></b>\n\nd <i>e<p>f</i> g",
			"<p><b>a</b></p>\n<h2 id=\"h-c\">c</h2>\n<p>d <i>e</i></p>\n<p><i>f</i> g</p>", ""},
		{"a link around a heading", "<a href=\"b.md\"><h3>a</h3></a>", "<h2 id=\"h-a\"><a href=\"b.html\">a</a></h2>", ""},
		{"in a heading only the words part", "## a<br>b<p>c", "<h2 id=\"h-a-b-c\">a<br>\nb c</h2>", ""},
	})
	doc := convert("Lời dẫn.<br><h2>Một</h2>Hai", usual)
	checkEqual(t, "lead", doc.Lead, "Lời dẫn.")
}

// TestFound_B11_Names: places keep the names that their authors gave them; what other programs would fill in
// goes.
func TestFound_B11_Names(t *testing.T) {
	checkRows(t, []convertRow{
		{"the row", "## Phần một {#mot}\n\n<a name=\"hai\"></a>Chữ\n\n<h2 id=\"ba\">Phần ba</h2>",
			"<h2 id=\"h-mot\">Phần một</h2>\n<p><span id=\"h-hai\"></span>Chữ</p>\n<h2 id=\"h-ba\">Phần ba</h2>", ""},
		{"a heading takes the name before it", "<a id=\"x\"></a>\n\n## Một\n\n<span id=y>\n### Hai</span>", "<h2 id=\"h-x\">Một</h2>\n<p><span id=\"h-y\"></span>### Hai</p>", "html-removed:5"},
		{"in the middle of a line", "a <span id=\"x\">b</span> c", "<p class=\"lead\">a <span id=\"h-x\"></span>b c</p>", "html-removed:1"},
		{"in tables and lists", "<table id=a><tr id=b><td id=c>x</table><ul id=d><li>y</ul>",
			"<div class=\"table\"><table>\n<tr><td><span id=\"h-a\"></span><span id=\"h-b\"></span><span id=\"h-c\"></span>x</td>\n</tr>\n</table></div>\n<ul><li><span id=\"h-d\"></span>y</li>\n</ul>", ""},
		{"a name wins over a heading's words", "## Mot\n\n## Khác {#mot}", "<h2 id=\"h-mot-2\">Mot</h2>\n<h2 id=\"h-mot\">Khác</h2>", ""},
		{"a name that went wrong is no comment up to the next", "## A {# x}\n\nChữ.\n\n## B {#}", "<h2 id=\"h-a-x\">A {# x}</h2>\n<p>Chữ.</p>\n<h2 id=\"h-b\">B {#}</h2>", ""},
		{"the same name twice", "## A {#x}\n\n## B {#x}", "<h2 id=\"h-x\">A</h2>\n<h2 id=\"h-b\">B</h2>", "anchor-taken:3"},
		{"names as they are", "## A {#Muc_1.2}\n\n## B {#mục-hai}\n\n<a name='mục ba'></a>c", "<h2 id=\"h-Muc_1.2\">A</h2>\n<h2 id=\"h-mục-hai\">B</h2>\n<p><span id=\"h-muc-ba\"></span>c</p>", ""},
		{"with closing signs and classes", "## A ## {#x .y}\n\n##B {#z}", "<h2 id=\"h-x\">A</h2>\n<h2 id=\"h-z\">B</h2>", "template-markup:1 heading-blank:3"},
		{"an underlined heading", "a\n\nPhần một {#mot}\n===", "<p class=\"lead\">a</p>\n<h2 id=\"h-mot\">Phần một</h2>", "heading-level:3"},
		{"at the end", "a\n\n<a name=\"cuoi\"></a>", "<p class=\"lead\">a</p>\n<p><span id=\"h-cuoi\"></span></p>", ""},
		{"the title", "# Tên bài {#dau}\n\na", "<p class=\"lead\"><span id=\"h-dau\"></span>a</p>", ""},
		{"a hostile name", "## A {#x\"onclick=y}\n\n<p id='\"><b>'>c", "<h2 id=\"h-x&quot;onclick=y\">A</h2>\n<p><span id=\"h-&quot;&gt;&lt;b&gt;\"></span>c</p>", ""},
		{"not in code", "`{#a}` và\n\n```\n## A {#b}\n{:.x}\n{% c %}\n```", "<p class=\"lead\"><code>{#a}</code> và</p>\n<pre><code>## A {#b}\n{:.x}\n{% c %}\n</code></pre>", ""},
		{"braces that are words", "tập {a, b} và {#1 trong số} và {.} và {:)", "<p class=\"lead\">tập {a, b} và {#1 trong số} và {.} và {:)</p>", ""},

		{"kramdown", "Đoạn.\n{:.x}\n\n![a](b.jpg){: width=\"300\"} và [c](d.md){:target=\"_blank\"}\n\n* Mục lục\n{:toc}",
			"<p class=\"lead\">Đoạn.</p>\n<p><img src=\"b.jpg\" alt=\"a\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"> và <a href=\"d.html\">c</a></p>\n<ul>\n<li>Mục lục</li>\n</ul>", "template-markup:2"},
		{"kramdown's name of a heading", "## A\n{: #x .y}\n\nb", "<h2 id=\"h-x\">A</h2>\n<p>b</p>", "template-markup:2"},
		{"kramdown's comments", "a {::comment}\nmật\n\nmật\n{:/comment} b", "<p class=\"lead\">a b</p>", ""},
		{"Liquid's tags", "{% include a.html %}\n\n{% if x %}Một{% endif %} {%- assign y = 1 -%} hai {{ page.title | upcase }}", "<p class=\"lead\">Một hai</p>", "template-markup:1"},
		{"Liquid's comments", "a {% comment %} mật\n\nmật {%- endcomment -%} b", "<p class=\"lead\">a b</p>", ""},
		{"a comment of Liquid that never ends", "a {% comment %} mật", "", "comment-unclosed:1"},
		{"text of Liquid", "{% raw %}{{ page.x }} {% y %}{% endraw %} z", "<p class=\"lead\">{{ page.x }} {% y %} z</p>", ""},
		{"listings of Liquid", "{% highlight go linenos %}\na **b**\n\n<!-- c -->\n{% endhighlight %}\n\nd", "<pre><code class=\"language-go\">a **b**\n\n&lt;!-- c --&gt;\n</code></pre>\n<p>d</p>", ""},
		{"links of Liquid", "[x]({{ site.baseurl }}{% link b.md %}) {% post_url 2020-01-02-c %} [y]({{ '/d.md' | relative_url }})",
			"<p class=\"lead\"><a href=\"b.html\">x</a> <a href=\"2020-01-02-c\">2020-01-02-c</a> <a href=\"/d.html\">y</a></p>", "template-markup:1"},
		{"formulas and other braces", "\\frac{{a}}{{b}} {{ i }} {{", "<p class=\"lead\">\\frac{{a}}{{b}} {{ i }} {{</p>", ""},
	})
	doc := convert("## Phần một {#mot}\n\nThứ nhất, a <a name=hai>b</a>\n\nThứ hai, c", usual)
	checkEqual(t, "anchors", strings.Join(doc.Anchors, " "), "h-mot h-hai h-thu-nhat h-thu-hai")
	checkEqual(t, "outline", doc.Outline[0].ID+" "+doc.Outline[0].Text, "h-mot Phần một")
}

// TestFound_B14_Shortcodes: shortcodes that mean a picture, a link or code are that; of others the text
// within stays.
func TestFound_B14_Shortcodes(t *testing.T) {
	const figure = "<figure><img src=\"a.png\" alt=\"%\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"><figcaption>%</figcaption></figure>"
	picture := func(words string) string { return strings.ReplaceAll(figure, "%", words) }
	checkRows(t, []convertRow{
		{"the row", "{{< figure src=\"a.png\" caption=\"Cầu *mới*, “đẹp”\" >}}\n\n{{< ref \"b.md\" >}}\n\n{{< youtube id_-1 >}}", picture("Cầu *mới*, “đẹp”") +
			"\n<p class=\"lead\"><a href=\"b.html\">b.md</a></p>\n<p><a href=\"https://www.youtube.com/watch?v=id_-1\" class=\"external\" rel=\"noopener nofollow\">Xem nội dung nhúng trên youtube.com</a></p>", ""},
		{"single quotes, other signs, several lines", "{{%figure\n  src='a.png'\n  title='Cầu' caption=\"Mới\"\n  attr=`N.V.A` %}}", picture("Cầu. Mới. N.V.A"), ""},
		{"right below text", "Đoạn.\n{{< figure src=\"a.png\" caption=\"Cầu\" />}}\nHai.", "<p class=\"lead\">Đoạn.</p>\n" + picture("Cầu") + "\n<p>Hai.</p>", ""},
		{"quotes in a caption", `{{< figure src="a.png" caption="Lễ \"khánh thành\" [cầu] <b> \\ & >}} x" >}}`, picture("Lễ &quot;khánh thành&quot; [cầu] &lt;b&gt; \\ &amp; &gt;}} x"), ""},
		{"a description and a link", "{{< figure src=\"ảnh lễ (1).png\" alt=\"Mô tả\" link=\"b.md\" >}}",
			"<p><a href=\"b.html\"><img src=\"%E1%BA%A3nh%20l%E1%BB%85%20(1).png\" alt=\"Mô tả\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"></a></p>", ""},
		{"quotes of phones", "{{< figure src=“a.png” caption=“Cầu” >}}", picture("Cầu"), ""},
		{"in HTML", "<div>\n{{< figure src=\"a.png\" alt=\"Cầu\" >}}\n</div>", "<p><img src=\"a.png\" alt=\"Cầu\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"> </p>", "html-removed:1"},
		{"Jekyll's figures", "{% include figure.html src=\"a.png\" caption=\"Cầu\" %}\n\n{% img left a.png 300 \"Cầu mới\" %}", picture("Cầu") + "\n" + picture("Cầu mới"), ""},
		{"references in links", "[x]({{< ref \"b.md#muc\" >}}) [y]({{% relref path='c d.md' %}}) <a href=\"{{< relref \"e.md\" >}}\">z</a>",
			"<p class=\"lead\"><a href=\"b.html#muc\">x</a> <a href=\"c%20d.html\">y</a> <a href=\"e.html\">z</a></p>", ""},
		{"a reference with its place behind", "[x]({{< ref b.md >}}#muc)", "<p class=\"lead\"><a href=\"b.html#muc\">x</a></p>", ""},
		{"a definition", "[x]\n\n[x]: {{< ref \"b.md\" >}}", "<p class=\"lead\"><a href=\"b.html\">x</a></p>", ""},
		{"videos", "{{< vimeo 123 >}} {{< youtube id=\"abc\" title=\"Lễ hội\" >}}", "<p class=\"lead\"><a href=\"https://vimeo.com/123\" class=\"external\" rel=\"noopener nofollow\">Xem nội dung nhúng trên vimeo.com</a> " +
			"<a href=\"https://www.youtube.com/watch?v=abc\" class=\"external\" rel=\"noopener nofollow\">Xem nội dung nhúng trên youtube.com: Lễ hội</a></p>", ""},
		{"posts", "{{< tweet user=\"a\" id=\"1\" >}} {{< gist b 2 >}} {{< instagram C >}}", "<p class=\"lead\"><a href=\"https://x.com/a/status/1\" class=\"external\" rel=\"noopener nofollow\">Xem nội dung nhúng trên x.com</a> " +
			"<a href=\"https://gist.github.com/b/2\" class=\"external\" rel=\"noopener nofollow\">Xem nội dung nhúng trên gist.github.com</a> <a href=\"https://www.instagram.com/p/C\" class=\"external\" rel=\"noopener nofollow\">Xem nội dung nhúng trên instagram.com</a></p>", ""},
		{"listings", "{{< highlight html \"linenos=table\" >}}\n<b>`a`</b>\n```\n{{< c >}}\n{{< / highlight >}}\nd", "<pre><code class=\"language-html\">&lt;b&gt;`a`&lt;/b&gt;\n```\n{{&lt; c &gt;}}\n</code></pre>\n<p>d</p>", ""},
		{"others", "{{% notice info %}}\nLời **bên** trong\n{{% /notice %}}\n\nMột {{< x >}} hai {{< x />}}", "<p class=\"lead\">Lời <strong>bên</strong> trong</p>\n<p>Một hai</p>", "shortcode:1 shortcode:5"},
		{"shown and not used", "{{</* figure src=\"a.png\" */>}}", "<p class=\"lead\">{{&lt; figure src=&quot;a.png&quot; &gt;}}</p>", ""},
		{"never ended", "a {{< figure src=\"a.png\"", "<p class=\"lead\">a {{&lt; figure src=&quot;a.png&quot;</p>", "html-unclosed:1"},
		{"in code", "`{{< a >}}`\n\n~~~\n{{< figure src=\"a.png\" >}}\n~~~", "<p class=\"lead\"><code>{{&lt; a &gt;}}</code></p>\n<pre><code>{{&lt; figure src=&quot;a.png&quot; &gt;}}\n</code></pre>", ""},
		{"comments", "a {{/* mật\n\nmật */}} b", "<p class=\"lead\">a b</p>", ""},
		{"a figure without a file", "{{< figure caption=\"Cầu\" >}}\n\na", "<p class=\"lead\">a</p>", "shortcode:1"},
		{"in an item", "- a {{< figure src=\"a.png\" caption=\"Cầu\" >}}", "<ul>\n<li>a <img src=\"a.png\" alt=\"Cầu\" width=\"640\" height=\"480\" title=\"Cầu\" loading=\"lazy\" decoding=\"async\"></li>\n</ul>", ""},
	})
}

// TestFound_B5_Definitions: a paragraph that begins with a colon defines no sentence before it.
func TestFound_B5_Definitions(t *testing.T) {
	checkRows(t, []convertRow{
		{"behind a sentence", "Một câu.\n\n: Hai", "<p class=\"lead\">Một câu.</p>\n<p>: Hai</p>", ""},
		{"a term", "Từ\n: nghĩa", "<dl>\n<dt>Từ</dt>\n<dd>nghĩa</dd>\n</dl>", ""},
		{"a term over a blank line", "Từ\n\n: nghĩa", "<dl>\n<dt>Từ</dt>\n<dd><p>nghĩa</p>\n</dd>\n</dl>", ""},
		{"below a table", "Dẫn\n|a|b|\n|-|-|\n|c|d|\n: e", "<p class=\"lead\">Dẫn</p>\n<div class=\"table\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table></div>\n<p>: e</p>", ""},
	})
}
