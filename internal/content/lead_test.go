package content

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLead(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("nghị quyết ", 40))
	tests := []struct {
		name, matter, body         string
		lead, summary, description string
		inBody                     bool
	}{
		{"first paragraph", "", "Đoạn một\nhai dòng.\n\nĐoạn hai.", "Đoạn một hai dòng.", "", "Đoạn một hai dòng.", true},
		{"written summary", "summary: Tóm tắt.", "Đoạn một.", "Tóm tắt.", "Tóm tắt.", "Tóm tắt.", false},
		{"the sign at the end of official texts", "summary: Tóm tắt./.", "Đoạn một.", "Tóm tắt", "Tóm tắt./.", "Tóm tắt", false},
		{"the same in the first paragraph", "", "Đoạn một./.", "Đoạn một", "", "Đoạn một", true},
		{"a summary that repeats the first paragraph", "summary: đoạn  MỘT hoá.", "Đoạn một hóa.", "Đoạn một hóa.", "", "Đoạn một hóa.", true},
		{"the same with the sign", "summary: Đoạn một", "Đoạn **một**./.\n\nHai.", "Đoạn một", "", "Đoạn một", true},
		{"nearly the same", "summary: Đoạn một", "Đoạn một.", "Đoạn một", "Đoạn một", "Đoạn một", false},
		{"written description", "description: Mô tả", "Đoạn một.", "Đoạn một.", "", "Mô tả", true},
		{"a heading comes first", "", "## Mục\n\nĐoạn một.", "", "", "Đoạn một.", false},
		{"long", "", long, long, "", strings.Repeat("nghị quyết ", 14) + "nghị…", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Parse("content/a.md", []byte("---\ntitle: A\n"+test.matter+"\n---\n"+test.body+"\n"), testOptions()).Entry
			if got.Lead != test.lead || got.Summary != test.summary || got.LeadInBody != test.inBody || got.Description != test.description {
				t.Errorf("lead %q, summary %q, in body %v, description %q", got.Lead, got.Summary, got.LeadInBody, got.Description)
			}
			if utf8.RuneCountInString(got.Description) > descriptionLength+1 {
				t.Errorf("description of %d characters", utf8.RuneCountInString(got.Description))
			}
		})
	}
}

func TestOptions(t *testing.T) {
	raw := []byte("---\ntitle: A\n---\nThân bài.\n")
	plain := Parse("content/a.md", raw, testOptions())
	page := testOptions()
	page.DefaultKind = "page"
	if got := Parse("content/a.md", raw, page); got.Entry.Kind != "page" || got.Text.Digest == plain.Text.Digest {
		t.Errorf("kind %q", got.Entry.Kind)
	}
	future := testOptions()
	future.DefaultKind = "document"
	if got := Parse("content/a.md", raw, future); got.Entry.Kind != "article" || got.Text.Digest != plain.Text.Digest {
		t.Errorf("kind %q", got.Entry.Kind)
	}
	lists := testOptions()
	lists.NestedPlusLists = false
	if got := Parse("content/a.md", raw, lists); got.Text.Digest == plain.Text.Digest {
		t.Error("the digest does not know the Markdown options")
	}
	if got := Parse("content/b.md", raw, testOptions()); got.Text.Digest != plain.Text.Digest {
		t.Error("the digest depends on the path")
	}
	if got := Parse("content/a.md", append(raw, ' '), testOptions()); got.Text.Digest == plain.Text.Digest {
		t.Error("the digest does not know the bytes")
	}
	if (&Entry{Path: "content/tin-tuc/_index.md"}).IsIndex() != true || plain.Entry.IsIndex() {
		t.Error("IsIndex")
	}
}

// isOneLine says no to whatever strings.Fields would change.
func TestIsOneLine(t *testing.T) {
	for r := rune(0); r <= 0x3100; r++ {
		for _, text := range []string{"a" + string(r) + "b", string(r), "Bảo" + string(r), "a " + string(r) + "b"} {
			if isOneLine(text) && strings.Join(strings.Fields(text), " ") != text {
				t.Errorf("%q counts as one line", text)
			}
		}
	}
	if !isOneLine("Bảo Yên – “quê” hương… ạ") || isOneLine("a  b") || isOneLine("a ") {
		t.Error("an ordinary line is taken apart, or blanks stay")
	}
}

// TestFound_B5_LongLead: a first paragraph above 600 characters is text; lists show its first sentences.
func TestFound_B5_LongLead(t *testing.T) {
	sentence := "Huyện Bảo Yên có 16 xã và một thị trấn, theo ông N.V.A ở TP. Lào Cai."
	for _, tc := range []struct {
		name, body, lead, description string
		inBody                        bool
	}{
		{"the row", strings.Repeat(sentence+" ", 9), strings.TrimSpace(strings.Repeat(sentence+" ", 5)), sentence + " " + sentence, false},
		{"a lead", strings.Repeat(sentence+" ", 8), strings.TrimSpace(strings.Repeat(sentence+" ", 8)), sentence + " " + sentence + " Huyện Bảo Yên có 16…", true},
		{"one long sentence", strings.Repeat("một hai ", 100), strings.TrimSpace(strings.Repeat("một hai ", 50)) + "…", strings.TrimSpace(strings.Repeat("một hai ", 20)) + "…", false},
		{"a question", strings.Repeat("Ai? “Ta.” Mày! ", 50), strings.TrimSpace(strings.Repeat("Ai? “Ta.” Mày! ", 26)) + " Ai?", "", false},
	} {
		e := Parse("content/tin/a.md", []byte("---\ntitle: A\ndate: 2026-11-20\n---\n"+tc.body+"\n\nHai.\n"), Options{}).Entry
		if e == nil || e.Lead != tc.lead || e.LeadInBody != tc.inBody || e.Summary != "" {
			t.Errorf("%s: %+v", tc.name, e)
			continue
		}
		if tc.description != "" && e.Description != tc.description {
			t.Errorf("%s: described as %q", tc.name, e.Description)
		}
	}
}

// TestEntryHoldsNoFile: an entry is remembered, the text of its file is not.
func TestEntryHoldsNoFile(t *testing.T) {
	const files, size = 32, 128 << 10
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	var kept []any
	before := heap()
	for i := range files {
		raw := fmt.Sprintf("---\ntitle: Bài %d\ntags: [một, hai]\nlạ: giá trị\n---\nLời dẫn, xem [bài](b.md).\n\n## Mục\n\n%s\n", i, strings.Repeat("lời bài ", size/11))
		result := Parse("content/tin/a.md", []byte(raw), testOptions())
		kept = append(kept, result.Entry, result.Text, result.Diagnostics)
	}
	if grown := heap() - before; grown > files*size/4 {
		t.Errorf("%d entries of files of %d bytes hold %d bytes", files, size, grown)
	}
	runtime.KeepAlive(kept)
}
