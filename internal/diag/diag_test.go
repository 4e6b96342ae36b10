package diag

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

func TestLocate(t *testing.T) {
	f := File{Path: "content/a.md", Text: "---\ntitle: Hội\n---\nHuyện Bảo Yên\n"}
	for _, c := range []struct {
		find string
		pos  string
		line string
	}{
		{"---", "content/a.md:1:1", "---"},
		{"Hội", "content/a.md:2:8", "title: Hội"},
		{"Yên", "content/a.md:4:11", "Huyện Bảo Yên"},
		{"\n---", "content/a.md:2:11", "title: Hội"},
	} {
		d := f.At(strings.Index(f.Text, c.find), "link-broken")
		if d.Pos.String() != c.pos || d.Source != c.line {
			t.Errorf("%q: %s %q, want %s %q", c.find, d.Pos, d.Source, c.pos, c.line)
		}
	}
	if pos := f.Locate(1 << 20); pos.Line != 5 || pos.Col != 1 {
		t.Errorf("beyond the end: %s", pos)
	}
	if pos := f.Locate(-1); pos.Line != 1 || pos.Col != 1 {
		t.Errorf("before the beginning: %s", pos)
	}
}

func TestSortOrdersAndDropsRepetitions(t *testing.T) {
	at := func(path string, line, col int, args ...string) Diagnostic {
		return New("link-broken", Pos{path, line, col}, args...)
	}
	ds := Sort([]Diagnostic{at("b", 1, 1), at("a", 2, 1), at("a", 1, 9), at("a", 1, 2, "y"), at("a", 1, 2, "x"), at("b", 1, 1)})
	var got []string
	for _, d := range ds {
		got = append(got, d.Pos.String()+strings.Join(d.Args, ""))
	}
	if s := strings.Join(got, " "); s != "a:1:2x a:1:2y a:1:9 a:2:1 b:1:1" {
		t.Errorf("order: %s", s)
	}
}

func TestPrint(t *testing.T) {
	d := New("address-taken", Pos{"content/a.md", 1, 1}, "content/a.md", "content/b.md", "a.html", "a-2018")
	d.Source, d.Also = "---", []Pos{{"content/b.md", 1, 1}}
	for lang, want := range map[Lang]string{
		VI: "content/a.md:1:1: lỗi: Hai nơi cùng một địa chỉ a.html: content/a.md và content/b.md. [address-taken]\n" +
			"     1 | ---\n       | ^\n       xem thêm: content/b.md:1:1\n       gợi ý: Đặt `slug` khác cho một bài, ví dụ `slug: a-2018`.\n",
		EN: "content/a.md:1:1: error: Two sources have one address a.html: content/a.md and content/b.md. [address-taken]\n" +
			"     1 | ---\n       | ^\n       see also: content/b.md:1:1\n       hint: Give one of them another `slug`, for example `slug: a-2018`.\n",
	} {
		var b bytes.Buffer
		if err := (Printer{Lang: lang}).Print(&b, []Diagnostic{d}); err != nil || b.String() != want {
			t.Errorf("%s:\n%s\nwant\n%s", lang, b.String(), want)
		}
	}
}

// On a terminal words are not broken where the line ends; elsewhere a message is one line.
func TestPrintWrapsWords(t *testing.T) {
	d := New("link-broken", Pos{"content/tin-tuc/2018/bai.md", 4, 9}, "../khong-co.md", "../khong-co-1.md")
	want := "content/tin-tuc/2018/bai.md:4:9: warning: The link leads to\n" +
		"       “../khong-co.md”, where there is nothing. The nearest is\n" +
		"       “../khong-co-1.md”. [link-broken]\n" +
		"       hint: Write the path of the article's file, for example\n" +
		"       `../2018/ten-bai.md`. On the page the link is plain text.\n"
	var b strings.Builder
	if err := (Printer{Lang: EN, Width: 64}).Print(&b, []Diagnostic{d}); err != nil || b.String() != want {
		t.Errorf("\n%s\nwant\n%s", b.String(), want)
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		text string
		args []string
		want string
	}{
		{"a {1}.{?2| Near: “{2}”.|}", []string{"x", "y"}, "a x. Near: “y”."},
		{"a {1}.{?2| Near: “{2}”.|}", []string{"x", ""}, "a x."},
		{"a {1}.{?2| Near.|} b", []string{"{?2|", "|}"}, "a {?2|. Near. b"},
	} {
		if got := fill(EN, c.text, c.args); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.text, c.args, got, c.want)
		}
	}
}

