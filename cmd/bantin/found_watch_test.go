package main

import (
	"strings"
	"testing"
)

// TestFound_D3_D8_Watched: an old address, a static file and a list that cannot be used come and go while the
// site is watched; it stays up, and the next good save is published.
func TestFound_D3_D8_Watched(t *testing.T) {
	row := func(flags ...string) func(l *live) {
		return func(l *live) {
			l.start(flags...)
			with := func(line string) string { return strings.Replace(articleText(1), "---\n", "---\n"+line+"\n", 1) }
			l.replace(articlePath(1), with("aliases: [/"+articlePage(0)+"/cu]"))
			l.says(articlePath(1) + ":2:11: error:")
			l.write("static/index.html/x.txt", "x")
			l.says("static/index.html/x.txt:1:1: error:")
			l.edit(2, "Bài khác vẫn theo kịp.")
			l.shows(articlePage(2), "Bài khác vẫn theo kịp.")
			l.replace(articlePath(1), with("tags: ["+strings.Repeat("x, ", 4000)+"x]"))
			l.says(articlePath(1) + ":2:1: error:")
			l.absent(articlePage(1))
			l.sh(`rm -r static/index.html`)
			l.replace(articlePath(1), articleText(1))
			l.equal("all mended")
		}
	}
	bothWays(t, row())
	t.Run("swap", func(t *testing.T) {
		row("--swap")(newLive(t, newsroom(t), &builds{t.TempDir() + "/public"}))
	})
}
