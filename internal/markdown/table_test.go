package markdown

import (
	"strings"
	"testing"
)

// tables shows the tables of HTML as their rows, cells parted by bars, and everything else as it is.
var tables = strings.NewReplacer("<div class=\"table\"><table>\n", "", "</table></div>\n", "", "<thead>\n", "", "</thead>\n", "", "<tbody>\n", "",
	"</tbody>\n", "", "<tr>\n", "", "</tr>\n", "|\n", "<th scope=\"col\">", "!", "<td>", "|", "</th>\n", "", "</td>\n", "")

// TestFound_B2_C3_Tables: no cell vanishes, and what is meant as a table is one.
func TestFound_B2_C3_Tables(t *testing.T) {
	for _, tc := range []struct{ name, markdown, html string }{
		{"B2 a cell too many", "|a|b|\n|-|-|\n|1|2|ba|\n|1|", "!a!b!|\n|1|2|ba|\n|1|||\n"},
		{"B2 cells too many in two rows", "|a|\n|-|\n|1|2|\n|1|2|3|4|", "!a!!!|\n|1|2|||\n|1|2|3|4|\n"},
		{"B2 without bars at the ends", "a | b\n-|-\n1 | 2 | ba", "!a!b!|\n|1|2|ba|\n"},
		{"B2 blank cells make no column", "|a|b|\n|-|-|\n|1|2| | |\n|1| |", "!a!b|\n|1|2|\n|1||\n"},
		{"B2 a bar that is escaped, at the end too", "|a|b|\n|-|-|\n|1\\|2|`3\\|4`|\n|5|6\\|", "!a!b|\n|1|2|<code>3|4</code>|\n|5|6||\n"},
		{"C3 a column missing", "|a|b|c|\n|---|---|\n|1|2|3|", "!a!b!c|\n|1|2|3|\n"},
		{"C3 a column too many", "|a|b|\n|---|---|---|\n|1|2|", "!a!b!|\n|1|2||\n"},
		{"C3 a row of org-mode", "|a|b|\n|---+---|\n|1|2|", "!a!b|\n|1|2|\n"},
		{"C3 a line of a drawing", "Kết quả\n+----+", `<p class="lead">Kết quả` + "\n+----+</p>\n"},
		{"C3 double lines", "|a|b|\n|===|===|\n|1|2|", "!a!b|\n|1|2|\n"},
		{"C3 low lines", "|a|b|\n|___|___|\n|1|2|", "!a!b|\n|1|2|\n"},
		{"C3 a grid", "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+", "!a!b|\n|1|2|\n|3|4|\n"},
		{"C3 a row that says nothing", "|a|b|\n|---|---|\n|-|-|\n|---|---|\n", "!a!b|\n|-|-|\n|---|---|\n"},
		{"C3 dashes of Word", "|a|b|c|d|\n|—|–|−|—-|\n|1|2|3|4|", "!a!b!c!d|\n|1|2|3|4|\n"},
		{"C3 one column drawn", "|a|b|\n|---| |\n|1|2|", "!a!b|\n|1|2|\n"},
		{"C3 a line below", "|a|b|\n|-|-|\n|1|2|\nNguồn: *huyện*.", "!a!b|\n|1|2|\n<p>Nguồn: <em>huyện</em>.</p>\n"},
		{"C3 two lines below, one above", "Bảng 1\n|a|b|\n|-|-|\n|1|2|\nNguồn: huyện,\nnăm 2018.",
			"<p class=\"lead\">Bảng 1</p>\n!a!b|\n|1|2|\n<p>Nguồn: huyện,\nnăm 2018.</p>\n"},
		{"C3 a line between rows", "|a|b|\n|-|-|\n|1|2|\nba\n|4|5|", "!a!b|\n|1|2|\n|ba||\n|4|5|\n"},
		{"C3 a line below in an item", "- |a|\n  |-|\n  |1|\n  xong", "<ul>\n<li>\n!a|\n|1|\nxong</li>\n</ul>\n"},
		{"no table", "Chữ\n--\n\nx | y\n\nmột\n|---|---|", "<p class=\"lead\">Chữ<br>\n--</p>\n<p>x | y</p>\n<p>một\n|---|---|</p>\n"},
	} {
		checkEqual(t, tc.name, tables.Replace(render(convert(tc.markdown, usual))), tc.html)
	}
	aligned := render(convert("|a|b|c|\n|:-|-:|:–:|\n|1|2|3|4|", usual))
	if !strings.Contains(aligned, `<td class="align-right">2</td>`) || !strings.Contains(aligned, `<td class="align-center">3</td>`+"\n<td>4</td>") {
		t.Errorf("alignment: %s", aligned)
	}
	wide := convert(strings.Repeat("|a", 50)+"\n|-|\n"+strings.Repeat("|x\n", 5)+strings.Repeat("|b", 3000)+strings.Repeat("\n|x", 3000), usual)
	checkEqual(t, "a table that is too large", string(firstError(wide)), "html-too-large")
}