func TestFillIsOnePass(t *testing.T) {
	if got := fill(VI, "{1} và {2}", []string{"{2}", "b"}); got != "{2} và b" {
		t.Errorf("got %q", got)
	}
}

// The forms that programs read: one line each, with English words for the severity, and a path that opens
// from where the command runs.
func TestFormats(t *testing.T) {
	broken := New("link-broken", Pos{"content/a,b.md", 4, 7}, "100%.md", "")
	broken.Severity = Notice
	whole := New("settings-missing", Pos{Path: "content/_index.md"})
	output := New("output-unwritable", Pos{Path: "public"}, "public")
	for _, c := range []struct {
		format Format
		want   string
	}{
		{Line, `kho/content/a,b.md:4:7: note: The link leads to “100%.md”, where there is nothing. Write the path of the article's file, for example ` +
			"`../2018/ten-bai.md`. On the page the link is plain text. [link-broken]\n" +
			"kho/content/_index.md:1:1: warning: There is no settings file content/_index.md; the site uses the defaults. Make a file content/_index.md " +
			"with a line `---`, then `title: Name of the portal`, and a line `---`. [settings-missing]\n" +
			"public:1:1: error: No permission to write to “public”. Grant the permission or choose another folder with --out. [output-unwritable]\n"},
		{GitHub, `::notice file=kho/content/a%2Cb.md,line=4,col=7,title=link-broken::The link leads to “100%25.md”, where there is nothing. ` +
			"Write the path of the article's file, for example `../2018/ten-bai.md`. On the page the link is plain text.\n" +
			"::warning file=kho/content/_index.md,line=1,col=1,title=settings-missing::There is no settings file content/_index.md; the site uses " +
			"the defaults. Make a file content/_index.md with a line `---`, then `title: Name of the portal`, and a line `---`.\n" +
			"::error file=public,line=1,col=1,title=output-unwritable::No permission to write to “public”. Grant the permission or choose another " +
			"folder with --out.\n"},
	} {
		var b strings.Builder
		if err := (Printer{Lang: EN, Format: c.format, Site: "kho"}).Print(&b, []Diagnostic{broken, whole, output}); err != nil || b.String() != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.format, b.String(), c.want)
		}
	}
}

var placeholder = regexp.MustCompile(`\{#?\d+\}`)

// Every message says the same in both languages, and every error and warning says what to do.
func TestCatalogueIsComplete(t *testing.T) {
	for _, code := range Codes() {
		m, _ := Lookup(code)
		if m.VI == "" || m.EN == "" {
			t.Errorf("%s: a language is missing", code)
		}
		if m.Severity > Notice && (m.HintVI == "" || m.HintEN == "") {
			t.Errorf("%s: no hint", code)
		}
		// the English text may also quote a library's words
		for _, arg := range placeholder.FindAllString(m.VI+m.HintVI, -1) {
			if !strings.Contains(m.EN+m.HintEN, arg) {
				t.Errorf("%s: only the Vietnamese text uses %s", code, arg)
			}
		}
		if !regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`).MatchString(string(code)) {
			t.Errorf("%s: not a code", code)
		}
	}
	for _, p := range Phrases() {
		if t1, t2 := phrases[p].VI, phrases[p].EN; t1 == "" || t2 == "" || strings.Count(t1, "{") != strings.Count(t2, "{") {
			t.Errorf("phrase %s: a language is missing or uses other arguments", p)
		}
	}
}
