package frontmatter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/diag"
)

func read(text string) (Block, []diag.Diagnostic) {
	return Read(diag.File{Path: "content/a.md", Text: text}, testVocabulary)
}

// TestLimits asserts that hostile front matter is refused with one word, at once.
func TestLimits(t *testing.T) {
	deep := func(open, end string) string { return strings.Repeat(open, 9000) + "x" + strings.Repeat(end, 9000) }
	for _, test := range []struct {
		name, text string
		code       diag.Code
	}{
		{"64 KiB of a value", "---\ntitle: " + strings.Repeat("y", 64<<10) + "\n---\nA\n", "matter-large"},
		{"YAML lists", "---\nx: " + deep("[", "]") + "\n---\nA\n", "matter-deep"},
		{"YAML tables", "---\nx: " + deep("{a: ", "}") + "\n---\nA\n", "matter-deep"},
		{"JSON", "{\"x\": " + deep("[", "]") + "}\nA\n", "matter-deep"},
		{"TOML", "+++\nx = " + deep("[", "]") + "\n+++\nA\n", "matter-deep"},
		{"TOML torn on every line", "+++\n" + strings.Repeat("a\n", 30000) + "+++\nA\n", "toml-syntax"},
		{"TOML dotted", "+++\n" + strings.Repeat("a.", 9000) + "a = 1\n+++\nA\n", "matter-deep"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			_, found := read(test.text)
			if len(found) != 1 || found[0].Code != test.code || found[0].Severity != diag.Error {
				t.Errorf("%v", found)
			}
			if spent := time.Since(start); spent > 500*time.Millisecond {
				t.Errorf("took %v", spent)
			}
		})
	}
	if block, found := read("---\ntitle: " + strings.Repeat("y", 64<<10-len("title: \n")) + "\n---\nA\n"); len(block.Members) != 1 || found != nil {
		t.Errorf("64 KiB between the fences are allowed: %d members, %v", len(block.Members), found)
	}
}

func TestNode(t *testing.T) {
	block, _ := read("---\na: ~\nb: '~'\nc: \"\"\nd: [~, '', []]\ne: [x, {y: z}]\nf: |\n\ng:\n  h: i\n  j: [k, l]\nm: [n\no: {p\nq: [r] s\n---\nA\n")
	type row struct {
		key                 string
		empty, collection   bool
		tornList, tornTable bool
		display             string
	}
	want := []row{
		{"a", true, false, false, false, "~"},
		{"b", false, false, false, false, "~"},
		{"c", true, false, false, false, ""},
		{"d", true, true, false, false, "~, , "},
		{"e", false, true, false, false, "x, y: z"},
		{"f", true, false, false, false, ""},
		{"g", false, true, false, false, "h: i; j: k, l"},
		{"m", false, false, true, false, "[n"},
		{"o", false, false, false, true, "{p"},
		{"q", false, false, false, false, "[r] s"},
	}
	var got []row
	for i := range block.Members {
		m := &block.Members[i]
		got = append(got, row{m.Key, m.IsEmpty(), m.IsCollection(), m.IsTorn('['), m.IsTorn('{'), m.Display()})
	}
	if !slices.Equal(got, want) {
		t.Errorf(" got %+v\nwant %+v", got, want)
	}
}

// TestFields asserts that fields are found among anything.
func TestFields(t *testing.T) {
	var got []string
	for key, value := range testVocabulary.Fields("Mở đầu.\n  title: A # b\n\ndraft:có\n\"nháp\": x\nKính gửi: các xã\nngay dang = 2018\nkhác = 1\n- a\n") {
		got = append(got, key+"|"+value)
	}
	want := []string{"title| A # b\n", "draft|có\n", "nháp| x\n", "Kính gửi| các xã\n", "ngay dang| 2018\n"}
	if !slices.Equal(got, want) {
		t.Errorf(" got %q\nwant %q", got, want)
	}
	for range testVocabulary.Fields("a: 1\nb: 2\n") {
		break // must not go on
	}
}

// FuzzRead gives Read any text. It must not panic, and every place must lie in the text.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: \"A\n  b\" # c\ntags: [a, {b: c}, \"d\n---\ndraft: true\n---\n",
		"---\nsummary: |\n  ---\n  a\ndraft: true\nx: > 5\n---\n", "---\na: &b {c: *b}\n---\n", "---\n-\n- -\n  -\n---",
		"+++\ntitle = \"\"\"\na\"\"\"\ndraft = true\n[[x]]\na.b = {c = [1,2]}\n+++\nB", "+++\n[a.b]\n\"c d\".e = 'f\n+++",
		"{\"title\": \"A\", \"draft\": true, \"x\": [{\"y\": null}]}\nB", "{{", "{a: {}", ";;;\n[]\n;;;", "\n;;;\n{\"a\": [1, }\n;;;",
		"———\ndraft: có\n———\n", "---\n\u00a0- a\n\t- b\nparams: {draft: x}\n---\nB", "title: A\ndate: 1\n---\nB",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		block, found := read(text)
		if block.Body < 0 || block.Body > len(text) {
			t.Fatalf("body at %d of %d", block.Body, len(text))
		}
		if worst, _ := diag.Worst(found); block.Broken && (worst != diag.Error || block.Members != nil) {
			t.Fatalf("broken, with %v and %d members", found, len(block.Members))
		}
		checkNodes(t, block.Members, text, 1)
	})
}

func checkNodes(t *testing.T, members []Member, text string, depth int) {
	if depth > maxDepth+2 {
		t.Fatalf("%d levels", depth)
	}
	for i := range members {
		m := &members[i]
		if m.KeyOffset < 0 || m.KeyOffset > len(text) || m.Offset < 0 || m.Offset > len(text) {
			t.Fatalf("%q at %d, value at %d of %d", m.Key, m.KeyOffset, m.Offset, len(text))
		}
		if !m.IsCollection() && m.Members != nil {
			t.Fatalf("%q is a text with members", m.Key)
		}
		checkNodes(t, m.Members, text, depth+1)
	}
}

func BenchmarkRead(b *testing.B) {
	const text = `---
title: "Bảo Yên: triển khai nghị quyết của Đảng bộ huyện đến từng thôn bản"
date: 2018-03-20T08:30:00+07:00
author: "Nguyễn Anh Dũng"
tags:
  - "nghị quyết"
  - "đảng bộ"
---

Thân bài.
`
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, found := read(text); found != nil {
			b.Fatal(found)
		}
	}
}
