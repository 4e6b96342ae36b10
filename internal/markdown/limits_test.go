package markdown

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"bantin/internal/diag"
)

// generators are inputs that a program may need quadratic time or room for (C16 of the fault table), each for
// n repetitions.
var generators = map[string]func(n int) string{
	"open brackets":      repeated("["),
	"links":              repeated("[x]("),
	"links with titles":  repeated(`[x](a "`),
	"links with parens":  repeated("[x](a ("),
	"links over lines":   repeated("[x](\n"),
	"pictures":           repeated("!["),
	"pictures with dest": repeated("![x](a b "),
	"close brackets":     repeated("](\\[\n"),
	"notes":              repeated("[^"),
	"deletions":          repeated("~~a "),
	"ampersands":         repeated("&"),
	"backslashes":        repeated("\\"),
	"tags":               repeated("<a "),
	"mail":               repeated("a@"),
	"hosts":              repeated("www.a."),
	"NUL":                repeated("\x00"),
	"bad UTF-8":          repeated("\xc3\x28"),
	"quotes":             repeated(`""''`),
	"short lines":        repeated("a \n"),
	"nested brackets":    func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("]", n) },
	"nested bold":        func(n int) string { return strings.Repeat("**", n) + "a" + strings.Repeat("**", n) },
	"emphasis a":         repeated("a**b "),
	"emphasis b":         repeated("*a _b "),
	"emphasis mixed":     func(n int) string { return strings.Repeat("a**b *a _b ", n) },
	"quote signs":        repeated("> "),
	"quote signs, text":  func(n int) string { return strings.Repeat("> ", n) + "a" },
	"list signs":         repeated("- "),
	"list signs, text":   func(n int) string { return strings.Repeat("- ", n) + "a" },
	"list signs, mixed":  func(n int) string { return strings.Repeat("- + ", n/2) + "a" },
	"deeper lists": func(n int) string {
		var s strings.Builder
		for i := range min(n, 2000) { // 2,000 levels are 4 MB
			s.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return s.String()
	},
	"backticks": func(n int) string {
		var s strings.Builder
		for i := 1; s.Len() < 4*n; i++ {
			s.WriteString("a" + strings.Repeat("`", i))
		}
		return s.String()
	},
	"comments":               repeated("a <!-- "),
	"CDATA":                  repeated("a <![CDATA["),
	"instructions":           repeated("a <?"),
	"declarations":           repeated("a <!A"),
	"block comments":         repeated("<!--\n"),
	"scripts":                repeated("a <script>"),
	"script blocks":          repeated("<script>\n\n"),
	"Office":                 repeated("<o:p "),
	"Office lines":           repeated("<w:x\n"),
	"bold tags":              repeated("<b>"),
	"table tags":             repeated("<table><tr><td>\n"),
	"shortcodes":             repeated("{{< a "),
	"shortcodes in a line":   repeated("{{< a >}} "),
	"shortcodes in quotes":   repeated("{{<\""),
	"figures":                repeated("{{< figure src=a.png >}} "),
	"listings":               func(n int) string { return strings.Repeat("a {% highlight x %} ", n) + "{% endhighlight %}" },
	"values":                 repeated("{{ a.b }}"),
	"braces":                 repeated("{.a"),
	"attributes in braces":   repeated("{: .a}"),
	"names":                  func(n int) string { return numbered("## a {#b", "}\n")(n) },
	"equal names":            repeated("<a name=b></a>"),
	"empty comments":         repeated("a <!----> "),
	"comments in comments":   repeated("<!-- <!-- --> "),
	"templates in templates": repeated("<template>"),
	"open svg":               func(n int) string { return strings.Repeat("<svg>", n) + "</svg>" },
	"line breaks":            repeated("<br>"),
	"blocks in bold":         func(n int) string { return strings.Repeat("<b>", n) + strings.Repeat("<p>a", n) },
	"definitions":            numbered("[a", "]: b\n"),
	"used definitions":       func(n int) string { return numbered("[a", "] ")(n) + "\n\n" + numbered("[a", "]: b\n")(n) },
	"one long reference": func(n int) string {
		return strings.Repeat("[a] ", n) + "\n\n[a]: /" + strings.Repeat("b", n) + "\n"
	},
	"one long picture": func(n int) string {
		return strings.Repeat("![a] ", n) + "\n\n[a]: /" + strings.Repeat("b", n) + " \"" + strings.Repeat("c", n) + "\"\n"
	},
	"wide table": func(n int) string {
		return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("|b", n) + "\n"
	},
	"ragged rows": func(n int) string {
		return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("a\n", n)
	},
	"many ragged tables": func(n int) string {
		one := strings.Repeat("|a", 100) + "\n" + strings.Repeat("|-", 100) + "\n" + strings.Repeat("a\n", 300) + "\n"
		return strings.Repeat(one, n/160)
	},
	"escaped pipes":  func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`a\\|b`|\n", n/8) },
	"address":        func(n int) string { return "http://a.b/" + strings.Repeat("(", n) },
	"address pairs":  func(n int) string { return "http://a.b/" + strings.Repeat("()", n) },
	"address square": func(n int) string { return "http://a.b/" + strings.Repeat("[", n) },
	"attributes":     func(n int) string { return "<b" + strings.Repeat(" a=1", n) + ">x</b>" },
	"a block's attributes": func(n int) string {
		return "<td" + strings.Repeat(" a=1", n) + ">x</td>"
	},
	"heading and braces": func(n int) string { return "# a " + strings.Repeat("{", n) },
	"equal headings":     repeated("# a\n"),
	"equal outline":      repeated("Thứ nhất, a\n\nThứ hai, b\n\n"),
	"glued headings":     repeated("##a\n"),
	"one note":           func(n int) string { return strings.Repeat("[^1] ", n) + "\n\n[^1]: a\n" },
	"notes backwards": func(n int) string {
		var s strings.Builder
		for i := n / 4; i > 0; i-- {
			s.WriteString("[^" + strconv.Itoa(i) + "]: [x](y)\n")
		}
		return numbered("[^", "] ")(n/4) + "\n\n" + s.String()
	},
	"definition pairs": repeated("a\n: b\n\n"),
	"definition terms": repeated("a\n: b\n"),
	"links in a line":  repeated("[x](y) "),
	"bold left":        repeated("**a**b\n"),
	"refused bold":     repeated("**a:**b "),
	"refused nested":   repeated("*a **b:**c"),
	"refused apart":    func(n int) string { return "**a\n" + strings.Repeat("b:**c ", n) },
	"multiplications":  repeated("4*5 "),
	"prices":           repeated("$a "),
	"formulas":         repeated("$a_1$ "),
	"open dollars":     repeated("$$a "),
	"open formulas":    repeated(`\(a`),
	"formula lines":    repeated("$$\na\n"),
	"formula openings": repeated("\\[\n"),
	"addresses inside": func(n int) string { return strings.Repeat("(http://a.b/", n) + "👍x" },
	"open captions":    repeated("![a](b.png \"c) "),
	"title links":      repeated("[[a]] "),
	"open title links": repeated("[[a"),
	"loose links":      repeated("[a] (b.md) "),
	"open links":       repeated("[a](b.md "),
	"marks left":       repeated("[a](b c) [[a|b]]"),
	"bullets":          repeated("\uf0b7 a\n\n"),
	"bullet lines":     repeated("\uf0b7 a\n"),
	"program names":    repeated("__a__.b"),
	"blanks":           repeated(" \u00a0"),
	"marks":            repeated("a\u0301&#x301;"),
}

