package markdown

import (
	"strings"
	"testing"

	"bantin/internal/diag"
)

// TestFound_A5_Asides: what is no text of the article ends where HTML says. Words with "mật" must not get out, words with "hiện" must
// be on the page and in the plain text.
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
		for _, word := range strings.FieldsFunc(tc.body, func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') }) {
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
		{"B3 a picture without a file", "<p><img alt=\"Cầu\"></p>", "<p>Cầu</p>", "html-removed:1"},

		{"B4 the row", "<ol type=\"a\"><li>x<li value=\"7\">y</ol>", "<ol type=\"a\"><li>x</li>\n<li value=\"7\">y</li>\n</ol>", ""},
		{"B4 from a number, backwards", "<ol start=\"5\" reversed><li>x</ol>", "<ol start=\"5\" reversed><li>x</li>\n</ol>", ""},
		{"B4 all types", "<ol type=I><li>x</ol>\n\n<ol type=i start=3><li>x</ol>\n\n<ol type=A><li>x</ol>",
			"<ol type=\"I\"><li>x</li>\n</ol>\n<ol type=\"i\" start=\"3\"><li>x</li>\n</ol>\n<ol type=\"A\"><li>x</li>\n</ol>", ""},
		{"B4 a style sheet's type", "<ol style=\"list-style-type: lower-alpha;\"><li>x</ol>", "<ol type=\"a\"><li>x</li>\n</ol>", "html-removed:1"},
		{"B4 what is none", "<ol type=\"x\" start=\"1e9\"><li value=\"a\">x</ol>", "<ol><li>x</li>\n</ol>", ""},
		{"B4 Markdown's own lists", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>", ""},
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
