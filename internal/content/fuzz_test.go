package content

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/content/decode"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// FuzzParse gives Parse any bytes. It must not panic, must be quick, must not make much of little, must say
// why it publishes nothing, and must never publish a file that seems to say that it is a draft.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		sample,
		"\xEF\xBB\xBF---\r\ntitle: A\r\ndraft: true\r\n---\r\nB",
		"---\ntitle: \"A\n  b\" # c\ntags: [a, {b: c}, \"d\n---\ndraft: true\n---\n",
		"---\nsummary: |\n  ---\n  a\ndraft: true\nx: > 5\n---\n",
		"+++\ntitle = \"\"\"\na\"\"\"\ndraft = true\n[[x]]\na.b = {c = [1,2]}\n+++\nB",
		"{\"title\": \"A\", \"draft\": true, \"x\": [{\"y\": null}]}\nB",
		"———\ndraft: có\n———\n", "---\n\u00a0- a\n\t- b\nparams: {draft: x}\n---\nB", "---\na: &b {c: *b}\n---\n",
		"---\n? a\n: b\n<<: *c\n'x': \"\\u0000\\q\"\n---\n# H\n", "{{", "{a: {}", ";;;\n[]\n;;;", "---\n-\n- -\n  -\n---",
		"A\n---\ntitle: B\ndraft: true\n---\nC", "---\ntitle: A\n---\ndraft: yes\n", "- - -\ntitle: A\nnháp: có\n- - -\n", "---\ntitle: A\n---\n---\ntitle: B\ndraft: true\n---\n",
		"---\ntitle: A\u2028draft: true\n---\nB", "---\nsummary: |\n  a\n  draft: x\n---\nB", "---\ntitle： A\ndra\u00adft： true\n---\nB", "&nbsp;\n---\nbản nháp: có\n---\n",
		"\u00a0\n-00", "\xFF\xFE-\x00-\x00-\x00\n\x00", "---\ntitle: A\ndate: 20/3/2018 # x\nauthor: Bài: A; ảnh: B - Ban C\n---\nB",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		start := time.Now()
		got := Parse("content/tin-tuc/a.md", raw, testOptions())
		ParseSettings(SettingsPath, raw)
		if spent := time.Since(start); spent > 2*time.Second+time.Duration(len(raw))*10*time.Microsecond {
			t.Errorf("%d bytes took %v", len(raw), spent)
		}
		if worst, _ := diag.Worst(got.Diagnostics); (got.Entry == nil) != (worst == diag.Error) {
			t.Errorf("entry %v, diagnostics %v", got.Entry != nil, got.Diagnostics)
		}
		if got.Entry != nil && got.Entry.Draft != got.Draft {
			t.Error("two answers to whether it is a draft")
		}
		checkPositions(t, got.Diagnostics, raw)
		if got.Entry != nil && !got.Entry.Draft && looksLikeDraft(raw) {
			t.Errorf("a draft is published: %q", raw)
		}
		var page bytes.Buffer
		got.Body.Render(&page, markdown.References{})
		if page.Len() > 32*len(raw)+64<<10 {
			t.Errorf("%d bytes became %d", len(raw), page.Len())
		}
	})
}