func repeated(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n) }
}

func numbered(before, after string) func(int) string {
	return func(n int) string {
		var s strings.Builder
		for i := range n {
			s.WriteString(before + strconv.Itoa(i) + after)
		}
		return s.String()
	}
}

// hang is when a conversion counts as stuck. The requirement is 2 s of CPU on a slow machine; the machines
// that run tests are shared, so the test is patient. What is asked of a quiet machine is `go test -run C16
// -v`, which prints the times.
const hang = 10 * time.Second

func TestC16(t *testing.T) {
	for name, generate := range generators {
		t.Run(name, func(t *testing.T) {
			text := generate(16_000)
			begin := time.Now()
			doc := convert(text, usual)
			html := render(doc)
			took := time.Since(begin)
			t.Logf("%v, %d bytes to %d, %s", took.Round(time.Millisecond), len(text), len(html), firstError(doc))
			if took > hang {
				t.Errorf("took %v", took)
			}
			if limit := maxGrowth*len(text) + maxGrowthBase; len(html) > limit {
				t.Errorf("%d bytes of HTML from %d of source", len(html), len(text))
			}
		})
	}
}

// firstError is the code of the error that a document was refused for.
func firstError(doc Document) diag.Code {
	for _, d := range doc.Diagnostics {
		if d.Severity == diag.Error {
			return d.Code
		}
	}
	return "converted"
}

