package sourcefmt

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"bantin"
	"bantin/internal/casetest"
	"bantin/internal/content"
	"bantin/internal/frontmatter"
	"bantin/internal/lab/demo/archive"
)

var every = flag.Int("rows.every", 3, "TestRows formats every n-th input; 1 for all")

var testOptions = content.Options{Zone: time.FixedZone("+07", 7*60*60), NestedPlusLists: true}

// TestCases runs the cases of testdata/*.txt: a headline "== title", a file, a line "-- want", the file in
// its canonical form; below a line "-- changes" what the page shows otherwise, below "-- refused" why nothing
// was changed.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(t *testing.T, c casetest.Case) string {
		_, path, found := strings.Cut(c.Name, " @ ")
		if !found {
			path = "content/tin/bai.md"
		}
		text := strings.TrimRight(c.Input, "\n") + "\n"
		checkFormat(t, path, []byte(text))
		return describe(path, text)
	})
}

func describe(path, text string) string {
	r := Format(path, []byte(text), testOptions)
	if r.Refused != nil {
		return fmt.Sprintf("-- refused\n%s %d\n", r.Refused[0].Code, r.Refused[0].Pos.Line)
	}
	out := string(r.Text)
	for _, c := range r.Changes {
		out += fmt.Sprintf("-- changes\n%s %d %q\n", c.Code, c.Pos.Line, c.Args)
	}
	return out
}

// checkFormat asserts what holds for every file: nothing is lost, the second time changes nothing, the page
// is as it was unless the result says otherwise, comments stay, and another program reads the front matter as
// we do.
func checkFormat(t rapid.TB, path string, raw []byte) {
	t.Helper()
	got := Format(path, raw, testOptions)
	if got.Refused != nil {
		if string(got.Text) != string(raw) {
			t.Fatalf("refused and changed: %q", raw)
		}
		return
	}
	again := Format(path, got.Text, testOptions)
	if string(again.Text) != string(got.Text) || again.Refused != nil {
		t.Fatalf("not idempotent:\n%q\n%q\n%q\n%v", raw, got.Text, again.Text, again.Refused)
	}
	before, after := read(path, raw, testOptions), read(path, got.Text, testOptions)
	if len(got.Changes) == 0 && !before.equal(after) {
		t.Fatalf("reads otherwise:\n%q\n%q\n%+v\n%+v", raw, got.Text, before, after)
	}
	if a, b := hashes(before.text), hashes(after.text); a != b {
		t.Fatalf("%d signs # became %d:\n%s\n%s", a, b, before.text, after.text)
	}
	checkYAML(t, path, after)
}

// checkYAML reads the front matter with a YAML library: where that gives a text, it is the text that our
// reader gives.
func checkYAML(t rapid.TB, path string, r reading) {
	t.Helper()
	if !r.block.YAML {
		return
	}
	block, _ := content.Matter(path, r.text)
	names := content.NamesOf(path, "")
	for _, m := range block.Members {
		name, known := names.Lookup("", m.Key)
		if !known || name.Type != content.TextValue || m.Kind != frontmatter.Scalar || m.Key != name.Key || m.IsEmpty() {
			continue
		}
		var read map[string]any
		line := r.text[m.KeyOffset:m.End]
		if err := yaml.Unmarshal([]byte(line), &read); err != nil || read[m.Key] != m.Text {
			t.Fatalf("YAML reads %q as %#v, we as %q (%v):\n%s", line, read[m.Key], m.Text, err, r.text)
		}
	}
}

