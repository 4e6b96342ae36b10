package site

import (
	"slices"
	"testing"

	"bantin/internal/diag"
)

// TestFound_A6_Names tells the names of copies from those that only look so.
func TestFound_A6_Names(t *testing.T) {
	for name, want := range map[string]string{
		"cau (1).md": "cau.md", "cau(2).md": "cau.md", "cau - Copy.md": "cau.md", "cau - Copy (2).md": "cau.md", "cau - bản sao.md": "cau.md",
		"cau - Bản sao (3).md": "cau.md", "cau copy 2.md": "cau.md", "Copy of cau.md": "cau.md", "Bản sao của cau.md": "cau.md",
		"cau.sync-conflict-20240102-101010-ABCDEFG.md": "cau.md", "cau (conflicted copy 2024-01-02 101010).md": "cau.md",
		"cau (An's conflicted copy 2024-01-02).md": "cau.md", "cau (Bản xung đột của An).md": "cau.md", "cau [conflicted].md": "cau.md",
		"cau_conflict-20240102-101010.md": "cau.md", "cau_conf(1).md": "cau.md", "cau-DESKTOP-AB12CD.md": "cau.md", "cau-MacBook-Pro.md": "cau.md",
		"hình (1).JPG":         "hình.JPG",
		"nghị quyết (2018).md": "", "bai-2.md": "", "lua-may-cay.md": "", "photocopy.md": "", "cap-ban-sao.md": "", "nghi-quyet-HDND-2018.md": "", "(1).md": "",
	} {
		names, _ := unmarked(name)
		got := ""
		if len(names) > 0 {
			got = names[0]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if want != "" && !mayBeMarked("content/tin/"+name) && name != "cau copy 2.md" {
			t.Errorf("%s is passed over", name)
		}
	}
}

// TestFound_A4_Folders tells folders of drafts from others.
func TestFound_A4_Folders(t *testing.T) {
	for p, want := range map[string]string{
		"content/_drafts/a.md": "content/_drafts", "content/tin/Drafts/2018/a.md": "content/tin/Drafts", "content/nhap/a.md": "content/nhap",
		"content/_nháp/a.md": "content/_nháp", "content/tin/Bản nháp/a.md": "content/tin/Bản nháp", "content/ban_nhap/index.md": "content/ban_nhap",
		"content/nha\u0301p/a.md": "content/nha\u0301p", "content/du-thao/a.md": "", "content/nhập/a.md": "", "content/nhap.md": "", "content/nhap-hang/a.md": "",
		"content/draft-2/a.md": "", "static/_drafts/a.png": "static/_drafts",
	} {
		if got := heldFolder(p); got != want {
			t.Errorf("%s: %q, want %q", p, got, want)
		}
	}
}

// TestFound_A3_Nowhere says where a word that keeps back cannot act: it is an error there.
func TestFound_A3_Nowhere(t *testing.T) {
	for name, want := range map[string]diag.Code{
		"content/_index.md": "hold-nowhere", "content/tags/cau/_index.md": "hold-term", "content/chuyen-de/cau/_index.md": "hold-term",
		"content/tin/_index.md": "", "content/tin/a.md": "",
	} {
		_, found := parsed(t, map[string]string{
			name:               "---\ntitle: Cầu\ndraft: true\n---\nLời.\n",
			"content/van/b.md": "---\ntitle: B\ndate: 2018\ntags: [cầu]\n---\nLời.\n",
		})
		i := slices.IndexFunc(found, func(d diag.Diagnostic) bool { return d.Code == "hold-nowhere" || d.Code == "hold-term" })
		switch {
		case want == "" && i >= 0:
			t.Errorf("%s: %v", name, found[i])
		case want != "" && (i < 0 || found[i].Code != want || found[i].Pos.Path != name):
			t.Errorf("%s: %v, want %s", name, found, want)
		}
	}
}