// TestFound_A5_B3_B12_C1_Attack: others of the kinds, which an independent tester tried.
func TestFound_A5_B3_B12_C1_Attack(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"A5 a remark of another label":         {"Lời.\n\n[comment]: <> (mật)\n\nHết.", "<p>Lời.</p>\n<p>Hết.</p>\n"},
		"A5 a remark to nowhere":               {"Lời.\n\n[ghi chú]: # \"mật\"", "<p>Lời.</p>\n"},
		"A5 a source is no remark":             {"[1]: https://a.vn (Báo)", "<p>[1]: https://a.vn (Báo)</p>\n"},
		"B3 choices":                           {"<select><option>một</option><option>hai</option></select>", "<p>một hai</p>\n"},
		"B3 buttons":                           {"a<button>một</button><button>hai</button>b", "<p>a một hai b</p>\n"},
		"B12 a price before":                   {"10$; $a_1*b_2*c$", "<p>10$; <span class=\"math\">$a_1*b_2*c$</span></p>\n"},
		"B12 a price before a formula":         {"$5 và $x_1$", "<p>$5 và <span class=\"math\">$x_1$</span></p>\n"},
		"B12 two formulas":                     {"$x_1$, $y_2$", "<p><span class=\"math\">$x_1$</span>, <span class=\"math\">$y_2$</span></p>\n"},
		"C1 a semicolon behind":                {"www.x.vn/a#b; rồi", "<p><a href=\"http://www.x.vn/a#b\" class=\"external\" rel=\"noopener nofollow\">www.x.vn/a#b</a>; rồi</p>\n"},
		"C1 an entity behind":                  {"www.x.vn/a&quot; rồi", "<p><a href=\"http://www.x.vn/a\" class=\"external\" rel=\"noopener nofollow\">www.x.vn/a</a>&quot; rồi</p>\n"},
		"C1 a bracket, a stop and a semicolon": {"(www.x.vn/a_(b).); rồi", "<p>(<a href=\"http://www.x.vn/a_(b)\" class=\"external\" rel=\"noopener nofollow\">www.x.vn/a_(b)</a>.); rồi</p>\n"},
	} {
		if got := strings.ReplaceAll(render(convert(c.text, usual)), ` class="lead"`, ""); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// TestFound_D8_Parts: a body has an end to its headings and notes, of whatever form; other parts are bound by
// the growth of their HTML alone.
func TestFound_D8_Parts(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		line int // of the message, 0 without one
	}{
		"D8 5000 headings":         {strings.Repeat("# a\n", 5000), 0},
		"D8 5001 headings":         {strings.Repeat("# a\n", 5001), 5001},
		"D8 headings underlined":   {strings.Repeat("a\n===\n", 6000), 10_002},
		"D8 headings in quotes":    {strings.Repeat("> ## a\n", 6000), 5001},
		"D8 notes":                 {numbered("[^", "]: a\n")(6000), 5001},
		"D8 headings and notes":    {strings.Repeat("# a\n[^1]: b\n", 3000), 5001},
		"D8 400,000 headings":      {strings.Repeat("# a\n\n", 400_000), 10_001},
		"D8 paragraphs":            {strings.Repeat("a\n\n", 6000), 0},
		"D8 lines of code":         {"```\n" + strings.Repeat("# a\n", 6000) + "```\n", 0},
		"D8 numbers in paragraphs": {strings.Repeat("#1 a\n\n", 6000), 0},
	} {
		doc, line := convert(c.text, usual), 0
		for _, d := range doc.Diagnostics {
			if d.Code == "parts-too-many" {
				if line != 0 {
					t.Errorf("%s: said twice", name)
				}
				line = d.Pos.Line
			}
		}
		if line != c.line || (firstError(doc) == "parts-too-many") != (c.line > 0) {
			t.Errorf("%s: %s in line %d, want %d", name, firstError(doc), line, c.line)
		}
	}
}