// checkPositions asserts that positions lie in the file, and texts are filled in.
func checkPositions(t *testing.T, ds []diag.Diagnostic, raw []byte) {
	t.Helper()
	text := strings.ReplaceAll(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\r", "\n")
	lines := 1 + max(strings.Count(text, "\n"), len(raw)/2*len(codesOf(ds, "encoding-utf16")))
	for _, d := range ds {
		if d.Pos.Line > lines || d.Pos.Line > 0 && d.Pos.Col < 1 {
			t.Errorf("%s at %d:%d of %d lines", d.Code, d.Pos.Line, d.Pos.Col, lines)
		}
	}
}

func codesOf(ds []diag.Diagnostic, code diag.Code) (found []diag.Diagnostic) {
	for _, d := range ds {
		if d.Code == code {
			found = append(found, d)
		}
	}
	return found
}

// The judge of FuzzParse knows nothing of how Parse reads. A line that says "draft: true" in any of these
// spellings, whatever stands around it, speaks of a draft; one that says "draft: false" settles the matter.
// Where a line may be code, a comment or a quotation it has no opinion.
var (
	judgedLines = regexp.MustCompile(`[\n\r\v\f\x{85}\x{2028}\x{2029}]`)
	saysTrue    = regexp.MustCompile(`(?i)^[\s\p{Z}\p{Cf}]*(draft|nháp|nhap|bản nháp|ban-nhap|dr\p{Cf}aft)[\s\p{Z}\p{Cf}]*[:=：][\s\p{Z}\p{Cf}]*(true|yes|có|x)[\s\p{Z}\p{Cf}]*$`)
	saysFalse   = regexp.MustCompile(`(?i)(draft|nh[aá]p)[\s\p{Z}\p{Cf}]*[:=：][\s\p{Z}\p{Cf}]*(false|no|không|khong)`)
	noOpinion   = regexp.MustCompile("[#\"'`~]")
)

func looksLikeDraft(raw []byte) bool {
	text := norm.NFC.String(strings.Map(dropControl, judgedLines.ReplaceAllString(string(raw), "\n")))
	if !utf8.Valid(raw) || noOpinion.MatchString(text) || saysFalse.MatchString(text) {
		return false
	}
	return slices.ContainsFunc(strings.Split(text, "\n"), saysTrue.MatchString)
}

// FuzzDraft puts a draft line among anything: whatever stands around it, the file is never published.
func FuzzDraft(f *testing.F) {
	for _, seed := range [][3]string{
		{"", "title: A", "tags: [a]"},
		{"\ufeff\n\u00a0", "title: \"A", "x\"\n---\nB"},
		{"", "summary: |\n  a", "  b"},
		{"", "tags: [a,\n", "b]"},
		{"", "params: {a: b,\n", "c: d}"},
		{"", "# a\n- b\n", ""},
		{"\n", "Bài mở đầu.", "———"},
		{"", "{", "}"},
		{"", "x:\n  - y: >", "\tz"},
	} {
		f.Add(seed[0], seed[1], seed[2], byte(0))
	}
	spellings := []string{"draft: true", "Draft: có", "DRAFT:true", "nháp: x", "bản nháp: yes", "ban-nhap: Có # ghi chú", "draft: chưa rõ",
		`"draft": true`, "draft :\u00a0true", "dra\u200bft: true", "draft: \"true\"", "draft: [true]"}
	f.Fuzz(func(t *testing.T, head, before, after string, which byte) {
		if viet.TrimBlanks(strings.NewReplacer("\r", "\n", "\x00", "").Replace(head)) != "" || strings.ContainsAny(before, "\r\v\f\u0085") {
			return
		}
		for _, line := range strings.Split(before, "\n") {
			// A fence before the draft line ends the front matter, and what comes later is text.
			if c := strings.Map(dropControl, viet.TrimBlanks(line)); c == "---" || isDashes(c) {
				return
			}
		}
		raw := head + "\n---\n" + before + "\n" + spellings[int(which)%len(spellings)] + "\n" + after + "\n---\nThân bài.\n"
		got := Parse("content/a.md", []byte(raw), testOptions())
		if got.Entry != nil && !got.Entry.Draft {
			t.Errorf("a draft is published: %q\n%+v\n%v", raw, got.Entry, got.Diagnostics)
		}
	})
}

// isDashes holds for a line of dashes of any kind, other than a right fence.
func isDashes(line string) bool {
	return len(line) >= 2 && strings.Trim(line, "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501") == ""
}

func dropControl(c rune) rune {
	if decode.IsControl(c) {
		return -1
	}
	return c
}
