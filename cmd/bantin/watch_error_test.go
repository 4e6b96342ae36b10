package main

import (
	"strings"
	"testing"
)

// TestW26_W27_W28_Errors: an entry that is broken when the command starts, one that breaks later, and a
// broken layout: the rest of the site follows what is saved, a site that cannot be made stays as it was, and
// mending is all that is needed.
func TestW26_W27_W28_Errors(t *testing.T) {
	bothWays(t, func(l *live) {
		broken := func(i int) string { return strings.Replace(articleText(i), "date: 2018-", "date: hôm ", 1) }
		l.write(articlePath(0), broken(0))
		l.start()
		l.says(articlePath(0) + ":3:7: error:")
		l.absent(articlePage(0))
		l.replace(articlePath(0), articleText(0))
		l.equal("mended")

		l.replace(articlePath(1), broken(1))
		l.edit(2, "Bài khác vẫn theo kịp.")
		l.equal("one broken entry")
		l.absent(articlePage(1))
		l.says(articlePath(1) + ":3:7: error:")

		l.write("layouts/article.html", "{{define \"main\"}}\n{{ .Nope")
		l.says("layouts/article.html:2")
		l.shows(articlePage(2), "Bài khác vẫn theo kịp.")
		l.sh(`rm -r layouts`)
		l.replace(articlePath(1), articleText(1))
		l.equal("all mended")
	})
}
