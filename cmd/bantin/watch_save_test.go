package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestW01_Vim: each save of vim, which truncates the file in place, is one rebuild.
func TestW01_Vim(t *testing.T) {
	vim := tool(t, "vim", "vim")
	l := goLive(t, newsroom(t))
	l.write(articlePath(0), articleText(0)+"\nLần 0.\n")
	l.shows(articlePage(0), "Lần 0.")
	for i := range 20 {
		l.sh(`"$1" -u NONE -N -es -c "s/Lần $2/Lần $3/" -c wq "$4" </dev/null`, vim, fmt.Sprint(i), fmt.Sprint(i+1), articlePath(0))
		l.shows(articlePage(0), fmt.Sprintf("Lần %d.", i+1))
	}
	l.rebuilt(21)
	l.equal("after vim")
}

// TestW02_Rename: saves that put another file in the place of the old one, again and again.
func TestW02_Rename(t *testing.T) {
	l := goLive(t, newsroom(t))
	for i := range 3 {
		l.sh(`cp "$1" .t && printf 'Qua tệp khác, lần %s.\n' "$2" >>.t && mv .t "$1"`, articlePath(1), fmt.Sprint(i))
		l.shows(articlePage(1), fmt.Sprintf("Qua tệp khác, lần %d.", i))
	}
	for i := range 3 {
		l.sh(`sed -i "s/^Lời/Lời mới $2/" "$1"`, articlePath(2), fmt.Sprint(i))
		l.shows(articlePage(2), fmt.Sprintf("Lời mới %d", i))
	}
	l.equal("after sed -i")
}

// TestW03_JetBrains: a temporary file, the old one under another name, then the new one in its place.
func TestW03_JetBrains(t *testing.T) {
	l := goLive(t, newsroom(t))
	for i := range 3 {
		l.sh(`{ cat "$1"; printf 'An toàn, lần %s.\n' "$2"; } >"$1___jb_tmp___"; mv "$1" "$1___jb_old___"; mv "$1___jb_tmp___" "$1"; rm "$1___jb_old___"`,
			articlePath(3), fmt.Sprint(i))
		l.shows(articlePage(3), fmt.Sprintf("An toàn, lần %d.", i))
	}
	l.equal("after a safe write")
	l.silent("jb", "error:", "Removed")
}

// TestW04_Emacs: the lock of emacs is a link to nowhere that stays while somebody edits.
func TestW04_Emacs(t *testing.T) {
	l := goLive(t, newsroom(t))
	if err := os.Symlink("bien-tap@may.1234:5678", l.path("content/tin-tuc/.#bai-0.md")); err != nil {
		t.Fatal(err)
	}
	l.edit(0, "Đang sửa.")
	l.rebuilt(1)
	l.equal("with the lock")
	l.silent(".#", "error:", "warning:")
}

// TestW05_Settings: the second save of the settings is seen like the first.
func TestW05_Settings(t *testing.T) {
	l := goLive(t, newsroom(t))
	for _, title := range []string{"Bảo Yên một", "Bảo Yên hai"} {
		l.sh(`sed -i "s/^title: .*/title: $1/" content/_index.md`, title)
		l.equal(title)
		l.shows("index.html", title)
		l.shows(articlePage(7), title)
	}
}

// TestW06_Litter: what editors and systems leave beside files makes no rebuild and is not published.
func TestW06_Litter(t *testing.T) {
	l := goLive(t, newsroom(t))
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
}

// TestW07_SlowWrite: a page never shows a file that is half written.
func TestW07_SlowWrite(t *testing.T) {
	l := goLive(t, newsroom(t))
	const end = "Hết bài."
	l.write(articlePath(0), articleText(0)+end+"\n")
	l.shows(articlePage(0), end)
	f, err := os.OpenFile(l.path(articlePath(0)), os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString(articleText(0))
	paragraph := strings.Repeat("Nước lũ rút dần, bà con trở lại đồng. ", 100) + "\n\n"
	for range 20 {
		f.WriteString(paragraph)
		time.Sleep(20 * time.Millisecond)
		page, err := os.ReadFile(filepath.Join(l.out, articlePage(0)))
		if err != nil || !bytes.Contains(page, []byte(end)) {
			t.Errorf("a half-written file was published (%v)", err)
		}
	}
	f.WriteString("Đủ cả. " + end + "\n")
	f.Close()
	l.shows(articlePage(0), "Đủ cả.")
	l.equal("after a slow write")
	l.silent("error:", "warning:")
}

// TestW08_Emptied: a file that is emptied and filled a moment later is never seen empty.
func TestW08_Emptied(t *testing.T) {
	l := goLive(t, newsroom(t))
	for i := range 5 {
		if err := os.Truncate(l.path(articlePath(4)), 0); err != nil {
			t.Fatal(err)
		}
		time.Sleep(150 * time.Millisecond)
		l.write(articlePath(4), articleText(4)+fmt.Sprintf("Đầy lại lần %d.\n", i))
		l.shows(articlePage(4), fmt.Sprintf("Đầy lại lần %d.", i))
	}
	l.equal("after it was filled")
	l.silent("Removed", "error:", "warning:")
	// One that stays empty is believed.
	if err := os.Truncate(l.path(articlePath(4)), 0); err != nil {
		t.Fatal(err)
	}
	l.equal("emptied for good")
}

// TestW33_SameBytes: a save of the same bytes, and a new time alone, write nothing.
func TestW33_SameBytes(t *testing.T) {
	l := goLive(t, newsroom(t))
	l.sh(`cp "$1" .new && mv .new "$1"; touch "$2"; cat "$3" >.x; cat .x >"$3"`, articlePath(0), articlePath(1), articlePath(2))
	time.Sleep(600 * time.Millisecond) // past the quiet time and the longest wait
	l.edit(3, "Câu thật.")
	l.rebuilt(1)
}
