package pipeline

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bantin"
)

// TestImagine holds what an edit would change against what it does change: the same edit is made on the disk,
// the site is listed anew by another builder, and the two lists are compared.
func TestImagine(t *testing.T) {
	const home, edited, index = "content/_index.md", "content/tin-tuc/b.md", "content/tin-tuc/_index.md"
	files := map[string]string{
		home:                   "---\ntitle: Cổng\nbase_url: https://baoyen.example/\n---\nLời chào.\n",
		index:                  "---\ntitle: Tin tức\n---\nLời dẫn.\n",
		"content/tin-tuc/a.md": "---\ntitle: Bài a\ndate: 2018-03-19\ntags: [hòa giải]\n---\nXem [b](b.md).\n",
		edited:                 "---\ntitle: Bài b\ndate: 2018-03-20\ntags: [hòa giải, thôn bản]\n---\nLời đầu.\n",
		"content/tin-tuc/c.md": "---\ntitle: Bài c\ndate: 2018-03-21\n---\nLời đầu.\n\n![x](/anh/x.svg)\n",
		"static/anh/x.svg":     `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>`,
	}
	before, beforeList := newListed(t, files)
	for _, c := range []struct {
		name, path string
		edit       Edit // "" for a file that is no entry
		old, with  string
	}{
		{"body", edited, EditBody, "Lời đầu.\n", "Lời đầu.\n\n\nMột đoạn thêm vào.\n"},
		{"title", edited, EditTitle, "title: Bài b", "title: Bài b sửa"},
		{"tags", edited, EditTags, "[hòa giải,", "[thẻ chưa từng có,"},
		{"date", edited, EditDate, "2018-03-20", "2018-03-19"},
		{"title of a section", index, EditTitle, "title: Tin tức", "title: Tin tức sửa"},
		{"title of the site", home, EditTitle, "title: Cổng", "title: Cổng sửa"},
		{"picture", "static/anh/x.svg", "", "></svg>", "> </svg>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got Difference
			var err error
			if c.edit == "" {
				got, err = before.ImagineFile(beforeList, c.path)
			} else {
				got, err = before.Imagine(beforeList, c.path, c.edit)
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Changed) == 0 {
				t.Error("nothing changes: the edit is none")
			}
			changed := maps.Clone(files)
			changed[c.path] = strings.Replace(files[c.path], c.old, c.with, 1)
			_, afterList := newListed(t, changed)
			if diff := cmp.Diff(differing(t, beforeList, afterList), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// newListed writes a site and lists it.
func newListed(t *testing.T, files map[string]string) (*Builder, *List) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := New(Options{Site: dir, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Carried: bantin.Carried, Clock: time.Now, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	list, err := b.List(t.Context())
	if err != nil || list.Faulty {
		t.Fatal(err, list.Diagnostics)
	}
	return b, list
}

// differing compares two lists by what their fingerprints say.
func differing(t *testing.T, a, b *List) Difference {
	t.Helper()
	before, err1 := fingerprints(a)
	after, err2 := fingerprints(b)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	var d Difference
	for _, path := range slices.Sorted(maps.Keys(after)) {
		if old, ok := before[path]; !ok {
			d.Added = append(d.Added, path)
		} else if old != after[path] {
			d.Changed = append(d.Changed, path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(before)) {
		if _, ok := after[path]; !ok {
			d.Removed = append(d.Removed, path)
		}
	}
	return d
}
