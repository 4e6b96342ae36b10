package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestW01_Vim: each save of vim, which truncates the file in place, is one rebuild.
func TestW01_Vim(t *testing.T) {
	vim := tool(t, "vim", "vim")
	bothWays(t, func(l *live) {
		l.start()
		l.write(articlePath(0), articleText(0)+"\nLần 0.\n")
		l.shows(articlePage(0), "Lần 0.")
		for i := range 20 {
			l.sh(`"$1" -u NONE -N -es -c "s/Lần $2/Lần $3/" -c wq "$4" </dev/null`, vim, fmt.Sprint(i), fmt.Sprint(i+1), articlePath(0))
			l.shows(articlePage(0), fmt.Sprintf("Lần %d.", i+1))
		}
		l.rebuilt(21)
		l.equal("after vim")
	})
}

// TestW02_Rename: saves that put another file in the place of the old one, again and again.
func TestW02_Rename(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for i := range 3 {
			l.sh(`cp "$1" .t && printf 'Qua tệp khác, lần %s.\n' "$2" >>.t && mv .t "$1"`, articlePath(1), fmt.Sprint(i))
			l.shows(articlePage(1), fmt.Sprintf("Qua tệp khác, lần %d.", i))
		}
		for i := range 3 {
			l.sh(`sed -i "s/^Lời/Lời mới $2/" "$1"`, articlePath(2), fmt.Sprint(i))
			l.shows(articlePage(2), fmt.Sprintf("Lời mới %d", i))
		}
		l.equal("after sed -i")
	})
}

// TestW03_JetBrains: a temporary file, the old one under another name, then the new one in its place.
func TestW03_JetBrains(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for i := range 3 {
			l.sh(`{ cat "$1"; printf 'An toàn, lần %s.\n' "$2"; } >"$1___jb_tmp___"; mv "$1" "$1___jb_old___"; mv "$1___jb_tmp___" "$1"; rm "$1___jb_old___"`,
				articlePath(3), fmt.Sprint(i))
			l.shows(articlePage(3), fmt.Sprintf("An toàn, lần %d.", i))
		}
		l.equal("after a safe write")
		l.silent("jb", "error:")
	})
}

// TestW04_Emacs: the lock of emacs is a link to nowhere that stays while a person edits.
func TestW04_Emacs(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		if err := os.Symlink("bien-tap@may.1234:5678", l.path("content/tin-tuc/.#bai-0.md")); err != nil {
			l.t.Fatal(err)
		}
		l.edit(0, "Đang sửa.")
		l.rebuilt(1)
		l.equal("with the lock")
		l.silent(".#", "error:", "warning:")
	})
}

// TestW05_Settings: the second save of the settings is seen like the first.
func TestW05_Settings(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for _, title := range []string{"Bảo Yên một", "Bảo Yên hai"} {
			l.sh(`sed -i "s/^title: .*/title: $1/" content/_index.md`, title)
			l.equal(title)
			l.shows("index.html", title)
			l.shows(articlePage(7), title)
		}
	})
}

// TestW06_Litter: what editors and systems leave beside files makes no rebuild and is not published.
func TestW06_Litter(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		for _, dir := range []string{"content/tin-tuc", "static/anh", "layouts"} {
			for _, name := range []string{
				"4913", "a.md~", ".a.md.swp", "#a.md#", ".DS_Store", "._a.md", "Thumbs.db", "~$a.md", ".~lock.a.md#", "a.md.bck", "a.kate-swp",
			} {
				l.write(dir+"/"+name, "rác")
			}
		}
		l.edit(0, "Câu thật.")
		l.rebuilt(1)
		l.equal("with litter")
	})
}

// TestW07_SlowWrite: a page never shows a file that is half written.
func TestW07_SlowWrite(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		l.neverInPart(0, 38*time.Millisecond, func(text string, next func()) {
			f, err := os.Create(l.path(articlePath(0)))
			if err != nil {
				l.t.Fatal(err)
			}
			defer f.Close()
			for piece := range slices.Chunk([]byte(text), len(text)/25+1) {
				next()
				if _, err := f.Write(piece); err != nil {
					l.t.Fatal(err)
				}
				time.Sleep(15 * time.Millisecond)
			}
		})
		l.equal("after a slow write")
	})
}

// TestW08_Emptied: a file that is emptied and filled a moment later is never seen empty.
func TestW08_Emptied(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		empty := func() {
			if err := os.Truncate(l.path(articlePath(4)), 0); err != nil {
				l.t.Fatal(err)
			}
		}
		for range 3 {
			l.neverInPart(4, 380*time.Millisecond, func(text string, next func()) {
				next()
				empty()
				time.Sleep(150 * time.Millisecond)
				next()
				l.write(articlePath(4), text)
			})
		}
		l.equal("after it was filled")
		empty()
		l.equal("one that stays empty is believed")
	})
}

// neverInPart plays a write of an article that takes its time, while a person reads its page again and again:
// the page is always whole. A file that rests counts as written: where the writer, on a busy machine, rests
// for longer than pace between two steps, it writes again.
func (l *live) neverInPart(i int, pace time.Duration, write func(text string, next func())) {
	l.t.Helper()
	const end = "Hết bài, lần "
	text := func(try int) string {
		return articleText(i) + strings.Repeat("Nước lũ rút dần, bà con trở lại đồng. ", 1000) + fmt.Sprintf("\n\n%s%d.\n", end, try)
	}
	l.write(articlePath(i), text(0))
	l.shows(articlePage(i), end+"0.")
	for try := 1; ; try++ {
		said := len(l.said.String())
		slowest, last := time.Duration(0), time.Now()
		stop := l.readAgain(articlePage(i), end)
		write(text(try), func() { slowest, last = max(slowest, time.Since(last)), time.Now() })
		wrong := stop()
		l.shows(articlePage(i), fmt.Sprintf("%s%d.", end, try))
		if said := l.said.String()[said:]; strings.Contains(said, "error:") || strings.Contains(said, "warning:") {
			wrong = errors.Join(wrong, errors.New("the command complains"))
		}
		switch {
		case wrong == nil:
			return
		case slowest < pace || try == 20:
			l.t.Fatalf("the writer rested for %v at most: %v", slowest, wrong)
		}
	}
}

// readAgain reads a page again and again until stop is called, which says what else than a page with the text
// was found.
func (l *live) readAgain(page, text string) (stop func() error) {
	done, wrong := make(chan struct{}), make(chan error, 1)
	go func() {
		for {
			data, err := l.read(page)
			if err == nil && !bytes.Contains(data, []byte(text)) {
				err = fmt.Errorf("%s without %q:\n%s", page, text, data)
			}
			select {
			case <-done:
				wrong <- err
				return
			case <-time.After(2 * time.Millisecond):
			}
			if err != nil {
				wrong <- err
				return
			}
		}
	}()
	return func() error {
		close(done)
		return <-wrong
	}
}

// TestW33_SameBytes: a save of the same bytes, and a new time alone, write nothing.
func TestW33_SameBytes(t *testing.T) {
	bothWays(t, func(l *live) {
		l.start()
		l.sh(`cp "$1" .new && mv .new "$1"; touch "$2"; cat "$3" >.x; cat .x >"$3"`, articlePath(0), articlePath(1), articlePath(2))
		time.Sleep(600 * time.Millisecond) // past the quiet time and the longest wait
		l.edit(3, "Câu thật.")
		l.rebuilt(1)
	})
}
