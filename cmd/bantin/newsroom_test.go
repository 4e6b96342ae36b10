package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// newsroom writes a small site: three sections of articles with tags and dates, all of which are an hour old.
func newsroom(t *testing.T) string {
	t.Helper()
	site := filepath.Join(t.TempDir(), "site")
	writeFile(t, site, "content/_index.md", "---\ntitle: Bảo Yên\nbase_url: https://baoyen.example/\n---\nKính chào.\n")
	writeFile(t, site, "static/anh/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>`)
	for i := range 12 {
		writeFile(t, site, articlePath(i), articleText(i))
	}
	return site
}

func articlePath(i int) string {
	return fmt.Sprintf("content/%s/bai-%d.md", []string{"tin-tuc", "doi-song", "van-hoa"}[i%3], i)
}

func articleText(i int) string {
	return fmt.Sprintf("---\ntitle: Bài số %d\ndate: 2018-%02d-10\ntags: [thẻ %d, chung]\n---\nLời của bài %[1]d. [Bài khác](/%[4]s)\n",
		i, i+1, i%4, strings.TrimPrefix(articlePath((i+5)%12), "content/"))
}

// articlePage is the page of an article.
func articlePage(i int) string {
	return strings.TrimSuffix(strings.TrimPrefix(articlePath(i), "content/"), ".md") + ".html"
}
