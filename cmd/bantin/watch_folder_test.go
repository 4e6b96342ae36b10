package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestW09_Nested: folders that are made and filled at once.
func TestW09_Nested(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for i := range 50 {
			for k := range 4 {
				l.write(fmt.Sprintf("content/cay-%d/a/b/trang-%d.md", i, k), fmt.Sprintf("---\ntitle: Trang %d %d\n---\nLời.\n", i, k))
			}
		}
		l.equal("50 trees of 4 files")
		for i := range 50 {
			for k := range 4 {
				l.shows(fmt.Sprintf("cay-%d/a/b/trang-%d.html", i, k), fmt.Sprintf("Trang %d %d", i, k))
			}
		}
		l.write("content/cay-49/a/b/trang-3.md", "---\ntitle: Trang\n---\nSửa trong thư mục mới.\n")
		l.shows("cay-49/a/b/trang-3.html", "Sửa trong thư mục mới.")
	})
}

// TestW10_MovedIn: a tree that is moved in, and edits inside it afterwards. Then it is moved out again.
func TestW10_MovedIn(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		away := l.t.TempDir()
		for i := range 5 {
			writeFile(l.t, away, fmt.Sprintf("cay/sau/bai-%d.md", i), fmt.Sprintf("---\ntitle: Từ xa %d\ndate: 2017\n---\nLời.\n", i))
		}
		l.sh(`mv "$1/cay" content/`, away)
		l.equal("moved in")
		l.write("content/cay/sau/bai-0.md", "---\ntitle: Từ xa 0\n---\nSửa sau khi chuyển.\n")
		l.shows("cay/sau/bai-0.html", "Sửa sau khi chuyển.")
		l.sh(`mv content/cay "$1/"`, away)
		l.equal("moved out")
	})
}

// TestW11_FolderRenamed: pages move with their folder, and edits under the new name are seen.
func TestW11_FolderRenamed(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		l.write("content/tin-tuc/sau/bai.md", "---\ntitle: Bài sâu\n---\nLời.\n")
		l.equal("a folder below")
		l.sh(`mv content/tin-tuc content/tin-khac`)
		l.equal("renamed")
		for i, name := range []string{"content/tin-khac/bai-0.md", "content/tin-khac/sau/bai.md"} {
			text := fmt.Sprintf("Sửa lần %d.", i)
			l.write(name, "---\ntitle: Bài\n---\n"+text+"\n")
			l.shows(strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md")+".html", text)
		}
		l.sh(`mv content/tin-khac content/tin-tuc && mkdir content/tin-khac && mv content/tin-tuc/sau content/tin-khac/`)
		l.equal("and back, but for one folder")
		l.write("content/tin-khac/sau/bai.md", "---\ntitle: Bài\n---\nSửa lần cuối.\n")
		l.shows("tin-khac/sau/bai.html", "Sửa lần cuối.")
		l.equal("at last")
	})
}

// TestW13_W14_W15_W16_Front: what other pages show of an article changes with it: deletion, title, tags,
// date.
func TestW13_W14_W15_W16_Front(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for _, edit := range []struct{ what, script string }{
			{"W13 deleted", `rm "$1"`},
			{"W14 title", `sed -i 's/^title: .*/title: Tít mới toanh/' "$2"`},
			{"W15 a tag removed", `sed -i 's/^tags: .*/tags: [chung]/' "$2"`},
			{"W15 the last article of a tag", `sed -i 's/^tags: .*thẻ 3.*/tags: [chung]/' content/*/*.md`},
			{"W16 date", `sed -i 's/^date: .*/date: 2018-12-31/' "$2"`},
		} {
			l.sh(edit.script, articlePath(0), articlePath(1))
			l.equal(edit.what)
		}
		l.absent(articlePage(0), "the/the-3/index.html")
	})
}

// TestW18_Layouts: a layout that is put over one of the program's, and one that is taken away again.
func TestW18_Layouts(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		l.write("layouts/article.html", `{{define "main"}}<hr data-own>{{template "entry" .}}{{end}}`)
		l.shows(articlePage(0), "data-own")
		l.equal("a layout of the site's own")
		l.sh(`mv layouts/article.html .aside`)
		l.equal("taken away")
		l.sh(`mv .aside layouts/article.html; rm -r layouts`)
		l.equal("without layouts")
	})
}

// TestW34_Case: a name that changes only its case is one page.
func TestW34_Case(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for _, script := range []string{
			`mv content/tin-tuc/bai-0.md content/tin-tuc/Bai-0.md`,
			`mv content/tin-tuc/Bai-0.md content/tin-tuc/x.md && mv content/tin-tuc/x.md content/tin-tuc/BAI-0.md`,
			`mv content/tin-tuc content/Tin-Tuc`,
		} {
			l.sh(script)
			l.equal(script)
		}
		l.silent("address-taken", "error:")
	})
}

// TestW36_Links: links to a file, a folder, nowhere, itself, and out of the site.
func TestW36_Links(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		l.sh(`ln -s bai-0.md content/tin-tuc/lien-ket.md
			ln -s ../doi-song content/tin-tuc/thu-muc
			ln -s khong-co.md content/tin-tuc/treo.md
			ln -s . content/tin-tuc/vong
			ln -s /etc/passwd content/tin-tuc/ra-ngoai.md`)
		l.equal("links")
		for _, code := range []string{"source-link-outside", "source-link-dangling", "source-link-loop"} {
			l.says(code)
		}
		// What a link leads to may lie outside the folders that the site is made from.
		l.sh(`rm content/tin-tuc/ra-ngoai.md content/tin-tuc/vong
			ln -s ../../ngoai.md content/tin-tuc/ngoai.md
			mkdir -p kho/sau && ln -s ../../kho/sau/trong-kho.md content/tin-tuc/trong-kho.md`)
		l.equal("links to nowhere")
		for _, text := range []string{"Một.", "Hai."} {
			for file, page := range map[string]string{
				"ngoai.md": "ngoai", "kho/sau/trong-kho.md": "trong-kho", "content/tin-tuc/khong-co.md": "treo", "content/tin-tuc/bai-0.md": "lien-ket",
			} {
				l.write(file, "---\ntitle: "+page+"\n---\n"+text+"\n")
				l.shows("tin-tuc/"+page+".html", text)
			}
		}
		l.edit(1, "Sửa qua thư mục được liên kết.")
		l.equal("links mended")
	})
}

// TestW38_Special: a FIFO stops nothing.
func TestW38_Special(t *testing.T) {
	tool(t, "mkfifo", "coreutils")
	bothWays(t, func(l *live) {
		l.start()
		l.sh(`mkfifo content/tin-tuc/ong.md static/ong`)
		l.says("source-special")
		l.edit(0, "Vẫn chạy.")
		l.equal("beside a FIFO")
		l.sh(`rm "$1" && mkfifo "$1"`, articlePath(3))
		l.equal("a FIFO in the place of an article")
	})
}
