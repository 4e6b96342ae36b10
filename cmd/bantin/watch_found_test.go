package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestFound_D1_MovedAndRemoved: a folder that is moved and removed at once, fifty times; the command follows
// what is saved afterwards, does so by events, and ends when it is told to.
func TestFound_D1_MovedAndRemoved(t *testing.T) {
	bothWays(t, func(l *live) {
		l.startProcess(`exec "$@"`, nil)
		aside := filepath.Join(l.t.TempDir(), "cay")
		for i := range 50 {
			for _, name := range []string{"content/cay/a.md", "content/cay/sau/b.md", "content/cay/sau/hon/c.md"} {
				l.write(name, "---\ntitle: Bài\n---\nLời.\n")
			}
			l.shows("cay/sau/hon/c.html", "Lời.") // its folders are watched
			if err := errors.Join(os.Rename(l.path("content/cay"), aside), os.RemoveAll(aside)); err != nil {
				l.t.Fatal(err)
			}
			l.edit(i%3, "Sửa sau khi xóa thư mục.")
		}
		l.equal("after fifty rounds")
		l.silent("watch-failed", "watch-lost", "watch-limit")
	})
}
