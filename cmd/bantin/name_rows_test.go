package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestB21_Ties: fifty articles with one title and one date stand in the order of their paths, the newest
// first, however often and in whatever order they were written.
func TestB21_Ties(t *testing.T) {
	var outputs [2][]string
	for round := range outputs {
		site := t.TempDir()
		writeFile(t, site, "content/_index.md", "---\ntitle: Bảo Yên\nbase_url: "+siteBase+"\n---\n")
		for i := range 50 {
			n := i
			if round == 1 {
				n = 49 - i
			}
			writeFile(t, site, fmt.Sprintf("content/tin/bai-%02d.md", n), "---\ntitle: Cùng tên\ndate: 2018-03-20\ntags: [một]\n---\nLời.\n")
		}
		command(t, 0, "build", "--site", site)
		outputs[round] = treeRows(t, filepath.Join(site, "public"))
		page := string(readSite(t, filepath.Join(site, "public"), "tin/index.html"))
		for n := 49; n > 0; n-- {
			later, earlier := strings.Index(page, fmt.Sprintf("/bai-%02d.html", n)), strings.Index(page, fmt.Sprintf("/bai-%02d.html", n-1))
			if later < 0 || earlier < later {
				t.Errorf("bai-%02d stands at %d, bai-%02d at %d", n, later, n-1, earlier)
			}
		}
	}
	if diff := cmp.Diff(outputs[0], outputs[1]); diff != "" {
		t.Errorf("the order of writing shows:\n%s", diff)
	}
}

// TestB24_LongNames: a name longer than an element of an address may be is cut at a word, with a mark that
// tells it from its neighbour; a path beyond all measure costs its article and no other.
func TestB24_LongNames(t *testing.T) {
	site := t.TempDir()
	writeFile(t, site, "content/_index.md", "---\ntitle: Bảo Yên\nbase_url: "+siteBase+"\n---\n")
	long := strings.TrimSpace(strings.Repeat("hội nghị tổng kết ", 9))
	writeFile(t, site, "content/tin/"+long+" một.md", "---\ntitle: "+strings.Repeat("Tên rất dài ", 34)+"\n---\nLời một.\n")
	writeFile(t, site, "content/tin/"+long+" hai.md", "---\ntitle: Hai\n---\nLời hai.\n")
	writeFile(t, site, "content/"+strings.Repeat("s/", 200)+"sau.md", "---\ntitle: Sâu\n---\nLời sâu.\n")
	_, said := command(t, 1, "build", "--site", site, "--lang", "en")
	if !strings.Contains(said, "/sau.md:1:1: error: ") || strings.Count(said, " error: ") != 1 {
		t.Errorf("said:\n%s", said)
	}
	names, err := os.ReadDir(filepath.Join(site, "public/tin"))
	if err != nil {
		t.Fatal(err)
	}
	cut := 0
	for _, e := range names {
		slug, page := strings.CutSuffix(e.Name(), ".html")
		if page && strings.HasPrefix(slug, "hoi-nghi-tong-ket-hoi-nghi") {
			cut++
			if len(slug) > 80 || strings.HasSuffix(slug, "-") {
				t.Errorf("slug %q", slug)
			}
		}
	}
	if cut != 2 {
		t.Errorf("%d pages of articles with long names: %v", cut, names)
	}
	before := treeRows(t, filepath.Join(site, "public"))
	command(t, 1, "build", "--site", site, "--no-cache")
	if diff := cmp.Diff(before, treeRows(t, filepath.Join(site, "public"))); diff != "" {
		t.Errorf("the names are not stable:\n%s", diff)
	}
}
