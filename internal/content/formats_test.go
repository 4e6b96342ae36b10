package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bantin/internal/diag"
)

func sprint(e *Entry) string { return fmt.Sprintf("%+v", *e) }

// TestFormats asserts that one entry written in every format gives the same entry.
func TestFormats(t *testing.T) {
	const yaml = `title: 'Nghị quyết: "giải pháp"'
date: 2018-03-20
draft: false
view_count: 3.369
weight: 7
tags: [nghị quyết, "2018"]
keywords: "a, b"
summary: |
  Dòng một
  dòng hai
attachments:
  - a.pdf
  - file: b.pdf
    title: Kế hoạch
corrections:
  - date: 2019-01-02
    text: Sửa
params:
  author: Nguyễn Anh Dũng
number: 15-NQ/HU
khac:
  x: 1
  y: [1, 2]
`
	const toml = `title = 'Nghị quyết: "giải pháp"'
date = 2018-03-20 # ghi chú
draft = false
view_count = 3.369
weight = 7
tags = ["nghị quyết", '2018'] # ghi chú
keywords = "a, b"
summary = """
Dòng một
dòng hai
"""
attachments = [
  "a.pdf", # ghi chú
  {file = "b.pdf", title = "Kế ho\u1ea1ch"},
]
number = "15-NQ/HU"
[[corrections]]
date = "2019-01-02"
text = "Sửa"
[params]
author = "Nguyễn Anh Dũng"
[khac]
x = 1
y = [1, 2]
`
	const json = `{
  "title": "Nghị quyết: \"giải pháp\"",
  "date": "2018-03-20",
  "draft": false,
  "view_count": 3.369,
  "weight": 7,
  "tags": ["nghị quyết", 2018],
  "keywords": "a, b",
  "summary": "Dòng một\ndòng hai\n",
  "attachments": ["a.pdf", {"file": "b.pdf", "title": "Kế ho\u1ea1ch"}],
  "corrections": [{"date": "2019-01-02", "text": "Sửa"}],
  "params": {"author": "Nguyễn Anh Dũng"},
  "number": "15-NQ/HU",
  "khac": {"x": 1, "y": [1, 2]}
}
`
	const body = "\nThân bài.\n"
	files := map[string]string{
		"---":       "---\n" + yaml + "---\n" + body,
		"---yaml":   "---yaml\n" + yaml + "---\n" + body,
		"+++":       "+++\n" + toml + "+++\n" + body,
		"---toml":   "---toml\n" + toml + "---\n" + body,
		"{":         json + body,
		"---json":   "---json\n" + json + "---\n" + body,
		";;;":       ";;;\n" + json + ";;;\n" + body,
		"--- {":     "---\n" + json + "---\n" + body,
		"one line":  strings.ReplaceAll(json, "\n", "") + "\n" + body,
		"two on it": strings.TrimSuffix(json, "\n") + "  \n" + body,
	}
	want := Parse("content/a.md", []byte(files["---"]), testOptions())
	if want.Entry == nil || len(want.Entry.Attachments) != 2 || len(want.Entry.Extra) != 2 || want.Entry.ViewCount != 3369 ||
		want.Entry.Summary != "Dòng một\ndòng hai" {
		t.Fatalf("%+v %v", want.Entry, want.Diagnostics)
	}
	for name, raw := range files {
		got := Parse("content/a.md", []byte(raw), testOptions())
		if got.Entry == nil {
			t.Errorf("%s: %v", name, got.Diagnostics)
			continue
		}
		got.Entry.Mentions = want.Entry.Mentions // lines of the file as typed
		if a, b := sprint(withoutPlaces(got.Entry)), sprint(withoutPlaces(want.Entry)); a != b {
			t.Errorf("%s\n got %s\nwant %s", name, a, b)
		}
		if got, want := codes(got.Diagnostics), codes(want.Diagnostics); !slices.Equal(got, want) {
			t.Errorf("%s: remarks %v, want %v", name, got, want)
		}
	}
}

// withoutPlaces is an entry without what differs between files of one meaning.
func withoutPlaces(e *Entry) *Entry {
	c := *e
	c.Attachments = slices.Clone(c.Attachments)
	for i := range c.Attachments {
		c.Attachments[i].File.Line, c.Attachments[i].File.Col = 0, 0
	}
	c.Extra = slices.Clone(c.Extra)
	slices.SortFunc(c.Extra, func(a, b Extra) int { return strings.Compare(a.Key, b.Key) })
	return &c
}

// TestFormatFaults asserts positions in TOML and JSON.
func TestFormatFaults(t *testing.T) {
	tests := []struct {
		name, raw string
		want      string // code line:col, of the first error
	}{
		{"TOML text without quotes", "+++\ntitle = Nghị quyết\n+++\nA\n", "toml-syntax 2:9"},
		{"TOML string not closed", "+++\ntitle = \"A\ndraft = true\n+++\nA\n", "toml-syntax 2:11"},
		{"TOML the same key twice", "+++\ntitle = \"A\"\ntitle = \"B\"\n+++\nA\n", "key-duplicate 3:1"},
		{"TOML an impossible date", "+++\ntitle = \"A\"\ndate = \"2018-02-30\"\n+++\nA\n", "date-impossible 3:8"},
		{"TOML a wrong value in a table", "+++\ntitle = \"A\"\n[params]\nview_count = \"nhiều\"\n+++\nA\n", "value-not-count 4:14"},
		{"TOML a draft that is neither", "+++\ntitle = \"A\"\ndraft = 2\n+++\nA\n", "draft-unclear 3:9"},
		{"TOML anonymous text", "+++\ntitle\n+++\nA\n", "toml-syntax 2:6"},
		{"JSON a comma too many", "{\n\"title\": \"A\",\n}\nA\n", "json-syntax 3:1"},
		{"JSON a comma missing", "{\n\"title\": \"A\"\n\"draft\": true\n}\nA\n", "json-syntax 3:1"},
		{"JSON the same key twice", "{\n\"title\": \"A\",\n\"tiêu đề\": \"B\"\n}\nA\n", "key-duplicate 3:1"},
		{"JSON an impossible date", "{\"title\": \"A\", \"date\": \"2018-02-30\"}\nA\n", "date-impossible 1:24"},
		{"JSON a text after the object", ";;;\n{\"title\": \"A\"} x\n;;;\nA\n", "json-syntax 2:16"},
		{"JSON a list at the top", "---json\n[\"title\"]\n---\nA\n", "json-syntax 2:1"},
		{"JSON a draft that is neither", "{\"title\": \"A\", \"draft\": null, \"nháp\": \"chưa\"}\nA\n", "draft-unclear 1:39"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Parse("content/a.md", []byte(test.raw), testOptions())
			if got.Entry != nil {
				t.Fatal("published")
			}
			first := got.Diagnostics[slices.IndexFunc(got.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })]
			if at := fmt.Sprintf("%s %d:%d", first.Code, first.Pos.Line, first.Pos.Col); at != test.want {
				t.Errorf("%s, want %s\n%+v", at, test.want, got.Diagnostics)
			}
		})
	}
}