// TestOwnContent asserts that the project's own site is in canonical form, and that nothing in it would be
// lost.
func TestOwnContent(t *testing.T) {
	root := os.DirFS("../..")
	if err := fs.WalkDir(root, "content", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		raw, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		checkFormat(t, path, raw)
		if r := Format(path, raw, testOptions); r.Refused != nil || string(r.Text) != string(raw) {
			t.Errorf("%s is not in canonical form: run `bantin fmt --write`", path)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestDemo formats a synthetic archive.
func TestDemo(t *testing.T) {
	dir := t.TempDir()
	if err := archive.Write(t.Context(), dir, bantin.Carried, archive.Options{Articles: 40, Seed: 5}, func(int) {}); err != nil {
		t.Fatal(err)
	}
	root := os.DirFS(dir)
	if err := fs.WalkDir(root, "content", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		raw, err := fs.ReadFile(root, path)
		checkFormat(t, path, raw)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// TestRows formats every input of the table of what editors type.
func TestRows(t *testing.T) {
	files, err := filepath.Glob("../pipeline/testdata/rows/E*.txt")
	if err != nil || len(files) < 45 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, cases, _ := strings.Cut(string(data), "\n== ")
		for i, text := range strings.Split(cases, "\n== ") {
			if i%*every != 0 {
				continue
			}
			_, rest, _ := strings.Cut(text, "\n")
			for _, f := range txtar.Parse([]byte(rest)).Files {
				if path, _, _ := strings.Cut(f.Name, " | "); strings.HasSuffix(path, ".md") {
					checkFormat(t, path, []byte(casetest.Text(string(f.Data))))
				}
			}
		}
	}
}

// TestGenerated formats articles put together at random from what editors type.
func TestGenerated(t *testing.T) {
	keys := []string{"title", "Tiêu đề", "linktitle", "date", "ngày đăng", "tags", "Thẻ", "author", "tác giả", "summary", "tóm tắt", "draft", "nháp", "weight", "lượt xem",
		"attachments", "tệp đính kèm", "corrections", "params", "nguồn", "number", "số hiệu", "lạ", "x.y", "images", "toc", "description", "menus"}
	values := []string{"Nghị quyết: giải pháp", "“Mở đường” trong", `"Mở đường" trong`, `"Mở đường"`, "'a'", "một, hai; ba", "[một, \"hai, ba\", c]", "[\n  một,\n  hai # ghi chú\n]",
		"20/3/2018", "08:30 20/03/2018", "2018-03-20T08:30:00+07:00", "khoảng tháng 3 năm 2018 # theo ảnh", "2018", "có", "false", "không # xong", "3.369", "017", "no", "~", "", "# ghi chú",
		"Bài #1 # của năm", "\n  - một\n  - Nghị quyết: hai\n  # ghi chú\n  - \"ba\"", "\n- một\n- hai", "\n\t- một\n\t- hai", "|\n  Dòng một\n    dòng hai\n\n  dòng ba", ">-\n    Dòng một\n    dòng hai",
		"\n  - file: a.pdf\n    tiêu đề: Kế hoạch: một\n  - tep: b.pdf", "\n  - date: 20/3/2018\n    text: Sửa", "\n  author: A\n  la: 1", "{a: b, c: \"d\"}", "Một câu\n  viết tiếp", "\u00a0A\u00a0", "C:\\anh", "- một", "a\tb", "&a", "100%", "[Ảnh] Lễ hội", "x: [y"}
	bodies := []string{"Đoạn một của bài.", "**Thứ nhất **các cấp", "** Thứ hai **các", "##Kết quả", "## Mục", "    Đoạn thụt vào.", "\tĐoạn khác.\n\tĐoạn nữa.", "- một\n+ hai\n- ba", "1. một\n2. hai", "a) một\nb) hai",
		"Dòng  \ncuối  ", "Chữ \u00a0", "```\n  mã  \n\n\n##x\n```", "| a | b |\n|---|---|\n| 1 | 2 |  ", "> lời\n> trích", "![Ảnh](a b.jpg \"Chú\")", "<p>Một</p>", "[^1]: chú", "từ\n: nghĩa", "* * *", "Tên\n---", "", "\n\n"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString(rapid.SampledFrom([]string{"", "", "\ufeff", "\n"}).Draw(t, "head"))
		if rapid.IntRange(0, 9).Draw(t, "matter") > 0 {
			b.WriteString("---\n")
			for range rapid.IntRange(0, 7).Draw(t, "fields") {
				b.WriteString(rapid.SampledFrom([]string{"", "", "", "\n", "# ghi chú\n"}).Draw(t, "before"))
				b.WriteString(rapid.SampledFrom(keys).Draw(t, "key") + ":" + rapid.SampledFrom([]string{" ", " ", "  ", "\t"}).Draw(t, "gap") + rapid.SampledFrom(values).Draw(t, "value") + "\n")
			}
			b.WriteString("---\n")
		}
		for range rapid.IntRange(0, 6).Draw(t, "blocks") {
			b.WriteString(rapid.SampledFrom(bodies).Draw(t, "block") + rapid.SampledFrom([]string{"\n", "\n\n", "\n\n\n\n"}).Draw(t, "end"))
		}
		text := b.String()
		if rapid.Bool().Draw(t, "windows") {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		checkFormat(t, rapid.SampledFrom([]string{"content/tin/bai.md", "content/tin/_index.md", content.SettingsPath}).Draw(t, "path"), []byte(text))
	})
}
