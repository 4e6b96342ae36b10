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
